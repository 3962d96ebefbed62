//! Observations as JSON lines.

use serde::{Deserialize, Deserializer};

use crate::config::edit::{Editor, NewObservation, Refusal, Twin};
use crate::model::Id;
use crate::text::clean;

/// An observation to be recorded.
#[derive(Debug)]
pub(super) struct Line {
    /// The line of standard input it stands on, from 1.
    pub(super) number: Option<usize>,
    pub(super) indicator: Id,
    pub(super) new: NewObservation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    indicator: String,
    /// Needed; null: looked for, not found.
    #[serde(deserialize_with = "figure_or_null")]
    value: Option<f64>,
    date: Option<String>,
    low: Option<f64>,
    high: Option<f64>,
    source: Option<OneOrMany>,
    grade: Option<String>,
    published: Option<String>,
    subject: Option<String>,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "`source` takes an id or a list of ids")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

fn figure_or_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    Option::deserialize(deserializer)
}

/// Reads one object a line; blank lines are left out. `today` is the date of those without one.
///
/// # Errors
/// For every line that cannot be read, which it is and why.
pub(super) fn read(text: &str, today: &str) -> Result<Vec<Line>, Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut lines, mut problems) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Raw>(line) {
            Ok(raw) => lines.push(lowered(raw, number, today)),
            Err(error) => {
                // Its own line number is always 1.
                let why = error.to_string();
                let why = why.split(" at line 1 column").next().unwrap_or_default();
                let column = error.column().max(1);
                problems.push(format!("line {number}, column {column}: {}", clean(why)));
            }
        }
    }
    if problems.is_empty() {
        Ok(lines)
    } else {
        Err(problems)
    }
}

fn lowered(raw: Raw, number: usize, today: &str) -> Line {
    let Raw {
        indicator,
        value,
        date,
        low,
        high,
        source,
        grade,
        published,
        subject,
        note,
    } = raw;
    Line {
        number: Some(number),
        indicator: Id::new(&indicator),
        new: NewObservation {
            date: date.unwrap_or_else(|| today.to_owned()),
            value,
            low,
            high,
            sources: match source {
                None => Vec::new(),
                Some(OneOrMany::One(id)) => vec![id],
                Some(OneOrMany::Many(ids)) => ids,
            },
            grade,
            published,
            subject,
            note,
            without: Vec::new(),
        },
    }
}

/// Puts all of them in. Every one that is refused is told.
pub(super) fn record(editor: &mut Editor, lines: &[Line], twin: Twin) -> Result<(), Refusal> {
    let mut refused: Vec<Refusal> = Vec::new();
    for line in lines {
        if let Err(refusal) = editor.record(&line.indicator, &line.new, twin) {
            refused.push(match line.number {
                None => refusal,
                Some(number) => Refusal {
                    // A line of a file is data, whatever is wrong with it.
                    is_data: true,
                    message: format!("line {number}: {}", refusal.message),
                    ..refusal
                },
            });
        }
    }
    let mut refused = refused.into_iter();
    let Some(mut first) = refused.next() else {
        return Ok(());
    };
    if refused.len() > 0 {
        let messages = refused.map(|refusal| refusal.message);
        let all: Vec<String> = std::iter::once(first.message.clone())
            .chain(messages)
            .collect();
        first.message = format!("\n{}", all.join("\n"));
        first.is_twin = false;
    }
    Err(first)
}
