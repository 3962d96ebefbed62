//! Another program on our terminal for a while: the reader's editor.
//!
//! The loop goes on meanwhile and takes in what the files say; it draws nothing, tells no time and hears no keys.

use std::io;
use std::process::ExitStatus;
use std::sync::mpsc::Sender;

use super::super::editor::Editor;
use super::super::follow::Follower;
use super::super::input::Gate;
use super::super::{signals, spawn, terminal};
use super::{End, Message, Session};
use crate::app::{EditPlace, Event};
use crate::config::Origin;

/// How a program that had the terminal ended.
#[derive(Debug)]
pub(in crate::runtime) enum Ended {
    /// It was not started.
    NotStarted(io::Error),
    /// It has ended.
    Ended(io::Result<ExitStatus>),
}

/// What is needed to give the terminal to another program, and to write the files.
#[derive(Debug)]
pub(in crate::runtime) struct Guests {
    /// Keeps keys for the other program.
    pub(in crate::runtime) gate: Gate,
    /// By which its end is told.
    pub(in crate::runtime) tell: Sender<Message>,
    /// Whose files are written.
    pub(in crate::runtime) origin: Origin,
}

/// The program that has the terminal.
#[derive(Debug)]
pub(super) struct Guest {
    editor: Editor,
    /// How the terminal was when it got it.
    modes: terminal::Modes,
}

impl Session {
    /// Gives the terminal to the reader's editor.
    pub(super) fn edit(&mut self, place: EditPlace, follower: &Follower) -> Result<(), End> {
        if self.guest.is_some() {
            return Ok(());
        }
        let editor = match Editor::of_reader() {
            Ok(editor) => editor,
            Err(words) => return self.update(Event::Trouble(words), follower).map(drop),
        };
        self.guests.gate.close();
        signals::lend(true);
        terminal::give_back();
        self.away = true;
        let modes = terminal::Modes::now();
        let (tell, starts) = (self.guests.tell.clone(), editor.clone());
        self.guest = Some(Guest { editor, modes });
        let waits = spawn("editor", move || {
            let ended = match starts.start(&place) {
                Ok(mut child) => Ended::Ended(child.wait()),
                Err(error) => Ended::NotStarted(error),
            };
            let _ = tell.send(Message::Edited(ended));
        });
        match waits {
            Ok(()) => Ok(()),
            Err(error) => self.edited(&Ended::NotStarted(error), follower).map(drop),
        }
    }

    /// The editor has ended: takes the terminal back, however it was left.
    pub(super) fn edited(&mut self, ended: &Ended, follower: &Follower) -> Result<bool, End> {
        let Some(Guest { editor, modes }) = self.guest.take() else {
            return Ok(false);
        };
        modes.restore();
        if !matches!(ended, Ended::Ended(Ok(status)) if status.code().is_some()) {
            terminal::mend();
        }
        let words = match ended {
            Ended::NotStarted(error) => Some(editor.not_started(error)),
            Ended::Ended(end) => editor.ended(end),
        };
        let back = self.resume(follower);
        signals::lend(false);
        self.guests.gate.open();
        back?;
        if let Some(words) = words {
            self.update(Event::Trouble(words), follower)?;
        }
        Ok(true)
    }

    /// The editor was told to stop: the shell gets its terminal back when all of the job stand still. With nobody to
    /// continue it, it goes on.
    pub(super) fn suspend_with_guest() {
        if signals::leads_session() {
            signals::go_on();
        } else {
            signals::stop();
        }
    }
}
