//! `[[index]]`

use std::collections::HashMap;

use serde::Deserialize;
use toml::Spanned;

use crate::config::value::{self, Ref};
use crate::diagnostic::{Code, Problem};
use crate::lenient::Table;
use crate::model::{Id, Index};

/// Share of weight below which an index that states none has no score.
const MIN_COVERAGE: f64 = 0.5;

/// An index whose members have not been looked up.
#[derive(Clone, Debug)]
pub(in crate::config) struct IndexDraft {
    pub(in crate::config) index: Index,
    pub(in crate::config) actor: Option<Ref>,
    /// Members with the weights stated here.
    pub(in crate::config) members: Vec<(Ref, Option<f64>)>,
}

#[derive(Deserialize)]
struct Raw {
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    name: Spanned<String>,
    actor: Option<Spanned<String>>,
    members: Spanned<Vec<RawMember>>,
    min_coverage: Option<Spanned<f64>>,
    about: Option<String>,
}

#[derive(Deserialize)]
struct RawMember {
    id: Spanned<String>,
    weight: Option<Spanned<f64>>,
}

/// Reads an index.
pub(in crate::config) fn index(table: &mut Table<'_>, id: Id) -> Option<IndexDraft> {
    let Raw {
        id: _,
        name,
        actor,
        members,
        min_coverage,
        about,
    } = table.read()?;
    let name = value::line(table, "name", &name);
    if members.get_ref().is_empty() {
        table.problem(
            Problem::new(Code::Empty, members.span(), "an index needs a member")
                .help("add { id = \"…\" } for each indicator or index it is made of"),
        );
    }
    let members = read_members(table, members.into_inner());
    let min_coverage = min_coverage.map_or(MIN_COVERAGE, |share| {
        if !(0.0..=1.0).contains(share.get_ref()) {
            table.problem(Problem::new(
                Code::BadValue,
                share.span(),
                "`min_coverage` takes a share from 0 to 1",
            ));
        }
        *share.get_ref()
    });
    Some(IndexDraft {
        index: Index {
            id,
            name,
            actor: None,
            members: Vec::new(),
            min_coverage,
            about: value::optional_lines(about),
            file: String::new(),
        },
        actor: actor.as_ref().map(value::reference),
        members,
    })
}

fn read_members(table: &mut Table<'_>, raw: Vec<RawMember>) -> Vec<(Ref, Option<f64>)> {
    let mut first = HashMap::new();
    let mut members = Vec::with_capacity(raw.len());
    for RawMember { id, weight } in raw {
        let weight = value::optional_weight(table, weight.as_ref());
        match first.insert(id.get_ref().clone(), id.span()) {
            Some(before) => table.problem(
                Problem::new(
                    Code::DuplicateId,
                    id.span(),
                    format!("`{}` is a member twice", id.get_ref()),
                )
                .related(before, "first here"),
            ),
            None => members.push((value::reference(&id), weight)),
        }
    }
    members
}
