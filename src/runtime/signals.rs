//! Signals, and what each asks for.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Signal as Kernel, getpid, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGWINCH};
use signal_hook::flag;
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::terminal;

/// What a terminal that is gone amounts to.
pub(super) const HANG_UP: i32 = SIGHUP;

/// How long the loop has to follow a signal that ends the program.
const PATIENCE: Duration = Duration::from_secs(1);

/// Which of `TSTP` and `CONT` came last: signals that wait to be handed on have no order.
static LAST: LazyLock<Arc<AtomicUsize>> = LazyLock::new(Arc::default);
const STOPPED: usize = 1;
const CONTINUED: usize = 2;

/// Until when signals from the keys are another program's.
static LENT: Mutex<Lent> = Mutex::new(Lent::No);

/// Whose the signals from the keys are.
#[derive(Clone, Copy, Debug)]
enum Lent {
    /// Ours.
    No,
    /// Those of the program that has the terminal.
    Now,
    /// What was sent while another program had it may come until then. No key sends one to us: the terminal is raw.
    Until(Instant),
}

impl Lent {
    fn is_lent(self) -> bool {
        match self {
            Self::No => false,
            Self::Now => true,
            Self::Until(end) => Instant::now() < end,
        }
    }
}

/// What a signal asks the program to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// End, as this signal ends programs.
    End(i32),
    /// Read all files again.
    Reload,
    /// Give the terminal back and stop.
    Suspend,
    /// Take the terminal again.
    Resume,
    /// Look at the size of the terminal.
    Resize,
}

/// Catches signals from now on.
///
/// # Errors
/// When the system does not let it.
pub(super) fn catch() -> io::Result<Signals> {
    flag::register_usize(SIGTSTP, Arc::clone(&LAST), STOPPED)?;
    flag::register_usize(SIGCONT, Arc::clone(&LAST), CONTINUED)?;
    Signals::new([
        SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR1, SIGTSTP, SIGCONT, SIGWINCH,
    ])
}

/// Hands on each signal, until nobody listens.
pub(super) fn forward(mut signals: Signals, mut send: impl FnMut(i32) -> bool) {
    for signal in signals.forever() {
        if !send(signal) {
            return;
        }
    }
}

/// What this signal asks for, here and now.
pub(super) fn wish(signal: i32) -> Option<Wish> {
    let lent = LENT
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .is_lent();
    meaning(signal, terminal::is_there() && !leads_session())
        .filter(|_| !(lent && is_for_guest(signal)))
}

/// Whether a signal is meant for the program that has the terminal: keys send it to all that run in it.
const fn is_for_guest(signal: i32) -> bool {
    matches!(signal, SIGINT | SIGQUIT)
}

/// Another program gets the terminal, or it is ours again.
pub(super) fn lend(lent: bool) {
    *LENT.lock().unwrap_or_else(PoisonError::into_inner) = if lent {
        Lent::Now
    } else {
        Lent::Until(Instant::now() + PATIENCE)
    };
}

/// Whether this signal ends the program, here and now.
pub(super) fn ends(signal: i32) -> bool {
    matches!(wish(signal), Some(Wish::End(_)))
}

/// Whether the program was continued after it was last told to stop.
pub(super) fn is_continued() -> bool {
    LAST.load(Ordering::SeqCst) == CONTINUED
}

/// It is about to stop by the reader's wish.
pub(super) fn forget_continued() {
    LAST.store(STOPPED, Ordering::SeqCst);
}

/// `HUP` has two meanings. From a terminal that hangs up, it ends the program: the terminal is gone by then, or, when
/// the program is all that runs in a window, the window asks it to go. From anyone else it is the old way of saying
/// "read your files again". `USR1` says so without doubt.
fn meaning(signal: i32, under_a_shell: bool) -> Option<Wish> {
    match signal {
        SIGUSR1 => Some(Wish::Reload),
        SIGHUP if under_a_shell => Some(Wish::Reload),
        SIGHUP | SIGTERM | SIGINT | SIGQUIT => Some(Wish::End(signal)),
        SIGTSTP => Some(Wish::Suspend),
        SIGCONT => Some(Wish::Resume),
        SIGWINCH => Some(Wish::Resize),
        _ => None,
    }
}

/// Whether nobody is there to continue the program once it has stopped: it was started without a shell.
pub(super) fn leads_session() -> bool {
    getsid(None).is_ok_and(|session| session == getpid())
}

/// Stops the whole job, wrappers included, so that the shell has its terminal back.
pub(super) fn stop() {
    if is_continued() {
        return;
    }
    let _ = kill_current_process_group(Kernel::STOP);
}

/// Lets the whole job go on.
pub(super) fn go_on() {
    let _ = kill_current_process_group(Kernel::CONT);
}

/// Ends the process as the signal would have done, so that the parent learns the true cause. Returns only if that fails.
pub(super) fn end(signal: i32) {
    let _ = emulate_default_handler(signal);
}

/// Ends the process by a signal that the loop does not follow: it waits for a terminal that does not read, which can
/// then not be told to show what it showed before, but must not stay raw.
pub(super) fn end_anyway(signal: i32) {
    thread::sleep(PATIENCE);
    terminal::cook();
    end(signal);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signal_caught_has_a_meaning() {
        for under_a_shell in [true, false] {
            assert_eq!(meaning(SIGTERM, under_a_shell), Some(Wish::End(SIGTERM)));
            assert_eq!(meaning(SIGINT, under_a_shell), Some(Wish::End(SIGINT)));
            assert_eq!(meaning(SIGQUIT, under_a_shell), Some(Wish::End(SIGQUIT)));
            assert_eq!(meaning(SIGUSR1, under_a_shell), Some(Wish::Reload));
            assert_eq!(meaning(SIGTSTP, under_a_shell), Some(Wish::Suspend));
            assert_eq!(meaning(SIGCONT, under_a_shell), Some(Wish::Resume));
            assert_eq!(meaning(SIGWINCH, under_a_shell), Some(Wish::Resize));
        }
    }

    #[test]
    fn a_hang_up_reloads_under_a_shell_and_ends_elsewhere() {
        assert_eq!(meaning(SIGHUP, true), Some(Wish::Reload));
        assert_eq!(meaning(SIGHUP, false), Some(Wish::End(SIGHUP)));
    }
}
