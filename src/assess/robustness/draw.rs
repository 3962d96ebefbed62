//! One choice of assumptions.

use super::Point;
use super::problem::Problem;
use crate::assess::random::Random;
use crate::model::{Factor, Robustness};

/// What a run assumes; nothing: as declared.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Draw {
    /// Position among the further methods of normalisation.
    pub(super) method: Option<usize>,
    /// Position among the further rules of aggregation.
    pub(super) rule: Option<usize>,
    /// Position among the indicators that are members: the one left out.
    pub(super) left_out: Option<usize>,
    /// Position among the further spans of carrying forward.
    pub(super) carry: Option<usize>,
    /// Seed of the noise on weights.
    pub(super) weights: Option<u64>,
    /// Seed of the noise on observations.
    pub(super) values: Option<u64>,
}

impl Draw {
    pub(super) fn nominal() -> Self {
        Self::default()
    }

    /// The draw at a point of the cube. Of n further choices and the declared one each is as likely.
    pub(super) fn at(settings: &Robustness, point: &Point, indicators: usize) -> Self {
        let one_of = |factor: Factor, further: usize| {
            let at = (coordinate(point, factor) * (further + 1) as f64) as usize;
            at.min(further).checked_sub(1)
        };
        let seed = |factor: Factor| {
            settings
                .is_open(factor)
                .then(|| coordinate(point, factor).to_bits() ^ settings.seed)
        };
        Self {
            method: one_of(Factor::Normalise, settings.normalise.len()),
            rule: one_of(Factor::Aggregate, settings.aggregate.len()),
            left_out: one_of(
                Factor::LeaveOneOut,
                if settings.leave_one_out {
                    indicators
                } else {
                    0
                },
            ),
            carry: one_of(Factor::CarryForward, settings.carry_forward.len()),
            weights: seed(Factor::Weights),
            values: seed(Factor::Ranges),
        }
    }
}

fn coordinate(point: &Point, factor: Factor) -> f64 {
    let place = Factor::ALL.iter().position(|other| *other == factor);
    place.map_or(0.0, |place| point[place])
}

impl Problem<'_> {
    /// The draw at a point of the cube.
    pub(super) fn draw(&self, point: &Point) -> Draw {
        Draw::at(self.settings, point, self.indicators())
    }
}

/// What each weight is multiplied by, in the order of the members of all indices.
pub(super) fn weight_noise(seed: u64, share: f64, count: usize) -> Vec<f64> {
    let mut random = Random::new(seed, 0);
    (0..count)
        .map(|_| 1.0 + share * (2.0 * random.uniform() - 1.0))
        .collect()
}

/// A value of the triangular distribution between `low` and `high` with its mode at `value`, by its share `u` of the
/// distribution.
pub(super) fn triangular(u: f64, low: f64, value: f64, high: f64) -> f64 {
    let width = high - low;
    if width <= 0.0 {
        return value;
    }
    let below = (value - low) / width;
    if u < below {
        low + (u * width * (value - low)).sqrt()
    } else {
        high - ((1.0 - u) * width * (high - value)).sqrt()
    }
}
