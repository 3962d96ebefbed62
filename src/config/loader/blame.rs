//! Errors that a new text causes in files that have not changed: an id that is gone, a file emptied or cut short.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::super::link::{Blame, Linked};
use super::Loader;
use super::choose::FileSet;
use super::walk::Visit;
use crate::diagnostic::{Diagnostic, Problem, Severity, Text};

/// More new files than this are blamed together.
const EACH: usize = 8;

type Found = Vec<(Blame, Diagnostic)>;

impl Loader {
    /// Errors in settled files that would not be there with the last good versions of the new ones are taken out of what
    /// was found, and told once in the file that causes them. Gives the files to blame.
    pub(super) fn blame_for_others(
        &self,
        visit: &Visit,
        present: &HashSet<PathBuf>,
        found: &mut Found,
    ) -> Vec<PathBuf> {
        let is_suspect = |key: &&PathBuf| present.contains(*key) && self.is_new(key);
        let suspects: Vec<&PathBuf> = visit.files.iter().filter(is_suspect).collect();
        let errors = self.errors_in_settled(visit, found);
        if suspects.is_empty() || errors.is_empty() {
            return Vec::new();
        }
        let left = |files: &[&PathBuf]| {
            let stand_ins = FileSet {
                files: files.iter().map(|key| (*key).clone()).collect(),
                ..FileSet::default()
            };
            let mut left = self.errors_in_settled(visit, &self.link(visit, &stand_ins).found);
            // What is wrong with a file that only a new text includes is not caused by that text.
            let reached = visit.reach(&stand_ins);
            let slots = reached.iter().filter_map(|key| self.files.get(key));
            let names: HashSet<&Arc<str>> = slots.map(|slot| &slot.name).collect();
            let is_out = |told: &&Diagnostic| !names.contains(&told.place.file);
            left.extend(errors.iter().filter(is_out).cloned());
            left
        };
        let own = left(&suspects);
        let caused: HashSet<&Diagnostic> = errors.difference(&own).collect();
        if caused.is_empty() {
            return Vec::new();
        }
        let mut explained = HashSet::new();
        let to_blame: Vec<&PathBuf> = if suspects.len() > EACH {
            explained.clone_from(&caused);
            suspects
        } else {
            let helps = |key: &&PathBuf| {
                let left = left(&[*key]);
                let gone = caused.iter().copied().filter(|told| !left.contains(*told));
                let mut helps = false;
                for told in gone {
                    explained.insert(told);
                    helps = true;
                }
                helps
            };
            suspects.into_iter().filter(helps).collect()
        };
        // What only several of them together mend stays where it was found.
        found.retain(|(_, diagnostic)| !explained.contains(diagnostic));
        for key in &to_blame {
            self.tell_cause(visit, key, &explained, found);
        }
        to_blame.into_iter().cloned().collect()
    }

    /// Tells of a file that others need what it said before, unless it has errors of its own to tell.
    fn tell_cause(
        &self,
        visit: &Visit,
        key: &PathBuf,
        caused: &HashSet<&Diagnostic>,
        found: &mut Found,
    ) {
        let Some(slot) = self.files.get(key) else {
            return;
        };
        if slot.has_errors() {
            return;
        }
        let order = |one: &&&Diagnostic| (one.place.file.clone(), one.place.line, one.place.column);
        let Some(first) = caused.iter().min_by_key(order) else {
            return;
        };
        let rest = match caused.len() - 1 {
            0 => String::new(),
            more => format!("; {more} more such errors"),
        };
        let message = format!(
            "{}:{} needs what this file said before: {}{rest}",
            first.place.file, first.place.line, first.message
        );
        let help = "put it back, or change what refers to it as well";
        let problem = Problem::new(first.code, 0..0, message).help(help);
        let diagnostic = Text::new(slot.name.clone(), "").diagnostic(&problem);
        let unit = visit.files.iter().position(|other| other == key);
        found.push((Blame::Unit(unit.unwrap_or_default()), diagnostic));
    }

    /// New files that refer to what is held back in others: they wait with them.
    pub(super) fn leaning(
        &self,
        visit: &Visit,
        stand_ins: &FileSet,
        linked: &Linked,
    ) -> Vec<PathBuf> {
        let files = linked
            .leaning
            .iter()
            .filter_map(|unit| visit.files.get(*unit));
        let waits = |key: &&PathBuf| self.is_new(key) && !stand_ins.files.contains(*key);
        files.filter(waits).cloned().collect()
    }

    /// What stand-ins lack: their items refer to what present texts no longer have.
    pub(super) fn lacks_of_stand_ins(
        &self,
        visit: &Visit,
        stand_ins: &FileSet,
        found: &Found,
    ) -> Found {
        let lack = |(blame, diagnostic): &(Blame, Diagnostic)| {
            let Blame::Unit(unit) = *blame else {
                return None;
            };
            let key = visit.files.get(unit)?;
            if diagnostic.severity < Severity::Error || !stand_ins.files.contains(key) {
                return None;
            }
            let slot = self.files.get(key)?;
            let message = format!(
                "its last good version, which is used: {}",
                diagnostic.message
            );
            let problem = Problem::new(diagnostic.code, 0..0, message);
            let told = Text::new(slot.name.clone(), "").diagnostic(&problem);
            Some((*blame, told))
        };
        found.iter().filter_map(lack).collect()
    }

    /// Whether a file's present text differs from a last good one.
    fn is_new(&self, key: &PathBuf) -> bool {
        let slot = self.files.get(key);
        slot.and_then(|slot| slot.newest.as_ref().zip(slot.good.as_ref()))
            .is_some_and(|(newest, good)| newest.hash != good.hash)
    }

    fn errors_in_settled(&self, visit: &Visit, found: &Found) -> HashSet<Diagnostic> {
        let is_settled = |blame: &Blame| match blame {
            Blame::Unit(unit) => visit.files.get(*unit).is_some_and(|key| !self.is_new(key)),
            Blame::Series(_) => false,
        };
        found
            .iter()
            .filter(|(blame, told)| told.severity == Severity::Error && is_settled(blame))
            .map(|(_, told)| told.clone())
            .collect()
    }
}
