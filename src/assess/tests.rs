//! What the numbers mean on small worlds.

mod balance;
mod changes;
mod depth;
mod laws;
mod standing;
mod steps;
mod worlds;

pub(super) use laws::from_days;

use super::*;
pub(super) use crate::model::sample::{index, observation, series};
use crate::model::{
    Actor, Aggregate, Direction, Goalposts, Index, Indicator, Method, Observation, Over, Parts,
    Side, Signpost, Span, Subject, read_date, sample,
};
use chrono::NaiveDate;

pub(super) fn day(text: &str) -> NaiveDate {
    read_date(text).unwrap().0
}

pub(super) fn indicator(id: &str, values: &[(&str, f64)]) -> Indicator {
    let observation = |&(date, value): &(&str, f64)| {
        let (date, period) = read_date(date).unwrap();
        Observation {
            period,
            ..observation(date, value)
        }
    };
    Indicator {
        series: series(values.iter().map(observation)),
        ..sample::indicator(id)
    }
}

pub(super) fn model(indicators: Vec<Indicator>, indices: Vec<Index>) -> Model {
    let subject = Subject {
        code: "KAZ".into(),
        name: "Kazakhstan".into(),
    };
    let actors = indices.iter().map(|index| Actor {
        id: index.id.clone(),
        name: index.name.clone(),
        capital: index.name.clone(),
        index: Some(index.id.clone()),
        lost_index: false,
        about: String::new(),
    });
    let actors = actors.collect();
    Model::new(Parts {
        actors,
        indicators,
        indices,
        ..Parts::empty(subject, day("2020-01-01"))
    })
}

#[track_caller]
fn reading(indicator: Indicator, as_of: &str) -> Reading {
    assess(&model(vec![indicator], vec![]), day(as_of))
        .readings
        .remove(0)
}

#[test]
fn a_period_is_known_from_its_last_day_on() {
    let share = || indicator("share", &[("2021", 10.0), ("2022", 12.0)]);
    for (as_of, value) in [
        ("2021-12-30", None),
        ("2021-12-31", Some(10.0)),
        ("2022-06-30", Some(10.0)),
        ("2023-01-01", Some(12.0)),
    ] {
        assert_eq!(reading(share(), as_of).value, value, "{as_of}");
    }
}

#[test]
fn what_was_not_found_leaves_the_last_value() {
    let share = indicator(
        "share",
        &[("2021", 10.0), ("2022", f64::NAN), ("2023", f64::NAN)],
    );
    let reading = reading(share, "2024-01-01");
    assert_eq!((reading.value, reading.row), (Some(10.0), Some(0)));
}

#[test]
fn freshness_follows_cadence_and_staleness() {
    use Freshness::{Carried, Fresh, Stale};
    let (year, half) = (Some(Span::months(12)), Some(Span::months(6)));
    for (cadence, stale_after, as_of, freshness) in [
        (None, None, "2030-01-01", None),
        (year, None, "2022-01-01", Some(Fresh)),
        (year, None, "2022-01-02", Some(Carried)),
        (year, None, "2023-01-01", Some(Carried)),
        (year, None, "2023-01-02", Some(Stale)),
        (half, year, "2021-12-31", Some(Carried)),
        (half, year, "2022-01-02", Some(Stale)),
        (None, half, "2021-06-01", Some(Fresh)),
        (None, half, "2021-07-02", Some(Stale)),
    ] {
        let share = Indicator {
            cadence,
            stale_after,
            ..indicator("share", &[("2021-01-01", 1.0)])
        };
        assert_eq!(
            reading(share, as_of).freshness,
            freshness,
            "{cadence:?} {stale_after:?} {as_of}"
        );
    }
}

#[test]
fn a_change_needs_a_value_before_and_an_observation_since() {
    let values = [
        ("2021-01-01", 5.0),
        ("2022-06-01", 8.0),
        ("2022-12-01", 7.0),
    ];
    for (as_of, moved) in [
        ("2021-06-01", None),
        ("2022-03-01", None),
        ("2022-07-01", Some((5.0, 3.0))),
        ("2023-01-01", Some((5.0, 2.0))),
        ("2023-07-01", Some((8.0, -1.0))),
        ("2024-07-01", None),
    ] {
        let moved_as_of = reading(indicator("share", &values), as_of).moved;
        assert_eq!(
            moved_as_of.map(|moved| (moved.from, moved.by)),
            moved,
            "{as_of}"
        );
    }
}

#[test]
fn only_scores_between_0_and_100_are_of_a_hundred() {
    let with = |id: &str, method| {
        let mut index = index(id, &[("share", 1.0)]);
        index.members[0].scaling.method = method;
        index
    };
    let min_max = |high| Method::MinMax {
        over: Over::Time,
        scale: (0.0, high),
    };
    let mut mpi = index("mpi", &[("share", 1.0)]);
    mpi.aggregate = Aggregate::Mpi;
    let indices = vec![
        index("posts", &[("share", 1.0)]),
        with("range", min_max(100.0)),
        with("narrow", min_max(1.0)),
        with("raw", Method::Raw),
        mpi,
        index("good", &[("posts", 1.0), ("range", 1.0)]),
        index("mixed", &[("good", 1.0), ("raw", 1.0)]),
    ];
    let model = model(vec![indicator("share", &[])], indices);
    let units = model.indices.iter().map(|index| model.unit_of(index));
    let units: Vec<&str> = units.collect();
    assert_eq!(units, ["/100", "/100", "", "", "", "/100", ""]);
}

#[test]
fn a_change_over_a_gap_longer_than_values_are_carried_is_none() {
    let values = [("2020-01-01", 5.0), ("2023-06-01", 8.0)];
    for (carry_forward, as_of, by) in [
        (None, "2023-09-01", Some(3.0)),
        (Some(Span::months(36)), "2023-09-01", Some(3.0)),
        // On 1 September 2022 the value of 2020 no longer counted.
        (Some(Span::months(24)), "2023-09-01", None),
        // The value of June counts until October.
        (Some(Span::months(32)), "2023-09-01", Some(3.0)),
        (Some(Span::days(90)), "2023-09-01", None),
    ] {
        let share = Indicator {
            carry_forward,
            ..indicator("share", &values)
        };
        let moved = reading(share, as_of).moved;
        assert_eq!(moved.map(|moved| moved.by), by, "{carry_forward:?} {as_of}");
    }
}

#[test]
fn scores_stand_between_the_goalposts() {
    let goalposts = Some(Goalposts {
        low: 20.0,
        high: 70.0,
    });
    for (value, direction, score) in [
        (20.0, Direction::More, 0.0),
        (45.0, Direction::More, 50.0),
        (99.0, Direction::More, 100.0),
        (-5.0, Direction::More, 0.0),
        (30.0, Direction::Less, 80.0),
        (70.0, Direction::Less, 0.0),
    ] {
        let share = Indicator {
            direction,
            goalposts,
            ..indicator("share", &[("2021", value)])
        };
        assert_eq!(reading(share, "2022-01-01").score, Some(score), "{value}");
    }
}

#[test]
fn a_value_too_old_to_carry_has_no_score_but_is_still_shown() {
    let share = |as_of| {
        let carry_forward = Some(Span::months(24));
        reading(
            Indicator {
                carry_forward,
                ..indicator("share", &[("2021", 40.0)])
            },
            as_of,
        )
    };
    assert_eq!(share("2023-12-31").score, Some(40.0));
    assert_eq!(share("2024-01-01").score, None);
    assert_eq!(share("2024-01-01").value, Some(40.0));
}

#[test]
fn signposts_know_since_when() {
    let values = [
        ("2021-01-01", 45.0),
        ("2021-06-01", 38.0),
        ("2021-07-01", f64::NAN),
        ("2022-01-01", 42.0),
        ("2022-06-01", 39.0),
        ("2023-01-01", 30.0),
    ];
    for (as_of, crossed, since, distance) in [
        ("2021-02-01", false, None, 5.0),
        ("2021-08-01", true, Some("2021-06-01"), -2.0),
        ("2022-02-01", false, None, 2.0),
        ("2023-02-01", true, Some("2022-06-01"), -10.0),
    ] {
        let signposts = vec![Signpost {
            name: "low".into(),
            side: Side::Below,
            at: 40.0,
        }];
        let state = reading(
            Indicator {
                signposts,
                ..indicator("ties", &values)
            },
            as_of,
        )
        .signposts[0];
        assert_eq!(
            (state.crossed, state.since, state.distance),
            (crossed, since.map(day), distance),
            "{as_of}"
        );
    }
}

#[test]
fn an_index_is_the_mean_of_what_is_known() {
    let indicators = vec![
        indicator("a", &[("2021", 80.0)]),
        indicator("b", &[("2021", 20.0)]),
        indicator("late", &[("2025", 50.0)]),
    ];
    let indices = vec![
        index("part", &[("a", 1.0), ("late", 1.0)]),
        index("whole", &[("part", 2.0), ("b", 1.0)]),
        index("thin", &[("a", 1.0), ("late", 3.0)]),
    ];
    let now = assess(&model(indicators, indices), day("2022-01-01"));
    assert_eq!(now.scores[0].value, Some(80.0));
    assert!((now.scores[0].coverage - 0.5).abs() < 1e-12);
    assert_eq!(now.scores[1].value, Some(60.0));
    assert!((now.scores[1].coverage - 2.0 / 3.0).abs() < 1e-12);
    assert_eq!((now.scores[2].value, now.scores[2].coverage), (None, 0.25));
    let points: Vec<f64> = now.scores[1]
        .contributions
        .iter()
        .map(|part| part.points)
        .collect();
    assert!((points[0] - 160.0 / 3.0).abs() < 1e-12 && (points[1] - 20.0 / 3.0).abs() < 1e-12);
    // A whole of which a part is not known has no shares.
    assert!(now.balance.shares.iter().all(|share| share.share.is_none()));
}

#[test]
fn history_has_the_month_ends_and_the_day_itself() {
    let model = model(
        vec![indicator("a", &[("2020-02-10", 80.0)])],
        vec![index("i", &[("a", 1.0)])],
    );
    let history = assess(&model, day("2020-04-15")).history;
    let found: Vec<(String, Option<f64>)> = history
        .points
        .iter()
        .map(|point| (point.date.to_string(), point.scores[0]))
        .collect();
    let expected = [
        ("2020-01-31", None),
        ("2020-02-29", Some(80.0)),
        ("2020-03-31", Some(80.0)),
        ("2020-04-15", Some(80.0)),
    ];
    assert_eq!(
        found,
        expected.map(|(date, score)| (date.to_owned(), score))
    );
    assert_eq!(assess(&model, day("2019-04-15")).history.points, []);
    assert_eq!(
        history.at(day("2020-03-10")).map(|point| point.date),
        Some(day("2020-02-29"))
    );
}
