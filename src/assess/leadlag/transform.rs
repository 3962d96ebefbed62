//! What makes two series comparable: differences, and the removal of what a series repeats of itself.
//!
//! Periods without a figure are NaN and stay so; nothing is filled.

use super::correlate::{Centred, auto};

/// The mean of the figures; NaN without any.
pub(super) fn mean(series: &[f64]) -> f64 {
    let (mut sum, mut count) = (0.0, 0_usize);
    for x in series.iter().filter(|x| !x.is_nan()) {
        sum += x;
        count += 1;
    }
    sum / count as f64
}

/// The change from each period to the next; none where one of both has no figure. One shorter than the series.
pub fn differences(series: &[f64]) -> Vec<f64> {
    series.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

/// An autoregressive model of a series about its mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Autoregression {
    /// What the last, the one before last … period adds.
    pub coefficients: Vec<f64>,
    /// Share of the variance that stays unexplained, 0 to 1.
    pub unexplained: f64,
}

/// Fits an autoregression of an order by the Yule-Walker equations (Levinson-Durbin recursion), as R's
/// `ar.yw(…, aic = FALSE)`.
pub fn yule_walker(series: &[f64], order: usize) -> Autoregression {
    let centred = Centred::new(series);
    let r: Vec<f64> = (0..=order).map(|lag| auto(&centred, lag)).collect();
    let mut fit = Autoregression {
        coefficients: Vec::with_capacity(order),
        unexplained: 1.0,
    };
    for step in 0..order {
        fit.extend(&r, step);
    }
    fit
}

impl Autoregression {
    /// Adds one period further back.
    fn extend(&mut self, r: &[f64], step: usize) {
        let known = self.coefficients.clone();
        let explained: f64 = known
            .iter()
            .zip(r[1..=step].iter().rev())
            .map(|(a, r)| a * r)
            .sum();
        let last = if self.unexplained > 1e-12 {
            // With gaps the correlations need not be those of one series.
            ((r[step + 1] - explained) / self.unexplained).clamp(-1.0, 1.0)
        } else {
            0.0
        };
        for (a, mirrored) in self.coefficients.iter_mut().zip(known.iter().rev()) {
            *a -= last * mirrored;
        }
        self.coefficients.push(last);
        self.unexplained *= 1.0 - last * last;
    }

    /// What a series does beyond what the model expects of it; none where one of the periods before has no figure, and in
    /// the first periods. As long as the series.
    pub fn residuals(&self, series: &[f64]) -> Vec<f64> {
        let mean = mean(series);
        let order = self.coefficients.len();
        let expected = |at: usize| -> f64 {
            let before = series[at - order..at].iter().rev();
            let terms = self.coefficients.iter().zip(before);
            terms.map(|(a, x)| a * (x - mean)).sum()
        };
        (0..series.len())
            .map(|at| {
                if at < order {
                    f64::NAN
                } else {
                    series[at] - mean - expected(at)
                }
            })
            .collect()
    }
}

/// The autoregression with the least AIC among the orders up to `most`: n ln(unexplained) + 2 (order + 1).
pub fn best_autoregression(series: &[f64], most: usize) -> Autoregression {
    let figures = series.iter().filter(|x| !x.is_nan()).count() as f64;
    let price = |fit: &Autoregression| {
        figures * fit.unexplained.max(1e-12).ln() + 2.0 * (fit.coefficients.len() + 1) as f64
    };
    let mut best = yule_walker(series, 0);
    for order in 1..=most {
        let fit = yule_walker(series, order);
        if price(&fit) < price(&best) {
            best = fit;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Random;

    fn noise(count: usize) -> Vec<f64> {
        let mut random = Random::new(3, 0);
        (0..count).map(|_| random.normal()).collect()
    }

    #[test]
    fn differences_need_both_periods() {
        let found = differences(&[1.0, 4.0, f64::NAN, 2.0, 3.0]);
        assert_eq!(found.len(), 4);
        assert_eq!(
            found.iter().map(|x| x.is_nan()).collect::<Vec<_>>(),
            [false, true, true, false]
        );
        assert_eq!((found[0], found[3]), (3.0, 1.0));
        assert_eq!(differences(&[]), Vec::<f64>::new());
    }

    #[test]
    fn an_autoregression_is_found_again_and_taken_off() {
        let mut series = vec![0.0];
        for shock in noise(4_000) {
            series.push(0.8 * series[series.len() - 1] + shock);
        }
        let fit = best_autoregression(&series, 4);
        assert!((fit.coefficients[0] - 0.8).abs() < 0.05, "{fit:?}");
        let rest = fit.residuals(&series);
        assert_eq!(rest.len(), series.len());
        assert!(auto(&Centred::new(&rest), 1).abs() < 0.05);
    }

    #[test]
    fn noise_needs_no_model_more_often_than_not() {
        let plain = (0..20).filter(|part| {
            let series = &noise(20 * 60)[part * 60..(part + 1) * 60];
            best_autoregression(series, 4).coefficients.is_empty()
        });
        assert!(plain.count() >= 11);
    }

    #[test]
    fn a_gap_costs_the_periods_behind_it() {
        let fit = Autoregression {
            coefficients: vec![0.5, 0.1],
            unexplained: 1.0,
        };
        let rest = fit.residuals(&[1.0, 2.0, 3.0, f64::NAN, 1.0, 2.0, 3.0]);
        let known: Vec<bool> = rest.iter().map(|x| !x.is_nan()).collect();
        assert_eq!(known, [false, false, true, false, false, false, true]);
    }
}
