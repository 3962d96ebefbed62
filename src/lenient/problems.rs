//! Mistakes that are found in several places, worded once.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;

use crate::diagnostic::{Code, Problem};
use crate::text::nearest;

/// A text that has not the form its key takes; `code` says which form that is.
pub fn malformed(code: Code, text: &str, span: Range<usize>) -> Problem {
    let (noun, help) = match code {
        Code::BadId => (
            "an id",
            "use lower-case letters, digits and hyphens, at most 64",
        ),
        Code::BadDate => (
            "a date",
            "write 2024-11-28 or, in quotes, \"2024-11\", \"2024-Q4\" or \"2024\"",
        ),
        Code::BadSpan => ("a span of time", "write 30d, 6w, 18mo or 3y"),
        Code::BadGrade => (
            "an Admiralty grade",
            "write a letter A to F and a digit 1 to 6, such as B2",
        ),
        Code::BadCountry => (
            "a country code",
            "write three capital letters, such as KAZ (ISO 3166-1 alpha-3)",
        ),
        Code::BadUrl => (
            "a web address",
            "begin with https:// or http://, without blanks; leave it out where no full address is known",
        ),
        _ => ("a value this key takes", ""),
    };
    Problem::new(code, span, format!("{} is not {noun}", quoted(text))).help(help)
}

/// A reference to something that does not exist.
pub fn unknown_id<'k>(
    noun: &str,
    id: &str,
    span: Range<usize>,
    known: impl IntoIterator<Item = &'k str>,
) -> Problem {
    let problem = Problem::new(
        Code::UnknownId,
        span,
        format!("there is no {noun} {}", quoted(id)),
    );
    match nearest(id, known) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem,
    }
}

/// A key that is none of those its table takes: with the one that was meant, or what there are.
pub fn unknown_key(key: &Spanned<Cow<'_, str>>, meant: Option<&str>, known: &str) -> Problem {
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => known.to_owned(),
    };
    let message = format!("unknown key {}", quoted(key.get_ref()));
    Problem::new(Code::UnknownKey, key.span(), message).help(help)
}

/// A text that is none of the words its key takes.
pub fn unknown_word(word: &str, span: Range<usize>, known: &[&str]) -> Problem {
    let list = || format!("it takes one of: {}", known.join(", "));
    let help = match nearest(word, known.iter().copied()) {
        Some(near) if known.len() > 3 => format!("did you mean `{near}`? {}", list()),
        Some(near) => format!("did you mean `{near}`?"),
        None => list(),
    };
    Problem::new(
        Code::UnknownWord,
        span,
        format!("unknown word {}", quoted(word)),
    )
    .help(help)
}

/// Text from a file in a message, cut where it is long.
pub fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        format!("`{text}`")
    } else {
        format!("`{}…`", text.chars().take(MOST).collect::<String>())
    }
}
