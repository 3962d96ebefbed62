//! Observations of one indicator for one subject, by date, in columns.
//!
//! Columns that say the same everywhere take no room, so that a series of ten million plain figures costs 12 bytes
//! an observation. A pyramid of extremes answers "lowest and highest between two rows" without reading the rows.

mod builder;
mod column;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Grade, Id, Period, days_of, from_days};
pub use builder::SeriesBuilder;
use column::{Column, Same};

/// Rows (or blocks) summed up by one block of the next level of the pyramid.
const FAN: usize = 32;

/// A dated value with what is known about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The day, or the last day of the period.
    pub date: NaiveDate,
    /// What the date covers.
    pub period: Period,
    /// The value in the indicator's unit; none: looked for, not found.
    pub value: Option<f64>,
    /// Lower end of its range.
    pub low: Option<f64>,
    /// Upper end of its range.
    pub high: Option<f64>,
    /// Where it comes from.
    pub sources: Arc<[Id]>,
    /// Admiralty grade.
    pub grade: Option<Grade>,
    /// When it became known.
    pub published: Option<NaiveDate>,
    /// More about it; may be empty.
    pub note: Arc<str>,
}

/// Observations by date, oldest first; one a date.
#[derive(Clone, Debug, Default)]
pub struct Series {
    days: Vec<i32>,
    values: Vec<f64>,
    periods: Column<Period>,
    lows: Column<f64>,
    highs: Column<f64>,
    sources: Column<u32>,
    grades: Column<Option<Grade>>,
    published: Column<i32>,
    source_lists: Vec<Arc<[Id]>>,
    notes: BTreeMap<u32, Arc<str>>,
    pyramid: Vec<Vec<(f64, f64)>>,
}

/// Equal when every observation is, in whatever order they came; one that is missing (NaN) equals another.
impl PartialEq for Series {
    fn eq(&self, other: &Self) -> bool {
        // Series are shared between loads: most are the very same.
        std::ptr::eq(self, other) || (self.days == other.days && self.says_the_same(other))
    }
}

impl Series {
    /// How many observations.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// True without observations.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// The date of a row.
    ///
    /// # Panics
    /// When there is no such row.
    pub fn date(&self, row: usize) -> NaiveDate {
        from_days(self.days[row])
    }

    /// The value of a row; none: looked for, not found.
    ///
    /// # Panics
    /// When there is no such row.
    pub fn value(&self, row: usize) -> Option<f64> {
        Some(self.values[row]).filter(|value| !value.is_nan())
    }

    /// Whether all rows say the same, dates aside, of which there are as many.
    fn says_the_same(&self, other: &Self) -> bool {
        let Self {
            days: _,
            values,
            periods,
            lows,
            highs,
            sources,
            grades,
            published,
            source_lists,
            notes,
            // It follows from the values.
            pyramid: _,
        } = self;
        let rows = self.len();
        // The numbers of the lists follow the order in which they came.
        let same_sources = |row| {
            let list = |lists: &[Arc<[Id]>], place: Option<u32>| {
                place.and_then(|place| lists.get(place as usize).cloned())
            };
            list(source_lists, sources.get(row))
                == list(&other.source_lists, other.sources.get(row))
        };
        values.iter().zip(&other.values).all(|(a, b)| a.same(b))
            && periods.is_same(&other.periods, rows)
            && lows.is_same(&other.lows, rows)
            && highs.is_same(&other.highs, rows)
            && grades.is_same(&other.grades, rows)
            && published.is_same(&other.published, rows)
            && (0..rows).all(same_sources)
            && *notes == other.notes
    }

    /// Everything about a row.
    pub fn get(&self, row: usize) -> Option<Observation> {
        let day = *self.days.get(row)?;
        let figure = |column: &Column<f64>| column.get(row).filter(|value| !value.is_nan());
        Some(Observation {
            date: from_days(day),
            period: self.periods.get(row).unwrap_or_default(),
            value: self.value(row),
            low: figure(&self.lows),
            high: figure(&self.highs),
            sources: self.source_lists[self.sources.get(row)? as usize].clone(),
            grade: self.grades.get(row).flatten(),
            published: self
                .published
                .get(row)
                .filter(|&day| day != i32::MIN)
                .map(from_days),
            note: self
                .notes
                .get(&(row as u32))
                .cloned()
                .unwrap_or_else(|| Arc::from("")),
        })
    }

    /// Every source that some observation cites; one may come several times.
    pub fn sources(&self) -> impl Iterator<Item = &Id> {
        self.source_lists.iter().flat_map(|list| list.iter())
    }

    /// How many observations are dated on or before `date`. Binary search.
    pub fn rows_until(&self, date: NaiveDate) -> usize {
        let day = days_of(date);
        self.days.partition_point(|&other| other <= day)
    }

    /// The same, where `start` rows are known to be: what a walk over dates asks. Cost grows with the logarithm of the
    /// rows passed.
    pub fn rows_until_from(&self, start: usize, date: NaiveDate) -> usize {
        let day = days_of(date);
        let rest = self.days.get(start..).unwrap_or_default();
        // Of observations on every day the row is known at once.
        let ahead = rest
            .first()
            .map_or(-1, |first| i64::from(day) - i64::from(*first));
        if let Ok(ahead) = usize::try_from(ahead)
            && rest.get(ahead) == Some(&day)
        {
            return start + ahead + 1;
        }
        let mut reach = 1;
        while reach < rest.len() && rest[reach] <= day {
            reach *= 2;
        }
        let near = &rest[..rest.len().min(reach)];
        start + near.partition_point(|&other| other <= day)
    }

    /// The last row with a value dated on or before `date`.
    pub fn at(&self, date: NaiveDate) -> Option<usize> {
        self.last_valued(self.rows_until(date))
    }

    /// The last row with a value before a row.
    pub fn last_valued(&self, end: usize) -> Option<usize> {
        self.last_before(end, |low, high| low <= high)
    }

    /// The first row with a value among some rows.
    pub fn first_valued(&self, rows: Range<usize>) -> Option<usize> {
        let (mut from, mut to) = (rows.start, rows.end.min(self.len()));
        self.extremes(from..to)?;
        while to - from > 1 {
            let middle = from + (to - from) / 2;
            match self.extremes(from..middle) {
                Some(_) => to = middle,
                None => from = middle,
            }
        }
        Some(from)
    }

    /// The last row before `end` whose value fits. `fits` is asked of the lowest and highest value of blocks of rows, and
    /// must hold for a block when it holds for a row in it; a block without values is asked with infinities the wrong way
    /// round. Blocks that cannot hold such a row are passed over, so that cost grows with the logarithm of the rows.
    pub fn last_before(&self, end: usize, fits: impl Fn(f64, f64) -> bool) -> Option<usize> {
        let mut end = end.min(self.len());
        while end > 0 {
            let (low, high) = range_of(self.values[end - 1]);
            if fits(low, high) {
                return Some(end - 1);
            }
            let mut step = 1;
            for blocks in &self.pyramid {
                let size = step * FAN;
                let block = blocks.get((end / size).wrapping_sub(1));
                if !end.is_multiple_of(size) || block.is_none_or(|&(low, high)| fits(low, high)) {
                    break;
                }
                step = size;
            }
            end -= step;
        }
        None
    }

    /// The rows dated from `from` to `to`, both inclusive.
    pub fn rows(&self, from: NaiveDate, to: NaiveDate) -> Range<usize> {
        let first = self.days.partition_point(|&day| day < days_of(from));
        first..self.rows_until(to).max(first)
    }

    /// Lowest and highest value among some rows; none when no row has a value. Cost grows with the logarithm of the
    /// number of rows.
    pub fn extremes(&self, rows: Range<usize>) -> Option<(f64, f64)> {
        let mut found = (f64::INFINITY, f64::NEG_INFINITY);
        let mut join = |(low, high): (f64, f64)| found = (found.0.min(low), found.1.max(high));
        let (mut from, mut to) = (rows.start, rows.end.min(self.len()));
        let at = |level: usize, place: usize| match level {
            0 => range_of(self.values[place]),
            _ => self.pyramid[level - 1][place],
        };
        for level in 0..=self.pyramid.len() {
            while from < to && (from % FAN != 0 || level == self.pyramid.len()) {
                join(at(level, from));
                from += 1;
            }
            while from < to && to % FAN != 0 {
                to -= 1;
                join(at(level, to));
            }
            (from, to) = (from / FAN, to / FAN);
            if from >= to {
                break;
            }
        }
        (found.0 <= found.1).then_some(found)
    }
}

/// The range of one value; the empty range of a missing one.
fn range_of(value: f64) -> (f64, f64) {
    if value.is_nan() {
        (f64::INFINITY, f64::NEG_INFINITY)
    } else {
        (value, value)
    }
}

/// Extremes of every [`FAN`] values, of every [`FAN`] of those blocks, and so on. Only whole blocks are kept.
fn pyramid(values: &[f64]) -> Vec<Vec<(f64, f64)>> {
    let join = |block: &[(f64, f64)]| {
        block
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |all, one| {
                (all.0.min(one.0), all.1.max(one.1))
            })
    };
    let mut levels: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut level: Vec<(f64, f64)> = values
        .chunks_exact(FAN)
        .map(|chunk| {
            chunk
                .iter()
                .map(|&value| range_of(value))
                .fold((f64::INFINITY, f64::NEG_INFINITY), |a, b| {
                    (a.0.min(b.0), a.1.max(b.1))
                })
        })
        .collect();
    while !level.is_empty() {
        let next = level.chunks_exact(FAN).map(join).collect();
        levels.push(std::mem::replace(&mut level, next));
    }
    levels
}

#[cfg(test)]
mod tests;
