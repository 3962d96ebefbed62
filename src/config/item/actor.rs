//! `[[actor]]`

use serde::Deserialize;
use toml::Spanned;

use crate::config::value::{self, Ref};
use crate::lenient::Table;
use crate::model::{Actor, Id};

/// An actor whose index has not been looked up.
#[derive(Clone, Debug)]
pub(in crate::config) struct ActorDraft {
    pub(in crate::config) actor: Actor,
    pub(in crate::config) index: Option<Ref>,
}

#[derive(Deserialize)]
struct Raw {
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    name: Spanned<String>,
    capital: Option<String>,
    index: Option<Spanned<String>>,
    about: Option<String>,
}

/// Reads an actor.
pub(in crate::config) fn actor(table: &mut Table<'_>, id: Id) -> Option<ActorDraft> {
    let Raw {
        id: _,
        name,
        capital,
        index,
        about,
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
