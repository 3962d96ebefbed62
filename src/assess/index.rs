//! Weighted indices over indicators and other indices.
//!
//! Other rules of aggregation belong here, beside [`mean`].

use crate::model::{Id, Model};

/// What a member adds to an index.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// The member.
    pub id: Id,
    /// Its weight as a share of the weights of the members that have a score; 0 without one.
    pub share: f64,
    /// Its own score, 0 to 100.
    pub score: Option<f64>,
    /// Points of the index that come from it: share times score.
    pub points: f64,
}

/// An index as of a date.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct IndexScore {
    /// 0 to 100; none below the minimum coverage.
    pub value: Option<f64>,
    /// Share of the members' weight that has usable values, 0 to 1. A member that is an index counts with its own
    /// coverage.
    pub coverage: f64,
    /// What each member adds, in the order of the members.
    pub contributions: Vec<Contribution>,
}

/// A member by its position in the model.
#[derive(Clone, Copy, Debug)]
enum Part {
    Indicator(usize),
    Index(usize),
}

/// The members of every index by position, so that ids are looked up once and not on every date.
#[derive(Debug)]
pub(super) struct Plan(Vec<Vec<(Part, f64)>>);

/// Score and coverage of an index.
pub(super) type Covered = (Option<f64>, f64);

impl Plan {
    pub(super) fn new(model: &Model) -> Self {
        let part = |id: &Id| {
            let indicator = model.indicator_position(id).map(Part::Indicator);
            indicator.or_else(|| model.index_position(id).map(Part::Index))
        };
        let members = model.indices.iter().map(|index| {
            let members = index.members.iter();
            members
                .filter_map(|member| Some((part(&member.id)?, member.weight)))
                .collect()
        });
        Self(members.collect())
    }

    /// The indicators that are members, by position; one may come several times.
    pub(super) fn indicators(&self) -> impl Iterator<Item = usize> {
        self.0.iter().flatten().filter_map(|&(part, _)| match part {
            Part::Indicator(place) => Some(place),
            Part::Index(_) => None,
        })
    }

    /// Every index from the scores of the indicators; members come before the indices that use them.
    pub(super) fn values(
        &self,
        model: &Model,
        score_of: impl Fn(usize) -> Option<f64>,
    ) -> Vec<Covered> {
        let mut values: Vec<Covered> = Vec::with_capacity(self.0.len());
        for (members, index) in self.0.iter().zip(&model.indices) {
            let parts = || {
                members
                    .iter()
                    .map(|&(part, weight)| (weight, covered(part, &values, &score_of)))
            };
            let value = mean(parts(), index.min_coverage);
            values.push(value);
        }
        values
    }

    /// The same, with what each member adds.
    pub(super) fn scores(
        &self,
        model: &Model,
        score_of: impl Fn(usize) -> Option<f64>,
    ) -> Vec<IndexScore> {
        let values = self.values(model, &score_of);
        let scored = self.0.iter().zip(&model.indices).zip(&values);
        scored
            .map(|((members, index), &(value, coverage))| {
                let score = |part| covered(part, &values, &score_of).0;
                let has_score = |&&(part, _): &&(Part, f64)| score(part).is_some();
                let present: f64 = members
                    .iter()
                    .filter(has_score)
                    .map(|(_, weight)| weight)
                    .sum();
                let contributions =
                    members
                        .iter()
                        .zip(&index.members)
                        .map(|(&(part, weight), member)| {
                            let score = score(part);
                            let share = if score.is_some() {
                                weight / present
                            } else {
                                0.0
                            };
                            Contribution {
                                id: member.id.clone(),
                                share,
                                score,
                                points: share * score.unwrap_or(0.0),
                            }
                        });
                IndexScore {
                    value,
                    coverage,
                    contributions: contributions.collect(),
                }
            })
            .collect()
    }
}

/// Score and coverage of a member.
fn covered(part: Part, values: &[Covered], score_of: impl Fn(usize) -> Option<f64>) -> Covered {
    match part {
        Part::Indicator(place) => {
            let score = score_of(place);
            (score, f64::from(u8::from(score.is_some())))
        }
        // An index below its minimum coverage says nothing, so that it covers nothing.
        Part::Index(place) => values
            .get(place)
            .copied()
            .filter(|(value, _)| value.is_some())
            .unwrap_or((None, 0.0)),
    }
}

/// Weighted arithmetic mean over the members that have a score (OECD/JRC Handbook 2008, linear aggregation), with the
/// remaining weights re-scaled; none below the minimum coverage.
fn mean(parts: impl Iterator<Item = (f64, Covered)>, min_coverage: f64) -> Covered {
    let (mut total, mut covered, mut present, mut sum) = (0.0, 0.0, 0.0, 0.0);
    for (weight, (score, coverage)) in parts {
        total += weight;
        covered += weight * coverage;
        if let Some(score) = score {
            present += weight;
            sum += weight * score;
        }
    }
    let coverage = if total > 0.0 { covered / total } else { 0.0 };
    // Sums of weights carry rounding errors; a coverage that equals the minimum is enough.
    let is_enough = present > 0.0 && coverage >= min_coverage - 1e-9;
    (
        is_enough.then(|| (sum / present).clamp(0.0, 100.0)),
        coverage,
    )
}
