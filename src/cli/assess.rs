//! `tightrope assess [DASHBOARD]`: the whole assessment as data.

use std::io::Write;
use std::process::ExitCode;

use chrono::NaiveDate;

use super::{Failure, Format, Which, load, now, put};
use crate::{assess, export};

#[derive(Debug, clap::Args)]
pub(super) struct Assess {
    #[command(flatten)]
    which: Which,
    /// The date to assess; today without it.
    #[arg(long, value_name = "DATE", value_parser = super::parse_date)]
    as_of: Option<NaiveDate>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

impl Assess {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let snapshot = load(self.which.dashboard.as_deref())?;
        let as_of = self.as_of.unwrap_or_else(|| now().date());
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
