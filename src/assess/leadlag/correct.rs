//! Several tests at once: p-values raised so that trying often is no way to find something.

use crate::model::Correction;

/// Adjusted p-values, in the order of the tests.
pub fn adjusted(correction: Correction, p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let mut adjusted = vec![0.0; p.len()];
    let count = p.len();
    match correction {
        // Smallest first, each at least as large as the one before (Holm 1979).
        Correction::Holm => {
            let mut least: f64 = 0.0;
            for (rank, test) in order.into_iter().enumerate() {
                least = least.max(p[test] * (count - rank) as f64).min(1.0);
                adjusted[test] = least;
            }
        }
        // Largest first, each at most as large as the one before (Benjamini and Hochberg 1995).
        Correction::BenjaminiHochberg => {
            let mut most: f64 = 1.0;
            for (rank, test) in order.into_iter().enumerate().rev() {
                most = most.min(p[test] * (count as f64 / (rank + 1) as f64));
                adjusted[test] = most;
            }
        }
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn as_published() {
        // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") and "BH".
        let p = [0.01, 0.04, 0.03, 0.005];
        let close = |found: Vec<f64>, wanted: [f64; 4]| {
            assert!(
                found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-12),
                "{found:?} {wanted:?}"
            );
        };
        close(adjusted(Correction::Holm, &p), [0.03, 0.06, 0.06, 0.02]);
        close(
            adjusted(Correction::BenjaminiHochberg, &p),
            [0.02, 0.04, 0.04, 0.02],
        );
        assert!(adjusted(Correction::Holm, &[]).is_empty());
    }

    proptest! {
        #[test]
        fn adjusting_never_lowers_and_keeps_the_order(p in prop::collection::vec(0.0..=1.0, 1..9)) {
            for correction in [Correction::Holm, Correction::BenjaminiHochberg] {
                let adjusted = adjusted(correction, &p);
                for (place, (own, after)) in p.iter().zip(&adjusted).enumerate() {
                    prop_assert!(after >= own && *after <= 1.0);
                    for (other, later) in p.iter().zip(&adjusted).skip(place + 1) {
                        prop_assert!((own < other) <= (after <= later));
                    }
                }
            }
        }
    }
}
