use super::*;
use crate::assess::tests::indicator;
use crate::model::Over;

const OVER: Over = Over::Subjects;
const VALUES: [f64; 5] = [2.0, 4.0, 4.0, 6.0, 9.0];

/// The score of every value of [`VALUES`] under a method.
fn scores(method: Method, direction: Direction) -> Vec<Option<f64>> {
    let indicator = Indicator {
        direction,
        ..indicator("x", &[])
    };
    let scaling = Scaling {
        method,
        ..Scaling::default()
    };
    let orient = |value| oriented(value, Transform::None, direction).unwrap();
    let mut population = Population::new(method);
    population.extend(VALUES.into_iter().map(orient));
    let scale = Scale::fit(scaling, &indicator, &population, Some(orient(4.0)));
    VALUES
        .into_iter()
        .map(|value| scale.as_ref()?.score(orient(value)))
        .collect()
}

#[track_caller]
fn check(method: Method, direction: Direction, expected: [f64; 5]) {
    for (score, expected) in scores(method, direction).into_iter().zip(expected) {
        let score = score.unwrap();
        assert!(
            (score - expected).abs() < 1e-9,
            "{method:?} {direction:?}: {score}, not {expected}"
        );
    }
}

#[test]
fn each_method_by_hand() {
    use Direction::{Less, More};
    let sd = 7.0_f64.sqrt();
    check(Method::Raw, More, VALUES);
    let scale = (0.0, 100.0);
    check(Method::Goalposts { scale }, More, VALUES);
    check(Method::Goalposts { scale }, Less, VALUES.map(|x| 100.0 - x));
    let fifths = [0.0, 200.0 / 7.0, 200.0 / 7.0, 400.0 / 7.0, 100.0];
    check(Method::MinMax { over: OVER, scale }, More, fifths);
    check(
        Method::MinMax { over: OVER, scale },
        Less,
        fifths.map(|x| 100.0 - x),
    );
    let z = Method::ZScore {
        over: OVER,
        mean: 100.0,
        sd: 10.0,
    };
    check(z, More, VALUES.map(|x| 100.0 + 10.0 * (x - 5.0) / sd));
    check(z, Less, VALUES.map(|x| 100.0 - 10.0 * (x - 5.0) / sd));
    let rank = |ties| Method::Rank { over: OVER, ties };
    check(rank(Ties::Smallest), More, [1.0, 2.0, 2.0, 4.0, 5.0]);
    check(rank(Ties::Smallest), Less, [5.0, 3.0, 3.0, 2.0, 1.0]);
    check(rank(Ties::Mean), More, [1.0, 2.5, 2.5, 4.0, 5.0]);
    check(
        Method::Borda { over: OVER },
        More,
        [0.0, 1.0, 1.0, 3.0, 4.0],
    );
    let percentile = |convention| Method::PercentileRank {
        over: OVER,
        convention,
    };
    check(
        percentile(Convention::Below),
        More,
        [0.0, 0.25, 0.25, 0.75, 1.0],
    );
    check(
        percentile(Convention::UpTo),
        More,
        [20.0, 40.0, 40.0, 80.0, 100.0],
    );
    check(
        Method::Categorical { over: OVER },
        More,
        [40.0, 50.0, 50.0, 60.0, 100.0],
    );
    check(
        Method::MeanBand {
            over: OVER,
            within: 0.2,
        },
        More,
        [-1.0, 0.0, 0.0, 0.0, 1.0],
    );
}

#[test]
fn comparisons_by_hand() {
    use Direction::{Less, More};
    let target = |target, cap| Method::Target {
        over: OVER,
        target,
        cap,
    };
    check(target(6.0, true), More, [0.0, 0.5, 0.5, 1.0, 1.0]);
    check(target(6.0, false), More, [0.0, 0.5, 0.5, 1.0, 1.75]);
    // (max - x) / (max - target) where less is more.
    check(target(4.0, false), Less, [1.4, 1.0, 1.0, 0.6, 0.0]);
    let reference = |to, difference| Method::Reference {
        over: OVER,
        to,
        difference,
    };
    check(
        reference(Reference::Leader, false),
        More,
        VALUES.map(|x| x / 9.0),
    );
    check(
        reference(Reference::Mean, true),
        More,
        VALUES.map(|x| (x - 5.0) / 5.0),
    );
    check(
        reference(Reference::Laggard, false),
        More,
        VALUES.map(|x| x / 2.0),
    );
    check(
        reference(Reference::Value(8.0), false),
        More,
        VALUES.map(|x| x / 8.0),
    );
    let past = Reference::Date(chrono::NaiveDate::MIN);
    check(reference(past, true), More, VALUES.map(|x| (x - 4.0) / 4.0));
    let ampi = Method::Ampi {
        over: OVER,
        to: past,
    };
    let expected = VALUES.map(|x| 60.0 * (x - 0.5) / 7.0 + 70.0);
    check(ampi, More, expected);
    // What scores 100 + d one way scores 100 - d the other way.
    check(ampi, Less, expected.map(|score| 200.0 - score));
}

#[test]
fn what_is_not_defined_has_no_score() {
    let flat = |method| {
        let mut population = Population::new(method);
        population.extend([3.0, 3.0].into_iter());
        let scaling = Scaling {
            method,
            ..Scaling::default()
        };
        Scale::fit(scaling, &indicator("x", &[]), &population, None)
    };
    let scale = (0.0, 100.0);
    let without_spread = [
        Method::MinMax { over: OVER, scale },
        Method::ZScore {
            over: OVER,
            mean: 0.0,
            sd: 1.0,
        },
        Method::Ampi {
            over: OVER,
            to: Reference::Mean,
        },
        Method::Target {
            over: OVER,
            target: 3.0,
            cap: true,
        },
        Method::Reference {
            over: OVER,
            to: Reference::Value(0.0),
            difference: false,
        },
        Method::Reference {
            over: OVER,
            to: Reference::Date(chrono::NaiveDate::MIN),
            difference: false,
        },
    ];
    for method in without_spread {
        assert_eq!(flat(method), None, "{method:?}");
    }
    assert_eq!(oriented(0.0, Transform::Ln, Direction::More), None);
    assert_eq!(oriented(-1.0, Transform::Sqrt, Direction::More), None);
    assert_eq!(
        oriented(100.0, Transform::Log10, Direction::Less),
        Some(-2.0)
    );
}
