//! `[[source]]`

use schemars::JsonSchema;
use serde::Deserialize;

use super::allow::Allow;
use crate::config::value;
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Date, Spanned, Table};
use crate::model::{Id, Source};

/// A source: where observations and events are taken from.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct Raw {
    /// What other items call it: lower-case letters, digits and hyphens, unique among sources.
    #[schemars(regex(pattern = value::ID), example = &"cpc-2024")]
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    /// The title of the document.
    #[schemars(regex(pattern = value::SAYS))]
    title: Spanned<String>,
    /// Who published it.
    publisher: Option<String>,
    /// When it was published.
    published: Option<Date>,
    /// Its full web address; left out where none is known.
    #[schemars(regex(pattern = value::URL), example = &"https://stat.gov.kz/")]
    url: Option<Spanned<String>>,
    /// Admiralty A–F: the publisher's record. A: completely reliable … E: unreliable, F: cannot be judged.
    #[schemars(extend("enum" = ["A", "B", "C", "D", "E", "F"]))]
    reliability: Option<Spanned<String>>,
    /// The terms under which it may be used.
    #[schemars(example = &"CC0")]
    licence: Option<String>,
    /// Anything else about it.
    note: Option<String>,
    /// Codes of warnings and hints that are not told of this item.
    #[serde(default)]
    #[expect(dead_code, reason = "it is read apart from the rest of the table")]
    allow: Allow,
}

/// Reads a source.
pub(in crate::config) fn source(table: &mut Table<'_>, id: Id) -> Option<Source> {
    let Raw {
        id: _,
        title,
        publisher,
        published,
        url,
        reliability,
        licence,
        note,
        allow: _,
    } = table.read()?;
    Some(Source {
        id,
        title: value::line(table, "title", &title),
        publisher: value::optional_line(publisher),
        published: value::optional_date(table, published.as_ref()),
        url: value::optional_url(table, url.as_ref()),
        reliability: reliability.and_then(|letter| reliability_of(table, &letter)),
        licence: value::optional_line(licence),
        note: value::optional_lines(note),
    })
}

fn reliability_of(table: &mut Table<'_>, text: &Spanned<String>) -> Option<char> {
    let letter = match text.get_ref().as_bytes() {
        [letter @ b'A'..=b'F'] => Some(*letter as char),
        _ => None,
    };
    if letter.is_none() {
        table.problem(
            Problem::new(
                Code::BadValue,
                text.span(),
                "`reliability` takes one letter, A to F",
            )
            .help("A: completely reliable … E: unreliable, F: cannot be judged"),
        );
    }
    letter
}
