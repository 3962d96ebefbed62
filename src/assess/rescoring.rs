//! Ways to score every index other than as declared: what depends on the method is seen at once.

use crate::model::{Aggregate, Model};

/// One rule of aggregation and one way of weighting for every index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rescoring {
    /// The rule.
    pub rule: Aggregate,
    /// Whether all members of an index weigh the same; otherwise as stated.
    pub equal_weights: bool,
}

impl Rescoring {
    /// Those that the reader may switch to.
    pub const ALL: [Self; 6] = [
        Self::new(Aggregate::Arithmetic, false),
        Self::new(Aggregate::Geometric, false),
        Self::new(Aggregate::Harmonic, false),
        Self::new(Aggregate::Arithmetic, true),
        Self::new(Aggregate::Geometric, true),
        Self::new(Aggregate::Harmonic, true),
    ];

    const fn new(rule: Aggregate, equal_weights: bool) -> Self {
        Self {
            rule,
            equal_weights,
        }
    }

    /// In words: `geometric, equal weights`.
    pub fn words(self) -> String {
        let weights = if self.equal_weights {
            "equal"
        } else {
            "stated"
        };
        format!("{}, {weights} weights", self.rule.word())
    }

    /// The model with every index scored this way; none when no index is scored differently.
    pub fn apply(self, model: &Model) -> Option<Model> {
        let mut indices = model.indices.clone();
        for index in &mut indices {
            index.aggregate = self.rule;
            if self.equal_weights {
                for member in &mut index.members {
                    member.weight = 1.0;
                }
                index.lost.fill(1.0);
            }
        }
        if model
            .indices
            .iter()
            .zip(&indices)
            .all(|(a, b)| a.is_scored_like(b))
        {
            return None;
        }
        let mut parts = model.clone().into_parts();
        parts.indices = indices;
        Some(Model::new(parts))
    }
}
