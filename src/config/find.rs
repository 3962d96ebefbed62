//! Which dashboard is meant.

#![expect(clippy::disallowed_methods, reason = "whether a dashboard is there")]

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use include_dir::Dir;

use super::Origin;
use super::store::{BLANK, BUILT_IN};

/// The file in which reading starts.
pub const ENTRY: &str = "dashboard.toml";

/// Finds the dashboard that an argument names: a folder, or an entry file. Without one it is `config/dashboard.toml`
/// here, then `tightrope/dashboard.toml` in the user's configuration folder, then the built-in dashboard.
///
/// # Errors
/// A sentence for people when the argument names nothing.
pub fn find(argument: Option<&Path>) -> Result<Origin, String> {
    match argument {
        Some(path) if path.is_dir() => {
            let entry = path.join(ENTRY);
            let absent = format!("there is no {ENTRY} in {}", path.display());
            named(entry, path, absent)
        }
        Some(path) => named(
            path.to_path_buf(),
            path,
            format!("there is no {}", path.display()),
        ),
        None => Ok(usual().map_or(Origin::BuiltIn, Origin::File)),
    }
}

/// An entry file that somebody named by `argument`. A link that leads nowhere counts as one: reading it says so.
fn named(entry: PathBuf, argument: &Path, absent: String) -> Result<Origin, String> {
    match entry.try_exists() {
        Ok(false) if !entry.is_symlink() => Err(absent),
        Err(error) if !entry.is_symlink() => {
            Err(format!("{} may not be read: {error}", argument.display()))
        }
        _ => Ok(Origin::File(entry)),
    }
}

/// The first of the usual entry files that is there. A link that leads nowhere is: another dashboard is not what was
/// meant.
fn usual() -> Option<PathBuf> {
    let here = Path::new("config").join(ENTRY);
    let own = etcetera::choose_base_strategy()
        .ok()
        .map(|base| base.config_dir().join("tightrope").join(ENTRY));
    std::iter::once(here)
        .chain(own)
        .find(|path| path.exists() || path.is_symlink())
}

/// A dashboard inside the program, to write out and edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// The built-in one.
    Kazakhstan,
    /// A small one that teaches the format, with an example of each thing.
    Blank,
}

impl Template {
    /// Every one of them.
    pub const ALL: [Self; 2] = [Self::Kazakhstan, Self::Blank];

    /// Its files: path within the dashboard's folder, and content; folders before what is in them.
    pub fn files(self) -> Vec<(&'static Path, &'static [u8])> {
        let folder = match self {
            Self::Kazakhstan => &BUILT_IN,
            Self::Blank => &BLANK,
        };
        let mut all = Vec::new();
        collect(folder, &mut all);
        all
    }
}

fn collect(dir: &'static Dir<'static>, all: &mut Vec<(&'static Path, &'static [u8])>) {
    all.extend(dir.files().map(|file| (file.path(), file.contents())));
    for inner in dir.dirs() {
        collect(inner, all);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{ENTRY, Origin, Template, find};

    #[test]
    fn a_folder_or_an_entry_file_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let entry = folder.path().join(ENTRY);
        assert!(find(Some(folder.path())).is_err_and(|why| why.contains(ENTRY)));
        assert!(find(Some(&entry)).is_err());
        std::fs::write(&entry, "").unwrap();
        assert_eq!(find(Some(folder.path())), Ok(Origin::File(entry.clone())));
        assert_eq!(find(Some(&entry)), Ok(Origin::File(entry)));
    }

    #[test]
    fn templates_are_there_whole() {
        for template in Template::ALL {
            let files = template.files();
            for needed in [
                ENTRY,
                "schema/dashboard.json",
                "schema/items.json",
                ".taplo.toml",
            ] {
                assert!(
                    files.iter().any(|(path, _)| *path == Path::new(needed)),
                    "{needed}"
                );
            }
            assert!(files.iter().all(|(_, content)| !content.is_empty()));
        }
    }
}
