//! `import` of an indicator: which columns of a foreign file say what.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::value;
use crate::lenient::{Pairs, Spanned, Table};

/// Which columns of a foreign file say what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::config) struct Import {
    /// Fields of an observation, and the column of each.
    pub(in crate::config) columns: Vec<(&'static str, String)>,
    /// Columns, and what must stand in each for a row to count.
    pub(in crate::config) only: Vec<(String, String)>,
}

/// Which columns of files from elsewhere say what.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct RawImport {
    /// The column of dates or periods; default: `date`.
    #[schemars(regex(pattern = value::SAYS))]
    date: Option<Spanned<String>>,
    /// The column of values; default: `value`.
    #[schemars(regex(pattern = value::SAYS))]
    value: Option<Spanned<String>>,
    /// The column of subjects, as ISO 3166-1 alpha-3 codes.
    #[schemars(regex(pattern = value::SAYS))]
    subject: Option<Spanned<String>>,
    /// The column of lower ends of ranges.
    #[schemars(regex(pattern = value::SAYS))]
    low: Option<Spanned<String>>,
    /// The column of upper ends of ranges.
    #[schemars(regex(pattern = value::SAYS))]
    high: Option<Spanned<String>>,
    /// The column of ids of sources, several parted by blanks.
    #[schemars(regex(pattern = value::SAYS))]
    source: Option<Spanned<String>>,
    /// The column of Admiralty grades.
    #[schemars(regex(pattern = value::SAYS))]
    grade: Option<Spanned<String>>,
    /// The column of when it became known.
    #[schemars(regex(pattern = value::SAYS))]
    published: Option<Spanned<String>>,
    /// The column of more about it.
    #[schemars(regex(pattern = value::SAYS))]
    note: Option<Spanned<String>>,
    /// Columns, and what must stand in each for a row to count.
    #[serde(default)]
    only: Pairs<Spanned<String>>,
}

/// Reads the columns; none may be empty.
pub(super) fn import_of(table: &mut Table<'_>, raw: RawImport) -> Import {
    let RawImport {
        date,
        value,
        subject,
        low,
        high,
        source,
        grade,
        published,
        note,
        only,
    } = raw;
    let named = [
        ("date", date),
        ("value", value),
        ("subject", subject),
        ("low", low),
        ("high", high),
        ("source", source),
        ("grade", grade),
        ("published", published),
        ("note", note),
    ];
    let mut columns: Vec<(&'static str, String)> = Vec::new();
    for (field, column) in named {
        let Some(column) = column else { continue };
        let name = value::line(table, field, &column).trim().to_owned();
        columns.push((field, name));
    }
    let only = only.0.into_iter();
    Import {
        columns,
        only: only
            .map(|(column, text)| (column.into_inner(), text.into_inner()))
            .collect(),
    }
}
