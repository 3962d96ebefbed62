//! The new texts, once they load.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::splice::{apply, clash};
use super::{Done, Editor, NewObservation, Outcome, Refusal};
use crate::diagnostic::{Diagnostic, Severity, without};
use crate::model::Id;
use crate::text::clean;

/// Texts to be written, all of them or none.
#[derive(Debug, Default)]
pub struct Edits {
    /// The files that change, by their real path.
    pub changes: Vec<Change>,
    /// Every observation, in the order given.
    pub recorded: Vec<Recorded>,
    /// Warnings and hints that there were not before.
    pub warnings: Vec<Diagnostic>,
}

/// A new text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where the file is, links followed.
    pub path: PathBuf,
    /// The file as shown to people.
    pub name: Arc<str>,
    /// Its text now, with the byte order mark if it has one.
    pub before: String,
    /// Its text to be.
    pub after: String,
}

/// What came of an observation.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// Of which indicator.
    pub indicator: Id,
    /// What came of it.
    pub outcome: Outcome,
    /// The file as shown to people.
    pub file: Arc<str>,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The unit of its value.
    pub unit: String,
    /// What it says.
    pub new: NewObservation,
    /// What stood there already, if something did.
    pub was: Option<Was>,
}

impl Recorded {
    /// It with its place: `csto-ties UZB 2024-11: 72 % in ties.csv:5`.
    pub fn in_words(&self) -> String {
        let subject = self.new.subject.as_ref();
        let subject = subject.map_or_else(String::new, |code| format!(" {}", clean(code)));
        let value = match self.new.value {
            Some(value) if self.unit.is_empty() => value.to_string(),
            Some(value) => format!("{value} {}", self.unit),
            None => "no value".to_owned(),
        };
        let Self {
            indicator,
            file,
            line,
            new,
            ..
        } = self;
        format!(
            "{indicator}{subject} {}: {value} in {file}:{line}",
            new.date
        )
    }
}

/// An observation of the same date and subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Was {
    /// Its value as written, display-safe; empty without one.
    pub value: String,
    /// The fields in which it differs.
    pub differs: Vec<&'static str>,
}

impl Editor {
    /// Two indicators that share a series file share its rows: what one says there the other would say too.
    fn refuse_shared(&self) -> Result<(), Refusal> {
        let mut rows: HashMap<_, (&Id, bool)> = HashMap::new();
        for done in &self.done {
            let Some((line, _)) = done.stood else {
                continue;
            };
            let changes = done.outcome == Outcome::Changed;
            let (first, is_changed) = rows
                .entry((&done.file, line))
                .or_insert((&done.indicator, changes));
            *is_changed |= changes;
            if **first != done.indicator && *is_changed {
                return Err(one_row(&self.files[&done.file].name, line));
            }
        }
        Ok(())
    }

    /// The new texts, loaded in place of the files.
    ///
    /// # Errors
    /// With them there would be errors that there were not before, or an observation would not be read; or two of them
    /// stand in one place.
    pub fn finish(mut self) -> Result<Edits, Refusal> {
        self.refuse_shared()?;
        let mut changes = Vec::new();
        let mut lines: HashMap<PathBuf, Vec<usize>> = HashMap::new();
        for (path, file) in &self.files {
            if file.splices.is_empty() {
                continue;
            }
            // As when two indicators share a series file.
            if let Some(at) = clash(&file.splices) {
                return Err(one_row(&file.name, file.line(at)));
            }
            let (text, of_splices) = apply(&file.text, &file.splices);
            lines.insert(path.clone(), of_splices);
            let mark = if file.has_mark { "\u{feff}" } else { "" };
            changes.push(Change {
                path: path.clone(),
                name: file.name.clone(),
                before: format!("{mark}{}", file.text),
                after: format!("{mark}{text}"),
            });
        }
        let recorded = self.recorded(&lines);
        for change in &changes {
            self.loader.overlay(change.path.clone(), &change.after);
        }
        let after = (!changes.is_empty()).then(|| self.loader.load()).flatten();
        let news = after.as_ref().map_or_else(Vec::new, |after| {
            without(&after.diagnostics, &self.before.diagnostics)
        });
        let (errors, warnings): (Vec<_>, Vec<_>) = news
            .into_iter()
            .cloned()
            .partition(|problem| problem.severity == Severity::Error);
        if !errors.is_empty() {
            return Err(Refusal {
                is_data: true,
                message: "it would not load".to_owned(),
                about: errors.iter().map(|error| about(&recorded, error)).collect(),
                diagnostics: errors,
                is_twin: false,
            });
        }
        self.reread(after.as_ref().unwrap_or(&self.before))?;
        Ok(Edits {
            changes,
            recorded,
            warnings,
        })
    }

    fn recorded(&self, lines: &HashMap<PathBuf, Vec<usize>>) -> Vec<Recorded> {
        let line = |done: &Done| match done.splice {
            None => done.stood.map_or(0, |(first, _)| first),
            Some(number) => {
                let lines = lines.get(&done.file).and_then(|lines| lines.get(number));
                lines.copied().unwrap_or_default()
            }
        };
        let recorded = self.done.iter().map(|done| Recorded {
            indicator: done.indicator.clone(),
            outcome: done.outcome,
            file: self
                .files
                .get(&done.file)
                .map_or_else(|| Arc::from(""), |file| file.name.clone()),
            line: line(done),
            new: done.new.clone(),
            was: done.was.clone(),
            unit: self
                .before
                .dashboard
                .model
                .indicator(&done.indicator)
                .map_or_else(String::new, |indicator| indicator.unit.clone()),
        });
        recorded.collect()
    }
}

/// That two observations stand in one row.
fn one_row(file: &str, line: usize) -> Refusal {
    Refusal::data(format!(
        "two of these observations stand in one row of {file}:{line}"
    ))
}

/// The observation put in that a problem is about: the last one that begins on its line or before.
fn about(recorded: &[Recorded], problem: &Diagnostic) -> Option<usize> {
    let new = recorded.iter().enumerate().filter(|(_, one)| {
        matches!(one.outcome, Outcome::New | Outcome::Changed)
            && one.file == problem.place.file
            && one.line <= problem.place.line
    });
    new.max_by_key(|(_, one)| one.line).map(|(place, _)| place)
}
