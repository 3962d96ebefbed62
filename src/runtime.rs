//! The only module with threads, files to watch, a terminal and a clock.
//!
//! ```text
//! input    ─┐
//! signals  ─┼─▶ one channel ─▶ App::update ─▶ view::draw ─▶ Screen
//! follower ─┤                      │ effects
//! worker   ─┘                      ▼
//!    ▲ hints, jobs        reload, analyse, edit, record, suspend, quit
//!    └──────────────────────┘
//! ```
//!
//! Nothing runs when nothing happens: every thread blocks. The loop wakes up for a message, for the time that the state
//! asks for, and once a minute to see whether the day has turned (a machine may have slept).

#![expect(
    clippy::disallowed_methods,
    reason = "the edge of the program: files, clock and threads"
)]

mod depth;
mod editor;
mod emit;
mod entry;
mod follow;
mod input;
mod known;
mod panics;
mod plan;
mod record;
mod screen;
mod session;
mod signals;
mod stamps;
mod terminal;
mod watches;
mod worker;
mod write;

pub use follow::{Follower, News};
pub use panics::install as give_terminal_back_on_panic;
pub use record::{record, rehearse};
pub use terminal::{give_back as give_terminal_back, take as take_terminal};
pub use write::replace;

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;

use chrono::{Local, NaiveDateTime};

use crate::app::{App, Start};
use crate::config::{Loader, Origin};
use session::{End, Guests, Message, Session};
use worker::Worker;

/// Opens a dashboard on the terminal, until the reader or a signal ends it.
///
/// A signal that ends the program ends the process as that signal does, once the terminal is given back.
///
/// # Errors
/// Why it could not be opened, or why it ended, in words for people; the terminal is as it was before.
pub fn run(origin: Origin, start: &Start) -> Result<(), String> {
    let (send, messages) = channel();
    let panicked = send.clone();
    panics::install(move || _ = panicked.send(Message::Panicked));
    let signals = signals::catch().map_err(|error| format!("signals cannot be caught: {error}"))?;

    let mut loader = Loader::new(origin.clone());
    loader.set_today(now().date());
    let first = panics::quietly(|| loader.load())
        .map_err(|message| format!("the files cannot be read, by a fault of Tightrope: {message}"))?
        .ok_or("there is nothing to show")?;
    // Asked for once: a resize from here on is noticed by the signal that waits until the loop runs.
    let size = terminal::size();
    let app = App::open(Arc::new(first), start, now(), size)?;
    // Before anything is written: a terminal that does not read would let no signal through.
    let told = send.clone();
    let caught = spawn("signals", move || {
        signals::forward(signals, |signal| {
            if signals::ends(signal) {
                let _ = spawn("last resort", move || signals::end_anyway(signal));
            }
            told.send(Message::Signal(signal)).is_ok()
        });
    });
    terminal::take().map_err(|error| format!("the terminal cannot be used: {error}"))?;
    let told = send.clone();
    let worker = Worker::new(move |report| _ = told.send(Message::Work(report)));
    let (gate, barrier) = input::gate().map_err(|error| {
        terminal::give_back();
        format!("the terminal cannot be read: {error}")
    })?;
    let tell = send.clone();
    let mut session = Session::new(app, size, messages, worker, Guests { gate, tell, origin });
    let shown = session.draw();

    // Everything below the first frame starts after it.
    let told = send.clone();
    let follower = Follower::start(loader, &session.app.snapshot, move |news| {
        let _ = told.send(Message::News(news));
    });
    let read = spawn("input", move || {
        input::forward(barrier, |event| send.send(Message::Input(event)).is_ok());
        let _ = send.send(Message::Gone);
    });
    let end = match (shown, follower, caught.and(read)) {
        (Ok(()), Ok(follower), Ok(())) => session.run(&follower),
        (Err(error), ..) | (_, Err(error), _) | (.., Err(error)) => End::Failed(error.to_string()),
    };
    terminal::give_back();
    match end {
        End::Asked => Ok(()),
        End::Signal(signal) => {
            signals::end(signal);
            Err("it was told to end by a signal".to_owned())
        }
        End::Failed(reason) => Err(reason),
    }
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(body)
        .map(drop)
}

/// The time on the reader's clock.
fn now() -> NaiveDateTime {
    Local::now().naive_local()
}
