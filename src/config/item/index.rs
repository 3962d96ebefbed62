//! `[[index]]`

use std::collections::HashMap;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

use super::allow::Allow;
use super::scaling::{RawAggregate, RawNormalise, RawTransform, aggregate_of, scaling_of};
use crate::config::value::{self, Ref};
use crate::diagnostic::{Code, Problem};
use crate::lenient::{MainKey, Short, Spanned, Table};
use crate::model::{Id, Index, Scaling};

/// Share of weight below which an index that states none has no score.
const MIN_COVERAGE: f64 = 0.5;

/// An index whose members have not been looked up.
#[derive(Clone, Debug)]
pub(in crate::config) struct IndexDraft {
    pub(in crate::config) index: Index,
    pub(in crate::config) actor: Option<Ref>,
    /// Its parts.
    pub(in crate::config) members: Vec<MemberDraft>,
    /// How indicators are scored that say nothing else.
    pub(in crate::config) scaling: Scaling,
}

/// A member that has not been looked up.
#[derive(Clone, Debug)]
pub(in crate::config) struct MemberDraft {
    /// What it names.
    pub(in crate::config) id: Ref,
    /// Its weight, where one is stated here.
    pub(in crate::config) weight: Option<f64>,
    /// How it is scored and where that stands, where it is stated here.
    pub(in crate::config) scaling: Option<(Scaling, Range<usize>)>,
}

/// An index: a score made of the scores of indicators and other indices.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct Raw {
    /// What other items call it: lower-case letters, digits and hyphens, unique among indices and indicators.
    #[schemars(regex(pattern = value::ID), example = &"influence-russia")]
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    /// Its name.
    #[schemars(regex(pattern = value::SAYS))]
    name: Spanned<String>,
    /// The `[[actor]]` whose influence it measures.
    actor: Option<Spanned<String>>,
    /// Indicators or other indices it is made of.
    #[schemars(length(min = 1))]
    members: Spanned<Vec<Short<RawMember>>>,
    /// How scores become one.
    #[schemars(extend("default" = "arithmetic"))]
    aggregate: Option<Spanned<Short<RawAggregate>>>,
    /// How indicators become scores.
    #[schemars(extend("default" = "goalposts"))]
    normalise: Option<Spanned<Short<RawNormalise>>>,
    /// Applied first: to values, goalposts and targets alike.
    #[schemars(extend("default" = "none"))]
    transform: Option<RawTransform>,
    /// Below this share of weight with usable values: no score.
    #[schemars(range(min = 0, max = 1), extend("default" = MIN_COVERAGE))]
    min_coverage: Option<Spanned<f64>>,
    /// Below this share of members, by number: no score.
    #[schemars(range(min = 0, max = 1), extend("default" = 0))]
    min_available: Option<Spanned<f64>>,
    /// What it measures and why it matters.
    about: Option<String>,
    /// Codes of warnings and hints that are not told of this item.
    #[serde(default)]
    #[expect(dead_code, reason = "it is read apart from the rest of the table")]
    allow: Allow,
}

/// A member of an index.
#[derive(Deserialize, JsonSchema)]
struct RawMember {
    /// An `[[indicator]]` or another `[[index]]`.
    id: Spanned<String>,
    /// Its weight; default: its own, or 1.
    #[schemars(extend("exclusiveMinimum" = 0))]
    weight: Option<Spanned<f64>>,
    /// How it becomes a score; default: as the index says. The score of an index counts as it is.
    normalise: Option<Spanned<Short<RawNormalise>>>,
    /// Applied first; default: as the index says.
    transform: Option<Spanned<RawTransform>>,
}

impl MainKey for RawMember {
    const NAME: &'static str = "$word or table of id";
}

/// Reads an index.
pub(in crate::config) fn index(table: &mut Table<'_>, id: Id) -> Option<IndexDraft> {
    let Raw {
        id: _,
        name,
        actor,
        members,
        aggregate,
        normalise,
        transform,
        min_coverage,
        min_available,
        about,
        allow: _,
    } = table.read()?;
    let name = value::line(table, "name", &name);
    if members.get_ref().is_empty() {
        table.problem(
            Problem::new(Code::Empty, members.span(), "an index needs a member")
                .help("add { id = \"…\" } for each indicator or index it is made of"),
        );
    }
    let scaling = scaling_of(
        table,
        normalise.map(Spanned::into_inner),
        transform,
        Scaling::default(),
    );
    let members = read_members(table, members.into_inner(), scaling);
    let aggregate = aggregate.map_or_else(Default::default, |raw| aggregate_of(table, raw));
    let min_coverage = share(table, "min_coverage", min_coverage.as_ref(), MIN_COVERAGE);
    let min_available = share(table, "min_available", min_available.as_ref(), 0.0);
    Some(IndexDraft {
        index: Index {
            id,
            name,
            actor: None,
            members: Vec::new(),
            lost: Vec::new(),
            aggregate,
            min_coverage,
            min_available,
            about: value::optional_lines(about),
        },
        actor: actor.as_ref().map(value::reference),
        members,
        scaling,
    })
}

fn share(table: &mut Table<'_>, key: &str, share: Option<&Spanned<f64>>, default: f64) -> f64 {
    let Some(share) = share else {
        return default;
    };
    if !(0.0..=1.0).contains(share.get_ref()) {
        table.problem(Problem::new(
            Code::BadValue,
            share.span(),
            format!("`{key}` takes a share from 0 to 1"),
        ));
    }
    *share.get_ref()
}

fn read_members(
    table: &mut Table<'_>,
    raw: Vec<Short<RawMember>>,
    of_index: Scaling,
) -> Vec<MemberDraft> {
    let mut first = HashMap::new();
    let mut members = Vec::with_capacity(raw.len());
    for Short(raw) in raw {
        let RawMember {
            id,
            weight,
            normalise,
            transform,
        } = raw;
        let weight = value::optional_weight(table, weight.as_ref());
        let at = normalise.as_ref().map(Spanned::span);
        let at = at.or_else(|| transform.as_ref().map(Spanned::span));
        let scaling = at.map(|at| {
            let normalise = normalise.map(Spanned::into_inner);
            let transform = transform.map(Spanned::into_inner);
            (scaling_of(table, normalise, transform, of_index), at)
        });
        match first.insert(id.get_ref().clone(), id.span()) {
            Some(before) => table.problem(
                Problem::new(
                    Code::DuplicateId,
                    id.span(),
                    format!("`{}` is a member twice", id.get_ref()),
                )
                .related(before, "first here"),
            ),
            None => members.push(MemberDraft {
                id: value::reference(&id),
                weight,
                scaling,
            }),
        }
    }
    members
}
