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

/// Writes the names of the corners and the line with the dates around the board.
pub(super) fn draw(frame: &Frame<'_>, area: Rect, from: NaiveDate, buf: &mut Buffer) {
    let step = frame.told();
    let label = |corner: usize, room: usize| -> Line<'static> {
        let id = &frame.actors[corner];
        let Some(place) = frame.cx.model.actor_position(id) else {
            return Line::default();
        };
        let name = frame.cx.model.actors[place].capital.to_uppercase();
        let share = step.map_or_else(String::new, |step| percent(step.shares[corner]));
        Line::from(vec![
            Span::styled(
                format!("{} ", actor_glyph(place)),
                frame.cx.theme.actor(place),
            ),
            Span::styled(
                truncate(&name, room.saturating_sub(share.len() + 3)),
                frame.cx.theme.strong,
            ),
            Span::styled(format!(" {share}"), frame.cx.theme.text),
        ])
    };
    let half = usize::from(area.width) / 2;
    if frame.board.y > area.y {
        let line = label(0, usize::from(area.width));
        let wide = line.width() as u16;
        let apex = frame.board.x + (frame.triangle.corners[0].0 / 2.0) as u16;
        let x = apex
            .saturating_sub(wide / 2)
            .clamp(area.x, area.right().saturating_sub(wide).max(area.x));
        line.render(
            Rect {
                x,
                height: 1,
                width: area.right() - x,
                ..area
            },
            buf,
        );
    }
    if frame.board.bottom() < area.bottom() {
        let row = Rect {
            y: frame.board.bottom(),
            height: 1,
            ..area
        };
        let base = |corner: usize| frame.board.x + (frame.triangle.corners[corner].0 / 2.0) as u16;
        let (left, right) = (label(2, half), label(1, half));
        // Most of a name stands outside of its corner, so that the two keep apart.
        let start = (base(2) + 4)
            .saturating_sub(left.width() as u16)
            .max(area.x);
        let end = (base(1) + right.width() as u16)
            .saturating_sub(4)
            .min(area.right());
        let middle = area.x + area.width / 2;
        left.render(
            Rect {
                x: start.min(middle),
                width: middle.saturating_sub(start),
                ..row
            },
            buf,
        );
        right.right_aligned().render(
            Rect {
                x: middle,
                width: end.saturating_sub(middle),
                ..row
            },
            buf,
        );
    }
    frame.base_scale(buf);
    if frame.board.bottom() + 1 < area.bottom() {
        caption(
            frame,
            Rect {
                y: area.bottom() - 1,
                height: 1,
                ..area
            },
            from,
            buf,
        );
    }
}

/// Draws what the marks mean: dates, and the window when it is not the whole.
fn caption(frame: &Frame<'_>, area: Rect, from: NaiveDate, buf: &mut Buffer) {
    let theme = frame.cx.theme;
    let shown = frame.cx.place.cursor.and_then(|date| frame.path.at(date));
    let dates = if let Some(step) = shown {
        format!("╋ {}", date(step.date))
    } else {
        let first = frame.path.steps().next().map_or(from, |step| step.date);
        format!("○ {}   ● {}", period(first, 1), date(frame.cx.now.as_of))
    };
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
