//! What commands that answer with data have in common: the date they answer for, and the form of the answer.

use std::io::Write;
use std::process::ExitCode;

use chrono::NaiveDate;

use super::{Failure, now, put};
use crate::app::not_after;
use crate::export::Table;

/// The date an answer is for.
#[derive(Debug, clap::Args)]
pub(super) struct AsOf {
    /// The date to assess, not after today; today without it.
    #[arg(long, value_name = "DATE", value_parser = super::parse_date)]
    as_of: Option<NaiveDate>,
}

impl AsOf {
    pub(super) fn date(&self) -> Result<NaiveDate, Failure> {
        by_today(self.as_of)
    }
}

/// A date that has come, today where none is given.
pub(super) fn by_today(date: Option<NaiveDate>) -> Result<NaiveDate, Failure> {
    let today = now().date();
    let date = date.unwrap_or(today);
    not_after(date, today)?;
    Ok(date)
}

/// The form of an answer as data.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum Format {
    /// One JSON object.
    Json,
    /// Rows with a header.
    Csv,
    /// The same rows as a table to paste.
    Markdown,
}

impl Format {
    /// Writes an answer in this form.
    pub(super) fn put(
        self,
        out: &mut dyn Write,
        json: impl FnOnce() -> String,
        table: impl FnOnce() -> Table,
    ) -> Result<ExitCode, Failure> {
        let text = match self {
            Self::Json => json(),
            Self::Csv => table().csv(),
            Self::Markdown => table().markdown(),
        };
        put(out, &text)
    }
}
