//! Reads a dashboard again and again: only what has changed is parsed, and a file that goes bad is replaced by its
//! last good version.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;

use super::Origin;
use super::find::ENTRY;
use super::store::Store;
use crate::dashboard::Snapshot;
use crate::model::Id;

mod allow;
mod blame;
mod choose;
mod follow;
mod overlay;
mod reach;
mod reading;
mod slot;
mod told;
mod trouble;
mod walk;

pub(super) use overlay::{Home, NoHome};
use slot::{SeriesVersion, Slot, TomlVersion};
use walk::Visit;

/// How long a file that a pattern matched may be gone before it is let go: many editors save by moving the old file
/// away first.
const GRACE: Duration = Duration::from_millis(100);

/// Reads a dashboard, again and again: parses only what has changed, and keeps the last good version of each file.
#[derive(Debug)]
pub struct Loader {
    origin: Origin,
    store: Store,
    /// The entry file.
    entry: PathBuf,
    /// Its folder.
    root: PathBuf,
    grace: Duration,
    /// The day as of which lints are told; none: they are not.
    today: Option<NaiveDate>,
    revision: u64,
    /// TOML files by normal path.
    files: HashMap<PathBuf, Slot<TomlVersion>>,
    /// Series files by normal path and the indicator they are read for.
    series: HashMap<(PathBuf, Id), Slot<SeriesVersion>>,
    /// What each pattern of a file matched at the last look.
    matched: HashMap<(PathBuf, String), Vec<PathBuf>>,
    /// What the last look saw, and on which day.
    seen: Option<(Vec<Seen>, Option<NaiveDate>)>,
    /// Files and folders whose change could change the dashboard.
    paths: BTreeSet<PathBuf>,
    /// Those that the present look has come across: all there are of a look that ended early, by a panic.
    coming: BTreeSet<PathBuf>,
    /// Texts that are read in place of files, by the real path of the file.
    overlays: HashMap<PathBuf, Arc<[u8]>>,
}

/// A file as it was at a look.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    path: PathBuf,
    hash: Option<u64>,
    trouble: Option<slot::Trouble>,
}

impl Loader {
    /// Starts without having read anything.
    pub fn new(origin: Origin) -> Self {
        let (store, entry) = match &origin {
            Origin::BuiltIn => (Store::BuiltIn, PathBuf::from(ENTRY)),
            Origin::File(entry) => (Store::Disk, entry.clone()),
        };
        let root = entry
            .parent()
            .map_or_else(PathBuf::new, std::path::Path::to_path_buf);
        Self {
            origin,
            store,
            entry,
            root,
            grace: GRACE,
            today: None,
            revision: 0,
            files: HashMap::new(),
            series: HashMap::new(),
            matched: HashMap::new(),
            seen: None,
            paths: BTreeSet::new(),
            coming: BTreeSet::new(),
            overlays: HashMap::new(),
        }
    }

    /// Sets how long a file that a pattern matched may be gone before it is let go; 100 ms unless told.
    #[must_use]
    pub fn with_grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// From the next load on tells of lints as well (what is sound but probably not meant), as of a day.
    pub fn set_today(&mut self, today: NaiveDate) {
        self.today = Some(today);
    }

    /// Where the dashboard comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Looks at every file and include pattern. None when nothing has changed since the last load, nor the day.
    pub fn load(&mut self) -> Option<Snapshot> {
        let visit = self.walk();
        let seen = Some((self.seen_by(&visit), self.today));
        if self.seen == seen {
            return None;
        }
        self.seen = seen;
        Some(self.snapshot(&visit))
    }

    /// Reads and parses every file anew, changed or not. Last good versions stay.
    pub fn force(&mut self) -> Snapshot {
        self.files
            .values_mut()
            .for_each(|slot| slot.is_stale = true);
        self.series
            .values_mut()
            .for_each(|slot| slot.is_stale = true);
        let grace = std::mem::replace(&mut self.grace, Duration::ZERO);
        let visit = self.walk();
        self.grace = grace;
        self.seen = Some((self.seen_by(&visit), self.today));
        self.snapshot(&visit)
    }

    /// Paths whose change could change the dashboard: every file read or missed, as written, and the folders that
    /// include patterns look into. Empty for the built-in dashboard.
    pub fn paths(&self) -> Vec<PathBuf> {
        match self.store {
            Store::BuiltIn => Vec::new(),
            Store::Disk => self.paths.union(&self.coming).cloned().collect(),
        }
    }

    /// What a walk saw, to compare with the next.
    fn seen_by(&self, visit: &Visit) -> Vec<Seen> {
        let files = visit.files.iter().filter_map(|path| {
            let slot = self.files.get(path)?;
            Some(Seen {
                path: path.clone(),
                hash: slot.newest.as_ref().map(|version| version.hash),
                trouble: slot.trouble.clone(),
            })
        });
        let series = visit.series.iter().filter_map(|key| {
            let slot = self.series.get(key)?;
            Some(Seen {
                path: key.0.clone(),
                hash: slot.newest.as_ref().map(|version| version.hash),
                trouble: slot.trouble.clone(),
            })
        });
        files.chain(series).collect()
    }

    /// A file's name as shown to people.
    fn name(&self, path: &std::path::Path) -> Arc<str> {
        let name = super::store::name_in(&self.root, path);
        Arc::from(crate::text::clean(&name))
    }
}

#[cfg(test)]
mod tests;
