//! `[[indicator.observation]]`

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::value::{self, Ref};
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Date, Many, Spanned, Table};
use crate::model::{Goalposts, Grade, Id, Observation, Period};
use crate::text::clean_lines;

/// What an indicator says about all of its observations.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::config) struct Defaults {
    pub(in crate::config) sources: Arc<[Id]>,
    pub(in crate::config) grade: Option<Grade>,
    pub(in crate::config) measured: bool,
    /// Those that values beyond are told of; none where it is meant.
    pub(in crate::config) goalposts: Option<Goalposts>,
}

/// The fields of an observation: keys in TOML, columns in CSV.
pub(in crate::config) const FIELDS: [&str; 9] = [
    "date",
    "value",
    "subject",
    "low",
    "high",
    "source",
    "grade",
    "published",
    "note",
];

/// An observation whose sources have not been looked up.
#[derive(Clone, Debug)]
pub(in crate::config) struct ObservationDraft {
    /// With all of its sources, the indicator's default ones where it names none.
    pub(in crate::config) observation: Observation,
    /// None: the dashboard's subject.
    pub(in crate::config) subject: Option<Id>,
    /// The sources it names itself.
    pub(in crate::config) sources: Vec<Ref>,
    /// Where its date stands.
    pub(in crate::config) at: Range<usize>,
    /// Where its value stands.
    pub(in crate::config) value_at: Option<Range<usize>>,
}

/// An observation: the value on a date. No two of an indicator have the same date and subject.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct Raw {
    /// The day or the period it speaks of; a period counts from its last day on.
    date: Date,
    /// The value; left out: "looked for, not found".
    value: Option<Spanned<f64>>,
    /// Low end of the range in which the value lies.
    low: Option<Spanned<f64>>,
    /// High end of the range in which the value lies.
    high: Option<Spanned<f64>>,
    /// One `[[source]]`, or several; default: the indicator's.
    #[serde(default)]
    source: Many<Spanned<String>>,
    /// Admiralty grade: reliability of the source A to F, credibility of the item 1 to 6; default: the indicator's.
    #[schemars(regex(pattern = Grade::PATTERN), example = &"A1")]
    grade: Option<Spanned<String>>,
    /// When it became known.
    published: Option<Date>,
    /// The country it is about, ISO 3166-1 alpha-3; default: the dashboard's subject.
    #[schemars(regex(pattern = value::COUNTRY), example = &"KAZ")]
    subject: Option<Spanned<String>>,
    /// Anything else about it.
    note: Option<String>,
}

/// Reads an observation.
pub(in crate::config) fn observation(
    table: &mut Table<'_>,
    defaults: &Defaults,
) -> Option<ObservationDraft> {
    let Raw {
        date,
        value,
        low,
        high,
        source,
        grade,
        published,
        subject,
        note,
    } = table.read()?;
    let at = date.text().span();
    let date = value::date(table, &date);
    let value_at = value.as_ref().map(Spanned::span);
    let published_at = published.as_ref().map(|date| date.text().span());
    let published = value::optional_date(table, published.as_ref()).map(|(date, _)| date);
    let sources = value::references(&source.0);
    let grade = value::optional_grade(table, grade.as_ref()).or(defaults.grade);
    let subject = subject.and_then(|code| value::country(table, &code));
    let value = value::optional_figure(table, value.as_ref());
    let ends = [
        value::optional_figure(table, low.as_ref()),
        value::optional_figure(table, high.as_ref()),
    ];
    let (date, period) = date?;
    let observation = Observation {
        date,
        period,
        value,
        low: ends[0],
        high: ends[1],
        sources: if sources.is_empty() {
            defaults.sources.clone()
        } else {
            sources.iter().map(|id| id.get_ref().clone()).collect()
        },
        grade,
        published,
        note: note.map_or_else(|| Arc::from(""), |note| Arc::from(clean_lines(&note))),
    };
    if let Some((end, message)) = check_range(&observation) {
        let end = match end {
            End::Low => &low,
            End::High => &high,
        };
        let at = end.as_ref().map_or(at.clone(), Spanned::span);
        table.problem(Problem::new(Code::BadRange, at, message));
    }
    if let Some(at) = published_at
        && let Some(problem) = published_early(date, period, published, at)
    {
        table.problem(problem);
    }
    Some(ObservationDraft {
        observation,
        subject,
        sources,
        at,
        value_at,
    })
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::config) enum End {
    Low,
    High,
}

/// A value outside of its own range, or a range that is upside down: which end is at fault, and why.
pub(in crate::config) fn check_range(observation: &Observation) -> Option<(End, &'static str)> {
    let Observation {
        value, low, high, ..
    } = observation;
    let above = |a: &Option<f64>, b: &Option<f64>| matches!((a, b), (Some(a), Some(b)) if a > b);
    if above(low, high) {
        Some((End::Low, "the low end is above the high end"))
    } else if above(low, value) {
        Some((End::Low, "the low end is above the value"))
    } else if above(value, high) {
        Some((End::High, "the high end is below the value"))
    } else {
        None
    }
}

/// Published before the first day of what it covers.
pub(in crate::config) fn published_early(
    date: NaiveDate,
    period: Period,
    published: Option<NaiveDate>,
    at: Range<usize>,
) -> Option<Problem> {
    let begins = period.first_day(date);
    let early = published.is_some_and(|published| published < begins);
    early.then(|| {
        Problem::new(
            Code::PublishedEarly,
            at,
            "published before what it covers began",
        )
    })
}
