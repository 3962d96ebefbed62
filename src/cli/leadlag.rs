//! `tightrope leadlag [DASHBOARD]`: the questions of lead and lag with their answers, as data.

use std::io::Write;
use std::process::ExitCode;

use super::{AsOf, Failure, Format, Which, load, put};
use crate::assess::leadlag::analyse;
use crate::assess::{self, Watch};
use crate::export::LeadLags;

#[derive(Debug, clap::Args)]
pub(super) struct LeadLag {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    as_of: AsOf,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

impl LeadLag {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let snapshot = load(self.which.dashboard.as_deref())?;
        let as_of = self.as_of.date()?;
        let model = &snapshot.dashboard.model;
        let history = assess::assess(model, as_of).history;
        let findings = analyse(model, &history, as_of, Watch::NONE).unwrap_or_default();
        let answers = LeadLags::new(&snapshot, as_of, &findings);
        match self.format {
            // Sentences stand above the table.
            Format::Markdown => put(out, &answers.markdown()),
            other => other.put(out, || answers.json(), || answers.table()),
        }
    }
}
