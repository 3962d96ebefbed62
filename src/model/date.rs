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

    /// Its first day, of its last.
    pub fn first_day(self, last: NaiveDate) -> NaiveDate {
        let first = |months: u32| {
            last.with_day(1)?
                .checked_sub_months(Months::new(months - 1))
        };
        match self.months() {
            0 => last,
            months => first(months).unwrap_or(last),
        }
    }
}

/// Reads `2024-11-28`, or a period: `2024-11`, `2024-Q4`, `2024`. A period stands for its last day. None when the form
/// is another or there is no such day; years have four digits.
pub fn read_date(text: &str) -> Option<(NaiveDate, Period)> {
    let text = text.as_bytes();
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |number, digit| {
            digit
                .is_ascii_digit()
                .then(|| number * 10 + u32::from(digit - b'0'))
        })
    };
    let last_day = |year: i32, month: u32| {
        NaiveDate::from_ymd_opt(year, month, 1)?
            .checked_add_months(Months::new(1))?
            .pred_opt()
    };
    let (year, rest) = text.split_at_checked(4)?;
    let year = number(year)? as i32;
    match rest {
        [] => Some((last_day(year, 12)?, Period::Year)),
        [b'-', b'Q', quarter @ b'1'..=b'4'] => {
            let month = u32::from(quarter - b'0') * 3;
            Some((last_day(year, month)?, Period::Quarter))
        }
        [b'-', month @ ..] if month.len() == 2 => {
            Some((last_day(year, number(month)?)?, Period::Month))
        }
        [b'-', a, b, b'-', day @ ..] if day.len() == 2 => {
            let date = NaiveDate::from_ymd_opt(year, number(&[*a, *b])?, number(day)?)?;
            Some((date, Period::Day))
        }
        _ => None,
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
    /// What [`Self::parse`] reads, as a regular expression for the schema of the files.
    pub const PATTERN: &str = "^[0-9]+(d|w|mo|y)$";

    /// That many calendar months.
    pub const fn months(months: u32) -> Self {
        Self { months, days: 0 }
    }

    /// Reads `30d`, `6w`, `18mo` or `3y`; none when the form is another. Nothing is longer than 1,000 years.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (count, unit) = text.split_at_checked(digits)?;
        let count: u32 = count.parse().ok()?;
        let span = match unit {
            "d" => Self::days(count),
            "w" => Self::days(count.checked_mul(7)?),
            "mo" => Self::months(count),
            "y" => Self::months(count.checked_mul(12)?),
            _ => return None,
        };
        (span.months <= 12_000 && span.days <= 366_000).then_some(span)
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

    /// The fewest days it can be.
    pub const fn least_days(self) -> u64 {
        self.months as u64 * 28 + self.days as u64
    }

    /// The date this long before `date`; the earliest date there is when that is out of range. From the last day of a
    /// month, months lead to the last day of a month, so that ends of months stay in step: 30 June is 1 month after
    /// 31 May.
    pub fn before(self, date: NaiveDate) -> NaiveDate {
        self.stepped(date, NaiveDate::checked_sub_months)
            .and_then(|date| date.checked_sub_days(Days::new(u64::from(self.days))))
            .unwrap_or(NaiveDate::MIN)
    }

    /// The date this long after `date`; the latest date there is when that is out of range. Ends of months as in
    /// [`Self::before`].
    pub fn after(self, date: NaiveDate) -> NaiveDate {
        self.stepped(date, NaiveDate::checked_add_months)
            .and_then(|date| date.checked_add_days(Days::new(u64::from(self.days))))
            .unwrap_or(NaiveDate::MAX)
    }

    /// The months of the span.
    fn stepped(
        self,
        date: NaiveDate,
        step: fn(NaiveDate, Months) -> Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        let stepped = step(date, Months::new(self.months))?;
        if self.months == 0 || date.day() < u32::from(date.num_days_in_month()) {
            return Some(stepped);
        }
        stepped.with_day(u32::from(stepped.num_days_in_month()))
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

#[cfg(test)]
mod tests {
    use super::{Period, Span, read_date};

    #[test]
    fn dates_and_periods() {
        let read = |text| read_date(text).map(|(date, period)| (date.to_string(), period));
        for (text, date, period) in [
            ("2024-11-28", "2024-11-28", Period::Day),
            ("2024-02", "2024-02-29", Period::Month),
            ("2023-12", "2023-12-31", Period::Month),
            ("2024-Q1", "2024-03-31", Period::Quarter),
            ("2024-Q4", "2024-12-31", Period::Quarter),
            ("2024", "2024-12-31", Period::Year),
            ("0001", "0001-12-31", Period::Year),
        ] {
            assert_eq!(read(text), Some((date.to_owned(), period)), "{text}");
        }
        for text in [
            "",
            "24",
            "2024-",
            "2024-13",
            "2024-00",
            "2024-Q0",
            "2024-Q5",
            "2024-q1",
            "2024-2-3",
            "2023-02-29",
            "2024-11-28T00:00",
            "2024/11/28",
            "20241128",
            "28.11.2024",
            "２０２４",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn ends_of_months_stay_in_step() {
        let day = |text| read_date(text).unwrap().0;
        for (span, early, late) in [
            (1, "2024-05-31", "2024-06-30"),
            (3, "2024-03-31", "2024-06-30"),
            (12, "2024-02-29", "2025-02-28"),
            (12, "2023-02-28", "2024-02-29"),
            (1, "2024-02-29", "2024-03-31"),
        ] {
            assert_eq!(Span::months(span).before(day(late)), day(early), "{late}");
            assert_eq!(Span::months(span).after(day(early)), day(late), "{early}");
        }
        assert_eq!(Span::months(1).before(day("2024-03-30")), day("2024-02-29"));
        assert_eq!(Span::days(1).before(day("2024-03-31")), day("2024-03-30"));
        let dates = (0..1500).map(|day| super::from_days(738_000 + day));
        let earlier: Vec<_> = dates.map(|date| Span::months(1).before(date)).collect();
        assert!(earlier.is_sorted(), "a later date leads to a later date");
    }

    #[test]
    fn a_period_begins_on_its_first_day() {
        for (text, first) in [
            ("2024-02-29", "2024-02-29"),
            ("2024-02", "2024-02-01"),
            ("2024-Q1", "2024-01-01"),
            ("2024-Q4", "2024-10-01"),
            ("2024", "2024-01-01"),
        ] {
            let (last, period) = read_date(text).unwrap();
            assert_eq!(
                period.first_day(last),
                read_date(first).unwrap().0,
                "{text}"
            );
        }
    }

    #[test]
    fn a_span_is_never_shorter_than_its_least_days() {
        for start in (0..1500).map(|day| super::from_days(738_000 + day)) {
            for span in [0, 1, 2, 12, 13, 48].map(Span::months) {
                let days = (span.after(start) - start).num_days();
                assert!(days >= span.least_days() as i64, "{start} {span:?}");
            }
        }
    }

    #[test]
    fn spans() {
        for (text, span) in [
            ("30d", Span::days(30)),
            ("6w", Span::days(42)),
            ("18mo", Span::months(18)),
            ("3y", Span::months(36)),
            ("0d", Span::days(0)),
        ] {
            assert_eq!(Span::parse(text), Some(span), "{text}");
        }
        for text in [
            "",
            "d",
            "30",
            "30 d",
            "-3d",
            "3m",
            "3Y",
            "1.5y",
            "99999999999d",
            "1001y",
            "4294967295w",
        ] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }
}
