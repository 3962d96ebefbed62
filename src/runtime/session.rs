//! The loop: drain the channel, update the state, draw once.

mod guest;

use guest::Guest;
pub(super) use guest::{Ended, Guests};

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};

use super::depth::Depth;
use super::follow::{Follower, News};
use super::screen::Screen;
use super::signals::{self, Wish};
use super::worker::Worker;
use super::{entry, now, panics, spawn, terminal};
use crate::app::{App, Effect, Entry, Event, FormAnswer, FormOutcome, Job, Report};
use crate::config::Origin;
use crate::view;

/// The longest the loop sleeps: a machine that slept itself notices the new day no later than this.
const MINUTE: Duration = Duration::from_secs(60);
/// The least it sleeps for a time that the state asks for.
const MOMENT: Duration = Duration::from_millis(10);
/// Messages taken before a frame is drawn, so that a flood of them cannot keep the screen from following.
const MOST: usize = 1_000;

/// What reaches the loop. A closed set, over one channel.
#[derive(Debug)]
pub(super) enum Message {
    /// From the terminal.
    Input(Event),
    /// From the files.
    News(News),
    /// From the worker.
    Work(Report),
    /// From the system.
    Signal(i32),
    /// The terminal has hung up.
    Gone,
    /// Of what was typed into the form.
    Entered(Box<FormAnswer>),
    /// The editor has given the terminal back.
    Edited(Ended),
    /// A thread has panicked; the terminal is given back and the message printed.
    Panicked,
}

/// Why the loop ended.
#[derive(Debug)]
pub(super) enum End {
    /// The reader asked for it, or left.
    Asked,
    /// This signal asked for it.
    Signal(i32),
    /// It cannot go on.
    Failed(String),
}

/// The state on the terminal.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) app: App,
    screen: Screen<terminal::Output>,
    messages: Receiver<Message>,
    worker: Worker<Job>,
    size: (u16, u16),
    day: NaiveDate,
    /// The time that the state was told last.
    told: NaiveDateTime,
    mouse: bool,
    guests: Guests,
    /// What has the terminal at present.
    guest: Option<Guest>,
    /// Stopped, or about to be: the terminal is the shell's.
    away: bool,
}

impl Session {
    /// The state on a terminal of this many columns and rows: those the state was made for.
    pub(super) fn new(
        app: App,
        size: (u16, u16),
        messages: Receiver<Message>,
        worker: Worker<Job>,
        guests: Guests,
    ) -> Self {
        Self {
            app,
            screen: Screen::new(
                terminal::Output,
                size,
                Depth::of_environment(),
                terminal::paints_when_cleared(),
            ),
            messages,
            worker,
            size,
            day: now().date(),
            told: now(),
            mouse: true,
            guests,
            guest: None,
            away: false,
        }
    }

    /// Draws what changed.
    pub(super) fn draw(&mut self) -> io::Result<()> {
        let app = &self.app;
        self.screen.draw(|area, buf| view::draw(app, area, buf))
    }

    /// Runs until something ends it.
    pub(super) fn run(&mut self, follower: &Follower) -> End {
        let effects = self.app.begin();
        if let Err(end) = self.perform(effects, follower) {
            return end;
        }
        loop {
            match self.turn(follower) {
                Ok(false) => {}
                Ok(true) if self.away => {}
                // A panic elsewhere has given the terminal back: its message must not be drawn over.
                Ok(true) if !terminal::is_taken() => {}
                Ok(true) => {
                    if let Err(error) = self.draw() {
                        return lost(&error);
                    }
                }
                Err(end) => return end,
            }
        }
    }

    /// Waits for messages or the clock and takes them in. True when the screen must be drawn.
    fn turn(&mut self, follower: &Follower) -> Result<bool, End> {
        let mut changed = false;
        match self.messages.recv_timeout(self.patience()) {
            Ok(message) => {
                changed |= self.take(message, follower)?;
                for _ in 0..MOST {
                    let Ok(message) = self.messages.try_recv() else {
                        break;
                    };
                    changed |= self.take(message, follower)?;
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(End::Asked),
        }
        Ok(self.tick(follower)? || changed)
    }

    /// How long nothing need be done.
    fn patience(&self) -> Duration {
        if self.away {
            return MINUTE;
        }
        self.app.deadline().map_or(MINUTE, |deadline| {
            (deadline - now())
                .to_std()
                .unwrap_or_default()
                .clamp(MOMENT, MINUTE)
        })
    }

    /// Tells the state the time when it asked for it, or when the day has turned.
    fn tick(&mut self, follower: &Follower) -> Result<bool, End> {
        // What a reader who looks elsewhere cannot see has not had its time.
        if self.away {
            return Ok(false);
        }
        let now = now();
        let due = self.app.deadline().is_some_and(|deadline| deadline <= now);
        let turned = now.date() != self.day;
        // A clock that was set back would leave the state waiting for a time far off.
        let back = now < self.told;
        self.day = now.date();
        if turned {
            follower.look();
        }
        if due || turned || back {
            self.told = now;
            self.update(Event::Clock(now), follower)?;
        }
        Ok(due || turned || back)
    }

    /// Takes in one message. True when the screen may have changed.
    fn take(&mut self, message: Message, follower: &Follower) -> Result<bool, End> {
        match message {
            Message::Input(Event::Resize(..)) => self.resize(follower),
            // Typed ahead, for the program that has the terminal now.
            Message::Input(_) if self.guest.is_some() => Ok(false),
            Message::Input(event) => self.update(event, follower),
            Message::News(News::Loaded(snapshot)) => {
                self.update(Event::Loaded(Arc::from(snapshot)), follower)
            }
            Message::News(News::Trouble(text)) => self.update(Event::Trouble(text), follower),
            Message::Work(report) => self.update(Event::Work(report), follower),
            Message::Signal(signal) => {
                signals::wish(signal).map_or(Ok(false), |wish| self.grant(wish, follower))
            }
            Message::Entered(answer) => self.update(Event::Entered(answer), follower),
            Message::Edited(ended) => self.edited(&ended, follower),
            Message::Gone => Err(End::Signal(signals::HANG_UP)),
            Message::Panicked => Err(End::Failed(
                "it ended by a fault of its own: see above".to_owned(),
            )),
        }
    }

    fn grant(&mut self, wish: Wish, follower: &Follower) -> Result<bool, End> {
        match wish {
            Wish::End(signal) => Err(End::Signal(signal)),
            Wish::Reload => {
                follower.reload();
                Ok(false)
            }
            Wish::Suspend if self.guest.is_some() => {
                Self::suspend_with_guest();
                Ok(false)
            }
            // Continued again already: whoever did that will not do it once more.
            Wish::Suspend if signals::is_continued() => self.resume(follower),
            Wish::Suspend => {
                self.suspend();
                Ok(false)
            }
            Wish::Resume if self.guest.is_some() => Ok(false),
            Wish::Resume => self.resume(follower),
            Wish::Resize => self.resize(follower),
        }
    }

    fn update(&mut self, event: Event, follower: &Follower) -> Result<bool, End> {
        let effects = self.app.update(event);
        self.perform(effects, follower)?;
        Ok(true)
    }

    fn perform(&mut self, effects: Vec<Effect>, follower: &Follower) -> Result<(), End> {
        for effect in effects {
            match effect {
                Effect::Quit => return Err(End::Asked),
                Effect::Suspend => {
                    signals::forget_continued();
                    self.suspend();
                }
                Effect::Reload => follower.reload(),
                Effect::Redraw => self.screen.distrust(),
                Effect::Edit(place) => self.edit(place, follower)?,
                Effect::Rehearse(entry) => self.take_to_files(entry, entry::try_out, follower)?,
                Effect::Record(entry) => self.take_to_files(entry, entry::write, follower)?,
                Effect::Analyse(job) => self.worker.ask(job),
                Effect::Mouse(on) => {
                    self.mouse = on;
                    terminal::mouse(on).map_err(|error| lost(&error))?;
                }
            }
        }
        Ok(())
    }

    /// Takes what was typed into the form to the files, beside the screen: another writer may have to be waited for.
    fn take_to_files(
        &mut self,
        entry: Entry,
        what: fn(&Origin, Entry) -> FormAnswer,
        follower: &Follower,
    ) -> Result<(), End> {
        let (tell, origin) = (self.guests.tell.clone(), self.guests.origin.clone());
        let given = entry.clone();
        let begun = spawn("record", move || {
            let _ = tell.send(Message::Entered(Box::new(answered(&origin, given, what))));
        });
        let Err(error) = begun else { return Ok(()) };
        let answer = Box::new(refused(
            entry,
            format!("it could not be begun: {error}; try again"),
        ));
        self.update(Event::Entered(answer), follower).map(drop)
    }

    fn resize(&mut self, follower: &Follower) -> Result<bool, End> {
        let size = terminal::size();
        if size == self.size {
            return Ok(false);
        }
        self.size = size;
        self.screen.resize(size);
        self.update(Event::Resize(size.0, size.1), follower)
    }

    /// Gives the terminal back and stops, unless nobody could continue the program.
    fn suspend(&mut self) {
        if signals::leads_session() {
            return;
        }
        self.away = true;
        terminal::give_back();
        signals::stop();
    }

    /// Continued: takes the terminal again, whoever stopped the program, and however the shell left it.
    fn resume(&mut self, follower: &Follower) -> Result<bool, End> {
        terminal::give_back();
        terminal::take().map_err(|error| lost(&error))?;
        self.away = false;
        if !self.mouse {
            terminal::mouse(false).map_err(|error| lost(&error))?;
        }
        self.screen.distrust();
        self.resize(follower)?;
        Ok(true)
    }
}

/// What the files say to an entry. A panic on the way costs the answer, not the form.
fn answered(origin: &Origin, entry: Entry, what: fn(&Origin, Entry) -> FormAnswer) -> FormAnswer {
    let given = entry.clone();
    panics::quietly(move || what(origin, given)).unwrap_or_else(|message| {
        refused(
            entry,
            format!("it failed by a fault of Tightrope: {message}"),
        )
    })
}

fn refused(entry: Entry, words: String) -> FormAnswer {
    FormAnswer {
        entry,
        outcome: FormOutcome::Refused(words, false),
    }
}

/// The terminal cannot be written to: most likely it has just hung up.
fn lost(error: &io::Error) -> End {
    if !terminal::is_there() {
        return End::Signal(signals::HANG_UP);
    }
    End::Failed(format!("the terminal cannot be used: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Tone;
    use crate::app::fixture::{model, noon, snapshot};

    #[test]
    fn a_panic_on_the_way_to_the_files_is_an_answer() {
        let entry = Entry {
            indicator: "csto-ties".into(),
            changes: false,
            texts: Default::default(),
            without: Vec::new(),
            agreed: String::new(),
        };
        let answer = answered(&Origin::BuiltIn, entry.clone(), |_, _| {
            panic!("row 3 is odd")
        });
        assert_eq!(answer.entry, entry);
        let FormOutcome::Refused(words, false) = answer.outcome else {
            panic!("{answer:?}")
        };
        assert!(words.contains("row 3 is odd"), "{words}");
    }

    #[test]
    fn trouble_is_told_as_a_problem_and_asks_for_the_clock() {
        let now = noon("2024-12-01");
        let mut app = App::new(Arc::new(snapshot(1, model())), now, (80, 24));
        assert_eq!(app.update(Event::Trouble("no watches".to_owned())), []);
        assert_eq!(app.notice(), Some(("no watches", Tone::Problem)));
        assert!(app.deadline().is_some_and(|time| time <= now));
    }
}
