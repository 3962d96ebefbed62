//! Which files of a look are put together: that depends on whose last good version is used.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::super::store::normal;
use super::Loader;
use super::choose::{FileSet, SeriesKey};
use super::follow::series_path;
use super::walk::Visit;

/// The files that a file includes, by normal path.
#[derive(Debug, Default)]
pub(super) struct Includes {
    /// By its present text; by its last good one where that is wrong.
    pub(super) present: Vec<PathBuf>,
    /// By its last good text, when that names other files than the present one.
    pub(super) good: Option<Vec<PathBuf>>,
}

impl Visit {
    /// The files that are put together when these files stand in, in the order of reading.
    pub(super) fn reach(&self, stand_ins: &FileSet) -> Vec<PathBuf> {
        let includes = |key: &Path, includes: &Includes| match &includes.good {
            Some(good) if stand_ins.files.contains(key) => good.clone(),
            _ => includes.present.clone(),
        };
        self.reach_by(includes)
    }

    /// The files that are reached from the first along some of their includes.
    fn reach_by(&self, which: impl Fn(&Path, &Includes) -> Vec<PathBuf>) -> Vec<PathBuf> {
        let mut known = HashSet::new();
        let mut reached = Vec::new();
        let mut ahead: Vec<PathBuf> = self.files.first().cloned().into_iter().collect();
        while let Some(key) = ahead.pop() {
            // Beyond the most files a dashboard may have nothing was read.
            let Some(includes) = self.includes.get(&key) else {
                continue;
            };
            if known.insert(key.clone()) {
                ahead.extend(which(&key, includes).into_iter().rev());
                reached.push(key);
            }
        }
        reached
    }
}

impl Loader {
    /// Forgets files that nothing names any more; the next look will not come across them.
    pub(super) fn let_go(&mut self, visit: &Visit) {
        let named = visit.reach_by(|key, includes| {
            let slot = self.files.get(key);
            let has_other = slot.is_some_and(super::Slot::has_other_good);
            let good = includes.good.iter().filter(|_| has_other).flatten();
            includes.present.iter().chain(good).cloned().collect()
        });
        let files: HashSet<PathBuf> = named.into_iter().collect();
        let series = self.series_named(files.iter());
        self.files.retain(|key, _| files.contains(key));
        self.series.retain(|key, _| series.contains(key));
        self.matched.retain(|(key, _), _| files.contains(key));
        self.seen = Some((self.seen_by(visit), self.today));
    }

    /// The series that the present and the last good texts of some files name.
    pub(super) fn series_named<'a>(
        &self,
        files: impl Iterator<Item = &'a PathBuf>,
    ) -> HashSet<SeriesKey> {
        let slots = files.filter_map(|key| self.files.get(key));
        let versions = slots.flat_map(|slot| {
            let versions = slot.newest.iter().chain(&slot.good);
            versions.map(|version| (&slot.path, version))
        });
        let drafts = versions.flat_map(|(path, version)| {
            let drafts = version.parsed.indicators.iter();
            drafts.map(move |(_, draft)| (path, draft))
        });
        drafts
            .filter_map(|(path, draft)| {
                let file = series_path(path, draft.series.as_ref()?.get_ref());
                Some((normal(&file), draft.indicator.id.clone()))
            })
            .collect()
    }
}
