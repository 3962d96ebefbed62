//! A whole dashboard: the model and the pages that show it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Id, Model};
use crate::panel::{Kind, Panel, Target};
use crate::theme;

/// What the operators wrote, validated and immutable.
#[derive(Debug)]
pub struct Dashboard {
    /// The title in the header.
    pub title: String,
    /// Handling marking in the header; may be empty.
    pub marking: String,
    /// The theme the operators chose.
    pub theme: theme::Name,
    /// What it says about the world.
    pub model: Model,
    /// How that is shown; may be empty when every page was broken.
    pub pages: Vec<Page>,
    /// Where all that stands in the files.
    pub origins: Origins,
}

/// Where items stand in the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// What a reader can select.
    pub items: HashMap<Target, Spot>,
    /// Pages by id.
    pub pages: HashMap<Id, Spot>,
}

/// A line of one of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// As shown to people: relative to the dashboard's folder.
    pub file: Arc<str>,
    /// From 1; 0 when the whole file is meant.
    pub line: usize,
}

/// A tab: rows of panels.
#[derive(Debug)]
pub struct Page {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Rows from top to bottom.
    pub rows: Vec<Row>,
}

/// A row of a page.
#[derive(Debug)]
pub struct Row {
    /// Share of the height left after minimum heights; 0 keeps the minimum.
    pub height: u16,
    /// Panels from left to right; at least one.
    pub slots: Vec<Slot>,
}

/// A panel's place on a page.
#[derive(Debug)]
pub struct Slot {
    /// Unique on the page.
    pub id: Id,
    /// The operator's title.
    pub title: Option<String>,
    /// The kind of panel.
    pub kind: &'static Kind,
    /// Share of the row's width left after minimum widths.
    pub width: u16,
    /// Least width and height, border included.
    pub min_size: (u16, u16),
    /// 1 stays longest when room runs out.
    pub priority: u8,
    /// What is drawn.
    pub panel: Box<dyn Panel>,
}

impl Page {
    /// All panels in reading order.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.rows.iter().flat_map(|row| &row.slots)
    }
}

/// What became of a file at the last look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// Its present text is in use.
    Loaded,
    /// Its present text cannot be used; the last good one is, from the time given in [`File::since`].
    Kept,
    /// It is not there, or cannot be read; the last good text is used if there was one.
    Missing,
    /// It has mistakes and there is no better text: what could be used of it is.
    Broken,
}

/// One of a dashboard's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// As shown to people: relative to the dashboard's folder.
    pub name: Arc<str>,
    /// Where it is; none for the built-in dashboard.
    pub path: Option<PathBuf>,
    /// What became of it.
    pub state: FileState,
    /// Hash of the text in use (XXH3, 64 bits).
    pub hash: u64,
    /// When the text in use was read.
    pub since: Option<SystemTime>,
}

/// The result of one load: replaced whole, shared freely.
#[derive(Debug)]
pub struct Snapshot {
    /// Counts loads; a snapshot with a lower number than the present one is late and dropped.
    pub revision: u64,
    /// What could be used.
    pub dashboard: Dashboard,
    /// What is wrong, by file and line, errors before warnings of the same place.
    pub diagnostics: Vec<Diagnostic>,
    /// The files read, in the order of reading.
    pub files: Vec<File>,
}

impl Snapshot {
    /// A hash of the names and texts of all files used (XXH3, 64 bits): the same files give the same number.
    pub fn hash(&self) -> u64 {
        let mut all: Vec<u8> = Vec::new();
        for file in &self.files {
            all.extend(file.name.as_bytes());
            all.push(0);
            all.extend(file.hash.to_le_bytes());
        }
        xxhash_rust::xxh3::xxh3_64(&all)
    }
}

impl Snapshot {
    /// How many problems there are; hints do not count.
    pub fn problems(&self) -> usize {
        let problems = self.diagnostics.iter();
        problems
            .filter(|problem| problem.severity > Severity::Hint)
            .count()
    }
}
