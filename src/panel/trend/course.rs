//! One line of a trend: what it is called, how it is told apart, and its values over time.

use std::ops::Range;

use chrono::NaiveDate;
use ratatui::style::Style;

use crate::assess::Point;
use crate::model::{Id, Kind, Model, Series};
use crate::panel::{Context, Target};
use crate::text::{self, MISSING};
use crate::theme::actor_glyph;
use crate::widget::position;

/// Values over time up to the date of the reader; what comes later is not there.
#[derive(Clone, Debug)]
pub(super) struct Course<'a> {
    pub(super) name: &'a str,
    /// The glyph that tells it apart without colour.
    pub(super) glyph: &'static str,
    pub(super) style: Style,
    pub(super) unit: &'a str,
    /// Whether it is the one of several that the reader would open.
    pub(super) is_selected: bool,
    /// Drawn as steps: an assessed value holds until the next one.
    pub(super) is_stepped: bool,
    /// The last value and its date.
    pub(super) last: Option<(NaiveDate, f64)>,
    decimals: Option<u8>,
    data: Data<'a>,
    /// Rows dated on or before the date of the reader.
    len: usize,
    /// The range of an index at the date of the assessment, where it is known.
    robust: Option<(f64, f64)>,
}

#[derive(Clone, Copy, Debug)]
enum Data<'a> {
    Observed(&'a Series),
    /// The scores at a position of the points.
    Scored(&'a [Point], usize),
}

/// The name of an indicator or index.
pub(super) fn name_of<'m>(model: &'m Model, target: &Target) -> &'m str {
    let index = || model.index(target.id()).map(|index| index.name.as_str());
    let indicator = model.indicator(target.id());
    indicator
        .map(|indicator| indicator.name.as_str())
        .or_else(index)
        .unwrap_or_default()
}

fn actor_of<'m>(model: &'m Model, target: &Target) -> Option<&'m Id> {
    match model.indicator(target.id()) {
        Some(indicator) => indicator.actor.as_ref(),
        None => model.index(target.id())?.actor.as_ref(),
    }
}

/// The positions of the actors that the targets speak of, when each speaks of another one.
fn actors_of(model: &Model, targets: &[Target]) -> Option<Vec<usize>> {
    let mut places: Vec<usize> = Vec::new();
    for target in targets {
        let place = model.actor_position(actor_of(model, target)?)?;
        if places.contains(&place) {
            return None;
        }
        places.push(place);
    }
    Some(places)
}

/// The lines of a trend. Where each one speaks of another actor they have the actors' colours, glyphs and names; else
/// colours that no actor has come first.
pub(super) fn courses<'a>(cx: &Context<'a>, targets: &[Target]) -> Vec<Course<'a>> {
    let model = cx.model;
    let actors = actors_of(model, targets);
    let selected = position(cx.place.selected.as_ref(), targets);
    let drawn = targets.iter().enumerate();
    drawn
        .filter_map(|(at, target)| {
            let mut course = Course::new(cx, target)?;
            let place = match &actors {
                Some(actors) => actors[at],
                None => model.actors.len() + at,
            };
            course.glyph = actor_glyph(place);
            course.style = cx.theme.actor(place);
            course.is_selected = cx.focused && targets.len() > 1 && at == selected;
            if actors.is_some() && targets.len() > 1 {
                course.name = &model.actors[place].name;
            }
            Some(course)
        })
        .collect()
}

impl<'a> Course<'a> {
    /// What stands before its name: the mark of the selection, else a blank.
    pub(super) const fn lead(&self) -> &'static str {
        if self.is_selected { "▸" } else { " " }
    }

    fn new(cx: &Context<'a>, target: &Target) -> Option<Self> {
        let (model, now) = (cx.model, cx.now);
        if let Some(place) = model.indicator_position(target.id()) {
            let (indicator, reading) = (&model.indicators[place], &now.readings[place]);
            let series = indicator.series_of(&model.subject.code);
            return Some(Self {
                name: &indicator.name,
                glyph: "",
                style: Style::new(),
                unit: &indicator.unit,
                is_selected: false,
                is_stepped: indicator.kind == Kind::Assessed,
                last: reading.date.zip(reading.value),
                decimals: indicator.decimals,
                data: Data::Observed(series),
                len: series.rows_until(now.as_of),
                robust: None,
            });
        }
        let place = model.index_position(target.id())?;
        let points = &now.history.points;
        Some(Self {
            name: &model.indices[place].name,
            glyph: "",
            style: Style::new(),
            unit: model.unit_of(&model.indices[place]),
            is_selected: false,
            is_stepped: false,
            last: now.scores[place].value.map(|value| (now.as_of, value)),
            decimals: Some(1),
            data: Data::Scored(points, place),
            len: points.partition_point(|point| point.date <= now.as_of),
            robust: cx
                .answers
                .headline(target.id())
                .filter(|headline| !headline.is_older)
                .map(|headline| (headline.band.low, headline.band.high)),
        })
    }

    /// True when rows are observations, false when they are computed month by month.
    pub(super) fn is_observed(&self) -> bool {
        matches!(self.data, Data::Observed(_))
    }

    /// The rows dated from one date to another, both inclusive.
    pub(super) fn rows(&self, from: NaiveDate, to: NaiveDate) -> Range<usize> {
        let rows = match self.data {
            Data::Observed(series) => series.rows(from, to),
            Data::Scored(points, _) => {
                let first = points.partition_point(|point| point.date < from);
                first..points.partition_point(|point| point.date <= to)
            }
        };
        let end = rows.end.min(self.len);
        rows.start.min(end)..end
    }

    /// The date of a row.
    pub(super) fn date(&self, row: usize) -> NaiveDate {
        match self.data {
            Data::Observed(series) => series.date(row),
            Data::Scored(points, _) => points[row].date,
        }
    }

    /// The finite value of a row.
    pub(super) fn value(&self, row: usize) -> Option<f64> {
        let value = match self.data {
            Data::Observed(series) => series.value(row),
            Data::Scored(points, place) => points[row].scores.get(place).copied().flatten(),
        };
        value.filter(|value| value.is_finite())
    }

    /// The lower and upper end of what is stated for a row; of the last score of an index what nine of ten runs under
    /// open assumptions gave.
    pub(super) fn range(&self, row: usize) -> Option<(f64, f64)> {
        let Data::Observed(series) = self.data else {
            return self.robust.filter(|_| row + 1 == self.len);
        };
        let observation = series.get(row)?;
        let value = observation.value?;
        let low = observation.low.unwrap_or(value);
        let high = observation.high.unwrap_or(value);
        (low < high).then_some((low, high))
    }

    /// Lowest and highest value among some rows.
    pub(super) fn extremes(&self, rows: Range<usize>) -> Option<(f64, f64)> {
        if let Data::Observed(series) = self.data {
            return series.extremes(rows);
        }
        rows.filter_map(|row| self.value(row))
            .map(|value| (value, value))
            .reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))
    }

    /// The value that held on a date, and the date of its observation.
    pub(super) fn at(&self, date: NaiveDate) -> Option<(NaiveDate, f64)> {
        let row = match self.data {
            Data::Observed(series) => series.at(date)?,
            Data::Scored(points, _) => points
                .partition_point(|point| point.date <= date)
                .checked_sub(1)?,
        };
        (row < self.len).then_some(())?;
        Some((self.date(row), self.value(row)?))
    }

    /// The date of an observation as people write it: a period by its name.
    pub(super) fn dated(&self, date: NaiveDate) -> String {
        let row = match self.data {
            Data::Observed(series) => series.at(date).and_then(|row| series.get(row)),
            Data::Scored(..) => None,
        };
        text::period(date, row.map_or(0, |row| row.period.months()))
    }

    /// A value in words, without its unit.
    pub(super) fn words(&self, value: Option<f64>) -> String {
        match value {
            // A figure too long for a line of words says no more than its magnitude.
            Some(value) if value.abs() >= 1e12 => format!("{value:.2e}").replace('-', "−"),
            Some(value) => text::number(value, self.decimals),
            None => MISSING.to_owned(),
        }
    }
}
