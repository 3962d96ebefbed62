//! The table as cells: columns by priority, figures aligned on their decimal point.

use std::ops::Range;

use chrono::{Duration, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::row::{Mark, Row, band_head, freshness_sign};
use super::widths::{ARROW, MARGIN, Part, Widths};
use crate::assess::Freshness;
use crate::model::{Kind, Span};
use crate::panel::{Context, Target};
use crate::text::{Align, fit};
use crate::theme::arrow;
use crate::widget::{GAP, hints, put, spark};

/// What is drawn.
pub(super) struct Frame<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) rows: &'a [Row],
    pub(super) selected: usize,
    pub(super) shown: Range<usize>,
    /// Columns that show when there is room, those that are given room first in front.
    pub(super) columns: &'a [Part],
    pub(super) spark: Span,
}

pub(super) fn draw(frame: &Frame<'_>, area: Rect, body: Rect, buf: &mut Buffer) {
    // Hints that there is more stand at the right edge.
    let room = usize::from(area.width).saturating_sub(if frame.shown.len() < frame.rows.len() {
        2
    } else {
        0
    });
    let over = over(frame.rows);
    let widths = Widths::new(frame.rows, frame.columns, &over, room);
    if body.y > area.y {
        heads(frame, &widths, &over, area, buf);
    }
    for (at, place) in frame.shown.clone().enumerate() {
        let line = Rect {
            y: body.y + at as u16,
            height: 1,
            ..body
        };
        row(
            frame,
            &widths,
            &frame.rows[place],
            place == frame.selected,
            line,
            buf,
        );
    }
    hints(buf, body, &frame.shown, frame.rows.len(), frame.cx.theme);
}

/// The head of the change: its window, where all rows have the same.
fn over(rows: &[Row]) -> String {
    match rows.first().map(|row| row.over) {
        Some(over) if rows.iter().all(|row| row.over == over) => over.short(),
        _ => "Change".to_owned(),
    }
}

fn heads(frame: &Frame<'_>, widths: &Widths, over: &str, area: Rect, buf: &mut Buffer) {
    let style = frame.cx.theme.head;
    let mut line = Line::new(buf, area);
    line.cell(widths.name, "Indicator", Align::Left, style);
    line.cell(widths.value(), "Value", Align::Left, style);
    line.cell(widths.of(Part::Change), over, Align::Right, style);
    let last = format!("Last {}", frame.spark.short());
    line.cell(widths.of(Part::Course), &last, Align::Left, style);
    line.cell(
        widths.of(Part::Band),
        band_head(frame.rows),
        Align::Left,
        style,
    );
    line.cell(widths.of(Part::Age), "Age", Align::Right, style);
    line.cell(widths.of(Part::Kind), "Kind", Align::Left, style);
    line.cell(widths.of(Part::Grade), "Gr", Align::Left, style);
}

fn row(
    frame: &Frame<'_>,
    widths: &Widths,
    row: &Row,
    is_selected: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = frame.cx.theme;
    let is_focused = frame.cx.focused;
    let marker = if is_selected { "▸" } else { " " };
    let style = if is_focused { theme.accent } else { theme.dim };
    put(buf, area, (0, 0), marker, style);
    let mut line = Line::new(buf, area);
    name(frame, widths, row, &mut line);
    let is_stale = row.freshness == Some(Freshness::Stale);
    // Without a column for the age its sign stands in front of the value.
    if widths.of(Part::Age) == 0 {
        line.at -= 1;
        line.part(1, freshness_sign(row.freshness), Align::Left, theme.stale);
    }
    let style = if is_stale { theme.stale } else { theme.strong };
    let (whole, rest) = widths.figures(&row.value);
    line.part(widths.whole, whole, Align::Right, style);
    line.part(widths.rest, rest, Align::Left, style);
    if widths.unit > 0 {
        line.at += 1;
        line.part(widths.unit, &row.unit, Align::Left, theme.dim);
    }
    line.at += GAP;
    change(frame, widths, row, &mut line);
    let cells = widths.of(Part::Course);
    if cells > 0 {
        let course = spark(&course(frame, row, cells));
        line.cell(cells, &course, Align::Left, theme.dim);
    }
    let style = row
        .band
        .as_ref()
        .map_or(theme.dim, |(level, _)| theme.level(*level));
    line.cell(widths.of(Part::Band), &row.standing(), Align::Left, style);
    // Ages beyond what is expected stand out from those that are not.
    let style = if is_stale { theme.stale } else { theme.dim };
    line.cell(widths.of(Part::Age), &row.age, Align::Right, style);
    let is_assessed = row.kind == Some(Kind::Assessed);
    let style = if is_assessed { theme.text } else { theme.dim };
    let word = row.kind.map_or("", Kind::word);
    line.cell(widths.of(Part::Kind), word, Align::Left, style);
    line.cell(widths.of(Part::Grade), &row.grade, Align::Left, theme.dim);
    if is_selected && is_focused {
        buf.set_style(area, theme.selected);
    }
    if frame.cx.changed.contains(row.target.id()) {
        buf.set_style(area, theme.changed);
    }
}

/// The name, and at the right end of its cell the marks that no column tells.
fn name(frame: &Frame<'_>, widths: &Widths, row: &Row, line: &mut Line<'_>) {
    let theme = frame.cx.theme;
    let marks: Vec<Mark> = row
        .marks
        .iter()
        .copied()
        .filter(|mark| widths.needs(*mark))
        .collect();
    let cells = marks.len() + usize::from(!marks.is_empty());
    let is_index = matches!(row.target, Target::Index(_));
    let style = if is_index { theme.strong } else { theme.text };
    let room = widths.name.saturating_sub(cells);
    line.part(room, &row.name, Align::Left, style);
    line.at += usize::from(!marks.is_empty());
    for mark in marks {
        let style = match mark {
            Mark::Disputed | Mark::Crossed => theme.problems[1],
            Mark::Assessed | Mark::Ranged => theme.dim,
        };
        line.part(1, mark.glyph(), Align::Left, style);
    }
    if widths.name > 0 {
        line.at += GAP;
    }
}

/// The change: an arrow says the direction besides the sign, figures are aligned on their decimal point.
fn change(frame: &Frame<'_>, widths: &Widths, row: &Row, line: &mut Line<'_>) {
    let theme = frame.cx.theme;
    let cells = widths.of(Part::Change);
    if cells == 0 {
        return;
    }
    let (arrow, style) = match row.change {
        Some(by) if row.delta.0 != "±0" && by > 0.0 => (arrow(by), theme.up),
        Some(by) if row.delta.0 != "±0" => (arrow(by), theme.down),
        _ => (" ", theme.dim),
    };
    let (whole, rest) = widths.delta;
    // The head may be wider than the figures.
    line.at += cells.saturating_sub(ARROW + whole + rest);
    line.part(ARROW, arrow, Align::Left, style);
    line.part(whole, &row.delta.0, Align::Right, style);
    line.part(rest, &row.delta.1, Align::Left, style);
    line.at += GAP;
}

/// A row being written from left to right.
struct Line<'a> {
    buf: &'a mut Buffer,
    area: Rect,
    /// The next column.
    at: usize,
}

impl<'a> Line<'a> {
    /// Starts behind the mark of the selection.
    fn new(buf: &'a mut Buffer, area: Rect) -> Self {
        Self {
            buf,
            area,
            at: MARGIN,
        }
    }

    /// Writes the cell of a column, and the gap behind it; nothing for a column that does not show.
    fn cell(&mut self, cells: usize, text: &str, align: Align, style: Style) {
        if cells > 0 {
            self.part(cells, text, align, style);
            self.at += GAP;
        }
    }

    /// Writes a part of a cell.
    fn part(&mut self, cells: usize, text: &str, align: Align, style: Style) {
        put(
            self.buf,
            self.area,
            (self.at, 0),
            &fit(text, cells, align),
            style,
        );
        self.at += cells;
    }
}

/// The value at the end of each of so many equal parts of the window; none before the first observation.
fn course(frame: &Frame<'_>, row: &Row, parts: usize) -> Vec<Option<f64>> {
    let (model, now) = (frame.cx.model, frame.cx.now);
    let from = frame.spark.before(now.as_of);
    let days = (now.as_of - from).num_days();
    let parts = parts as i64;
    let ends = (1..=parts).map(|part| from + Duration::days(days * part / parts));
    let value_at = |date: NaiveDate| match &row.target {
        Target::Index(id) => *now
            .history
            .at(date)?
            .scores
            .get(model.index_position(id)?)?,
        target => {
            let series = model.indicator(target.id())?.series_of(&model.subject.code);
            series.value(series.at(date)?)
        }
    };
    ends.map(value_at).collect()
}
