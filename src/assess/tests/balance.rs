//! Shares between actors, and what they and their history are made of.

use super::{day, index, indicator, model};
use crate::assess::assess;
use crate::model::{Actor, Model, Span};

#[test]
fn what_could_not_be_read_counts_as_not_covered() {
    let mut part = index("all", &[("a", 1.0)]);
    part.lost = vec![9.0];
    let world = || vec![indicator("a", &[("2020", 40.0)])];
    let assessed = assess(&model(world(), vec![part.clone()]), day("2021-01-01"));
    assert!((assessed.scores[0].coverage - 0.1).abs() < 1e-12);
    assert_eq!(assessed.scores[0].value, None);
    // Shares among those that are left would speak of a part as if it were the whole.
    part.lost = Vec::new();
    let mut parts = model(world(), vec![part]).into_parts();
    parts.actors.push(Actor {
        id: "other".into(),
        index: None,
        lost_index: true,
        ..parts.actors[0].clone()
    });
    let assessed = assess(&Model::new(parts), day("2021-01-01"));
    let shares = assessed.balance.shares.iter();
    assert!(shares.map(|share| share.share).eq([None, None]));
}

#[test]
fn a_change_starts_at_the_window_not_at_the_month_before() {
    let series = [("2022-12-31", 40.0), ("2023-12-10", 80.0)];
    let world = model(
        vec![indicator("a", &series)],
        vec![index("all", &[("a", 1.0)])],
    );
    let assessed = assess(&world, day("2024-12-15"));
    assert_eq!(assessed.before.date, day("2023-12-15"));
    assert_eq!(assessed.before.scores, [Some(80.0)]);
    let half = assessed.before(&world, Span::months(24));
    assert_eq!(half.scores, [None]);
}

#[test]
fn history_keeps_the_latest_centuries() {
    let series = [("0202", 90.0), ("2020", 40.0)];
    let mut parts = model(
        vec![indicator("a", &series)],
        vec![index("all", &[("a", 1.0)])],
    )
    .into_parts();
    parts.start = day("0202-01-01");
    let history = assess(&Model::new(parts), day("2024-12-15")).history;
    assert_eq!(history.points.last().unwrap().date, day("2024-12-15"));
    assert_eq!(history.points[0].date, day("1824-12-31"));
}

#[test]
fn balance_between_actors() {
    let world = |scores: &[f64]| {
        let ids = ["a", "b", "c"];
        let values = scores.iter().zip(ids);
        let indicators = values.map(|(score, id)| indicator(id, &[("2020", *score)]));
        let indices = ids[..scores.len()]
            .iter()
            .map(|id| index(&format!("i-{id}"), &[(id, 1.0)]));
        let model = model(indicators.collect(), indices.collect());
        assess(&model, day("2021-01-01")).balance
    };
    let near = |a: Option<f64>, b: f64| a.is_some_and(|a| (a - b).abs() < 1e-12);
    let uneven = world(&[50.0, 30.0, 20.0]);
    assert!(near(uneven.concentration(), 0.38));
    assert!(near(uneven.effective_actors(), 1.0 / 0.38));
    assert!(near(
        uneven.hedging(),
        1.0 - (0.38 - 1.0 / 3.0) / (2.0 / 3.0)
    ));
    assert!(near(uneven.dominance(), 0.2));
    assert!(near(world(&[40.0, 40.0, 40.0]).hedging(), 1.0));
    assert!(near(world(&[40.0, 0.0, 0.0]).hedging(), 0.0));
    assert_eq!(world(&[40.0]).hedging(), None);
    assert_eq!(world(&[]).concentration(), None);
    assert_eq!(world(&[0.0, 0.0]).dominance(), None);
}

#[test]
fn a_score_that_a_rule_cannot_take_is_not_left_out_in_silence() {
    let mut part = index("part", &[("a", 1.0), ("b", 1.0)]);
    part.aggregate = crate::model::Aggregate::Geometric;
    let whole = index("whole", &[("part", 1.0), ("c", 3.0)]);
    let indicators = [("a", 0.0), ("b", 50.0), ("c", 80.0)];
    let indicators = indicators.map(|(id, value)| indicator(id, &[("2020", value)]));
    let world = model(indicators.to_vec(), vec![part, whole]);
    let scores = assess(&world, day("2021-01-01")).scores;
    // Known in full, and yet without a score: the whole would be too high without the part.
    assert_eq!((scores[0].value, scores[1].value), (None, None));
    assert!((scores[1].coverage - 1.0).abs() < 1e-12);
}

#[test]
fn a_move_from_a_value_that_was_stale_began_before_the_window() {
    let mut oil = indicator("a", &[("2022", 52.0), ("2025", 62.0)]);
    oil.cadence = Some(Span::months(12));
    let moved = |months| {
        crate::assess::moved_over(&oil, &"KAZ".into(), Span::months(months), day("2026-11-23"))
    };
    // At the end of 2025 the figure of 2022 was three years old: nothing is known of the last year alone.
    assert_eq!(moved(12), None);
    assert_eq!(moved(36).map(|moved| moved.by), Some(10.0));
}
