//! What holds in any world.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{day, index, indicator, model, observation, series};
use crate::assess::{Assessment, assess};
use crate::model::{Indicator, Side, Signpost, Span};

/// Observations of some days after the start of 2020, some of them without a value.
pub(super) fn observations() -> impl Strategy<Value = Vec<(i32, Option<f64>)>> {
    prop::collection::vec(
        (0..2000_i32, prop::option::weighted(0.9, -50.0..150.0_f64)),
        0..30,
    )
}

pub(in crate::assess) fn from_days(id: &str, observations: &[(i32, Option<f64>)]) -> Indicator {
    let start = day("2020-01-01");
    let observations = observations.iter().map(|&(offset, value)| {
        let date = start + chrono::Duration::days(offset.into());
        observation(date, value.unwrap_or(f64::NAN))
    });
    let signpost = |side| Signpost {
        name: "crossed".into(),
        side,
        at: 60.0,
    };
    Indicator {
        cadence: Some(Span::months(3)),
        carry_forward: Some(Span::months(18)),
        change_over: Span::months(6),
        signposts: [Side::Above, Side::Below].map(signpost).into(),
        series: series(observations),
        ..indicator(id, &[])
    }
}

/// Three indicators and an index of weights over them, assessed on a day.
fn three(
    all: &[Vec<(i32, Option<f64>)>],
    weights: [f64; 3],
    order: [usize; 3],
    as_of: NaiveDate,
) -> Assessment {
    let names = ["a", "b", "c"];
    let indicators = names
        .iter()
        .zip(all)
        .map(|(name, observations)| from_days(name, observations))
        .collect();
    let members = order.map(|place| (names[place], weights[place]));
    let single = |name: &str| index(&format!("only-{name}"), &[(name, 1.0)]);
    assess(
        &model(
            indicators,
            vec![
                index("all", &members),
                single("a"),
                single("b"),
                single("c"),
            ],
        ),
        as_of,
    )
}

proptest! {
    // Every case assesses years of history, in a build that checks every sum.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_dated_later_is_seen(all in prop::collection::vec(observations(), 3), cut in 0..2000_i32) {
        let as_of = day("2020-01-01") + chrono::Duration::days(cut.into());
        let known: Vec<Vec<_>> =
            all.iter().map(|list| list.iter().copied().filter(|(offset, _)| *offset <= cut).collect()).collect();
        let weights = [1.0, 2.0, 3.0];
        prop_assert_eq!(three(&all, weights, [0, 1, 2], as_of), three(&known, weights, [0, 1, 2], as_of));
    }

    #[test]
    fn every_month_of_the_history_is_what_was_assessed_then(all in prop::collection::vec(observations(), 3), cut in 0..2200_i32) {
        let as_of = day("2020-01-01") + chrono::Duration::days(cut.into());
        let now = three(&all, [1.0, 2.0, 3.0], [0, 1, 2], as_of);
        for point in &now.history.points {
            let then = three(&all, [1.0, 2.0, 3.0], [0, 1, 2], point.date);
            let scores: Vec<Option<f64>> = then.scores.iter().map(|score| score.value).collect();
            prop_assert_eq!(&scores, &point.scores);
            prop_assert_eq!(&then.balance, &point.balance);
        }
    }

    #[test]
    fn a_signpost_is_crossed_on_every_value_since(all in observations(), cut in 0..2200_i32) {
        let as_of = day("2020-01-01") + chrono::Duration::days(cut.into());
        let ties = from_days("a", &all);
        let series = ties.series[0].1.clone();
        let signposts = ties.signposts.clone();
        let reading = assess(&model(vec![ties], vec![]), as_of).readings.remove(0);
        for (signpost, state) in signposts.iter().zip(&reading.signposts) {
            let values: Vec<_> = (0..series.rows_until(as_of)).filter_map(|row| Some((series.date(row), series.value(row)?))).collect();
            let run = values.iter().rev().take_while(|(_, value)| signpost.is_crossed(*value)).last();
            prop_assert_eq!(state.since, run.map(|(date, _)| *date));
            prop_assert_eq!(state.crossed, run.is_some());
        }
    }

    #[test]
    fn scores_stay_within_the_scale_and_shares_make_a_whole(all in prop::collection::vec(observations(), 3), cut in 0..2200_i32) {
        let now = three(&all, [1.0, 2.0, 3.0], [0, 1, 2], day("2020-01-01") + chrono::Duration::days(cut.into()));
        for score in now.scores.iter().filter_map(|score| score.value) {
            prop_assert!((0.0..=100.0 + 1e-9).contains(&score));
        }
        let shares: Option<f64> = now.balance.shares.iter().map(|share| share.share).sum();
        prop_assert!(shares.is_none_or(|sum| (sum - 1.0).abs() < 1e-9));
        for score in &now.scores {
            let points: f64 = score.contributions.iter().map(|part| part.points).sum();
            prop_assert!(score.value.is_none_or(|value| (value - points).abs() < 1e-9));
        }
    }

    #[test]
    fn order_and_scale_of_weights_do_not_matter(all in prop::collection::vec(observations(), 3), factor in 0.001..1000.0_f64) {
        let as_of = day("2024-01-01");
        let weights = [1.0, 2.0, 3.0];
        let score = |weights, order| three(&all, weights, order, as_of).scores[0].value;
        let plain = score(weights, [0, 1, 2]);
        for other in [score(weights, [2, 0, 1]), score(weights.map(|weight| weight * factor), [0, 1, 2])] {
            prop_assert!(plain.is_some() == other.is_some());
            prop_assert!(plain.zip(other).is_none_or(|(a, b)| (a - b).abs() < 1e-9));
        }
    }
}
