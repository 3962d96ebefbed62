//! Lints that need a day: what has grown old, and what lies ahead.

use chrono::NaiveDate;

use super::super::Linker;
use super::owned;
use crate::assess::{Freshness, freshness_on};
use crate::diagnostic::{Code, Problem};
use crate::model::{Indicator, Model};

/// Observations of days to come, and indicators nobody has looked after.
pub(super) fn indicators(linker: &mut Linker<'_>, model: &Model, today: NaiveDate) {
    for (unit, span, draft) in owned(linker, |parsed| &parsed.indicators) {
        let Some(indicator) = model.indicator(&draft.indicator.id) else {
            continue;
        };
        let ahead: Vec<NaiveDate> = (indicator.series.iter())
            .flat_map(|(_, series)| {
                (series.rows_until(today)..series.len()).map(|row| series.date(row))
            })
            .collect();
        if let Some(first) = ahead.iter().min() {
            let inline = draft.observations.iter();
            let at = inline
                .filter(|found| found.observation.date == *first)
                .map(|found| found.at.clone())
                .next();
            let message = match ahead.len() {
                1 => format!("an observation is dated {first}, after {today}"),
                count => format!("{count} observations are dated after {today}, the first {first}"),
            };
            let problem = Problem::new(
                Code::FutureDate,
                at.unwrap_or_else(|| span.clone()),
                message,
            )
            .help("what has not happened cannot have been observed: is the year right?");
            linker.report(unit, &problem);
        }
        if let Some(newest) = stale(indicator, model, today) {
            let message = format!("the newest value of `{}` is of {newest}", indicator.id);
            let problem = Problem::new(Code::Stale, span, message)
                .label("stale")
                .help("look for a newer one, or state how old it may be: stale_after = \"…\"");
            linker.report(unit, &problem);
        }
    }
}

/// The date of an indicator's newest value about the dashboard's subject, when that is older than it may be.
fn stale(indicator: &Indicator, model: &Model, today: NaiveDate) -> Option<NaiveDate> {
    let series = indicator.series_of(&model.subject.code);
    let newest = series.date(series.last_valued(series.rows_until(today))?);
    (freshness_on(indicator, newest, today) == Some(Freshness::Stale)).then_some(newest)
}

/// Events and judgements of days to come.
pub(super) fn events(linker: &mut Linker<'_>, today: NaiveDate) {
    let events = owned(linker, |parsed| &parsed.events).into_iter();
    let events = events.map(|(unit, span, draft)| (unit, span, "event", draft.event.date));
    let judgements = owned(linker, |parsed| &parsed.judgements).into_iter();
    let judgements =
        judgements.map(|(unit, span, draft)| (unit, span, "judgement", draft.judgement.date));
    let dated: Vec<_> = events.chain(judgements).collect();
    for (unit, span, noun, date) in dated {
        if date > today {
            let message = format!("this {noun} is dated {date}, after {today}");
            let problem = Problem::new(Code::FutureDate, span, message)
                .help("what has not happened cannot be told: is the year right?");
            linker.report(unit, &problem);
        }
    }
}
