//! Where text may stand without covering the picture or other text.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::draw::EDGE;
use crate::widget::Dots;

/// Cells that text must not cover.
pub(super) struct Taken {
    area: Rect,
    cells: Vec<bool>,
}

impl Taken {
    pub(super) fn new(dots: &Dots, area: Rect) -> Self {
        let cells = area.positions().map(|at| dots.layer(at) >= EDGE).collect();
        Self { area, cells }
    }

    fn place(&self, at: Position) -> Option<usize> {
        self.area.contains(at).then(|| {
            usize::from(at.y - self.area.y) * usize::from(self.area.width)
                + usize::from(at.x - self.area.x)
        })
    }

    pub(super) fn mark(&mut self, at: Position) {
        if let Some(place) = self.place(at) {
            self.cells[place] = true;
        }
    }

    /// Takes all cells outside the triangle: what is said of the path is said inside.
    pub(super) fn keep_inside(&mut self, dots: &Dots) {
        for row in self.area.rows() {
            let edges = || row.positions().filter(|at| dots.layer(*at) >= EDGE);
            let (first, last) = (edges().map(|at| at.x).min(), edges().map(|at| at.x).max());
            for at in row.positions() {
                if first.is_none_or(|first| at.x < first) || last.is_none_or(|last| at.x > last) {
                    self.mark(at);
                }
            }
        }
    }

    /// Whether a text of so many cells, and so many cells at its sides, cover nothing.
    fn is_free(&self, at: Position, wide: u16, margin: u16) -> bool {
        let inside = at.y >= self.area.y
            && at.y < self.area.bottom()
            && at.x >= self.area.x
            && u32::from(at.x) + u32::from(wide) <= u32::from(self.area.right());
        let free = |x: u16| {
            let place = self.place(Position::new(x, at.y));
            place.is_none_or(|place| !self.cells[place])
        };
        inside && (at.x.saturating_sub(margin)..at.x + wide + margin).all(free)
    }

    /// Writes a text where it covers nothing; false when it would.
    pub(super) fn write(
        &mut self,
        at: Position,
        text: &str,
        style: Style,
        buf: &mut Buffer,
    ) -> bool {
        let wide = text.chars().count() as u16;
        if !self.is_free(at, wide, 0) {
            return false;
        }
        buf.set_string(at.x, at.y, text, style);
        for x in at.x.saturating_sub(1)..=at.x + wide {
            self.mark(Position::new(x, at.y));
        }
        true
    }

    /// Writes a text beside a cell, on the side where it covers nothing; false when there is none.
    pub(super) fn label(
        &mut self,
        at: Position,
        text: &str,
        style: Style,
        buf: &mut Buffer,
    ) -> bool {
        let wide = text.chars().count() as u16;
        let left = at.x.checked_sub(wide + 1);
        let middle = at.x.saturating_sub(wide / 2);
        let places = [
            Some(Position::new(at.x + 2, at.y)),
            left.map(|x| Position::new(x, at.y)),
            at.y.checked_sub(1).map(|y| Position::new(middle, y)),
            Some(Position::new(middle, at.y + 1)),
            at.y.checked_sub(1).map(|y| Position::new(at.x + 1, y)),
            Some(Position::new(at.x + 1, at.y + 1)),
        ];
        places
            .into_iter()
            .flatten()
            .any(|place| self.is_free(place, wide, 1) && self.write(place, text, style, buf))
    }
}
