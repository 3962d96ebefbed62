//! Which folders to watch, and for which names, so that no way of saving goes unnoticed.
//!
//! Watching a file itself goes deaf once an editor has renamed another over it, so folders are watched. What a path
//! means can change at every symbolic link on the way to the file: the folder of each link is watched as well.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// More links than this on one path are a loop.
const MOST_LINKS: usize = 40;

/// The folders to watch, by their canonical path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plan(BTreeMap<PathBuf, Names>);

/// What matters in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Names {
    /// Anything: include patterns look into it.
    All,
    /// These names.
    Some(BTreeSet<OsString>),
}

impl Plan {
    /// What to watch for paths as they lie now. Relative ones start from the current folder.
    pub(super) fn new(paths: &[PathBuf]) -> Self {
        let mut plan = Self::default();
        for path in paths {
            if let Ok(path) = std::path::absolute(path) {
                plan.trace(&path);
            }
        }
        plan
    }

    /// The folders to watch.
    pub(super) fn folders(&self) -> impl Iterator<Item = &Path> {
        self.0.keys().map(PathBuf::as_path)
    }

    /// Whether what happened at this path can matter.
    pub(super) fn concerns(&self, path: &Path) -> bool {
        if self.0.contains_key(path) {
            return true;
        }
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return false;
        };
        match self.0.get(folder) {
            Some(Names::All) => true,
            Some(Names::Some(names)) => names.contains(name),
            None => false,
        }
    }

    /// Follows a path from the root as the system does, and notes every name on which its meaning hangs.
    fn trace(&mut self, path: &Path) {
        let mut left: VecDeque<OsString> = names(path).collect();
        let mut folder = PathBuf::from("/");
        let mut links = 0;
        while let Some(name) = left.pop_front() {
            if name == ".." {
                folder.pop();
                continue;
            }
            let next = folder.join(&name);
            let Ok(found) = fs::symlink_metadata(&next) else {
                // Not there: the nearest folder that is tells when it comes.
                self.note(folder, name);
                return;
            };
            if found.is_symlink() {
                let Ok(target) = fs::read_link(&next) else {
                    return;
                };
                self.note(folder.clone(), name);
                links += 1;
                if links > MOST_LINKS {
                    return;
                }
                if target.is_absolute() {
                    folder = PathBuf::from("/");
                }
                for name in names(&target).collect::<Vec<_>>().into_iter().rev() {
                    left.push_front(name);
                }
            } else if left.is_empty() && !found.is_dir() {
                self.note(folder, name);
                return;
            } else {
                folder = next;
            }
        }
        self.0.insert(folder, Names::All);
    }

    fn note(&mut self, folder: PathBuf, name: OsString) {
        match self
            .0
            .entry(folder)
            .or_insert_with(|| Names::Some(BTreeSet::new()))
        {
            Names::All => {}
            Names::Some(names) => _ = names.insert(name),
        }
    }
}

/// The names of a path, `..` among them.
fn names(path: &Path) -> impl Iterator<Item = OsString> {
    path.components().filter_map(|component| match component {
        Component::Normal(_) | Component::ParentDir => Some(component.as_os_str().to_owned()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir => None,
    })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use tempfile::TempDir;

    use super::*;

    /// A folder to play in, by its canonical path.
    fn ground() -> (TempDir, PathBuf) {
        let ground = TempDir::new().expect("a folder can be made");
        let path = ground.path().canonicalize().expect("it is there");
        (ground, path)
    }

    fn touch(path: &Path) {
        fs::create_dir_all(path.parent().expect("not the root")).expect("folders can be made");
        fs::write(path, "").expect("files can be written");
    }

    /// Which of these paths under `base` the plan for `path` cares for.
    fn concerned<'a>(base: &Path, path: &str, candidates: &[&'a str]) -> Vec<&'a str> {
        let plan = Plan::new(&[base.join(path)]);
        candidates
            .iter()
            .copied()
            .filter(|path| plan.concerns(&base.join(path)))
            .collect()
    }

    #[test]
    fn a_plain_file_is_watched_through_its_folder_by_name() {
        let (_ground, base) = ground();
        touch(&base.join("config/a.toml"));
        let plan = Plan::new(&[base.join("config/a.toml")]);
        assert_eq!(plan.folders().collect::<Vec<_>>(), [base.join("config")]);
        let found = concerned(
            &base,
            "config/a.toml",
            &["config/a.toml", "config/.a.swp", "other"],
        );
        assert_eq!(found, ["config/a.toml"]);
    }

    #[test]
    fn everything_in_a_folder_of_a_pattern_counts() {
        let (_ground, base) = ground();
        touch(&base.join("indicators/a.toml"));
        let found = concerned(
            &base,
            "indicators",
            &["indicators/new.toml", "indicators", "b.toml"],
        );
        assert_eq!(found, ["indicators/new.toml", "indicators"]);
    }

    #[test]
    fn a_folder_stays_wholly_watched_when_a_file_in_it_is_named_too() {
        let (_ground, base) = ground();
        touch(&base.join("indicators/a.toml"));
        let folder = base.join("indicators");
        for paths in [
            [folder.clone(), folder.join("a.toml")],
            [folder.join("a.toml"), folder.clone()],
        ] {
            assert!(Plan::new(&paths).concerns(&folder.join("new.toml")));
        }
    }

    #[test]
    fn links_are_watched_where_they_stand_and_where_they_lead() {
        let (_ground, base) = ground();
        touch(&base.join("store/v1/a.toml"));
        fs::create_dir(base.join("config")).expect("a folder can be made");
        symlink("../store/current/a.toml", base.join("config/a.toml")).expect("links can be made");
        symlink(base.join("store/v1"), base.join("store/current")).expect("links can be made");
        let all = [
            "config/a.toml",
            "store/current",
            "store/v1/a.toml",
            "store/v2",
            "config/b.toml",
        ];
        assert_eq!(concerned(&base, "config/a.toml", &all), all[..3]);
    }

    #[test]
    fn a_config_map_is_watched_where_its_data_link_is_swapped() {
        let (_ground, base) = ground();
        touch(&base.join("..2026_01/dashboard.toml"));
        symlink("..2026_01", base.join("..data")).expect("links can be made");
        symlink("..data/dashboard.toml", base.join("dashboard.toml")).expect("links can be made");
        let all = ["dashboard.toml", "..data", "..2026_01/dashboard.toml"];
        assert_eq!(concerned(&base, "dashboard.toml", &all), all);
    }

    #[test]
    fn what_is_missing_is_awaited_in_the_nearest_folder_there_is() {
        let (_ground, base) = ground();
        let all = ["series", "series/deep", "series/deep/a.csv"];
        assert_eq!(concerned(&base, "series/deep/a.csv", &all), ["series"]);
        fs::create_dir(base.join("series")).expect("a folder can be made");
        assert_eq!(
            concerned(&base, "series/deep/a.csv", &all),
            ["series", "series/deep"]
        );
    }

    #[test]
    fn a_loop_of_links_ends() {
        let (_ground, base) = ground();
        symlink("b", base.join("a")).expect("links can be made");
        symlink("a", base.join("b")).expect("links can be made");
        assert_eq!(concerned(&base, "a", &["a", "b", "c"]), ["a", "b"]);
    }

    #[test]
    fn nothing_to_follow_means_nothing_to_watch() {
        assert_eq!(Plan::new(&[]).folders().count(), 0);
    }
}
