//! The program in a terminal, as a person has it: keys in, screen out. Everything is awaited, nothing is slept for.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{
    Child, ChildKiller, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system,
};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{
    Pid, PidfdFlags, Signal, WaitId, WaitIdOptions, kill_process, kill_process_group, pidfd_open,
    waitid,
};
use rustix::termios::{Action, LocalModes, tcflow, tcgetattr};

/// Long enough for the slowest machine; no test waits for it when it passes.
pub(crate) const LONG: Duration = Duration::from_secs(30);

/// A program in a terminal of its own.
pub(crate) struct Pty {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    child: Box<dyn Child + Send + Sync>,
    killer: Box<dyn ChildKiller + Send + Sync>,
    /// Kept open, so that the modes of the terminal outlive the program.
    line: Option<File>,
    terminal: vt100::Parser,
    /// Everything the program has sent.
    pub(crate) raw: Vec<u8>,
}

impl Pty {
    /// Starts a program as a terminal's window does: with no shell around it.
    pub(crate) fn start(program: &str, arguments: &[&str], size: (u16, u16)) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        Self::spawn(command, size, true)
    }

    /// The same in a terminal that does not read until [`Pty::read`].
    pub(crate) fn start_unread(program: &str, arguments: &[&str], size: (u16, u16)) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        Self::spawn(command, size, false)
    }

    /// Starts a program as a script does: `sh` waits for it.
    pub(crate) fn start_in_sh(script: &str, arguments: &[&str], size: (u16, u16)) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script, "sh"]);
        command.args(arguments);
        Self::spawn(command, size, true)
    }

    fn spawn(mut command: CommandBuilder, size: (u16, u16), reads: bool) -> Self {
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("LC_ALL", "C.UTF-8");
        command.env("RUST_BACKTRACE", "0");
        command.env_remove("NO_COLOR");
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let line = File::options()
            .read(true)
            .write(true)
            .open(pair.master.tty_name().unwrap())
            .unwrap();
        if !reads {
            tcflow(&line, Action::OOff).unwrap();
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, bytes) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            keys: pair.master.take_writer().unwrap(),
            killer: child.clone_killer(),
            master: pair.master,
            bytes,
            child,
            line: Some(line),
            terminal: vt100::Parser::new(size.1, size.0, 0),
            raw: Vec::new(),
        }
    }

    /// What the terminal shows.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.terminal.screen()
    }

    /// The text on the terminal.
    pub(crate) fn text(&self) -> String {
        self.screen().contents()
    }

    /// Waits until the terminal is as wanted.
    #[track_caller]
    pub(crate) fn until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + LONG;
        while !wanted(self.terminal.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("never came: {what} ({error})\n{}", self.text()),
            }
        }
    }

    /// Waits until the terminal shows a text.
    #[track_caller]
    pub(crate) fn until_text(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// Watches the terminal until a text has come, and makes sure that on the way it never showed another.
    #[track_caller]
    pub(crate) fn until_text_never(&mut self, text: &str, never: &str) {
        let end = Instant::now() + LONG;
        while !self.text().contains(text) {
            assert!(
                !self.text().contains(never),
                "{never:?} was shown\n{}",
                self.text()
            );
            let left = end.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("never came: {text} ({error})\n{}", self.text()),
            }
        }
    }

    /// Waits until a text has been sent after this many bytes.
    #[track_caller]
    pub(crate) fn until_sent(&mut self, text: &str, after: usize) {
        let end = Instant::now() + LONG;
        while !String::from_utf8_lossy(&self.raw[after..]).contains(text) {
            let left = end.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("never sent: {text:?} ({error})\n{}", self.text()),
            }
        }
    }

    /// Waits until nothing has come for a second: the start is over.
    #[track_caller]
    pub(crate) fn until_quiet(&mut self) {
        let end = Instant::now() + LONG;
        while self.bytes_within(Duration::from_secs(1)) > 0 {
            assert!(Instant::now() < end, "it never rests\n{}", self.text());
        }
    }

    /// How many bytes come within this time.
    pub(crate) fn bytes_within(&mut self, time: Duration) -> usize {
        let end = Instant::now() + time;
        let mut count = 0;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => {
                    count += bytes.len();
                    self.take(&bytes);
                }
                Err(RecvTimeoutError::Timeout) => return count,
                Err(RecvTimeoutError::Disconnected) => panic!("it ended\n{}", self.text()),
            }
        }
    }

    /// Types keys.
    pub(crate) fn type_keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, size: (u16, u16)) {
        // The emulator cannot wrap lines on a single row: what is still on its way for a wider terminal would.
        let (columns, rows) = (size.0.max(4), size.1.max(4));
        self.terminal.screen_mut().set_size(rows, columns);
        self.master.resize(pty_size(size)).unwrap();
    }

    /// The terminal reads no longer: whoever writes to it waits.
    pub(crate) fn stop_reading(&self) {
        tcflow(self.line.as_ref().unwrap(), Action::OOff).unwrap();
    }

    /// The terminal reads again.
    pub(crate) fn read(&self) {
        tcflow(self.line.as_ref().unwrap(), Action::OOn).unwrap();
    }

    /// Waits until the program has taken the terminal.
    #[track_caller]
    pub(crate) fn until_raw(&self) {
        let end = Instant::now() + LONG;
        while self.is_cooked() {
            assert!(Instant::now() < end, "it never took the terminal");
            thread::yield_now();
        }
    }

    /// Waits for the end, whatever the terminal shows then.
    #[track_caller]
    pub(crate) fn end(&mut self) -> ExitStatus {
        assert!(has_ended(self.pid()), "it does not end\n{}", self.text());
        self.child.wait().unwrap()
    }

    /// The process that was started.
    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap()
    }

    /// Sends a signal to the process that was started.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Sends a signal to it and whatever it has started in the same job.
    pub(crate) fn signal_job(&self, signal: Signal) {
        kill_process_group(self.pid(), signal).unwrap();
    }

    /// Waits until the process that was started is stopped.
    #[track_caller]
    pub(crate) fn until_stopped(&self) {
        let (pid, (send, stopped)) = (self.pid(), channel());
        thread::spawn(move || send.send(waitid(WaitId::Pid(pid), WaitIdOptions::STOPPED).is_ok()));
        assert_eq!(
            stopped.recv_timeout(LONG),
            Ok(true),
            "it never stopped\n{}",
            self.text()
        );
    }

    /// Whether lines are echoed and edited by the terminal, as shells leave it.
    pub(crate) fn is_cooked(&self) -> bool {
        let modes = tcgetattr(self.line.as_ref().unwrap()).unwrap().local_modes;
        modes.contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG)
    }

    /// Waits for the end, and makes sure that the terminal is as it was before.
    #[track_caller]
    pub(crate) fn end_restored(&mut self) -> ExitStatus {
        let status = self.end();
        let cooked = self.is_cooked();
        self.line = None;
        while let Ok(bytes) = self.bytes.recv_timeout(LONG) {
            self.take(&bytes);
        }
        assert!(cooked, "the terminal is still raw");
        assert_restored(self.screen());
        status
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.terminal.process(bytes);
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = kill_process_group(self.pid(), Signal::CONT);
        let _ = kill_process_group(self.pid(), Signal::KILL);
        let _ = self.killer.kill();
        let _ = self.child.wait();
    }
}

/// The terminal shows what it showed before the program started, with its cursor, and the mouse is its own.
#[track_caller]
pub(crate) fn assert_restored(screen: &vt100::Screen) {
    assert!(!screen.alternate_screen(), "still on the alternate screen");
    assert!(!screen.hide_cursor(), "the cursor is still hidden");
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
}

/// Waits until a process, ours or not, has ended; false when it does not.
pub(crate) fn has_ended(pid: Pid) -> bool {
    let Ok(process) = pidfd_open(pid, PidfdFlags::empty()) else {
        return true;
    };
    let time = Timespec {
        tv_sec: LONG.as_secs().cast_signed(),
        tv_nsec: 0,
    };
    poll(&mut [PollFd::new(&process, PollFlags::IN)], Some(&time)) == Ok(1)
}

/// Saves a file in one step, as most editors do.
pub(crate) fn save(path: &Path, text: &str) {
    let beside = path.with_extension("tmp~");
    std::fs::write(&beside, text).unwrap();
    std::fs::rename(&beside, path).unwrap();
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}
