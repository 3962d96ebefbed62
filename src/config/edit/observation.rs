//! An observation that is to be written.

use super::Refusal;
use super::written::Written;
use crate::model::Id;
use crate::text::clean;

/// An observation that is to be written. Its fields are checked by the loader, in the text they become part of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewObservation {
    /// A date or a period: `2024-11-28`, `2024-11`, `2024-Q4`, `2024`.
    pub date: String,
    /// In the indicator's unit; none: looked for, not found.
    pub value: Option<f64>,
    /// Lower end of its range.
    pub low: Option<f64>,
    /// Upper end of its range.
    pub high: Option<f64>,
    /// Ids of its sources; the indicator's default ones without any.
    pub sources: Vec<String>,
    /// Admiralty grade.
    pub grade: Option<String>,
    /// When it became known: a date or a period.
    pub published: Option<String>,
    /// ISO 3166-1 alpha-3 code; the dashboard's subject without one.
    pub subject: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// Fields of which one of the same date and subject shall say nothing any more.
    pub without: Vec<&'static str>,
}

impl NewObservation {
    /// Without sources that say nothing.
    ///
    /// # Errors
    /// An id with blanks in it: a series file could not tell it from two.
    pub(super) fn tidy(mut self) -> Result<Self, Refusal> {
        for id in &mut self.sources {
            *id = id.trim().to_owned();
        }
        self.sources.retain(|id| !id.is_empty());
        let mut ids = self.sources.iter();
        match ids.find(|id| id.contains(char::is_whitespace)) {
            None => Ok(self),
            Some(id) => Err(Refusal::data(format!(
                "the source `{}` has blanks in it; ids have none, and several are given one by one",
                clean(id)
            ))),
        }
    }

    /// Its fields in the order in which they are written. The dashboard's own subject stands among them only where the
    /// others name theirs.
    pub(super) fn fields(&self, own: &Id, names_subject: bool) -> Vec<(&'static str, Written)> {
        let figure = |value: Option<f64>| value.map(Written::Figure);
        // What says nothing is not written.
        let text = |text: &Option<String>| {
            let text = text.clone().filter(|text| !text.trim().is_empty());
            text.map(Written::Text)
        };
        let sources = (!self.sources.is_empty()).then(|| Written::List(self.sources.clone()));
        let other = self.subject.clone().filter(|code| code != own.as_str());
        let subject = other.or_else(|| names_subject.then(|| own.as_str().to_owned()));
        let without = self.without.iter().map(|name| (*name, Written::Nothing));
        let fields = [
            ("date", Some(Written::Date(self.date.clone()))),
            (
                "value",
                Some(figure(self.value).unwrap_or(Written::Nothing)),
            ),
            ("low", figure(self.low)),
            ("high", figure(self.high)),
            ("source", sources),
            ("grade", text(&self.grade)),
            ("published", self.published.clone().map(Written::Date)),
            ("subject", subject.map(Written::Text)),
            ("note", text(&self.note)),
        ]
        .into_iter()
        .filter_map(|(name, says)| Some((name, says?)));
        fields.chain(without).collect()
    }
}
