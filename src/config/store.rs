//! Where files are: on disk, or inside the program. The only reader of files.

#![expect(clippy::disallowed_methods, reason = "the reader of files")]

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use include_dir::{Dir, DirEntry, include_dir};

/// The shipped dashboard.
pub(super) static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/config");

/// A small dashboard to begin with.
pub(super) static BLANK: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/blank");

/// A place with files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Store {
    BuiltIn,
    Disk,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Unread {
    /// There is none.
    Missing,
    /// It cannot be read, in the words of a message: `it is a folder`.
    Unreadable(String),
    /// It has more bytes than it may have.
    TooLarge(u64),
}

/// An entry of a folder.
pub(super) struct Entry {
    pub(super) name: String,
    /// A folder, and not a link to one.
    pub(super) is_own_folder: bool,
    /// A folder, or a link to one.
    pub(super) is_folder: bool,
}

impl Store {
    /// The bytes of a file, at most `limit`. Only a regular file is opened: another could block.
    pub(super) fn read(self, path: &Path, limit: u64) -> Result<Vec<u8>, Unread> {
        match self {
            Self::BuiltIn => match BUILT_IN.get_file(normal(path)) {
                Some(file) => Ok(file.contents().to_vec()),
                None => Err(Unread::Missing),
            },
            Self::Disk => read_file(path, limit),
        }
    }

    /// Whether there is anything at a path.
    pub(super) fn exists(self, path: &Path) -> bool {
        match self {
            Self::BuiltIn => BUILT_IN.contains(normal(path)),
            Self::Disk => path.exists(),
        }
    }

    /// The path of a file without links: where a text that replaces it has to go. None when there is no such file.
    pub(super) fn real(self, path: &Path) -> Option<PathBuf> {
        match self {
            Self::BuiltIn => Some(normal(path)),
            Self::Disk => path.canonicalize().ok(),
        }
    }

    /// The entries of a folder, by name; none when there is no such folder.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub(super) fn list(self, folder: &Path) -> Result<Vec<Entry>, Unread> {
        let mut entries = match self {
            Self::BuiltIn => list_built_in(folder),
            Self::Disk => match list_folder(folder).map_err(|error| unread(&error)) {
                Err(Unread::Missing) => Vec::new(),
                listed => listed?,
            },
        };
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }
}

fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Unread> {
    let about = fs::metadata(path).map_err(|error| match fs::read_link(path) {
        Ok(target) if error.kind() == io::ErrorKind::NotFound => Unread::Unreadable(format!(
            "it is a link to {}, which is not there",
            target.display()
        )),
        _ => unread(&error),
    })?;
    if about.is_dir() {
        return Err(Unread::Unreadable("it is a folder".to_owned()));
    }
    if !about.is_file() {
        return Err(Unread::Unreadable("it is not a regular file".to_owned()));
    }
    if about.len() > limit {
        return Err(Unread::TooLarge(limit));
    }
    let mut bytes = Vec::with_capacity(about.len() as usize + 1);
    let file = File::open(path).map_err(|error| unread(&error))?;
    // It may grow while it is read.
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unread(&error))?;
    if bytes.len() as u64 > limit {
        return Err(Unread::TooLarge(limit));
    }
    Ok(bytes)
}

fn unread(error: &io::Error) -> Unread {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Unread::Missing,
        io::ErrorKind::PermissionDenied => {
            Unread::Unreadable("this program may not read it".to_owned())
        }
        _ => Unread::Unreadable(error.to_string()),
    }
}

fn list_folder(folder: &Path) -> io::Result<Vec<Entry>> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = fs::read_dir(folder)?;
    let entries = entries.filter_map(Result::ok).filter_map(|entry| {
        let kind = entry.file_type().ok()?;
        let is_folder = if kind.is_symlink() {
            fs::metadata(entry.path()).is_ok_and(|about| about.is_dir())
        } else {
            kind.is_dir()
        };
        Some(Entry {
            name: entry.file_name().into_string().ok()?,
            is_own_folder: kind.is_dir(),
            is_folder,
        })
    });
    Ok(entries.collect())
}

fn list_built_in(folder: &Path) -> Vec<Entry> {
    let folder = normal(folder);
    let folder = if folder.as_os_str().is_empty() {
        Some(&BUILT_IN)
    } else {
        BUILT_IN.get_dir(folder)
    };
    let entries = folder.map_or(&[][..], Dir::entries);
    entries
        .iter()
        .filter_map(|entry| {
            let is_folder = matches!(entry, DirEntry::Dir(_));
            Some(Entry {
                name: entry.path().file_name()?.to_str()?.to_owned(),
                is_own_folder: is_folder,
                is_folder,
            })
        })
        .collect()
}

/// A path without `.` and, as far as the text goes, without `..`: what tells whether two paths are one file.
pub(super) fn normal(path: &Path) -> PathBuf {
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) | (Component::ParentDir, Some(Component::RootDir)) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                parts.pop();
            }
            (part, _) => parts.push(part),
        }
    }
    parts.iter().collect()
}

/// A file as shown to people: relative to a folder, such as the dashboard's, with `/`.
pub fn name_in(root: &Path, path: &Path) -> String {
    let (root, path) = (normal(root), normal(path));
    let shared = root
        .components()
        .zip(path.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = root.components().count() - shared;
    if shared == 0 && path.is_absolute() {
        return path.display().to_string();
    }
    let rest = path
        .components()
        .skip(shared)
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = std::iter::repeat_n("..".to_owned(), up)
        .chain(rest)
        .collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{name_in, normal};

    #[test]
    fn paths_that_mean_one_file_are_one() {
        for (path, expected) in [
            ("a/../b.toml", "b.toml"),
            ("./a/./b.toml", "a/b.toml"),
            ("../a.toml", "../a.toml"),
            ("a/../../b.toml", "../b.toml"),
            ("/../a.toml", "/a.toml"),
        ] {
            assert_eq!(normal(Path::new(path)), Path::new(expected), "{path}");
        }
    }

    #[test]
    fn names_are_relative_to_the_dashboard() {
        for (root, path, expected) in [
            ("config", "config/a/b.toml", "a/b.toml"),
            ("config", "config/a/../s/x.csv", "s/x.csv"),
            ("config", "config/../shared/x.toml", "../shared/x.toml"),
            ("/x/config", "/x/config/a.toml", "a.toml"),
            ("/x/config", "/x/other/a.toml", "../other/a.toml"),
            ("", "a.toml", "a.toml"),
            ("config", "config", "."),
        ] {
            assert_eq!(
                name_in(Path::new(root), Path::new(path)),
                expected,
                "{path}"
            );
        }
    }
}
