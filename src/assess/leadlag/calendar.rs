//! The joint calendar: what was observed in each period, what was carried forward, and what is missing.

use chrono::NaiveDate;

use crate::assess::reading::usable;
use crate::assess::{History, parts_of};
use crate::model::{Calendar, Id, Model};

/// How a period came by its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Something was observed in it: of an index, of one of its indicators.
    Observed,
    /// The last observation before stands in for the missing one. It is shown and counts for nothing.
    Carried,
    /// There is no usable value.
    Missing,
}

/// A series on a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The value at the end of the period; none when missing.
    pub value: Option<f64>,
    /// How the period came by it.
    pub state: State,
}

/// A series, period by period.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Course {
    /// One per period of the joint calendar.
    pub cells: Vec<Cell>,
}

impl Course {
    /// The observed values; NaN in every other period.
    pub(super) fn observed(&self) -> Vec<f64> {
        let value = |cell: &Cell| match cell.state {
            State::Observed => cell.value.unwrap_or(f64::NAN),
            State::Carried | State::Missing => f64::NAN,
        };
        self.cells.iter().map(value).collect()
    }

    /// How many periods are in a state.
    pub fn count(&self, state: State) -> usize {
        self.cells.iter().filter(|cell| cell.state == state).count()
    }
}

/// Periods compared at most; of more, the latest.
const MOST: usize = 2_400;

/// The last days of the whole periods between the dashboard's start and a date, oldest first. The period that has not
/// ended by then is left out: its value is still to come.
pub(super) fn periods(model: &Model, calendar: Calendar, as_of: NaiveDate) -> Vec<NaiveDate> {
    let mut ends: Vec<NaiveDate> = std::iter::successors(calendar.end_of(model.start), |end| {
        calendar.end_of(end.succ_opt()?)
    })
    .take_while(|end| *end <= as_of)
    .collect();
    ends.drain(..ends.len().saturating_sub(MOST));
    ends
}

/// An indicator or index on periods. Every value uses only what is dated within or before its period.
pub(super) fn course(
    model: &Model,
    history: &History,
    calendar: Calendar,
    id: &Id,
    ends: &[NaiveDate],
) -> Course {
    let observed = observed_in(model, calendar, id, ends);
    let values: Vec<Option<f64>> = match (model.indicator(id), model.index_position(id)) {
        (Some(indicator), _) => usable(indicator, &model.subject.code, ends)
            .into_iter()
            .map(|found| found.map(|found| found.value))
            .collect(),
        (None, Some(place)) => {
            let on = |end: &NaiveDate| history.at(*end).filter(|point| point.date == *end);
            ends.iter()
                .map(|end| on(end)?.scores.get(place).copied().flatten())
                .collect()
        }
        (None, None) => vec![None; ends.len()],
    };
    let cells = values
        .into_iter()
        .zip(observed)
        .map(|(value, is_observed)| Cell {
            value,
            state: match value {
                Some(_) if is_observed => State::Observed,
                Some(_) => State::Carried,
                None => State::Missing,
            },
        });
    Course {
        cells: cells.collect(),
    }
}

/// By period: whether an observation of the indicator, or of an indicator of the index, is dated in it.
fn observed_in(model: &Model, calendar: Calendar, id: &Id, ends: &[NaiveDate]) -> Vec<bool> {
    let mut observed = vec![false; ends.len()];
    for place in parts_of(model, id) {
        let indicator = &model.indicators[place];
        let found = usable(indicator, &model.subject.code, ends);
        for (place, found) in found.into_iter().enumerate() {
            let begin = calendar.start_of(ends[place]);
            observed[place] |= found
                .zip(begin)
                .is_some_and(|(found, begin)| found.date >= begin);
        }
    }
    observed
}
