//! Indices over indicators and other indices.

use chrono::NaiveDate;

use super::aggregate::aggregate;
use super::course::{Input, course};
use super::reading::{Freshness, freshness, usable};
use crate::model::{Aggregate, Id, Index, Model};

/// What a member adds to an index.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// The member.
    pub id: Id,
    /// Its weight as a share of the weights of the members that have a score; 0 without one.
    pub share: f64,
    /// Its own score, on the scale of the index.
    pub score: Option<f64>,
    /// Share times score: the points of an arithmetic index that come from it.
    pub points: f64,
}

/// An index as of a date.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct IndexScore {
    /// 0 to 100 with the default scaling; none below the minimum coverage, or where the rule of aggregation cannot take
    /// the score of a member.
    pub value: Option<f64>,
    /// Share of the members' weight that has usable values, 0 to 1. A member that is an index counts with its own
    /// coverage.
    pub coverage: f64,
    /// Share of that weight whose values are no older than their cadence, 0 to 1; 0 without values. What states no
    /// cadence counts as current.
    pub current: f64,
    /// What each member adds, in the order of the members.
    pub contributions: Vec<Contribution>,
}

/// A member by its position: among the inputs of the plan, or among the indices of the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    Input(usize),
    Index(usize),
}

/// The members of every index by position, so that ids are looked up once and not on every date.
#[derive(Debug)]
pub(super) struct Plan {
    inputs: Vec<Input>,
    /// By index: its members with their weights.
    members: Vec<Vec<(Part, f64)>>,
}

/// What is known of an index or a member.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Covered {
    /// Its score.
    pub(super) value: Option<f64>,
    /// Share of its weight that has usable values, 0 to 1.
    pub(super) coverage: f64,
    /// Whether it has no score because a rule could not take one. It is known, so that leaving it out would mislead.
    pub(super) is_refused: bool,
}

impl Plan {
    pub(super) fn new(model: &Model) -> Self {
        let mut inputs = Vec::new();
        let mut members = Vec::with_capacity(model.indices.len());
        for index in &model.indices {
            let parts = index.members.iter().filter_map(|member| {
                if let Some(indicator) = model.indicator_position(&member.id) {
                    inputs.push(Input {
                        indicator,
                        scaling: member.scaling,
                    });
                    return Some((Part::Input(inputs.len() - 1), member.weight));
                }
                Some((
                    Part::Index(model.index_position(&member.id)?),
                    member.weight,
                ))
            });
            members.push(parts.collect());
        }
        Self { inputs, members }
    }

    /// The scaled indicators that the indices are made of.
    pub(super) fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The members of an index with their weights.
    pub(super) fn members(&self, index: usize) -> &[(Part, f64)] {
        &self.members[index]
    }

    /// Every index from the scores of the inputs; members come before the indices that use them.
    pub(super) fn values(
        &self,
        model: &Model,
        score_of: impl Fn(usize) -> Option<f64>,
    ) -> Vec<Covered> {
        let mut values: Vec<Covered> = Vec::with_capacity(self.members.len());
        for (members, index) in self.members.iter().zip(&model.indices) {
            let parts = members
                .iter()
                .map(|&(part, weight)| (weight, covered(part, &values, &score_of)));
            let value = scored(index, index.aggregate, parts);
            values.push(value);
        }
        values
    }

    /// Every index for a subject as of a date, with what each member adds.
    pub(super) fn scores(&self, model: &Model, subject: &Id, as_of: NaiveDate) -> Vec<IndexScore> {
        let inputs: Vec<Option<f64>> = self
            .inputs
            .iter()
            .map(|input| course(model, input, subject, &[as_of])[0])
            .collect();
        let values = self.values(model, |input| inputs[input]);
        let mut made: Vec<IndexScore> = Vec::with_capacity(values.len());
        for (place, members) in self.members.iter().enumerate() {
            let scores: Vec<Option<f64>> = members
                .iter()
                .map(|&(part, _)| covered(part, &values, |input| inputs[input]).value)
                .collect();
            let is_current = |part| match part {
                Part::Index(place) => made.get(place).map_or(0.0, |score| score.current),
                Part::Input(input) => {
                    f64::from(u8::from(self.is_current(model, input, subject, as_of)))
                }
            };
            let (mut present, mut current) = (0.0, 0.0);
            for (&(part, weight), _) in members.iter().zip(&scores).filter(|(_, s)| s.is_some()) {
                present += weight;
                current += weight * is_current(part);
            }
            let contributions = members.iter().zip(&scores).enumerate();
            let contributions = contributions.map(|(member, (&(_, weight), &score))| {
                let share = if score.is_some() {
                    weight / present
                } else {
                    0.0
                };
                Contribution {
                    id: model.indices[place].members[member].id.clone(),
                    share,
                    score,
                    points: share * score.unwrap_or(0.0),
                }
            });
            made.push(IndexScore {
                value: values[place].value,
                coverage: values[place].coverage,
                current: if present > 0.0 {
                    current / present
                } else {
                    0.0
                },
                contributions: contributions.collect(),
            });
        }
        made
    }

    /// Whether the value behind an input is no older than its cadence.
    fn is_current(&self, model: &Model, input: usize, subject: &Id, as_of: NaiveDate) -> bool {
        let indicator = &model.indicators[self.inputs[input].indicator];
        let found = usable(indicator, subject, &[as_of])[0];
        found.is_some_and(|found| {
            matches!(
                freshness(indicator, found.date, as_of),
                None | Some(Freshness::Fresh)
            )
        })
    }
}

/// Score and coverage of a member.
pub(super) fn covered(
    part: Part,
    values: &[Covered],
    score_of: impl Fn(usize) -> Option<f64>,
) -> Covered {
    match part {
        Part::Input(place) => {
            let value = score_of(place);
            Covered {
                value,
                coverage: f64::from(u8::from(value.is_some())),
                is_refused: false,
            }
        }
        // An index below its minimum coverage says nothing, so that it covers nothing.
        Part::Index(place) => values
            .get(place)
            .copied()
            .filter(|known| known.value.is_some() || known.is_refused)
            .unwrap_or_default(),
    }
}

/// The aggregate of the members that have a score, with the remaining weights re-scaled; none below the minimum
/// coverage, when fewer members than asked for have one, or when a rule cannot take the score of a member.
pub(super) fn scored(
    index: &Index,
    rule: Aggregate,
    parts: impl Iterator<Item = (f64, Covered)> + Clone,
) -> Covered {
    let mut total: f64 = index.lost.iter().sum();
    let mut all = index.lost.len() as f64;
    let (mut covered, mut available) = (0.0, 0.0);
    let mut is_refused = false;
    for (weight, known) in parts.clone() {
        total += weight;
        covered += weight * known.coverage;
        all += 1.0;
        available += f64::from(u8::from(known.value.is_some()));
        is_refused |= known.is_refused;
    }
    let coverage = if total > 0.0 { covered / total } else { 0.0 };
    // Sums and shares carry rounding errors; what equals the minimum is enough.
    let is_short =
        coverage < index.min_coverage - 1e-9 || available < index.min_available * all - 1e-9;
    let mut known = Covered {
        value: None,
        coverage,
        is_refused,
    };
    if !is_short && !is_refused {
        let present = parts.filter_map(|(weight, known)| Some((weight, known.value?)));
        known.value = aggregate(rule, &present);
        known.is_refused = known.value.is_none() && available > 0.0;
    }
    known
}
