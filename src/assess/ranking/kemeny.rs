//! The ranking that agrees best with all comparisons of pairs.

use super::{ALIKE, Outranking};

/// The most subjects whose best rankings are sought: the work doubles with each one more.
pub const KEMENY_MOST: usize = 10;

/// The most rankings that are listed.
const LISTED: usize = 100;

/// The optimum of Kemeny's rule (Condorcet-Kemeny-Young-Levenglick): of all rankings, those with the largest sum of
/// support over all ordered pairs. Several may attain it; none of them is better than another.
#[derive(Clone, Debug, PartialEq)]
pub struct Kemeny {
    /// The sum of support that the best rankings attain.
    pub score: f64,
    /// How many rankings attain it.
    pub count: u64,
    /// They, best subject first, in the order of the subjects; at most 100.
    pub rankings: Vec<Vec<usize>>,
    /// By subject: its best and its worst rank among all of them, from 1.
    pub ranks: Vec<(usize, usize)>,
}

/// The best that the members of a set can do among themselves, by set (a bit a subject).
struct Best {
    score: Vec<f64>,
    count: Vec<u64>,
}

impl Kemeny {
    /// Dynamic programming over sets: the best order of a set is the best order of all but its last, then the last.
    pub(super) fn of(pairs: &Outranking) -> Option<Self> {
        let count = pairs.len();
        if count == 0 || count > KEMENY_MOST {
            return None;
        }
        let best = Best::of(pairs);
        let all = (1 << count) - 1;
        let mut rankings = Vec::new();
        best.list(pairs, all, &mut Vec::with_capacity(count), &mut rankings);
        rankings.sort();
        let ranks = (0..count).map(|subject| best.ranks(pairs, all, subject));
        Some(Self {
            score: best.score[all],
            count: best.count[all],
            rankings,
            ranks: ranks.collect(),
        })
    }
}

impl Best {
    fn of(pairs: &Outranking) -> Self {
        let sets = 1 << pairs.len();
        let mut best = Self {
            score: vec![0.0; sets],
            count: vec![0; sets],
        };
        best.count[0] = 1;
        for set in 1..sets {
            let ends = |best: &Self, last: usize| {
                best.score[set & !(1 << last)] + support(pairs, set & !(1 << last), last)
            };
            let score = members(set)
                .map(|last| ends(&best, last))
                .fold(f64::NEG_INFINITY, f64::max);
            best.score[set] = score;
            best.count[set] = members(set)
                .filter(|last| ends(&best, *last) > score - ALIKE)
                .map(|last| best.count[set & !(1 << last)])
                .sum();
        }
        best
    }

    /// Lists best orders of a set, the last first, in front of those chosen already.
    fn list(
        &self,
        pairs: &Outranking,
        set: usize,
        chosen: &mut Vec<usize>,
        found: &mut Vec<Vec<usize>>,
    ) {
        if found.len() == LISTED {
            return;
        }
        if set == 0 {
            found.push(chosen.iter().rev().copied().collect());
            return;
        }
        for last in members(set) {
            let rest = set & !(1 << last);
            if self.score[rest] + support(pairs, rest, last) > self.score[set] - ALIKE {
                chosen.push(last);
                self.list(pairs, rest, chosen, found);
                chosen.pop();
            }
        }
    }

    /// The best and the worst rank of a subject in the best orders of all.
    fn ranks(&self, pairs: &Outranking, all: usize, subject: usize) -> (usize, usize) {
        let mut found = (usize::MAX, 0);
        for above in (0..=all).filter(|above| above & (1 << subject) == 0) {
            let below = all & !above & !(1 << subject);
            let across: f64 = members(below)
                .map(|other| support(pairs, above | 1 << subject, other))
                .sum();
            let score = self.score[above] + self.score[below] + support(pairs, above, subject);
            if score + across > self.score[all] - ALIKE {
                let rank = above.count_ones() as usize + 1;
                found = (found.0.min(rank), found.1.max(rank));
            }
        }
        found
    }
}

/// The subjects of a set.
fn members(set: usize) -> impl Iterator<Item = usize> {
    (0..KEMENY_MOST).filter(move |subject| set & (1 << subject) != 0)
}

/// The support of all of a set against one subject.
fn support(pairs: &Outranking, set: usize, against: usize) -> f64 {
    members(set).map(|one| pairs.support(one, against)).sum()
}
