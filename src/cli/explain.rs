//! `tightrope explain [CODE]`: what a diagnostic's code means.

use std::fmt::Write as _;
use std::io::Write;
use std::process::ExitCode;

use super::{Failure, put};
use crate::diagnostic::Code;
use crate::text::{nearest, wrap};

/// Columns of the explanation.
const WIDTH: usize = 80;

#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The word in brackets, such as `unknown-key`; without it, all are listed.
    code: Option<String>,
}

impl Explain {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let Some(name) = self.code else {
            return put(out, &list());
        };
        let code = Code::of_name(&name).ok_or_else(|| {
            let near = nearest(&name, Code::ALL.iter().map(|code| code.name()));
            let next = near.map_or("`tightrope explain` lists all codes.".to_owned(), |near| {
                format!("Did you mean `{near}`?")
            });
            format!("there is no code `{name}`. {next}")
        })?;
        put(out, &explanation(code))
    }
}

fn list() -> String {
    let longest = Code::ALL
        .iter()
        .map(|code| code.name().len())
        .max()
        .unwrap_or(0);
    let line = |code: &Code| {
        format!(
            "{:longest$}  {:7}  {}",
            code.name(),
            code.severity().word(),
            code.what()
        )
    };
    Code::ALL.iter().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

fn explanation(code: Code) -> String {
    let indented = |text: &str| {
        let lines = text.lines().map(|line| format!("    {line}"));
        let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n") + "\n"
    };
    let mut text = format!("{} ({})\n\n", code.name(), code.severity().word());
    for paragraph in [code.what(), code.why()] {
        for line in wrap(paragraph, WIDTH) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{line}");
        }
        text.push('\n');
    }
    let _ = write!(
        text,
        "Wrong:\n\n{}\nRight:\n\n{}",
        indented(code.bad()),
        indented(code.good())
    );
    text
}
