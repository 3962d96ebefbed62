//! `[[hypothesis]]` and `[[finding]]`

use schemars::JsonSchema;
use serde::Deserialize;

use super::allow::Allow;
use crate::config::value::{self, Ref};
use crate::lenient::{Date, MADE_UP, Many, Pairs, Spanned, Table, unknown_word};
use crate::model::{Consistency, Finding, Grading, Hypothesis, Id};

/// A finding whose references have not been looked up.
#[derive(Clone, Debug)]
pub(in crate::config) struct FindingDraft {
    pub(in crate::config) finding: Finding,
    pub(in crate::config) marks: Vec<(Ref, Consistency)>,
    pub(in crate::config) indicators: Vec<Ref>,
    pub(in crate::config) events: Vec<Ref>,
    pub(in crate::config) sources: Vec<Ref>,
    /// Where it is said which explanations it speaks against.
    pub(in crate::config) span: std::ops::Range<usize>,
}

/// A hypothesis: one of several rival explanations.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct RawHypothesis {
    /// What findings call it: lower-case letters, digits and hyphens, unique among hypotheses.
    #[schemars(regex(pattern = value::ID), example = &"front")]
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    /// The head of its column: one short word.
    #[schemars(regex(pattern = value::SAYS))]
    name: Spanned<String>,
    /// What it says, in one sentence.
    #[schemars(regex(pattern = value::SAYS))]
    statement: Spanned<String>,
    /// Codes of warnings and hints that are not told of this item.
    #[serde(default)]
    #[expect(dead_code, reason = "it is read apart from the rest of the table")]
    allow: Allow,
}

/// Reads a hypothesis.
pub(in crate::config) fn hypothesis(table: &mut Table<'_>, id: Id) -> Option<Hypothesis> {
    let RawHypothesis {
        id: _,
        name,
        statement,
        allow: _,
    } = table.read()?;
    Some(Hypothesis {
        id,
        name: value::line(table, "name", &name),
        statement: value::line(table, "statement", &statement),
    })
}

/// A finding: something that was found about the hypotheses.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct RawFinding {
    /// Its name: lower-case letters, digits and hyphens, unique among findings.
    #[schemars(regex(pattern = value::ID), example = &"stayed-2022")]
    id: Spanned<String>,
    /// What was found, in one sentence.
    #[schemars(regex(pattern = value::SAYS))]
    text: Spanned<String>,
    /// When the marks were given; earlier dates do not show it.
    date: Date,
    /// How far it can be believed.
    #[schemars(extend("enum" = Grading::ALL.map(Grading::word)))]
    credibility: Spanned<String>,
    /// How much it matters to the question.
    #[schemars(extend("enum" = Grading::ALL.map(Grading::word)))]
    relevance: Spanned<String>,
    /// One mark for every hypothesis, by its id: `II` very inconsistent, `I` inconsistent, `N` neutral, `NA` does
    /// not apply, `C` consistent, `CC` very consistent.
    #[schemars(with = "Pairs<Mark>")]
    marks: Pairs<Spanned<String>>,
    /// Why the marks are these.
    note: Option<String>,
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

/// Reads a finding.
pub(in crate::config) fn finding(table: &mut Table<'_>, id: Id) -> Option<FindingDraft> {
    let RawFinding {
        id: raw_id,
        text,
        date,
        credibility,
        relevance,
        marks,
        note,
        indicators,
        events,
        sources,
        allow: _,
    } = table.read()?;
    let text = value::line(table, "text", &text);
    let date = value::date(table, &date);
    let credibility = grading(table, &credibility);
    let relevance = grading(table, &relevance);
    let marks = marks_of(table, marks);
    Some(FindingDraft {
        finding: Finding {
            id,
            text,
            date: date?.0,
            credibility: credibility?,
            relevance: relevance?,
            marks: Vec::new(),
            note: value::optional_lines(note),
            indicators: Vec::new(),
            events: Vec::new(),
            sources: Vec::new(),
        },
        marks,
        indicators: value::references(&indicators.0),
        events: value::references(&events.0),
        sources: value::references(&sources.0),
        // Marks that are made up pass over all hypotheses.
        span: if table.lacks() {
            MADE_UP
        } else {
            raw_id.span()
        },
    })
}

/// The schema of a mark.
#[derive(JsonSchema)]
struct Mark(
    #[schemars(extend("enum" = Consistency::ALL.map(Consistency::mark)))]
    #[expect(dead_code, reason = "it is there for the schema")]
    String,
);

fn grading(table: &mut Table<'_>, word: &Spanned<String>) -> Option<Grading> {
    let meant = Grading::of_word(word.get_ref());
    if meant.is_none() {
        let words = Grading::ALL.map(Grading::word);
        table.problem(unknown_word(word.get_ref(), word.span(), &words));
    }
    meant
}

fn marks_of(table: &mut Table<'_>, pairs: Pairs<Spanned<String>>) -> Vec<(Ref, Consistency)> {
    let mut marks = Vec::new();
    for (hypothesis, mark) in pairs.0 {
        if let Some(consistency) = Consistency::of_mark(mark.get_ref()) {
            marks.push((value::reference(&hypothesis), consistency));
        } else {
            let known = Consistency::ALL.map(Consistency::mark);
            table.problem(unknown_word(mark.get_ref(), mark.span(), &known));
        }
    }
    marks
}
