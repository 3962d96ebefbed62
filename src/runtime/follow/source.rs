//! Where the follower has its snapshots from.

use std::path::PathBuf;

use super::super::now;
use crate::config::Loader;
use crate::dashboard::Snapshot;

/// Where snapshots come from.
pub(super) trait Source: Send {
    /// None when nothing has changed since the last load.
    fn load(&mut self) -> Option<Snapshot>;
    /// Reads everything anew.
    fn force(&mut self) -> Option<Snapshot>;
    /// Paths whose change could change the result.
    fn paths(&self) -> Vec<PathBuf>;
}

impl Source for Loader {
    fn load(&mut self) -> Option<Snapshot> {
        self.set_today(now().date());
        Self::load(self)
    }

    fn force(&mut self) -> Option<Snapshot> {
        self.set_today(now().date());
        Some(Self::force(self))
    }

    fn paths(&self) -> Vec<PathBuf> {
        Self::paths(self)
    }
}
