//! What is said to have changed.

use super::{day, index, indicator, model, reading};
use crate::assess::{assess, difference};
use crate::model::{Bands, Direction, Indicator, Period, Span};

#[test]
fn the_difference_names_what_changed_came_and_went() {
    let before = model(
        vec![
            indicator("a", &[("2021", 80.0)]),
            indicator("gone", &[("2021", 1.0)]),
        ],
        vec![index("i", &[("a", 1.0)])],
    );
    let mut banded = indicator("a", &[("2021", 80.0)]);
    banded.bands = Bands::new(vec![("high".into(), 50.0)], Direction::More);
    let after = model(
        vec![banded, indicator("new", &[("2021", 2.0)])],
        vec![index("i", &[("a", 1.0)])],
    );
    let as_of = day("2022-01-01");
    let changes = difference(
        (&before, &assess(&before, as_of)),
        (&after, &assess(&after, as_of)),
    );
    let found: Vec<String> = changes
        .iter()
        .map(|change| {
            format!(
                "{} {:?} {:?} {:?}",
                change.id, change.before, change.after, change.exists
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "a Some(80.0) Some(80.0) (true, true)",
            "new None Some(2.0) (false, true)",
            "gone Some(1.0) None (true, false)",
        ]
    );
    assert_eq!(changes[0].bands, (None, Some("high".to_owned())));
    assert_eq!(
        difference(
            (&after, &assess(&after, as_of)),
            (&after, &assess(&after, as_of))
        ),
        []
    );
    // Weights of other sizes and members in another order round differently, and mean the same.
    let thirds = |weights: [(&str, f64); 3]| {
        let indicators = vec![
            indicator("a", &[("2021", 0.1)]),
            indicator("b", &[("2021", 0.2)]),
            indicator("c", &[("2021", 60.3)]),
        ];
        model(indicators, vec![index("i", &weights)])
    };
    let (one, other) = (
        thirds([("a", 0.1), ("b", 0.7), ("c", 0.3)]),
        thirds([("c", 0.9), ("b", 2.1), ("a", 0.3)]),
    );
    let (first, second) = (assess(&one, as_of), assess(&other, as_of));
    assert_eq!(difference((&one, &first), (&other, &second)), []);
}

#[test]
fn a_change_says_what_its_first_value_covers_and_whether_the_next_was_due_before_the_window() {
    for (cadence, first, period, is_older) in [
        // On 1 July 2022 the figure of 2021 was the newest there could be, that of 2020 was not.
        (None, "2021", Period::Year, false),
        (None, "2020", Period::Year, true),
        (None, "2022-Q1", Period::Quarter, true),
        (None, "2022-Q2", Period::Quarter, false),
        (None, "2022-05", Period::Month, true),
        // Of single days the cadence tells.
        (None, "2022-06-30", Period::Day, true),
        (None, "2022-07-01", Period::Day, false),
        (Some(Span::months(6)), "2022-01-01", Period::Day, false),
        (Some(Span::months(6)), "2021-12-31", Period::Day, true),
    ] {
        let share = Indicator {
            cadence,
            stale_after: Some(Span::months(60)),
            ..indicator("share", &[(first, 5.0), ("2023-06-01", 8.0)])
        };
        let moved = reading(share, "2023-07-01").moved;
        let told = moved.map(|moved| (moved.period, moved.is_older));
        assert_eq!(told, Some((period, is_older)), "{first}");
    }
}
