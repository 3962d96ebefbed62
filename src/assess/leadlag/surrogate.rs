//! Would chance do as well? The strongest correlation over all lags of the window, against the same in series whose
//! driver was cut into blocks and put together in another order.
//!
//! Blocks keep what a series repeats of itself; shuffling single months of a slow series finds links where there are
//! none. Where the series are so slow that blocks would have to be a third of the series, the driver is shifted as a
//! whole instead, round the ends, by more than the window.

use std::ops::RangeInclusive;

use rayon::prelude::*;

use super::correlate::{Centred, FEWEST_PAIRS, auto, dot};
use crate::assess::Random;

/// How the driver is put in another order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shuffle {
    /// Blocks of that many periods, in an order of chance.
    Blocks(usize),
    /// Shifted round the ends, by every distance beyond the window.
    Shifts,
}

/// What the shuffled series gave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Share of series, the one observed among them, whose strongest correlation is no weaker than the one observed.
    pub p: f64,
    /// The strongest correlation that 95 % of the shuffled series do not exceed.
    pub band: f64,
    /// How many shuffled series there were.
    pub series: usize,
}

/// The way of shuffling that fits two series: blocks of at least `least` periods, of n^(1/3) where that is none, and of
/// three times as long as both remember themselves.
pub fn shuffle_for(x: &Centred, y: &Centred, least: Option<usize>) -> Shuffle {
    let length = x.len();
    let usual = (length as f64).cbrt().round() as usize;
    // A series that repeats nothing makes the products forget, whatever the other one does.
    let memory = memory(x).min(memory(y));
    let block = least.unwrap_or(usual).max(3 * memory).max(1);
    if 3 * block > length {
        Shuffle::Shifts
    } else {
        Shuffle::Blocks(block)
    }
}

/// The first lag at which a series no longer resembles itself: 1 for noise.
fn memory(x: &Centred) -> usize {
    let half = (x.len() / 2).max(1);
    let limit = 1.96 / (x.count().max(1) as f64).sqrt();
    (1..half)
        .find(|&lag| auto(x, lag).abs() < limit)
        .unwrap_or(half)
}

/// Compares the strongest correlation over leads of x (0: same period, 3: x is three periods ahead) with that of shuffled
/// series. None without a correlation, or when there are too few ways to shift for a p-value of 5 %.
pub fn chance(
    x: &Centred,
    y: &Centred,
    leads: &RangeInclusive<i32>,
    shuffle: Shuffle,
    permutations: usize,
    seed: u64,
) -> Option<Chance> {
    let driver = Driver::new(x, y);
    let observed = strongest(&driver, y, leads)?;
    let maxima: Vec<f64> = match shuffle {
        Shuffle::Blocks(block) => (0..permutations.div_ceil(SHARE))
            .into_par_iter()
            .flat_map_iter(|share| {
                let mut driver = driver.clone();
                let mut random = Random::new(seed, share as u64);
                let mut order: Vec<usize> = (0..x.len().div_ceil(block)).collect();
                let series = SHARE.min(permutations - share * SHARE);
                (0..series).map(move |_| {
                    driver.shuffle(x, block, &mut order, &mut random);
                    strongest(&driver, y, leads).unwrap_or(0.0)
                })
            })
            .collect(),
        Shuffle::Shifts => {
            let span = (leads.end() - leads.start()).unsigned_abs() as usize;
            let mut driver = driver;
            let beyond = span + 1..x.len().saturating_sub(span);
            let shifted = beyond.map(|by| {
                driver.shift(x, by);
                strongest(&driver, y, leads).unwrap_or(0.0)
            });
            shifted.collect()
        }
    };
    (maxima.len() >= LEAST_SERIES).then(|| compare(observed, maxima))
}

/// Shuffled series of one stream of random numbers: work is shared out in these, whatever the number of threads.
const SHARE: usize = 500;

/// Fewer shuffled series than this cannot give a p-value of 5 %.
const LEAST_SERIES: usize = 19;

fn compare(observed: f64, mut maxima: Vec<f64>) -> Chance {
    let series = maxima.len();
    // The same sum in another order differs in its last digits.
    let as_strong = maxima.iter().filter(|&&r| r >= observed - 1e-12).count();
    maxima.sort_unstable_by(f64::total_cmp);
    let within = (series * 95).div_ceil(100);
    Chance {
        p: (as_strong + 1) as f64 / (series + 1) as f64,
        band: maxima[within - 1],
        series,
    }
}

/// The driver in some order.
#[derive(Clone)]
struct Driver {
    values: Vec<f64>,
    present: Vec<f64>,
    is_whole: bool,
    /// What turns a covariance with the response into a correlation, in any order; none where one never changes.
    scale: Option<f64>,
}

impl Driver {
    fn new(x: &Centred, y: &Centred) -> Self {
        let spread = x.variance() * y.variance();
        Self {
            values: x.values.clone(),
            present: x.present.clone(),
            is_whole: x.is_whole() && y.is_whole(),
            scale: spread.is_normal().then(|| 1.0 / spread.sqrt()),
        }
    }

    /// Blocks begin at a place of chance, so that every period may begin one.
    fn shuffle(&mut self, x: &Centred, block: usize, order: &mut [usize], random: &mut Random) {
        let length = x.len();
        let first = random.below(length);
        random.shuffle(order);
        let mut to = 0;
        for &part in order.iter() {
            let from = part * block;
            let size = block.min(length - from);
            self.copy(x, (first + from) % length, to, size);
            to += size;
        }
    }

    fn shift(&mut self, x: &Centred, by: usize) {
        self.copy(x, by, 0, x.len());
    }

    /// Copies periods, going on at the beginning behind the last one.
    fn copy(&mut self, x: &Centred, from: usize, to: usize, size: usize) {
        let ahead = size.min(x.len() - from);
        let behind = size - ahead;
        self.values[to..to + ahead].copy_from_slice(&x.values[from..from + ahead]);
        self.values[to + ahead..to + size].copy_from_slice(&x.values[..behind]);
        if !self.is_whole {
            self.present[to..to + ahead].copy_from_slice(&x.present[from..from + ahead]);
            self.present[to + ahead..to + size].copy_from_slice(&x.present[..behind]);
        }
    }
}

/// The strongest correlation over the leads; what [`super::correlate::cross`] gives, without what does not change when
/// the driver is shuffled.
fn strongest(x: &Driver, y: &Centred, leads: &RangeInclusive<i32>) -> Option<f64> {
    let scale = x.scale?;
    let length = x.values.len().min(y.len());
    let mut most: f64 = 0.0;
    for lead in leads.clone() {
        let shift = lead.unsigned_abs() as usize;
        let Some(overlap) = length.checked_sub(shift) else {
            continue;
        };
        let (from_x, from_y) = if lead >= 0 { (0, shift) } else { (shift, 0) };
        let (at_x, at_y) = (from_x..from_x + overlap, from_y..from_y + overlap);
        let pairs = if x.is_whole {
            overlap as f64
        } else {
            dot(&x.present[at_x.clone()], &y.present[at_y.clone()])
        };
        if pairs >= FEWEST_PAIRS as f64 {
            let sum = dot(&x.values[at_x], &y.values[at_y]);
            most = most.max((sum / (pairs + shift as f64)).abs());
        }
    }
    Some((most * scale).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::super::correlate::cross;
    use super::*;

    /// Two series that remember themselves, the second following the first by three periods as closely as `link`.
    fn pair(count: usize, memory: f64, link: f64, seed: u64) -> (Centred, Centred) {
        let mut random = Random::new(seed, 1);
        let (mut x, mut y) = (vec![0.0], vec![0.0]);
        let shocks: Vec<f64> = (0..count + 60).map(|_| random.normal()).collect();
        for t in 3..count + 60 {
            let own = (1.0 - link * link).sqrt() * random.normal();
            x.push(memory * x[x.len() - 1] + shocks[t]);
            y.push(memory * y[y.len() - 1] + link * shocks[t - 3] + own);
        }
        let last = |series: &[f64]| Centred::new(&series[series.len() - count..]);
        (last(&x), last(&y))
    }

    #[test]
    fn the_fast_way_and_the_plain_way_agree() {
        let (x, y) = pair(50, 0.5, 0.6, 1);
        let mut gappy = x.values.clone();
        for at in [3, 4, 20, 33] {
            gappy[at] = f64::NAN;
        }
        for x in [x, Centred::new(&gappy)] {
            let leads = -4..=12;
            let plain = leads.clone().filter_map(|lead| cross(&x, &y, -lead));
            let plain = plain.map(|found| found.r.abs()).fold(0.0, f64::max);
            let fast = strongest(&Driver::new(&x, &y), &y, &leads).unwrap();
            assert!((plain - fast).abs() < 1e-12, "{plain} {fast}");
        }
    }

    #[test]
    fn every_period_is_kept_once_when_blocks_are_shuffled() {
        let x = Centred::new(&(0..23).map(f64::from).collect::<Vec<_>>());
        let mut driver = Driver::new(&x, &x);
        let mut random = Random::new(5, 0);
        for block in [1, 4, 7, 23] {
            let mut order: Vec<usize> = (0..23_usize.div_ceil(block)).collect();
            driver.shuffle(&x, block, &mut order, &mut random);
            let mut sorted = driver.values.clone();
            sorted.sort_by(f64::total_cmp);
            assert_eq!(sorted, x.values, "{block}");
        }
        driver.shift(&x, 5);
        assert_eq!(driver.values, [&x.values[5..], &x.values[..5]].concat());
    }

    #[test]
    fn a_seed_gives_the_same_p_and_a_link_is_found() {
        let (x, y) = pair(60, 0.3, 0.8, 4);
        let shuffle = shuffle_for(&x, &y, None);
        let p = |seed| chance(&x, &y, &(0..=12), shuffle, 999, seed).unwrap();
        assert_eq!(p(1), p(1));
        assert!(p(1).p <= 0.01 && p(2).p <= 0.01, "{:?}", p(1));
        assert!(p(1).band > 0.2 && p(1).band < 0.6);
    }

    #[test]
    fn slow_series_are_shifted_and_too_few_shifts_say_nothing() {
        let slow: Vec<f64> = (0..120).map(|t| (f64::from(t) / 30.0).sin()).collect();
        let slow = Centred::new(&slow);
        assert_eq!(shuffle_for(&slow, &slow, None), Shuffle::Shifts);
        assert!(chance(&slow, &slow, &(0..=12), Shuffle::Shifts, 999, 1).is_some());
        let short = Centred::new(&slow.values[..40]);
        assert_eq!(
            chance(&short, &short, &(0..=12), Shuffle::Shifts, 999, 1),
            None
        );
    }

    #[test]
    fn blocks_are_never_shorter_than_what_the_series_remember() {
        let (x, y) = pair(200, 0.8, 0.0, 2);
        let Shuffle::Blocks(block) = shuffle_for(&x, &y, Some(1)) else {
            panic!("200 periods are enough for blocks")
        };
        assert!(block > 6, "{block}");
        let (x, y) = pair(200, 0.0, 0.0, 2);
        assert_eq!(shuffle_for(&x, &y, Some(20)), Shuffle::Blocks(20));
    }
}
