//! `[[actor]]`

use schemars::JsonSchema;
use serde::Deserialize;

use super::allow::Allow;
use crate::config::value::{self, Ref};
use crate::lenient::{Spanned, Table};
use crate::model::{Actor, Id};

/// An actor whose index has not been looked up.
#[derive(Clone, Debug)]
pub(in crate::config) struct ActorDraft {
    pub(in crate::config) actor: Actor,
    pub(in crate::config) index: Option<Ref>,
}

/// An actor: a power whose influence is followed. The order of actors is the order of their colours.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct Raw {
    /// What other items call it: lower-case letters, digits and hyphens, unique among actors.
    #[schemars(regex(pattern = value::ID), example = &"russia")]
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    /// Its name.
    #[schemars(regex(pattern = value::SAYS))]
    name: Spanned<String>,
    /// How the ends of the tightrope are labelled; default: its name.
    capital: Option<String>,
    /// The `[[index]]` that measures this actor's influence.
    index: Option<Spanned<String>>,
    /// What readers should know of it.
    about: Option<String>,
    /// Codes of warnings and hints that are not told of this item.
    #[serde(default)]
    #[expect(dead_code, reason = "it is read apart from the rest of the table")]
    allow: Allow,
}

/// Reads an actor.
pub(in crate::config) fn actor(table: &mut Table<'_>, id: Id) -> Option<ActorDraft> {
    let Raw {
        id: _,
        name,
        capital,
        index,
        about,
        allow: _,
    } = table.read()?;
    let name = value::line(table, "name", &name);
    Some(ActorDraft {
        actor: Actor {
            id,
            capital: capital.map_or_else(
                || name.clone(),
                |capital| value::optional_line(Some(capital)),
            ),
            name,
            index: None,
            lost_index: false,
            about: value::optional_lines(about),
        },
        index: index.as_ref().map(value::reference),
    })
}
