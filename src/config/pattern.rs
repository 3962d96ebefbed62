//! Include patterns: `*` and `?` within a name, `**` for folders at any depth. Names that begin with a dot (swap files,
//! hidden folders) match only a pattern that does.

use std::path::{Path, PathBuf};

use glob::Pattern;

use super::store::{Store, Unread, normal};

/// Entries of folders looked at for one pattern, at most.
const MOST_ENTRIES: usize = 100_000;

/// Parts of a pattern, at most: each is a step deeper.
const MOST_PARTS: usize = 64;

/// What a pattern matches.
#[derive(Debug, Default)]
pub(super) struct Expansion {
    /// Files, by path.
    pub(super) files: Vec<PathBuf>,
    /// Folders whose entries decide what the pattern matches.
    pub(super) folders: Vec<PathBuf>,
    /// Folders that may not be read, and why.
    pub(super) unread: Vec<(PathBuf, Unread)>,
    /// Too many entries to look at.
    pub(super) is_too_large: bool,
}

/// Whether a text is a pattern, and not the path of one file.
pub(super) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// The files that a pattern matches, seen from a folder. An error says what is wrong with the pattern.
pub(super) fn expand(store: Store, folder: &Path, pattern: &str) -> Result<Expansion, String> {
    let whole = folder.join(pattern);
    let mut steps = Vec::new();
    for part in pattern.split('/').filter(|part| !part.is_empty()) {
        let step = step(part)?;
        // Any folders of any folders are any folders.
        if !matches!(
            (steps.last(), &step),
            (Some(Step::Anywhere), Step::Anywhere)
        ) {
            steps.push(step);
        }
        if steps.len() > MOST_PARTS {
            return Err(format!("a pattern has at most {MOST_PARTS} parts"));
        }
    }
    if matches!(steps.last(), Some(Step::Anywhere)) {
        steps.push(step("*")?);
    }
    let start = if whole.is_absolute() && !folder.is_absolute() || pattern.starts_with('/') {
        PathBuf::from("/")
    } else {
        folder.to_path_buf()
    };
    let mut walk = Walk {
        store,
        looked: 0,
        found: Expansion::default(),
    };
    walk.go(start, &steps);
    let mut found = walk.found;
    found.files.sort();
    found.files.dedup_by(|a, b| normal(a) == normal(b));
    found.folders.sort();
    found.folders.dedup();
    found.is_too_large = walk.looked > MOST_ENTRIES;
    Ok(found)
}

/// One part of a pattern.
enum Step {
    /// `**`
    Anywhere,
    /// A name as it is.
    Name(String),
    /// A name with `*` or `?`, and whether it begins with a dot.
    Match(Pattern, bool),
}

fn step(part: &str) -> Result<Step, String> {
    if part == "**" {
        return Ok(Step::Anywhere);
    }
    if part.contains("**") {
        return Err(format!("`{part}`: ** must be a whole folder name"));
    }
    if !is_pattern(part) {
        return Ok(Step::Name(part.to_owned()));
    }
    // Brackets have no meaning here.
    let text = part.replace('[', "[[]");
    let pattern = Pattern::new(&text).map_err(|error| error.msg.to_owned())?;
    Ok(Step::Match(pattern, part.starts_with('.')))
}

struct Walk {
    store: Store,
    looked: usize,
    found: Expansion,
}

impl Walk {
    fn go(&mut self, folder: PathBuf, steps: &[Step]) {
        let Some((step, rest)) = steps.split_first() else {
            return;
        };
        match step {
            Step::Name(name) if rest.is_empty() => {
                let exists = self
                    .entries(&folder)
                    .iter()
                    .any(|(entry, is_folder, _)| entry == name && !is_folder);
                if exists {
                    self.found.files.push(folder.join(name));
                }
                self.found.folders.push(folder);
            }
            Step::Name(name) => self.go(folder.join(name), rest),
            Step::Match(pattern, dotted) => {
                for (name, is_folder, _) in self.entries(&folder) {
                    if name.starts_with('.') != *dotted || !pattern.matches(&name) {
                        continue;
                    }
                    match (rest.is_empty(), is_folder) {
                        (true, false) => self.found.files.push(folder.join(name)),
                        (false, true) => self.go(folder.join(name), rest),
                        _ => {}
                    }
                }
                self.found.folders.push(folder);
            }
            Step::Anywhere => {
                self.go(folder.clone(), rest);
                for (name, _, is_own_folder) in self.entries(&folder) {
                    // Links are not followed: they may lead in circles.
                    if is_own_folder && !name.starts_with('.') {
                        self.go(folder.join(name), steps);
                    }
                }
                self.found.folders.push(folder);
            }
        }
    }

    /// Name, whether it is a folder, whether it is one and not a link to one.
    fn entries(&mut self, folder: &Path) -> Vec<(String, bool, bool)> {
        if self.looked > MOST_ENTRIES {
            return Vec::new();
        }
        let entries = self.store.list(folder).unwrap_or_else(|unread| {
            let is_told = |(told, _): &(PathBuf, Unread)| told == folder;
            if !self.found.unread.iter().any(is_told) {
                self.found.unread.push((folder.to_path_buf(), unread));
            }
            Vec::new()
        });
        self.looked += entries.len();
        entries
            .into_iter()
            .map(|entry| (entry.name, entry.is_folder, entry.is_own_folder))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests write files to read")]

    use std::fs;

    use super::{Store, expand};

    #[test]
    fn patterns_match_names_folders_and_any_depth() {
        let folder = tempfile::tempdir().unwrap();
        for path in [
            "a.toml",
            "b.toml",
            "b.txt",
            ".hidden.toml",
            "in/a.toml",
            "in/deep/a.toml",
            "in/[x].toml",
            "out/.swap/a.toml",
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let found = |pattern: &str| {
            let found = expand(Store::Disk, folder.path(), pattern).unwrap();
            let names = found.files.iter();
            names
                .map(|path| {
                    path.strip_prefix(folder.path())
                        .unwrap()
                        .display()
                        .to_string()
                })
                .collect::<Vec<_>>()
                .join(" ")
        };
        for (pattern, expected) in [
            ("*.toml", "a.toml b.toml"),
            ("?.toml", "a.toml b.toml"),
            ("a*", "a.toml"),
            (".*.toml", ".hidden.toml"),
            ("*/*.toml", "in/[x].toml in/a.toml"),
            ("in/[x]*", "in/[x].toml"),
            ("**/a.toml", "a.toml in/a.toml in/deep/a.toml"),
            ("in/**", "in/[x].toml in/a.toml in/deep/a.toml"),
            ("in/../*.txt", "in/../b.txt"),
            ("nowhere/*.toml", ""),
        ] {
            assert_eq!(found(pattern), expected, "{pattern}");
        }
        assert!(expand(Store::Disk, folder.path(), "a/**b").is_err());
    }

    #[test]
    fn folders_to_follow_are_those_looked_into() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("in/deep")).unwrap();
        let found = expand(Store::Disk, folder.path(), "in/**/*.toml").unwrap();
        let expected = ["in", "in/deep"].map(|path| folder.path().join(path));
        assert_eq!(found.folders, expected);
    }

    #[test]
    fn the_built_in_dashboard_has_patterns_too() {
        let found = expand(Store::BuiltIn, std::path::Path::new(""), "series/*.csv").unwrap();
        assert!(found.files.len() > 10);
    }
}
