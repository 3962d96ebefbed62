//! The subjects of a dashboard side by side.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::effective::leaves;
use super::index::{IndexScore, Plan};
use super::normalise::oriented;
use super::ranking::{Kemeny, Outranking, ranks};
use super::reading::usable;
use crate::model::{Id, Index, Model, Transform};

/// Every subject that has data, on every index, as of a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Standings {
    /// The date they hold for.
    pub as_of: NaiveDate,
    /// Subjects with a usable value of some indicator that an index is made of, in the order of their codes.
    pub subjects: Vec<Id>,
    /// By subject: every index, in the order of [`Parts::indices`](crate::model::Parts::indices).
    pub scores: Vec<Vec<IndexScore>>,
    /// One per index, in the same order.
    pub standings: Vec<Standing>,
}

/// How subjects stand to each other on one index: by its score, and by comparing them pair by pair on the indicators it is
/// made of.
///
/// The comparison of pairs takes usable values, direction applied, and effective weights. It takes no scores, and with
/// them no normalisation and no aggregation: only which value is higher counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Ranks by score, by subject; none without a score.
    pub ranks: Vec<Option<usize>>,
    /// Positions in [`Standings::subjects`] of those compared pair by pair: those with a usable value of some indicator
    /// of the index.
    pub compared: Vec<usize>,
    /// Their comparison.
    pub outranking: Outranking,
    /// Ranks by Copeland's rule, by subject; none for those not compared.
    pub copeland: Vec<Option<usize>>,
    /// The rankings of those compared that are best by Kemeny's rule; none of too many.
    pub kemeny: Option<Kemeny>,
}

/// Subjects with a usable value of some indicator that an index is made of as of a date, in the order of their codes.
pub fn subjects_of(model: &Model, as_of: NaiveDate) -> Vec<Id> {
    let mut found = BTreeSet::new();
    let members = model.indices.iter().flat_map(|index| &index.members);
    let indicators: BTreeSet<usize> = members
        .filter_map(|member| model.indicator_position(&member.id))
        .collect();
    for place in indicators {
        let indicator = &model.indicators[place];
        for (subject, _) in &indicator.series {
            if !found.contains(subject) && usable(indicator, subject, &[as_of])[0].is_some() {
                found.insert(subject.clone());
            }
        }
    }
    found.into_iter().collect()
}

impl Standings {
    /// Compares the subjects of a model as of a date.
    pub fn new(model: &Model, as_of: NaiveDate) -> Self {
        let subjects = subjects_of(model, as_of);
        let plan = Plan::new(model);
        let scores: Vec<Vec<IndexScore>> = subjects
            .iter()
            .map(|subject| plan.scores(model, subject, as_of))
            .collect();
        let standings = model.indices.iter().enumerate().map(|(place, index)| {
            let values: Vec<Option<f64>> = scores.iter().map(|of| of[place].value).collect();
            Standing::new(model, index, &subjects, &values, as_of)
        });
        Self {
            as_of,
            standings: standings.collect(),
            subjects,
            scores,
        }
    }
}

impl Standing {
    fn new(
        model: &Model,
        index: &Index,
        subjects: &[Id],
        scores: &[Option<f64>],
        as_of: NaiveDate,
    ) -> Self {
        let (places, weights): (Vec<usize>, Vec<f64>) = leaves(model, index).into_iter().unzip();
        let value = |subject: &Id, place: &usize| {
            let indicator = &model.indicators[*place];
            let found = usable(indicator, subject, &[as_of])[0]?;
            oriented(found.value, Transform::None, indicator.direction)
        };
        let (mut compared, mut rows) = (Vec::new(), Vec::new());
        for (subject, code) in subjects.iter().enumerate() {
            let row: Vec<Option<f64>> = places.iter().map(|place| value(code, place)).collect();
            if row.iter().any(Option::is_some) {
                compared.push(subject);
                rows.push(row);
            }
        }
        let outranking = Outranking::new(&rows, &weights);
        let mut points = vec![None; subjects.len()];
        for (subject, score) in compared.iter().zip(outranking.copeland()) {
            points[*subject] = Some(score);
        }
        Self {
            ranks: ranks(scores),
            copeland: ranks(&points),
            kemeny: outranking.kemeny(),
            compared,
            outranking,
        }
    }
}
