//! The picture: triangle, grid, path, dates and corners.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::aside;
use super::geometry::{Dot, Shares, Triangle, Window};
use super::path::{Path, Step};
use super::taken::Taken;
use crate::model::{Id, Span as Time};
use crate::panel::{Context, Target};
use crate::text::number;
use crate::theme::actor_glyph;
use crate::widget::Dots;

/// Layers of the board, the highest in front.
const GRID: u8 = 1;
pub(super) const EDGE: u8 = 2;
const PATH: u8 = 3;

/// Everything one frame needs.
pub(super) struct Frame<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) actors: &'a [Id; 3],
    pub(super) path: &'a Path,
    pub(super) window: Window,
    /// The board: all but the lines of text above and below.
    pub(super) board: Rect,
    pub(super) triangle: Triangle,
}

impl<'a> Frame<'a> {
    pub(super) fn new(
        cx: &'a Context<'a>,
        actors: &'a [Id; 3],
        path: &'a Path,
        window: Window,
        area: Rect,
    ) -> Self {
        let top = u16::from(area.height >= 4);
        let bottom = u16::from(area.height >= 3) + u16::from(area.height >= 6);
        let board = Rect {
            y: area.y + top,
            height: area.height - top - bottom,
            ..area
        };
        let size = (f64::from(board.width) * 2.0, f64::from(board.height) * 4.0);
        Self {
            cx,
            actors,
            path,
            window,
            board,
            triangle: Triangle::within(size),
        }
    }

    fn dot(&self, shares: Shares) -> Dot {
        self.triangle.at(self.window.inside(shares))
    }

    /// The cell at which shares stand.
    pub(super) fn cell(&self, shares: Shares) -> Position {
        let (x, y) = self.dot(shares);
        let across = (x / 2.0) as u16;
        let down = (y / 4.0) as u16;
        Position::new(
            self.board.x + across.min(self.board.width.saturating_sub(1)),
            self.board.y + down.min(self.board.height.saturating_sub(1)),
        )
    }

    pub(super) fn draw(&self, buf: &mut Buffer) {
        let mut dots = Dots::new(self.board);
        self.grid(&mut dots);
        self.way(&mut dots);
        dots.draw(buf);
        let mut taken = Taken::new(&dots, self.board);
        self.scale(&mut taken, buf);
        taken.keep_inside(&dots);
        self.marks(&mut taken, buf);
        aside::whole(self, buf);
        aside::table(self, buf);
    }

    /// The step whose shares are told: the one at the crosshair, else the last.
    pub(super) fn told(&self) -> Option<&Step> {
        let cursor = self.cx.cursor();
        cursor
            .and_then(|date| self.path.at(date))
            .or(self.path.steps().next_back())
    }

    /// Whether a corner's index is what the reader would open.
    pub(super) fn is_selected(&self, corner: usize) -> bool {
        let index = |id: &Id| self.cx.model.actor(id)?.index.clone().map(Target::Index);
        let selected = self.cx.place.selected.as_ref();
        let mut corners = self.actors.iter().map(index);
        let at = corners.position(|index| index.is_some() && index.as_ref() == selected);
        self.cx.focused && at.unwrap_or(0) == corner
    }

    /// The columns of the triangle's sides in a row of the board.
    pub(super) fn sides(&self, row: u16) -> (u16, u16) {
        let [top, right, left] = self.triangle.corners;
        let down = (f64::from(row) * 4.0 + 4.0 - top.1) / (right.1 - top.1).max(1.0);
        let down = down.clamp(0.0, 1.0);
        let across = |corner: f64, down: f64| top.0 + (corner - top.0) * down;
        let at = |corner: f64| self.board.x + (across(corner, down) / 2.0) as u16;
        (at(left.0), at(right.0))
    }

    fn grid(&self, dots: &mut Dots) {
        let theme = self.cx.theme;
        let [top, right, left] = self.triangle.corners;
        if self.triangle.side() >= 24.0 {
            for corner in 0..3 {
                for share in self.window.lines(corner) {
                    let [from, to] = self
                        .window
                        .line(corner, share)
                        .map(|end| self.triangle.at(end));
                    dots.line(from, to, 3, GRID, theme.faint);
                }
            }
        }
        for (from, to) in [(top, right), (right, left), (left, top)] {
            dots.line(from, to, 1, EDGE, theme.dim);
        }
    }

    /// Draws the path: the last twelve months in front, the first years in the back.
    fn way(&self, dots: &mut Dots) {
        let theme = self.cx.theme;
        let last_year = Time::months(12).before(self.cx.now.as_of);
        for stretch in &self.path.stretches {
            for two in stretch.windows(2) {
                let (layer, style) = if two[0].date >= last_year {
                    (PATH + 1, theme.accent)
                } else {
                    (PATH, theme.text)
                };
                dots.line(
                    self.dot(two[0].shares),
                    self.dot(two[1].shares),
                    1,
                    layer,
                    style,
                );
            }
            if let [only] = &stretch[..] {
                dots.dot(self.dot(only.shares), PATH, theme.text);
            }
        }
    }

    /// Writes the shares of the grid lines at the sides, each with the glyph of the actor whose share it is. Each corner's
    /// scale stands on the side that leads clockwise to it.
    fn scale(&self, taken: &mut Taken, buf: &mut Buffer) {
        for corner in [0, 1] {
            for (label, (x, y)) in self.marked(corner) {
                let wide = label.chars().count() as f64;
                let x = x / 2.0 + if corner == 0 { -wide - 1.0 } else { 2.0 };
                let at = (x.max(0.0) as u16, y.max(0.0) as u16 / 4);
                let at = Position::new(self.board.x + at.0, self.board.y + at.1);
                taken.write(at, &label, self.cx.theme.dim, buf);
            }
        }
    }

    /// Writes the scale of the left corner below the base, where the names of the corners leave room.
    pub(super) fn base_scale(&self, buf: &mut Buffer) {
        for (label, (x, _)) in self.marked(2) {
            let wide = label.chars().count() as u16;
            let x = (self.board.x + (x.max(0.0) / 2.0) as u16).saturating_sub(wide / 2);
            let y = self.board.bottom();
            let is_free = |x: u16| {
                let cell = buf.cell(Position::new(x, y));
                cell.is_some_and(|cell| cell.symbol() == " ")
            };
            if (x.saturating_sub(1)..=x + wide).all(is_free) && y < buf.area.bottom() {
                buf.set_string(x, y, &label, self.cx.theme.dim);
            }
        }
    }

    /// Labels of a corner's grid lines, with the dot at which each line meets the corner's scale.
    fn marked(&self, corner: usize) -> Vec<(String, Dot)> {
        let place = self.cx.model.actor_position(&self.actors[corner]);
        let Some(place) = place.filter(|_| self.triangle.side() >= 64.0) else {
            return Vec::new();
        };
        let lines = self.window.lines(corner).into_iter();
        lines
            .map(|share| {
                let label = format!("{}{}", actor_glyph(place), number(share * 100.0, Some(0)));
                let [before, _] = self.window.line(corner, share);
                (label, self.triangle.at(before))
            })
            .collect()
    }

    /// Writes start, years, cursor and present position.
    fn marks(&self, taken: &mut Taken, buf: &mut Buffer) {
        let theme = self.cx.theme;
        let (Some(first), Some(last)) = (self.path.steps().next(), self.path.steps().next_back())
        else {
            return;
        };
        let (start, end) = (self.cell(first.shares), self.cell(last.shares));
        taken.mark(start);
        taken.mark(end);
        let short = self.triangle.side() < 64.0;
        for (year, step) in self.path.years() {
            let at = self.cell(step.shares);
            let label = if short {
                format!("’{:02}", year.rem_euclid(100))
            } else {
                year.to_string()
            };
            if taken.label(at, &label, theme.dim, buf) && at != start && at != end {
                put(buf, at, "•", theme.text);
            }
        }
        put(buf, start, "○", theme.text);
        put(buf, end, "●", theme.strong);
        if let Some(step) = self.cx.cursor().and_then(|date| self.path.at(date)) {
            put(buf, self.cell(step.shares), "╋", theme.accent);
        }
    }
}

fn put(buf: &mut Buffer, at: Position, symbol: &str, style: Style) {
    if let Some(cell) = buf.cell_mut(at) {
        cell.set_symbol(symbol).set_style(style);
    }
}
