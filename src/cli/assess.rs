//! `tightrope assess [DASHBOARD] [--subject CODE]`: the whole assessment as data, or the indices of other subjects.

use std::io::Write;
use std::process::ExitCode;

use chrono::NaiveDate;

use super::{AsOf, Failure, Format, Which, load, no_data};
use crate::dashboard::Snapshot;
use crate::export::SideBySide;
use crate::model::Id;
use crate::{assess, export};

#[derive(Debug, clap::Args)]
pub(super) struct Assess {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    as_of: AsOf,
    /// Indices and ranks of another subject, by its code, or of `all` that have data.
    #[arg(long, value_name = "CODE")]
    subject: Option<String>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

impl Assess {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let snapshot = load(self.which.dashboard.as_deref())?;
        let as_of = self.as_of.date()?;
        if let Some(subject) = &self.subject {
            let found = subjects(&snapshot, as_of, subject)?;
            return self.format.put(out, || found.json(), || found.table());
        }
        let assessment = assess::assess(&snapshot.dashboard.model, as_of);
        let json = || export::json(&snapshot, &assessment);
        let table = || export::table(&snapshot, &assessment);
        self.format.put(out, json, table)
    }
}

/// The subject of that code, or all.
fn subjects<'a>(
    snapshot: &'a Snapshot,
    as_of: NaiveDate,
    code: &str,
) -> Result<SideBySide<'a>, Failure> {
    let only = (code != "all").then(|| Id::new(code));
    SideBySide::new(snapshot, as_of, only.as_ref()).map_err(|known| no_data(code, &known))
}
