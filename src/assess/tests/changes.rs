//! What is said to have changed.

use super::{day, index, indicator, model};
use crate::assess::{assess, difference};
use crate::model::{Bands, Direction};

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
