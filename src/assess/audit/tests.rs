//! Concerns on small worlds.

use super::*;
use crate::assess::effective_weights;
use crate::assess::tests::{day, from_days, index, indicator, model};
use crate::model::{Aggregate, Direction, Index, Indicator, Method, Over};

fn kinds(indicators: Vec<Indicator>, indices: Vec<Index>) -> Vec<ConcernKind> {
    let found = audit(&model(indicators, indices));
    found.into_iter().map(|concern| concern.kind).collect()
}

fn of(id: &str, dimension: &str) -> Indicator {
    Indicator {
        dimension: dimension.into(),
        ..indicator(id, &[("2020", 50.0)])
    }
}

#[test]
fn a_dimension_with_more_than_half_of_the_weight_is_told() {
    let world = || vec![of("a", "x"), of("b", "x"), of("c", "y"), of("d", "z")];
    let told = |members: &[(&str, f64)]| kinds(world(), vec![index("i", members)]);
    // Half is not more than half, and an index of one dimension is its own.
    assert_eq!(told(&[("a", 1.0), ("c", 1.0)]), []);
    assert_eq!(told(&[("a", 1.0), ("b", 2.0)]), []);
    assert_eq!(told(&[("a", 0.1), ("b", 0.2), ("c", 0.1), ("d", 0.2)]), []);
    let found = told(&[("a", 1.0), ("b", 1.0), ("c", 1.0)]);
    let share = 2.0 / 3.0;
    let [
        ConcernKind::Dominant {
            dimension,
            share: found,
        },
    ] = &found[..]
    else {
        panic!("{found:?}");
    };
    assert!(dimension.as_str() == "x" && (found - share).abs() < 1e-12);
    // Weights are those carried to the top.
    let nested = vec![
        index("part", &[("a", 3.0), ("c", 1.0)]),
        index("whole", &[("part", 1.0), ("d", 1.0)]),
    ];
    let found = audit(&model(world(), nested));
    let indices: Vec<usize> = found.iter().map(|concern| concern.index).collect();
    assert_eq!(indices, [0], "{found:?}");
}

/// Values of days in a row.
fn series(id: &str, values: impl Iterator<Item = f64>) -> Indicator {
    let values: Vec<(i32, Option<f64>)> = (0..).zip(values.map(Some)).collect();
    from_days(id, &values)
}

#[test]
fn members_that_move_as_one_are_told() {
    let wave = |at: i32| f64::from(at * at % 17);
    let turned = Indicator {
        direction: Direction::Less,
        ..series("c", (0..12).map(|at| 50.0 - wave(at)))
    };
    let other = series("d", (0..12).map(|at| f64::from(at * 7 % 11)));
    let nine = series("e", (0..9).map(wave));
    let world = vec![
        series("a", (0..12).map(wave)),
        series("b", (0..12).map(|at| 2.0 * wave(at) + 5.0)),
        turned,
        other,
        nine,
    ];
    let members = ["a", "b", "c", "d", "e"].map(|id| (id, 1.0));
    let found = kinds(world, vec![index("i", &members)]);
    let pairs: Vec<(&str, &str)> = found
        .iter()
        .map(|kind| match kind {
            ConcernKind::Alike {
                members: (a, b),
                correlation,
                observations: 12,
            } if *correlation > 1.0 - 1e-9 => (a.as_str(), b.as_str()),
            other => panic!("{other:?}"),
        })
        .collect();
    // Direction counts, and nine observations are too few.
    assert_eq!(pairs, [("a", "b"), ("a", "c"), ("b", "c")]);
}

#[test]
fn a_score_that_the_rule_cannot_take_is_told_with_its_date() {
    let values = [("2018", 0.0), ("2019", -3.0), ("2020", 40.0)];
    let world = || vec![indicator("a", &values), of("b", "any")];
    let told = |rule, method: Option<Method>| {
        let mut made = index("i", &[("a", 1.0), ("b", 1.0)]);
        made.aggregate = rule;
        for member in &mut made.members {
            member.scaling.method = method.unwrap_or(member.scaling.method);
        }
        kinds(world(), vec![made])
    };
    let refused = |date: &str, value, score| ConcernKind::Refused {
        member: "a".into(),
        subject: "KAZ".into(),
        date: day(date),
        value: Some(value),
        score,
    };
    for rule in [
        Aggregate::Geometric,
        Aggregate::Harmonic,
        Aggregate::Power(-1.0),
    ] {
        assert_eq!(told(rule, None), [refused("2019-12-31", -3.0, 0.0)]);
    }
    for rule in [Aggregate::Arithmetic, Aggregate::Power(0.5), Aggregate::Mpi] {
        assert_eq!(told(rule, None), [], "{rule:?}");
    }
    let raised = Method::Goalposts {
        scale: (1.0, 100.0),
    };
    assert_eq!(told(Aggregate::Geometric, Some(raised)), []);
    let raw = told(Aggregate::Power(0.5), Some(Method::Raw));
    assert_eq!(raw, [refused("2019-12-31", -3.0, -3.0)]);
    // The lowest of all is nothing on a scale of its own.
    let min_max = Method::MinMax {
        over: Over::Time,
        scale: (0.0, 100.0),
    };
    let found = told(Aggregate::Geometric, Some(min_max));
    assert_eq!(found, [refused("2019-12-31", -3.0, 0.0)]);
}

#[test]
fn an_index_that_scores_nothing_is_refused_as_well() {
    let world = vec![indicator("a", &[("2020", 0.0)]), of("b", "any")];
    let mut whole = index("whole", &[("part", 1.0), ("b", 1.0)]);
    whole.aggregate = Aggregate::Geometric;
    let found = kinds(world, vec![index("part", &[("a", 1.0)]), whole]);
    let expected = ConcernKind::Refused {
        member: "part".into(),
        subject: "KAZ".into(),
        date: day("2020-12-31"),
        value: None,
        score: 0.0,
    };
    assert_eq!(found, [expected]);
}

#[test]
fn chains_and_crossings_of_indices_cost_no_more_than_their_members() {
    // Each index is made of the two before it: ways to the bottom double with every step.
    let name = |at: usize| format!("i{at}");
    let mut indices = vec![index("i0", &[("a", 1.0)]), index("i1", &[("b", 1.0)])];
    for at in 2..5000 {
        let (one, other) = (name(at - 1), name(at - 2));
        indices.push(index(&name(at), &[(&one, 1.0), (&other, 1.0)]));
    }
    let world = model(vec![of("a", "x"), of("b", "y")], indices);
    let found = audit(&world);
    // Shares come to a third and two thirds.
    assert_eq!(found.len(), 4997);
    let last = effective_weights(&world, &world.indices[4999]);
    let weight = |id: &str| {
        last.iter()
            .find(|part| part.id.as_str() == id)
            .unwrap()
            .weight
    };
    assert!((weight("a") - 1.0 / 3.0).abs() < 1e-9 && (weight("b") - 2.0 / 3.0).abs() < 1e-9);
}
