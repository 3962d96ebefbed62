//! Scores of members to one score (OECD/JRC Handbook 2008, chapter 6).

use crate::model::Aggregate;

/// The weighted aggregate of scores, each with its weight; weights need not add up to 1. None without scores, or when
/// the rule cannot take one of them ([`Aggregate::takes`]).
///
/// A mean lies between the lowest and the highest score, whatever the rounding. `Mpi` and `Ampi` take the penalty off, as
/// where a higher score is better, with the weighted population variance (Mazziotta and Pareto 2016).
pub fn aggregate(
    rule: Aggregate,
    parts: &(impl Iterator<Item = (f64, f64)> + Clone),
) -> Option<f64> {
    let (mut total, mut low, mut high) = (0.0, f64::INFINITY, f64::NEG_INFINITY);
    for (weight, score) in parts.clone() {
        if !rule.takes(score) {
            return None;
        }
        total += weight;
        low = low.min(score);
        high = high.max(score);
    }
    if total <= 0.0 {
        return None;
    }
    let sum = |f: &dyn Fn(f64) -> f64| {
        let terms = parts.clone().map(|(weight, score)| weight * f(score));
        terms.sum::<f64>() / total
    };
    let value = match rule {
        Aggregate::Mpi | Aggregate::Ampi => {
            let mean = sum(&|score| score).clamp(low, high);
            let variance = sum(&|score| (score - mean).powi(2));
            // No balance can be told of a mean of 0.
            return (mean != 0.0).then(|| mean - variance / mean);
        }
        Aggregate::Arithmetic => sum(&|score| score),
        mean => back(mean, sum(&|score| forth(mean, score))),
    };
    Some(value.clamp(low, high)).filter(|value| value.is_finite())
}

/// The function whose arithmetic mean a rule takes: f(I) = sum of w f(x).
pub(super) fn forth(rule: Aggregate, score: f64) -> f64 {
    match rule {
        Aggregate::Arithmetic | Aggregate::Mpi | Aggregate::Ampi => score,
        Aggregate::Geometric => score.ln(),
        Aggregate::Harmonic => score.recip(),
        Aggregate::Power(power) => score.powf(power),
    }
}

/// The derivative of [`forth`].
pub(super) fn slope(rule: Aggregate, score: f64) -> f64 {
    match rule {
        Aggregate::Arithmetic | Aggregate::Mpi | Aggregate::Ampi => 1.0,
        Aggregate::Geometric => score.recip(),
        Aggregate::Harmonic => -score.powi(-2),
        Aggregate::Power(power) => power * score.powf(power - 1.0),
    }
}

/// The inverse of [`forth`].
fn back(rule: Aggregate, mean: f64) -> f64 {
    match rule {
        Aggregate::Arithmetic | Aggregate::Mpi | Aggregate::Ampi => mean,
        Aggregate::Geometric => mean.exp(),
        Aggregate::Harmonic => mean.recip(),
        Aggregate::Power(power) => mean.powf(power.recip()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RULES: [Aggregate; 7] = [
        Aggregate::Arithmetic,
        Aggregate::Geometric,
        Aggregate::Harmonic,
        Aggregate::Power(2.0),
        Aggregate::Power(-0.5),
        Aggregate::Mpi,
        Aggregate::Ampi,
    ];

    fn of(rule: Aggregate, parts: &[(f64, f64)]) -> Option<f64> {
        aggregate(rule, &parts.iter().copied())
    }

    #[test]
    fn each_rule_by_hand() {
        // The worked contrast of the Handbook, page 104: alike in sum, not in balance.
        let (uneven, even) = ([21.0, 1.0, 1.0, 1.0], [6.0; 4]);
        let equal = |scores: [f64; 4]| scores.map(|score| (1.0, score));
        for (rule, expected) in [
            (Aggregate::Arithmetic, 6.0),
            (Aggregate::Geometric, 21.0_f64.powf(0.25)),
            (Aggregate::Harmonic, 4.0 / (3.0 + 1.0 / 21.0)),
            (Aggregate::Power(2.0), 111.0_f64.sqrt()),
            (Aggregate::Mpi, 6.0 - 75.0 / 6.0),
        ] {
            let value = of(rule, &equal(uneven)).unwrap();
            assert!((value - expected).abs() < 1e-12, "{rule:?}: {value}");
            assert!(
                (of(rule, &equal(even)).unwrap() - 6.0).abs() < 1e-12,
                "{rule:?}"
            );
        }
        let weighted = of(Aggregate::Arithmetic, &[(3.0, 10.0), (1.0, 50.0)]);
        assert_eq!(weighted, Some(20.0));
    }

    #[test]
    fn a_score_that_a_rule_cannot_take_gives_none() {
        for (rule, score) in [
            (Aggregate::Geometric, 0.0),
            (Aggregate::Harmonic, -1.0),
            (Aggregate::Power(-1.0), 0.0),
            (Aggregate::Power(0.5), -1.0),
        ] {
            assert_eq!(of(rule, &[(1.0, 50.0), (1.0, score)]), None, "{rule:?}");
        }
        assert_eq!(of(Aggregate::Power(0.5), &[(1.0, 0.0)]), Some(0.0));
        for rule in RULES {
            assert_eq!(of(rule, &[]), None, "{rule:?}");
        }
    }

    proptest! {
        #[test]
        fn laws(
            parts in prop::collection::vec((0.01..10.0, 0.5..100.0), 1..8),
            times in 0.1..10.0,
        ) {
            let extremes = parts.iter().fold((f64::MAX, f64::MIN), |(low, high), &(_, score)| {
                (low.min(score), high.max(score))
            });
            for rule in RULES {
                let value = of(rule, &parts).unwrap();
                prop_assert!(value <= extremes.1, "{:?}", rule);
                if !matches!(rule, Aggregate::Mpi | Aggregate::Ampi) {
                    prop_assert!(value >= extremes.0, "{:?}", rule);
                }
                let scaled: Vec<_> = parts.iter().map(|&(w, s)| (w * times, s)).collect();
                prop_assert!((of(rule, &scaled).unwrap() - value).abs() < 1e-9, "{:?}", rule);
                let turned: Vec<_> = parts.iter().rev().copied().collect();
                prop_assert!((of(rule, &turned).unwrap() - value).abs() < 1e-9, "{:?}", rule);
            }
        }
    }
}
