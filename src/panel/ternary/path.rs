//! The subject's way through the triangle: dated shares.

use chrono::{Datelike, NaiveDate};

use super::geometry::{Shares, normalised};
use crate::assess::Balance;
use crate::model::Id;
use crate::panel::Context;

/// Shares on one date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) date: NaiveDate,
    pub(super) shares: Shares,
}

/// Stretches without a gap, oldest first; none is empty.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Path {
    pub(super) stretches: Vec<Vec<Step>>,
}

impl Path {
    /// The way from a date to the reader's.
    pub(super) fn new(cx: &Context<'_>, actors: &[Id; 3], from: NaiveDate) -> Self {
        let mut stretches: Vec<Vec<Step>> = Vec::new();
        let mut gap = true;
        for point in cx
            .now
            .history
            .points
            .iter()
            .filter(|point| point.date >= from)
        {
            let Some(shares) = shares_of(&point.balance, actors) else {
                gap = true;
                continue;
            };
            let step = Step {
                date: point.date,
                shares,
            };
            match stretches.last_mut() {
                Some(stretch) if !gap => stretch.push(step),
                _ => stretches.push(vec![step]),
            }
            gap = false;
        }
        Self { stretches }
    }

    /// All steps, oldest first.
    pub(super) fn steps(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.stretches.iter().flatten()
    }

    /// Where the subject stood on a date: the last step by then.
    pub(super) fn at(&self, date: NaiveDate) -> Option<&Step> {
        self.steps().rfind(|step| step.date <= date)
    }

    /// The turns of years, newest first, with the year that begins.
    pub(super) fn years(&self) -> impl Iterator<Item = (i32, &Step)> {
        self.steps()
            .rev()
            .filter(|step| step.date.month() == 12 && step.date.day() == 31)
            .map(|step| (step.date.year() + 1, step))
    }
}

/// The shares of the three of what they have together.
pub(super) fn shares_of(balance: &Balance, actors: &[Id; 3]) -> Option<Shares> {
    let [top, right, left] = actors;
    normalised([
        balance.share(top)?,
        balance.share(right)?,
        balance.share(left)?,
    ])
}
