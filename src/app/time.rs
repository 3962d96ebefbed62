//! Dates: the one the reader looks at, and the crosshair.

use std::sync::Arc;

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime};

use super::App;
use crate::assess::assess;
use crate::text;

/// Which date the reader looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AsOf {
    /// Today, whatever day that is.
    Today,
    /// This date.
    On(NaiveDate),
}

impl App {
    /// Today.
    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// Whether the reader looks at a date before today.
    pub fn is_past(&self) -> bool {
        self.date != AsOf::Today
    }

    /// Looks at a date; today and later: follows the day.
    pub fn look_at(&mut self, date: NaiveDate) {
        self.date = if date >= self.today() {
            AsOf::Today
        } else {
            AsOf::On(date)
        };
        self.reassess();
        self.settle();
    }

    /// Moves the date by months, from month end to month end, not before the dashboard's start nor beyond today.
    pub(super) fn step_date(&mut self, months: i32) {
        let earliest = self.model().start.min(self.today());
        let date = month_end(self.as_of(), months);
        // The command line may have asked for a date before the start: back is never forward.
        let date = if months < 0 {
            date.max(earliest).min(self.as_of())
        } else {
            date
        };
        let same = date.min(self.today()) == self.as_of();
        self.look_at(date);
        match (same, months < 0) {
            (true, true) => self.say(format!("dates begin on {}", text::date(earliest))),
            (true, false) => self.say("this is today"),
            _ => {}
        }
    }

    /// Takes note of the time.
    pub(super) fn tick(&mut self, now: NaiveDateTime) {
        self.now = now;
        self.expire(now);
        if matches!(self.date, AsOf::On(date) if date >= now.date()) {
            self.date = AsOf::Today;
        }
        if self.date == AsOf::Today && self.as_of() != now.date() {
            self.reassess();
        }
    }

    /// Assesses anew for the reader's date; the reader stays where they are.
    fn reassess(&mut self) {
        let date = match self.date {
            AsOf::Today => self.today(),
            AsOf::On(date) => date,
        };
        if date != self.as_of() {
            let before = self.lists();
            self.assessment = assess(self.model(), date);
            self.follow(&before);
            self.keep_layers(&Arc::clone(&self.snapshot));
        }
    }

    pub(super) fn next_midnight(&self) -> Option<NaiveDateTime> {
        self.now.date().succ_opt()?.and_hms_opt(0, 0, 0)
    }
}

/// The month end that many months away: stepping back from within a month comes to the end of the month before, stepping
/// forward to the end of the month itself.
pub(super) fn month_end(date: NaiveDate, months: i32) -> NaiveDate {
    let is_end = date.succ_opt().is_none_or(|next| next.day() == 1);
    let first = date.with_day(1).unwrap_or(date);
    // The first day of the month after the one wanted.
    let ahead = months + i32::from(is_end || months < 0);
    let after = if ahead < 0 {
        first.checked_sub_months(Months::new(ahead.unsigned_abs()))
    } else {
        first.checked_add_months(Months::new(ahead.unsigned_abs()))
    };
    after.and_then(|after| after.pred_opt()).unwrap_or(date)
}

/// Where a crosshair comes to stand; the first step puts it on the end of the axis.
pub(super) fn stepped_cursor(
    cursor: Option<NaiveDate>,
    (from, to): (NaiveDate, NaiveDate),
    months: i32,
) -> NaiveDate {
    let on_axis = |date: NaiveDate| date.max(from).min(to);
    // One put on a later date is seen at the end of the axis, and moves from there.
    on_axis(cursor.map_or(to, |date| month_end(on_axis(date), months)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_step_from_month_end_to_month_end() {
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let cases = [
            ("2024-11-28", -1, "2024-10-31"),
            ("2024-11-28", 1, "2024-11-30"),
            ("2024-10-31", -1, "2024-09-30"),
            ("2024-10-31", 1, "2024-11-30"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2024-02-29", -12, "2023-02-28"),
            ("2023-02-28", 12, "2024-02-29"),
            ("2024-12-15", 12, "2025-11-30"),
            ("2024-12-15", -12, "2023-12-31"),
            ("2024-01-01", -1, "2023-12-31"),
        ];
        for (from, months, to) in cases {
            assert_eq!(month_end(day(from), months), day(to), "{from} {months:+}");
        }
        assert_eq!(month_end(NaiveDate::MAX, 1), NaiveDate::MAX);
        assert_eq!(month_end(NaiveDate::MIN, -12), NaiveDate::MIN);
    }

    #[test]
    fn a_crosshair_starts_at_the_end_and_stays_on_the_axis() {
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let axis = (day("2024-01-10"), day("2024-03-20"));
        let one = stepped_cursor(None, axis, -1);
        assert_eq!(one, axis.1);
        let two = stepped_cursor(Some(one), axis, -1);
        assert_eq!(two, day("2024-02-29"));
        assert_eq!(stepped_cursor(Some(two), axis, -12), axis.0);
        assert_eq!(stepped_cursor(Some(two), axis, 12), axis.1);
        let later = Some(day("2024-11-28"));
        assert_eq!(stepped_cursor(later, axis, -1), two);
        assert_eq!(stepped_cursor(later, axis, 1), axis.1);
    }
}
