//! A file over time: its present text, its last good one, and what hinders reading it.

use std::path::PathBuf;
use std::string::FromUtf8Error;
use std::sync::Arc;
use std::time::SystemTime;

use super::super::item::Defaults;
use super::super::parse::{self, Claim, Parsed};
use super::super::series::SeriesFile;
use super::super::store::{Store, Unread};
use super::reading::Reading;
use crate::dashboard::{File, FileState};
use crate::diagnostic::{Place, Severity, Text};

/// Bytes shown of a line after one that is not UTF-8, at most.
const LINE: usize = 256;

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
    /// It is not UTF-8.
    NotUtf8(Arc<Garbled>),
}

/// What can be said of a file that is not UTF-8.
#[derive(Debug)]
pub(super) struct Garbled {
    /// Of its bytes: tells whether it has changed.
    hash: u64,
    /// The first byte that is wrong.
    pub(super) place: Place,
    /// The ids it gives to items, as far as they can be made out: referring to them is no mistake.
    pub(super) claims: Vec<Claim>,
    /// It includes other files.
    pub(super) includes: bool,
}

impl Garbled {
    /// Of a file with this name; with the ids and includes of a TOML file.
    pub(super) fn new(name: Arc<str>, hash: u64, error: &FromUtf8Error, is_toml: bool) -> Self {
        let bytes = error.as_bytes();
        let at = error.utf8_error().valid_up_to();
        let (before, rest) = bytes.split_at(at);
        let line = rest.iter().take(LINE).position(|byte| *byte == b'\n');
        let end = before.len() + line.unwrap_or(rest.len().min(LINE));
        let shown = String::from_utf8_lossy(bytes.get(..end).unwrap_or(bytes));
        let mark = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
        let (claims, includes) = if is_toml {
            parse::outline(&String::from_utf8_lossy(bytes))
        } else {
            (Vec::new(), false)
        };
        Self {
            hash,
            place: Text::new(name, &shown).place(mark, "not UTF-8 from here"),
            claims,
            includes,
        }
    }
}

impl PartialEq for Garbled {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

impl Eq for Garbled {}

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

    /// The text that is used.
    pub(super) fn used(&self, stands_in: bool) -> Option<&Arc<V>> {
        if stands_in {
            self.good.as_ref()
        } else {
            self.any()
        }
    }
}

impl<V: Version> Slot<V> {
    /// Whether there is a good text other than the newest.
    pub(super) fn has_other_good(&self) -> bool {
        self.good.as_ref().is_some_and(|good| {
            let newest = self.newest.as_ref();
            newest.is_none_or(|newest| !newest.is_same(good))
        })
    }

    /// Whether the newest text has mistakes that can be seen without the other files.
    pub(super) fn has_errors(&self) -> bool {
        let newest = self.newest.as_ref();
        newest.is_some_and(|version| version.has_errors())
    }

    /// What became of it.
    pub(super) fn file(&self, store: Store, stands_in: bool, is_bad: bool) -> File {
        let used = self.used(stands_in);
        File {
            name: self.name.clone(),
            path: (store == Store::Disk).then(|| self.path.clone()),
            state: if self.trouble.is_some() {
                FileState::Missing
            } else if stands_in {
                FileState::Kept
            } else if is_bad {
                FileState::Broken
            } else {
                FileState::Loaded
            },
            hash: used.map_or(0, |version| version.hash()),
            since: used.map(|version| version.since()),
        }
    }
}

/// A text of a file and what it says.
pub(super) trait Version {
    /// Of its bytes.
    fn hash(&self) -> u64;
    /// Whether another says the same: one text may have been parsed twice.
    fn is_same(&self, other: &Self) -> bool;
    /// When it was read.
    fn since(&self) -> SystemTime;
    /// Whether it has mistakes that can be seen without the other files.
    fn has_errors(&self) -> bool;
}

/// A text of a TOML file and what it says.
#[derive(Debug)]
pub(super) struct TomlVersion {
    pub(super) hash: u64,
    pub(super) text: Arc<str>,
    pub(super) parsed: Parsed,
    pub(super) since: SystemTime,
}

impl Version for TomlVersion {
    fn hash(&self) -> u64 {
        self.hash
    }

    fn is_same(&self, other: &Self) -> bool {
        self.hash == other.hash
    }

    fn since(&self) -> SystemTime {
        self.since
    }

    fn has_errors(&self) -> bool {
        let mut problems = self.parsed.problems.iter();
        problems.any(|problem| problem.code.severity() == Severity::Error)
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

impl Version for SeriesVersion {
    fn hash(&self) -> u64 {
        self.hash
    }

    fn is_same(&self, other: &Self) -> bool {
        self.hash == other.hash && self.defaults == other.defaults
    }

    fn since(&self) -> SystemTime {
        self.since
    }

    fn has_errors(&self) -> bool {
        let mut problems = self.file.problems.iter();
        problems.any(|problem| problem.severity == Severity::Error)
    }
}
