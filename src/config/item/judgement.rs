//! `[[judgement]]`

use serde::Deserialize;
use toml::Spanned;

use crate::config::value::{self, Ref};
use crate::lenient::{Date, Many, Table, unknown_word};
use crate::model::{Confidence, Id, Judgement, Likelihood};

/// A judgement whose references have not been looked up.
#[derive(Clone, Debug)]
pub(in crate::config) struct JudgementDraft {
    pub(in crate::config) judgement: Judgement,
    pub(in crate::config) indicators: Vec<Ref>,
    pub(in crate::config) events: Vec<Ref>,
    pub(in crate::config) sources: Vec<Ref>,
}

#[derive(Deserialize)]
struct Raw {
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    text: Spanned<String>,
    likelihood: Spanned<String>,
    confidence: Spanned<String>,
    date: Date,
    basis: Option<String>,
    would_change: Option<String>,
    #[serde(default)]
    indicators: Many<Spanned<String>>,
    #[serde(default)]
    events: Many<Spanned<String>>,
    #[serde(default)]
    sources: Many<Spanned<String>>,
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
            file: String::new(),
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
