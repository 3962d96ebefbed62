//! A look at all files: from the entry along the includes, depth first, then the series they name.

#![expect(
    clippy::disallowed_methods,
    reason = "how long a file has been gone decides whether it is let go"
)]

use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::super::limits;
use super::super::pattern::{expand, is_pattern};
use super::super::store::{Unread, normal};
use super::Loader;
use super::reach::Includes;
use super::reading::Ahead;
use super::slot::{Garbled, TomlVersion, Trouble, Version};
use crate::diagnostic::{Code, Place, Problem};
use crate::model::Id;

/// What a look has come across.
#[derive(Debug, Default)]
pub(super) struct Visit {
    /// TOML files by normal path, in the order of reading.
    pub(super) files: Vec<PathBuf>,
    pub(super) known: HashSet<PathBuf>,
    /// Series files, each with the indicator it is read for.
    pub(super) series: Vec<(PathBuf, Id)>,
    pub(super) known_series: HashSet<(PathBuf, Id)>,
    pub(super) reports: Vec<Report>,
    pub(super) ahead: Ahead,
    /// What each file of the visit includes.
    pub(super) includes: HashMap<PathBuf, Includes>,
    /// Files that only last good texts name, which may have to stand in: they come after all others.
    aside: VecDeque<PathBuf>,
    /// Something is included that could not be read: who knows which items stand there.
    pub(super) is_cut: bool,
    is_aside: bool,
}

/// Something wrong with naming or reading a file.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) at: At,
    pub(super) problem: Problem,
    /// The file whose present text is to blame, if any is.
    pub(super) blames: Option<PathBuf>,
}

/// Where a report belongs.
#[derive(Debug)]
pub(super) enum At {
    /// The span of the problem in the present text of a file.
    In(PathBuf),
    /// A whole file.
    Whole(PathBuf),
    /// A place in a file that is no text: this one, or a series of one of its indicators.
    Spot(PathBuf, Place),
}

impl At {
    /// The TOML file that has to be in use for the report to matter.
    pub(super) fn file(&self) -> &PathBuf {
        match self {
            Self::In(file) | Self::Whole(file) | Self::Spot(file, _) => file,
        }
    }
}

/// Who names a file: a file, and where in its present text.
pub(super) type By = Option<(PathBuf, Range<usize>)>;

impl Loader {
    /// Looks at all files. Those that have changed are parsed.
    pub(super) fn walk(&mut self) -> Visit {
        self.coming.clear();
        let mut visit = Visit::default();
        self.visit(&mut visit, &self.entry.clone(), None);
        visit.is_aside = true;
        while let Some(path) = visit.aside.pop_front() {
            self.visit(&mut visit, &path, None);
        }
        self.read_series_ahead(&mut visit);
        for key in visit.files.clone() {
            self.visit_series(&mut visit, &key);
        }
        self.paths = std::mem::take(&mut self.coming);
        visit
    }

    fn visit(&mut self, visit: &mut Visit, path: &Path, by: By) {
        let key = normal(path);
        if !visit.known.insert(key.clone()) {
            if let Some((file, span)) = by.filter(|_| !visit.is_aside) {
                let message = format!("{} is named before", self.name(&key));
                visit.tell(
                    file,
                    Problem::new(Code::IncludedTwice, span, message),
                    false,
                );
            }
            return;
        }
        if visit.files.len() >= limits::FILES {
            if visit.is_aside {
                return;
            }
            visit.is_cut = true;
            let message = format!("a dashboard has at most {} files", limits::FILES);
            visit.tell_about(&key, by, Problem::new(Code::TooLarge, 0..0, message), true);
            return;
        }
        visit.files.push(key.clone());
        self.coming.insert(path.to_path_buf());
        self.read_toml(visit, &key, path);
        self.tell_trouble(visit, &key, by);
        let included = self.includes(visit, &key);
        let good = self.good_includes(&key);
        let present = included.iter().map(|(path, _)| normal(path)).collect();
        visit.includes.insert(
            key,
            Includes {
                present,
                good: good
                    .as_ref()
                    .map(|paths| paths.iter().map(|path| normal(path)).collect()),
            },
        );
        visit.aside.extend(good.into_iter().flatten());
        let paths = included.iter().map(|(path, _)| path);
        self.coming.extend(paths.clone().cloned());
        self.read_ahead(visit, paths);
        for (path, by) in included {
            self.visit(visit, &path, by);
        }
    }

    /// The files that a file includes: those its present text names, or, when that is wrong, its last good one.
    fn includes(&mut self, visit: &mut Visit, key: &Path) -> Vec<(PathBuf, By)> {
        let Some(slot) = self.files.get(key) else {
            return Vec::new();
        };
        let (newest, good, path) = (slot.newest.clone(), slot.good.clone(), slot.path.clone());
        let Some(newest) = newest.or_else(|| good.clone()) else {
            return Vec::new();
        };
        let good = good.filter(|good| !good.is_same(&newest));
        let mut problems = Vec::new();
        let mut files = Vec::new();
        for include in &newest.parsed.includes {
            let span = include.span();
            let found = self.expanded(key, &path, include.get_ref(), span.clone(), &mut problems);
            let by = Some((key.to_path_buf(), span));
            files.extend(found.into_iter().map(|file| (file, by.clone())));
        }
        visit.is_cut |= newest.parsed.includes_unknown && !visit.is_aside;
        let is_wrong = newest.has_errors()
            || problems
                .iter()
                .any(|problem| problem.code == Code::BadPattern)
            || files.iter().any(|(file, _)| self.is_nowhere(file));
        for problem in problems {
            visit.is_cut |= problem.code == Code::UnreadableFile && !visit.is_aside;
            let is_blamed = problem.code == Code::BadPattern;
            visit.tell(key.to_path_buf(), problem, is_blamed);
        }
        let Some(good) = good.filter(|_| is_wrong) else {
            return files;
        };
        let used = self.named(key, &path, &good);
        // What the present text names and what is not there has to be told all the same.
        for (file, by) in files {
            let is_gone = !used.contains(&file) && !self.store.exists(&file);
            if (is_gone || self.is_nowhere(&file))
                && let Some((includer, span)) = by
            {
                self.coming.insert(file.clone());
                let problem = self.trouble_of(&Trouble::Unread(Unread::Missing), &file, false);
                visit.tell(includer, Problem { span, ..problem }, true);
            }
        }
        used.into_iter().map(|file| (file, None)).collect()
    }

    /// The files that the last good text of a file includes, when its present text names others: that may have mistakes
    /// which only show when all files are put together.
    fn good_includes(&mut self, key: &Path) -> Option<Vec<PathBuf>> {
        let slot = self.files.get(key)?;
        let (newest, good, path) = (slot.newest.clone()?, slot.good.clone()?, slot.path.clone());
        let names = |version: &TomlVersion| -> Vec<String> {
            let includes = version.parsed.includes.iter();
            includes.map(|include| include.get_ref().clone()).collect()
        };
        if good.is_same(&newest) || names(&good) == names(&newest) {
            return None;
        }
        Some(self.named(key, &path, &good))
    }

    /// The files that a text of a file names; what is wrong with their names was told when it was new.
    fn named(&mut self, key: &Path, path: &Path, version: &TomlVersion) -> Vec<PathBuf> {
        let mut quiet = Vec::new();
        let includes = version.parsed.includes.iter();
        includes
            .flat_map(|include| self.expanded(key, path, include.get_ref(), 0..0, &mut quiet))
            .collect()
    }

    /// Whether a file is not there and never was.
    fn is_nowhere(&self, path: &Path) -> bool {
        let known = self.files.get(&normal(path));
        known.is_none_or(|slot| slot.any().is_none()) && !self.store.exists(path)
    }

    /// The files that one include names, seen from the file it stands in.
    fn expanded(
        &mut self,
        key: &Path,
        path: &Path,
        include: &str,
        span: Range<usize>,
        problems: &mut Vec<Problem>,
    ) -> Vec<PathBuf> {
        let folder = path.parent().unwrap_or(Path::new(""));
        if !is_pattern(include) {
            return vec![folder.join(include)];
        }
        let expansion = match expand(self.store, folder, include) {
            Ok(expansion) => expansion,
            Err(message) => {
                problems.push(Problem::new(Code::BadPattern, span, message));
                return Vec::new();
            }
        };
        self.coming.extend(expansion.folders);
        if expansion.is_too_large {
            problems.push(
                Problem::new(
                    Code::TooLarge,
                    span.clone(),
                    "this pattern looks at too many files",
                )
                .help("name the folder more closely"),
            );
        }
        for (folder, unread) in &expansion.unread {
            let problem = self.trouble_of(&Trouble::Unread(unread.clone()), folder, false);
            problems.push(Problem {
                span: span.clone(),
                ..problem
            });
        }
        let is_unread = !expansion.unread.is_empty();
        let is_empty = expansion.files.is_empty() && !is_unread;
        let files = self.with_gone(key, include, expansion.files, is_unread);
        if is_empty && !files.is_empty() {
            let message = format!("no file matches `{include}` any more");
            problems.push(
                Problem::new(Code::NothingMatches, span, message)
                    .help("what was read before is used; to let it go take the pattern out"),
            );
        } else if is_empty {
            let message = format!("no file matches `{include}`");
            problems.push(Problem::new(Code::NothingMatches, span, message));
        }
        files
    }

    /// Files that a pattern matches, and those it matched a moment ago. When it matches nothing any more, a folder is
    /// away rather than every file deleted: what it matched last stays, as when a folder cannot be read.
    fn with_gone(
        &mut self,
        key: &Path,
        include: &str,
        mut files: Vec<PathBuf>,
        is_unread: bool,
    ) -> Vec<PathBuf> {
        for file in &files {
            if let Some(slot) = self.files.get_mut(&normal(file)) {
                slot.gone_since = None;
            }
        }
        let place = (key.to_path_buf(), include.to_owned());
        let before = self.matched.remove(&place).unwrap_or_default();
        let is_away = is_unread || files.is_empty();
        for file in before {
            if files.contains(&file) {
                continue;
            }
            let Some(slot) = self.files.get_mut(&normal(&file)) else {
                continue;
            };
            let since = *slot.gone_since.get_or_insert_with(SystemTime::now);
            let is_recent = since.elapsed().is_ok_and(|gone| gone < self.grace);
            if slot.any().is_some() && (is_away || is_recent) {
                files.push(file);
            }
        }
        files.sort();
        self.matched.insert(place, files.clone());
        files
    }
}

impl Visit {
    /// Tells of a file that is no text, of a file itself or of one of its series, at the first byte that is not.
    pub(super) fn tell_garbled(&mut self, file: &Path, garbled: &Garbled, problem: Problem) {
        self.reports.push(Report {
            at: At::Spot(file.to_path_buf(), garbled.place.clone()),
            problem,
            blames: None,
        });
    }

    /// Tells something about a file where it is named, or else of the file as a whole.
    pub(super) fn tell_about(&mut self, key: &Path, by: By, problem: Problem, is_blamed: bool) {
        match by {
            Some((file, span)) => {
                self.tell(file, Problem { span, ..problem }, is_blamed);
            }
            None => self.reports.push(Report {
                at: At::Whole(key.to_path_buf()),
                problem,
                blames: None,
            }),
        }
    }

    pub(super) fn tell(&mut self, file: PathBuf, problem: Problem, is_blamed: bool) {
        self.reports.push(Report {
            blames: is_blamed.then(|| file.clone()),
            at: At::In(file),
            problem,
        });
    }
}
