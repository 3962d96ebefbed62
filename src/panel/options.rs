//! What the options of panels have in common: ids, spans and dates resolved against the model, mistakes told.

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::Target;
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Date, Spanned, Table};
use crate::model::{Id, Model, Span, read_date};

/// The schema of a panel's options.
pub(super) fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    T::json_schema(generator)
}

/// The actors that a list names; those that do not exist are told and left out.
pub(super) fn actors(table: &mut Table<'_>, model: &Model, list: &[Spanned<String>]) -> Vec<Id> {
    let known = || model.actors.iter().map(|actor| actor.id.as_str());
    let find = |id: &str| Some(model.actor(&Id::new(id))?.id.clone());
    list.iter()
        .filter_map(|id| table.find(id, "actor", find, known()))
        .collect()
}

/// The actors that a list names and whose influence an index measures; others are told and left out.
pub(super) fn actors_with_index(
    table: &mut Table<'_>,
    model: &Model,
    list: &[Spanned<String>],
) -> Vec<Id> {
    let mut found = Vec::new();
    for id in list {
        for actor in actors(table, model, std::slice::from_ref(id)) {
            let named = model.actor(&actor);
            if named.is_some_and(|actor| actor.index.is_some() || actor.lost_index) {
                found.push(actor);
            } else {
                table.problem(
                    Problem::new(Code::BadValue, id.span(), format!("`{actor}` has no index"))
                        .help("name the index that measures its influence in `index` of the actor"),
                );
            }
        }
    }
    found
}

/// All actors whose influence an index measures.
pub(super) fn measured_actors(model: &Model) -> impl Iterator<Item = &Id> {
    model
        .actors
        .iter()
        .filter(|actor| actor.index.is_some() || actor.lost_index)
        .map(|actor| &actor.id)
}

/// The dimension that a text names.
pub(super) fn dimension(table: &mut Table<'_>, model: &Model, id: &Spanned<String>) -> Option<Id> {
    let known = model.dimensions.iter().map(|item| item.id.as_str());
    let find = |id: &str| Some(model.dimension(&Id::new(id))?.id.clone());
    table.find(id, "dimension", find, known)
}

/// The indicator that a text names.
pub(super) fn indicator(
    table: &mut Table<'_>,
    model: &Model,
    id: &Spanned<String>,
) -> Option<Target> {
    let known = model.indicators.iter().map(|item| item.id.as_str());
    let find = |id: &str| Some(Target::Indicator(model.indicator(&Id::new(id))?.id.clone()));
    table.find(id, "indicator", find, known)
}

/// The index that a text names.
pub(super) fn index(table: &mut Table<'_>, model: &Model, id: &Spanned<String>) -> Option<Target> {
    let known = model.indices.iter().map(|item| item.id.as_str());
    let find = |id: &str| Some(Target::Index(model.index(&Id::new(id))?.id.clone()));
    table.find(id, "index", find, known)
}

/// A span of time, or the default when it is left out or wrong.
pub(super) fn span(table: &mut Table<'_>, text: Option<&Spanned<String>>, default: Span) -> Span {
    text.and_then(|text| table.parse(text, Code::BadSpan, Span::parse))
        .unwrap_or(default)
}

/// A date, the last day of a period; none when it is left out or wrong.
pub(super) fn date(table: &mut Table<'_>, date: Option<&Date>) -> Option<NaiveDate> {
    let (date, _) = table.parse(date?.text(), Code::BadDate, read_date)?;
    Some(date)
}
