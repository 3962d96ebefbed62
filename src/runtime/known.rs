//! What was told last, and whether what was read since is suspiciously worse.

use std::collections::BTreeMap;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::dashboard::{FileState, Snapshot};
use crate::diagnostic::{Diagnostic, Severity};

/// What looks as if the next moment could mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Worse {
    /// A file is not there: it may have been moved aside to be written anew.
    Gone,
    /// A file has become unusable or empty, or there are more errors: half of it may be written.
    Broken,
}

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
                .map(|file| (file.name.clone(), (file.state, file.hash)))
                .collect(),
            problems: snapshot.diagnostics.clone(),
        }
    }

    /// How what was read since looks like an editor in the middle of saving; none when it does not.
    pub(super) fn worsened_to(&self, new: &Self) -> Option<Worse> {
        let before = |name| self.files.get(name);
        let newly = |is: fn(&(FileState, u64)) -> bool| {
            new.files
                .iter()
                .any(|(name, now)| is(now) && !before(name).is_some_and(is))
        };
        if newly(is_missing) || self.files.keys().any(|name| !new.files.contains_key(name)) {
            Some(Worse::Gone)
        } else if newly(is_bad) || newly(is_empty) || new.errors() > self.errors() {
            Some(Worse::Broken)
        } else {
            None
        }
    }

    fn errors(&self) -> usize {
        self.problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .count()
    }
}

fn is_missing((state, _): &(FileState, u64)) -> bool {
    *state == FileState::Missing
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
                .map(|(name, state, hash)| (Arc::from(*name), (*state, *hash)))
                .collect(),
            problems: Vec::new(),
        }
    }

    #[test]
    fn what_an_editor_leaves_for_a_moment_is_worse_and_what_people_do_is_not() {
        use FileState::{Broken, Kept, Loaded, Missing};
        let empty = xxh3_64(&[]);
        let good = [("a", Loaded, GOOD), ("b", Loaded, GOOD)];
        let cases: [(&str, Files, Files, Option<Worse>); 10] = [
            ("nothing", &good, &good, None),
            (
                "another text",
                &good,
                &[("a", Loaded, 8), ("b", Loaded, GOOD)],
                None,
            ),
            ("a file more", &good[..1], &good, None),
            ("a file less", &good, &good[..1], Some(Worse::Gone)),
            (
                "broken",
                &good[..1],
                &[("a", Kept, GOOD)],
                Some(Worse::Broken),
            ),
            (
                "not there",
                &good[..1],
                &[("a", Missing, GOOD)],
                Some(Worse::Gone),
            ),
            (
                "new and broken",
                &good[..1],
                &[("a", Loaded, GOOD), ("b", Broken, 8)],
                Some(Worse::Broken),
            ),
            (
                "broken as before",
                &[("a", Kept, GOOD)],
                &[("a", Kept, GOOD)],
                None,
            ),
            (
                "newly empty",
                &good[..1],
                &[("a", Loaded, empty)],
                Some(Worse::Broken),
            ),
            (
                "empty as before",
                &[("a", Loaded, empty)],
                &[("a", Loaded, empty)],
                None,
            ),
        ];
        for (what, before, after, expected) in cases {
            assert_eq!(known(before).worsened_to(&known(after)), expected, "{what}");
        }
    }
}
