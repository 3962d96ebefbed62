//! `tightrope schema [KIND]`: the JSON Schema of a kind of file.

use std::io::Write;
use std::process::ExitCode;

use super::{Failure, put};
use crate::config::{FileKind, schema};

#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// Which file: dashboard.toml, or one that it includes.
    #[arg(value_enum, default_value_t = Kind::Dashboard)]
    kind: Kind,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Kind {
    /// The entry file, dashboard.toml.
    Dashboard,
    /// Any other file.
    Items,
}

impl Schema {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let kind = match self.kind {
            Kind::Dashboard => FileKind::Dashboard,
            Kind::Items => FileKind::Items,
        };
        put(out, &format!("{:#}\n", schema(kind)))
    }
}
