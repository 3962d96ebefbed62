//! `tightrope [DASHBOARD]`: open it.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;

use super::{Failure, render, with_command};
use crate::{config, runtime, theme};

#[derive(Debug, clap::Args)]
pub(super) struct Open {
    /// A folder with dashboard.toml, or the file itself.
    dashboard: Option<PathBuf>,
    /// Open this page.
    #[arg(long, value_name = "ID")]
    page: Option<String>,
    /// Look at this date instead of today.
    #[arg(long, value_name = "DATE", value_parser = super::parse_date)]
    as_of: Option<NaiveDate>,
    /// Draw with this theme instead of the dashboard's.
    #[arg(long, value_name = "NAME", value_parser = super::parse_theme)]
    theme: Option<theme::Name>,
}

impl Open {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
            return render::first_page(out, self.dashboard.as_deref(), self.page, self.as_of);
        }
        let dashboard = self.dashboard.as_deref();
        let origin = config::find(dashboard).map_err(|failure| with_command(dashboard, failure))?;
        let options = runtime::Options { page: self.page, as_of: self.as_of, theme: self.theme };
        runtime::run(origin, options).map(|()| ExitCode::SUCCESS)
    }
}
