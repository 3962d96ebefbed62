//! Keys and the mouse, on a thread of their own.

use std::io;
use std::time::Duration;

use crossterm::event::{self, Event as Terminal, KeyEventKind};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use crate::app::Event;

/// How long crossterm looks for more once the terminal had something: it reads nothing when given no time at all.
const MORE: Duration = Duration::from_millis(1);

/// Hands on whatever the terminal sends, until it is gone or nobody listens.
///
/// Waiting is done here rather than in crossterm, which never ceases to read a terminal that has hung up.
pub(super) fn forward(mut send: impl FnMut(Event) -> bool) {
    while wait().is_ok() {
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

/// Blocks until there is something to read.
fn wait() -> io::Result<()> {
    let stdin = rustix::stdio::stdin();
    loop {
        let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut fds, None) {
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
            Ok(_) if fds[0].revents() == PollFlags::IN => return Ok(()),
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
