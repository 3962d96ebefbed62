//! Dates as figures have them: a day, or a period that stands for its last day; and spans of time.

use chrono::{Datelike, Days, Months, NaiveDate};

/// Days since the common era, the form in which series keep dates.
pub fn days_of(date: NaiveDate) -> i32 {
    date.num_days_from_ce()
}

/// The date of a day number; the ends of the calendar for numbers beyond it.
pub fn from_days(days: i32) -> NaiveDate {
    let end = if days < 0 {
        NaiveDate::MIN
    } else {
        NaiveDate::MAX
    };
    NaiveDate::from_num_days_from_ce_opt(days).unwrap_or(end)
}

/// What a dated figure covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Period {
    /// One day.
    #[default]
    Day,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
}

impl Period {
    /// Its length in calendar months; 0 for a day.
    pub const fn months(self) -> u32 {
        match self {
            Self::Day => 0,
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }
}

/// A length of time in calendar months and days; never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// Calendar months.
    pub months: u32,
    /// Days besides the months.
    pub days: u32,
}

impl Span {
    /// That many calendar months.
    pub const fn months(months: u32) -> Self {
        Self { months, days: 0 }
    }

    /// That many days.
    pub const fn days(days: u32) -> Self {
        Self { months: 0, days }
    }

    /// Twice as long.
    #[must_use]
    pub const fn doubled(self) -> Self {
        Self {
            months: self.months.saturating_mul(2),
            days: self.days.saturating_mul(2),
        }
    }

    /// The date this long before `date`; the earliest date there is when that is out of range.
    pub fn before(self, date: NaiveDate) -> NaiveDate {
        date.checked_sub_months(Months::new(self.months))
            .and_then(|date| date.checked_sub_days(Days::new(u64::from(self.days))))
            .unwrap_or(NaiveDate::MIN)
    }

    /// The date this long after `date`; the latest date there is when that is out of range.
    pub fn after(self, date: NaiveDate) -> NaiveDate {
        date.checked_add_months(Months::new(self.months))
            .and_then(|date| date.checked_add_days(Days::new(u64::from(self.days))))
            .unwrap_or(NaiveDate::MAX)
    }

    /// In words for a column head: `30 d`, `12 mo`, `3 y`.
    pub fn short(self) -> String {
        match self {
            Self { months: 0, days } => format!("{days} d"),
            Self { months, days: 0 } if months >= 24 && months % 12 == 0 => {
                format!("{} y", months / 12)
            }
            Self { months, days: 0 } => format!("{months} mo"),
            Self { months, days } => format!("{months} mo {days} d"),
        }
    }
}
