//! Text around the triangle: corners, dates, the window.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::draw::Frame;
use super::geometry::Window;
use crate::text::{date, percent, period, truncate, width};
use crate::theme::actor_glyph;

/// Cells below which a cut name says nothing.
const FEWEST: usize = 4;

/// Cells between the names of the lower corners, at least.
const APART: u16 = 2;

/// Writes the names of the corners and the line with the dates around the board.
pub(super) fn draw(frame: &Frame<'_>, area: Rect, from: NaiveDate, buf: &mut Buffer) {
    let base = |corner: usize| frame.board.x + (frame.triangle.corners[corner].0 / 2.0) as u16;
    if frame.board.y > area.y {
        let line = corner(frame, 0, usize::from(area.width));
        let wide = line.width() as u16;
        let x = base(0)
            .saturating_sub(wide / 2)
            .clamp(area.x, area.right().saturating_sub(wide).max(area.x));
        let top = Rect { height: 1, ..area };
        line.render(at(top, x), buf);
    }
    if frame.board.bottom() < area.bottom() {
        let row = Rect {
            y: frame.board.bottom(),
            height: 1,
            ..area
        };
        // Most of a name stands outside of its corner, so that the two keep apart.
        let ends = (base(2) + 4, base(1).saturating_sub(4));
        lower(frame, ends, row, buf);
    }
    frame.base_scale(buf);
    if frame.board.bottom() + 1 < area.bottom() {
        let last = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        caption(frame, last, from, buf);
    }
}

/// The part of a row from a column on.
fn at(row: Rect, x: u16) -> Rect {
    let x = x.max(row.x);
    Rect {
        x,
        width: row.right().saturating_sub(x),
        ..row
    }
}

/// The name of a corner and the share of its actor in so many cells. The name is cut or left out, the share is whole or
/// left out.
fn corner(frame: &Frame<'_>, corner: usize, room: usize) -> Line<'static> {
    let theme = frame.cx.theme;
    let id = &frame.actors[corner];
    let Some(place) = frame.cx.model.actor_position(id) else {
        return Line::default();
    };
    let name = frame.cx.model.actors[place].capital.to_uppercase();
    let share = frame.told().map(|step| step.shares[corner]);
    let share = share.map_or_else(String::new, percent);
    // The glyph and the blanks take 3 cells.
    let left = room.saturating_sub(width(&share) + 3);
    let mut spans = vec![Span::styled(actor_glyph(place), theme.actor(place))];
    let lead = if frame.is_selected(corner) {
        "▸"
    } else {
        " "
    };
    if left >= width(&name).min(FEWEST) {
        spans.push(Span::styled(
            format!("{lead}{}", truncate(&name, left)),
            theme.strong,
        ));
    }
    if width(&share) + 2 <= room {
        spans.push(Span::styled(format!(" {share}"), theme.text));
    }
    Line::from(spans)
}

/// Writes the names of the left and the right corner below the base, from its `ends` outwards, without running together.
fn lower(frame: &Frame<'_>, ends: (u16, u16), row: Rect, buf: &mut Buffer) {
    let whole = usize::from(row.width);
    let (mut left, mut right) = (corner(frame, 2, whole), corner(frame, 1, whole));
    if left.width() + right.width() + usize::from(APART) > whole {
        let half = usize::from(row.width.saturating_sub(APART) / 2);
        (left, right) = (corner(frame, 2, half), corner(frame, 1, half));
    }
    let (wide, other) = (left.width() as u16, right.width() as u16);
    let room = row.width.saturating_sub(wide + other + APART);
    let begin = ends.0.saturating_sub(wide).clamp(row.x, row.x + room);
    let next = ends.1.max(begin + wide + APART);
    let next = next.min(row.right().saturating_sub(other));
    left.render(at(row, begin), buf);
    if next >= begin + wide {
        right.render(at(row, next), buf);
    }
}

/// Draws what the marks mean: dates, and the window when it is not the whole.
fn caption(frame: &Frame<'_>, area: Rect, from: NaiveDate, buf: &mut Buffer) {
    let theme = frame.cx.theme;
    let shown = frame.cx.cursor().and_then(|date| frame.path.at(date));
    let dates = if let Some(step) = shown {
        vec![format!("╋ {}", date(step.date)), date(step.date)]
    } else {
        let first = frame.path.steps().next().map_or(from, |step| step.date);
        let last = date(frame.cx.now.as_of);
        let both = format!("○ {}   ● {last}", period(first, 1));
        vec![both, format!("● {last}"), period(frame.cx.now.as_of, 1)]
    };
    let fits = |text: &String| width(text) <= usize::from(area.width);
    let dates = dates.into_iter().find(fits).unwrap_or_default();
    let low = frame.window.low.map(|low| (low * 100.0).round());
    let size = (frame.window.size * 100.0).round();
    let texts = if frame.window == Window::WHOLE {
        vec![String::new()]
    } else {
        let ranges: Vec<String> = frame
            .actors
            .iter()
            .zip(low)
            .filter_map(|(id, low)| {
                let capital = &frame.cx.model.actor(id)?.capital;
                Some(format!("{capital} {low:.0}–{:.0}", low + size))
            })
            .collect();
        vec![
            format!("window: {} %", ranges.join(", ")),
            format!("window: {size:.0} of 100 points"),
            format!("{size:.0} of 100"),
        ]
    };
    let left = Line::styled(dates, theme.dim);
    let room = usize::from(area.width).saturating_sub(left.width() + 3);
    left.render(area, buf);
    if let Some(text) = texts.into_iter().find(|text| width(text) <= room) {
        Line::styled(text, theme.dim)
            .right_aligned()
            .render(area, buf);
    }
}
