//! What a statistical audit would object to in how an index is made (OECD/JRC Handbook 2008, steps 4 to 6).

mod alike;
mod refused;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::effective::leaves;
use crate::model::{Id, Index, Model};

/// Something about an index that is worth a second look; nothing is wrong in its files.
#[derive(Clone, Debug, PartialEq)]
pub struct Concern {
    /// Position of the index in the model.
    pub index: usize,
    /// What it is.
    pub kind: ConcernKind,
}

/// What a [`Concern`] is about.
#[derive(Clone, Debug, PartialEq)]
pub enum ConcernKind {
    /// One dimension has more than half of the weight: the others cannot outweigh it.
    Dominant {
        /// The dimension.
        dimension: Id,
        /// Its share of the effective weights, above 0.5.
        share: f64,
    },
    /// Two members move as one, so that what they measure counts twice.
    Alike {
        /// The members, as ids of indicators.
        members: (Id, Id),
        /// Pearson's correlation of their values, transformed, direction applied; above 0.95.
        correlation: f64,
        /// The number of observations of one date and subject that both have, at least 10.
        observations: usize,
    },
    /// The rule of aggregation cannot take a score of a member, so that the index has none.
    Refused {
        /// The member.
        member: Id,
        /// Whose score.
        subject: Id,
        /// The newest date of which that is known.
        date: NaiveDate,
        /// The value observed then; none of a member that is an index.
        value: Option<f64>,
        /// The score.
        score: f64,
    },
}

/// Everything worth a second look, by index, in the order of [`Parts::indices`](crate::model::Parts::indices).
///
/// An index all of whose indicators are of one dimension is that dimension's own index, which is no concern. The work is
/// bounded, so that it can be done at every load: correlations are of indices with at most 40 members that are indicators,
/// on their newest 120 joint observations.
pub fn audit(model: &Model) -> Vec<Concern> {
    let mut concerns = Vec::new();
    for (place, index) in model.indices.iter().enumerate() {
        let dominant = dominant(model, index).into_iter();
        let found = dominant
            .chain(alike::alike(model, index))
            .chain(refused::refused(model, place));
        concerns.extend(found.map(|kind| Concern { index: place, kind }));
    }
    concerns
}

fn dominant(model: &Model, index: &Index) -> Option<ConcernKind> {
    let mut shares: Vec<(&Id, f64)> = Vec::new();
    for (place, weight) in leaves(model, index) {
        let dimension = &model.indicators[place].dimension;
        match shares.iter_mut().find(|(known, _)| *known == dimension) {
            Some((_, share)) => *share += weight,
            None => shares.push((dimension, weight)),
        }
    }
    if shares.len() < 2 {
        return None;
    }
    // Sums of weights carry rounding errors: half is not more than half.
    let over = shares.into_iter().find(|(_, share)| *share > 0.5 + 1e-9);
    over.map(|(dimension, share)| ConcernKind::Dominant {
        dimension: dimension.clone(),
        share,
    })
}
