//! Values to scores: a scale is fitted to the values that one is compared with, then gives the score of each.

use crate::model::{
    Convention, Direction, Goalposts, Indicator, Method, Reference, Scaling, Ties, Transform,
};

/// A value as scales take it: transformed, then turned round where less means more influence.
pub(super) fn oriented(value: f64, transform: Transform, direction: Direction) -> Option<f64> {
    let value = transform.apply(value)?;
    Some(match direction {
        Direction::More => value,
        Direction::Less => -value,
    })
}

/// The values, as [`oriented`] gives them, that one is compared with.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Population {
    count: f64,
    mean: f64,
    /// Sum of squared distances from the mean.
    squares: f64,
    low: f64,
    high: f64,
    /// All of them, ascending; only kept where ranks are asked for.
    sorted: Option<Vec<f64>>,
}

impl Population {
    /// No values yet, to which a method can be fitted.
    pub(super) fn new(method: Method) -> Self {
        let is_ranked = matches!(
            method,
            Method::Rank { .. }
                | Method::PercentileRank { .. }
                | Method::Borda { .. }
                | Method::Categorical { .. }
        );
        Self {
            low: f64::INFINITY,
            high: f64::NEG_INFINITY,
            sorted: is_ranked.then(Vec::new),
            ..Self::default()
        }
    }

    /// Adds values.
    pub(super) fn extend(&mut self, values: impl Iterator<Item = f64>) {
        for value in values {
            // Welford's update.
            self.count += 1.0;
            let distance = value - self.mean;
            self.mean += distance / self.count;
            self.squares += distance * (value - self.mean);
            self.low = self.low.min(value);
            self.high = self.high.max(value);
            if let Some(sorted) = &mut self.sorted {
                sorted.push(value);
            }
        }
        if let Some(sorted) = &mut self.sorted {
            sorted.sort_by(f64::total_cmp);
        }
    }

    /// Sample standard deviation (n - 1).
    fn deviation(&self) -> f64 {
        (self.squares / (self.count - 1.0)).sqrt()
    }
}

/// A method fitted to values.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Scale {
    /// `base + span (x - zero) / unit`, kept within `clip`.
    Linear {
        /// The value that scores `base`.
        zero: f64,
        /// The values that `span` points are worth.
        unit: f64,
        /// Points a unit.
        span: f64,
        /// Points at zero.
        base: f64,
        /// The lowest and highest score.
        clip: Option<(f64, f64)>,
    },
    /// 1, 0 or -1 by the two ends of a band.
    Band(f64, f64),
    /// By rank among values, ascending; the method says what is made of it.
    Ranked(Vec<f64>, Method),
}

impl Scale {
    /// Fits a method to values. `own` is the subject's own value on the date of a [`Reference::Date`], oriented.
    /// None where the method is not defined: no values, no spread, a reference of 0.
    pub(super) fn fit(
        scaling: Scaling,
        indicator: &Indicator,
        population: &Population,
        own: Option<f64>,
    ) -> Option<Self> {
        let orient = |value| oriented(value, scaling.transform, indicator.direction);
        let reference = |to: Reference| match to {
            Reference::Leader => Some(population.high),
            Reference::Mean => Some(population.mean),
            Reference::Laggard => Some(population.low),
            Reference::Value(value) => orient(value),
            Reference::Date(_) => own,
        };
        if scaling.method.over().is_some() && population.count < 1.0 {
            return None;
        }
        match scaling.method {
            Method::Raw => linear(0.0, 1.0, 1.0, 0.0),
            Method::Goalposts { scale } => {
                let Goalposts { low, high } = indicator.goalposts?;
                let (a, b) = (orient(low)?, orient(high)?);
                within(scale, a.min(b), a.max(b), true)
            }
            Method::MinMax { scale, .. } => within(scale, population.low, population.high, false),
            Method::ZScore { mean, sd, .. } => {
                linear(population.mean, population.deviation(), sd, mean)
            }
            Method::Rank { .. }
            | Method::PercentileRank { .. }
            | Method::Borda { .. }
            | Method::Categorical { .. } => {
                Some(Self::Ranked(population.sorted.clone()?, scaling.method))
            }
            Method::Target { target, cap, .. } => {
                let way = orient(target)? - population.low;
                let scale = linear(population.low, way, 1.0, 0.0).filter(|_| way > 0.0)?;
                Some(scale.clipped(cap.then_some((f64::NEG_INFINITY, 1.0))))
            }
            Method::Reference { to, difference, .. } => {
                let to = reference(to)?;
                let (zero, unit) = if difference {
                    (to, to.abs())
                } else {
                    (0.0, to)
                };
                linear(zero, unit, 1.0, 0.0)
            }
            Method::MeanBand { within, .. } => {
                let (mean, half) = (population.mean, within * population.mean.abs());
                Some(Self::Band(mean - half, mean + half))
            }
            Method::Ampi { to, .. } => {
                let spread = population.high - population.low;
                linear(reference(to)? - spread / 2.0, spread, 60.0, 70.0)
            }
        }
    }

    /// The score of a value that [`oriented`] gave; none where it is not defined.
    pub(super) fn score(&self, value: f64) -> Option<f64> {
        match self {
            &Self::Linear {
                zero,
                unit,
                span,
                base,
                clip,
            } => {
                let score = base + span * ((value - zero) / unit);
                Some(clip.map_or(score, |(low, high)| score.clamp(low, high)))
            }
            &Self::Band(low, high) => Some(if value > high {
                1.0
            } else if value < low {
                -1.0
            } else {
                0.0
            }),
            Self::Ranked(values, method) => ranked(values, *method, value),
        }
    }

    fn clipped(self, to: Option<(f64, f64)>) -> Self {
        match self {
            Self::Linear {
                zero,
                unit,
                span,
                base,
                ..
            } => Self::Linear {
                zero,
                unit,
                span,
                base,
                clip: to,
            },
            other => other,
        }
    }
}

fn linear(zero: f64, unit: f64, span: f64, base: f64) -> Option<Scale> {
    let is_defined = unit != 0.0 && unit.is_finite() && zero.is_finite();
    is_defined.then_some(Scale::Linear {
        zero,
        unit,
        span,
        base,
        clip: None,
    })
}

/// From `low` to `high` on a scale.
fn within(scale: (f64, f64), low: f64, high: f64, clips: bool) -> Option<Scale> {
    let fitted = linear(low, high - low, scale.1 - scale.0, scale.0)?;
    Some(fitted.clipped(clips.then_some(scale)))
}

/// What a method makes of the rank of a value.
fn ranked(values: &[f64], method: Method, value: f64) -> Option<f64> {
    let count = values.len() as f64;
    let below = values.partition_point(|other| *other < value) as f64;
    let up_to = 100.0 * (below + 1.0) / count;
    let equal = || values.partition_point(|other| *other <= value) as f64 - below;
    match method {
        Method::Borda { .. } => Some(below),
        Method::PercentileRank { convention, .. } => match convention {
            Convention::Below => (count > 1.0).then(|| below / (count - 1.0)),
            Convention::UpTo => Some(up_to),
        },
        Method::Categorical { .. } => {
            let steps = [
                (5.0, 0.0),
                (15.0, 20.0),
                (35.0, 40.0),
                (65.0, 50.0),
                (85.0, 60.0),
                (95.0, 80.0),
            ];
            let step = steps.iter().find(|(end, _)| up_to < *end);
            Some(step.map_or(100.0, |(_, score)| *score))
        }
        Method::Rank {
            ties: Ties::Mean, ..
        } => Some(below + f64::midpoint(equal().max(1.0), 1.0)),
        _ => Some(below + 1.0),
    }
}

#[cfg(test)]
mod tests;
