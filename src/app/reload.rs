//! A new version of the files: what it changes in meaning is said, and the reader stays where they are.

use std::sync::Arc;

use super::novelty::{self, Novelty, novelties};
use super::{App, Layer, Tone, name};
use crate::assess::{Change, assess};
use crate::dashboard::{File, FileState, Snapshot};
use crate::diagnostic::{Diagnostic, Severity};
use crate::keymap::{self, Action};
use crate::model::{Id, Model};
use crate::text;

/// Changes kept at most while the list of them stays open.
const MOST_CHANGES: usize = 1000;

impl App {
    /// Takes a new version of the files; a late one is dropped.
    pub(super) fn load(&mut self, snapshot: Arc<Snapshot>) {
        if snapshot.revision < self.snapshot.revision {
            return;
        }
        let lists = self.lists();
        let position = self.page().map_or(0, |(position, _)| position);
        let focus = self.page().map(|(_, page)| self.focus(page));
        self.name_focus();
        let before = std::mem::replace(&mut self.snapshot, snapshot);
        let rescored = self.rescored.take();
        self.keep_method(rescored.as_ref().map(|(rescoring, _)| *rescoring));
        let assessment = assess(self.model(), self.as_of());
        let declared = &before.dashboard.model;
        let model = rescored
            .as_ref()
            .map_or(declared, |(_, model)| model.as_ref());
        if model != self.model() {
            self.jobs.turn();
        }
        let now = (&*self.snapshot, self.model(), &assessment);
        let news = novelties((&before, model, &self.assessment), now);
        self.assessment = assessment;
        if self.chosen.is_none() {
            self.theme = self.snapshot.dashboard.theme.theme();
        }
        self.keep_page(position);
        self.keep_focus(focus);
        self.follow(&lists);
        self.keep_layers(&before);
        self.report(&before, news);
    }

    /// The page with the same id; else the one at the same position, until it is back or the reader chooses another.
    fn keep_page(&mut self, position: usize) {
        let pages = &self.snapshot.dashboard.pages;
        let is_there = |id: &Id| pages.iter().any(|page| page.id == *id);
        if self.wanted.as_ref().is_some_and(is_there) {
            self.page = self.wanted.take();
        } else if !self.page.as_ref().is_some_and(is_there) {
            let nearest = pages.get(position).or(pages.last());
            let nearest = nearest.map(|page| page.id.clone());
            let gone = std::mem::replace(&mut self.page, nearest);
            self.wanted = self.wanted.take().or(gone);
        }
    }

    /// The first panel of a page has the focus from the start: from now on by its id, whatever comes to stand before it.
    fn name_focus(&mut self) {
        let pages = self.snapshot.dashboard.pages.iter();
        let firsts: Vec<(Id, Id)> = pages
            .filter(|page| self.stays.contains_key(&page.id))
            .filter_map(|page| Some((page.id.clone(), page.slots().next()?.id.clone())))
            .collect();
        for (page, first) in firsts {
            self.stay(&page).focus.get_or_insert(first);
        }
    }

    /// The panel with the same id; else the one at the same position.
    fn keep_focus(&mut self, position: Option<usize>) {
        let Some((_, page)) = self.page() else { return };
        let focus = self.stays.get(&page.id).and_then(|stay| stay.focus.clone());
        let gone = focus.is_some_and(|focus| !page.slots().any(|slot| slot.id == focus));
        let last = page.slots().count().saturating_sub(1);
        if let Some(position) = position.filter(|_| gone) {
            self.focus_on(position.min(last));
        }
    }

    /// Details and lists about the files, kept by what they show. A detail of what is gone is closed.
    pub(super) fn keep_layers(&mut self, before: &Snapshot) {
        let mut layers = std::mem::take(&mut self.layers);
        let model = &self.snapshot.dashboard.model;
        let as_of = self.assessment.as_of;
        let now = &self.snapshot;
        layers.retain_mut(|layer| match layer {
            Layer::Detail(detail) => {
                let exists = name::exists(model, &detail.target);
                if exists {
                    detail.build(model, as_of);
                }
                exists
            }
            Layer::Problems(roll) => {
                let kept = same_problem(&before.diagnostics, roll.at, &now.diagnostics);
                roll.at = kept.unwrap_or(roll.at);
                !now.diagnostics.is_empty()
            }
            Layer::Files(roll) => {
                let selected = before.files.get(roll.at).map(|file| &file.name);
                let mut files = now.files.iter();
                let kept = files.position(|now| Some(&now.name) == selected);
                roll.at = kept.unwrap_or(roll.at);
                true
            }
            Layer::Zoom
            | Layer::Help(_)
            | Layer::Changes(_)
            | Layer::Search(_)
            | Layer::Form(_) => true,
        });
        for layer in &mut layers {
            if let Layer::Search(search) = layer {
                search.run(&self.snapshot.dashboard, as_of);
            }
        }
        self.layers = layers;
    }

    /// Keeps changes to be listed, and marks them for a moment.
    pub(super) fn record(&mut self, novelties: Vec<Novelty>) {
        let marked = novelties.iter().filter_map(|novelty| match novelty {
            Novelty::Meaning(change, _) => Some(&change.id),
            Novelty::Signpost { indicator, .. } => Some(indicator),
            Novelty::Item { .. } | Novelty::Problem(..) => None,
        });
        self.changed = marked.cloned().collect();
        let mut open = self.layers.iter_mut().filter_map(|layer| match layer {
            Layer::Changes(roll) => Some(roll),
            _ => None,
        });
        // Nobody's list is swapped while they read it: what is new comes in front, their line stays where it is.
        if let Some(roll) = open.next() {
            roll.at += novelties.len();
            let before = std::mem::replace(&mut self.novelties, novelties);
            self.novelties.extend(before);
            self.novelties.truncate(MOST_CHANGES.max(roll.at + 1));
        } else {
            self.novelties = novelties;
        }
        self.highlight();
    }

    /// Says what is new: problems first, then what changed in meaning.
    fn report(&mut self, before: &Snapshot, novelties: Vec<Novelty>) {
        let new_problem = |novelty| match novelty {
            &Novelty::Problem(ref problem, true) => Some(&**problem),
            _ => None,
        };
        let news: Vec<&Diagnostic> = novelties.iter().filter_map(new_problem).collect();
        let meant = |novelty: &&Novelty| !matches!(novelty, Novelty::Problem(..));
        let told: Vec<&Novelty> = novelties.iter().filter(meant).collect();
        let words = (!told.is_empty()).then(|| self.in_words(&told) + &self.where_shown(&told));
        let left = self.snapshot.problems();
        let fewer = left < before.problems();
        let (first, tone) = match left {
            _ if !news.is_empty() => {
                let words = problems_in_words(&news, &self.snapshot.files);
                let bad = news.iter().any(|news| news.severity > Severity::Hint);
                (Some(words), if bad { Tone::Problem } else { Tone::Plain })
            }
            0 if fewer => (Some("problems solved".to_owned()), Tone::Plain),
            left if fewer => (Some(left_in_words(left)), Tone::Problem),
            _ => (None, Tone::Plain),
        };
        let recorded = self.recorded.take();
        let parts: Vec<String> = recorded.into_iter().chain(first).chain(words).collect();
        if parts.is_empty() {
            self.say("nothing changed in meaning");
        } else {
            self.tell(parts.join(" · "), tone);
        }
        // Nothing new leaves what the reload before has changed on record.
        if !novelties.is_empty() {
            self.record(novelties);
        }
    }

    /// `CSTO ties 72 → 65, elevated → guarded · 2 more (d shows all)`; empty when nothing is new.
    pub(super) fn in_words(&self, novelties: &[&Novelty]) -> String {
        let Some(first) = novelties.first() else {
            return String::new();
        };
        let mut words = novelty::in_words(first, self.model());
        if let more @ 1.. = novelties.len() - 1 {
            let key = keymap::key_of(Action::Changes);
            words = format!("{words} · {more} more ({key} shows all)");
        }
        words
    }

    /// ` · in 3 panels`: how many show what changed in meaning.
    fn where_shown(&self, novelties: &[&Novelty]) -> String {
        let ids = novelties.iter().filter_map(|novelty| match novelty {
            Novelty::Meaning(change, _) => Some(change.id.clone()),
            _ => None,
        });
        match self.panels_with(&ids.collect()) {
            0 => String::new(),
            1 => " · in 1 panel".to_owned(),
            many => format!(" · in {many} panels"),
        }
    }
}

/// Where a problem stands in the list of a later version. Lines above it may have come or gone: of several that say the
/// same it is the one in the same place among them, or where there are more or fewer now, the one on the nearest line.
fn same_problem(was: &[Diagnostic], at: usize, is: &[Diagnostic]) -> Option<usize> {
    let selected = was.get(at)?;
    let alike = |list: &[Diagnostic]| -> Vec<usize> {
        let same = |at: &usize| list[*at].said() == selected.said();
        (0..list.len()).filter(same).collect()
    };
    let (old, new) = (alike(was), alike(is));
    if old.len() == new.len() {
        let rank = old.iter().position(|other| *other == at)?;
        return new.get(rank).copied();
    }
    let distance = |at: &usize| is[*at].place.line.abs_diff(selected.place.line);
    new.into_iter().min_by_key(distance)
}

/// What changed, without the name: `72 → 65, elevated → guarded`.
pub fn change_in_words(change: &Change, model: &Model) -> String {
    match change.exists {
        (false, _) => return "is new".to_owned(),
        (_, false) => return "is gone".to_owned(),
        _ => {}
    }
    let decimals = if change.is_index {
        Some(1)
    } else {
        model.indicator(&change.id).and_then(|item| item.decimals)
    };
    let value = |value: Option<f64>| match value {
        Some(value) => text::number(value, decimals),
        None => "no value".to_owned(),
    };
    let mut parts = Vec::new();
    if change.before != change.after {
        let (before, after) = (value(change.before), value(change.after));
        parts.push(if before == after {
            format!("{after} (changed by less than is shown)")
        } else {
            format!("{before} → {after}")
        });
    }
    if change.bands.0 != change.bands.1 {
        let band = |band: &Option<String>| band.clone().unwrap_or_else(|| "no band".to_owned());
        parts.push(format!(
            "{} → {}",
            band(&change.bands.0),
            band(&change.bands.1)
        ));
    }
    parts.join(", ")
}

/// `2 problems in indicators/security.toml (! shows them) · showing the version of 10:42`
fn problems_in_words(problems: &[&Diagnostic], files: &[File]) -> String {
    let key = keymap::key_of(Action::Problems);
    let worst = problems.iter().max_by_key(|problem| problem.severity);
    let file = worst.map(|problem| problem.place.file.clone());
    let place = match &file {
        Some(file) if problems.iter().all(|problem| problem.place.file == *file) => {
            format!(" in {file}")
        }
        Some(file) => format!(" in {file} and others"),
        None => String::new(),
    };
    let words = match problems {
        [one] => format!(
            "{}{place} ({key} shows it): {}",
            noun(one.severity),
            one.message
        ),
        many => format!("{} problems{place} ({key} shows them)", many.len()),
    };
    let kept = files
        .iter()
        .filter(|now| Some(&now.name) == file.as_ref())
        .find(|now| now.state == FileState::Kept);
    match kept.and_then(|file| file.since) {
        Some(since) => format!("{words} · showing the version of {}", clock(since)),
        None if kept.is_some() => format!("{words} · showing the last good version"),
        None => words,
    }
}

/// `1 problem left (! shows it)`
fn left_in_words(left: usize) -> String {
    let key = keymap::key_of(Action::Problems);
    match left {
        1 => format!("1 problem left ({key} shows it)"),
        many => format!("{many} problems left ({key} shows them)"),
    }
}

fn noun(severity: Severity) -> &'static str {
    match severity {
        Severity::Hint => "a hint",
        Severity::Warning => "a warning",
        Severity::Error => "an error",
    }
}

/// A time of day where the reader is: `10:42`.
pub fn clock(time: std::time::SystemTime) -> String {
    let local: chrono::DateTime<chrono::Local> = time.into();
    local.format("%H:%M").to_string()
}
