//! The evidence of events, judgements and sources.

use chrono::{Days, NaiveDate};

use super::page::{Page, Part, figure, name_of};
use crate::model::{Grade, Id, Indicator};
use crate::panel::Target;
use crate::text;

/// Days around an event in which observations are of interest.
const AROUND: u64 = 30;

pub(super) fn event(page: &mut Page<'_>, id: &Id) {
    let Some(event) = page.model.event(id) else {
        return;
    };
    let theme = page.theme;
    let mut date = text::period(event.date, event.period.months());
    if let Some(end) = event.end {
        date = format!("{date} to {}", text::date(end));
    }
    page.title(&event.title, &format!("event · {date}"));
    page.text(0, &event.note, theme.text);
    let actors = event.actors.iter().filter_map(|id| page.model.actor(id));
    let actors: Vec<Part> = actors
        .map(|actor| (actor.name.clone(), theme.text))
        .collect();
    let dimension = event
        .dimension
        .as_ref()
        .and_then(|id| page.model.dimension(id));
    if actors.len() + event.countries.len() > 0 || dimension.is_some() {
        page.head("Concerns");
    }
    if !actors.is_empty() {
        page.field("Actors", &actors);
    }
    if !event.countries.is_empty() {
        page.field("Countries", &[(event.countries.join(", "), theme.text)]);
    }
    if let Some(dimension) = dimension {
        page.field("Dimension", &[(dimension.name.clone(), theme.text)]);
    }
    page.sources(&event.sources);
    around(page, event.date);
}

/// Indicators that were observed about the time of an event.
fn around(page: &mut Page<'_>, date: NaiveDate) {
    let model = page.model;
    let observed: Vec<(&Indicator, usize)> = model
        .indicators
        .iter()
        .filter_map(|indicator| Some((indicator, nearest(page, indicator, date)?)))
        .collect();
    if observed.is_empty() {
        return;
    }
    page.head(&format!("Observed within {AROUND} days"));
    for (indicator, row) in observed {
        let series = indicator.series_of(&model.subject.code);
        let Some(observation) = series.get(row) else {
            continue;
        };
        let parts = [
            (indicator.name.clone(), page.theme.text),
            (
                figure(observation.value, indicator.decimals, &indicator.unit),
                page.theme.strong,
            ),
            (
                text::period(observation.date, observation.period.months()),
                page.theme.dim,
            ),
        ];
        page.flow(0, &parts);
    }
}

/// The row with a value nearest to a date, not after the date of the reader.
fn nearest(page: &Page<'_>, indicator: &Indicator, date: NaiveDate) -> Option<usize> {
    let series = indicator.series_of(&page.model.subject.code);
    let from = date.checked_sub_days(Days::new(AROUND))?;
    let to = date
        .checked_add_days(Days::new(AROUND))?
        .min(page.now.as_of);
    let valued = series
        .rows(from, to)
        .filter(|row| series.value(*row).is_some());
    valued.min_by_key(|row| (series.date(*row) - date).num_days().abs())
}

pub(super) fn judgement(page: &mut Page<'_>, id: &Id) {
    let Some(judgement) = page.model.judgement(id) else {
        return;
    };
    let theme = page.theme;
    let made = format!("key judgement · made on {}", text::date(judgement.date));
    page.title(&judgement.text, &made);
    page.head("How sure");
    let (low, high) = judgement.likelihood.percent();
    let likelihood = [
        (judgement.likelihood.term().to_owned(), theme.strong),
        (format!("{low} to {high} %"), theme.text),
    ];
    page.field("Likelihood", &likelihood);
    // Likelihood and confidence are never said in one breath (ICD 203).
    page.field(
        "Confidence",
        &[(judgement.confidence.word().to_owned(), theme.strong)],
    );
    page.section("Basis", &judgement.basis);
    page.section("What would change it", &judgement.would_change);
    if !judgement.indicators.is_empty() {
        page.head("Rests on");
        judgement.indicators.iter().for_each(|id| page.present(id));
    }
    events(page, &judgement.events);
    page.sources(&judgement.sources);
}

/// A section with events on a line each; nothing where there are none.
pub(super) fn events(page: &mut Page<'_>, ids: &[Id]) {
    let theme = page.theme;
    let events: Vec<_> = ids.iter().filter_map(|id| page.model.event(id)).collect();
    if !events.is_empty() {
        page.head("Events");
    }
    for event in events {
        let date = text::period(event.date, event.period.months());
        page.flow(
            0,
            &[
                (text::fit(&date, 11, text::Align::Left), theme.dim),
                (event.title.clone(), theme.text),
            ],
        );
    }
}

pub(super) fn source(page: &mut Page<'_>, id: &Id) {
    let Some(source) = page.model.source(id) else {
        return;
    };
    let theme = page.theme;
    page.title(&source.title, "source");
    page.text(0, &source.note, theme.text);
    page.head("Published");
    page.field("Publisher", &[(source.publisher.clone(), theme.text)]);
    if let Some((date, period)) = source.published {
        page.field("Date", &[(text::period(date, period.months()), theme.text)]);
    }
    let address = if source.url.is_empty() {
        "not known"
    } else {
        &source.url
    };
    page.field("Address", &[(address.to_owned(), theme.text)]);
    if let Some(letter) = source.reliability {
        let words = format!("{letter} {}", Grade::reliability_words(letter));
        page.field("Reliability", &[(words, theme.text)]);
    }
    if !source.licence.is_empty() {
        page.field("Licence", &[(source.licence.clone(), theme.text)]);
    }
    let users = users(page, id);
    page.head(if users.is_empty() {
        "Used by nothing"
    } else {
        "Used by"
    });
    for (word, target) in users {
        let name = name_of(page.model, &target);
        page.flow(
            0,
            &[
                (text::fit(word, 10, text::Align::Left), theme.dim),
                (name, theme.text),
            ],
        );
    }
}

/// What cites a source, in the order of the files.
fn users(page: &Page<'_>, id: &Id) -> Vec<(&'static str, Target)> {
    let model = page.model;
    let cites = |indicator: &&Indicator| {
        let mut series = indicator.series.iter();
        series.any(|(_, series)| series.sources().any(|source| source == id))
    };
    let indicators = model.indicators.iter().filter(cites);
    let indicators = indicators.map(|item| ("indicator", Target::Indicator(item.id.clone())));
    let events = model
        .events
        .iter()
        .filter(|event| event.sources.contains(id));
    let events = events.map(|item| ("event", Target::Event(item.id.clone())));
    let judgements = model
        .judgements
        .iter()
        .filter(|item| item.sources.contains(id));
    let judgements = judgements.map(|item| ("judgement", Target::Judgement(item.id.clone())));
    let findings = model
        .findings
        .iter()
        .filter(|item| item.sources.contains(id));
    let findings = findings.map(|item| ("finding", Target::Finding(item.id.clone())));
    indicators
        .chain(events)
        .chain(judgements)
        .chain(findings)
        .collect()
}
