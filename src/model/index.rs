//! Composite indicators.

use super::{Aggregate, Id, Scaling};

/// A part of an index: an indicator or another index.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The indicator or index.
    pub id: Id,
    /// Its weight among its siblings; greater than 0.
    pub weight: f64,
    /// How an indicator is scored; an index counts as it is.
    pub scaling: Scaling,
}

/// A weighted, hierarchical aggregation of indicators after normalisation; 0 to 100 with the default scaling.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    /// Its id.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// Whose influence it measures.
    pub actor: Option<Id>,
    /// Its parts; at least one.
    pub members: Vec<Member>,
    /// Weights of members that could not be read; they count as not covered.
    pub lost: Vec<f64>,
    /// How the scores of its parts become one.
    pub aggregate: Aggregate,
    /// Share of weight with usable values below which there is no score; 0 to 1.
    pub min_coverage: f64,
    /// Share of the members, by number, below which there is no score; 0 to 1.
    pub min_available: f64,
    /// What it measures; may be empty.
    pub about: String,
}

impl Index {
    /// Whether another index of the same members gives the same scores.
    pub fn is_scored_like(&self, other: &Self) -> bool {
        self.aggregate == other.aggregate
            && self.members == other.members
            && self.lost == other.lost
    }
}
