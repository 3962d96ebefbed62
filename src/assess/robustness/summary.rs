//! What the runs say of each score and of each rank.

use super::Scores;
use super::problem::Problem;
use crate::assess::ranking::{average_rank_shift, ranks};

/// A score over the runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The score as declared.
    pub nominal: Option<f64>,
    /// 5 % of the runs lie below.
    pub low: f64,
    /// The median of the runs.
    pub median: f64,
    /// 5 % of the runs lie above.
    pub high: f64,
    /// Runs that gave a score; the band is of those, and not a number without any.
    pub runs: usize,
    /// Change since the start of the window as declared.
    pub change: Option<f64>,
    /// Runs that gave a score on both dates.
    pub compared: usize,
    /// Share of [`compared`](Self::compared) runs in which the change has the same sign as the declared one, 0 to 1;
    /// none where nothing changed as declared, or no run has both.
    pub holds: Option<f64>,
}

/// The ranks of the subjects by an index over the runs; 1 is the highest score, equal ones take the smallest.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Position of the index in the model.
    pub index: usize,
    /// By subject: rank as declared, then the 5 %, 50 % and 95 % quantiles over the runs; none without a declared score.
    pub ranks: Vec<Option<[f64; 4]>>,
    /// Mean over the runs of the average rank shift: (1 / M) sum of |declared rank - rank| (Saisana et al. 2005).
    pub shift: f64,
}

/// The value below which a share of sorted values lies, interpolated (type 7 of Hyndman and Fan 1996).
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let at = share * sorted.len().saturating_sub(1) as f64;
    let below = at.floor() as usize;
    match (sorted.get(below), sorted.get(below + 1)) {
        (Some(low), Some(high)) => low + (high - low) * (at - below as f64),
        (Some(last), None) => *last,
        _ => f64::NAN,
    }
}

/// By subject, then by index.
pub(super) fn bands(problem: &Problem<'_>, nominal: &Scores, runs: &[Scores]) -> Vec<Vec<Band>> {
    let indices = problem.indices();
    let band = |subject: usize, index: usize| {
        let at = |date: usize| (date * problem.subjects + subject) * indices + index;
        let (then, now) = (at(0), at(problem.dates - 1));
        let mut scores: Vec<f64> = runs.iter().filter_map(|run| run[now]).collect();
        scores.sort_by(f64::total_cmp);
        let change = |run: &Scores| Some(run[now]? - run[then]?);
        let declared = change(nominal);
        let changes: Vec<f64> = runs.iter().filter_map(change).collect();
        let sign = declared.filter(|change| *change != 0.0).map(f64::signum);
        Band {
            nominal: nominal[now],
            low: quantile(&scores, 0.05),
            median: quantile(&scores, 0.5),
            high: quantile(&scores, 0.95),
            runs: scores.len(),
            change: declared,
            compared: changes.len(),
            holds: sign.filter(|_| !changes.is_empty()).map(|sign| {
                let same = changes.iter().filter(|change| **change * sign > 0.0);
                same.count() as f64 / changes.len() as f64
            }),
        }
    };
    (0..problem.subjects)
        .map(|subject| (0..indices).map(|index| band(subject, index)).collect())
        .collect()
}

/// By index; empty for a single subject.
pub(super) fn standings(problem: &Problem<'_>, nominal: &Scores, runs: &[Scores]) -> Vec<Standing> {
    if problem.subjects < 2 {
        return Vec::new();
    }
    (0..problem.indices())
        .map(|index| standing(problem, nominal, runs, index))
        .collect()
}

fn standing(problem: &Problem<'_>, nominal: &Scores, runs: &[Scores], index: usize) -> Standing {
    let ranks_in = |run: &Scores| {
        let first = (problem.dates - 1) * problem.subjects;
        let scores: Vec<Option<f64>> = (0..problem.subjects)
            .map(|subject| run[(first + subject) * problem.indices() + index])
            .collect();
        ranks(&scores)
    };
    let declared = ranks_in(nominal);
    let drawn: Vec<Vec<Option<usize>>> = runs.iter().map(ranks_in).collect();
    let of_subject = |subject: usize| {
        let ranks = drawn.iter().filter_map(|run| run[subject]);
        let mut ranks: Vec<f64> = ranks.map(|rank| rank as f64).collect();
        ranks.sort_by(f64::total_cmp);
        let [low, median, high] = [0.05, 0.5, 0.95].map(|share| quantile(&ranks, share));
        Some([declared[subject]? as f64, low, median, high])
    };
    let shifts = drawn
        .iter()
        .filter_map(|run| average_rank_shift(&declared, run));
    let (runs, sum) = shifts.fold((0.0, 0.0), |(runs, sum), shift| (runs + 1.0, sum + shift));
    Standing {
        index,
        ranks: (0..problem.subjects).map(of_subject).collect(),
        shift: if runs > 0.0 { sum / runs } else { 0.0 },
    }
}
