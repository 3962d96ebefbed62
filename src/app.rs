//! State and how it changes: an [`Event`] in, [`Effect`]s out. No I/O, no clock, no terminal.
//!
//! [`App::update`] is the only place where the state changes. Where the reader is, is kept by id ([`Place`], [`Layer`]),
//! so that a reload never moves the reader.

mod act;
mod detail;
mod edit;
mod form;
mod jobs;
mod layer;
pub mod layout;
mod method;
mod mouse;
pub mod name;
mod navigate;
mod notice;
mod novelty;
mod offer;
mod overlay;
mod related;
mod reload;
mod roll;
mod search;
mod select;
mod start;
mod tabs;
mod time;

#[cfg(test)]
pub(crate) mod fixture;

pub use detail::{Detail, Pane};
pub use edit::Place as EditPlace;
pub use form::{
    Answer as FormAnswer, Entry, Form, NAMES as FORM_FIELDS, Outcome as FormOutcome,
    Stage as FormStage,
};
pub use jobs::{Job, News, Report};
pub use layer::Layer;
pub use notice::Tone;
pub use novelty::Novelty;
pub use overlay::{HELP_KEYS, HelpRow, Sheet, help_rows, refusal_rows};
pub use reload::{change_in_words, clock};
pub use roll::Roll;
pub use search::{Found, Goal, Search};
pub use start::{Start, not_after};
pub use tabs::{Tab, tabs};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Rect;

use crate::assess::{Assessment, Rescoring, assess};
use crate::dashboard::{Page, Slot, Snapshot};
use crate::keymap::Scope;
use crate::model::{Id, Model};
use crate::panel::{Context, Place, Target};
use crate::theme::{self, Theme};

use jobs::Jobs;
use layout::{Placed, Regions};
use notice::{Expiry, Notice};
use time::AsOf;

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
    /// Something outside hinders the program, in words for people.
    Trouble(String),
    /// Something is known of what is worked out beside the screen.
    Work(Report),
    /// What came of what was typed into the form.
    Entered(Box<FormAnswer>),
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
    /// Take the mouse (true), or leave it to the terminal, so that text can be selected (false).
    Mouse(bool),
    /// Work something out beside the screen, and tell by [`Event::Work`]. A newer job of the same analysis supersedes it.
    Analyse(Job),
    /// Give the terminal to the reader's editor at a place, and take it back when it ends.
    Edit(EditPlace),
    /// Tell by [`Event::Entered`] what an observation would change in the files, and write nothing.
    Rehearse(Entry),
    /// Write an observation into the files, and tell by [`Event::Entered`].
    Record(Entry),
}

/// Where the reader is on a page.
#[derive(Clone, Debug, Default)]
struct Stay {
    /// The panel with the focus; none: the first.
    focus: Option<Id>,
    /// Where the reader is in each panel.
    places: BTreeMap<Id, Place>,
    /// What the reader has selected in a panel and is not there at present: a neighbour stands in for it.
    wanted: BTreeMap<Id, Target>,
    /// What is selected on the page: what `evidence` follows.
    selection: Option<Target>,
}

/// The state of the program.
#[derive(Debug)]
pub struct App {
    /// What is shown.
    pub snapshot: Arc<Snapshot>,
    assessment: Assessment,
    /// Another way to score indices, and the model scored that way; none: as declared.
    rescored: Option<(Rescoring, Arc<Model>)>,
    /// What is worked out beside the screen.
    jobs: Jobs,
    now: NaiveDateTime,
    date: AsOf,
    size: (u16, u16),
    page: Option<Id>,
    /// The page the reader has chosen and that is not there at present: another stands in for it.
    wanted: Option<Id>,
    stays: BTreeMap<Id, Stay>,
    /// What lies over the page, bottom to top.
    layers: Vec<Layer>,
    notice: Option<Notice>,
    /// What was recorded a moment ago; the reload that shows it tells it too.
    recorded: Option<String>,
    /// What changed a moment ago, until when it is marked.
    changed: BTreeSet<Id>,
    changed_until: Option<Expiry>,
    /// What the last reload, or another method, changed; while the reader looks at that, also what came before.
    novelties: Vec<Novelty>,
    /// The last search that led somewhere, and where it led to last.
    query: Option<(String, Goal)>,
    theme: Theme,
    /// The reader's choice, which wins over the files'.
    chosen: Option<theme::Name>,
    /// Whether the program has the mouse.
    has_mouse: bool,
}

impl App {
    /// Starts with what was loaded, at a time, on a terminal of this many columns and rows.
    pub fn new(snapshot: Arc<Snapshot>, now: NaiveDateTime, size: (u16, u16)) -> Self {
        let mut app = Self {
            assessment: assess(&snapshot.dashboard.model, now.date()),
            rescored: None,
            jobs: Jobs::default(),
            now,
            date: AsOf::Today,
            size,
            page: snapshot.dashboard.pages.first().map(|page| page.id.clone()),
            wanted: None,
            stays: BTreeMap::new(),
            layers: Vec::new(),
            notice: None,
            recorded: None,
            changed: BTreeSet::new(),
            changed_until: None,
            novelties: Vec::new(),
            query: None,
            theme: snapshot.dashboard.theme.theme(),
            chosen: None,
            has_mouse: true,
            snapshot,
        };
        app.settle();
        app
    }

    /// Changes the state. The screen must be drawn anew afterwards.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        if matches!(event, Event::Key(_) | Event::Mouse(_)) {
            // What the reader does, they do to the lists as they see them.
            self.settle();
        }
        let mut effects = match event {
            Event::Key(key) => self.press(&key),
            Event::Mouse(mouse) => {
                self.point(mouse);
                Vec::new()
            }
            Event::Resize(columns, rows) => {
                // A small size may pass: lists stand where they stood when it has.
                self.size = (columns, rows);
                self.settle_selection();
                self.settle_layers();
                return self.begin();
            }
            Event::Loaded(snapshot) => {
                self.load(snapshot);
                Vec::new()
            }
            Event::Trouble(text) => {
                self.tell(text, Tone::Problem);
                Vec::new()
            }
            Event::Work(report) => {
                self.hear(report);
                Vec::new()
            }
            Event::Entered(answer) => {
                self.hear_form(&answer);
                Vec::new()
            }
            Event::Clock(now) => {
                self.tick(now);
                Vec::new()
            }
        };
        self.settle();
        effects.extend(self.begin());
        effects
    }

    /// When the state wants an [`Event::Clock`]: when a message or a highlight ends, at the latest when the day turns.
    /// A time that has passed asks for the clock at once.
    pub fn deadline(&self) -> Option<NaiveDateTime> {
        let expiries = [
            self.notice.as_ref().map(|notice| notice.expiry),
            self.changed_until,
        ];
        let ends = expiries.into_iter().flatten().map(|expiry| match expiry {
            Expiry::Asked(_) => self.now,
            Expiry::At(time, _) => time,
        });
        ends.chain(self.next_midnight()).min()
    }

    /// The date the reader looks at.
    pub fn as_of(&self) -> NaiveDate {
        self.assessment.as_of
    }

    /// Sets the theme, as if the reader had chosen it: it wins over the one in the files.
    pub fn set_theme(&mut self, name: theme::Name) {
        self.chosen = Some(name);
        self.theme = name.theme();
    }

    /// The styles.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// What the operators wrote; its indices scored by the reader's method where there is one.
    pub fn model(&self) -> &Model {
        let declared = &self.snapshot.dashboard.model;
        self.rescored
            .as_ref()
            .map_or(declared, |(_, model)| model.as_ref())
    }

    /// What it means as of the reader's date.
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// What the last reload, or another method, changed.
    pub fn novelties(&self) -> &[Novelty] {
        &self.novelties
    }

    /// Indicators and indices that changed a moment ago.
    pub fn changed(&self) -> &BTreeSet<Id> {
        &self.changed
    }

    /// What lies over the page, bottom to top.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The message in the footer, and how it is meant.
    pub fn notice(&self) -> Option<(&str, Tone)> {
        let notice = self.notice.as_ref()?;
        Some((&notice.text, notice.tone))
    }

    /// The scope that keys have now.
    pub fn scope(&self) -> Scope {
        self.layers.last().map_or(Scope::Page, Layer::scope)
    }

    /// The current page and its position.
    pub fn page(&self) -> Option<(usize, &Page)> {
        let pages = self.snapshot.dashboard.pages.iter();
        pages
            .enumerate()
            .find(|(_, page)| Some(&page.id) == self.page.as_ref())
    }

    /// The position of the panel with the focus in reading order of the page.
    pub fn focus(&self, page: &Page) -> usize {
        let focus = self
            .stays
            .get(&page.id)
            .and_then(|stay| stay.focus.as_ref());
        page.slots()
            .position(|slot| Some(&slot.id) == focus)
            .unwrap_or(0)
    }

    /// The regions of the screen.
    pub fn regions(&self, area: Rect) -> Regions {
        layout::regions(area, self.snapshot.dashboard.pages.len())
    }

    /// Where the panels of a page stand: one alone when it is zoomed, when it would not fit, and on a tiny screen.
    pub fn placed(&self, page: &Page, area: Rect) -> Placed {
        let focus = self.focus(page);
        let regions = self.regions(area);
        let panels = page.slots().count();
        let alone = regions.header.height == 0 || self.is_zoomed();
        let placed = layout::place(page, regions.body);
        if alone || placed.area_of(focus).is_none() {
            Placed::only(focus, panels, regions.body)
        } else {
            placed
        }
    }

    /// All that drawing a panel may look at.
    pub fn context<'a>(&'a self, page: &Page, slot: &Slot) -> Context<'a> {
        static NOWHERE: Place = Place {
            selected: None,
            row: 0,
            scroll: 0,
            cursor: None,
            sort: 0,
        };
        let stay = self.stays.get(&page.id);
        let focused = page
            .slots()
            .nth(self.focus(page))
            .is_some_and(|focused| focused.id == slot.id);
        Context {
            model: self.model(),
            now: &self.assessment,
            answers: self.answers(),
            theme: &self.theme,
            place: stay
                .and_then(|stay| stay.places.get(&slot.id))
                .unwrap_or(&NOWHERE),
            focused,
            selection: stay.and_then(|stay| stay.selection.as_ref()),
            changed: &self.changed,
        }
    }

    /// The whole screen.
    fn area(&self) -> Rect {
        Rect::new(0, 0, self.size.0, self.size.1)
    }
}
