//! The backstop: what the system says about files without opening them.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Paths with what identifies their present content, links followed; none for what is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamps(BTreeMap<PathBuf, Option<Stamp>>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    device: u64,
    inode: u64,
    size: u64,
    /// Seconds and nanoseconds since 1970.
    modified: (i64, i64),
    /// Also moves when permissions do.
    changed: (i64, i64),
}

impl Stamps {
    /// Stamps of these paths: the ones there are, and a look now at the others.
    #[must_use]
    pub(super) fn for_paths(&self, paths: Vec<PathBuf>) -> Self {
        let stamps = paths.into_iter().map(|path| {
            let stamp = self.0.get(&path).copied().unwrap_or_else(|| stamp(&path));
            (path, stamp)
        });
        Self(stamps.collect())
    }

    /// Looks at the same paths again.
    #[must_use]
    pub(super) fn again(&self) -> Self {
        Self(
            self.0
                .keys()
                .map(|path| (path.clone(), stamp(path)))
                .collect(),
        )
    }

    /// Whether there is nothing to look at.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let found = fs::metadata(path).ok()?;
    Some(Stamp {
        device: found.dev(),
        inode: found.ino(),
        size: found.size(),
        modified: (found.mtime(), found.mtime_nsec()),
        changed: (found.ctime(), found.ctime_nsec()),
    })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use tempfile::TempDir;

    use super::*;

    fn write(path: &Path, text: &str) {
        fs::write(path, text).expect("files can be written");
    }

    #[test]
    fn every_kind_of_change_shows() {
        let ground = TempDir::new().expect("a folder can be made");
        let at = |name: &str| ground.path().join(name);
        let (file, other, link, missing) = (at("a"), at("b"), at("link"), at("missing"));
        write(&file, "one");
        write(&other, "two");
        symlink(&file, &link).expect("links can be made");
        let mut stamps = Stamps::default().for_paths(vec![link.clone(), missing.clone()]);
        let mut moved = |what: &str| {
            let again = stamps.again();
            assert_ne!(again, stamps, "{what}");
            assert_eq!(again.again(), again, "steady after: {what}");
            stamps = again;
        };
        write(&file, "longer than before");
        moved("the target of a link is written");
        fs::remove_file(&link).expect("links can be removed");
        symlink(&other, &link).expect("links can be made");
        moved("the link is swapped");
        write(&missing, "");
        moved("a missing file comes");
        fs::remove_file(&missing).expect("files can be removed");
        moved("a file goes");
    }

    #[test]
    fn no_paths_no_stamps() {
        assert!(Stamps::default().for_paths(Vec::new()).is_empty());
    }
}
