//! What stands in the empty corners beside the triangle: the whole with the window in it, and a table of shares.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::draw::Frame;
use super::geometry::{Triangle, Window};
use crate::text::{Align, fit, number, percent, period, width};
use crate::theme::{actor_glyph, arrow};
use crate::widget::Dots;

/// Columns and rows of the picture of the whole.
const WHOLE: (u16, u16) = (13, 6);

/// Columns kept free between these and the triangle, where the scale stands.
const DISTANCE: u16 = 6;

/// Draws the whole triangle small, with the window filled.
pub(super) fn whole(frame: &Frame<'_>, buf: &mut Buffer) {
    let board = frame.board;
    let (wide, high) = WHOLE;
    let free = frame.sides(high).0.saturating_sub(DISTANCE);
    if frame.window == Window::WHOLE || board.height < 3 * high || free < board.x + wide {
        return;
    }
    let theme = frame.cx.theme;
    let mut dots = Dots::new(Rect::new(board.x, board.y, wide, high));
    let triangle = Triangle::within(dots.size());
    let [top, right, left] = triangle.corners;
    for (from, to) in [(top, right), (right, left), (left, top)] {
        dots.line(from, to, 1, 2, theme.dim);
    }
    // Lines from the window's own corner to its far side, dense enough to fill it.
    let Window { low, size } = frame.window;
    let corner = |at: usize| {
        let mut shares = low;
        shares[at] += size;
        triangle.at(shares)
    };
    let (top, right, left) = (corner(0), corner(1), corner(2));
    for part in 0..=16 {
        let share = f64::from(part) / 16.0;
        let across = (
            left.0 + (right.0 - left.0) * share,
            left.1 + (right.1 - left.1) * share,
        );
        dots.line(top, across, 1, 3, theme.accent);
    }
    dots.draw(buf);
    let size = format!("{:.0} of 100", size * 100.0);
    buf.set_string(
        board.x,
        board.y + high,
        fit(&size, usize::from(wide), Align::Centre),
        theme.dim,
    );
}

/// Draws the share of each actor and its change since the path began.
pub(super) fn table(frame: &Frame<'_>, buf: &mut Buffer) {
    let (cx, board) = (frame.cx, frame.board);
    let (Some(first), Some(last)) = (frame.path.steps().next(), frame.told()) else {
        return;
    };
    let actors: Vec<_> = frame
        .actors
        .iter()
        .filter_map(|id| cx.model.actor_position(id))
        .map(|place| (place, &*cx.model.actors[place].name))
        .collect();
    let longest = actors
        .iter()
        .map(|(_, name)| width(name))
        .max()
        .unwrap_or(0)
        .min(20);
    // Glyph, share and change take 17 columns.
    let wide = longest as u16 + 17;
    let rows = actors.len() as u16 + 1;
    let free = frame.sides(rows).1.saturating_add(DISTANCE);
    if board.height < 12 || u32::from(free) + u32::from(wide) > u32::from(board.right()) {
        return;
    }
    let x = board.right() - wide;
    let head = format!("since {}", period(first.date, 1));
    let area = Rect::new(x, board.y, wide, 1);
    Line::styled(head, cx.theme.head)
        .right_aligned()
        .render(area, buf);
    for (corner, (place, name)) in actors.into_iter().enumerate() {
        let points = (last.shares[corner] - first.shares[corner]) * 100.0;
        let size = number(points.abs(), Some(1));
        let style = if points < 0.0 {
            cx.theme.down
        } else {
            cx.theme.up
        };
        let line = Line::from(vec![
            Span::styled(actor_glyph(place), cx.theme.actor(place)),
            Span::styled(
                format!(" {}", fit(name, longest, Align::Left)),
                cx.theme.text,
            ),
            Span::styled(
                fit(&percent(last.shares[corner]), 7, Align::Right),
                cx.theme.strong,
            ),
            Span::styled(
                fit(&format!("{}{size}", arrow(points)), 8, Align::Right),
                style,
            ),
        ]);
        line.render(
            Rect {
                y: board.y + 1 + corner as u16,
                ..area
            },
            buf,
        );
    }
}
