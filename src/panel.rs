//! Panels: the boxed things on a page. One file per kind; [`KINDS`] is the registry.
//!
//! Adding a kind touches one new file and the list below. A panel is immutable data built from its TOML table; where
//! the reader is in it lives in a [`Place`], kept by the app by id. Drawing is a pure function of both.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use schemars::{Schema, SchemaGenerator};

use crate::assess::{Analysis, Answers, Assessment};
use crate::lenient::Table;
use crate::model::{Id, Model};
use crate::theme::Theme;
use crate::widget::Rows;

mod balance;
mod evidence;
mod gaps;
mod heatmap;
mod hypotheses;
mod index;
mod judgements;
mod leadlag;
mod marks;
mod metric;
mod movers;
mod note;
mod options;
mod scorecard;
mod ternary;
mod timeline;
mod trend;

#[cfg(test)]
pub(crate) mod fixture;

/// Every kind of panel, in the order in which people are shown them.
pub const KINDS: &[Kind] = &[
    balance::KIND,
    ternary::KIND,
    scorecard::KIND,
    trend::KIND,
    heatmap::KIND,
    index::KIND,
    movers::KIND,
    timeline::KIND,
    leadlag::KIND,
    judgements::KIND,
    hypotheses::KIND,
    metric::KIND,
    note::KIND,
    evidence::KIND,
];

/// A kind of panel: what the registry knows of it.
pub struct Kind {
    /// The word in files.
    pub name: &'static str,
    /// One line for people: what it shows.
    pub summary: &'static str,
    /// A minimal working example in TOML: the body of a `[[page.row.panel]]` table, with every option in a comment.
    pub example: &'static str,
    /// Width and height, border included, below which it says too little; the default for the page's layout.
    pub min_size: (u16, u16),
    /// The schema of its own options, from the type that reads them.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
    /// Builds a panel from its own options. Mistakes are told to the table; none when it cannot be built.
    pub build: fn(&mut Table<'_>, &Model) -> Option<Box<dyn Panel>>,
}

impl Kind {
    /// The kind of that name.
    pub fn of_name(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// Builds a panel from options written as TOML: for panels that the program shows of its own accord.
    pub fn from_options(&self, options: &str, model: &Model) -> Option<Box<dyn Panel>> {
        let entries = toml::de::DeTable::parse(options).ok()?;
        (self.build)(
            &mut Table::new(entries.into_inner(), 0..options.len()),
            model,
        )
    }
}

/// Something a reader can select.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// An indicator.
    Indicator(Id),
    /// An index.
    Index(Id),
    /// An event.
    Event(Id),
    /// A judgement.
    Judgement(Id),
    /// A rival explanation.
    Hypothesis(Id),
    /// A finding held against the hypotheses.
    Finding(Id),
    /// A source.
    Source(Id),
}

impl Target {
    /// The id of what is selected.
    pub fn id(&self) -> &Id {
        let (Self::Indicator(id)
        | Self::Index(id)
        | Self::Event(id)
        | Self::Judgement(id)
        | Self::Hypothesis(id)
        | Self::Finding(id)
        | Self::Source(id)) = self;
        id
    }
}

/// Where the reader is in a panel. Kept across reloads, by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// What is selected; the first target when none, or when it is gone.
    pub selected: Option<Target>,
    /// The row of the screen on which the selected target stands, from the top of the list: what keeps a list from
    /// moving when targets come and go above it.
    pub row: usize,
    /// First line shown, for panels that scroll by lines.
    pub scroll: usize,
    /// Where the reader has put the crosshair on the time axis; none: no crosshair. Panels read [`Context::cursor`].
    pub cursor: Option<NaiveDate>,
    /// Position in [`Panel::sorts`].
    pub sort: usize,
}

/// All that drawing may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// What the operators wrote.
    pub model: &'a Model,
    /// What it means as of the reader's date.
    pub now: &'a Assessment,
    /// The last answers of the slow analyses.
    pub answers: &'a Answers,
    /// Styles.
    pub theme: &'a Theme,
    /// Where the reader is in this panel.
    pub place: &'a Place,
    /// Whether the panel has the focus.
    pub focused: bool,
    /// What is selected on the page: what `evidence` follows.
    pub selection: Option<&'a Target>,
    /// Indicators and indices that changed a moment ago.
    pub changed: &'a BTreeSet<Id>,
}

impl Context<'_> {
    /// Where the crosshair stands, never beyond the date looked at: what a panel reads there must not be of later days.
    /// The place itself keeps the reader's date, for when they come back to it.
    pub fn cursor(&self) -> Option<NaiveDate> {
        self.place.cursor.map(|date| date.min(self.now.as_of))
    }

    /// The rows that show of a list of one line each.
    fn rows(&self, targets: &[Target], area: Rect) -> Rows {
        let (selected, row) = (self.place.selected.as_ref(), self.place.row);
        Rows::new(targets, selected, row, (area, 1))
    }
}

/// How a panel's content relates to its room: what scrolling means for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Everything is always shown.
    Fixed,
    /// A list of targets, this many of which show at once.
    Rows(usize),
    /// Text of this many lines, of which those that fit are shown from [`Place::scroll`] on.
    Lines(usize),
}

/// A boxed thing on a page. `area` is always the inside of the box.
pub trait Panel: fmt::Debug + Send + Sync {
    /// The title where the operator gave none.
    fn title(&self, model: &Model) -> String;

    /// A few words at the right end of the title line: `5 of 23 moved`. May be empty.
    fn badge(&self, cx: &Context<'_>) -> String {
        let _ = cx;
        String::new()
    }

    /// The slow analyses whose answers it shows: they are run for its sake.
    fn analyses(&self) -> &'static [Analysis] {
        &[]
    }

    /// The items it was told to list, whatever the date looked at; none of a panel that lists what is new or selected,
    /// or nothing at all.
    fn lists(&self, model: &Model) -> Option<Vec<Target>> {
        let _ = model;
        None
    }

    /// Rows of its inside that it can fill at most, whatever the date; none: a picture that is as high as what stands
    /// beside it. A row of a page is not made higher than its panels can fill while others have use for the room.
    fn most_rows(&self) -> Option<u16> {
        Some(u16::MAX)
    }

    /// Whether it shows what is selected on the page, rather than having a selection of its own.
    fn follows_selection(&self) -> bool {
        false
    }

    /// What can be selected, in reading order.
    fn targets(&self, cx: &Context<'_>) -> Vec<Target> {
        let _ = cx;
        Vec::new()
    }

    /// How the content relates to the room.
    fn extent(&self, cx: &Context<'_>, area: Rect) -> Extent {
        let _ = (cx, area);
        Extent::Fixed
    }

    /// The target drawn at a position.
    fn target_at(&self, cx: &Context<'_>, area: Rect, at: Position) -> Option<Target> {
        let _ = (cx, area, at);
        None
    }

    /// The dates at the left and right end of its time axis, for panels with a crosshair.
    fn time_axis(&self, cx: &Context<'_>) -> Option<(NaiveDate, NaiveDate)> {
        let _ = cx;
        None
    }

    /// The date drawn at a position, for panels with a crosshair.
    fn date_at(&self, cx: &Context<'_>, area: Rect, at: Position) -> Option<NaiveDate> {
        let _ = (cx, area, at);
        None
    }

    /// Names of the orders the key walks through; the first is the operator's.
    fn sorts(&self) -> &'static [&'static str] {
        &[]
    }

    /// Draws the inside of the box. Must hold at any size, 0 x 0 included, and write nothing outside `area`.
    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer);
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

#[cfg(test)]
mod tests;
