//! `[[judgement]]`

use schemars::JsonSchema;
use serde::Deserialize;

use super::allow::Allow;
use crate::config::value::{self, Ref};
use crate::lenient::{Date, Many, Spanned, Table, unknown_word};
use crate::model::{Confidence, Id, Judgement, Likelihood};

/// A judgement whose references have not been looked up.
#[derive(Clone, Debug)]
pub(in crate::config) struct JudgementDraft {
    pub(in crate::config) judgement: Judgement,
    pub(in crate::config) indicators: Vec<Ref>,
    pub(in crate::config) events: Vec<Ref>,
    pub(in crate::config) sources: Vec<Ref>,
}

/// A judgement: what analysts conclude, with the words of ICD 203.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct Raw {
    /// What panels call it: lower-case letters, digits and hyphens, unique among judgements.
    #[schemars(regex(pattern = value::ID), example = &"hedging")]
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    /// The judgement, in one sentence.
    #[schemars(regex(pattern = value::SAYS))]
    text: Spanned<String>,
    /// How likely it is: a term of ICD 203.
    #[schemars(extend("enum" = Likelihood::ALL.map(Likelihood::term)))]
    likelihood: Spanned<String>,
    /// How sure its basis makes us.
    #[schemars(extend("enum" = Confidence::ALL.map(Confidence::word)))]
    confidence: Spanned<String>,
    /// When it was made.
    date: Date,
    /// Why we think so.
    basis: Option<String>,
    /// What would change our mind.
    would_change: Option<String>,
    /// Indicators or indices it rests on.
    #[serde(default)]
    indicators: Many<Spanned<String>>,
    /// Each `[[event]]` it rests on.
    #[serde(default)]
    events: Many<Spanned<String>>,
    /// Each `[[source]]` it rests on.
    #[serde(default)]
    sources: Many<Spanned<String>>,
    /// Codes of warnings and hints that are not told of this item.
    #[serde(default)]
    #[expect(dead_code, reason = "it is read apart from the rest of the table")]
    allow: Allow,
}

/// Reads a judgement.
pub(in crate::config) fn judgement(table: &mut Table<'_>, id: Id) -> Option<JudgementDraft> {
    let Raw {
        id: _,
        text,
        likelihood,
        confidence,
        date,
        basis,
        would_change,
        indicators,
        events,
        sources,
        allow: _,
    } = table.read()?;
    let text = value::line(table, "text", &text);
    let terms = Likelihood::ALL.map(Likelihood::term);
    let likelihood = word(table, &likelihood, Likelihood::of_term, &terms);
    let words = Confidence::ALL.map(Confidence::word);
    let confidence = word(table, &confidence, Confidence::of_word, &words);
    let date = value::date(table, &date);
    Some(JudgementDraft {
        judgement: Judgement {
            id,
            text,
            likelihood: likelihood?,
            confidence: confidence?,
            date: date?.0,
            basis: value::optional_lines(basis),
            would_change: value::optional_lines(would_change),
            indicators: Vec::new(),
            events: Vec::new(),
            sources: Vec::new(),
        },
        indicators: value::references(&indicators.0),
        events: value::references(&events.0),
        sources: value::references(&sources.0),
    })
}

fn word<T>(
    table: &mut Table<'_>,
    word: &Spanned<String>,
    meaning: impl FnOnce(&str) -> Option<T>,
    words: &[&str],
) -> Option<T> {
    let meant = meaning(word.get_ref());
    if meant.is_none() {
        table.problem(unknown_word(word.get_ref(), word.span(), words));
    }
    meant
}
