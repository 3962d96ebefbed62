//! A small world that has everything in it, for the tests of panels.

mod items;
mod rivals;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use toml::de::{DeTable, DeValue};

use super::{Context, Kind, Panel, Place, Target};
use crate::assess::{Analysis, Answers, Assessment, Held, Watch, assess};
use crate::lenient::Table;
use crate::model::{Dimension, Id, LeadLag, Model, Parts, Subject, sample};
use crate::theme;
pub(crate) use items::index;
use items::{actor, events, indicators, judgements, source};

/// The date tests look at.
pub(crate) fn today() -> NaiveDate {
    day(2024, 11, 28)
}

/// A date.
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The world.
pub(crate) fn model() -> Model {
    let mut parts = Parts::empty(
        Subject {
            code: "KAZ".into(),
            name: "Қазақстан".into(),
        },
        day(2014, 1, 1),
    );
    parts.actors = vec![
        actor("russia", "Russia", "Moscow"),
        actor("china", "China", "Beijing"),
        actor("west", "The West", "the West"),
    ];
    parts.dimensions = [
        ("security", "Security"),
        ("economy", "Economy"),
        ("language", "Language"),
    ]
    .map(|(id, name)| Dimension {
        id: id.into(),
        name: name.into(),
        about: String::new(),
    })
    .into();
    parts.indicators = indicators();
    parts.indices = vec![
        index(
            "influence-russia",
            "Russian influence",
            "russia",
            &[("csto-ties", 1.0), ("trade-share-russia", 2.0)],
        ),
        index(
            "influence-china",
            "Chinese influence",
            "china",
            &[("trade-share-china", 1.0)],
        ),
        index(
            "influence-west",
            "Western influence",
            "west",
            &[("trade-share-west", 1.0), ("empty", 0.5)],
        ),
    ];
    parts.events = events();
    parts.judgements = judgements();
    parts.leadlags = vec![leadlag(
        "china-follows",
        "trade-share-russia",
        "influence-china",
    )];
    (parts.hypotheses, parts.findings) = rivals::rivals();
    parts.sources = vec![
        source(
            "stat",
            "Trade by partner",
            "Бюро национальной статистики",
            "https://example.org/trade",
        ),
        source("summit", "CSTO summit in Astana", "A newspaper", ""),
    ];
    Model::new(parts)
}

/// A question over the items of the world.
pub(crate) fn leadlag(id: &str, driver: &str, response: &str) -> LeadLag {
    LeadLag {
        name: "Does China follow?".to_owned(),
        ..sample::leadlag(id, driver, response)
    }
}

/// A panel of a kind from its options in TOML, without mistakes in them.
#[track_caller]
pub(crate) fn panel(kind: &str, options: &str, model: &Model) -> Box<dyn Panel> {
    let text = options.to_owned();
    let table = DeTable::parse(&text).unwrap();
    let span = table.span();
    let mut table = Table::new(table.into_inner(), span);
    // The slot's own key is taken off by the loader.
    assert!(
        table
            .take("kind")
            .is_none_or(|value| matches!(value.get_ref(), DeValue::String(_)))
    );
    let panel = (Kind::of_name(kind).unwrap().build)(&mut table, model);
    assert_eq!(table.into_problems(), []);
    panel.unwrap()
}

/// The answers of every analysis that a model declares, as of a date.
fn answers(model: &Model, as_of: NaiveDate) -> Answers {
    let mut answers = Answers::default();
    for analysis in Analysis::ALL {
        if analysis.is_declared(model)
            && let Some(answer) = analysis.run(model, as_of, Watch::NONE)
        {
            let is_older = false;
            answers.hold(
                analysis,
                Held {
                    answer,
                    as_of,
                    is_older,
                },
            );
        }
    }
    answers
}

/// What a drawing is made from.
pub(crate) struct World {
    pub(crate) model: Model,
    pub(crate) now: Assessment,
    pub(crate) answers: Answers,
    pub(crate) place: Place,
    pub(crate) theme: theme::Theme,
    pub(crate) selection: Option<Target>,
    pub(crate) focused: bool,
    pub(crate) changed: BTreeSet<Id>,
}

impl World {
    /// The world of [`model`] on a day.
    pub(crate) fn on(date: NaiveDate) -> Self {
        Self::of(model(), date)
    }

    /// Any model on a day.
    pub(crate) fn of(model: Model, date: NaiveDate) -> Self {
        let now = assess(&model, date);
        let answers = answers(&model, date);
        let theme = theme::Name::Dark.theme();
        let changed = BTreeSet::new();
        Self {
            model,
            now,
            answers,
            place: Place::default(),
            theme,
            selection: None,
            focused: true,
            changed,
        }
    }

    pub(crate) fn cx(&self) -> Context<'_> {
        Context {
            model: &self.model,
            now: &self.now,
            answers: &self.answers,
            theme: &self.theme,
            place: &self.place,
            focused: self.focused,
            selection: self.selection.as_ref(),
            changed: &self.changed,
        }
    }

    /// The panel as cells, in a room of so many columns and rows.
    pub(crate) fn cells(&self, panel: &dyn Panel, width: u16, height: u16) -> Buffer {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        panel.draw(&self.cx(), area, &mut buf);
        buf
    }

    /// The panel as text.
    pub(crate) fn text(&self, panel: &dyn Panel, width: u16, height: u16) -> String {
        text(&self.cells(panel, width, height))
    }
}

/// Cells as text, without the cells behind wide characters and the blanks at the end of lines.
fn text(buf: &Buffer) -> String {
    let mut lines = String::new();
    for row in buf.area.top()..buf.area.bottom() {
        let mut line = String::new();
        let mut column = 0;
        while column < buf.area.width {
            let symbol = buf[(column, row)].symbol();
            line.push_str(symbol);
            column += crate::text::width(symbol).max(1) as u16;
        }
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}
