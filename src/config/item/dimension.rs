//! `[[dimension]]`

use schemars::JsonSchema;
use serde::Deserialize;

use super::allow::Allow;
use crate::config::value;
use crate::lenient::{Spanned, Table};
use crate::model::{Dimension, Id};

/// A dimension: a field in which influence is held.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct Raw {
    /// What other items call it: lower-case letters, digits and hyphens, unique among dimensions.
    #[schemars(regex(pattern = value::ID), example = &"security")]
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    /// Its name.
    #[schemars(regex(pattern = value::SAYS))]
    name: Spanned<String>,
    /// What belongs to it.
    about: Option<String>,
    /// Codes of warnings and hints that are not told of this item.
    #[serde(default)]
    #[expect(dead_code, reason = "it is read apart from the rest of the table")]
    allow: Allow,
}

/// Reads a dimension.
pub(in crate::config) fn dimension(table: &mut Table<'_>, id: Id) -> Option<Dimension> {
    let Raw {
        id: _,
        name,
        about,
        allow: _,
    } = table.read()?;
    Some(Dimension {
        id,
        name: value::line(table, "name", &name),
        about: value::optional_lines(about),
    })
}
