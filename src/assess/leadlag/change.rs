//! When a series changed its level for good, and what happened near that date.

use chrono::NaiveDate;

use crate::model::{Event, Id};

/// Where the level of a series changes: the positions at which new segments begin, first to last.
///
/// PELT (Killick, Fearnhead and Eckley 2012) with squared deviations from the segment's mean as cost; segments have at
/// least `shortest` figures.
pub fn breaks(values: &[f64], penalty: f64, shortest: usize) -> Vec<usize> {
    let count = values.len();
    let shortest = shortest.max(1);
    let cost = Cost::new(values);
    // The least cost of the first so many figures, and where its last segment begins.
    let mut least = vec![f64::INFINITY; count + 1];
    let mut begins = vec![0; count + 1];
    least[0] = -penalty;
    let mut candidates: Vec<usize> = Vec::new();
    for end in shortest..=count {
        candidates.push(end - shortest);
        for &begin in &candidates {
            let total = least[begin] + cost.of(begin, end) + penalty;
            if total < least[end] {
                (least[end], begins[end]) = (total, begin);
            }
        }
        // The next segment can begin here at the latest. What costs more than ending here will never be worth it.
        let next = end + 1 - shortest;
        candidates
            .retain(|&begin| begin >= next || least[begin] + cost.of(begin, next) <= least[next]);
    }
    let mut found = Vec::new();
    let mut end = count;
    while end > 0 && least[end].is_finite() && begins[end] > 0 {
        end = begins[end];
        found.push(end);
    }
    found.reverse();
    found
}

/// Sums that give the squared deviations within any segment at once.
struct Cost {
    sums: Vec<f64>,
    squares: Vec<f64>,
}

impl Cost {
    fn new(values: &[f64]) -> Self {
        // About the mean, so that large values of little spread keep their digits.
        let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
        let running = |term: &dyn Fn(f64) -> f64| {
            let mut sum = 0.0;
            let rest = values.iter().map(|x| {
                sum += term(x - mean);
                sum
            });
            std::iter::once(0.0).chain(rest).collect()
        };
        Self {
            sums: running(&|x| x),
            squares: running(&|x| x * x),
        }
    }

    fn of(&self, begin: usize, end: usize) -> f64 {
        let sum = self.sums[end] - self.sums[begin];
        let squares = self.squares[end] - self.squares[begin];
        (squares - sum * sum / (end - begin) as f64).max(0.0)
    }
}

/// The spread of a series about its level, whatever the level does: 1.4826 times the median deviation of its differences
/// from their median, over √2. 0 for fewer than two figures, and where most figures repeat the one before.
pub fn spread(values: &[f64]) -> f64 {
    let mut steps: Vec<f64> = values.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let middle = median(&mut steps);
    let mut deviations: Vec<f64> = steps.iter().map(|step| (step - middle).abs()).collect();
    1.482_6 * median(&mut deviations) / std::f64::consts::SQRT_2
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        count if count % 2 == 1 => values[count / 2],
        count => f64::midpoint(values[count / 2 - 1], values[count / 2]),
    }
}

/// The penalty of one more segment: 2 σ² ln n (BIC).
pub fn penalty(values: &[f64]) -> f64 {
    let spread = spread(values);
    2.0 * spread * spread * (values.len().max(1) as f64).ln()
}

/// A change of level.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangePoint {
    /// The last period of the old level.
    pub last: NaiveDate,
    /// The first period of the new one.
    pub first: NaiveDate,
    /// Mean before and after, within the segments on both sides.
    pub level: (f64, f64),
    /// The nearest major event.
    pub event: Option<NearEvent>,
}

/// The major event nearest to a change.
#[derive(Clone, Debug, PartialEq)]
pub struct NearEvent {
    /// The event.
    pub id: Id,
    /// Days from the event to the last day of the first period of the new level; negative: the event came later.
    pub days: i64,
    /// Share of all periods looked at that are no further from some major event, 0 to 1: how little nearness says.
    pub by_chance: f64,
}

/// Fewest observations of a segment, and of a series in which changes are looked for.
const SHORTEST: usize = 3;
const FEWEST: usize = 12;

/// The changes of level in dated observations, each with the nearest major event. None are looked for in fewer than 12
/// observations, or where most observations repeat the one before: what is noise cannot be told from change then.
pub fn change_points(observed: &[(NaiveDate, f64)], events: &[&Event]) -> Vec<ChangePoint> {
    let values: Vec<f64> = observed.iter().map(|(_, value)| *value).collect();
    let penalty = penalty(&values);
    if values.len() < FEWEST || !penalty.is_normal() {
        return Vec::new();
    }
    let begins = breaks(&values, penalty, SHORTEST);
    let mean = |from: usize, to: usize| values[from..to].iter().sum::<f64>() / (to - from) as f64;
    let change = |(place, &begin): (usize, &usize)| {
        let before = if place == 0 { 0 } else { begins[place - 1] };
        let after = begins.get(place + 1).copied().unwrap_or(values.len());
        ChangePoint {
            last: observed[begin - 1].0,
            first: observed[begin].0,
            level: (mean(before, begin), mean(begin, after)),
            event: near(observed, observed[begin].0, events),
        }
    };
    begins.iter().enumerate().map(change).collect()
}

fn near(observed: &[(NaiveDate, f64)], date: NaiveDate, events: &[&Event]) -> Option<NearEvent> {
    let distance = |date: NaiveDate, event: &Event| (date - event.date).num_days();
    let nearest = events
        .iter()
        .min_by_key(|event| distance(date, event).abs())?;
    let days = distance(date, nearest);
    let is_as_near = |(date, _): &&(NaiveDate, f64)| {
        events
            .iter()
            .any(|event| distance(*date, event).abs() <= days.abs())
    };
    let as_near = observed.iter().filter(is_as_near).count();
    Some(NearEvent {
        id: nearest.id.clone(),
        days,
        by_chance: as_near as f64 / observed.len() as f64,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::assess::Random;

    #[test]
    fn a_step_is_found_where_it_is_and_noise_is_left_alone() {
        let mut random = Random::new(2, 0);
        let noise: Vec<f64> = (0..60).map(|_| random.normal()).collect();
        assert!(breaks(&noise, penalty(&noise) * 2.0, 3).is_empty());
        let step: Vec<f64> = (0..60)
            .map(|at| noise[at] + if at < 35 { 0.0 } else { 8.0 })
            .collect();
        assert_eq!(breaks(&step, penalty(&step), 3), [35]);
    }

    #[test]
    fn too_little_or_too_even_is_not_looked_at() {
        let day = |n: u64| NaiveDate::default() + chrono::Days::new(n);
        let even: Vec<_> = (0..40)
            .map(|n| (day(n), f64::from(u8::from(n > 20))))
            .collect();
        assert!(change_points(&even, &[]).is_empty());
        assert!(change_points(&even[..5], &[]).is_empty());
        assert!(breaks(&[], 1.0, 3).is_empty());
        assert!(breaks(&[1.0, 2.0], 1.0, 3).is_empty());
        assert!((spread(&[]), penalty(&[])) == (0.0, 0.0));
    }

    proptest! {
        /// Pruning must not lose the optimum: the same as trying every begin.
        #[test]
        fn pruning_loses_nothing(
            values in prop::collection::vec(-10.0..10.0_f64, 0..40),
            penalty in 0.1..60.0_f64,
            shortest in 1_usize..4,
        ) {
            let cost = Cost::new(&values);
            let mut least: Vec<f64> = vec![f64::INFINITY; values.len() + 1];
            least[0] = -penalty;
            for end in shortest..=values.len() {
                for begin in 0..=end - shortest {
                    least[end] = least[end].min(least[begin] + cost.of(begin, end) + penalty);
                }
            }
            let mut bounds = vec![0];
            bounds.extend(breaks(&values, penalty, shortest));
            bounds.push(values.len());
            if values.len() >= shortest {
                let total: f64 = bounds.windows(2).map(|pair| cost.of(pair[0], pair[1]) + penalty).sum();
                prop_assert!((total - penalty - least[values.len()]).abs() < 1e-6);
                prop_assert!(bounds.windows(2).all(|pair| pair[1] - pair[0] >= shortest));
            }
        }
    }
}
