//! A small dashboard on disk.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// The entry file: everything but the indicators.
pub(crate) const ENTRY: &str = r#"
schema_version = 1
title = "Rope test"
subject = { code = "KAZ", name = "Kazakhstan" }
include = ["indicators/*.toml"]

[[dimension]]
id = "security"
name = "Security"

[[source]]
id = "paper"
title = "A paper"
publisher = "A publisher"
url = "https://example.org/paper"

[[page]]
id = "one"
title = "First page"

  [[page.row]]
    [[page.row.panel]]
    kind = "scorecard"

[[page]]
id = "two"
title = "Second page"

  [[page.row]]
    [[page.row.panel]]
    kind = "note"
    text = "Words of the second page"
"#;

/// A file with one indicator of this value.
pub(crate) fn indicator(id: &str, value: &str) -> String {
    format!(
        r#"
[[indicator]]
id = "{id}"
name = "Indicator {id}"
dimension = "security"
direction = "+"
kind = "measured"
unit = "%"
decimals = 2
source = "paper"

  [[indicator.observation]]
  date = 2024-01-31
  value = {value}
"#
    )
}

/// A dashboard in a folder of its own, with one indicator (`ties`, 41.25) in `indicators/ties.toml`.
pub(crate) struct Dashboard {
    folder: TempDir,
}

impl Dashboard {
    /// Writes it.
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let dashboard = Self { folder };
        fs::create_dir(dashboard.at("indicators")).unwrap();
        fs::write(dashboard.entry(), ENTRY).unwrap();
        fs::write(dashboard.ties(), indicator("ties", "41.25")).unwrap();
        dashboard
    }

    /// A path in its folder.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Its entry file.
    pub(crate) fn entry(&self) -> PathBuf {
        self.at("dashboard.toml")
    }

    /// The file of its indicator.
    pub(crate) fn ties(&self) -> PathBuf {
        self.at("indicators/ties.toml")
    }

    /// Its folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}
