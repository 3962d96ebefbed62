//! What was told last, and whether what was read since is suspiciously worse.

use std::collections::BTreeMap;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::dashboard::{FileState, Snapshot};
use crate::diagnostic::{Diagnostic, Severity};

/// The part of a snapshot that tells two loads apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    files: BTreeMap<Arc<str>, (FileState, u64)>,
    problems: Vec<Diagnostic>,
}

impl Known {
    /// What this snapshot tells.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let files = snapshot.files.iter();
        Self {
            files: files
                .map(|file| (file.name.clone(), (file.state.clone(), file.hash)))
                .collect(),
            problems: snapshot.diagnostics.clone(),
        }
    }

    /// Whether a file has gone, become unusable or empty, or there are more errors than before: as it looks while an
    /// editor is in the middle of saving.
    pub(super) fn is_worsened_by(&self, snapshot: &Snapshot) -> bool {
        let new = Self::of(snapshot);
        let gone = self.files.keys().any(|name| !new.files.contains_key(name));
        gone || new.errors() > self.errors()
            || new.files.iter().any(|(name, state)| {
                let before = self.files.get(name);
                (is_bad(state) && !before.is_some_and(is_bad))
                    || (is_empty(state) && !before.is_some_and(is_empty))
            })
    }

    fn errors(&self) -> usize {
        self.problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .count()
    }
}

fn is_bad((state, _): &(FileState, u64)) -> bool {
    *state != FileState::Loaded
}

fn is_empty((_, hash): &(FileState, u64)) -> bool {
    *hash == xxh3_64(&[])
}
