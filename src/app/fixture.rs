//! A dashboard for tests of moving about: its panels are plain, so that a screen shows where the reader is and nothing
//! else.

mod panels;

pub(crate) use panels::{LIST, PLOT, WORDS};

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use crate::dashboard::{Dashboard, File, FileState, Origins, Page, Row, Slot, Snapshot};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::model::{
    Actor, Bands, Confidence, Dimension, Direction, Event, Id, Index, Indicator, Judgement,
    Kind as Measure, Likelihood, Model, Observation, Parts, Period, Source, Subject, sample,
};
use crate::panel::Kind;
use crate::theme;

/// Names of the indicators, in order.
pub(crate) const INDICATORS: [(&str, &str); 12] = [
    ("csto-ties", "CSTO ties"),
    ("oil-transit", "Oil exported through Russia"),
    ("gas", "Gas from Russia"),
    ("trade-russia", "Trade with Russia, share"),
    ("trade-china", "Trade with China, share"),
    ("rail", "Rail transit to China"),
    ("language", "Қазақ тілі: schools in Kazakh"),
    ("media", "Российское телевидение"),
    ("visits", "Visits of the president"),
    ("court", "States that would arrest"),
    ("front", "Kilometres taken in a month"),
    ("losses", "Losses in a month"),
];

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn noon(text: &str) -> NaiveDateTime {
    day(text).and_hms_opt(12, 0, 0).unwrap()
}

/// An observation without anything around it.
pub(crate) fn observation(date: &str, value: f64) -> Observation {
    Observation {
        sources: Arc::from([Id::new("kazstat")]),
        ..sample::observation(day(date), value)
    }
}

pub(crate) fn indicator(id: &str, name: &str, values: &[(&str, f64)]) -> Indicator {
    let values = values.iter();
    let bound = |name: &str, from| (name.to_owned(), from);
    Indicator {
        name: name.into(),
        dimension: "security".into(),
        actor: Some("russia".into()),
        kind: Measure::Assessed,
        unit: "/100".into(),
        bands: Bands::new(
            vec![
                bound("low", 0.0),
                bound("guarded", 40.0),
                bound("elevated", 70.0),
            ],
            Direction::More,
        ),
        series: sample::series(values.map(|(date, value)| observation(date, *value))),
        ..sample::indicator(id)
    }
}

/// What the fixture says about the world, to be changed by a test.
pub(crate) fn parts() -> Parts {
    let indicators = INDICATORS
        .iter()
        .enumerate()
        .map(|(at, (id, name))| {
            let base = 30.0 + 5.0 * at as f64;
            let values = [
                ("2022-01-06", base),
                ("2023-06-30", base + 4.0),
                ("2024-10-15", base + 2.0),
            ];
            indicator(id, name, &values)
        })
        .collect();
    let subject = Subject {
        code: "KAZ".into(),
        name: "Kazakhstan".into(),
    };
    Parts {
        actors: vec![Actor {
            id: "russia".into(),
            name: "Russia".into(),
            capital: "Moscow".into(),
            index: Some("influence".into()),
            lost_index: false,
            about: String::new(),
        }],
        dimensions: vec![Dimension {
            id: "security".into(),
            name: "Security".into(),
            about: String::new(),
        }],
        indicators,
        indices: vec![Index {
            name: "Russian influence".into(),
            actor: Some("russia".into()),
            ..sample::index("influence", &[("csto-ties", 1.0), ("oil-transit", 1.0)])
        }],
        events: vec![Event {
            id: "deployment".into(),
            date: day("2022-01-06"),
            period: Period::Day,
            end: None,
            title: "CSTO troops enter Kazakhstan".into(),
            dimension: None,
            actors: Vec::new(),
            countries: Vec::new(),
            sources: vec!["tass".into()],
            major: true,
            note: String::new(),
        }],
        judgements: vec![Judgement {
            id: "hedging".into(),
            text: "Astana keeps balancing.".into(),
            likelihood: Likelihood::VeryLikely,
            confidence: Confidence::Moderate,
            date: day("2024-06-30"),
            basis: String::new(),
            would_change: String::new(),
            indicators: vec!["csto-ties".into(), "influence".into()],
            events: vec!["deployment".into()],
            sources: vec!["kazstat".into()],
        }],
        sources: vec![
            source("kazstat", "Trade by country"),
            source("tass", "Troops land"),
        ],
        ..Parts::empty(subject, day("2022-01-01"))
    }
}

pub(crate) fn model() -> Model {
    Model::new(parts())
}

fn source(id: &str, title: &str) -> Source {
    Source {
        id: id.into(),
        title: title.into(),
        publisher: id.to_uppercase(),
        published: None,
        url: String::new(),
        reliability: None,
        licence: String::new(),
        note: String::new(),
    }
}

/// A dashboard of three pages: a list beside a plot over a text; a lone list; four panels too many for small screens.
pub(crate) fn dashboard(model: Model) -> Dashboard {
    let small = (10, 4);
    Dashboard {
        title: "Kazakhstan between Moscow, Beijing and the West".into(),
        marking: "TLP:CLEAR".into(),
        theme: theme::Name::Dark,
        model,
        origins: Origins::default(),
        pages: vec![
            page(
                "overview",
                "Overview",
                vec![
                    (
                        1,
                        vec![
                            slot("list", &LIST, (24, 6), 1),
                            slot("plot", &PLOT, (24, 6), 2),
                        ],
                    ),
                    (0, vec![slot("words", &WORDS, (30, 5), 3)]),
                ],
            ),
            page(
                "alone",
                "Alone",
                vec![(1, vec![slot("list", &LIST, small, 1)])],
            ),
            page(
                "crowd",
                "Crowd",
                vec![
                    (
                        1,
                        vec![slot("a", &LIST, (30, 9), 1), slot("b", &PLOT, (30, 9), 4)],
                    ),
                    (
                        1,
                        vec![slot("c", &WORDS, (30, 9), 2), slot("d", &LIST, (30, 9), 3)],
                    ),
                ],
            ),
        ],
    }
}

pub(crate) fn snapshot(revision: u64, model: Model) -> Snapshot {
    Snapshot {
        revision,
        dashboard: dashboard(model),
        diagnostics: Vec::new(),
        files: vec![file("dashboard.toml"), file("indicators/security.toml")],
    }
}

pub(crate) fn file(name: &str) -> File {
    File {
        name: name.into(),
        path: None,
        state: FileState::Loaded,
        hash: 0x0123_4567_89ab_cdef,
        since: None,
    }
}

/// An error in `indicators/security.toml`.
pub(crate) fn problem(line: usize, message: &str) -> Diagnostic {
    Diagnostic {
        code: Code::UnknownKey,
        severity: Severity::Error,
        message: message.into(),
        place: Place {
            file: "indicators/security.toml".into(),
            line,
            column: 1,
            excerpt: "nmae = \"CSTO ties\"".into(),
            caret: 0..4,
            label: "not a key of an indicator".into(),
        },
        help: "did you mean `name`?".into(),
        related: Vec::new(),
    }
}

fn page(id: &str, title: &str, rows: Vec<(u16, Vec<Slot>)>) -> Page {
    Page {
        id: id.into(),
        title: title.into(),
        rows: rows
            .into_iter()
            .map(|(height, slots)| Row { height, slots })
            .collect(),
    }
}

pub(crate) fn slot(id: &str, kind: &'static Kind, min_size: (u16, u16), priority: u8) -> Slot {
    Slot {
        id: id.into(),
        title: None,
        kind,
        width: 1,
        min_size,
        priority,
        panel: panels::build(kind),
    }
}
