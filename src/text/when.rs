//! Dates and ages for people.

use chrono::{Datelike, NaiveDate};

/// A day: `28 Nov 2024`.
pub fn date(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), date.format("%b"), date.year())
}

/// A period by its last day and its length in months (0: a day): `28 Nov 2024`, `Nov 2024`, `Q4 2024`, `2024`.
pub fn period(last: NaiveDate, months: u32) -> String {
    match months {
        0 => date(last),
        1 => format!("{} {}", last.format("%b"), last.year()),
        3 => format!("Q{} {}", last.month0() / 3 + 1, last.year()),
        _ => last.year().to_string(),
    }
}

/// An age in days in the unit that reads best, at most five cells wide: `12 d`, `7 mo`, `3 y`.
pub fn age(days: i64) -> String {
    match days {
        i64::MIN..=89 => format!("{days} d"),
        90..=729 => format!("{} mo", days * 12 / 365),
        _ => format!("{} y", days / 365),
    }
}
