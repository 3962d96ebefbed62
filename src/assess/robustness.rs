//! How far scores depend on assumptions: Monte Carlo over those that the operator declares as open (OECD/JRC Handbook
//! 2008, chapter 7; Saisana, Saltelli and Tarantola 2005).
//!
//! A run is a point in the unit cube, one coordinate per [`Factor`]: which method, which rule, which indicator is left
//! out, and the seeds of the noise. The same point gives the same scores, so that the same seed gives the same results
//! whatever the number of threads.

mod draw;
mod problem;
mod sobol;
mod summary;

#[cfg(test)]
mod tests;

pub use sobol::{Sensitivity, estimate};
pub use summary::{Band, Standing, quantile};

use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::Watch;
use super::random::Random;
use crate::model::{Factor, Id, Model, Robustness};
use draw::Draw;
use problem::Problem;

/// A coordinate per factor, each from 0 to 1.
pub type Point = [f64; Factor::ALL.len()];

/// How the scores of subjects hold under open assumptions.
#[derive(Clone, Debug, PartialEq)]
pub struct Robust {
    /// The date assessed.
    pub as_of: NaiveDate,
    /// The date since which the direction of change is tested.
    pub since: NaiveDate,
    /// Runs made.
    pub runs: usize,
    /// Their seed.
    pub seed: u64,
    /// The assumptions that were open.
    pub open: Vec<Factor>,
    /// The subjects, in the order of the results.
    pub subjects: Vec<Id>,
    /// The indices, in the order of the model.
    pub indices: Vec<Id>,
    /// By subject, then by index.
    pub bands: Vec<Vec<Band>>,
    /// By index: ranks of the subjects over the runs; empty for a single subject.
    pub standings: Vec<Standing>,
}

impl Robust {
    /// The band of an index for the first subject.
    pub fn band(&self, index: &Id) -> Option<&Band> {
        let place = self.indices.iter().position(|id| id == index)?;
        self.bands.first()?.get(place)
    }
}

/// Scores of one run: by date (the first is `since`), then by subject, then by index.
type Scores = Vec<Option<f64>>;

/// Scores the subjects on both dates under every draw; none when it was cancelled.
pub fn robustness(
    model: &Model,
    settings: &Robustness,
    subjects: &[Id],
    as_of: NaiveDate,
    watch: Watch<'_>,
) -> Option<Robust> {
    let since = window(model, settings, as_of);
    let problem = Problem::new(model, settings, subjects, &[since, as_of]);
    let points: Vec<Point> = (0..settings.runs)
        .map(|run| {
            let mut random = Random::new(settings.seed, run.into());
            std::array::from_fn(|_| random.uniform())
        })
        .collect();
    let nominal = problem.score(&Draw::nominal());
    let scores = run(&problem, &points, watch)?;
    Some(Robust {
        as_of,
        since,
        runs: points.len(),
        seed: settings.seed,
        open: settings.open(),
        subjects: subjects.to_vec(),
        indices: model.indices.iter().map(|index| index.id.clone()).collect(),
        bands: summary::bands(&problem, &nominal, &scores),
        standings: summary::standings(&problem, &nominal, &scores),
    })
}

/// Which assumption matters: first-order and total Sobol' indices of the score of an index as of a date, for a subject,
/// with 90 % bootstrap intervals. Results are centred before the estimate. The design has `base` (k + 2) points for k open assumptions (Saltelli 2002). None when
/// cancelled, or when some run has no score.
pub fn sensitivity(
    model: &Model,
    settings: &Robustness,
    (subject, index): (&Id, &Id),
    as_of: NaiveDate,
    base: usize,
    watch: Watch<'_>,
) -> Option<Vec<Sensitivity>> {
    let place = model.index_position(index)?;
    let subjects = std::slice::from_ref(subject);
    let problem = Problem::new(model, settings, subjects, &[as_of]);
    let open = settings.open();
    let design = sobol::design(settings.seed, base, &open);
    let scores = run(&problem, &design, watch)?;
    let scores: Option<Vec<f64>> = scores.into_iter().map(|scores| scores[place]).collect();
    Some(estimate(
        &centred(scores?, base),
        base,
        &open,
        settings.seed,
    ))
}

/// Results less the mean of both samples. The estimator of the first order multiplies results with differences: those
/// that lie far from 0 drown it in noise, though it means the same wherever they lie (Sobol' 2001, section 5).
fn centred(mut results: Vec<f64>, base: usize) -> Vec<f64> {
    let mean = results[..2 * base].iter().sum::<f64>() / (2 * base) as f64;
    for result in &mut results {
        *result -= mean;
    }
    results
}

/// The date since which change is tested.
pub fn window(model: &Model, settings: &Robustness, as_of: NaiveDate) -> NaiveDate {
    let since = settings.since.map(|since| since.date(as_of));
    since.unwrap_or_else(|| model.change_over.before(as_of))
}

/// The scores at every point, on all cores; none when cancelled.
fn run(problem: &Problem<'_>, points: &[Point], watch: Watch<'_>) -> Option<Vec<Scores>> {
    let done = AtomicUsize::new(0);
    let score = |point: &Point| {
        if watch.is_stopped() {
            return None;
        }
        let scores = problem.score(&problem.draw(point));
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        watch.progress(done as f64 / points.len() as f64);
        Some(scores)
    };
    points.par_iter().map(score).collect()
}
