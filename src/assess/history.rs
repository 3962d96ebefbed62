//! Scores and shares month by month.

use chrono::{Datelike, Months, NaiveDate};

use super::Balance;
use super::balance::{balance, holders};
use super::course::course;
use super::index::Plan;
use crate::model::{Model, Span};

/// Months kept at most, the latest ones: 200 years.
const MOST: u32 = 2_400;

/// Scores and shares on one date.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The last day of a month, or the date of the assessment.
    pub date: NaiveDate,
    /// One per index, in the order of [`Parts::indices`](crate::model::Parts::indices).
    pub scores: Vec<Option<f64>>,
    /// Shares of the actors.
    pub balance: Balance,
}

/// Scores and shares on the last day of each month and on the date of the assessment, oldest first.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct History {
    /// The points.
    pub points: Vec<Point>,
}

impl History {
    /// The last point dated on or before `date`.
    pub fn at(&self, date: NaiveDate) -> Option<&Point> {
        self.points[..self.points.partition_point(|point| point.date <= date)].last()
    }
}

/// Scores and shares on one date.
pub(super) fn point(model: &Model, date: NaiveDate) -> Point {
    let plan = Plan::new(model);
    points(model, &plan, vec![date])
        .pop()
        .unwrap_or_else(|| Point {
            date,
            scores: Vec::new(),
            balance: Balance::default(),
        })
}

/// Every point uses only what is dated on or before it.
pub(super) fn history(model: &Model, plan: &Plan, as_of: NaiveDate) -> History {
    if model.indices.is_empty() {
        return History::default();
    }
    let dates: Vec<NaiveDate> = month_ends(model.start, as_of).collect();
    History {
        points: points(model, plan, dates),
    }
}

/// Scores and shares on ascending dates.
fn points(model: &Model, plan: &Plan, dates: Vec<NaiveDate>) -> Vec<Point> {
    // By input, then by month: each series is walked once.
    let courses: Vec<Vec<Option<f64>>> = plan
        .inputs()
        .iter()
        .map(|input| course(model, input, &model.subject.code, &dates))
        .collect();
    let holders = holders(model);
    dates
        .into_iter()
        .enumerate()
        .map(|(month, date)| {
            let values = plan.values(model, |input| courses[input][month]);
            let scores: Vec<Option<f64>> = values.into_iter().map(|known| known.value).collect();
            Point {
                date,
                balance: balance(&holders, &scores),
                scores,
            }
        })
        .collect()
}

/// The last days of the months from the one of `start` to the one before `end`, then `end`.
fn month_ends(start: NaiveDate, end: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let start = start.max(Span::months(MOST).before(end));
    let first = start.with_day(1).unwrap_or(start);
    let ends = (1..=MOST + 1)
        .map_while(move |month| first.checked_add_months(Months::new(month))?.pred_opt())
        .take_while(move |date| *date < end);
    ends.chain((start <= end).then_some(end))
}
