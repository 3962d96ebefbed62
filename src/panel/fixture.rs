//! A small world that has everything in it, for the tests of panels.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Months, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use toml::de::{DeTable, DeValue};

use super::{Context, Kind, Panel, Place, Target};
use crate::assess::{Assessment, assess};
use crate::lenient::Table;
use crate::model::{
    Actor, Bands, Confidence, Dimension, Direction, Event, Goalposts, Grade, Id, Index, Indicator,
    Judgement, Likelihood, Member, Model, Observation, Parts, Period, RubricStep, SeriesBuilder,
    Side, Signpost, Source, Span, Subject,
};
use crate::theme;

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

fn actor(id: &str, name: &str, capital: &str) -> Actor {
    let index = Some(Id::new(&format!("influence-{id}")));
    Actor {
        id: id.into(),
        name: name.into(),
        capital: capital.into(),
        index,
        about: String::new(),
    }
}

fn indicators() -> Vec<Indicator> {
    let mut ties = indicator("csto-ties", "CSTO ties", "security", Some("russia"));
    ties.kind = crate::model::Kind::Assessed;
    ties.unit = "/100".into();
    ties.bands = bands(&[
        ("low", 0.0),
        ("guarded", 25.0),
        ("elevated", 50.0),
        ("high", 75.0),
    ]);
    ties.signposts = vec![Signpost {
        name: "CSTO drifting apart".into(),
        side: Side::Below,
        at: 40.0,
    }];
    ties.rubric = [
        (0.0, "not a member"),
        (50.0, "regular exercises"),
        (100.0, "foreign troops invited in"),
    ]
    .map(|(score, means)| RubricStep {
        score,
        means: means.into(),
    })
    .into();
    ties.about = "How closely Kazakhstan is tied to the alliance.".into();
    series(
        &mut ties,
        &[
            ("2014-01-01", 60.0),
            ("2022-01-06", 95.0),
            ("2022-11-23", 55.0),
            ("2024-11-28", 72.0),
        ],
    );

    let mut russia = indicator(
        "trade-share-russia",
        "Trade with Russia, share",
        "economy",
        Some("russia"),
    );
    yearly(
        &mut russia,
        &[21.0, 21.0, 20.6, 20.6, 19.0, 20.6, 21.0, 24.2, 19.3, 18.6],
    );
    let mut china = indicator(
        "trade-share-china",
        "Trade with China, share",
        "economy",
        Some("china"),
    );
    yearly(
        &mut china,
        &[14.0, 13.9, 12.6, 13.4, 12.4, 15.1, 18.0, 18.0, 18.1, 21.3],
    );
    china.dispute = "Kazakh customs: 24.1; Chinese customs: 31.2 bn USD.".into();
    china.signposts = vec![Signpost {
        name: "China ahead".into(),
        side: Side::Above,
        at: 20.0,
    }];
    let mut west = indicator(
        "trade-share-west",
        "Trade with the West, share",
        "economy",
        Some("west"),
    );
    yearly(
        &mut west,
        &[53.0, 50.0, 47.0, 48.0, 50.0, 47.0, 40.0, 38.0, 36.0, 35.0],
    );

    let mut oil = indicator("oil", "Oil through Russia", "economy", Some("russia"));
    oil.unit = "Mt".into();
    oil.goalposts = None;
    oil.decimals = Some(1);
    let months = (0..130).map(|month| {
        let date = day(2014, 1, 31)
            .checked_add_months(Months::new(month))
            .unwrap();
        (date.to_string(), 4.0 + f64::from(month % 12) / 10.0)
    });
    let months: Vec<(String, f64)> = months.collect();
    series(
        &mut oil,
        &months
            .iter()
            .map(|(date, value)| (date.as_str(), *value))
            .collect::<Vec<_>>(),
    );

    let mut schools = indicator(
        "schools",
        "Орыс тілінде оқытатын мектептер — Ғ Ң Ө Ұ Ү Һ І",
        "language",
        Some("russia"),
    );
    schools.unit = "мектеп".into();
    schools.goalposts = None;
    series(&mut schools, &[("2016", 1262.0)]);
    let mut wide = indicator("wide", "漢字の長い名前は幅が二倍", "language", None);
    wide.direction = Direction::Less;
    series(&mut wide, &[("2024-01-01", 12.0), ("2024-11-01", 9.0)]);
    let empty = indicator("empty", "Nothing found yet", "language", Some("west"));
    vec![ties, russia, china, west, oil, schools, wide, empty]
}

fn indicator(id: &str, name: &str, dimension: &str, actor: Option<&str>) -> Indicator {
    Indicator {
        id: id.into(),
        name: name.into(),
        dimension: dimension.into(),
        actor: actor.map(Id::new),
        direction: Direction::More,
        kind: crate::model::Kind::Measured,
        unit: "%".into(),
        decimals: None,
        goalposts: Some(Goalposts {
            low: 0.0,
            high: 100.0,
        }),
        weight: 1.0,
        cadence: Some(Span::months(12)),
        stale_after: Some(Span::months(36)),
        carry_forward: None,
        change_over: Span::months(12),
        bands: Bands::default(),
        signposts: Vec::new(),
        rubric: Vec::new(),
        about: String::new(),
        dispute: String::new(),
        file: "indicators.toml".into(),
        series: Vec::new(),
    }
}

fn bands(bounds: &[(&str, f64)]) -> Bands {
    Bands::new(
        bounds
            .iter()
            .map(|&(name, from)| (name.to_owned(), from))
            .collect(),
    )
}

fn yearly(indicator: &mut Indicator, values: &[f64]) {
    let years: Vec<(String, f64)> = (2014..)
        .map(|year: i32| year.to_string())
        .zip(values.iter().copied())
        .collect();
    series(
        indicator,
        &years
            .iter()
            .map(|(year, value)| (year.as_str(), *value))
            .collect::<Vec<_>>(),
    );
}

fn series(indicator: &mut Indicator, values: &[(&str, f64)]) {
    let mut builder = SeriesBuilder::default();
    for (at, (date, value)) in values.iter().enumerate() {
        let (date, period) = crate::model::read_date(date).unwrap();
        builder.push(&Observation {
            date,
            period,
            value: Some(*value),
            low: (at % 3 == 2).then_some(value - 2.0),
            high: (at % 3 == 2).then_some(value + 3.0),
            sources: Arc::from([Id::new("stat")]),
            grade: Grade::parse("B2"),
            published: None,
            note: Arc::from(if at + 1 == values.len() {
                "The latest figure."
            } else {
                ""
            }),
        });
    }
    indicator.series = vec![("KAZ".into(), Arc::new(builder.finish()))];
}

fn index(id: &str, name: &str, actor: &str, members: &[(&str, f64)]) -> Index {
    Index {
        id: id.into(),
        name: name.into(),
        actor: Some(actor.into()),
        members: members
            .iter()
            .map(|&(id, weight)| Member {
                id: id.into(),
                weight,
            })
            .collect(),
        min_coverage: 0.5,
        about: "Weighted mean of its members.".into(),
        file: "indices.toml".into(),
    }
}

fn events() -> Vec<Event> {
    let event =
        |id: &str, date: NaiveDate, title: &str, dimension: &str, actors: &[&str], major: bool| {
            Event {
                id: id.into(),
                date,
                period: Period::Day,
                end: None,
                title: title.into(),
                dimension: Some(dimension.into()),
                actors: actors.iter().map(|id| Id::new(id)).collect(),
                countries: vec!["KAZ".into()],
                sources: vec!["summit".into()],
                major,
                note: "A note about it.".into(),
                file: "events.toml".into(),
            }
        };
    vec![
        event(
            "eaeu-start",
            day(2015, 1, 1),
            "Eurasian Economic Union starts work",
            "economy",
            &["russia"],
            true,
        ),
        event(
            "decree-latin",
            day(2017, 10, 26),
            "Decree orders the Latin alphabet",
            "language",
            &[],
            false,
        ),
        event(
            "csto-deployment",
            day(2022, 1, 6),
            "CSTO troops enter Kazakhstan",
            "security",
            &["russia"],
            true,
        ),
        event(
            "invasion",
            day(2022, 2, 24),
            "Russia invades Ukraine",
            "security",
            &["russia"],
            true,
        ),
        event(
            "xi-visit",
            day(2022, 9, 14),
            "Xi Jinping visits Astana",
            "economy",
            &["china"],
            false,
        ),
        event(
            "tour",
            day(2024, 11, 4),
            "Tokayev begins a state visit to France",
            "economy",
            &["west"],
            false,
        ),
        event(
            "csto-astana",
            day(2024, 11, 28),
            "CSTO summit in Astana",
            "security",
            &["russia"],
            true,
        ),
        event(
            "later",
            day(2025, 6, 14),
            "Rosatom chosen to lead the plant",
            "economy",
            &["russia"],
            true,
        ),
    ]
}

fn judgements() -> Vec<Judgement> {
    let judgement = |id: &str, text: &str, likelihood, confidence| Judgement {
        id: id.into(),
        text: text.into(),
        likelihood,
        confidence,
        date: day(2024, 10, 1),
        basis: "Why we think so.".into(),
        would_change: "What would change our mind.".into(),
        indicators: vec!["csto-ties".into(), "influence-russia".into()],
        events: vec!["csto-deployment".into()],
        sources: vec!["summit".into()],
        file: "judgements.toml".into(),
    };
    vec![
        judgement(
            "hedging",
            "Astana keeps balancing rather than choosing a side.",
            Likelihood::VeryLikely,
            Confidence::Moderate,
        ),
        judgement(
            "plant",
            "Rosatom leads the nuclear plant.",
            Likelihood::Likely,
            Confidence::Low,
        ),
        judgement(
            "leave",
            "Kazakhstan leaves the CSTO within a year.",
            Likelihood::VeryUnlikely,
            Confidence::High,
        ),
    ]
}

fn source(id: &str, title: &str, publisher: &str, url: &str) -> Source {
    Source {
        id: id.into(),
        title: title.into(),
        publisher: publisher.into(),
        published: Some((day(2024, 11, 30), Period::Month)),
        url: url.into(),
        reliability: Some('B'),
        licence: String::new(),
        note: String::new(),
        file: "sources.toml".into(),
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

/// What a drawing is made from.
pub(crate) struct World {
    pub(crate) model: Model,
    pub(crate) now: Assessment,
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
        let theme = theme::Name::Dark.theme();
        let changed = BTreeSet::new();
        Self {
            model,
            now,
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
