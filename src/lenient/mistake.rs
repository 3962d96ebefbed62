//! What serde finds wrong, kept as data instead of a sentence.

use std::fmt;
use std::ops::Range;

use serde::de::{self, Expected, Unexpected};
use toml::Spanned;
use toml::de::DeValue;

use super::problems::{quoted, unknown_word};
use crate::diagnostic::{Code, Problem};

/// What went wrong, and at which value.
#[derive(Debug)]
pub(super) struct Mistake {
    pub(super) kind: Kind,
    /// The value it went wrong at; set on the way out of it.
    pub(super) at: Option<Box<At>>,
    /// The key under which that value stands; set on the way out of the table.
    key: Option<String>,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// A value of another type.
    Type(String),
    /// A value of the right type, but not a possible one.
    Value(String),
    /// A word that is not in the list.
    Word(String, &'static [&'static str]),
    /// A key that is not there.
    Missing(&'static str),
    /// Nothing could be made up for a value that is not there: nothing more will be found.
    Scrap,
    /// Whatever a type's own reading says.
    Other(String),
}

/// A value in the tree, by its address (the tree is not touched while it is read).
#[derive(Debug)]
pub(super) struct At {
    pub(super) address: usize,
    pub(super) span: Range<usize>,
    pub(super) in_list: bool,
    found: &'static str,
    text: String,
}

impl At {
    pub(super) fn new(value: &Spanned<DeValue<'_>>, in_list: bool) -> Self {
        let (found, text) = match value.get_ref() {
            DeValue::String(text) => ("text", text.to_string()),
            DeValue::Integer(number) => ("a whole number", number.to_string()),
            DeValue::Float(number) => ("a number with a decimal point", number.to_string()),
            DeValue::Boolean(truth) => ("true or false", truth.to_string()),
            DeValue::Datetime(date) => ("a date", date.to_string()),
            DeValue::Array(_) => ("a list", String::new()),
            DeValue::Table(_) => ("a table", String::new()),
        };
        Self {
            address: address(value),
            span: value.span(),
            in_list,
            found,
            text,
        }
    }
}

/// The identity of a value in a tree.
pub(super) fn address(value: &Spanned<DeValue<'_>>) -> usize {
    std::ptr::from_ref(value).addr()
}

impl Mistake {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            at: None,
            key: None,
        }
    }

    /// On the way out of a value.
    pub(super) fn at(mut self, value: &Spanned<DeValue<'_>>, in_list: bool) -> Self {
        if self.at.is_none() {
            self.at = Some(Box::new(At::new(value, in_list)));
        }
        self
    }

    /// On the way out of an entry of a table.
    pub(super) fn under(mut self, key: &str) -> Self {
        if self.key.is_none() {
            self.key = Some(key.to_owned());
        }
        self
    }

    /// The mistake for people.
    pub(super) fn problem(&self, at: &At) -> Problem {
        let span = at.span.clone();
        let takes = match (&self.key, at.in_list) {
            (Some(key), false) => format!("`{key}` takes"),
            (Some(key), true) => format!("each entry of `{key}` must be"),
            (None, _) => "expected".to_owned(),
        };
        match &self.kind {
            Kind::Type(expected) => {
                let expected = plain(expected);
                let message = format!("{takes} {expected}, not {}", at.found);
                Problem::new(Code::WrongType, span, message).help(cure(&expected, at))
            }
            Kind::Value(expected) => {
                let message = format!("{takes} {}, not {}", plain(expected), quoted(&at.text));
                Problem::new(Code::BadValue, span, message)
            }
            Kind::Word(word, known) => unknown_word(word, span, known),
            Kind::Missing(key) => {
                Problem::new(Code::MissingKey, span, format!("`{key}` is missing"))
                    .label(format!("needs `{key}`"))
            }
            Kind::Other(message) => Problem::new(Code::BadValue, span, message.clone()),
            Kind::Scrap => Problem::new(Code::BadValue, span, "this cannot be read"),
        }
    }
}

/// What to write instead, where the slip is a common one.
fn cure(expected: &str, at: &At) -> String {
    match (expected, at.found) {
        ("a date", "a whole number")
        | ("text in quotes", "a whole number" | "a date" | "a number with a decimal point") => {
            format!("put it in quotes: \"{}\"", at.text)
        }
        (number, "text") if number.contains("number") && at.text.trim().parse::<f64>().is_ok() => {
            format!("leave out the quotes: {}", at.text.trim())
        }
        ("true or false", "text") if matches!(at.text.as_str(), "true" | "false") => {
            format!("leave out the quotes: {}", at.text)
        }
        (list, "text") if list.starts_with("a list") => {
            format!("put it in brackets: [\"{}\"]", at.text)
        }
        _ => String::new(),
    }
}

/// Serde's name of a type in plain words.
fn plain(expected: &str) -> String {
    let words = match expected {
        "a string" | "string" | "a borrowed string" | "a character" => "text in quotes",
        "f64" | "f32" => "a number",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" | "u64" | "usize" => "a whole number, 0 or more",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "a map" => "a table",
        other => {
            let count = other
                .strip_prefix("an array of length ")
                .or_else(|| other.strip_prefix("a tuple of size "));
            return match count {
                Some(count) => format!("a list of {count}"),
                None if other.starts_with("struct ") => "a table".to_owned(),
                None => other.to_owned(),
            };
        }
    };
    words.to_owned()
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.kind)
    }
}

impl std::error::Error for Mistake {}

impl de::Error for Mistake {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(Kind::Other(message.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Kind::Type(expected.to_string()))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Kind::Value(expected.to_string()))
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(Kind::Other(format!(
            "expected {}, not of {length}",
            plain(&expected.to_string())
        )))
    }

    fn unknown_variant(word: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Kind::Word(word.to_owned(), expected))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Kind::Missing(field))
    }
}
