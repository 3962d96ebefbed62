//! A file over time: its present text, its last good one, and what hinders reading it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use super::super::item::Defaults;
use super::super::parse::Parsed;
use super::super::series::SeriesFile;
use super::super::store::Unread;
use super::reading::Reading;
use crate::diagnostic::Severity;

/// A file over time.
#[derive(Debug)]
pub(super) struct Slot<V> {
    /// As shown to people.
    pub(super) name: Arc<str>,
    /// As written.
    pub(super) path: PathBuf,
    /// The text last read.
    pub(super) newest: Option<Arc<V>>,
    /// The last text without mistakes.
    pub(super) good: Option<Arc<V>>,
    /// Why the last look did not read it.
    pub(super) trouble: Option<Trouble>,
    /// Since when no pattern matches it any more.
    pub(super) gone_since: Option<SystemTime>,
    /// It must be parsed again even if its text is the same.
    pub(super) is_stale: bool,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The store did not give it.
    Unread(Unread),
    /// It is not UTF-8; the hash of its bytes tells whether it has changed.
    NotUtf8(u64),
}

impl<V> Slot<V> {
    pub(super) fn new(name: Arc<str>, path: PathBuf) -> Self {
        Self {
            name,
            path,
            newest: None,
            good: None,
            trouble: None,
            gone_since: None,
            is_stale: false,
        }
    }

    /// Takes in what reading the file gave.
    pub(super) fn take_in(&mut self, reading: Reading<V>) {
        self.is_stale &= matches!(reading, Reading::Trouble(Trouble::Unread(_)));
        self.trouble = None;
        match reading {
            Reading::Trouble(trouble) => self.trouble = Some(trouble),
            Reading::Newest => {}
            Reading::Good => self.newest.clone_from(&self.good),
            Reading::New(version) => self.newest = Some(Arc::new(version)),
        }
    }

    /// The text to use if the present one cannot be read: the last one read.
    pub(super) fn any(&self) -> Option<&Arc<V>> {
        self.newest.as_ref().or(self.good.as_ref())
    }
}

/// A text of a TOML file and what it says.
#[derive(Debug)]
pub(super) struct TomlVersion {
    pub(super) hash: u64,
    pub(super) text: Arc<str>,
    pub(super) parsed: Parsed,
    pub(super) since: SystemTime,
}

impl TomlVersion {
    /// Whether the text has mistakes that can be seen without the other files.
    pub(super) fn has_errors(&self) -> bool {
        let problems = &self.parsed.problems;
        problems
            .iter()
            .any(|problem| problem.code.severity() == Severity::Error)
    }
}

/// A text of a series file and what it says to an indicator.
#[derive(Debug)]
pub(super) struct SeriesVersion {
    pub(super) hash: u64,
    pub(super) defaults: Defaults,
    pub(super) file: Arc<SeriesFile>,
    pub(super) since: SystemTime,
}

impl SeriesVersion {
    /// Whether the text has mistakes that can be seen without the other files.
    pub(super) fn has_errors(&self) -> bool {
        let problems = &self.file.problems;
        problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }
}
