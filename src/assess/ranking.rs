//! Several subjects against each other: ranks of scores, and the rules that compare pair by pair without letting a high
//! value make good a low one (OECD/JRC Handbook 2008, section 6.13).

mod kemeny;

#[cfg(test)]
mod tests;

pub use kemeny::{KEMENY_MOST, Kemeny};

/// Sums of weights carry rounding errors; shares that differ by less are alike.
const ALIKE: f64 = 1e-9;

/// How strongly each subject is supported against each other one.
///
/// For two subjects j and k, e(j, k) is the share of the weight of the indicators on which j stands above k, where a tie
/// counts half. A pair is compared on the indicators that both have a value of, with their weights re-scaled, so that
/// e(j, k) + e(k, j) = 1 whatever is missing. (COINr 1.1.14 divides by the weight of all indicators and breaks that sum.)
/// Two subjects without a common indicator stand at one half: nothing speaks for either.
#[derive(Clone, Debug, PartialEq)]
pub struct Outranking {
    count: usize,
    /// By row, then column; 0 on the diagonal.
    support: Vec<f64>,
    /// The weight of all indicators.
    weight: f64,
}

impl Outranking {
    /// Compares subjects by indicators. `values[subject][indicator]` is higher where it is better; weights are greater
    /// than 0, one an indicator.
    pub fn new(values: &[Vec<Option<f64>>], weights: &[f64]) -> Self {
        let count = values.len();
        let mut support = vec![0.0; count * count];
        for one in 0..count {
            for other in 0..one {
                let share = support_of(&values[one], &values[other], weights);
                support[one * count + other] = share;
                support[other * count + one] = 1.0 - share;
            }
        }
        Self {
            count,
            support,
            weight: weights.iter().sum(),
        }
    }

    /// How many subjects.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are no subjects.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The support of one subject against another, 0 to 1; 0 against itself.
    ///
    /// # Panics
    /// When there is no such subject.
    pub fn support(&self, one: usize, other: usize) -> f64 {
        self.support[one * self.count + other]
    }

    /// By subject: how many it outranks (by more than half) less how many outrank it (Copeland's rule).
    pub fn copeland(&self) -> Vec<f64> {
        self.rows(|share| f64::from(i8::from(share > 0.5 + ALIKE) - i8::from(share < 0.5 - ALIKE)))
    }

    /// By subject: weight times rank from below, counted from 0, over all indicators (Borda's rule); ties share.
    pub fn borda(&self) -> Vec<f64> {
        self.rows(|share| share * self.weight)
    }

    /// The rankings of all subjects that agree best with the comparisons of pairs; none of more than [`KEMENY_MOST`].
    pub fn kemeny(&self) -> Option<Kemeny> {
        Kemeny::of(self)
    }

    fn rows(&self, points: impl Fn(f64) -> f64) -> Vec<f64> {
        let row = |one: usize| {
            let others = (0..self.count).filter(|other| *other != one);
            others.fold(0.0, |sum, other| sum + points(self.support(one, other)))
        };
        (0..self.count).map(row).collect()
    }
}

/// The share of the common weight that speaks for one against the other.
fn support_of(one: &[Option<f64>], other: &[Option<f64>], weights: &[f64]) -> f64 {
    let (mut total, mut support) = (0.0, 0.0);
    for ((one, other), weight) in one.iter().zip(other).zip(weights) {
        let (Some(one), Some(other)) = (one, other) else {
            continue;
        };
        total += weight;
        if one > other {
            support += weight;
        } else if one >= other {
            support += weight / 2.0;
        }
    }
    if total > 0.0 { support / total } else { 0.5 }
}

/// Ranks of scores: 1 is the highest, ties share the smallest. What has no score has no rank.
pub fn ranks(scores: &[Option<f64>]) -> Vec<Option<usize>> {
    let mut known: Vec<f64> = scores.iter().flatten().copied().collect();
    known.sort_by(f64::total_cmp);
    let above = |score: f64| known.len() - known.partition_point(|other| *other <= score);
    scores
        .iter()
        .map(|score| score.map(|score| above(score) + 1))
        .collect()
}

/// How far subjects move on average between two rankings (Saisana, Saltelli and Tarantola 2005): the mean of the
/// absolute differences of the ranks of those that have one in both; none when there are none.
pub fn average_rank_shift(reference: &[Option<usize>], other: &[Option<usize>]) -> Option<f64> {
    let pairs = reference.iter().zip(other);
    let shifts = pairs.filter_map(|(from, to)| Some(from.as_ref()?.abs_diff(*to.as_ref()?)));
    let (count, sum) = shifts.fold((0, 0), |(count, sum), shift| (count + 1, sum + shift));
    (count > 0).then(|| sum as f64 / f64::from(count))
}
