//! Files to a dashboard: the only place that knows what stands where in them (panel options aside), and their only reader.
//!
//! ```text
//! store ─▶ loader ─▶ parse, series ─▶ item ─▶ link ─▶ Snapshot
//! bytes    versions  each file on     drafts  all     dashboard,
//!          of files  its own                  files   diagnostics
//! ```

use std::path::PathBuf;

pub mod edit;
mod find;
mod item;
mod limits;
mod link;
mod loader;
mod parse;
mod pattern;
mod schema;
mod series;
mod store;
mod value;

pub use find::{ENTRY, Template, find};
pub use loader::Loader;
pub use schema::{FileKind, schema};
pub use store::name_in;

/// Where a dashboard comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The one inside the program.
    BuiltIn,
    /// An entry file (`…/dashboard.toml`) and what it includes.
    File(PathBuf),
}
