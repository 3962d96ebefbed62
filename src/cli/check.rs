//! `tightrope check [DASHBOARD]`: every problem, once.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::iter;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::ValueEnum;

use super::which::from_here;
use super::{Failure, Which, loader, now, put, unread};
use crate::config::Origin;
use crate::dashboard::Snapshot;
use crate::diagnostic::{self, Code, Diagnostic, Severity};
use crate::export;

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    #[command(flatten)]
    which: Which,
    /// The day on which things are stale or lie ahead; today without it.
    #[arg(long, value_name = "DATE", value_parser = super::parse_date)]
    as_of: Option<NaiveDate>,
    /// For people or for programs.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Which problems besides errors make the exit code 1.
    #[arg(long, value_enum, value_name = "WHICH")]
    deny: Option<Deny>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Text with the line and a caret.
    Human,
    /// One JSON object.
    Json,
    /// Commands that make GitHub mark the lines.
    Github,
    /// SARIF 2.1.0, as code scanners write.
    Sarif,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Deny {
    /// Warnings as well.
    Warnings,
    /// Warnings and hints as well.
    Hints,
}

impl Check {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let today = self.as_of.unwrap_or_else(|| now().date());
        let mut loader = loader(self.which.dashboard.as_deref())?;
        loader.set_today(today);
        let is_built_in = *loader.origin() == Origin::BuiltIn;
        let root = match loader.origin() {
            Origin::BuiltIn => PathBuf::new(),
            Origin::File(entry) => entry.with_file_name(""),
        };
        let snapshot = loader.load().ok_or_else(unread)?;
        let problems = &snapshot.diagnostics;
        let text = match self.format {
            Format::Json => export::problems_json(problems),
            Format::Github => export::problems_github(&seen_from_here(problems, &root)),
            Format::Sarif => export::problems_sarif(&seen_from_here(problems, &root)),
            Format::Human => human(problems, snapshot.files.len(), is_built_in),
        };
        put(out, &text)?;
        let least = match self.deny {
            None => Severity::Error,
            Some(Deny::Warnings) => Severity::Warning,
            Some(Deny::Hints) => Severity::Hint,
        };
        if !is_read(&snapshot) {
            return Ok(ExitCode::from(2));
        }
        let failed = problems.iter().any(|problem| problem.severity >= least);
        Ok(ExitCode::from(u8::from(failed)))
    }
}

/// Whether the entry file could be read, if only to find that it is no text.
fn is_read(snapshot: &Snapshot) -> bool {
    let Some(entry) = snapshot.files.first() else {
        return false;
    };
    let is_garbled =
        |problem: &Diagnostic| problem.code == Code::NotUtf8 && problem.place.file == entry.name;
    entry.since.is_some() || snapshot.diagnostics.iter().any(is_garbled)
}

/// Problems with their files as seen from the current folder: those who mark lines know nothing of the dashboard's.
fn seen_from_here(problems: &[Diagnostic], root: &Path) -> Vec<Diagnostic> {
    let mut problems = problems.to_vec();
    for problem in &mut problems {
        for place in iter::once(&mut problem.place).chain(&mut problem.related) {
            place.file = Arc::from(from_here(&root.join(&*place.file)));
        }
    }
    problems
}

fn human(problems: &[Diagnostic], files: usize, is_built_in: bool) -> String {
    let render = if io::stdout().is_terminal() {
        diagnostic::styled
    } else {
        diagnostic::plain
    };
    let mut text: String = problems
        .iter()
        .map(|problem| render(problem).trim_end().to_owned() + "\n\n")
        .collect();
    let count = |severity: Severity| match problems
        .iter()
        .filter(|problem| problem.severity == severity)
        .count()
    {
        0 => None,
        1 => Some(format!("1 {}", severity.word())),
        many => Some(format!("{many} {}s", severity.word())),
    };
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .filter_map(count)
        .collect();
    let found = if counts.is_empty() {
        "no problems".to_owned()
    } else {
        counts.join(", ")
    };
    let files = if files == 1 {
        "1 file".to_owned()
    } else {
        format!("{files} files")
    };
    let whose = if is_built_in {
        " of the built-in dashboard"
    } else {
        ""
    };
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{found} in {files}{whose}");
    if let Some(first) = problems.first() {
        let _ = writeln!(
            text,
            "More about a problem: tightrope explain {}",
            first.code.name()
        );
    }
    text
}
