//! `tightrope compare [DASHBOARD] --from DATE [--to DATE]`: what changed between two dates, and why.

use std::io::Write;
use std::process::ExitCode;

use chrono::NaiveDate;

use super::answer::by_today;
use super::{Failure, Format, Which, load};
use crate::export::Comparison;

#[derive(Debug, clap::Args)]
pub(super) struct Compare {
    #[command(flatten)]
    which: Which,
    /// The first date.
    #[arg(long, value_name = "DATE", value_parser = super::parse_date)]
    from: NaiveDate,
    /// The second date; today without it.
    #[arg(long, value_name = "DATE", value_parser = super::parse_date)]
    to: Option<NaiveDate>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

impl Compare {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let to = by_today(self.to)?;
        if to < self.from {
            let end = if self.to.is_some() { "--to" } else { "today" };
            return Err(format!("--from {} lies after {end}, {to}", self.from));
        }
        let snapshot = load(self.which.dashboard.as_deref())?;
        let comparison = Comparison::new(&snapshot, self.from, to);
        self.format
            .put(out, || comparison.json(), || comparison.table())
    }
}
