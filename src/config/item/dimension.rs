//! `[[dimension]]`

use serde::Deserialize;
use toml::Spanned;

use crate::config::value;
use crate::lenient::Table;
use crate::model::{Dimension, Id};

#[derive(Deserialize)]
struct Raw {
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    name: Spanned<String>,
    about: Option<String>,
}

/// Reads a dimension.
pub(in crate::config) fn dimension(table: &mut Table<'_>, id: Id) -> Option<Dimension> {
    let Raw { id: _, name, about } = table.read()?;
    Some(Dimension {
        id,
        name: value::line(table, "name", &name),
        about: value::optional_lines(about),
    })
}
