//! `tightrope leadlag [DASHBOARD]`: the questions of lead and lag with their answers, as data.

use std::io::Write;
use std::process::ExitCode;

use chrono::NaiveDate;

use super::{Failure, Format, Which, load, now, put};
use crate::app::not_after;
use crate::assess::leadlag::analyse;
use crate::assess::{self, Watch};
use crate::export::LeadLags;

#[derive(Debug, clap::Args)]
pub(super) struct LeadLag {
    #[command(flatten)]
    which: Which,
    /// The date to assess, not after today; today without it.
    #[arg(long, value_name = "DATE", value_parser = super::parse_date)]
    as_of: Option<NaiveDate>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

impl LeadLag {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let snapshot = load(self.which.dashboard.as_deref())?;
        let today = now().date();
        let as_of = self.as_of.unwrap_or(today);
        not_after(as_of, today)?;
        let model = &snapshot.dashboard.model;
        let history = assess::assess(model, as_of).history;
        let findings = analyse(model, &history, as_of, Watch::NONE).unwrap_or_default();
        let answers = LeadLags::new(&snapshot, as_of, &findings);
        put(
            out,
            &match self.format {
                Format::Json => answers.json(),
                Format::Csv => answers.table().csv(),
                Format::Markdown => answers.markdown(),
            },
        )
    }
}
