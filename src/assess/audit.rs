//! What a statistical audit would object to in how an index is made (OECD/JRC Handbook 2008, steps 4 to 6).

mod alike;
mod refused;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::{Id, Model};

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
/// on at most 120 joint observations among their newest 240.
pub fn audit(model: &Model) -> Vec<Concern> {
    let mut concerns = Vec::new();
    let dimensions = dimensions(model);
    let newest = refused::newest(model);
    for (place, index) in model.indices.iter().enumerate() {
        let dominant = dominant(&dimensions[place]).into_iter();
        let found = dominant
            .chain(alike::alike(model, index))
            .chain(refused::refused(model, place, newest.as_ref()));
        concerns.extend(found.map(|kind| Concern { index: place, kind }));
    }
    concerns
}

/// By index: the share of each dimension in its effective weights. Members come before the indices that use them, so that
/// no index is gone through twice.
fn dimensions(model: &Model) -> Vec<BTreeMap<&Id, f64>> {
    let mut made: Vec<BTreeMap<&Id, f64>> = Vec::with_capacity(model.indices.len());
    for index in &model.indices {
        let total: f64 = index.members.iter().map(|member| member.weight).sum();
        let mut shares = BTreeMap::new();
        for member in &index.members {
            let weight = member.weight / total;
            if let Some(indicator) = model.indicator(&member.id) {
                *shares.entry(&indicator.dimension).or_default() += weight;
            } else if let Some(part) = model.index_position(&member.id) {
                for (dimension, share) in made.get(part).into_iter().flatten() {
                    *shares.entry(*dimension).or_default() += weight * share;
                }
            }
        }
        made.push(shares);
    }
    made
}

fn dominant(shares: &BTreeMap<&Id, f64>) -> Option<ConcernKind> {
    if shares.len() < 2 {
        return None;
    }
    // Sums of weights carry rounding errors: half is not more than half.
    let over = shares.iter().find(|(_, share)| **share > 0.5 + 1e-9);
    over.map(|(dimension, share)| ConcernKind::Dominant {
        dimension: (*dimension).clone(),
        share: *share,
    })
}
