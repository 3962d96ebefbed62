//! What things are called.

use std::borrow::Cow;

use crate::model::Model;
use crate::panel::Target;

/// What kind of thing it is, in a word.
pub const fn word(target: &Target) -> &'static str {
    match target {
        Target::Indicator(_) => "indicator",
        Target::Index(_) => "index",
        Target::Event(_) => "event",
        Target::Judgement(_) => "judgement",
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
        Target::Source(id) => {
            let source = model.source(id)?;
            let parts = [source.publisher.as_str(), source.title.as_str()];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            Cow::Owned(parts.join(": "))
        }
    })
}

/// Whether it exists.
pub fn exists(model: &Model, target: &Target) -> bool {
    name(model, target).is_some()
}
