//! Which assumption matters: Sobol' indices.

use super::{Point, quantile};
use crate::assess::random::Random;
use crate::model::Factor;

/// Resamples of the bootstrap.
const RESAMPLES: usize = 500;
/// The stream of random numbers of the bootstrap; those of the design count from 0.
const BOOTSTRAP: u64 = u64::MAX;

/// How much of the variance of a score comes from one assumption, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sensitivity {
    /// The assumption.
    pub factor: Factor,
    /// By itself: V(E\[Y|X\]) / V(Y). An estimate may come out below 0, which stands for 0.
    pub first: f64,
    /// Its 5 and 95 % bootstrap quantiles.
    pub first_range: (f64, f64),
    /// With all interactions: E\[V(Y|all others)\] / V(Y).
    pub total: f64,
    /// Its 5 and 95 % bootstrap quantiles.
    pub total_range: (f64, f64),
}

/// Points of a design of two independent samples A and B of `base` points each, then for each open factor A with the
/// coordinate of that factor taken from B (Saltelli 2002).
pub(super) fn design(seed: u64, base: usize, open: &[Factor]) -> Vec<Point> {
    let sample = |stream: u64| -> Vec<Point> {
        let mut random = Random::new(seed, stream);
        let mut point = || std::array::from_fn(|_| random.uniform());
        (0..base).map(|_| point()).collect()
    };
    let (a, b) = (sample(0), sample(1));
    let mixed = open.iter().flat_map(|factor| {
        let at = Factor::ALL.iter().position(|other| other == factor);
        let pairs = a.iter().zip(&b);
        pairs.map(move |(a, b)| {
            let mut point = *a;
            if let Some(at) = at {
                point[at] = b[at];
            }
            point
        })
    });
    a.iter().chain(&b).copied().chain(mixed).collect()
}

/// Estimates from the results of a design, in its order (yA, yB, then yAB of each factor):
/// S = mean(yB (yAB - yA)) / V, ST = mean((yA - yAB)²) / 2V, with V the sample variance of yA and yB together
/// (Saltelli et al. 2010; Jansen 1999). Without variance every index is 0.
///
/// # Panics
/// When there are not `base` (k + 2) results for k factors.
pub fn estimate(results: &[f64], base: usize, factors: &[Factor], seed: u64) -> Vec<Sensitivity> {
    assert_eq!(results.len(), base * (factors.len() + 2));
    let all: Vec<usize> = (0..base).collect();
    let nominal = indices(results, base, &all);
    let mut random = Random::new(seed, BOOTSTRAP);
    let resampled: Vec<Vec<(f64, f64)>> = (0..RESAMPLES)
        .map(|_| {
            let rows: Vec<usize> = (0..base).map(|_| random.below(base)).collect();
            indices(results, base, &rows)
        })
        .collect();
    let range = |at: usize, is_total: bool| {
        let one = |run: &Vec<(f64, f64)>| if is_total { run[at].1 } else { run[at].0 };
        let mut values: Vec<f64> = resampled.iter().map(one).collect();
        values.sort_by(f64::total_cmp);
        (quantile(&values, 0.05), quantile(&values, 0.95))
    };
    let factors = factors.iter().zip(nominal).enumerate();
    factors
        .map(|(at, (factor, (first, total)))| Sensitivity {
            factor: *factor,
            first,
            first_range: range(at, false),
            total,
            total_range: range(at, true),
        })
        .collect()
}

/// First-order and total index of each factor, over some rows of the design.
fn indices(results: &[f64], base: usize, rows: &[usize]) -> Vec<(f64, f64)> {
    let (a, b) = (&results[..base], &results[base..2 * base]);
    let count = rows.len() as f64;
    let both = || rows.iter().flat_map(|&row| [a[row], b[row]]);
    let mean = both().sum::<f64>() / (2.0 * count);
    let variance = both().map(|y| (y - mean).powi(2)).sum::<f64>() / (2.0 * count - 1.0);
    results[2 * base..]
        .chunks_exact(base)
        .map(|mixed| {
            if variance <= 0.0 {
                return (0.0, 0.0);
            }
            let first = rows.iter().map(|&row| b[row] * (mixed[row] - a[row]));
            let total = rows.iter().map(|&row| (a[row] - mixed[row]).powi(2));
            (
                first.sum::<f64>() / count / variance,
                total.sum::<f64>() / (2.0 * count) / variance,
            )
        })
        .collect()
}
