//! Which version of each file is used, and the snapshot that comes of it.
//!
//! All present texts are put together first: that tells what is wrong with them. Files to blame are then replaced by
//! their last good version, and all is put together again.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::super::link::{Absent, Age, Blame, Linked, Unit, link};
use super::super::parse::Sort;
use super::super::store::normal;
use super::Loader;
use super::follow::series_path;
use super::slot::{Garbled, SeriesVersion, Slot, TomlVersion, Trouble, Version};
use super::walk::Visit;
use crate::dashboard::{File, Snapshot};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Id;

/// A series file, and the indicator it is read for.
pub(super) type SeriesKey = (PathBuf, Id);

/// Some of the files.
#[derive(Debug, Default)]
pub(super) struct FileSet {
    pub(super) files: HashSet<PathBuf>,
    pub(super) series: HashSet<SeriesKey>,
}

impl Loader {
    /// Puts the files of a visit together.
    pub(super) fn snapshot(&mut self, visit: &Visit) -> Snapshot {
        let none = FileSet::default();
        let mut first = self.link(visit, &none);
        let present: HashSet<PathBuf> = visit.reach(&none).into_iter().collect();
        let blamed = self.blame_for_others(visit, &present, &mut first.found);
        let mut bad = self.bad(visit, &present, &first);
        bad.files.extend(blamed);
        bad.files.extend(self.leaning(visit, &none, &first));
        let mut stand_ins = self.stand_ins(&bad);
        let mut found = first.found;
        let dashboard = if stand_ins.files.is_empty() && stand_ins.series.is_empty() {
            first.dashboard
        } else {
            let mut second = self.link(visit, &stand_ins);
            loop {
                let aside = self.errors_aside(visit, &present, &stand_ins, &second.found);
                let mut more = self.leaning(visit, &stand_ins, &second);
                more.extend(aside.iter().map(|(key, _)| key.clone()));
                if more.is_empty() {
                    break;
                }
                found.extend(aside.into_iter().flat_map(|(_, found)| found));
                bad.files.extend(more);
                let files = self.stand_ins(&bad).files;
                if files.is_subset(&stand_ins.files) {
                    break;
                }
                stand_ins.files.extend(files);
                second = self.link(visit, &stand_ins);
            }
            found.extend(self.lacks_of_stand_ins(visit, &stand_ins, &second.found));
            second.dashboard
        };
        let used = visit.reach(&stand_ins);
        let in_use: HashSet<PathBuf> = present.into_iter().chain(used.iter().cloned()).collect();
        let diagnostics = self.diagnostics(visit, &in_use, found, &first.surplus);
        self.remember(&in_use, &bad, &stand_ins);
        self.revision += 1;
        let snapshot = Snapshot {
            revision: self.revision,
            dashboard,
            diagnostics,
            files: self.states(visit, &used, &bad, &stand_ins),
        };
        self.let_go(visit);
        snapshot
    }

    /// Files that only a stand-in includes and whose present text has errors, each with those that show when all files are
    /// put together.
    fn errors_aside(
        &self,
        visit: &Visit,
        present: &HashSet<PathBuf>,
        stand_ins: &FileSet,
        found: &[(Blame, Diagnostic)],
    ) -> Vec<(PathBuf, Vec<(Blame, Diagnostic)>)> {
        let is_aside = |key: &PathBuf| !present.contains(key) && !stand_ins.files.contains(key);
        let errors_of = |key: PathBuf| {
            let number = visit.files.iter().position(|other| *other == key)?;
            let is_error = |(blame, told): &&(Blame, Diagnostic)| {
                *blame == Blame::Unit(number) && told.severity == Severity::Error
            };
            let errors: Vec<_> = found.iter().filter(is_error).cloned().collect();
            let is_bad = !errors.is_empty() || self.files.get(&key)?.has_errors();
            is_bad.then_some((key, errors))
        };
        let reached = visit.reach(stand_ins).into_iter();
        reached.filter(is_aside).filter_map(errors_of).collect()
    }

    /// Puts one version of each file together: of the stand-ins their last good one.
    pub(super) fn link(&self, visit: &Visit, stand_ins: &FileSet) -> Linked {
        let numbers: HashMap<&SeriesKey, usize> = visit
            .series
            .iter()
            .enumerate()
            .map(|(number, key)| (key, number))
            .collect();
        let reached = visit.reach(stand_ins);
        let versions: Vec<(&PathBuf, &Arc<TomlVersion>, bool)> = reached
            .iter()
            .filter_map(|key| {
                let slot = self.files.get(key)?;
                let stands_in = stand_ins.files.contains(key);
                Some((key, slot.used(stands_in)?, stands_in))
            })
            .collect();
        let units: Vec<Unit<'_>> = versions
            .iter()
            .map(|(key, version, stands_in)| Unit {
                name: self.files[*key].name.clone(),
                text: &version.text,
                parsed: &version.parsed,
                age: self.age(key, version, *stands_in),
                series: self.series_of(key, version, &numbers, stand_ins),
            })
            .collect();
        let absent = Absent {
            ids: self.lost(visit, stand_ins, &reached),
            is_open: !self.is_whole(visit, &reached),
        };
        let mut linked = link(&units, &absent, self.today);
        // Files without any text are no units: back to the numbers of the visit.
        let order: HashMap<&PathBuf, usize> = visit.files.iter().zip(0..).collect();
        for (blame, _) in &mut linked.found {
            if let Blame::Unit(unit) = blame {
                *unit = versions.get(*unit).map_or(0, |(key, ..)| order[*key]);
            }
        }
        let leaning = linked.leaning.into_iter();
        linked.leaning = leaning
            .filter_map(|unit| Some(order[versions.get(unit)?.0]))
            .collect();
        let surplus = linked.surplus.into_iter();
        linked.surplus = surplus
            .filter_map(|(unit, count)| Some((order[versions.get(unit)?.0], count)))
            .collect();
        linked
    }

    fn age(&self, key: &PathBuf, version: &Arc<TomlVersion>, stands_in: bool) -> Age {
        let good = self.files.get(key).and_then(|slot| slot.good.as_ref());
        match good {
            _ if stands_in => Age::StandIn,
            Some(good) if good.is_same(version) => Age::Settled,
            _ => Age::New,
        }
    }

    /// The series of a version's indicators by their position.
    fn series_of(
        &self,
        key: &PathBuf,
        version: &TomlVersion,
        numbers: &HashMap<&SeriesKey, usize>,
        stand_ins: &FileSet,
    ) -> HashMap<usize, (usize, Arc<super::super::series::SeriesFile>)> {
        let path = &self.files[key].path;
        let indicators = version.parsed.indicators.iter().enumerate();
        indicators
            .filter_map(|(place, (_, draft))| {
                let reference = draft.series.as_ref()?;
                let file = normal(&series_path(path, reference.get_ref()));
                let key = (file, draft.indicator.id.clone());
                let slot = self.series.get(&key)?;
                let used = slot.used(stand_ins.series.contains(&key));
                // What stands in for a text is not read with the grades and sources of that text.
                let fits = |version: &&Arc<SeriesVersion>| version.defaults == draft.defaults;
                let version = used
                    .filter(fits)
                    .or(slot.good.as_ref().filter(fits))
                    .or(used);
                Some((place, (*numbers.get(&key)?, version?.file.clone())))
            })
            .collect()
    }

    /// The ids of items in present texts that others stand in for, or that only those texts include.
    fn lost(&self, visit: &Visit, stand_ins: &FileSet, reached: &[PathBuf]) -> HashSet<(Sort, Id)> {
        let mut lost: HashSet<PathBuf> = stand_ins.files.clone();
        if !lost.is_empty() {
            let reached: HashSet<&PathBuf> = reached.iter().collect();
            let present = visit.reach(&FileSet::default()).into_iter();
            lost.extend(present.filter(|key| !reached.contains(key)));
        }
        let newest = lost
            .iter()
            .filter_map(|key| self.files.get(key)?.newest.as_ref());
        let claims = newest.flat_map(|version| &version.parsed.claims);
        let garbled = reached.iter().filter_map(|key| self.garbled(key));
        claims
            .chain(garbled.flat_map(|garbled| &garbled.claims))
            .map(|claim| (claim.sort.space(), claim.id.clone()))
            .collect()
    }

    /// Whether all that is included could be read, as far as it says which items there are.
    fn is_whole(&self, visit: &Visit, reached: &[PathBuf]) -> bool {
        let hides_items = |key: &PathBuf| {
            let is_empty = self.files.get(key).is_some_and(|slot| slot.any().is_none());
            is_empty && self.garbled(key).is_none_or(|garbled| garbled.includes)
        };
        !visit.is_cut && !reached.iter().any(hides_items)
    }

    fn garbled(&self, key: &PathBuf) -> Option<&Garbled> {
        match &self.files.get(key)?.trouble {
            Some(Trouble::NotUtf8(garbled)) => Some(garbled),
            _ => None,
        }
    }

    /// The files whose present text is to blame for an error.
    fn bad(&self, visit: &Visit, present: &HashSet<PathBuf>, linked: &Linked) -> FileSet {
        let has_errors = |key: &&PathBuf| self.files.get(*key).is_some_and(Slot::has_errors);
        let series_has = |key: &&SeriesKey| self.series.get(*key).is_some_and(Slot::has_errors);
        let mut bad = FileSet {
            files: present.iter().filter(has_errors).cloned().collect(),
            series: visit.series.iter().filter(series_has).cloned().collect(),
        };
        let blamed = visit
            .reports
            .iter()
            .filter_map(|report| report.blames.clone());
        let blamed = blamed.filter(|key| present.contains(key));
        bad.files.extend(blamed);
        let errors = linked
            .found
            .iter()
            .filter(|(_, diagnostic)| diagnostic.severity == Severity::Error);
        for (blame, _) in errors {
            match blame {
                Blame::Unit(unit) => bad.files.extend(visit.files.get(*unit).cloned()),
                Blame::Series(number) => bad.series.extend(visit.series.get(*number).cloned()),
            }
        }
        bad
    }

    /// The bad files that have another, good version.
    fn stand_ins(&self, bad: &FileSet) -> FileSet {
        let has_other = |key: &&PathBuf| self.files.get(*key).is_some_and(Slot::has_other_good);
        let series_has = |key: &&SeriesKey| self.series.get(*key).is_some_and(Slot::has_other_good);
        FileSet {
            files: bad.files.iter().filter(has_other).cloned().collect(),
            series: bad.series.iter().filter(series_has).cloned().collect(),
        }
    }

    /// Present texts without mistakes are the last good ones from now on.
    fn remember(&mut self, in_use: &HashSet<PathBuf>, bad: &FileSet, stand_ins: &FileSet) {
        let held: HashSet<SeriesKey> = stand_ins
            .files
            .iter()
            .filter_map(|key| self.files.get(key))
            .flat_map(|slot| {
                let drafts = slot
                    .newest
                    .iter()
                    .flat_map(|version| &version.parsed.indicators);
                drafts.filter_map(|(_, draft)| {
                    let file = series_path(&slot.path, draft.series.as_ref()?.get_ref());
                    Some((normal(&file), draft.indicator.id.clone()))
                })
            })
            .collect();
        for (key, slot) in &mut self.files {
            if in_use.contains(key) && !bad.files.contains(key) && slot.newest.is_some() {
                slot.good.clone_from(&slot.newest);
            }
        }
        for (key, slot) in &mut self.series {
            if !bad.series.contains(key) && !held.contains(key) && slot.newest.is_some() {
                slot.good.clone_from(&slot.newest);
            }
        }
    }

    /// What became of each file, in the order of reading.
    fn states(
        &self,
        visit: &Visit,
        used: &[PathBuf],
        bad: &FileSet,
        stand_ins: &FileSet,
    ) -> Vec<File> {
        let named = self.series_named(used.iter());
        let files = used.iter().filter_map(|key| {
            let (stands_in, is_bad) = (stand_ins.files.contains(key), bad.files.contains(key));
            let slot = self.files.get(key)?;
            Some(slot.file(self.store, stands_in, is_bad))
        });
        let mut known = HashSet::new();
        let series = visit.series.iter().filter_map(|key| {
            let (stands_in, is_bad) = (stand_ins.series.contains(key), bad.series.contains(key));
            let slot = self.series.get(key)?;
            let is_first = named.contains(key) && known.insert(&key.0);
            is_first.then(|| slot.file(self.store, stands_in, is_bad))
        });
        files.chain(series).collect()
    }
}
