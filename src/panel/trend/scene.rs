//! A trend in its room: what is drawn where.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::course::{Course, courses};
use super::{Trend, beyond, events, legend, trace};
use crate::model::{Band, Event};
use crate::panel::Context;
use crate::text;
use crate::theme::level_glyph;
use crate::widget::{Pen, Plot, TimeAxis, ValueAxis, put};

/// Columns from which on lines are named at their right ends.
const WIDE: u16 = 72;

/// Cells of a name at the right end of a line at most.
const LONGEST_NAME: usize = 24;

/// The parts of the room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Regions {
    /// Unit and legend, or the readout of the crosshair.
    pub(super) head: Rect,
    /// Labels of the value axis.
    pub(super) side: Rect,
    pub(super) plot: Rect,
    /// Names at the right ends of lines.
    pub(super) names: Rect,
    /// Labels of the time axis; they may begin below those of the value axis.
    pub(super) axis: Rect,
    pub(super) events: Rect,
}

/// All that is to be drawn.
pub(super) struct Scene<'a> {
    pub(super) courses: Vec<Course<'a>>,
    pub(super) time: TimeAxis,
    pub(super) regions: Regions,
    pub(super) values: ValueAxis,
    events: Vec<&'a Event>,
    bands: Vec<&'a Band>,
}

impl<'a> Scene<'a> {
    /// Lays a trend out; says in words why there is nothing to draw.
    pub(super) fn new(trend: &Trend, cx: &Context<'a>, area: Rect) -> Result<Self, String> {
        let (from, to) = trend.window(cx);
        let courses = courses(cx, &trend.series);
        if from >= to || courses.iter().all(|course| course.at(to).is_none()) {
            let what = if courses.iter().any(Course::is_observed) {
                "observations"
            } else {
                "scores"
            };
            let date = text::date(to);
            return Err(if courses.iter().any(|course| course.at(to).is_some()) {
                format!("the time axis begins on {}, after {date}", text::date(from))
            } else {
                format!("no {what} by {date}")
            });
        }
        let rough = TimeAxis::new(from, to, area.width);
        let events = events::shown(cx, &trend.marked, &rough);
        let bands: Vec<&Band> = bands_of(trend, cx).into_iter().flatten().collect();
        let names = legend::names_width(&courses, &bands).min(LONGEST_NAME) as u16 + 1;
        let lay_out = |events: u16| {
            let rows = heights(area.height, events);
            let values = values(trend, &courses, &rough, rows.1);
            let labels = values.ticks().iter();
            let side = labels.map(|tick| text::width(&values.label(*tick))).max();
            let side = side
                .filter(|_| area.width >= 20)
                .map_or(0, |side| side as u16 + 1);
            let is_wide = area.width >= WIDE && usize::from(rows.1) >= courses.len() * 2;
            let regions = regions(area, rows, (side, if is_wide { names } else { 0 }));
            (regions, values)
        };
        // Rows for titles that no title needs belong to the plot.
        let (regions, _) = lay_out(if events.is_empty() {
            0
        } else {
            event_rows(area.height)
        });
        let time = TimeAxis::new(from, to, regions.plot.width);
        let (regions, values) = lay_out(events::rows(&events, &time, regions.events));
        Ok(Self {
            courses,
            time: TimeAxis::new(from, to, regions.plot.width),
            regions,
            values,
            events,
            bands,
        })
    }

    pub(super) fn draw(&self, cx: &Context<'_>, buf: &mut Buffer) {
        let Regions {
            side,
            plot: area,
            axis,
            events,
            ..
        } = self.regions;
        let mut plot = Plot::new(area, self.time, self.values.clone());
        self.draw_ground(cx, &mut plot);
        let mut marks: Vec<(Position, usize)> = Vec::new();
        for (at, course) in self.courses.iter().enumerate().rev() {
            // The first course lies on top.
            let layer = (self.courses.len() - at + 1).min(200) as u8;
            let pen = Pen::solid(layer, course.style);
            trace::trace(course, &self.time, &mut plot, pen);
            let found = trace::marked(course, &self.time, (at, self.courses.len()));
            let cells = found
                .into_iter()
                .filter_map(|(date, value)| plot.cell(date, value));
            marks.extend(cells.map(|cell| (cell, at)));
            // A name at the right end has the glyph already.
            if let Some((_, value)) = course.last.filter(|_| self.regions.names.is_empty()) {
                marks.extend(plot.cell(cx.now.as_of, value).map(|cell| (cell, at)));
            }
        }
        plot.draw(buf);
        for (cell, at) in marks {
            let course = &self.courses[at];
            buf.set_string(cell.x, cell.y, course.glyph, course.style);
        }
        beyond::draw(self, buf);
        self.draw_cursor(cx, &plot, buf);
        self.draw_side(cx, &plot, buf);
        for tick in self.time.ticks(side.width) {
            put(
                buf,
                axis,
                (usize::from(tick.start), 0),
                &tick.label,
                cx.theme.dim,
            );
        }
        events::draw(cx, &self.events, &self.time, events, buf);
        legend::names(cx, self, &plot, &self.rows(&plot), buf);
        legend::head(cx, self, buf);
    }

    /// The grid, and rules at the bands.
    fn draw_ground(&self, cx: &Context<'_>, plot: &mut Plot) {
        let grid = Pen::solid(1, cx.theme.faint);
        for tick in self.values.ticks() {
            plot.rule(*tick, grid.dotted(4));
        }
        for band in &self.bands {
            plot.rule(band.from, grid.dotted(2));
        }
    }

    /// The crosshair: a rule that leaves lines alone, and each line's glyph where it crosses.
    fn draw_cursor(&self, cx: &Context<'_>, plot: &Plot, buf: &mut Buffer) {
        let Some(cursor) = self.cursor(cx) else {
            return;
        };
        let area = self.regions.plot;
        let Some(column) = self.time.column(cursor) else {
            return;
        };
        for y in area.top()..area.bottom() {
            if plot.is_free(Position::new(area.x + column, y)) {
                buf.set_string(area.x + column, y, "│", cx.theme.focus);
            }
        }
        for course in self.courses.iter().rev() {
            let value = course.at(cursor).map(|(_, value)| value);
            let cell = value.and_then(|value| plot.cell(cursor, value));
            if let Some(cell) = cell {
                buf.set_string(cell.x, cell.y, course.glyph, course.style);
            }
        }
    }

    /// Where the crosshair stands; none without one.
    pub(super) fn cursor(&self, cx: &Context<'_>) -> Option<NaiveDate> {
        let (from, to) = self.time.ends();
        cx.cursor().map(|cursor| cursor.clamp(from, to))
    }

    fn draw_side(&self, cx: &Context<'_>, plot: &Plot, buf: &mut Buffer) {
        let side = self.regions.side;
        let (_, to) = self.time.ends();
        let room = usize::from(side.width).saturating_sub(1);
        let mut above = None;
        for tick in self.values.ticks() {
            let Some(cell) = plot.cell(to, *tick).filter(|cell| above != Some(cell.y)) else {
                continue;
            };
            above = Some(cell.y);
            let label = text::fit(&self.values.label(*tick), room, text::Align::Right);
            let row = usize::from(cell.y - side.y);
            put(buf, side, (0, row), &label, cx.theme.dim);
        }
    }

    /// What stands at the right end of the plot, by row from its top: lines' ends first, then bands.
    fn rows(&self, plot: &Plot) -> Vec<(usize, End<'_>)> {
        let (_, to) = self.time.ends();
        let top = self.regions.plot.y;
        let row_of = |value: f64| Some(usize::from(plot.cell(to, value)?.y - top));
        let mut ends: Vec<(usize, End<'_>)> = Vec::new();
        let (low, high) = self.values.ends();
        for course in &self.courses {
            // What is off the axis is named at the end beyond which it stands.
            let last = course.last.map(|(_, value)| value.clamp(low, high));
            let row = last.and_then(row_of);
            ends.extend(row.map(|row| (row, End::Course(course))));
        }
        let bands = self.bands.iter();
        ends.extend(bands.filter_map(|band| Some((row_of(band.from)?, End::Band(band)))));
        ends
    }

    /// The unit of the value axis.
    pub(super) fn unit(&self) -> &'a str {
        self.courses.first().map_or("", |course| course.unit)
    }
}

/// What a row at the right end of the plot names.
#[derive(Clone, Copy)]
pub(super) enum End<'s> {
    Course(&'s Course<'s>),
    Band(&'s Band),
}

/// The name of a band with its glyph, and its style.
pub(super) fn band_words(cx: &Context<'_>, band: &Band) -> (String, Style) {
    let words = format!("{} {}", level_glyph(band.level), band.name);
    (words, cx.theme.level(band.level))
}

/// The bands of the first indicator that has some.
fn bands_of<'a>(
    trend: &Trend,
    cx: &Context<'a>,
) -> Option<impl Iterator<Item = &'a Band> + use<'a>> {
    let mut indicators = trend
        .series
        .iter()
        .filter_map(|target| cx.model.indicator(target.id()));
    let found = indicators.find(|indicator| trend.bands && !indicator.bands.is_empty())?;
    Some(found.bands.iter())
}

/// The value axis over a plot of so many rows.
fn values(trend: &Trend, courses: &[Course<'_>], time: &TimeAxis, rows: u16) -> ValueAxis {
    let ticks = usize::from(rows / 3).clamp(2, 6);
    if let Some((low, high)) = trend.range {
        return ValueAxis::exactly(low, high, ticks);
    }
    let extents = courses
        .iter()
        .filter_map(|course| trace::extent(course, time));
    let all = extents.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    let (low, high) = all.unwrap_or((0.0, 1.0));
    if trend.zero {
        ValueAxis::around(low.min(0.0), high.max(0.0), ticks)
    } else {
        ValueAxis::around(low, high, ticks)
    }
}

/// Rows for events at most.
fn event_rows(rows: u16) -> u16 {
    match rows {
        0..7 => 0,
        7..13 => 1,
        13..18 => 2,
        18..26 => 3,
        _ => 4,
    }
}

/// Rows of the head, the plot, the time axis and the events.
fn heights(rows: u16, events: u16) -> (u16, u16, u16, u16) {
    let head = u16::from(rows >= 3);
    let axis = u16::from(rows >= 4);
    (head, rows - head - axis - events, axis, events)
}

fn regions(area: Rect, heights: (u16, u16, u16, u16), sides: (u16, u16)) -> Regions {
    let (head, plot, axis, events) = heights;
    let (side, names) = sides;
    let width = area.width - side - names;
    let part =
        |x: u16, y: u16, width: u16, height: u16| Rect::new(area.x + x, area.y + y, width, height);
    Regions {
        head: part(0, 0, area.width, head),
        side: part(0, head, side, plot),
        plot: part(side, head, width, plot),
        names: part(side + width, head, names, plot),
        axis: part(0, head + plot, side + width, axis),
        events: part(side, head + plot + axis, width, events),
    }
}
