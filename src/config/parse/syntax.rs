//! Mistakes in the syntax of TOML, in plain words.

use crate::config::limits;
use crate::diagnostic::{Code, Problem};

/// Mistakes in the syntax, in plain words. What the parser makes of lines with NUL bytes helps nobody: the first such
/// byte is told instead.
pub(super) fn syntax(errors: &[toml::de::Error], text: &str) -> Vec<Problem> {
    let mut errors: Vec<&toml::de::Error> = errors.iter().collect();
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    // More are never shown.
    let slips = errors.into_iter().take(limits::PROBLEMS);
    let slips = slips.map(|error| slip(error, text));
    let Some(first) = text.find('\0') else {
        return slips.collect();
    };
    let message = "a NUL byte stands here: this is not plain text";
    let first = Problem::new(Code::Syntax, first..first + 1, message)
        .help("save the file as UTF-8; one in UTF-16 or cut off by a crash has such bytes");
    let others = slips.filter(|problem| !line(text, problem.span.start).contains('\0'));
    std::iter::once(first).chain(others).collect()
}

/// The line in which a byte stands.
fn line(text: &str, byte: usize) -> &str {
    let (before, after) = text.split_at_checked(byte).unwrap_or((text, ""));
    let from = before.rfind('\n').map_or(0, |at| at + 1);
    let to = after.find('\n').map_or(text.len(), |at| before.len() + at);
    text.get(from..to).unwrap_or_default()
}

/// A mistake in the syntax. The commonest ones are told in plain words, the others in the parser's.
fn slip(error: &toml::de::Error, text: &str) -> Problem {
    // An empty range at 0 would mean the whole file.
    let first = 0..text.chars().next().map_or(0, char::len_utf8);
    let span = error.span().unwrap_or(0..0);
    let span = if span == (0..0) { first } else { span };
    if let Some(quotes) = unclosed(error.message()) {
        let before = text.get(..span.start).unwrap_or_default();
        let at = before
            .rfind(quotes)
            .map_or(span, |at| at..at + quotes.len());
        return Problem::new(Code::Syntax, at, OPEN_TEXT).help(format!("close it with {quotes}"));
    }
    let (message, help) = match error.message() {
        "duplicate key" => ("this key stands in the table already", ""),
        "string values must be quoted, expected literal string" if is_nothing(text, span.start) => {
            ("this key has no value", "write key = value")
        }
        "string values must be quoted, expected literal string" => {
            ("text must stand in quotes", "write key = \"text\"")
        }
        "invalid basic string, expected `\"`" => (
            "this text does not end",
            "close it with \"; text of several lines stands between \"\"\" and \"\"\"",
        ),
        "key with no value, expected `=`" => (
            "this key has no value",
            "write key = value; a key of several words stands in quotes",
        ),
        "unquoted keys cannot be empty, expected letters, numbers, `-`, `_`" => {
            ("there is no key before the =", "write key = value")
        }
        "missing comma between array elements, expected `,`" => (
            "a comma is missing here, or the list before does not end",
            "write a comma between values; close the list with ]",
        ),
        "missing comma between key-value pairs, expected `,`"
        | "missing key for inline table element, expected `,`" => (
            "a comma is missing here, or the table before does not end",
            "write a comma between keys; close the table with }",
        ),
        "unclosed array, expected `]`" => ("this list does not end", "close it with ]"),
        "unclosed inline table, expected `}`" => ("this table does not end", "close it with }"),
        "unclosed array table, expected `]`" => ("this heading does not end", "close it with ]]"),
        "unclosed table, expected `]`" => ("this heading does not end", "close it with ]"),
        "invalid boolean, expected `true`" | "invalid boolean, expected `false`" => (
            "this is neither true nor false",
            "write true, false, or text in quotes",
        ),
        "unexpected leading zero, expected nothing" => (
            "a number does not begin with 0",
            "leave the 0 out, or put text in quotes",
        ),
        "invalid float, expected nothing" => (
            "this is not a number",
            "a date is written 2024-11-28, a number 28.11",
        ),
        date if date.starts_with("invalid date") || date.starts_with("invalid datetime") => (
            "this is not a date",
            "a day is written 2024-11-28, and must be in the calendar",
        ),
        escape if escape.starts_with("missing escaped value") => (
            "nothing is written like this behind \\",
            "write \\\\ for \\ itself, or put the text in single quotes",
        ),
        "unexpected key or value, expected newline, `#`" => (
            "nothing can follow a value on its line",
            "begin a new line, or a comment with #",
        ),
        other => (other, ""),
    };
    Problem::new(Code::Syntax, span, message).help(help)
}

const OPEN_TEXT: &str = "this text of several lines does not end";

/// Whether a problem is that a text of several lines does not end.
pub(super) fn is_open_text(problem: &Problem) -> bool {
    problem.message == OPEN_TEXT
}

/// The quotes around a text of several lines that lacks those at its end.
fn unclosed(message: &str) -> Option<&'static str> {
    match message {
        "invalid multi-line basic string, expected `\"`" => Some("\"\"\""),
        "invalid multi-line literal string, expected `'`" => Some("'''"),
        _ => None,
    }
}

/// Whether there is nothing from a byte to the end of its line but a comment.
fn is_nothing(text: &str, at: usize) -> bool {
    let rest = text.get(at..).and_then(|rest| rest.lines().next());
    let rest = rest.unwrap_or_default().trim_start();
    rest.is_empty() || rest.starts_with('#')
}
