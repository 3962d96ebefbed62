//! Which dashboard is meant.

#![expect(clippy::disallowed_methods, reason = "whether a dashboard is there")]

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::Origin;
use super::store::BUILT_IN;

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
            if entry.exists() {
                Ok(Origin::File(entry))
            } else {
                Err(format!("there is no {ENTRY} in {}", path.display()))
            }
        }
        Some(path) if path.exists() => Ok(Origin::File(path.to_path_buf())),
        Some(path) => Err(format!("there is no {}", path.display())),
        None => Ok(usual().map_or(Origin::BuiltIn, Origin::File)),
    }
}

/// The first of the usual entry files that exists.
fn usual() -> Option<PathBuf> {
    let here = Path::new("config").join(ENTRY);
    let own = etcetera::choose_base_strategy()
        .ok()
        .map(|base| base.config_dir().join("tightrope").join(ENTRY));
    std::iter::once(here).chain(own).find(|path| path.exists())
}

/// The files of the built-in dashboard: path within its folder, and content; folders before what is in them.
pub fn built_in() -> Vec<(&'static Path, &'static [u8])> {
    fn collect(
        dir: &'static include_dir::Dir<'static>,
        all: &mut Vec<(&'static Path, &'static [u8])>,
    ) {
        all.extend(dir.files().map(|file| (file.path(), file.contents())));
        for inner in dir.dirs() {
            collect(inner, all);
        }
    }
    let mut all = Vec::new();
    collect(&BUILT_IN, &mut all);
    all
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{ENTRY, Origin, built_in, find};

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
    fn the_built_in_files_are_there_whole() {
        let files = built_in();
        assert!(files.iter().any(|(path, _)| *path == Path::new(ENTRY)));
        assert!(files.iter().all(|(_, content)| !content.is_empty()));
    }
}
