//! `[[event]]`

use serde::Deserialize;
use toml::Spanned;

use crate::config::value::{self, Ref};
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Date, Many, Table};
use crate::model::{Event, Id, Period, Span};

/// An event whose references have not been looked up.
#[derive(Clone, Debug)]
pub(in crate::config) struct EventDraft {
    pub(in crate::config) event: Event,
    pub(in crate::config) dimension: Option<Ref>,
    pub(in crate::config) actors: Vec<Ref>,
    pub(in crate::config) sources: Vec<Ref>,
}

#[derive(Deserialize)]
struct Raw {
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    date: Date,
    end: Option<Date>,
    title: Spanned<String>,
    dimension: Option<Spanned<String>>,
    #[serde(default)]
    actors: Many<Spanned<String>>,
    #[serde(default)]
    countries: Many<Spanned<String>>,
    #[serde(default)]
    sources: Many<Spanned<String>>,
    #[serde(default)]
    major: bool,
    note: Option<String>,
}

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
    // A period begins before the last day, by which it is dated.
    let begins = match period {
        Period::Day => date,
        _ => Span::months(period.months())
            .before(date)
            .succ_opt()
            .unwrap_or(date),
    };
    if let (Some(end), Some(raw)) = (end, raw_end)
        && end < begins
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
            file: String::new(),
        },
        dimension: dimension.as_ref().map(value::reference),
        actors: value::references(&actors.0),
        sources: value::references(&sources.0),
    })
}
