//! `tightrope record DASHBOARD INDICATOR VALUE`: observations written into the files.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::{Failure, now, origin, put};
use crate::config::edit::{Change, Edits, NewObservation, Outcome, Refusal, Twin};
use crate::diagnostic::{self, Diagnostic};
use crate::model::Id;
use crate::runtime;
use crate::text::clean_lines;

mod lines;

use lines::Line;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The observation goes where the others of the indicator stand: below it, or into its series file. \
    Comments, order and every other byte stay. Once the line that tells of it is printed it is on disk.\n\n\
    Examples:\n  \
    tightrope record . csto-ties 72 --source csto-2024 --grade B2\n  \
    tightrope record . oil-price 81.4 --date 2024-Q3 --low 80 --high 83\n  \
    tightrope record . --stdin <<< '{\"indicator\": \"oil-price\", \"date\": \"2024-11\", \"value\": 73.2}'\n\n\
    Exit codes: 0 it is written, 1 it would not load, 2 it could not be done. Where it is not 0 nothing is written."
)]
pub(super) struct Record {
    /// A folder with dashboard.toml, or the file itself.
    dashboard: PathBuf,
    /// The id of the indicator.
    #[arg(required_unless_present = "stdin")]
    indicator: Option<String>,
    /// The value in the indicator's unit, or `none`: looked for, not found.
    #[arg(required_unless_present = "stdin", allow_hyphen_values = true, value_parser = parse_value)]
    value: Option<Figure>,
    #[command(flatten)]
    fields: Fields,
    /// Change an observation of the same date and subject.
    #[arg(long)]
    replace: bool,
    /// Show what would change in which file, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Read observations from standard input, one JSON object a line; all are written, or none.
    #[arg(long, conflicts_with_all = ["indicator", "value", "Fields"])]
    stdin: bool,
}

#[derive(Debug, clap::Args)]
struct Fields {
    /// A day or a period: 2024-11-28, 2024-11, 2024-Q4, 2024; today without it.
    #[arg(long)]
    date: Option<String>,
    /// ISO 3166-1 alpha-3; the dashboard's subject without it.
    #[arg(long, value_name = "CODE")]
    subject: Option<String>,
    /// The lower end of its range.
    #[arg(long, allow_hyphen_values = true)]
    low: Option<f64>,
    /// The upper end of its range.
    #[arg(long, allow_hyphen_values = true)]
    high: Option<f64>,
    /// The id of a source; may be given several times.
    #[arg(long, value_name = "ID")]
    source: Vec<String>,
    /// Admiralty grade, such as B2.
    #[arg(long)]
    grade: Option<String>,
    /// When it became known: a day or a period.
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// More about it.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// A value on the command line; none: looked for, not found.
#[derive(Clone, Copy, Debug)]
struct Figure(Option<f64>);

fn parse_value(text: &str) -> Result<Figure, String> {
    if text == "none" {
        return Ok(Figure(None));
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(Figure(Some(value))),
        _ => Err("write a figure such as 95.4, or none".to_owned()),
    }
}

impl Record {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let dashboard = Some(self.dashboard.as_path());
        let origin = origin(dashboard)?;
        let dry_run = self.dry_run;
        let twin = if self.replace {
            Twin::Changes
        } else {
            Twin::Refuses
        };
        let given = match self.given() {
            Ok(given) => given,
            Err(refused) => return refused,
        };
        let put_in = |editor: &mut _| lines::record(editor, &given, twin);
        let edits = if dry_run {
            runtime::rehearse(origin, put_in)
        } else {
            runtime::record(&origin, put_in, |_| Ok(()))
        };
        match edits {
            Ok(edits) => {
                tell_warnings(&edits);
                let told = told(&edits, dry_run);
                if dry_run {
                    put(out, &told)
                } else {
                    Ok(put_written(out, &told))
                }
            }
            Err(refusal) => refuse(&refusal, "recorded", |place| given.get(place)?.number),
        }
    }

    /// What is to be recorded; an exit code when it cannot be read.
    fn given(self) -> Result<Vec<Line>, Result<ExitCode, Failure>> {
        let today = now().date().to_string();
        if self.stdin {
            let mut text = String::new();
            if let Err(error) = io::stdin().lock().read_to_string(&mut text) {
                return Err(Err(format!("standard input cannot be read: {error}")));
            }
            return lines::read(&text, &today).map_err(|problems| {
                complain(&format!("nothing was recorded:\n{}", problems.join("\n")));
                Ok(ExitCode::from(1))
            });
        }
        let Fields {
            date,
            subject,
            low,
            high,
            source,
            grade,
            published,
            note,
        } = self.fields;
        let value = self.value.and_then(|Figure(value)| value);
        Ok(vec![Line {
            number: None,
            indicator: Id::new(&self.indicator.unwrap_or_default()),
            new: NewObservation {
                date: date.unwrap_or(today),
                value,
                low,
                high,
                sources: source,
                grade,
                published,
                subject,
                note,
                without: Vec::new(),
            },
        }])
    }
}

/// A line for each observation; with the differences before them when nothing is written.
fn told(edits: &Edits, dry_run: bool) -> String {
    let mut text = String::new();
    if dry_run {
        text.extend(edits.changes.iter().map(Change::diff));
    }
    for recorded in &edits.recorded {
        let did = match (recorded.outcome, dry_run) {
            (Outcome::New, false) => "recorded",
            (Outcome::New, true) => "would record",
            (Outcome::Changed, false) => "changed",
            (Outcome::Changed, true) => "would change",
            (Outcome::Same | Outcome::Left, _) => "already there:",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{did} {}", recorded.in_words());
    }
    text
}

/// Tells what is on disk: that it cannot be told makes it no failure, which would say that nothing is written.
pub(super) fn put_written(out: &mut dyn Write, text: &str) -> ExitCode {
    if let Err(why) = put(out, text) {
        complain(&format!(
            "tightrope: it is written, but that cannot be told: {why}"
        ));
    }
    ExitCode::SUCCESS
}

pub(super) fn tell_warnings(edits: &Edits) {
    for warning in &edits.warnings {
        complain(&shown(warning));
    }
}

/// Says why nothing was done; `line` knows on which line of standard input an observation stands.
pub(super) fn refuse(
    refusal: &Refusal,
    done: &str,
    line: impl Fn(usize) -> Option<usize>,
) -> Result<ExitCode, Failure> {
    let mut text = format!("nothing was {done}: {}", clean_lines(&refusal.message));
    if refusal.is_twin {
        text.push_str("; --replace changes it");
    }
    for (number, problem) in refusal.diagnostics.iter().enumerate() {
        let about = refusal.about.get(number).copied().flatten();
        text.push('\n');
        if let Some(line) = about.and_then(&line) {
            let _ = writeln!(text, "line {line} of standard input:");
        }
        text.push_str(&shown(problem));
    }
    if !refusal.is_data {
        return Err(text);
    }
    complain(&format!("tightrope: {text}"));
    Ok(ExitCode::from(1))
}

fn shown(problem: &Diagnostic) -> String {
    let render = if io::stderr().is_terminal() {
        diagnostic::styled
    } else {
        diagnostic::plain
    };
    render(problem).trim_end().to_owned() + "\n"
}

/// Says something on standard error.
fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{}", text.trim_end());
}
