//! A series is its observations in order of date, however they came.

use super::*;
use proptest::prelude::*;

fn observation(day: i32, value: Option<f64>) -> Observation {
    let note = if day % 7 == 0 { "note" } else { "" };
    Observation {
        date: from_days(738_000 + day),
        period: if day % 5 == 0 {
            Period::Month
        } else {
            Period::Day
        },
        value,
        low: value.filter(|_| day % 3 == 0).map(|value| value - 1.0),
        high: None,
        sources: if day % 2 == 0 {
            Arc::from([Id::new("a")])
        } else {
            Arc::from([])
        },
        grade: Grade::parse(if day % 4 == 0 { "A1" } else { "B2" }),
        published: (day % 6 == 0).then(|| from_days(738_100 + day)),
        note: Arc::from(note),
    }
}

fn series(observations: &[Observation]) -> Series {
    let mut builder = SeriesBuilder::default();
    for observation in observations {
        builder.push(observation);
    }
    builder.finish()
}

/// Days with a value or without one; a day may come twice.
fn any_observations(most: usize) -> impl Strategy<Value = Vec<Observation>> {
    let one = (0..5000_i32, prop::option::weighted(0.8, -1e3..1e3_f64));
    prop::collection::vec(
        one.prop_map(|(day, value)| observation(day, value)),
        0..most,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn it_holds_the_last_observation_of_each_day_in_order(all in any_observations(80)) {
        let mut expected: BTreeMap<NaiveDate, Observation> = BTreeMap::new();
        for observation in &all {
            expected.insert(observation.date, observation.clone());
        }
        let series = series(&all);
        let found: Vec<Observation> = (0..series.len()).map(|row| series.get(row).unwrap()).collect();
        prop_assert_eq!(found, expected.into_values().collect::<Vec<_>>());
    }

    #[test]
    fn extremes_are_those_of_the_rows(all in any_observations(1200), from in 0_usize..1200, len in 0_usize..1200) {
        let series = series(&all);
        let rows = from.min(series.len())..(from + len).min(series.len());
        let values = || rows.clone().filter_map(|row| series.value(row));
        let expected = values().next().map(|first| values().fold((first, first), |(low, high), value| (low.min(value), high.max(value))));
        prop_assert_eq!(series.extremes(rows.clone()), expected);
    }

    #[test]
    fn a_date_finds_the_last_value_by_then(all in any_observations(200), day in -10..5010_i32) {
        let series = series(&all);
        let date = from_days(738_000 + day);
        let expected = (0..series.len()).rev().find(|&row| series.date(row) <= date && series.value(row).is_some());
        prop_assert_eq!(series.at(date), expected);
    }

    #[test]
    fn a_walk_over_dates_finds_what_a_search_finds(all in any_observations(300), daily in 1000..3000_i32, days in prop::collection::vec(-10..5010_i32, 0..20)) {
        // With an observation on every day for a while.
        let daily = (1000..daily).map(|day| observation(day, None));
        let series = series(&all.into_iter().chain(daily).collect::<Vec<_>>());
        let mut days = days;
        days.sort_unstable();
        let mut rows = 0;
        for date in days.into_iter().map(|day| from_days(738_000 + day)) {
            rows = series.rows_until_from(rows, date);
            prop_assert_eq!(rows, series.rows_until(date));
        }
    }

    #[test]
    fn the_first_value_of_rows_is_found(all in any_observations(1200), from in 0_usize..1200, len in 0_usize..1200) {
        let series = series(&all);
        let rows = from..(from + len);
        let expected = rows.clone().take_while(|&row| row < series.len()).find(|&row| series.value(row).is_some());
        prop_assert_eq!(series.first_valued(rows), expected);
    }

    #[test]
    fn the_order_in_which_days_came_does_not_matter(all in any_observations(80), keys in prop::collection::vec(any::<u32>(), 80)) {
        let once: BTreeMap<NaiveDate, Observation> = all.iter().map(|one| (one.date, one.clone())).collect();
        let sorted: Vec<Observation> = once.into_values().collect();
        let mut keyed: Vec<(u32, Observation)> = keys.into_iter().zip(sorted.iter().cloned()).collect();
        keyed.sort_by_key(|(key, _)| *key);
        let mixed: Vec<Observation> = keyed.into_iter().map(|(_, one)| one).collect();
        prop_assert_eq!(series(&mixed), series(&sorted));
        if let Some((last, before)) = sorted.split_last() {
            let other = Observation { note: Arc::from("other"), ..last.clone() };
            let others: Vec<_> = before.iter().cloned().chain([other]).collect();
            prop_assert_ne!(series(&others), series(&sorted));
        }
    }

    #[test]
    fn a_search_backwards_finds_what_a_walk_finds(all in any_observations(1200), end in 0_usize..1200, least in -1e3..1e3_f64) {
        let series = series(&all);
        let expected = (0..end.min(series.len())).rev().find(|&row| series.value(row).is_some_and(|value| value >= least));
        prop_assert_eq!(series.last_before(end, |_, high| high >= least), expected);
    }
}

#[test]
fn long_runs_without_values_are_passed_over() {
    let rows = 200_000;
    let at = |row: i32| Some(1.0).filter(|_| row == 7 || row == rows - 1);
    let observations: Vec<_> = (0..rows).map(|row| observation(row, at(row))).collect();
    let series = series(&observations);
    let asked = std::cell::Cell::new(0);
    let fits = |low: f64, high: f64| {
        asked.set(asked.get() + 1);
        low <= high
    };
    assert_eq!(series.last_before(rows as usize - 1, fits), Some(7));
    assert!(asked.get() < 500, "{} steps", asked.get());
    assert_eq!(
        series.first_valued(8..rows as usize),
        Some(rows as usize - 1)
    );
}

#[test]
fn columns_that_say_the_same_take_no_room() {
    let plain = |day| Observation {
        sources: Arc::from([]),
        grade: None,
        published: None,
        note: Arc::from(""),
        low: None,
        period: Period::Day,
        ..observation(day, Some(1.0))
    };
    let series = series(&(0..100).map(plain).collect::<Vec<_>>());
    assert!(matches!(series.grades, Column::Same(Some(None))));
    assert!(matches!(series.sources, Column::Same(Some(0))));
    assert!(series.notes.is_empty());
}

#[test]
fn series_of_the_same_observations_are_equal_with_values_missing() {
    let rows = [observation(1, Some(1.0)), observation(2, None)];
    assert_eq!(series(&rows), series(&rows));
    let other = [observation(1, Some(1.0)), observation(2, Some(2.0))];
    assert_ne!(series(&rows), series(&other));
    assert_ne!(series(&rows), series(&rows[..1]));
}
