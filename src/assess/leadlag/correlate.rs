//! Correlation of two series by lag, and how much independent information stands behind it.
//!
//! Series are slices with one figure a period; NaN where there is none. Gaps are not filled: sums run over the periods
//! in which both have a figure, as in R's `acf(…, na.action = na.pass)`.

use super::transform::mean;

/// Fewest pairs behind a correlation that is shown, picked or shuffled.
pub const FEWEST_PAIRS: usize = 10;

/// A series less its mean, ready to be correlated.
#[derive(Clone, Debug)]
pub struct Centred {
    /// Figures less their mean; 0 where there is none.
    pub(super) values: Vec<f64>,
    /// 1 where there is a figure, 0 where there is none.
    pub(super) present: Vec<f64>,
    /// How many figures there are.
    pub(super) count: usize,
    /// Mean of the squares; divisor: the number of figures.
    variance: f64,
}

/// A correlation at one lag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// −1 to 1.
    pub r: f64,
    /// Pairs of figures behind it.
    pub pairs: usize,
}

impl Centred {
    /// Centres a series.
    pub fn new(series: &[f64]) -> Self {
        let mean = mean(series);
        let present: Vec<f64> = series
            .iter()
            .map(|x| f64::from(u8::from(!x.is_nan())))
            .collect();
        let values: Vec<f64> = series
            .iter()
            .map(|x| if x.is_nan() { 0.0 } else { x - mean })
            .collect();
        let count = present.iter().filter(|&&is| is > 0.0).count();
        let variance = dot(&values, &values) / count.max(1) as f64;
        Self {
            values,
            present,
            count,
            variance,
        }
    }

    /// Periods, with and without figures.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// True without periods.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether every period has a figure.
    pub fn is_whole(&self) -> bool {
        self.count == self.len()
    }

    /// Mean of the squares about the mean.
    pub(super) fn variance(&self) -> f64 {
        self.variance
    }

    /// Figures.
    pub fn count(&self) -> usize {
        self.count
    }
}

/// The correlation of `x[t + lag]` and `y[t]`, in R's convention: a peak at a negative lag means that x leads y. Means
/// and variances are those of the whole series, the divisor is the number of pairs plus the lag: the length of the
/// series where there are no gaps. None where a series never changes or there are fewer than two pairs.
pub fn cross(x: &Centred, y: &Centred, lag: i32) -> Option<Correlation> {
    let shift = lag.unsigned_abs() as usize;
    let length = x.len().min(y.len());
    let overlap = length.checked_sub(shift)?;
    let (from_x, from_y) = if lag >= 0 { (shift, 0) } else { (0, shift) };
    let at_x = from_x..from_x + overlap;
    let at_y = from_y..from_y + overlap;
    let pairs = if x.is_whole() && y.is_whole() {
        overlap
    } else {
        dot(&x.present[at_x.clone()], &y.present[at_y.clone()]) as usize
    };
    let spread = (x.variance * y.variance).sqrt();
    if pairs < 2 || !spread.is_normal() {
        return None;
    }
    let covariance = dot(&x.values[at_x], &y.values[at_y]) / (pairs + shift) as f64;
    Some(Correlation {
        r: (covariance / spread).clamp(-1.0, 1.0),
        pairs,
    })
}

/// The correlation of a series with itself that many periods earlier; 0 where it is not known.
pub fn auto(x: &Centred, lag: usize) -> f64 {
    cross(x, x, lag as i32).map_or(0.0, |found| found.r)
}

/// How many independent pairs are worth as much as these (Pyper and Peterman 1998, modified Chelton):
/// 1/N* = 1/N + 2/N Σ ((N−k)/N) rx(k) ry(k), the correlations of each series with itself, k up to `furthest`. At most the number of pairs.
pub fn effective(x: &Centred, y: &Centred, pairs: usize, furthest: usize) -> f64 {
    let n = pairs as f64;
    let sum: f64 = (1..=furthest.min(pairs.saturating_sub(1)))
        .map(|lag| (n - lag as f64) / n * auto(x, lag) * auto(y, lag))
        .sum();
    n / (1.0 + 2.0 * sum).max(1.0)
}

/// The range that holds the correlation of so many independent pairs with 95 % (Fisher's z); none for three or fewer.
pub fn interval(r: f64, independent: f64) -> Option<(f64, f64)> {
    /// The 97.5th percentile of the normal distribution.
    const WIDTH: f64 = 1.959_963_984_540_054;
    if independent <= 3.0 {
        return None;
    }
    let half = WIDTH / (independent - 3.0).sqrt();
    // A perfect correlation has no range of its own.
    let z = r.clamp(-1.0 + 1e-12, 1.0 - 1e-12).atanh();
    Some(((z - half).tanh(), (z + half).tanh()))
}

/// The sum of products, in eight parts that do not wait for one another.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let length = a.len().min(b.len());
    let (a, rest_a) = a[..length].as_chunks::<8>();
    let (b, rest_b) = b[..length].as_chunks::<8>();
    let rest: f64 = rest_a.iter().zip(rest_b).map(|(a, b)| a * b).sum();
    let mut parts = [0.0; 8];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..8 {
            parts[lane] += a[lane] * b[lane];
        }
    }
    parts.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_sign_of_the_lag_says_who_leads() {
        // y repeats x two periods later.
        let x = [0.0, 0.0, 5.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        let y = [0.0, 0.0, 0.0, 0.0, 5.0, 0.0, 0.0, 0.0];
        let (x, y) = (Centred::new(&x), Centred::new(&y));
        let r = |lag| cross(&x, &y, lag).unwrap().r;
        assert!((-5..=5).all(|lag| lag == -2 || r(lag) < r(-2)));
    }

    #[test]
    fn gaps_are_left_out_and_not_filled() {
        let x = Centred::new(&[1.0, f64::NAN, 3.0, 4.0, 6.0]);
        let y = Centred::new(&[2.0, 9.0, f64::NAN, 5.0, 7.0]);
        let found = cross(&x, &y, 0).unwrap();
        assert_eq!(found.pairs, 3);
        // By hand: means 3.5 and 5.75; (2.5·3.75 + 0.5·0.75 + 2.5·1.25)/3 over √(3.25 · 6.6875).
        let by_hand = (9.375 - 0.375 + 3.125) / 3.0 / (3.25_f64 * 6.687_5).sqrt();
        assert!((found.r - by_hand).abs() < 1e-12, "{} {by_hand}", found.r);
    }

    #[test]
    fn nothing_can_be_said_of_what_never_changes() {
        let flat = Centred::new(&[2.0; 9]);
        let other = Centred::new(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
        assert_eq!(cross(&flat, &other, 0), None);
        assert_eq!(cross(&other, &other, 8), None);
        assert_eq!(cross(&other, &other, 30), None);
        assert_eq!(cross(&Centred::new(&[]), &other, 0), None);
    }

    #[test]
    fn few_independent_pairs_give_no_interval() {
        assert_eq!(interval(0.5, 3.0), None);
        let (low, high) = interval(1.0, 10.0).unwrap();
        assert!(low > 0.9 && high <= 1.0);
    }

    proptest! {
        #[test]
        fn correlations_stay_within_bounds_and_mirror(
            x in prop::collection::vec(prop_oneof![4 => -1e3..1e3, 1 => Just(f64::NAN)], 2..40),
            seed in 0_u64..1_000,
            lag in -12..12,
        ) {
            let mut random = crate::assess::Random::new(seed, 0);
            let y: Vec<f64> = x.iter().map(|_| random.normal()).collect();
            let (x, y) = (Centred::new(&x), Centred::new(&y));
            let (there, back) = (cross(&x, &y, lag), cross(&y, &x, -lag));
            if let (Some(there), Some(back)) = (there, back) {
                prop_assert!((-1.0..=1.0).contains(&there.r));
                prop_assert!((there.r - back.r).abs() < 1e-9);
                prop_assert_eq!(there.pairs, back.pairs);
                let independent = effective(&x, &y, there.pairs, there.pairs / 5);
                prop_assert!(independent > 0.0 && independent <= there.pairs as f64);
            }
            prop_assert_eq!(there.is_some(), back.is_some());
        }
    }
}
