//! `[[event]]`

use schemars::JsonSchema;
use serde::Deserialize;

use super::allow::Allow;
use crate::config::value::{self, Ref};
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Date, Many, Spanned, Table};
use crate::model::{Event, Id};

/// An event whose references have not been looked up.
#[derive(Clone, Debug)]
pub(in crate::config) struct EventDraft {
    pub(in crate::config) event: Event,
    pub(in crate::config) dimension: Option<Ref>,
    pub(in crate::config) actors: Vec<Ref>,
    pub(in crate::config) sources: Vec<Ref>,
}

/// An event: something that happened, marked on time axes.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct Raw {
    /// What other items call it: lower-case letters, digits and hyphens, unique among events.
    #[schemars(regex(pattern = value::ID), example = &"csto-deployment-2022")]
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    /// The day it began, or a period.
    date: Date,
    /// The day it ended, where it lasted.
    end: Option<Date>,
    /// What happened, in a few words.
    #[schemars(regex(pattern = value::SAYS))]
    title: Spanned<String>,
    /// The `[[dimension]]` it belongs to.
    dimension: Option<Spanned<String>>,
    /// Each `[[actor]]` it concerns.
    #[serde(default)]
    actors: Many<Spanned<String>>,
    /// The countries it concerns: ISO 3166-1 alpha-3.
    #[schemars(with = "Many<Country>")]
    #[serde(default)]
    countries: Many<Spanned<String>>,
    /// Each `[[source]]` it is known from.
    #[serde(default)]
    sources: Many<Spanned<String>>,
    /// Drawn with a label on time axes.
    #[serde(default)]
    major: bool,
    /// What it was, in some sentences.
    note: Option<String>,
    /// Codes of warnings and hints that are not told of this item.
    #[serde(default)]
    #[expect(dead_code, reason = "it is read apart from the rest of the table")]
    allow: Allow,
}

/// The schema of a country code.
#[derive(JsonSchema)]
struct Country(
    #[schemars(regex(pattern = value::COUNTRY), example = &"KAZ")]
    #[expect(dead_code, reason = "it is there for the schema")]
    String,
);

/// Reads an event.
pub(in crate::config) fn event(table: &mut Table<'_>, id: Id) -> Option<EventDraft> {
    let Raw {
        id: _,
        date: raw_date,
        end: raw_end,
        title,
        dimension,
        actors,
        countries,
        sources,
        major,
        note,
        allow: _,
    } = table.read()?;
    let title = value::line(table, "title", &title);
    let date = value::date(table, &raw_date);
    let end = value::optional_date(table, raw_end.as_ref()).map(|(date, _)| date);
    let countries = countries
        .0
        .iter()
        .filter_map(|code| value::country(table, code))
        .map(|code| code.as_str().to_owned())
        .collect();
    let (date, period) = date?;
    if let (Some(end), Some(raw)) = (end, raw_end)
        && end < period.first_day(date)
    {
        table.problem(
            Problem::new(
                Code::BadPeriod,
                raw.text().span(),
                "the end is before the beginning",
            )
            .related(raw_date.text().span(), "begins here"),
        );
    }
    Some(EventDraft {
        event: Event {
            id,
            date,
            period,
            end,
            title,
            dimension: None,
            actors: Vec::new(),
            countries,
            sources: Vec::new(),
            major,
            note: value::optional_lines(note),
        },
        dimension: dimension.as_ref().map(value::reference),
        actors: value::references(&actors.0),
        sources: value::references(&sources.0),
    })
}
