//! The table as cells: columns by priority, figures aligned on their decimal point.

use std::ops::Range;

use chrono::{Duration, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::row::Row;
use crate::assess::Freshness;
use crate::model::{Kind, Span};
use crate::panel::{Context, Target};
use crate::text::{Align, fit, width};
use crate::theme::{arrow, level_glyph};
use crate::widget::{Column, GAP, chosen, hints, put, spark};

/// Cells of the small course.
const SPARK: usize = 12;

/// Cells in front of a row: the mark of the selection.
const MARGIN: usize = 2;

/// Names are given this much, least and most, before other columns come in.
const NAME: (usize, usize) = (14, 34);

/// What is drawn.
pub(super) struct Frame<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) rows: &'a [Row],
    pub(super) selected: usize,
    pub(super) shown: Range<usize>,
    pub(super) spark: Span,
}

/// Widths of the parts of a table; 0: not shown.
struct Widths {
    name: usize,
    marks: usize,
    whole: usize,
    rest: usize,
    unit: usize,
    delta: usize,
    spark: usize,
    band: usize,
    age: usize,
    grade: usize,
    kind: usize,
}

impl Widths {
    fn new(rows: &[Row], room: usize) -> Self {
        let most = |part: &dyn Fn(&Row) -> usize| rows.iter().map(part).max().unwrap_or(0);
        let marks = most(&|row| width(&row.marks));
        let (whole, rest) = (
            most(&|row| width(&row.value.0)),
            most(&|row| width(&row.value.1)),
        );
        let unit = most(&|row| width(&row.unit)).min(8);
        let delta = most(&|row| width(&row.delta)).max(4) + 2;
        let band = most(&|row| {
            row.band
                .as_ref()
                .map_or(width(&row.coverage), |(_, name)| width(name) + 2)
        })
        .min(16);
        let fixed = MARGIN + 2 + whole + rest + usize::from(unit > 0) + unit;
        let longest = most(&|row| width(&row.name)).clamp(9, 48);
        let name = longest.min((room * 2 / 5).clamp(NAME.0, NAME.1));
        let columns = [
            (delta, 1),
            (band, 2),
            (marks, 3),
            (6, 4),
            (SPARK, 5),
            (2, 7),
            (8, 6),
        ];
        let columns = columns.map(|(width, priority)| Column { width, priority });
        let shown = chosen(columns, room.saturating_sub(fixed + name));
        let or_none = |place: usize| {
            if shown[place] {
                columns[place].width
            } else {
                0
            }
        };
        let taken: usize = (0..columns.len())
            .filter(|&place| shown[place])
            .map(|place| columns[place].width + GAP)
            .sum();
        Self {
            name: room.saturating_sub(fixed + taken).min(longest),
            marks: or_none(2),
            whole,
            rest,
            unit,
            delta: or_none(0),
            spark: or_none(4),
            band: or_none(1),
            age: or_none(3),
            grade: or_none(5),
            kind: or_none(6),
        }
    }

    fn value(&self) -> usize {
        self.whole + self.rest + usize::from(self.unit > 0) + self.unit
    }
}

pub(super) fn draw(frame: &Frame<'_>, area: Rect, body: Rect, buf: &mut Buffer) {
    // Hints that there is more stand at the right edge.
    let room = usize::from(area.width).saturating_sub(if frame.shown.len() < frame.rows.len() {
        2
    } else {
        0
    });
    let widths = Widths::new(frame.rows, room);
    if body.y > area.y {
        heads(frame, &widths, area, buf);
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

fn heads(frame: &Frame<'_>, widths: &Widths, area: Rect, buf: &mut Buffer) {
    let over = frame.rows.iter().map(|row| row.over).next();
    let change = match over {
        Some(over) if frame.rows.iter().all(|row| row.over == over) => over.short(),
        _ => "change".to_owned(),
    };
    let mut at = MARGIN;
    let mut head = |cells: usize, text: &str, align: Align| {
        if cells > 0 {
            put(
                buf,
                area,
                (at, 0),
                &fit(text, cells, align),
                frame.cx.theme.head,
            );
            at += cells + GAP;
        }
    };
    head(widths.name, "Indicator", Align::Left);
    head(widths.marks, "", Align::Left);
    head(widths.value(), "Value", Align::Left);
    head(widths.delta, &change, Align::Right);
    head(
        widths.spark,
        &format!("last {}", frame.spark.short()),
        Align::Left,
    );
    head(widths.band, "Band", Align::Left);
    head(widths.age, "Age", Align::Right);
    head(widths.kind, "Kind", Align::Left);
    head(widths.grade, "Gr", Align::Left);
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
    let marker_style = if frame.cx.focused {
        theme.accent
    } else {
        theme.dim
    };
    put(
        buf,
        area,
        (0, 0),
        if is_selected { "▸" } else { " " },
        marker_style,
    );
    let is_stale = row.freshness == Some(Freshness::Stale);
    let is_index = matches!(row.target, Target::Index(_));
    let mut line = Line {
        buf: &mut *buf,
        area,
        at: MARGIN,
    };
    let name_style = if is_index { theme.strong } else { theme.text };
    line.cell(widths.name, &row.name, Align::Left, name_style);
    line.cell(widths.marks, &row.marks, Align::Left, theme.problems[1]);
    let value_style = if is_stale { theme.stale } else { theme.strong };
    line.part(widths.whole, &row.value.0, Align::Right, value_style);
    line.part(widths.rest, &row.value.1, Align::Left, value_style);
    line.at += usize::from(widths.unit > 0);
    line.part(widths.unit, &row.unit, Align::Left, theme.dim);
    line.at += GAP;
    let (delta, style) = delta(row, theme.up, theme.down, theme.dim);
    line.cell(widths.delta, &delta, Align::Right, style);
    if widths.spark > 0 {
        let course = spark(&course(frame, row));
        line.cell(widths.spark, &course, Align::Left, theme.dim);
    }
    let (band, style) = match &row.band {
        Some((level, name)) => (
            format!("{} {name}", level_glyph(*level)),
            theme.level(*level),
        ),
        None => (row.coverage.clone(), theme.dim),
    };
    line.cell(widths.band, &band, Align::Left, style);
    // Ages beyond what is expected stand out from those that are not.
    let age_style = if is_stale { theme.stale } else { theme.dim };
    line.cell(widths.age, &row.age, Align::Right, age_style);
    let is_assessed = row.kind == Some(Kind::Assessed);
    let kind_style = if is_assessed { theme.text } else { theme.dim };
    line.cell(
        widths.kind,
        row.kind.map_or("", Kind::word),
        Align::Left,
        kind_style,
    );
    line.cell(widths.grade, &row.grade, Align::Left, theme.dim);
    if is_selected && frame.cx.focused {
        buf.set_style(area, theme.selected);
    }
    if frame.cx.changed.contains(row.target.id()) {
        buf.set_style(area, theme.changed);
    }
}

/// A row being written from left to right.
struct Line<'a> {
    buf: &'a mut Buffer,
    area: Rect,
    /// The next column.
    at: usize,
}

impl Line<'_> {
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

/// The change in words and its style; an arrow says the direction besides the sign.
fn delta(row: &Row, up: Style, down: Style, none: Style) -> (String, Style) {
    match row.change {
        Some(by) if row.delta != "±0" => (
            format!("{} {}", arrow(by), row.delta),
            if by > 0.0 { up } else { down },
        ),
        Some(_) => (row.delta.clone(), none),
        None => (String::new(), none),
    }
}

/// The value at the end of each of equal parts of the window; none before the first observation.
fn course(frame: &Frame<'_>, row: &Row) -> Vec<Option<f64>> {
    let (model, now) = (frame.cx.model, frame.cx.now);
    let from = frame.spark.before(now.as_of);
    let days = (now.as_of - from).num_days();
    let ends = (1..=SPARK as i64).map(|part| from + Duration::days(days * part / SPARK as i64));
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
