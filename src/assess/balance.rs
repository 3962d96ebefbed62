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

/// Divides influence between the actors. Shares of a part would mislead, so that all actors must have a score.
pub(super) fn balance(model: &Model, scores: &[Option<f64>]) -> Balance {
    let score_of = |index: &Id| *scores.get(model.index_position(index)?)?;
    let mut shares: Vec<Share> = model
        .actors
        .iter()
        .filter_map(|actor| {
            let score = score_of(actor.index.as_ref()?);
            Some(Share {
                actor: actor.id.clone(),
                score,
                share: None,
            })
        })
        .collect();
    let total: Option<f64> = shares.iter().map(|share| share.score).sum();
    if let Some(total) = total.filter(|total| *total > 0.0) {
        for share in &mut shares {
            share.share = share.score.map(|score| score / total);
        }
    }
    Balance { shares }
}
