//! How much of an index each of its parts makes up, through all levels.

use crate::model::{Id, Index, Model};

/// A part of an index with its weight carried to the top.
#[derive(Clone, Debug, PartialEq)]
pub struct EffectiveWeight {
    /// The indicator or index.
    pub id: Id,
    /// Levels below the index: 1 for its own members.
    pub level: usize,
    /// Share of the whole index, 0 to 1.
    pub weight: f64,
}

/// Every part of an index, at every level, with its effective weight: that of its parent times its own weight over the
/// sum of the weights of its siblings. Each part comes before its own parts, in the order of the members; what is a part by
/// two ways comes twice.
///
/// These are the weights as declared, as if nothing were missing. A member whose file could not be read keeps its share:
/// the others do not grow by it.
pub fn effective_weights(model: &Model, index: &Index) -> Vec<EffectiveWeight> {
    let mut parts = Vec::new();
    add(model, index, 1, 1.0, &mut parts);
    parts
}

fn add(model: &Model, index: &Index, level: usize, weight: f64, parts: &mut Vec<EffectiveWeight>) {
    let members: f64 = index.members.iter().map(|member| member.weight).sum();
    let total = members + index.lost.iter().sum::<f64>();
    for member in &index.members {
        let weight = weight * member.weight / total;
        parts.push(EffectiveWeight {
            id: member.id.clone(),
            level,
            weight,
        });
        if let Some(index) = model.index(&member.id) {
            add(model, index, level + 1, weight, parts);
        }
    }
}

/// The indicators that an index is made of in the end, by position, with their effective weights; each once.
pub(super) fn leaves(model: &Model, index: &Index) -> Vec<(usize, f64)> {
    let mut leaves: Vec<(usize, f64)> = Vec::new();
    for part in effective_weights(model, index) {
        let Some(place) = model.indicator_position(&part.id) else {
            continue;
        };
        match leaves.iter_mut().find(|(known, _)| *known == place) {
            Some((_, weight)) => *weight += part.weight,
            None => leaves.push((place, part.weight)),
        }
    }
    leaves
}
