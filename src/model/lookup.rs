//! Positions of items by id.

use std::collections::HashMap;

use super::{Aggregate, Id, Index, Member, Parts};

/// Positions in the lists of [`Parts`] by id. Of two items of one id the first counts.
#[derive(Clone, Debug)]
pub(super) struct Lookup {
    pub(super) actors: HashMap<Id, usize>,
    pub(super) dimensions: HashMap<Id, usize>,
    pub(super) indicators: HashMap<Id, usize>,
    pub(super) indices: HashMap<Id, usize>,
    pub(super) events: HashMap<Id, usize>,
    pub(super) judgements: HashMap<Id, usize>,
    pub(super) leadlags: HashMap<Id, usize>,
    pub(super) hypotheses: HashMap<Id, usize>,
    pub(super) findings: HashMap<Id, usize>,
    pub(super) sources: HashMap<Id, usize>,
    /// Whether scores go from 0 to 100, by position of the index.
    pub(super) hundreds: Vec<bool>,
}

impl Lookup {
    pub(super) fn new(parts: &Parts) -> Self {
        let indices = positions(parts.indices.iter().map(|item| &item.id));
        Self {
            hundreds: hundreds(&parts.indices, &indices),
            actors: positions(parts.actors.iter().map(|item| &item.id)),
            dimensions: positions(parts.dimensions.iter().map(|item| &item.id)),
            indicators: positions(parts.indicators.iter().map(|item| &item.id)),
            indices,
            events: positions(parts.events.iter().map(|item| &item.id)),
            judgements: positions(parts.judgements.iter().map(|item| &item.id)),
            leadlags: positions(parts.leadlags.iter().map(|item| &item.id)),
            hypotheses: positions(parts.hypotheses.iter().map(|item| &item.id)),
            findings: positions(parts.findings.iter().map(|item| &item.id)),
            sources: positions(parts.sources.iter().map(|item| &item.id)),
        }
    }
}

/// Whether the scores of each index go from 0 to 100. Members come before those that use them: one pass is enough.
fn hundreds(indices: &[Index], places: &HashMap<Id, usize>) -> Vec<bool> {
    let mut found: Vec<bool> = Vec::with_capacity(indices.len());
    for index in indices {
        let holds = |member: &Member| match places.get(&member.id) {
            Some(&place) => found.get(place).copied().unwrap_or(false),
            None => member.scaling.method.is_of_hundred(),
        };
        let is_mean = !matches!(index.aggregate, Aggregate::Mpi | Aggregate::Ampi);
        found.push(is_mean && index.members.iter().all(holds));
    }
    found
}

fn positions<'a>(ids: impl Iterator<Item = &'a Id>) -> HashMap<Id, usize> {
    let mut positions = HashMap::new();
    for (position, id) in ids.enumerate() {
        positions.entry(id.clone()).or_insert(position);
    }
    positions
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::{Actor, Id, Model, Parts, Subject};

    #[test]
    fn finds_the_first_of_an_id_and_nothing_else() {
        let actor = |id: &str, name: &str| Actor {
            id: Id::new(id),
            name: name.to_owned(),
            capital: String::new(),
            index: None,
            lost_index: false,
            about: String::new(),
        };
        let subject = Subject {
            code: Id::new("KAZ"),
            name: "Kazakhstan".to_owned(),
        };
        let mut parts = Parts::empty(subject, NaiveDate::MIN);
        parts.actors = vec![actor("a", "A"), actor("b", "B"), actor("a", "second")];
        let model = Model::new(parts);
        assert_eq!(model.actor_position(&Id::new("a")), Some(0));
        assert_eq!(
            model.actor(&Id::new("b")).map(|actor| actor.name.as_str()),
            Some("B")
        );
        assert_eq!(model.actor(&Id::new("c")), None);
        assert_eq!(model.dimension(&Id::new("a")), None);
    }
}
