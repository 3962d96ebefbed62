//! Warnings and hints that the files say are not to be told.

use std::sync::Arc;

use super::super::item::{Allowed, Scope};
use crate::diagnostic::{Code, Diagnostic, Problem, Severity, Text};
use crate::model::Id;

/// A line and a column.
type Spot = (usize, usize);

/// Everything that the files allow, and what of it was needed.
#[derive(Debug, Default)]
pub(super) struct Allowance {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    code: Code,
    file: Arc<str>,
    /// None: the whole dashboard.
    part: Option<(Spot, Spot)>,
    indicator: Option<Id>,
    /// What is told when it silences nothing.
    unused: Diagnostic,
    is_used: bool,
}

impl Allowance {
    /// Takes in what a file allows.
    pub(super) fn add(&mut self, file: &Arc<str>, text: &Text<'_>, allowed: &[Allowed]) {
        for Allowed { code, at, scope } in allowed {
            let spot = |byte: usize| {
                // An empty range at 0 would mean the whole file.
                let place = text.place(byte..byte.max(1), "");
                (place.line, place.column)
            };
            let (part, indicator) = match scope {
                Scope::Dashboard => (None, None),
                Scope::Part(range, id) => (Some((spot(range.start), spot(range.end))), id.clone()),
            };
            let message = format!("`{}` is allowed, but there is none here", code.name());
            let problem = Problem::new(Code::UnusedAllow, at.clone(), message)
                .help("take it out, so that it does not hide the next one");
            self.entries.push(Entry {
                code: *code,
                file: file.clone(),
                part,
                indicator,
                unused: text.diagnostic(&problem),
                is_used: false,
            });
        }
    }

    /// Whether a diagnostic is to be told; `indicator` is the one that a series file was read for.
    pub(super) fn lets_through(&mut self, told: &Diagnostic, indicator: Option<&Id>) -> bool {
        if told.severity == Severity::Error {
            return true;
        }
        let spot = (told.place.line, told.place.column);
        let mut is_allowed = false;
        for entry in self
            .entries
            .iter_mut()
            .filter(|entry| entry.code == told.code)
        {
            let covers = match entry.part {
                None => true,
                Some((from, to)) => {
                    (entry.file == told.place.file && from <= spot && spot < to)
                        || (indicator.is_some() && entry.indicator.as_ref() == indicator)
                }
            };
            if covers {
                entry.is_used = true;
                is_allowed = true;
            }
        }
        !is_allowed
    }

    /// What was allowed in vain. `is_linted`: whether lints were looked for.
    pub(super) fn in_vain(&mut self, is_linted: bool) -> Vec<Diagnostic> {
        let is_open = |code: Code| code == Code::UnusedAllow || (!is_linted && code.is_lint());
        let unused: Vec<Diagnostic> = self
            .entries
            .iter()
            .filter(|entry| !entry.is_used && !is_open(entry.code))
            .map(|entry| entry.unused.clone())
            .collect();
        unused
            .into_iter()
            .filter(|told| self.lets_through(told, None))
            .collect()
    }
}
