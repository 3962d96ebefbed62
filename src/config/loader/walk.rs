//! A look at all files: from the entry along the includes, depth first, then the series they name.

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use super::super::item::IndicatorDraft;
use super::super::limits;
use super::super::parse;
use super::super::pattern::{expand, is_pattern};
use super::super::series;
use super::super::store::{Unread, normal};
use super::Loader;
use super::slot::{SeriesVersion, Slot, TomlVersion, Trouble};
use crate::diagnostic::{Code, Problem};
use crate::model::Id;
use crate::text::nearest;

/// What a look has come across.
#[derive(Debug, Default)]
pub(super) struct Visit {
    /// TOML files by normal path, in the order of reading.
    pub(super) files: Vec<PathBuf>,
    known: HashSet<PathBuf>,
    /// Series files, each with the indicator it is read for.
    pub(super) series: Vec<(PathBuf, Id)>,
    known_series: HashSet<(PathBuf, Id)>,
    pub(super) reports: Vec<Report>,
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
    /// A whole file, by its name.
    Whole(Arc<str>),
}

/// Who names a file: a file, and where in its present text.
type By = Option<(PathBuf, Range<usize>)>;

impl Loader {
    /// Looks at all files. Those that have changed are parsed.
    pub(super) fn walk(&mut self) -> Visit {
        self.paths.clear();
        let mut visit = Visit::default();
        self.visit(&mut visit, self.entry.clone(), None);
        for key in visit.files.clone() {
            self.visit_series(&mut visit, &key);
        }
        visit
    }

    fn visit(&mut self, visit: &mut Visit, path: PathBuf, by: By) {
        let key = normal(&path);
        if !visit.known.insert(key.clone()) {
            if let Some((file, span)) = by {
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
            let message = format!("a dashboard has at most {} files", limits::FILES);
            self.tell_about(
                visit,
                &key,
                by,
                Problem::new(Code::TooLarge, 0..0, message),
                true,
            );
            return;
        }
        visit.files.push(key.clone());
        self.paths.insert(path.clone());
        self.read_toml(&key, &path);
        self.tell_trouble(visit, &key, by);
        for (path, by) in self.includes(visit, &key) {
            self.visit(visit, path, by);
        }
    }

    /// Reads a TOML file; parses it if it has changed.
    fn read_toml(&mut self, key: &Path, path: &Path) {
        let read = self.store.read(path, limits::TOML_BYTES);
        let is_entry = *key == normal(&self.entry);
        let name = self.name(key);
        let slot = self
            .files
            .entry(key.to_path_buf())
            .or_insert_with(|| Slot::new(name, path.to_path_buf()));
        let Some((bytes, hash)) = slot.take_in(read, |version| version.hash) else {
            return;
        };
        let Some(text) = slot.text_of(bytes, hash) else {
            return;
        };
        slot.newest = Some(Arc::new(TomlVersion {
            hash,
            parsed: parse::parse(&text, is_entry),
            text: Arc::from(text),
            since: SystemTime::now(),
        }));
    }

    /// Tells why a file could not be read.
    fn tell_trouble(&self, visit: &mut Visit, key: &Path, by: By) {
        let Some(slot) = self.files.get(key) else {
            return;
        };
        if let Some(trouble) = &slot.trouble {
            let is_blamed = slot.any().is_none();
            let problem = self.trouble_of(trouble, &slot.path, !is_blamed);
            self.tell_about(visit, key, by, problem, is_blamed);
        }
    }

    /// Tells something about a file where it is named, or else of the file as a whole.
    fn tell_about(&self, visit: &mut Visit, key: &Path, by: By, problem: Problem, is_blamed: bool) {
        match by {
            Some((file, span)) if problem.code != Code::NotUtf8 => {
                visit.tell(file, Problem { span, ..problem }, is_blamed);
            }
            _ => visit.reports.push(Report {
                at: At::Whole(self.name(key)),
                problem,
                blames: None,
            }),
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
        let good = good.filter(|good| !Arc::ptr_eq(good, &newest));
        let mut problems = Vec::new();
        let mut files = Vec::new();
        for include in &newest.parsed.includes {
            let span = include.span();
            let found = self.expanded(key, &path, include.get_ref(), span.clone(), &mut problems);
            let by = Some((key.to_path_buf(), span));
            files.extend(found.into_iter().map(|file| (file, by.clone())));
        }
        let is_wrong = newest.has_errors()
            || problems
                .iter()
                .any(|problem| problem.code == Code::BadPattern)
            || files.iter().any(|(file, _)| self.is_nowhere(file));
        for problem in problems {
            let is_blamed = problem.code == Code::BadPattern;
            visit.tell(key.to_path_buf(), problem, is_blamed);
        }
        let Some(good) = good.filter(|_| is_wrong) else {
            return files;
        };
        // What the present text names and what is not there has to be told all the same.
        for (file, by) in files {
            if self.is_nowhere(&file)
                && let Some((includer, span)) = by
            {
                let problem = self.trouble_of(&Trouble::Unread(Unread::Missing), &file, false);
                visit.tell(includer, Problem { span, ..problem }, true);
            }
        }
        let mut quiet = Vec::new();
        let expanded = good
            .parsed
            .includes
            .iter()
            .flat_map(|include| self.expanded(key, &path, include.get_ref(), 0..0, &mut quiet));
        expanded.map(|file| (file, None)).collect()
    }

    /// What hinders reading a file, for people.
    fn trouble_of(&self, trouble: &Trouble, path: &Path, has_other: bool) -> Problem {
        let name = self.name(path);
        let rest = if has_other {
            "; what was read of it before is used"
        } else {
            ""
        };
        let problem = |code, message: String| Problem::new(code, 0..0, message);
        match trouble {
            Trouble::Unread(Unread::Missing) => {
                let problem = problem(Code::MissingFile, format!("{name} is not there{rest}"));
                match self.near_name(path).filter(|_| !has_other) {
                    Some(near) => problem.help(format!("did you mean `{near}`?")),
                    None => problem,
                }
            }
            Trouble::Unread(Unread::Unreadable(why)) => problem(
                Code::UnreadableFile,
                format!("{name} cannot be read: {why}{rest}"),
            ),
            Trouble::Unread(Unread::TooLarge(limit)) => problem(
                Code::TooLarge,
                format!("{name} has more than {} MiB{rest}", limit >> 20),
            ),
            Trouble::NotUtf8(_) => {
                problem(Code::NotUtf8, format!("{name} is not UTF-8 text{rest}"))
                    .help("save it as UTF-8")
            }
        }
    }

    /// The name of a file beside a missing one that was probably meant.
    fn near_name(&self, path: &Path) -> Option<String> {
        let name = path.file_name()?.to_str()?;
        let beside = self.store.list(path.parent().unwrap_or(Path::new("")));
        let files = beside
            .iter()
            .filter(|entry| !entry.is_folder)
            .map(|entry| entry.name.as_str());
        nearest(name, files).map(str::to_owned)
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
        self.paths.extend(expansion.folders);
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
        let files = self.with_gone(key, include, expansion.files);
        if files.is_empty() {
            let message = format!("no file matches `{include}`");
            problems.push(Problem::new(Code::NothingMatches, span, message));
        }
        files
    }

    /// Files that a pattern matches, and those it matched a moment ago.
    fn with_gone(&mut self, key: &Path, include: &str, mut files: Vec<PathBuf>) -> Vec<PathBuf> {
        for file in &files {
            if let Some(slot) = self.files.get_mut(&normal(file)) {
                slot.gone_since = None;
            }
        }
        let place = (key.to_path_buf(), include.to_owned());
        let before = self.matched.remove(&place).unwrap_or_default();
        for file in before {
            if files.contains(&file) {
                continue;
            }
            let Some(slot) = self.files.get_mut(&normal(&file)) else {
                continue;
            };
            let since = *slot.gone_since.get_or_insert_with(Instant::now);
            if slot.any().is_some() && since.elapsed() < self.grace {
                files.push(file);
            }
        }
        files.sort();
        self.matched.insert(place, files.clone());
        files
    }

    /// Reads the series that the present and the last good text of a file name.
    fn visit_series(&mut self, visit: &mut Visit, key: &Path) {
        let Some(slot) = self.files.get(key) else {
            return;
        };
        let path = slot.path.clone();
        let newest = slot.newest.clone();
        let good = slot.good.clone();
        let is_same = newest
            .as_ref()
            .zip(good.as_ref())
            .is_some_and(|(newest, good)| Arc::ptr_eq(newest, good));
        if let Some(version) = newest {
            for (_, draft) in &version.parsed.indicators {
                self.visit_one_series(visit, &path, draft, Some(key));
            }
        }
        for version in &good.filter(|_| !is_same) {
            for (_, draft) in &version.parsed.indicators {
                self.visit_one_series(visit, &path, draft, None);
            }
        }
    }

    fn visit_one_series(
        &mut self,
        visit: &mut Visit,
        path: &Path,
        draft: &IndicatorDraft,
        by: Option<&Path>,
    ) {
        let Some(reference) = &draft.series else {
            return;
        };
        let file = series_path(path, reference.get_ref());
        let key = (normal(&file), draft.indicator.id.clone());
        if visit.known_series.insert(key.clone()) {
            if visit.series.len() >= limits::SERIES_FILES {
                if let Some(by) = by {
                    let most = limits::SERIES_FILES;
                    let message = format!("a dashboard has at most {most} series files");
                    let problem = Problem::new(Code::TooLarge, reference.span(), message);
                    visit.tell(by.to_path_buf(), problem, true);
                }
                return;
            }
            visit.series.push(key.clone());
            self.paths.insert(file.clone());
            self.read_series(&key, &file, draft);
        }
        let Some((by, slot)) = by.zip(self.series.get(&key)) else {
            return;
        };
        if let Some(trouble) = &slot.trouble {
            let is_blamed = slot.any().is_none();
            let problem = self.trouble_of(trouble, &slot.path, !is_blamed);
            if problem.code == Code::NotUtf8 {
                self.tell_about(visit, &key.0, None, problem, false);
            } else {
                let span = reference.span();
                visit.tell(by.to_path_buf(), Problem { span, ..problem }, is_blamed);
            }
        }
    }

    /// Reads a series file; parses it if it, or what its indicator says of all rows, has changed.
    fn read_series(&mut self, key: &(PathBuf, Id), path: &Path, draft: &IndicatorDraft) {
        let read = self.store.read(path, limits::SERIES_BYTES);
        let name = self.name(path);
        let slot = self
            .series
            .entry(key.clone())
            .or_insert_with(|| Slot::new(name, path.to_path_buf()));
        slot.is_stale |= slot
            .newest
            .as_ref()
            .is_some_and(|version| version.defaults != draft.defaults);
        let Some((bytes, hash)) = slot.take_in(read, |version| version.hash) else {
            return;
        };
        let Some(text) = slot.text_of(bytes, hash) else {
            return;
        };
        slot.newest = Some(Arc::new(SeriesVersion {
            hash,
            file: Arc::new(series::parse(&slot.name, &text, &draft.defaults)),
            defaults: draft.defaults.clone(),
            since: SystemTime::now(),
        }));
    }
}

/// The path of a series file, seen from the file that names it.
pub(super) fn series_path(file: &Path, reference: &str) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join(reference)
}

impl Visit {
    fn tell(&mut self, file: PathBuf, problem: Problem, is_blamed: bool) {
        self.reports.push(Report {
            blames: is_blamed.then(|| file.clone()),
            at: At::In(file),
            problem,
        });
    }
}
