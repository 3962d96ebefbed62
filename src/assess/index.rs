//! Weighted indices over indicators and other indices.

use chrono::NaiveDate;

use super::reading::{Reading, score_at};
use crate::model::{Id, Index, Model};

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

/// The scores of all indices as of the date of the readings.
pub(super) fn scores(model: &Model, readings: &[Reading]) -> Vec<IndexScore> {
    let mut scores: Vec<IndexScore> = Vec::with_capacity(model.indices.len());
    for index in &model.indices {
        let score = aggregate(index, |id| match model.indicator_position(id) {
            Some(place) => (
                readings[place].score,
                f64::from(u8::from(readings[place].score.is_some())),
            ),
            None => part(model, &scores, id),
        });
        scores.push(score);
    }
    scores
}

/// The scores of all indices as of a date, read anew from the series.
pub(super) fn scores_at(model: &Model, as_of: NaiveDate) -> Vec<IndexScore> {
    let mut scores: Vec<IndexScore> = Vec::with_capacity(model.indices.len());
    for index in &model.indices {
        let score = aggregate(index, |id| match model.indicator(id) {
            Some(indicator) => {
                let score = score_at(indicator, &model.subject.code, as_of);
                (score, f64::from(u8::from(score.is_some())))
            }
            None => part(model, &scores, id),
        });
        scores.push(score);
    }
    scores
}

/// Score and coverage of an index that is a member; members come before the indices that use them.
fn part(model: &Model, scores: &[IndexScore], id: &Id) -> (Option<f64>, f64) {
    let score = model.index_position(id).and_then(|place| scores.get(place));
    score.map_or((None, 0.0), |score| {
        (
            score.value,
            if score.value.is_some() {
                score.coverage
            } else {
                0.0
            },
        )
    })
}

/// Weighted arithmetic mean over the members that have a score (OECD/JRC Handbook 2008, linear aggregation), with the
/// remaining weights re-scaled.
fn aggregate(index: &Index, score_of: impl Fn(&Id) -> (Option<f64>, f64)) -> IndexScore {
    let parts: Vec<(Option<f64>, f64)> = index
        .members
        .iter()
        .map(|member| score_of(&member.id))
        .collect();
    let weights = || index.members.iter().map(|member| member.weight).zip(&parts);
    let total: f64 = weights().map(|(weight, _)| weight).sum();
    let present: f64 = weights()
        .filter(|(_, part)| part.0.is_some())
        .map(|(weight, _)| weight)
        .sum();
    let covered: f64 = weights().map(|(weight, part)| weight * part.1).sum();
    let contributions: Vec<Contribution> = index
        .members
        .iter()
        .zip(&parts)
        .map(|(member, &(score, _))| {
            let share = if score.is_some() {
                member.weight / present
            } else {
                0.0
            };
            Contribution {
                id: member.id.clone(),
                share,
                score,
                points: share * score.unwrap_or(0.0),
            }
        })
        .collect();
    let coverage = if total > 0.0 { covered / total } else { 0.0 };
    let enough = present > 0.0 && coverage >= index.min_coverage;
    IndexScore {
        value: enough.then(|| contributions.iter().map(|part| part.points).sum()),
        coverage,
        contributions,
    }
}
