//! What things are called.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::model::Model;
use crate::panel::Target;

/// What kind of thing it is, in a word.
pub const fn word(target: &Target) -> &'static str {
    match target {
        Target::Indicator(_) => "indicator",
        Target::Index(_) => "index",
        Target::Event(_) => "event",
        Target::Judgement(_) => "judgement",
        Target::Hypothesis(_) => "hypothesis",
        Target::Finding(_) => "finding",
        Target::Source(_) => "source",
    }
}

/// Its name for people; none when it does not exist.
pub fn name<'a>(model: &'a Model, target: &Target) -> Option<Cow<'a, str>> {
    Some(match target {
        Target::Indicator(id) => Cow::Borrowed(&model.indicator(id)?.name),
        Target::Index(id) => Cow::Borrowed(&model.index(id)?.name),
        Target::Event(id) => {
            let event = model.event(id)?;
            let date = crate::text::period(event.date, event.period.months());
            Cow::Owned(format!("{date}  {}", event.title))
        }
        Target::Judgement(id) => Cow::Borrowed(&model.judgement(id)?.text),
        Target::Hypothesis(id) => Cow::Borrowed(&model.hypothesis(id)?.name),
        Target::Finding(id) => Cow::Borrowed(&model.finding(id)?.text),
        Target::Source(id) => {
            let source = model.source(id)?;
            let parts = [source.publisher.as_str(), source.title.as_str()];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            Cow::Owned(parts.join(": "))
        }
    })
}

/// Whether there was such a thing on a date: an event has happened, a judgement is made, a finding known. A source may be younger than
/// what it tells of.
pub fn is_known(model: &Model, target: &Target, on: NaiveDate) -> bool {
    let date = match target {
        Target::Indicator(_) | Target::Index(_) | Target::Hypothesis(_) | Target::Source(_) => None,
        Target::Finding(id) => model.finding(id).map(|finding| finding.date),
        Target::Event(id) => model.event(id).map(|event| event.date),
        Target::Judgement(id) => model.judgement(id).map(|judgement| judgement.date),
    };
    date.is_none_or(|date| date <= on)
}

/// Whether it exists.
pub fn exists(model: &Model, target: &Target) -> bool {
    name(model, target).is_some()
}
