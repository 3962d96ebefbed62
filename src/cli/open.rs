//! `tightrope [DASHBOARD]`: open it.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;

use super::{Failure, origin, render, theme_of_environment};
use crate::app::Start;
use crate::{runtime, theme};

#[derive(Debug, clap::Args)]
pub(super) struct Open {
    /// A folder with dashboard.toml, or the file itself.
    dashboard: Option<PathBuf>,
    /// Open this page.
    #[arg(long, value_name = "ID")]
    page: Option<String>,
    /// Look at this date instead of today; not after today.
    #[arg(long, value_name = "DATE", value_parser = super::parse_date)]
    as_of: Option<NaiveDate>,
    /// Draw with this theme instead of the dashboard's.
    #[arg(long, value_name = "NAME", value_parser = super::parse_theme)]
    theme: Option<theme::Name>,
}

/// Whether the terminal can only print: it says so, or says nothing.
fn is_dumb() -> bool {
    let term = std::env::var_os("TERM").unwrap_or_default();
    term.is_empty() || term == "dumb"
}

impl Open {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let dashboard = self.dashboard.as_deref();
        let start = Start {
            page: self.page,
            as_of: self.as_of,
            theme: self.theme,
        };
        if !io::stdout().is_terminal() || !io::stdin().is_terminal() || is_dumb() {
            return render::first_page(out, dashboard, &start);
        }
        let origin = origin(dashboard)?;
        let theme = start.theme.or_else(theme_of_environment);
        runtime::run(origin, &Start { theme, ..start }).map(|()| ExitCode::SUCCESS)
    }
}
