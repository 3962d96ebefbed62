//! All that is wrong with the present texts, in the order in which people are told.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::limits;
use super::super::link::Blame;
use super::super::store::{Unread, normal};
use super::Loader;
use super::allow::Allowance;
use super::slot::Trouble;
use super::walk::{At, Report, Visit};
use crate::diagnostic::{Code, Diagnostic, Problem, Severity, Text};
use crate::model::Id;

impl Loader {
    /// All that is wrong with the present texts, by file and place. `more` says of how many mistakes more than those found
    /// of a file of the visit it is only known that there are so many. `in_use` are the files that count.
    pub(super) fn diagnostics(
        &self,
        visit: &Visit,
        in_use: &HashSet<PathBuf>,
        found: Vec<(Blame, Diagnostic)>,
        more: &BTreeMap<usize, usize>,
    ) -> Vec<Diagnostic> {
        let mut order: HashMap<Arc<str>, usize> = HashMap::new();
        let mut surplus: HashMap<Arc<str>, usize> = HashMap::new();
        let mut texts: HashMap<&PathBuf, Text<'_>> = HashMap::new();
        let mut all: Vec<(Diagnostic, Option<&Id>)> = Vec::with_capacity(found.len());
        for (blame, told) in found {
            let read_for = match blame {
                Blame::Unit(_) => None,
                Blame::Series(number) => visit.series.get(number).map(|(_, id)| id),
            };
            all.push((told, read_for));
        }
        let mut allowance = Allowance::default();
        for (number, key) in visit.files.iter().enumerate() {
            let Some(slot) = self.files.get(key).filter(|_| in_use.contains(key)) else {
                continue;
            };
            let place = order.len();
            order.entry(slot.name.clone()).or_insert(place);
            if let Some(version) = slot.any() {
                let text = Text::new(slot.name.clone(), &version.text);
                let problems = version.parsed.problems.iter();
                all.extend(problems.map(|problem| (text.diagnostic(problem), None)));
                allowance.add(&slot.name, &text, &version.parsed.allowed);
                let more = more.get(&number).copied().unwrap_or_default();
                *surplus.entry(slot.name.clone()).or_insert(0) += version.parsed.surplus + more;
                texts.insert(key, text);
            }
        }
        let named = self.series_named(in_use.iter());
        for key in visit.series.iter().filter(|key| named.contains(key)) {
            let Some(slot) = self.series.get(key) else {
                continue;
            };
            let place = order.len();
            order.entry(slot.name.clone()).or_insert(place);
            if let Some(version) = slot.any() {
                let problems = version.file.problems.iter().cloned();
                all.extend(problems.map(|problem| (problem, Some(&key.1))));
                let more = surplus.entry(slot.name.clone()).or_insert(0);
                // A file that several indicators read is told of once.
                *more = version.file.surplus.max(*more);
            }
        }
        let away = self.folder_away();
        all.extend(away.as_ref().map(|told| (told.clone(), None)));
        let reports = visit
            .reports
            .iter()
            .filter(|report| in_use.contains(report.at.file()))
            .filter(|_| away.is_none());
        all.extend(reports.map(|report| (self.diagnostic(report, &texts), None)));
        let mut all: Vec<Diagnostic> = all
            .into_iter()
            .filter(|(told, read_for)| allowance.lets_through(told, *read_for))
            .map(|(told, _)| told)
            .collect();
        // Where something has an error not all is looked at; nor is it where very much is wrong.
        let is_all = surplus.values().all(|more| *more == 0);
        if is_all && all.iter().all(|told| told.severity < Severity::Error) {
            all.extend(allowance.in_vain(self.today.is_some()));
        }
        let rank = |diagnostic: &Diagnostic| {
            let place = &diagnostic.place;
            let file = order.get(&place.file).copied().unwrap_or(usize::MAX);
            (file, place.line, place.column, Reverse(diagnostic.severity))
        };
        all.sort_by(|a, b| {
            rank(a)
                .cmp(&rank(b))
                .then_with(|| a.message.cmp(&b.message))
        });
        all.dedup();
        capped(all, surplus)
    }

    /// That the folder of the dashboard is gone, which says all there is to say of the files that are not there.
    fn folder_away(&self) -> Option<Diagnostic> {
        let slot = self.files.get(&normal(&self.entry))?;
        let is_missing = slot.trouble == Some(Trouble::Unread(Unread::Missing));
        let here = Path::new(".");
        let root = Some(&*self.root).filter(|root| !root.as_os_str().is_empty());
        let root = root.unwrap_or(here);
        if !is_missing || slot.any().is_none() || self.store.real(root).is_some() {
            return None;
        }
        let folder = root.display();
        let message =
            format!("the folder of the dashboard is gone: {folder}; what was read last is shown");
        let problem = Problem::new(Code::MissingFile, 0..0, message);
        Some(Text::new(slot.name.clone(), "").diagnostic(&problem))
    }

    fn diagnostic(&self, report: &Report, texts: &HashMap<&PathBuf, Text<'_>>) -> Diagnostic {
        let name = match &report.at {
            At::Whole(file) => self.name(file),
            At::Spot(_, place) => place.file.clone(),
            At::In(key) => match (texts.get(key), self.files.get(key)) {
                (Some(text), _) => return text.diagnostic(&report.problem),
                (None, Some(slot)) => slot.name.clone(),
                (None, None) => self.name(key),
            },
        };
        let mut told = Text::new(name, "").diagnostic(&Problem {
            span: 0..0,
            ..report.problem.clone()
        });
        if let At::Spot(_, place) = &report.at {
            told.place = place.clone();
        }
        told
    }
}

/// So many diagnostics of each file, errors before all others, and how many more there are; `surplus` are those of a
/// file that were never made.
fn capped(mut all: Vec<Diagnostic>, surplus: HashMap<Arc<str>, usize>) -> Vec<Diagnostic> {
    let mut counts: HashMap<Arc<str>, usize> = HashMap::new();
    let mut keep = vec![false; all.len()];
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        let of_that = all.iter().zip(&mut keep);
        for (diagnostic, keep) in of_that.filter(|(found, _)| found.severity == severity) {
            let count = counts.entry(diagnostic.place.file.clone()).or_default();
            *count += 1;
            *keep = *count <= limits::PROBLEMS;
        }
    }
    let mut keep = keep.into_iter();
    all.retain(|_| keep.next().unwrap_or_default());
    for (name, more) in surplus.into_iter().filter(|(_, more)| *more > 0) {
        *counts.entry(name).or_default() += more;
    }
    let mut more: Vec<(Arc<str>, usize)> = counts
        .into_iter()
        .filter(|(_, count)| *count > limits::PROBLEMS)
        .collect();
    more.sort();
    all.extend(more.into_iter().map(|(name, count)| {
        let more = count - limits::PROBLEMS;
        let message = format!("{more} more problems in this file are not shown");
        Text::new(name, "").diagnostic(&Problem::new(Code::TooManyProblems, 0..0, message))
    }));
    all
}
