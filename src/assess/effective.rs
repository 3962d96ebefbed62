//! How much of an index each of its parts makes up, through all levels.

use std::collections::BTreeMap;

use crate::model::{Id, Index, Model};

/// A part of an index with its weight carried to the top.
#[derive(Clone, Debug, PartialEq)]
pub struct EffectiveWeight {
    /// The indicator or index.
    pub id: Id,
    /// Levels below the index: 1 for its own members; the fewest where several ways lead to it.
    pub level: usize,
    /// Share of the whole index, 0 to 1.
    pub weight: f64,
}

/// A weight carried down, with the level it has come to.
#[derive(Clone, Copy)]
struct Carried {
    weight: f64,
    level: usize,
}

impl Carried {
    /// Adds what comes by another way.
    fn join(self, other: Self) -> Self {
        Self {
            weight: self.weight + other.weight,
            level: self.level.min(other.level),
        }
    }
}

/// Every part of an index with its effective weight: that of its parent times its own weight over the sum of the weights
/// of its siblings, added up over all ways that lead to it. Sorted by level; indices before indicators, each in the order of
/// the model.
///
/// These are the weights as declared, as if nothing were missing. A member whose file could not be read keeps its share:
/// the others do not grow by it.
pub fn effective_weights(model: &Model, index: &Index) -> Vec<EffectiveWeight> {
    let (indices, indicators) = carried(model, index);
    let indices = indices.into_iter().map(|(place, found)| {
        let id = &model.indices[place].id;
        (id, found)
    });
    let indicators = indicators.into_iter().map(|(place, found)| {
        let id = &model.indicators[place].id;
        (id, found)
    });
    let parts = indices
        .chain(indicators)
        .map(|(id, found)| EffectiveWeight {
            id: id.clone(),
            level: found.level,
            weight: found.weight,
        });
    let mut parts: Vec<EffectiveWeight> = parts.collect();
    parts.sort_by_key(|part| part.level);
    parts
}

/// The indicators that an index is made of in the end, by position, each once; of an indicator, itself.
pub fn parts_of(model: &Model, id: &Id) -> Vec<usize> {
    match model.index(id) {
        Some(index) => leaves(model, index)
            .into_iter()
            .map(|part| part.0)
            .collect(),
        None => model.indicator_position(id).into_iter().collect(),
    }
}

/// The indicators that an index is made of in the end, by position, with their effective weights.
pub(super) fn leaves(model: &Model, index: &Index) -> Vec<(usize, f64)> {
    let (_, indicators) = carried(model, index);
    let weights = indicators.into_iter();
    weights
        .map(|(place, found)| (place, found.weight))
        .collect()
}

type ByPosition = BTreeMap<usize, Carried>;

/// The parts of an index that are indices, and those that are indicators. Without recursion: chains may be long.
fn carried(model: &Model, index: &Index) -> (ByPosition, ByPosition) {
    let (mut indices, mut indicators) = (ByPosition::new(), ByPosition::new());
    let top = Carried {
        weight: 1.0,
        level: 0,
    };
    give(model, index, top, &mut indices, &mut indicators);
    // Members come before the indices that use them: from the last one down, all that uses an index has been seen.
    let mut done = usize::MAX;
    while let Some((&place, &found)) = indices.range(..done).next_back() {
        let part = &model.indices[place];
        give(model, part, found, &mut indices, &mut indicators);
        done = place;
    }
    (indices, indicators)
}

/// Gives each member its share.
fn give(
    model: &Model,
    index: &Index,
    from: Carried,
    indices: &mut ByPosition,
    indicators: &mut ByPosition,
) {
    let members: f64 = index.members.iter().map(|member| member.weight).sum();
    let total = members + index.lost.iter().sum::<f64>();
    for member in &index.members {
        let share = Carried {
            weight: from.weight * member.weight / total,
            level: from.level + 1,
        };
        let (parts, place) = match model.indicator_position(&member.id) {
            Some(place) => (&mut *indicators, place),
            None => match model.index_position(&member.id) {
                Some(place) => (&mut *indices, place),
                None => continue,
            },
        };
        let found = parts.get(&place).map_or(share, |known| known.join(share));
        parts.insert(place, found);
    }
}
