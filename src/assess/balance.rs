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

    /// The joint share of several actors, 0 to 1; none when one of them has none.
    pub fn joint<'a>(&self, actors: impl IntoIterator<Item = &'a Id>) -> Option<f64> {
        actors.into_iter().map(|actor| self.share(actor)).sum()
    }
}

/// The actors that have an index, with its position in the model.
pub(super) fn holders(model: &Model) -> Vec<(Id, Option<usize>)> {
    let actors = model.actors.iter();
    actors
        .filter_map(|actor| {
            let index = actor.index.as_ref()?;
            Some((actor.id.clone(), model.index_position(index)))
        })
        .collect()
}

/// Divides influence between actors by the scores of the indices. Shares of a part would mislead, so that all actors
/// must have a score.
pub(super) fn balance(holders: &[(Id, Option<usize>)], scores: &[Option<f64>]) -> Balance {
    let score_of = |index: Option<usize>| scores.get(index?).copied().flatten();
    let total: Option<f64> = holders.iter().map(|(_, index)| score_of(*index)).sum();
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
