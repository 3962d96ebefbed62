//! What is typed into the app's form, taken to the files as `tightrope record` takes what it is given.

use super::record::{record, rehearse};
use crate::app::{Entry, FormAnswer, FormOutcome};
use crate::config::Origin;
use crate::config::edit::{
    Change, Editor, Edits, NewObservation, Outcome, Recorded, Refusal, Twin,
};

/// Stands above a difference that is another than the one agreed to.
const MEANWHILE: &str =
    "warning: the files have changed meanwhile; this is what would be written now\n";

/// What an entry would change; nothing is written.
pub(super) fn try_out(origin: &Origin, entry: Entry) -> FormAnswer {
    let edits = observation(&entry)
        .and_then(|new| rehearse(origin.clone(), |editor| put(editor, &entry, &new)));
    let outcome = match edits {
        Ok(edits) if edits.changes.is_empty() => told(&edits),
        Ok(edits) => FormOutcome::Differs(difference(&edits), names(&edits)),
        Err(refusal) => refused(&refusal),
    };
    FormAnswer { entry, outcome }
}

/// Writes an entry, if that still makes the difference that was agreed to; it is on disk when this returns.
pub(super) fn write(origin: &Origin, entry: Entry) -> FormAnswer {
    let agreed = entry.agreed.strip_prefix(MEANWHILE);
    let agreed = agreed.unwrap_or(&entry.agreed);
    let mut other = None;
    let agree = |edits: &Edits| {
        let now = difference(edits);
        if edits.changes.is_empty() || now == agreed {
            return Ok(());
        }
        other = Some(FormOutcome::Differs(
            format!("{MEANWHILE}{now}"),
            names(edits),
        ));
        Err(Refusal::unable("the files have changed"))
    };
    let edits = observation(&entry)
        .and_then(|new| record(origin, |editor| put(editor, &entry, &new), agree));
    let outcome = match edits {
        Ok(edits) => told(&edits),
        Err(refusal) => other.unwrap_or_else(|| refused(&refusal)),
    };
    FormAnswer { entry, outcome }
}

/// What would be written, for people.
fn difference(edits: &Edits) -> String {
    let warnings = edits.warnings.iter();
    let warnings = warnings.map(|told| format!("{}: {}\n", told.severity.word(), told.message));
    warnings
        .chain(edits.changes.iter().map(Change::diff))
        .collect()
}

/// The files that would change.
fn names(edits: &Edits) -> String {
    let names: Vec<&str> = edits.changes.iter().map(|change| &*change.name).collect();
    names.join(", ")
}

fn put(editor: &mut Editor, entry: &Entry, new: &NewObservation) -> Result<(), Refusal> {
    let twin = if entry.changes {
        Twin::Changes
    } else {
        Twin::Refuses
    };
    editor.record(&entry.indicator, new, twin).map(drop)
}

/// What is typed as an observation; the loader checks all but the figures.
fn observation(entry: &Entry) -> Result<NewObservation, Refusal> {
    let [date, value, low, high, source, grade, note, published] = &entry.texts;
    let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let value = match value.as_str() {
        "none" => None,
        value => Some(figure(
            "value",
            value,
            "write a figure such as 95.4, or none",
        )?),
    };
    let end = |name: &str, text: &String| {
        let given = Some(text).filter(|text| !text.is_empty());
        let advice = "write a figure such as 95.4, or nothing";
        given.map(|text| figure(name, text, advice)).transpose()
    };
    let sources = source.split(',').map(str::trim);
    Ok(NewObservation {
        date: date.clone(),
        value,
        low: end("low", low)?,
        high: end("high", high)?,
        sources: sources
            .filter(|id| !id.is_empty())
            .map(str::to_owned)
            .collect(),
        grade: text(grade),
        published: text(published),
        subject: None,
        note: text(note),
        without: entry.without.clone(),
    })
}

fn figure(name: &str, text: &str, advice: &str) -> Result<f64, Refusal> {
    match text.parse::<f64>() {
        Ok(figure) if figure.is_finite() => Ok(figure),
        _ => Err(Refusal::data(format!("{name}: {advice}"))),
    }
}

/// What was recorded and where.
fn told(edits: &Edits) -> FormOutcome {
    let did = |recorded: &Recorded| {
        let did = match recorded.outcome {
            Outcome::New => "recorded",
            Outcome::Changed => "changed",
            Outcome::Same | Outcome::Left => "already there:",
        };
        format!("{did} {}", recorded.in_words())
    };
    let all: Vec<String> = edits.recorded.iter().map(did).collect();
    FormOutcome::Written(all.join(", "))
}

/// In the loader's words, one problem a line.
fn refused(refusal: &Refusal) -> FormOutcome {
    let mut lines = vec![refusal.message.clone()];
    if refusal.is_twin {
        lines.push("Enter again changes that one".to_owned());
    }
    for problem in &refusal.diagnostics {
        lines.push(match problem.help.as_str() {
            "" => problem.message.clone(),
            help => format!("{} · {help}", problem.message),
        });
    }
    FormOutcome::Refused(lines.join("\n"), refusal.is_twin)
}

#[cfg(test)]
mod tests;
