//! Dates and ages for people.

use chrono::{Datelike, NaiveDate};

/// A day: `28 Nov 2024`.
pub fn date(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), date.format("%b"), date.year())
}

/// A period by its last day and its length in months (0: a day): `28 Nov 2024`, `Nov 2024`, `Q4 2024`, `H2 2024`,
/// `2024`.
pub fn period(last: NaiveDate, months: u32) -> String {
    match months {
        0 => date(last),
        1 => format!("{} {}", last.format("%b"), last.year()),
        3 => format!("Q{} {}", last.month0() / 3 + 1, last.year()),
        6 => format!("H{} {}", last.month0() / 6 + 1, last.year()),
        _ => last.year().to_string(),
    }
}

/// An age in days in the unit that reads best, rounded down, at most five cells wide up to 99 years: `12 d`, `7 mo`, `3 y`.
/// A year is 365 days here and a month a twelfth of that, so that an age can turn a day or two before the calendar does.
/// What is yet to come has a negative age.
pub fn age(days: i64) -> String {
    let sign = if days < 0 { "−" } else { "" };
    match days.unsigned_abs() {
        // Three mean months, so that the first age in months is three.
        days @ 0..=91 => format!("{sign}{days} d"),
        days @ 92..=729 => format!("{sign}{} mo", days * 12 / 365),
        days => format!("{sign}{} y", days / 365),
    }
}
