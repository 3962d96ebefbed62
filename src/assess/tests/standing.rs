//! Weights through all levels, and subjects side by side.

use std::sync::Arc;

use super::{day, index, indicator, model};
use crate::assess::{Standings, effective_weights, subjects_of};
use crate::model::{Direction, Id, Indicator, Span};

#[test]
fn weights_are_carried_to_the_top() {
    let world = vec![
        indicator("a", &[]),
        indicator("b", &[]),
        indicator("c", &[]),
    ];
    let mut part = index("part", &[("a", 1.0), ("b", 2.0)]);
    // What could not be read keeps its share.
    part.lost = vec![1.0];
    let whole = index("whole", &[("part", 3.0), ("c", 0.5), ("a", 0.5)]);
    let world = model(world, vec![part, whole]);
    let found = effective_weights(&world, &world.indices[1]);
    let found: Vec<(&str, usize, f64)> = found
        .iter()
        .map(|part| (part.id.as_str(), part.level, part.weight))
        .collect();
    let expected = [
        ("part", 1, 0.75),
        // By itself and through the part.
        ("a", 1, 0.3125),
        ("c", 1, 0.125),
        ("b", 2, 0.375),
    ];
    assert_eq!(found, expected);
}

/// An indicator with one value of each subject, observed at the end of 2020.
fn of(id: &str, values: &[(&str, f64)]) -> Indicator {
    let series = values.iter().map(|(code, value)| {
        let (_, series) = indicator(id, &[("2020", *value)]).series.remove(0);
        (Id::new(code), Arc::clone(&series))
    });
    Indicator {
        carry_forward: Some(Span::months(12)),
        series: series.collect(),
        ..indicator(id, &[])
    }
}

#[test]
fn subjects_are_ranked_by_score_and_pair_by_pair() {
    let less = Indicator {
        direction: Direction::Less,
        ..of("less", &[("KAZ", 10.0), ("KGZ", 20.0), ("UZB", 30.0)])
    };
    // UZB is so far ahead here that its score is the highest, though it is behind on the two others.
    let far = of("far", &[("KAZ", 0.0), ("KGZ", 5.0), ("UZB", 100.0)]);
    let more = of("more", &[("KAZ", 50.0), ("KGZ", 50.0), ("UZB", 49.0)]);
    let alone = of("alone", &[("TJK", 1.0)]);
    let all = index("all", &[("less", 1.0), ("far", 1.0), ("more", 1.0)]);
    let other = index("other", &[("alone", 1.0)]);
    // What no index is made of makes no subject.
    let unused = of("unused", &[("TKM", 1.0)]);
    let world = model(vec![less, far, more, alone, unused], vec![all, other]);
    let as_of = day("2021-06-30");
    let found = Standings::new(&world, as_of);
    let codes: Vec<&str> = found.subjects.iter().map(Id::as_str).collect();
    assert_eq!(codes, ["KAZ", "KGZ", "TJK", "UZB"]);
    let standing = &found.standings[0];
    assert_eq!(standing.ranks, [Some(2), Some(3), None, Some(1)]);
    assert_eq!(standing.compared, [0, 1, 3]);
    assert_eq!(standing.copeland, [Some(1), Some(1), None, Some(3)]);
    let kemeny = standing.kemeny.as_ref().unwrap();
    assert_eq!(kemeny.ranks, [(1, 2), (1, 2), (3, 3)]);
    // A year on nothing is usable any more, and before it was observed nothing was.
    for date in ["2020-12-30", "2022-01-01"] {
        assert_eq!(subjects_of(&world, day(date)), [], "{date}");
        assert!(
            Standings::new(&world, day(date)).standings[0]
                .compared
                .is_empty()
        );
    }
}
