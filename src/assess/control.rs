//! Control charts: whether a series has left its level, seen as it goes on.

/// The exponentially weighted moving average: z = λ x + (1 − λ) z, beginning with `start`. One longer than the values:
/// the first is the start.
pub fn ewma(values: &[f64], lambda: f64, start: f64) -> Vec<f64> {
    let mut z = start;
    let rest = values.iter().map(|x| {
        z = lambda * x + (1.0 - lambda) * z;
        z
    });
    std::iter::once(start).chain(rest).collect()
}

/// The limits within which the average stays while the level holds: target ∓ k σ √(λ/(2 − λ)), the steady state.
pub fn ewma_limits(target: f64, sigma: f64, lambda: f64, k: f64) -> (f64, f64) {
    let half = k * sigma * (lambda / (2.0 - lambda)).sqrt();
    (target - half, target + half)
}

/// Sums of what lies beyond a target by more than a slack, above and below, each starting anew at 0 (tabular CUSUM,
/// NIST/SEMATECH e-Handbook 6.3.2.3). One pair a value.
pub fn cusum(values: &[f64], target: f64, slack: f64) -> Vec<(f64, f64)> {
    let (mut above, mut below) = (0.0_f64, 0.0_f64);
    let step = |x: &f64| {
        above = (above + x - target - slack).max(0.0);
        below = (below + target - slack - x).max(0.0);
        (above, below)
    };
    values.iter().map(step).collect()
}

/// The first position at which one of both sums exceeds the decision limit.
pub fn first_signal(sums: &[(f64, f64)], limit: f64) -> Option<usize> {
    sums.iter()
        .position(|(above, below)| above.max(*below) > limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_that_holds_gives_no_signal_and_one_that_rises_does() {
        let level = [5.0, 5.2, 4.8, 5.1, 4.9, 5.0];
        assert_eq!(first_signal(&cusum(&level, 5.0, 0.25), 1.0), None);
        let risen = [5.0, 5.2, 4.8, 6.1, 6.2, 6.0];
        assert_eq!(first_signal(&cusum(&risen, 5.0, 0.25), 1.0), Some(4));
        let fallen = risen.map(|x| 10.0 - x);
        assert_eq!(first_signal(&cusum(&fallen, 5.0, 0.25), 1.0), Some(4));
        let (low, high) = ewma_limits(5.0, 0.2, 0.3, 3.0);
        let last = *ewma(&risen, 0.3, 5.0).last().unwrap();
        assert!(low < 5.0 && last > high);
        assert_eq!(ewma(&[], 0.3, 5.0), [5.0]);
    }
}
