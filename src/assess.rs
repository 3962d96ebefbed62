//! What a dashboard means as of a date: pure functions of (model, date).
//!
//! No clock, no I/O, no look-ahead: nothing dated after `as_of` changes an assessment.

mod ach;
mod aggregate;
mod analysis;
mod audit;
mod balance;
mod course;
mod difference;
mod effective;
mod history;
mod index;
pub mod leadlag;
mod normalise;
mod random;
mod ranking;
mod reading;
mod rescoring;
pub mod robustness;
mod standing;
mod watch;
mod waterfall;

#[cfg(test)]
mod tests;

pub use ach::{Ach, Diagnosticity, Tally, ach};
pub use aggregate::aggregate;
pub use analysis::{Analysis, Answer, Answers, Headline, Held};
pub use audit::{Concern, ConcernKind, audit};
pub use balance::{Balance, Share};
pub use difference::{Change, difference};
pub use effective::{EffectiveWeight, effective_weights, parts_of};
pub use history::{History, Point};
pub use index::{Contribution, IndexScore};
pub use random::Random;
pub use ranking::{KEMENY_MOST, Kemeny, Outranking, average_rank_shift, ranks};
pub use reading::freshness as freshness_on;
pub use reading::{
    Freshness, Moved, Reading, SignpostState, Usable, moved_over, score_between, usable, weight_of,
};
pub use rescoring::Rescoring;
pub use standing::{Standing, Standings, subjects_of};
pub use watch::Watch;
pub use waterfall::{Between, Step, Waterfall};

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::model::{Id, Model, Span};

/// What a dashboard means as of a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The date it holds for.
    pub as_of: NaiveDate,
    /// One per indicator, in the order of [`Parts::indicators`](crate::model::Parts::indicators), for the dashboard's subject.
    pub readings: Vec<Reading>,
    /// One per index, in the order of [`Parts::indices`](crate::model::Parts::indices), for the dashboard's subject.
    pub scores: Vec<IndexScore>,
    /// Shares of influence of the actors that have an index.
    pub balance: Balance,
    /// Scores and shares month by month, from [`Parts::start`](crate::model::Parts::start) to `as_of`.
    pub history: History,
    /// Scores and shares at the start of the dashboard's window of change.
    pub before: Point,
}

impl Assessment {
    /// The reading of an indicator.
    pub fn reading(&self, model: &Model, indicator: &Id) -> Option<&Reading> {
        self.readings.get(model.indicator_position(indicator)?)
    }

    /// The score of an index.
    pub fn score(&self, model: &Model, index: &Id) -> Option<&IndexScore> {
        self.scores.get(model.index_position(index)?)
    }

    /// Scores and shares at the start of a window that ends at the date of the assessment.
    pub fn before(&self, model: &Model, window: Span) -> Cow<'_, Point> {
        if window == model.change_over {
            Cow::Borrowed(&self.before)
        } else {
            Cow::Owned(history::point(model, window.before(self.as_of)))
        }
    }
}

/// Every index for a subject as of a date, in the order of [`Parts::indices`](crate::model::Parts::indices).
pub fn scores_of(model: &Model, subject: &Id, as_of: NaiveDate) -> Vec<IndexScore> {
    index::Plan::new(model).scores(model, subject, as_of)
}

/// Assesses a model as of a date, using every observation dated on or before it.
pub fn assess(model: &Model, as_of: NaiveDate) -> Assessment {
    let readings: Vec<Reading> = model
        .indicators
        .iter()
        .map(|indicator| reading::read(indicator, &model.subject.code, as_of))
        .collect();
    let plan = index::Plan::new(model);
    let scores = plan.scores(model, &model.subject.code, as_of);
    let values: Vec<Option<f64>> = scores.iter().map(|score| score.value).collect();
    let balance = balance::balance(&balance::holders(model), &values);
    let history = history::history(model, &plan, as_of);
    Assessment {
        as_of,
        readings,
        scores,
        balance,
        history,
        before: history::point(model, model.change_over.before(as_of)),
    }
}
