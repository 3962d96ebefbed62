//! The terminal's modes: taken once, given back once, on every way out.

use std::env;
use std::io::{self, Write};
use std::os::fd::BorrowedFd;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::DisableMouseCapture;
use crossterm::style::ResetColor;
use crossterm::terminal::{
    Clear, ClearType, DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, window_size,
};
use crossterm::{execute, queue};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

/// Whether the terminal is ours, so that whoever gives it back first is the only one to do so.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Presses, releases, drags and the wheel, in the encoding without limits. Bare motion is not asked for: it would wake
/// the program whenever the pointer crosses the window.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";

/// Standard output without a lock or a buffer: a panic hook must not wait for a thread that holds one.
#[derive(Debug)]
pub(super) struct Output;

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        write(rustix::stdio::stdout(), bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes some of the bytes. Waits where it must: whoever shares the terminal may have made it not to block.
fn write(to: BorrowedFd<'_>, bytes: &[u8]) -> io::Result<usize> {
    loop {
        match rustix::io::write(to, bytes) {
            Err(Errno::AGAIN) => poll(&mut [PollFd::from_borrowed_fd(to, PollFlags::OUT)], None)?,
            done => return Ok(done?),
        };
    }
}

/// Makes the terminal ours: raw, on the alternate screen, without a cursor, with the mouse.
///
/// # Errors
/// When the terminal cannot be put into raw mode or written to; it is as before then.
pub fn take() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    enter(&mut Output).inspect_err(|_| give_back())
}

/// Gives the terminal back as it was, once: does nothing when it is not ours. Safe to call from a panic hook on any
/// thread; failures are ignored, since there is nobody left to tell.
pub fn give_back() {
    if leave_once(&TAKEN, &mut Output) {
        let _ = disable_raw_mode();
    }
}

/// Lines are edited and echoed by the terminal again; nothing is written, since it may not read.
pub(super) fn cook() {
    let _ = disable_raw_mode();
}

/// What a program may have switched on and not lived to switch off, and we never use: keys in other encodings, pasted
/// text in brackets, a part of the screen that scrolls, another cursor.
const MENDED: &str =
    "\x1b[?1l\x1b>\x1b[?2004l\x1b[?1003l\x1b[?1004l\x1b[r\x1b[?6l\x1b[m\x1b(B\x1b[0 q";

/// Undoes what a program that was killed has left on the terminal; failures are ignored, since drawing will meet them.
pub(super) fn mend() {
    let _ = Output.write_all(MENDED.as_bytes());
}

/// How the terminal treats lines and keys.
#[derive(Debug)]
pub(super) struct Modes(Option<Termios>);

impl Modes {
    /// As they are; nothing where there is no terminal.
    pub(super) fn now() -> Self {
        Self(tcgetattr(rustix::stdio::stdin()).ok())
    }

    /// Makes them so again, and drops what was typed for someone else.
    pub(super) fn restore(&self) {
        if let Some(modes) = &self.0 {
            let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Flush, modes);
        }
    }
}

/// Whether the terminal is ours at present.
pub(super) fn is_taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// Turns reports of the mouse on or off.
pub(super) fn mouse(on: bool) -> io::Result<()> {
    if on {
        Output.write_all(MOUSE_ON.as_bytes())
    } else {
        execute!(Output, DisableMouseCapture)
    }
}

/// Columns and rows; the customary 80 by 24 where the terminal does not say.
pub(super) fn size() -> (u16, u16) {
    match window_size() {
        Ok(size) if size.columns > 0 && size.rows > 0 => (size.columns, size.rows),
        _ => (80, 24),
    }
}

/// The first words of `TERM` of terminals that clear to the background in use (`bce` in terminfo).
const PAINTERS: [&str; 12] = [
    "alacritty",
    "contour",
    "foot",
    "ghostty",
    "iterm",
    "kitty",
    "konsole",
    "linux",
    "rxvt",
    "tmux",
    "wezterm",
    "xterm",
];

/// Whether the terminal is known to clear to the background in use, so that its blanks need not be sent.
pub(super) fn paints_when_cleared() -> bool {
    let term = env::var_os("TERM").unwrap_or_default();
    let term = term.to_string_lossy();
    PAINTERS.iter().any(|name| term.starts_with(name))
}

/// Whether there still is a terminal behind standard output.
pub(super) fn is_there() -> bool {
    rustix::termios::tcgetwinsize(rustix::stdio::stdout()).is_ok()
}

fn enter(out: &mut impl Write) -> io::Result<()> {
    let mut all = Vec::new();
    queue!(
        all,
        EnterAlternateScreen,
        Hide,
        DisableLineWrap,
        Clear(ClearType::All)
    )?;
    all.extend_from_slice(MOUSE_ON.as_bytes());
    out.write_all(&all)
}

/// Writes what undoes [`enter`] if `taken` is set, and clears it. True for the one who did it.
fn leave_once(taken: &AtomicBool, out: &mut impl Write) -> bool {
    if !taken.swap(false, Ordering::SeqCst) {
        return false;
    }
    // Some terminals forget the cursor with the alternate screen: it is shown after leaving.
    let mut all = Vec::new();
    let _ = queue!(
        all,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        EnableLineWrap,
        ResetColor,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.write_all(&all);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every private mode switched on by `enter`, and what must stand in `leave` for it.
    const UNDONE: [(&str, &str); 6] = [
        ("\x1b[?1049h", "\x1b[?1049l"),
        ("\x1b[?25l", "\x1b[?25h"),
        ("\x1b[?7l", "\x1b[?7h"),
        ("\x1b[?1000h", "\x1b[?1000l"),
        ("\x1b[?1002h", "\x1b[?1002l"),
        ("\x1b[?1006h", "\x1b[?1006l"),
    ];

    fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).expect("only ASCII is sent")
    }

    #[test]
    fn leaving_undoes_every_mode_that_entering_sets() {
        let entered = text(|out| enter(out).expect("memory can be written to"));
        let left = text(|out| assert!(leave_once(&AtomicBool::new(true), out)));
        for (done, undone) in UNDONE {
            assert!(entered.contains(done), "{done:?} in {entered:?}");
            assert!(left.contains(undone), "{undone:?} in {left:?}");
        }
        let modes = entered.matches("\x1b[?").count();
        assert_eq!(
            modes,
            UNDONE.len(),
            "a mode of {entered:?} is not in the table"
        );
    }

    #[test]
    fn the_cursor_is_shown_after_the_alternate_screen_is_left() {
        let left = text(|out| assert!(leave_once(&AtomicBool::new(true), out)));
        assert!(
            left.find("\x1b[?25h") > left.find("\x1b[?1049l"),
            "{left:?}"
        );
    }

    #[test]
    fn the_terminal_is_given_back_once() {
        let taken = AtomicBool::new(true);
        let mut out = Vec::new();
        assert!(leave_once(&taken, &mut out));
        let once = out.len();
        assert!(!leave_once(&taken, &mut out));
        assert_eq!(out.len(), once);
    }

    #[test]
    fn a_terminal_that_does_not_block_is_waited_for() {
        use std::io::Read;
        use std::os::fd::AsFd;
        use std::os::unix::net::UnixStream;

        let (to, mut from) = UnixStream::pair().unwrap();
        to.set_nonblocking(true).unwrap();
        let reader = std::thread::spawn(move || {
            let mut read = Vec::new();
            from.read_to_end(&mut read).map(|_| read)
        });
        // More than the system keeps for a reader.
        let frame: Vec<u8> = (0..1 << 24).map(|at: u32| at as u8).collect();
        let mut left = frame.as_slice();
        while !left.is_empty() {
            left = &left[write(to.as_fd(), left).unwrap()..];
        }
        drop(to);
        assert!(reader.join().unwrap().unwrap() == frame);
    }

    #[test]
    fn a_terminal_that_cannot_be_written_to_is_no_reason_to_panic() {
        struct Gone;
        impl Write for Gone {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
        }
        assert!(leave_once(&AtomicBool::new(true), &mut Gone));
    }
}
