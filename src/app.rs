//! State and how it changes: an [`Event`] in, [`Effect`]s out. No I/O, no clock, no terminal.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use crossterm::event::{KeyEvent, MouseEvent};

use crate::dashboard::Snapshot;

/// Everything that can happen to the program. A closed set: what is not here cannot change the state.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// The terminal has this many columns and rows.
    Resize(u16, u16),
    /// The files were read again.
    Loaded(Arc<Snapshot>),
    /// The time is now; sent when the time asked for by [`App::deadline`] has come, and when the day turns.
    Clock(NaiveDateTime),
}

/// What the program must do for the state, outside of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Give the terminal back and stop until continued.
    Suspend,
    /// Read all files again, changed or not.
    Reload,
    /// Draw every cell anew.
    Redraw,
}

/// The state of the program.
#[derive(Debug)]
pub struct App {
    /// What is shown.
    pub snapshot: Arc<Snapshot>,
}

impl App {
    /// Starts with what was loaded, at a time, on a terminal of this many columns and rows.
    pub fn new(snapshot: Arc<Snapshot>, now: NaiveDateTime, size: (u16, u16)) -> Self {
        let _ = (now, size);
        Self { snapshot }
    }

    /// Changes the state. The screen must be drawn anew afterwards.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let _ = event;
        Vec::new()
    }

    /// When the state wants an [`Event::Clock`]; none: when the day turns.
    pub fn deadline(&self) -> Option<NaiveDateTime> {
        None
    }

    /// The date the reader looks at.
    pub fn as_of(&self) -> NaiveDate {
        NaiveDate::MIN
    }
}
