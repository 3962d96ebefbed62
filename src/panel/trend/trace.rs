//! From rows to lines on a plot, at a cost that grows with the width of the plot and not with the rows.

use std::ops::Range;

use chrono::NaiveDate;

use super::course::Course;
use crate::widget::{Pen, Plot, TimeAxis};

/// Columns of dots between observations from which on each one is marked.
const APART: usize = 8;

/// Columns between the glyphs on a line whose observations are not marked.
const EVERY: usize = 24;

/// True for rows that are drawn one by one; more are drawn as one range per column of dots.
fn is_sparse(rows: &Range<usize>, time: &TimeAxis) -> bool {
    rows.len() <= usize::from(time.columns()) * 4
}

/// Lowest and highest of all that is drawn: values and, where they are drawn one by one, their ranges.
pub(super) fn extent(course: &Course<'_>, time: &TimeAxis) -> Option<(f64, f64)> {
    let (from, to) = time.ends();
    let rows = course.rows(from, to);
    let join = |a: Option<(f64, f64)>, b: Option<(f64, f64)>| match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    };
    let held = course.at(from).map(|(_, value)| (value, value));
    let mut found = join(held, course.extremes(rows.clone()));
    if is_sparse(&rows, time) {
        for row in rows {
            found = join(found, course.range(row));
        }
    }
    found
}

/// Draws a course. What is carried forward from the last value to the end of the axis is dotted.
pub(super) fn trace(course: &Course<'_>, time: &TimeAxis, plot: &mut Plot, pen: Pen) {
    let (from, to) = time.ends();
    let rows = course.rows(from, to);
    if is_sparse(&rows, time) {
        one_by_one(course, &rows, plot, pen);
        // Dotted, so that a range is not taken for a step.
        let thin = Pen { layer: 1, ..pen };
        ranges(course, rows, plot, thin.dotted(2));
    } else {
        by_column(course, &rows, time, plot, pen);
    }
    if let Some((date, value)) = course.last.filter(|(date, _)| *date < to) {
        plot.line((date.max(from), value), (to, value), pen.dotted(3));
    }
}

/// The dated values that are marked with the glyph of a course: all observations where they stand far enough apart.
/// Else, where there are other courses, some: without colour, glyphs are what tells lines apart. `turn` of `turns`
/// courses keeps them from standing in one column.
pub(super) fn marked(
    course: &Course<'_>,
    time: &TimeAxis,
    (turn, turns): (usize, usize),
) -> Vec<(NaiveDate, f64)> {
    let (from, to) = time.ends();
    let rows = course.rows(from, to);
    let columns = usize::from(time.columns());
    if course.is_observed() && rows.len() * APART <= columns * 2 {
        return rows
            .filter_map(|row| Some((course.date(row), course.value(row)?)))
            .collect();
    }
    let first = turn * EVERY / turns.max(1) + EVERY / 4;
    let some = (first..columns).step_by(EVERY);
    some.filter(|_| turns > 1)
        .filter_map(|column| course.at(time.date_at(column as u16)))
        .filter(|(date, _)| *date >= from)
        .collect()
}

/// Stated ranges: a bar each where they stand apart, else their ends.
fn ranges(course: &Course<'_>, rows: Range<usize>, plot: &mut Plot, pen: Pen) {
    let is_apart = !course.is_observed() || rows.len() * APART <= plot.columns();
    for row in rows {
        if let Some((low, high)) = course.range(row) {
            let date = course.date(row);
            if is_apart {
                plot.line((date, low), (date, high), pen);
            } else {
                plot.line((date, low), (date, low), pen);
                plot.line((date, high), (date, high), pen);
            }
        }
    }
}

/// Each row for itself. A row without a value interrupts the line: it was looked for, and not found.
fn one_by_one(course: &Course<'_>, rows: &Range<usize>, plot: &mut Plot, pen: Pen) {
    let mut before: Option<(NaiveDate, f64)> = None;
    for row in rows.start.saturating_sub(1)..rows.end {
        let Some(value) = course.value(row) else {
            before = None;
            continue;
        };
        let here = (course.date(row), value);
        match before {
            Some(before) if course.is_stepped => plot.step(before, here, pen),
            Some(before) => plot.line(before, here, pen),
            None if rows.contains(&row) => plot.line(here, here, pen),
            None => {}
        }
        before = Some(here);
    }
}

/// One upright line per column of dots, from the lowest to the highest of its rows, joined to the one before.
fn by_column(course: &Course<'_>, rows: &Range<usize>, time: &TimeAxis, plot: &mut Plot, pen: Pen) {
    let mut before: Option<(usize, (f64, f64))> = None;
    let mut first = rows.start;
    for column in 0..plot.columns() {
        let end = if column + 1 == plot.columns() {
            rows.end
        } else {
            let next = time.first_day(column as i64 + 1);
            course.rows(next, next).start.clamp(first, rows.end)
        };
        let some = first..end;
        first = end;
        if some.is_empty() {
            continue;
        }
        let Some((low, high)) = course.extremes(some) else {
            before = None;
            continue;
        };
        plot.join((column, low), (column, high), pen);
        if let Some((last, (lowest, highest))) = before {
            // The shortest way from one range to the next.
            let from = low.clamp(lowest, highest);
            plot.join((last, from), (column, from.clamp(low, high)), pen);
        }
        before = Some((column, (low, high)));
    }
}
