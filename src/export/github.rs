//! Diagnostics as workflow commands of GitHub Actions: each marks its line in a pull request.
//!
//! `::error file=…,line=…,col=…,endColumn=…,title=…::message`, with the escapes of the Actions toolkit.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Severity};

/// The diagnostics as workflow commands, one a line.
pub fn problems_github(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(command).collect()
}

fn command(problem: &Diagnostic) -> String {
    let word = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let place = &problem.place;
    let mut line = format!("::{word} file={}", property(&place.file));
    // Writing to a string cannot fail.
    if place.line > 0 {
        let end = place.column + place.caret.len().max(1) - 1;
        let _ = write!(
            line,
            ",line={},endLine={},col={},endColumn={end}",
            place.line, place.line, place.column
        );
    }
    let mut message = problem.message.clone();
    if !problem.help.is_empty() {
        message.push('\n');
        message.push_str(&problem.help);
    }
    let _ = writeln!(
        line,
        ",title={}::{}",
        property(problem.code.name()),
        data(&message)
    );
    line
}

/// A message: what would end it is escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property: what would end it as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, problems_github};
    use crate::diagnostic::{Code, Problem, Text};

    #[test]
    fn what_would_end_a_command_or_a_property_is_escaped() {
        let text = "атау = 50\n";
        let at = text.find("50").unwrap();
        let problem =
            Problem::new(Code::UnknownKey, at..at + 2, "100 % wrong: a,b").help("two lines");
        assert_eq!(data("100 %\r\n"), "100 %25%0D%0A");
        let diagnostics = [
            Text::new("a,b: 5%.toml".into(), text).diagnostic(&problem),
            Text::new("a.toml".into(), text).diagnostic(&Problem::new(Code::NoPages, 0..0, "none")),
            Text::new("a.toml".into(), text).diagnostic(&Problem::new(Code::Stale, 0..0, "old")),
        ];
        assert_eq!(
            problems_github(&diagnostics),
            "::error file=a%2Cb%3A 5%25.toml,line=1,endLine=1,col=8,endColumn=9,title=unknown-key::100 %25 wrong: a,b%0Atwo lines\n\
             ::warning file=a.toml,title=no-pages::none\n\
             ::notice file=a.toml,title=stale::old\n"
        );
    }
}
