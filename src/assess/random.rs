//! Random numbers from a seed: the same on every machine, whatever the number of threads.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// What sets the streams of one seed apart: the golden ratio in 64 bits.
const APART: u64 = 0x9E37_79B9_7F4A_7C15;

/// Random numbers (PCG XSL 128/64) of a stream of a seed. Work that is shared out gives every share a stream of its own,
/// so that the outcome does not depend on how it is shared out.
#[derive(Clone, Debug)]
pub struct Random(Pcg64Mcg);

impl Random {
    /// Starts a stream of a seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(
            seed.wrapping_add(stream.wrapping_mul(APART)),
        ))
    }

    /// A whole number from 0 to `end`, `end` not included; 0 when that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        // The upper half of the product: its bias, of `end` in 2⁶⁴, is nothing for the lengths of series.
        ((u128::from(self.0.next_u64()) * end as u128) >> 64) as usize
    }

    /// A number from 0 to 1, 1 not included.
    pub fn uniform(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number of the normal distribution with mean 0 and standard deviation 1 (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// Puts things in an order of chance (Fisher and Yates).
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn a_seed_gives_the_same_numbers_and_streams_differ() {
        let draw = |seed, stream| {
            let mut random = Random::new(seed, stream);
            std::array::from_fn::<_, 4, _>(|_| random.below(1_000))
        };
        assert_eq!(draw(1, 0), draw(1, 0));
        assert_ne!(draw(1, 0), draw(1, 1));
        assert_ne!(draw(1, 0), draw(2, 0));
        // What is printed with a seed must hold on every machine and in later versions.
        assert_eq!(draw(20_220_224, 0), [953, 881, 294, 741]);
    }

    #[test]
    fn every_order_of_three_comes_as_often() {
        let mut random = Random::new(7, 0);
        let mut seen = std::collections::BTreeMap::new();
        for _ in 0..6_000 {
            let mut things = [0, 1, 2];
            random.shuffle(&mut things);
            *seen.entry(things).or_insert(0) += 1;
        }
        assert_eq!(seen.len(), 6);
        assert!(
            seen.values().all(|count| (880..1_120).contains(count)),
            "{seen:?}"
        );
    }

    #[test]
    fn normal_numbers_have_mean_0_and_spread_1() {
        let mut random = Random::new(7, 0);
        let numbers: Vec<f64> = (0..20_000).map(|_| random.normal()).collect();
        let mean = numbers.iter().sum::<f64>() / 20_000.0;
        let spread = numbers.iter().map(|x| x * x).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03, "{mean}");
        assert!((spread - 1.0).abs() < 0.04, "{spread}");
    }
}
