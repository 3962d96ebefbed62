//! Keys and the mouse, on a thread of their own, which does not touch the terminal while another program has it.

use std::io::{self, PipeReader, PipeWriter, Read, Write, pipe};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crossterm::event::{self, Event as Terminal, KeyEventKind};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use crate::app::Event;

/// How long crossterm looks for more once the terminal had something: it reads nothing when given no time at all.
const MORE: Duration = Duration::from_millis(1);

/// Makes the two ends by which the reader of the terminal is told to wait.
///
/// # Errors
/// When the system has no pipe left.
pub(super) fn gate() -> io::Result<(Gate, Barrier)> {
    let (asked, ask) = pipe()?;
    let (waits, is_waiting) = channel();
    let (open, opened) = channel();
    let gate = Gate {
        ask,
        is_waiting,
        open,
    };
    let barrier = Barrier {
        asked,
        waits,
        opened,
    };
    Ok((gate, barrier))
}

/// The loop's end: keeps the reader from the terminal.
#[derive(Debug)]
pub(super) struct Gate {
    ask: PipeWriter,
    is_waiting: Receiver<()>,
    open: Sender<()>,
}

impl Gate {
    /// Waits until nobody reads the terminal; at once when it is not read any more.
    pub(super) fn close(&mut self) {
        if self.ask.write_all(&[0]).is_ok() {
            let _ = self.is_waiting.recv();
        }
    }

    /// Lets the terminal be read again after [`Gate::close`].
    pub(super) fn open(&self) {
        let _ = self.open.send(());
    }
}

/// The reader's end.
#[derive(Debug)]
pub(super) struct Barrier {
    asked: PipeReader,
    waits: Sender<()>,
    opened: Receiver<()>,
}

impl Barrier {
    /// Waits until it is opened. False when nobody will do so.
    fn wait(&mut self) -> bool {
        let asked = self.asked.read_exact(&mut [0]).is_ok();
        asked && self.waits.send(()).is_ok() && self.opened.recv().is_ok()
    }
}

/// Hands on whatever the terminal sends, until it is gone or nobody listens.
///
/// Waiting is done here rather than in crossterm, which never ceases to read a terminal that has hung up.
pub(super) fn forward(mut barrier: Barrier, mut send: impl FnMut(Event) -> bool) {
    while let Ok(next) = wait(&barrier) {
        match next {
            Next::Barrier if barrier.wait() => continue,
            Next::Barrier => return,
            Next::Terminal => {}
        }
        while let Ok(true) = event::poll(MORE) {
            let Ok(event) = event::read() else { return };
            if let Some(event) = translate(&event)
                && !send(event)
            {
                return;
            }
        }
    }
}

/// What there is to read next.
enum Next {
    /// The terminal has something.
    Terminal,
    /// The terminal must be left alone.
    Barrier,
}

/// Blocks until there is something to read.
fn wait(barrier: &Barrier) -> io::Result<Next> {
    let stdin = rustix::stdio::stdin();
    loop {
        let mut fds = [
            PollFd::new(&barrier.asked, PollFlags::IN),
            PollFd::new(&stdin, PollFlags::IN),
        ];
        match poll(&mut fds, None) {
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
            Ok(_) if !fds[0].revents().is_empty() => return Ok(Next::Barrier),
            Ok(_) if fds[1].revents() == PollFlags::IN => return Ok(Next::Terminal),
            Ok(_) => return Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
}

/// What the program wants to know of it.
fn translate(event: &Terminal) -> Option<Event> {
    match *event {
        Terminal::Key(key) if key.kind != KeyEventKind::Release => Some(Event::Key(key)),
        Terminal::Mouse(mouse) => Some(Event::Mouse(mouse)),
        Terminal::Resize(columns, rows) => Some(Event::Resize(columns, rows)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::*;

    #[test]
    fn presses_and_repeats_count_releases_and_focus_do_not() {
        let key = |kind| {
            Terminal::Key(KeyEvent::new_with_kind(
                KeyCode::Char('q'),
                KeyModifiers::NONE,
                kind,
            ))
        };
        assert!(matches!(
            translate(&key(KeyEventKind::Press)),
            Some(Event::Key(_))
        ));
        assert!(matches!(
            translate(&key(KeyEventKind::Repeat)),
            Some(Event::Key(_))
        ));
        assert!(translate(&key(KeyEventKind::Release)).is_none());
        assert!(translate(&Terminal::FocusGained).is_none());
        assert!(matches!(
            translate(&Terminal::Resize(80, 24)),
            Some(Event::Resize(80, 24))
        ));
    }
}
