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
    pub(super) fn is_worsened_to(&self, new: &Self) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: u64 = 7;

    type Files<'a> = &'a [(&'a str, FileState, u64)];

    fn known(files: &[(&str, FileState, u64)]) -> Known {
        Known {
            files: files
                .iter()
                .map(|(name, state, hash)| (Arc::from(*name), (state.clone(), *hash)))
                .collect(),
            problems: Vec::new(),
        }
    }

    #[test]
    fn what_an_editor_leaves_for_a_moment_is_worse_and_what_people_do_is_not() {
        use FileState::{Broken, Kept, Loaded, Missing};
        let empty = xxh3_64(&[]);
        let good = [("a", Loaded, GOOD), ("b", Loaded, GOOD)];
        let cases: [(&str, Files, Files, bool); 10] = [
            ("nothing", &good, &good, false),
            (
                "another text",
                &good,
                &[("a", Loaded, 8), ("b", Loaded, GOOD)],
                false,
            ),
            ("a file more", &good[..1], &good, false),
            ("a file less", &good, &good[..1], true),
            ("broken", &good[..1], &[("a", Kept, GOOD)], true),
            ("not there", &good[..1], &[("a", Missing, GOOD)], true),
            (
                "new and broken",
                &good[..1],
                &[("a", Loaded, GOOD), ("b", Broken, 8)],
                true,
            ),
            (
                "broken as before",
                &[("a", Kept, GOOD)],
                &[("a", Kept, GOOD)],
                false,
            ),
            ("newly empty", &good[..1], &[("a", Loaded, empty)], true),
            (
                "empty as before",
                &[("a", Loaded, empty)],
                &[("a", Loaded, empty)],
                false,
            ),
        ];
        for (what, before, after, expected) in cases {
            assert_eq!(
                known(before).is_worsened_to(&known(after)),
                expected,
                "{what}"
            );
        }
    }
}
