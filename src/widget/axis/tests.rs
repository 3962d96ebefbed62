use chrono::NaiveDate;
use proptest::prelude::*;

use super::{TimeAxis, ValueAxis};
use crate::model::from_days;
use crate::text;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn round_ticks_around_values() {
    for (low, high, most, labels) in [
        (0.0, 100.0, 5, "0 20 40 60 80 100"),
        (0.0, 100.0, 2, "0 50 100"),
        (19.2, 36.1, 4, "15 20 25 30 35 40"),
        (-3.0, 4.0, 4, "−4 −2 0 2 4"),
        (0.12, 0.57, 5, "0.1 0.2 0.3 0.4 0.5 0.6"),
        (50.0, 50.0, 4, "45 50 55"),
        (0.0, 0.0, 2, "−1 0 1"),
        (12_000.0, 31_000.0, 2, "20\u{202f}000 30\u{202f}000"),
        (0.0, 135e9, 3, "0 50 bn 100 bn 150 bn"),
        (-1.5e9, 1.2e9, 4, "−2 bn −1 bn 0 1 bn 2 bn"),
        (1e9, 1.4e9, 2, "1.0 bn 1.2 bn 1.4 bn"),
        (1e12, 3e12, 2, "1000 bn 2000 bn 3000 bn"),
        (0.0, 3e15, 2, "0 2.0e15"),
        (1e-12, 3e-12, 2, "1.0e−12 2.0e−12 3.0e−12"),
    ] {
        let axis = ValueAxis::around(low, high, most);
        let found: Vec<String> = axis.ticks().iter().map(|tick| axis.label(*tick)).collect();
        assert_eq!(found.join(" "), labels, "{low} {high} {most}");
    }
}

#[test]
fn exact_ends_stay() {
    let axis = ValueAxis::exactly(3.0, 47.0, 4);
    assert_eq!(axis.ends(), (3.0, 47.0));
    assert_eq!(axis.ticks(), [20.0, 40.0]);
    assert!((axis.share(25.0) - 0.5).abs() < 1e-12);
}

#[test]
fn round_ticks_of_time() {
    for (from, to, columns, labels) in [
        (
            "2014-01-01",
            "2026-08-31",
            60,
            "2014 2016 2018 2020 2022 2024 2026",
        ),
        (
            "2014-01-01",
            "2026-08-31",
            120,
            "2014 2015 2016 2017 2018 2019 2020 2021 2022 2023 2024 2025 2026",
        ),
        ("2014-01-01", "2026-08-31", 20, "2015 2020 2025"),
        ("2023-08-31", "2024-08-31", 60, "Oct 2024 Apr Jul"),
        (
            "2022-08-31",
            "2024-08-31",
            60,
            "Oct 2023 Apr Jul Oct 2024 Apr Jul",
        ),
        ("2024-07-31", "2024-08-31", 60, "1 Aug 8 Aug 15 Aug 22 Aug"),
        ("2024-08-30", "2024-08-31", 30, "30 Aug 2024 31 Aug 2024"),
        ("2024-08-31", "2024-08-31", 30, "31 Aug 2024"),
        ("1014-01-01", "2014-01-01", 30, "1 Jan 1014 1 Jan 2014"),
        ("2014-01-01", "2024-08-31", 3, ""),
    ] {
        let found: Vec<String> = TimeAxis::new(day(from), day(to), columns)
            .ticks(0)
            .into_iter()
            .map(|tick| tick.label)
            .collect();
        assert_eq!(found.join(" "), labels, "{from} {to} {columns}");
    }
}

#[test]
fn labels_stand_evenly_from_the_left_end_on() {
    for (margin, columns, starts) in [
        // Room at the left: the first label stands in the middle of its tick.
        (
            4,
            43,
            "2014 2 2016 8 2018 15 2020 22 2022 28 2024 35 2026 42",
        ),
        // None: it gives way where it would push the second one away.
        (0, 43, "2016 4 2018 11 2020 18 2022 24 2024 31 2026 38"),
        (
            0,
            60,
            "2014 0 2016 7 2018 16 2020 26 2022 35 2024 44 2026 54",
        ),
    ] {
        let axis = TimeAxis::new(day("2014-01-01"), day("2026-09-30"), columns);
        let found: Vec<String> = axis
            .ticks(margin)
            .into_iter()
            .map(|tick| format!("{} {}", tick.label, tick.start))
            .collect();
        assert_eq!(found.join(" "), starts, "{margin} {columns}");
    }
}

#[test]
fn columns_and_dates_answer_each_other() {
    let axis = TimeAxis::new(day("2014-01-01"), day("2024-01-01"), 50);
    assert_eq!(axis.date_at(0), day("2014-01-01"));
    assert_eq!(axis.date_at(49), day("2024-01-01"));
    assert_eq!(axis.date_at(400), day("2024-01-01"));
    for column in 0..50 {
        assert_eq!(axis.column(axis.date_at(column)), Some(column));
        let (first, last) = axis.days(column).unwrap();
        assert_eq!(axis.column(first), Some(column));
        assert_eq!(axis.column(last), Some(column));
        if let Some((next, _)) = axis.days(column + 1) {
            assert_eq!(last.succ_opt(), Some(next));
        }
    }
    assert_eq!(axis.column(day("2013-12-31")), None);
    assert_eq!(axis.column(day("2024-01-02")), None);
    assert_eq!(axis.days(50), None);
}

proptest! {
    #[test]
    fn values_stand_between_the_ends(low in any::<f64>(), high in any::<f64>(), most in 0_usize..30) {
        let axis = ValueAxis::around(low, high, most);
        for value in [low, high] {
            if !low.is_nan() && !high.is_nan() {
                let share = axis.share(value);
                prop_assert!((-1e-9..=1.0 + 1e-9).contains(&share), "{axis:?} {share}");
            }
        }
        prop_assert!((1..=100).contains(&axis.ticks().len()));
        for tick in axis.ticks() {
            prop_assert!(text::width(&axis.label(*tick)) <= 14, "{}", axis.label(*tick));
        }
    }

    #[test]
    fn labels_of_time_never_touch(from in -90_000_i32..900_000, length in 0_i32..400_000, columns in 0_u16..300, margin in 0_u16..9) {
        let axis = TimeAxis::new(from_days(from), from_days(from + length), columns);
        let mut free = 0;
        for tick in axis.ticks(margin) {
            prop_assert!(tick.start >= free);
            free = tick.start + text::width(&tick.label) as u16 + 1;
            prop_assert!(free <= margin + columns + 1);
            prop_assert!(tick.column < columns);
        }
    }
}
