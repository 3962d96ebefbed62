//! Files to a dashboard: the only place with serde and toml (panel options aside), and the only reader of files.

use std::path::PathBuf;

use crate::dashboard::Snapshot;

/// Where a dashboard comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The one inside the program.
    BuiltIn,
    /// An entry file (`…/dashboard.toml`) and what it includes.
    File(PathBuf),
}

/// Reads a dashboard, again and again: parses only what has changed, and keeps the last good version of each file.
#[derive(Debug)]
pub struct Loader {
    origin: Origin,
}

impl Loader {
    /// Starts without having read anything.
    pub fn new(origin: Origin) -> Self {
        Self { origin }
    }

    /// Looks at every file and include pattern. None when nothing has changed since the last load.
    pub fn load(&mut self) -> Option<Snapshot> {
        let _ = &self.origin;
        None
    }

    /// Paths whose change could change the dashboard: every file read or missed, and the folders that include
    /// patterns look into. Empty for the built-in dashboard.
    pub fn paths(&self) -> Vec<PathBuf> {
        Vec::new()
    }
}
