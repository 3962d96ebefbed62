//! Axes of plots: values from bottom to top, dates from left to right, round ticks on both.

use chrono::{Datelike, Months, NaiveDate};

use crate::model::{days_of, from_days};
use crate::text;

/// Beyond this size differences of values overflow; what is larger counts as this.
const LARGEST: f64 = 1e300;

/// From this size on values are labelled in billions: more digits would take room from the plot.
const LARGE: f64 = 1e9;

/// From this size on figures have an exponent, as elsewhere on the screen.
const LARGEST_LABELLED: f64 = 1e15;

/// Columns of a label at most.
const WIDEST_LABEL: usize = 14;

/// So many ticks are few.
const FEW: usize = 2;

/// Values from bottom to top.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueAxis {
    low: f64,
    high: f64,
    step: f64,
    ticks: Vec<f64>,
}

impl ValueAxis {
    /// An axis that holds the values from `low` to `high`, with about so many ticks. Its ends are ticks where there are
    /// many; where there are few, room is dear and the ends are nearer.
    pub fn around(low: f64, high: f64, ticks: usize) -> Self {
        let (low, high) = spread(low, high);
        let step = round_step(high - low, ticks);
        let (round_low, round_high) = ((low / step).floor() * step, (high / step).ceil() * step);
        if !(step > 0.0 && round_low.is_finite() && round_high.is_finite()) {
            return Self::bare(low, high);
        }
        if ticks <= FEW {
            let near = (ticks..=FEW * 3).map(|ticks| {
                let step = round_step(high - low, ticks);
                let tenth = step / 10.0;
                let (low, high) = ((low / tenth).floor() * tenth, (high / tenth).ceil() * tenth);
                Self::with_step(low, high, step)
            });
            if let Some(near) = near.into_iter().find(|axis| axis.ticks.len() >= FEW) {
                return near;
            }
        }
        Self::with_step(round_low, round_high, step)
    }

    /// An axis from `low` to `high` and no further, with about so many ticks.
    pub fn exactly(low: f64, high: f64, ticks: usize) -> Self {
        let (low, high) = spread(low, high);
        Self::with_step(low, high, round_step(high - low, ticks))
    }

    fn with_step(low: f64, high: f64, step: f64) -> Self {
        // Rounding must not lose the tick that stands on an end.
        let slack = 1e-9;
        let first = (low / step - slack).ceil();
        let count = (high / step + slack).floor() - first;
        if !(step > 0.0 && high > low && (0.0..100.0).contains(&count)) {
            return Self::bare(low, high);
        }
        Self {
            low,
            high,
            step,
            ticks: (0..=count as usize)
                .map(|place| (first + place as f64) * step)
                .collect(),
        }
    }

    /// Without round ticks: for ranges so small or large that there are none.
    fn bare(low: f64, high: f64) -> Self {
        Self {
            low,
            high,
            step: high - low,
            ticks: vec![low, high],
        }
    }

    /// The values at the bottom and the top.
    pub fn ends(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// The ticks, lowest first.
    pub fn ticks(&self) -> &[f64] {
        &self.ticks
    }

    /// Where a value stands: 0 at the bottom, 1 at the top; beyond when it is off the axis.
    pub fn share(&self, value: f64) -> f64 {
        let height = self.high - self.low;
        if height > 0.0 {
            (value.clamp(-LARGEST, LARGEST) - self.low) / height
        } else {
            0.5
        }
    }

    /// A tick in words, with as many digits as the ticks differ in.
    pub fn label(&self, tick: f64) -> String {
        let digits = -self.step.log10().floor();
        let size = self.low.abs().max(self.high.abs());
        // Rounding may have left a little of nothing.
        if tick.abs() < self.step * 1e-9 {
            return "0".to_owned();
        }
        let (unit, word) = if size < LARGE {
            (1.0, "")
        } else {
            (LARGE, " bn")
        };
        let digits = (digits + unit.log10()).max(0.0);
        let label = text::number(tick / unit, Some(digits.min(9.0) as u8)) + word;
        if size >= LARGEST_LABELLED || digits > 6.0 || text::width(&label) > WIDEST_LABEL {
            return format!("{tick:.1e}").replace('-', "−");
        }
        label
    }
}

/// Two different ends that can be subtracted, around what was given.
fn spread(low: f64, high: f64) -> (f64, f64) {
    if low.is_nan() || high.is_nan() {
        return (0.0, 1.0);
    }
    let (low, high) = (low.min(high), low.max(high));
    let (low, high) = (low.clamp(-LARGEST, LARGEST), high.clamp(-LARGEST, LARGEST));
    let size = low.abs().max(high.abs());
    if high - low > size * 1e-9 {
        (low, high)
    } else if size > 0.0 {
        (low - size * 0.1, high + size * 0.1)
    } else {
        (-1.0, 1.0)
    }
}

/// 1, 2 or 5 times a power of ten: the step that divides a range in at most so many parts.
fn round_step(range: f64, parts: usize) -> f64 {
    let rough = range / parts.max(1) as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    let fits = |step: &f64| *step >= rough * (1.0 - 1e-9);
    steps.into_iter().find(fits).unwrap_or(power * 10.0)
}

/// Dates from left to right over a number of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeAxis {
    from: i32,
    to: i32,
    columns: u16,
}

/// A tick of a [`TimeAxis`] with its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeTick {
    /// The column of the tick.
    pub column: u16,
    /// The column where the label begins, counted from the left end of the margin.
    pub start: u16,
    /// The label.
    pub label: String,
}

/// Distances between ticks in calendar months, finest first. Weeks come before them.
const STEPS: [u32; 13] = [
    1, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000,
];

/// Blanks between two labels.
const GAP: u16 = 1;

impl TimeAxis {
    /// An axis from one date to a later one over so many columns.
    pub fn new(from: NaiveDate, to: NaiveDate, columns: u16) -> Self {
        Self {
            from: days_of(from),
            to: days_of(to.max(from)),
            columns,
        }
    }

    /// The dates at the left and the right end.
    pub fn ends(&self) -> (NaiveDate, NaiveDate) {
        (from_days(self.from), from_days(self.to))
    }

    /// Columns.
    pub fn columns(&self) -> u16 {
        self.columns
    }

    /// Columns of braille dots but the first: two dots a column.
    fn last_dot(&self) -> i64 {
        (i64::from(self.columns) * 2 - 1).max(0)
    }

    fn length(&self) -> i64 {
        i64::from(self.to) - i64::from(self.from)
    }

    /// The column of dots of a date, two to a column; below 0 or beyond the last one when the date is off the axis.
    pub fn dot(&self, date: NaiveDate) -> i64 {
        let (length, days) = (
            self.length(),
            i64::from(days_of(date)) - i64::from(self.from),
        );
        if length == 0 {
            return if days == 0 { self.last_dot() } else { -1 };
        }
        (2 * days * self.last_dot() + length).div_euclid(2 * length)
    }

    /// The first day drawn at a column of dots.
    pub fn first_day(&self, dot: i64) -> NaiveDate {
        let last = self.last_dot().max(1);
        let days = ((2 * dot - 1) * self.length()).div_euclid(2 * last);
        let exact = ((2 * dot - 1) * self.length()).rem_euclid(2 * last) == 0;
        let day = i64::from(self.from) + days + i64::from(!exact);
        from_days(day.clamp(i64::from(self.from), i64::from(self.to)) as i32)
    }

    /// The column of a date; none off the axis.
    pub fn column(&self, date: NaiveDate) -> Option<u16> {
        let day = days_of(date);
        let on_axis = self.columns > 0 && self.from <= day && day <= self.to;
        on_axis.then(|| (self.dot(date) / 2) as u16)
    }

    /// The first and last day that are drawn in a column; none where there is no such column, or no day falls in it.
    pub fn days(&self, column: u16) -> Option<(NaiveDate, NaiveDate)> {
        let first = self.first_day(i64::from(column) * 2);
        let last = if column + 1 >= self.columns {
            from_days(self.to)
        } else {
            self.first_day(i64::from(column) * 2 + 2).pred_opt()?
        };
        (self.column(first) == Some(column) && first <= last).then_some((first, last))
    }

    /// The date in the middle of a column; the ends of the axis in the first and last one.
    pub fn date_at(&self, column: u16) -> NaiveDate {
        let last = self.columns.saturating_sub(1);
        match column {
            0 => from_days(self.from),
            column if column >= last => from_days(self.to),
            column => {
                let share = (f64::from(column) * 2.0 + 0.5) / self.last_dot() as f64;
                let day = f64::from(self.from) + self.length() as f64 * share;
                from_days(day.round() as i32)
            }
        }
    }

    /// Ticks at round dates, as dense as their labels allow; no two labels touch, none leaves the axis but for a margin
    /// of so many columns at its left. Where fewer than two fit, the ends of the axis.
    pub fn ticks(&self, margin: u16) -> Vec<TimeTick> {
        let length = (self.length() as f64).max(1.0);
        let columns_of = |days: f64| days * f64::from(self.columns) / length;
        if columns_of(7.0) >= 9.0 {
            return self.placed(self.weeks(), margin);
        }
        // A year is the widest label, also among months; more blanks than letters are hard to count.
        let fits = |months: &u32| columns_of(f64::from(*months) * 30.4) >= 6.5;
        match STEPS.into_iter().find(fits) {
            Some(step) => self.placed(self.months(step), margin),
            None => self.placed(Vec::new(), margin),
        }
    }

    /// The dates of weeks: four a month.
    fn weeks(&self) -> Vec<(NaiveDate, String)> {
        (self.from..=self.to)
            .map(from_days)
            .filter(|date| matches!(date.day(), 1 | 8 | 15 | 22))
            .map(|date| (date, format!("{} {}", date.day(), date.format("%b"))))
            .collect()
    }

    /// Every so-many-th month, counted from the beginning of the era.
    fn months(&self, step: u32) -> Vec<(NaiveDate, String)> {
        let from = from_days(self.from);
        let months = from.year() * 12 + from.month0() as i32;
        let first = months.div_euclid(step as i32) * step as i32;
        let Some(first) =
            NaiveDate::from_ymd_opt(first.div_euclid(12), first.rem_euclid(12) as u32 + 1, 1)
        else {
            return Vec::new();
        };
        let to = from_days(self.to);
        (0..=u32::from(self.columns))
            .map_while(|place| first.checked_add_months(Months::new(step.checked_mul(place)?)))
            .take_while(|date| *date <= to)
            .filter(|date| *date >= from)
            .map(|date| {
                let label = match date.month() {
                    1 => date.year().to_string(),
                    _ => date.format("%b").to_string(),
                };
                (date, label)
            })
            .collect()
    }

    /// Labels in the middle of their ticks, those left out that would touch another or leave the axis.
    fn placed(&self, dates: Vec<(NaiveDate, String)>, margin: u16) -> Vec<TimeTick> {
        let mut ticks: Vec<TimeTick> = Vec::new();
        let (mut free, mut is_pushed) = (0, false);
        for (date, label) in dates {
            let wide = text::width(&label) as u16;
            let Some(column) = self.column(date) else {
                continue;
            };
            let middle = margin.saturating_add(column);
            let start = middle.saturating_sub(wide / 2);
            if start < free && is_pushed {
                // A label that is not in the middle of its tick gives way: a hole behind it would look like a gap in time.
                ticks.pop();
                free = 0;
            }
            if start >= free && start + wide <= margin.saturating_add(self.columns) {
                free = start + wide + GAP;
                is_pushed = middle < wide / 2;
                ticks.push(TimeTick {
                    column,
                    start,
                    label,
                });
            }
        }
        if ticks.len() < 2 {
            self.ends_only(margin)
        } else {
            ticks
        }
    }

    fn ends_only(&self, margin: u16) -> Vec<TimeTick> {
        let [first, last] = [self.from, self.to].map(|day| text::date(from_days(day)));
        let wide = |label: &str| text::width(label) as u16;
        let mut ticks = Vec::new();
        let right = self.columns.checked_sub(wide(&last));
        if let Some(start) = right {
            if wide(&first) + GAP <= start && first != last {
                ticks.push(TimeTick {
                    column: 0,
                    start: margin,
                    label: first,
                });
            }
            ticks.push(TimeTick {
                column: self.columns - 1,
                start: margin.saturating_add(start),
                label: last,
            });
        }
        ticks
    }
}

#[cfg(test)]
mod tests;
