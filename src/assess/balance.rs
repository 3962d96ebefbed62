//! How influence is shared between the actors.

use crate::model::{Id, Model};

/// One actor's part of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// The actor.
    pub actor: Id,
    /// The score of its index, 0 to 100.
    pub score: Option<f64>,
    /// Its score over the sum of all scores, 0 to 1; none unless every actor with an index has a score.
    pub share: Option<f64>,
}

/// Shares of the actors that have an index, in the order of the actors.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Balance {
    /// One per actor that has an index.
    pub shares: Vec<Share>,
}

impl Balance {
    /// The share of an actor, 0 to 1.
    pub fn share(&self, actor: &Id) -> Option<f64> {
        self.shares
            .iter()
            .find(|share| share.actor == *actor)?
            .share
    }

    /// Concentration: the sum of the squared shares (Herfindahl-Hirschman), 1 / n to 1; none without shares.
    pub fn concentration(&self) -> Option<f64> {
        let shares = self.shares.iter();
        let sum: Option<f64> = shares.map(|share| Some(share.share?.powi(2))).sum();
        sum.filter(|_| !self.shares.is_empty())
    }

    /// How many equal actors would be as concentrated: 1 over the concentration.
    pub fn effective_actors(&self) -> Option<f64> {
        Some(self.concentration()?.recip())
    }

    /// How evenly influence is spread: 1 minus the concentration normalised to 0 to 1. 0: one actor has all; 1: all have
    /// the same. None with fewer than two actors.
    pub fn hedging(&self) -> Option<f64> {
        let least = (self.shares.len() as f64).recip();
        let normalised = (self.concentration()? - least) / (1.0 - least);
        (self.shares.len() > 1).then_some(1.0 - normalised)
    }

    /// The largest share minus the second; none with fewer than two actors.
    pub fn dominance(&self) -> Option<f64> {
        let shares: Option<Vec<f64>> = self.shares.iter().map(|share| share.share).collect();
        let mut shares = shares?;
        shares.sort_by(|a, b| b.total_cmp(a));
        Some(shares.first()? - shares.get(1)?)
    }

    /// The joint share of several actors, 0 to 1; none when one of them has none.
    pub fn joint<'a>(&self, actors: impl IntoIterator<Item = &'a Id>) -> Option<f64> {
        actors.into_iter().map(|actor| self.share(actor)).sum()
    }
}

/// The actors that have an index, with its position in the model; none where it could not be read.
pub(super) fn holders(model: &Model) -> Vec<(Id, Option<usize>)> {
    let actors = model.actors.iter();
    actors
        .filter(|actor| actor.index.is_some() || actor.lost_index)
        .map(|actor| {
            let index = actor.index.as_ref();
            let place = index.and_then(|index| model.index_position(index));
            (actor.id.clone(), place)
        })
        .collect()
}

/// Divides influence between actors by the scores of the indices. Shares of a part would mislead, so that all actors
/// must have a score.
pub(super) fn balance(holders: &[(Id, Option<usize>)], scores: &[Option<f64>]) -> Balance {
    let score_of = |index: Option<usize>| scores.get(index?).copied().flatten();
    // A share of scores that may be negative (z-scores) means nothing.
    let sharable = |index| score_of(index).filter(|score| *score >= 0.0);
    let total: Option<f64> = holders.iter().map(|(_, index)| sharable(*index)).sum();
    let total = total.filter(|total| *total > 0.0);
    let shares = holders.iter().map(|(actor, index)| {
        let score = score_of(*index);
        Share {
            actor: actor.clone(),
            score,
            share: total.and_then(|total| Some(score? / total)),
        }
    });
    Balance {
        shares: shares.collect(),
    }
}
