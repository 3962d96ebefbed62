//! The Technology Achievement Index of the Human Development Report 2001, computed again from its published parts:
//! goalposts, clipping and the weighted mean, one country at a time. Sources: `fixtures/tai/README.md`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use chrono::NaiveDate;
use tightrope::assess::assess;
use tightrope::model::{
    Aggregate, Bands, Direction, Goalposts, Id, Index, Indicator, Kind, Member, Model, Observation,
    Parts, Period, Scaling, Series, SeriesBuilder, Span, Subject,
};

/// A table: the names of its columns, the first aside, and its rows, each with its name.
struct Table {
    columns: Vec<String>,
    rows: Vec<(String, Vec<f64>)>,
}

fn table(text: &str) -> Table {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().unwrap().iter().skip(1);
    let columns = columns.map(str::to_owned).collect();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let figures = row.iter().skip(1).map(|figure| figure.parse().unwrap());
        (row[0].to_owned(), figures.collect())
    });
    let rows = rows.collect();
    Table { columns, rows }
}

impl Table {
    fn column(&self, name: &str) -> Vec<(&str, f64)> {
        let at = self.columns.iter().position(|column| column == name);
        let at = at.unwrap_or_else(|| panic!("no column {name}"));
        let rows = self.rows.iter();
        rows.map(|(row, figures)| (row.as_str(), figures[at]))
            .collect()
    }
}

fn values() -> Table {
    table(include_str!("fixtures/tai/values.csv"))
}

fn year() -> NaiveDate {
    NaiveDate::from_ymd_opt(2001, 12, 31).unwrap()
}

fn one(value: f64) -> Arc<Series> {
    let mut series = SeriesBuilder::default();
    series.push(&Observation {
        date: year(),
        period: Period::Year,
        value: Some(value),
        low: None,
        high: None,
        sources: Arc::from([]),
        grade: None,
        published: None,
        note: Arc::from(""),
    });
    Arc::new(series.finish())
}

fn indicator(name: &str, goalposts: &[f64]) -> Indicator {
    let post = |at: usize| match goalposts[2] {
        0.0 => goalposts[at],
        _ => goalposts[at].log10(),
    };
    let series = values();
    let series = series.column(name);
    Indicator {
        id: name.to_lowercase().as_str().into(),
        name: name.to_owned(),
        dimension: "technology".into(),
        actor: None,
        direction: Direction::More,
        kind: Kind::Measured,
        unit: String::new(),
        decimals: None,
        goalposts: Some(Goalposts {
            low: post(0),
            high: post(1),
        }),
        weight: 1.0,
        cadence: None,
        stale_after: None,
        carry_forward: None,
        change_over: Span::months(12),
        bands: Bands::default(),
        signposts: Vec::new(),
        rubric: Vec::new(),
        about: String::new(),
        dispute: String::new(),
        file: String::new(),
        series: series
            .into_iter()
            .map(|(country, value)| (Id::new(country), one(value)))
            .collect(),
    }
}

/// The index of every country, 0 to 1, with the weights of a row of the Handbook's table 22.
fn index_with(method: &str) -> Vec<(String, f64)> {
    let goalposts = table(include_str!("fixtures/tai/goalposts.csv"));
    let weights = table(include_str!("fixtures/tai/weights.csv"));
    let row = weights.rows.iter().find(|(name, _)| name == method);
    let members = weights.columns.iter().zip(&row.unwrap().1);
    let index = Index {
        id: "tai".into(),
        name: "Technology Achievement Index".to_owned(),
        actor: None,
        members: members
            .map(|(name, weight)| Member {
                id: name.to_lowercase().as_str().into(),
                weight: *weight,
                scaling: Scaling::default(),
            })
            .collect(),
        lost: Vec::new(),
        aggregate: Aggregate::default(),
        min_coverage: 1.0,
        min_available: 0.0,
        about: String::new(),
        file: String::new(),
    };
    let indicators = goalposts.rows.iter();
    let indicators: Vec<_> = indicators.map(|(name, row)| indicator(name, row)).collect();
    let score = |country: &str| {
        let subject = Subject {
            code: country.into(),
            name: country.to_owned(),
        };
        let model = Model::new(Parts {
            indicators: indicators.clone(),
            indices: vec![index.clone()],
            ..Parts::empty(subject, year())
        });
        let score = assess(&model, year()).scores.remove(0);
        score.value.unwrap_or_else(|| panic!("{country}")) / 100.0
    };
    let countries = values().rows.into_iter();
    countries
        .map(|(country, _)| (country.clone(), score(&country)))
        .collect()
}

#[test]
fn the_index_is_the_published_one() {
    let computed = index_with("EW");
    let published = table(include_str!("fixtures/tai/index.csv"));
    let published = published.column("tai_2dp");
    assert_eq!(published.len(), 22);
    for (country, index) in published {
        let found = computed.iter().find(|(name, _)| name == country).unwrap().1;
        // Two decimals, from values that were themselves rounded before they were published.
        assert!(
            (found - index).abs() < 0.0053,
            "{country}: {found:.4}, published {index}"
        );
    }
}

#[test]
fn the_ranks_are_the_published_ones() {
    let ranks = table(include_str!("fixtures/tai/ranks.csv"));
    for method in ["EW", "BAP"] {
        let computed = index_with(method);
        for (country, rank) in ranks.column(method) {
            let own = computed.iter().find(|(name, _)| name == country).unwrap().1;
            let above = computed.iter().filter(|(_, other)| *other > own).count();
            assert_eq!(above + 1, rank as usize, "{country} by {method}");
        }
    }
}
