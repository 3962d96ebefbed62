//! `tightrope assess [DASHBOARD] [--subject CODE]`: the whole assessment as data, or the indices of other subjects.

use std::io::Write;
use std::process::ExitCode;

use chrono::NaiveDate;

use super::{Failure, Format, Which, load, no_data, now, put};
use crate::app::not_after;
use crate::dashboard::Snapshot;
use crate::export::SideBySide;
use crate::model::Id;
use crate::{assess, export};

#[derive(Debug, clap::Args)]
pub(super) struct Assess {
    #[command(flatten)]
    which: Which,
    /// The date to assess, not after today; today without it.
    #[arg(long, value_name = "DATE", value_parser = super::parse_date)]
    as_of: Option<NaiveDate>,
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
        let today = now().date();
        let as_of = self.as_of.unwrap_or(today);
        not_after(as_of, today)?;
        if let Some(subject) = &self.subject {
            let found = subjects(&snapshot, as_of, subject)?;
            let text = match self.format {
                Format::Json => found.json(),
                Format::Csv => found.table().csv(),
                Format::Markdown => found.table().markdown(),
            };
            return put(out, &text);
        }
        let assessment = assess::assess(&snapshot.dashboard.model, as_of);
        put(
            out,
            &match self.format {
                Format::Json => export::json(&snapshot, &assessment),
                Format::Csv => export::table(&snapshot, &assessment).csv(),
                Format::Markdown => export::table(&snapshot, &assessment).markdown(),
            },
        )
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
