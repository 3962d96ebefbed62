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
use crate::widget::{Column, chosen, hints, put, spark};

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
            .map(|place| columns[place].width + 2)
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
            at += cells + 2;
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
    line: Rect,
    buf: &mut Buffer,
) {
    let theme = frame.cx.theme;
    let is_stale = row.freshness == Some(Freshness::Stale);
    let plain = if is_stale { theme.stale } else { theme.text };
    let marker = if is_selected { "▸" } else { " " };
    put(
        buf,
        line,
        (0, 0),
        marker,
        if frame.cx.focused {
            theme.accent
        } else {
            theme.dim
        },
    );
    let mut at = MARGIN;
    let name_style = if matches!(row.target, Target::Index(_)) {
        theme.strong
    } else {
        theme.text
    };
    put(
        buf,
        line,
        (at, 0),
        &fit(&row.name, widths.name, Align::Left),
        name_style,
    );
    at += widths.name + 2;
    at = cell(
        buf,
        line,
        at,
        widths.marks,
        &row.marks,
        Align::Left,
        theme.problems[1],
    );
    let value_style = if is_stale { theme.stale } else { theme.strong };
    put(
        buf,
        line,
        (at, 0),
        &fit(&row.value.0, widths.whole, Align::Right),
        value_style,
    );
    let end = put(
        buf,
        line,
        (at + widths.whole, 0),
        &fit(&row.value.1, widths.rest, Align::Left),
        value_style,
    );
    put(
        buf,
        line,
        (end + 1, 0),
        &fit(&row.unit, widths.unit, Align::Left),
        theme.dim,
    );
    at += widths.value() + 2;
    let (delta, style) = delta(row, theme.up, theme.down, theme.dim);
    at = cell(buf, line, at, widths.delta, &delta, Align::Right, style);
    if widths.spark > 0 {
        let course = spark(&course(frame, row));
        at = cell(buf, line, at, widths.spark, &course, Align::Left, theme.dim);
    }
    let (band, style) = match &row.band {
        Some((level, name)) => (
            format!("{} {name}", level_glyph(*level)),
            theme.level(*level),
        ),
        None => (row.coverage.clone(), theme.dim),
    };
    at = cell(buf, line, at, widths.band, &band, Align::Left, style);
    at = cell(
        buf,
        line,
        at,
        widths.age,
        &row.age,
        Align::Right,
        age_style(row, plain, theme.dim),
    );
    let kind = row.kind.map_or("", Kind::word);
    let kind_style = if row.kind == Some(Kind::Assessed) {
        theme.text
    } else {
        theme.dim
    };
    at = cell(buf, line, at, widths.kind, kind, Align::Left, kind_style);
    cell(
        buf,
        line,
        at,
        widths.grade,
        &row.grade,
        Align::Left,
        theme.dim,
    );
    if is_selected && frame.cx.focused {
        buf.set_style(line, theme.selected);
    }
    if frame.cx.changed.contains(row.target.id()) {
        buf.set_style(line, theme.changed);
    }
}

/// Writes a cell of a column that shows; returns where the next one begins.
fn cell(
    buf: &mut Buffer,
    line: Rect,
    at: usize,
    cells: usize,
    text: &str,
    align: Align,
    style: Style,
) -> usize {
    if cells == 0 {
        return at;
    }
    put(buf, line, (at, 0), &fit(text, cells, align), style);
    at + cells + 2
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

/// Ages that are beyond what is expected stand out from those that are not.
fn age_style(row: &Row, stale: Style, fresh: Style) -> Style {
    match row.freshness {
        Some(Freshness::Stale) => stale,
        _ => fresh,
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
