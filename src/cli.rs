//! Commands: one file each. Exit codes are an interface: 0 done, 1 the files have problems, 2 it could not be done.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge of the program: files, clock and environment"
)]

mod answer;
mod assess;
mod check;
mod compare;
mod explain;
mod import;
mod init;
mod leadlag;
mod open;
mod order;
mod panels;
mod record;
mod render;
mod robustness;
mod schema;
mod which;

use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use chrono::{Local, NaiveDate, NaiveDateTime};
use clap::{CommandFactory, Parser, Subcommand};

use crate::dashboard::Snapshot;
use crate::model::Id;
use crate::text::nearest;
use crate::theme;
use answer::{AsOf, Format};
use which::{Which, loader, origin};

/// Track who holds influence over a country, how that is moving, and how well we know it.
#[derive(Debug, Parser)]
#[command(
    name = "tightrope",
    version,
    args_conflicts_with_subcommands = true,
    max_term_width = 100
)]
#[command(
    after_help = "Without DASHBOARD: ./config, then the user's config folder, then the built-in one.\n\
    Exit codes: 0 done, 1 the files have problems, 2 it could not be done."
)]
pub struct Arguments {
    #[command(flatten)]
    open: open::Open,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a dashboard to a folder, to edit: the built-in one, or a small one.
    Init(init::Init),
    /// Find every problem in a dashboard's files.
    Check(check::Check),
    /// Draw a page without a terminal.
    Render(render::Render),
    /// Print what a dashboard means as of a date, as data.
    Assess(assess::Assess),
    /// Print what changed between two dates, and why.
    Compare(compare::Compare),
    /// Print whether one series follows another, as data.
    #[command(name = "leadlag")]
    LeadLag(leadlag::LeadLag),
    /// Print how far scores depend on assumptions that are open.
    Robustness(robustness::Robust),
    /// Write an observation into a dashboard's files.
    Record(record::Record),
    /// Write the rows of a file from elsewhere as observations.
    Import(import::Import),
    /// List the kinds of panel, or print an example of one.
    Panels(panels::Panels),
    /// Print the JSON Schema of a kind of file, for editors.
    Schema(schema::Schema),
    /// Explain a problem by its code.
    Explain(explain::Explain),
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff).
    Man,
}

/// Why a command could not be done; one or more lines for people, without the program's name.
type Failure = String;

/// Runs the program with arguments, the first of which is its own name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&words) {
        Ok(arguments) => arguments,
        Err(error) => {
            if let Some(meant) = order::meant(&error, &words) {
                return fail(&meant);
            }
            let code = error.exit_code();
            // A closed pipe is no reason to complain.
            let _ = error.print();
            return ExitCode::from(code as u8);
        }
    };
    let mut out = io::stdout().lock();
    let done = run(arguments, &mut out).and_then(|code| match out.flush() {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(code),
    });
    done.unwrap_or_else(|failure| fail(&failure))
}

/// Says why it could not be done.
fn fail(failure: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "tightrope: {failure}");
    ExitCode::from(2)
}

fn run(arguments: Arguments, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    match arguments.command {
        None => arguments.open.run(out),
        Some(Command::Init(command)) => command.run(out),
        Some(Command::Check(command)) => command.run(out),
        Some(Command::Render(command)) => command.run(out),
        Some(Command::Assess(command)) => command.run(out),
        Some(Command::Compare(command)) => command.run(out),
        Some(Command::LeadLag(command)) => command.run(out),
        Some(Command::Robustness(command)) => command.run(out),
        Some(Command::Record(command)) => command.run(out),
        Some(Command::Import(command)) => command.run(out),
        Some(Command::Panels(command)) => command.run(out),
        Some(Command::Schema(command)) => command.run(out),
        Some(Command::Explain(command)) => command.run(out),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "tightrope", &mut script);
            put_bytes(out, &script)
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Arguments::command())
                .render(&mut page)
                .map_err(|error| error.to_string())?;
            put_bytes(out, &page)
        }
    }
}

/// Writes an answer. A reader that has gone away is no failure.
fn put(out: &mut dyn Write, text: &str) -> Result<ExitCode, Failure> {
    put_bytes(out, text.as_bytes())
}

fn put_bytes(out: &mut dyn Write, bytes: &[u8]) -> Result<ExitCode, Failure> {
    match out.write_all(bytes) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Loads a dashboard once.
fn load(dashboard: Option<&Path>) -> Result<Snapshot, Failure> {
    loader(dashboard)?.load().ok_or_else(unread)
}

fn unread() -> Failure {
    "the dashboard could not be read".to_owned()
}

/// Why there is no answer about a subject, with the ones there are answers about.
fn no_data(code: &str, known: &[Id]) -> Failure {
    let known: Vec<&str> = known.iter().map(Id::as_str).collect();
    let failure = format!("no index has data on `{code}`");
    match nearest(code, known.iter().copied()) {
        Some(near) => format!("{failure}; did you mean `{near}`?"),
        None if known.is_empty() => failure,
        None => format!("{failure}; there are on: {}", known.join(", ")),
    }
}

/// The time by the clock on the wall.
fn now() -> NaiveDateTime {
    Local::now().naive_local()
}

/// The theme that `NO_COLOR` asks for, where it is set.
fn theme_of_environment() -> Option<theme::Name> {
    let is_set = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    is_set.then_some(theme::Name::Mono)
}

/// Reads a theme's name from the command line.
fn parse_theme(word: &str) -> Result<theme::Name, String> {
    theme::Name::of_word(word).ok_or_else(|| {
        let words: Vec<&str> = theme::NAMES.iter().map(|name| name.word()).collect();
        match nearest(word, words.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("themes: {}", words.join(", ")),
        }
    })
}

/// Reads a date from the command line.
fn parse_date(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "write it as 2024-11-28".to_owned())
}

/// Reads a size such as `120x40` from the command line.
fn parse_size(text: &str) -> Result<(u16, u16), String> {
    let size = text.split_once('x').and_then(|(width, height)| {
        let (width, height) = (width.parse().ok()?, height.parse().ok()?);
        (1..=1000).contains(&width).then_some(())?;
        (1..=1000).contains(&height).then_some((width, height))
    });
    size.ok_or_else(|| "write it as COLUMNSxROWS, each from 1 to 1000, such as 120x40".to_owned())
}
