//! `[[source]]`

use serde::Deserialize;
use toml::Spanned;

use crate::config::value;
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Date, Table};
use crate::model::{Id, Source};

#[derive(Deserialize)]
struct Raw {
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    title: Spanned<String>,
    publisher: Option<String>,
    published: Option<Date>,
    url: Option<Spanned<String>>,
    reliability: Option<Spanned<String>>,
    licence: Option<String>,
    note: Option<String>,
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
        file: String::new(),
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
