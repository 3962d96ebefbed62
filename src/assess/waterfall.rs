//! Why an index moved: points of its change by member, adding up to the change for every rule of aggregation.
//!
//! Every rule is a weighted sum of some g of the members' scores, then brought back to the scale of the index: g is f for
//! a mean of f (see `aggregate`), and score less (score - mean)² / mean for Mazziotta-Pareto. A member is given
//! L [w̄ Δg + Δw (ḡ - c)]: its own move at mean weight, and the move of its weight against the index (c is the mean of
//! both ends). L is the change of the index over the change of the sum: 1 for the arithmetic mean, the logarithmic mean
//! of both ends for the geometric one (Ang 2005, LMDI). A member that came or went moves the index by its weight alone,
//! as if it had always had the score it has where it counts.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::aggregate::{forth, slope};
use super::index::{Contribution, IndexScore, Plan};
use crate::model::{Aggregate, Id, Model};

/// Levels of steps within steps, and steps in all, of one waterfall: steps fan out with every way that leads to an index.
const LEVELS: usize = 16;
const STEPS: usize = 4_096;

/// Changes smaller than this share of a value are taken as infinitely small.
const TINY: f64 = 1e-6;

/// What a member did to an index between two dates.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The member.
    pub id: Id,
    /// Its score at the first date.
    pub from: Option<f64>,
    /// Its score at the second date.
    pub to: Option<f64>,
    /// Points of the index's change; those of all members add up to it.
    pub points: f64,
    /// The part of the points that is not the move of its score: weights that changed because members came or went, and
    /// the balance between members where the rule counts it.
    pub other: f64,
    /// For a member that is an index: what its own members did to the index above. With `other` they add up to `points`.
    /// Empty where the steps of a level are too deep (16) or too many (4,096 with those above).
    pub steps: Vec<Self>,
}

/// The change of an index between two dates and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Waterfall {
    /// The index.
    pub index: Id,
    /// The first date and the score then.
    pub from: (NaiveDate, f64),
    /// The second date and the score then.
    pub to: (NaiveDate, f64),
    /// One per member, in the order of the members.
    pub steps: Vec<Step>,
}

impl Waterfall {
    /// The change of the index.
    pub fn change(&self) -> f64 {
        self.to.1 - self.from.1
    }
}

/// The indices of a subject on two dates.
#[derive(Clone, Debug)]
pub struct Between<'a> {
    model: &'a Model,
    dates: (NaiveDate, NaiveDate),
    /// By index, on the first and on the second date.
    scores: (Vec<IndexScore>, Vec<IndexScore>),
}

impl<'a> Between<'a> {
    /// Scores every index on both dates.
    pub fn new(model: &'a Model, subject: &Id, from: NaiveDate, to: NaiveDate) -> Self {
        let plan = Plan::new(model);
        Self {
            model,
            dates: (from, to),
            scores: (
                plan.scores(model, subject, from),
                plan.scores(model, subject, to),
            ),
        }
    }

    /// An index on the first and on the second date.
    pub fn scores(&self, index: &Id) -> Option<(&IndexScore, &IndexScore)> {
        let place = self.model.index_position(index)?;
        Some((self.scores.0.get(place)?, self.scores.1.get(place)?))
    }

    /// Why an index moved; none unless it has a score on both dates.
    pub fn waterfall(&self, index: &Id) -> Option<Waterfall> {
        let (was, is) = self.scores(index)?;
        let place = self.model.index_position(index)?;
        Some(Waterfall {
            index: index.clone(),
            from: (self.dates.0, was.value?),
            to: (self.dates.1, is.value?),
            steps: self.steps(place, 1.0, levels(self.model, place))?,
        })
    }

    /// The steps of an index, each times `worth`, with so many levels of steps below them.
    fn steps(&self, place: usize, worth: f64, below: usize) -> Option<Vec<Step>> {
        let rule = self.model.indices[place].aggregate;
        let (was, is) = (&self.scores.0[place], &self.scores.1[place]);
        let ends = (End::new(rule, was)?, End::new(rule, is)?);
        let back = worth * ends.0.back(&ends.1);
        let middle = f64::midpoint(ends.0.sum, ends.1.sum);
        let members = was.contributions.iter().zip(&is.contributions);
        let steps = members.map(|(was, is)| {
            let (g0, g1) = ends.0.both(&ends.1, was, is);
            let weight = f64::midpoint(was.share, is.share);
            let moved = back * weight * (g1 - g0);
            let reweighted = back * (is.share - was.share) * (f64::midpoint(g0, g1) - middle);
            let (steps, explained) = match (was.score, is.score, self.model.index_position(&is.id))
            {
                (Some(from), Some(to), Some(inner)) => {
                    let worth = finite(back * weight * secant(rule, from, to));
                    let below = below.checked_sub(1);
                    let steps = below.and_then(|below| self.steps(inner, worth, below));
                    let steps = steps.unwrap_or_default();
                    (steps, worth * (to - from))
                }
                _ => (Vec::new(), moved),
            };
            Step {
                id: is.id.clone(),
                from: was.score,
                to: is.score,
                points: moved + reweighted,
                other: moved + reweighted - explained,
                steps,
            }
        });
        Some(steps.collect())
    }
}

/// How many levels of steps fit below those of an index.
fn levels(model: &Model, place: usize) -> usize {
    // By index: how many ways lead to it at a level.
    let mut ways = BTreeMap::from([(place, 1_usize)]);
    let mut steps = model.indices[place].members.len();
    for level in 0..LEVELS {
        let mut next = BTreeMap::new();
        for (place, count) in ways {
            for member in &model.indices[place].members {
                if let Some(inner) = model.index_position(&member.id) {
                    *next.entry(inner).or_default() += count;
                    steps += count * model.indices[inner].members.len();
                }
            }
        }
        if next.is_empty() || steps > STEPS {
            return level;
        }
        ways = next;
    }
    LEVELS
}

/// An index at one of the dates.
struct End {
    rule: Aggregate,
    value: f64,
    /// Weighted mean of the members' scores.
    mean: f64,
    /// Weighted sum of g.
    sum: f64,
}

impl End {
    fn new(rule: Aggregate, score: &IndexScore) -> Option<Self> {
        let mut end = Self {
            rule,
            value: score.value?,
            mean: score.contributions.iter().map(|part| part.points).sum(),
            sum: 0.0,
        };
        let parts = score.contributions.iter();
        end.sum = parts
            .filter_map(|part| Some(part.share * end.g(part.score?)))
            .sum();
        Some(end)
    }

    fn g(&self, score: f64) -> f64 {
        match self.rule {
            Aggregate::Mpi | Aggregate::Ampi => score - (score - self.mean).powi(2) / self.mean,
            mean => forth(mean, score),
        }
    }

    /// g of a member at both ends; where it is missing at one, what it is at the other.
    fn both(&self, other: &Self, was: &Contribution, is: &Contribution) -> (f64, f64) {
        let g0 = was.score.map(|score| self.g(score));
        let g1 = is.score.map(|score| other.g(score));
        match (g0, g1) {
            (Some(g0), Some(g1)) => (g0, g1),
            (Some(g), None) | (None, Some(g)) => (g, g),
            (None, None) => (0.0, 0.0),
        }
    }

    /// Points of the index for one of the sum, between two ends.
    fn back(&self, other: &Self) -> f64 {
        finite(secant(self.rule, self.value, other.value).recip())
    }
}

/// At a score of 0 the slope of a power is 0 or infinite; nothing moves there.
fn finite(slope: f64) -> f64 {
    if slope.is_finite() { slope } else { 0.0 }
}

/// Slope of f between two scores.
fn secant(rule: Aggregate, from: f64, to: f64) -> f64 {
    if (to - from).abs() <= TINY * from.abs().max(to.abs()) {
        slope(rule, f64::midpoint(from, to))
    } else {
        (forth(rule, to) - forth(rule, from)) / (to - from)
    }
}
