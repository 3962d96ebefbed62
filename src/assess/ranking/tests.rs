//! Worked examples of the OECD/JRC Handbook on Constructing Composite Indicators (2008), section 6.13, and laws.

use proptest::prelude::*;

use super::*;

/// Votes: how many indicators rank the alternatives so, best first.
type Profile = &'static [(u32, &'static str)];

/// Tables 25 to 27.
const BORDA: Profile = &[(3, "abcd"), (5, "acbd"), (7, "bdca"), (6, "cbda")];
/// Tables 28 to 30 (Condorcet 1785).
const CONDORCET: Profile = &[
    (23, "abc"),
    (17, "bca"),
    (2, "bac"),
    (10, "cab"),
    (8, "cba"),
];
/// Tables 31 to 33 (Fishburn 1984).
const FISHBURN: Profile = &[(3, "cbad"), (2, "badc"), (2, "adcb")];
/// Table 34.
const PARADOX: Profile = &[(1, "abc"), (1, "cab"), (1, "bca")];

/// The alternatives of a profile, but for some, compared: each ranking is an indicator of the weight of its votes.
fn compared(profile: Profile, without: &str) -> Outranking {
    let mut names: Vec<char> = profile[0].1.chars().collect();
    names.sort_unstable();
    names.retain(|name| !without.contains(*name));
    let value = |name: char, ranking: &str| ranking.find(name).map(|place| -(place as f64));
    let values: Vec<Vec<Option<f64>>> = names
        .iter()
        .map(|name| profile.iter().map(|(_, r)| value(*name, r)).collect())
        .collect();
    let weights: Vec<f64> = profile.iter().map(|(votes, _)| f64::from(*votes)).collect();
    Outranking::new(&values, &weights)
}

fn named(rankings: &[Vec<usize>]) -> Vec<String> {
    let name = |place: &usize| char::from(b'a' + *place as u8);
    rankings
        .iter()
        .map(|ranking| ranking.iter().map(name).collect())
        .collect()
}

fn near(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-9, "{found} for {expected}");
    }
}

#[test]
fn the_counts_of_the_handbook() {
    near(&compared(BORDA, "").borda(), &[24.0, 44.0, 38.0, 20.0]);
    near(&compared(CONDORCET, "").borda(), &[58.0, 69.0, 53.0]);
    near(&compared(FISHBURN, "").borda(), &[13.0, 12.0, 11.0, 6.0]);
    // One alternative less, and the order of the others is turned round.
    near(&compared(FISHBURN, "d").borda(), &[6.0, 7.0, 8.0]);
    near(&compared(PARADOX, "").borda(), &[3.0, 3.0, 3.0]);
    let table = compared(BORDA, "");
    let counts = [
        [0.0, 8.0, 8.0, 8.0],
        [13.0, 0.0, 10.0, 21.0],
        [13.0, 11.0, 0.0, 14.0],
        [13.0, 0.0, 7.0, 0.0],
    ];
    for (one, row) in counts.iter().enumerate() {
        let found: Vec<f64> = (0..4)
            .map(|other| 21.0 * table.support(one, other))
            .collect();
        near(&found, row);
    }
}

#[test]
fn condorcet_winners_and_kemeny_optima_of_the_handbook() {
    // c beats all, then b, then d: Copeland's order and Kemeny's are Condorcet's.
    let table = compared(BORDA, "");
    near(&table.copeland(), &[-3.0, 1.0, 3.0, -1.0]);
    let best = table.kemeny().unwrap();
    assert_eq!(
        (named(&best.rankings), best.count),
        (vec!["cbda".to_owned()], 1)
    );
    assert_eq!(best.ranks, [(4, 4), (2, 2), (1, 1), (3, 3)]);
    // A cycle: no winner, and Copeland cannot tell them apart.
    let cycle = compared(CONDORCET, "");
    near(&cycle.copeland(), &[0.0, 0.0, 0.0]);
    let best = cycle.kemeny().unwrap();
    assert_eq!(named(&best.rankings), ["bca"]);
    assert!((60.0 * best.score - 104.0).abs() < 1e-9);
    // The paradox: three rankings are equally good, and everyone is first in one of them.
    let best = compared(PARADOX, "").kemeny().unwrap();
    assert_eq!(named(&best.rankings), ["abc", "bca", "cab"]);
    assert_eq!((best.count, best.ranks), (3, vec![(1, 3); 3]));
}

/// COINr 1.1.14, tests of `outrankMatrix`.
#[test]
fn the_outranking_of_coinr_where_nothing_is_missing() {
    let columns = [
        [1.0, 2.0, 3.0, 4.0],
        [3.0, 2.0, 1.0, 5.0],
        [2.0, 3.0, 1.0, 4.0],
    ];
    let row = |unit: usize| columns.iter().map(|column| Some(column[unit])).collect();
    let table = Outranking::new(&(0..4).map(row).collect::<Vec<_>>(), &[1.0; 3]);
    for (one, expected) in [(1, 2.0 / 3.0), (2, 1.0 / 3.0), (3, 1.0)] {
        assert!((table.support(one, 0) - expected).abs() < 1e-12);
    }
}

#[test]
fn a_pair_is_compared_on_what_both_have() {
    let values = [
        vec![Some(1.0), Some(5.0), None],
        vec![Some(2.0), None, Some(1.0)],
        vec![None, None, Some(2.0)],
    ];
    let table = Outranking::new(&values, &[1.0, 2.0, 3.0]);
    assert_eq!((table.support(0, 1), table.support(1, 0)), (0.0, 1.0));
    // Nothing in common: nothing speaks for either.
    assert_eq!((table.support(0, 2), table.support(2, 0)), (0.5, 0.5));
    assert_eq!((table.support(1, 2), table.support(2, 1)), (0.0, 1.0));
}

#[test]
fn ranks_begin_at_the_best_and_ties_take_the_smallest() {
    let scores = [Some(2.0), None, Some(7.0), Some(7.0), Some(1.0)];
    let found = ranks(&scores);
    assert_eq!(found, [Some(3), None, Some(1), Some(1), Some(4)]);
    let other = [Some(1), Some(2), Some(4), None, Some(4)];
    assert_eq!(average_rank_shift(&found, &other), Some(5.0 / 3.0));
    assert_eq!(average_rank_shift(&found, &[None; 5]), None);
}

#[test]
fn none_are_ranked_where_there_are_none_or_too_many() {
    assert_eq!(Outranking::new(&[], &[]).kemeny(), None);
    let many = vec![vec![Some(1.0)]; KEMENY_MOST + 1];
    assert_eq!(Outranking::new(&many, &[1.0]).kemeny(), None);
    // All alike: every ranking is as good, but not every one is listed.
    let alike = Outranking::new(&many[1..], &[1.0]).kemeny().unwrap();
    assert_eq!((alike.count, alike.rankings.len()), (3_628_800, 100));
    assert_eq!(alike.ranks, [(1, 10); 10]);
}

/// All orders of some things.
fn orders(things: &[usize]) -> Vec<Vec<usize>> {
    if things.is_empty() {
        return vec![Vec::new()];
    }
    let with = |first: &usize| {
        let rest: Vec<usize> = things.iter().filter(|t| *t != first).copied().collect();
        orders(&rest)
            .into_iter()
            .map(|mut order| {
                order.insert(0, *first);
                order
            })
            .collect::<Vec<_>>()
    };
    things.iter().flat_map(with).collect()
}

fn score_of(table: &Outranking, order: &[usize]) -> f64 {
    let pairs = order.iter().enumerate();
    pairs
        .flat_map(|(place, one)| {
            order[place + 1..]
                .iter()
                .map(|other| table.support(*one, *other))
        })
        .sum()
}

fn tables() -> impl Strategy<Value = (Vec<Vec<Option<f64>>>, Vec<f64>)> {
    (1_usize..6, 1_usize..5).prop_flat_map(|(subjects, indicators)| {
        let value = prop::option::weighted(0.8, (0_i8..4).prop_map(f64::from));
        let row = prop::collection::vec(value, indicators);
        let weights = prop::collection::vec(0.1..5.0, indicators);
        (prop::collection::vec(row, subjects), weights)
    })
}

proptest! {
    #[test]
    fn support_of_both_sides_is_one_and_optima_are_those_of_all_orders(
        (values, weights) in tables(),
        times in 0.1..10.0,
    ) {
        let table = Outranking::new(&values, &weights);
        let count = table.len();
        for one in 0..count {
            for other in (0..count).filter(|other| *other != one) {
                let sum = table.support(one, other) + table.support(other, one);
                prop_assert!((sum - 1.0).abs() < 1e-12);
            }
        }
        let all = orders(&(0..count).collect::<Vec<_>>());
        let best = all.iter().map(|order| score_of(&table, order)).fold(f64::MIN, f64::max);
        let optima: Vec<Vec<usize>> = all
            .into_iter()
            .filter(|order| score_of(&table, order) > best - 1e-9)
            .collect();
        let kemeny = table.kemeny().unwrap();
        prop_assert!((kemeny.score - best).abs() < 1e-9);
        prop_assert_eq!(kemeny.count, optima.len() as u64);
        for subject in 0..count {
            let places = optima.iter().filter_map(|o| o.iter().position(|s| *s == subject));
            let places: Vec<usize> = places.map(|place| place + 1).collect();
            let range = (*places.iter().min().unwrap(), *places.iter().max().unwrap());
            prop_assert_eq!(kemeny.ranks[subject], range);
        }
        let listed: Vec<Vec<usize>> = optima.into_iter().take(100).collect();
        if kemeny.count <= 100 {
            prop_assert_eq!(&kemeny.rankings, &listed);
        }
        // Weights count by their shares alone, and the order of the subjects does not count.
        let scaled: Vec<f64> = weights.iter().map(|weight| weight * times).collect();
        prop_assert_eq!(Outranking::new(&values, &scaled).copeland(), table.copeland());
        let turned: Vec<Vec<Option<f64>>> = values.iter().rev().cloned().collect();
        let mut copeland = Outranking::new(&turned, &weights).copeland();
        copeland.reverse();
        prop_assert_eq!(copeland, table.copeland());
    }
}
