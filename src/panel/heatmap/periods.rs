//! The periods that fit: months, else quarters, else half-years, else years, the latest of them.

use chrono::{Datelike, Months, NaiveDate};

use crate::text;

/// A column of the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// First day.
    pub(super) from: NaiveDate,
    /// Last day; of the present period the date of the reader.
    pub(super) to: NaiveDate,
    /// As shown to people.
    pub(super) label: String,
    pub(super) year: String,
    /// Whether it is the first of its year.
    pub(super) begins_year: bool,
}

/// The shortest periods of which all since `from` fit into so many columns; of years the latest that fit.
pub(super) fn periods(from: NaiveDate, to: NaiveDate, columns: usize) -> Vec<Period> {
    if columns == 0 || from > to {
        return Vec::new();
    }
    let count = |months: u32| index(to, months) - index(from, months) + 1;
    // Half-years only where they have half as much room again: narrow ones of yearly figures are every other one carried.
    let fits = |(months, halves): &(u32, i32)| count(*months) * halves <= columns as i32 * 2;
    let lengths = [(1, 2), (3, 2), (6, 3), (12, 2)];
    let (months, _) = lengths.into_iter().find(fits).unwrap_or((12, 2));
    let last = index(to, months);
    let first = index(from, months).max(last - (columns as i32 - 1));
    (first..=last)
        .filter_map(|at| period(at, months, to))
        .collect()
}

/// The number of the period of so many months in which a date lies.
fn index(date: NaiveDate, months: u32) -> i32 {
    (date.year() * 12 + date.month0() as i32).div_euclid(months as i32)
}

fn period(at: i32, months: u32, as_of: NaiveDate) -> Option<Period> {
    let month = at * months as i32;
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12) as u32 + 1);
    let from = NaiveDate::from_ymd_opt(year, month, 1)?;
    let last = from.checked_add_months(Months::new(months))?.pred_opt()?;
    Some(Period {
        from,
        to: last.min(as_of),
        label: text::period(last, months),
        year: year.to_string(),
        begins_year: month == 1,
    })
}
