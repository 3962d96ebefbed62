//! A drawing board of braille dots in layers: two dots a column and four a row, so that a dot is as wide as high.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Dots over an area. Layer 1 is the ground and hidden by whatever stands above it in a cell: a line that crosses a grid
/// stays a line. Dots of higher layers share a cell, in the style of the highest.
#[derive(Debug)]
pub struct Dots {
    area: Rect,
    cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    bits: u8,
    layer: u8,
    style: Style,
}

impl Cell {
    /// Adds dots of a layer.
    fn set(&mut self, bits: u8, layer: u8, style: Style) {
        if layer < self.layer && layer == GROUND {
            return;
        }
        if layer > self.layer && self.layer == GROUND {
            *self = Self::default();
        }
        if layer >= self.layer {
            self.layer = layer;
            self.style = style;
        }
        self.bits |= bits;
    }
}

/// The layer that others hide.
const GROUND: u8 = 1;

/// The bit of the dot at column 0 or 1 and row 0 to 3 of a braille character.
const BITS: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

impl Dots {
    /// An empty board over an area.
    pub fn new(area: Rect) -> Self {
        Self {
            area,
            cells: vec![Cell::default(); usize::from(area.width) * usize::from(area.height)],
        }
    }

    /// Columns and rows of dots.
    pub fn size(&self) -> (f64, f64) {
        (
            f64::from(self.area.width) * 2.0,
            f64::from(self.area.height) * 4.0,
        )
    }

    /// The cell under a dot; none outside the board.
    pub fn cell_at(&self, (x, y): (f64, f64)) -> Option<Position> {
        let (columns, rows) = self.size();
        let inside = x >= 0.0 && y >= 0.0 && x < columns && y < rows;
        inside.then(|| Position::new(self.area.x + x as u16 / 2, self.area.y + y as u16 / 4))
    }

    /// The layer that shows in a cell; 0 where there are no dots.
    pub fn layer(&self, at: Position) -> u8 {
        if !self.area.contains(at) {
            return 0;
        }
        self.cells[self.place(at)].layer
    }

    fn place(&self, at: Position) -> usize {
        usize::from(at.y - self.area.y) * usize::from(self.area.width)
            + usize::from(at.x - self.area.x)
    }

    /// Sets one dot; outside the board nothing happens.
    pub fn dot(&mut self, (x, y): (f64, f64), layer: u8, style: Style) {
        let Some(at) = self.cell_at((x, y)) else {
            return;
        };
        let place = self.place(at);
        self.cells[place].set(BITS[x as usize % 2][y as usize % 4], layer, style);
    }

    /// Sets all dots of a column between two rows, both included: cell by cell, so that a board full of such columns
    /// costs little.
    pub fn upright(&mut self, x: f64, (from, to): (f64, f64), layer: u8, style: Style) {
        let last = self.size().1 - 1.0;
        let (from, to) = (from.min(to).max(0.0), from.max(to).min(last));
        if !(x >= 0.0 && x < self.size().0 && from <= to) {
            return;
        }
        let (x, from, to) = (x as usize, from as usize, to as usize);
        for row in from / 4..=to / 4 {
            let inside = |dot: &usize| (from..=to).contains(&(row * 4 + dot));
            let bits = (0..4)
                .filter(inside)
                .fold(0, |bits, dot| bits | BITS[x % 2][dot]);
            let place = row * usize::from(self.area.width) + x / 2;
            self.cells[place].set(bits, layer, style);
        }
    }

    /// Draws a line; with `every` greater than 1 only each so-many-th dot of it.
    pub fn line(
        &mut self,
        from: (f64, f64),
        to: (f64, f64),
        every: usize,
        layer: u8,
        style: Style,
    ) {
        let (across, down) = (to.0 - from.0, to.1 - from.1);
        // A line is as long as its longer side; boards are far smaller than this bound.
        let steps = across.abs().max(down.abs()).ceil().clamp(1.0, 10_000.0);
        for step in (0..=steps as usize).step_by(every.max(1)) {
            let share = step as f64 / steps;
            self.dot(
                (from.0 + across * share, from.1 + down * share),
                layer,
                style,
            );
        }
    }

    /// Fills a disc.
    pub fn disc(&mut self, centre: (f64, f64), radius: f64, layer: u8, style: Style) {
        let reach = radius.ceil().clamp(0.0, 1_000.0) as i32;
        for down in -reach..=reach {
            for across in -reach..=reach {
                let (across, down) = (f64::from(across), f64::from(down));
                if across.hypot(down) <= radius + 0.3 {
                    self.dot((centre.0 + across, centre.1 + down), layer, style);
                }
            }
        }
    }

    /// Writes every cell that has dots.
    pub fn draw(&self, buf: &mut Buffer) {
        for (position, cell) in self.area.positions().zip(&self.cells) {
            let symbol = char::from_u32(0x2800 + u32::from(cell.bits));
            if let (Some(target), Some(symbol), true) =
                (buf.cell_mut(position), symbol, cell.bits != 0)
            {
                target.set_char(symbol).set_style(cell.style);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(dots: &Dots) -> String {
        let mut buf = Buffer::empty(dots.area);
        dots.draw(&mut buf);
        buf.content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect()
    }

    #[test]
    fn dots_stand_where_they_are_set() {
        let mut dots = Dots::new(Rect::new(0, 0, 2, 1));
        dots.dot((0.0, 0.0), 1, Style::new());
        dots.dot((3.9, 3.9), 1, Style::new());
        dots.dot((4.0, 0.0), 1, Style::new());
        dots.dot((-0.1, 0.0), 1, Style::new());
        dots.dot((f64::NAN, 0.0), 1, Style::new());
        assert_eq!(drawn(&dots), "⠁⢀");
    }

    #[test]
    fn a_column_is_the_line_of_its_dots() {
        let area = Rect::new(0, 0, 2, 3);
        for (x, from, to) in [
            (0.0, 0.0, 11.0),
            (3.5, 2.5, 9.5),
            (1.0, 5.0, 5.0),
            (2.0, 8.0, 3.0),
            (2.0, 7.0, 40.0),
            (2.0, -3.0, 4.0),
            (9.0, 0.0, 4.0),
            (-1.0, 0.0, 4.0),
            (1.0, 12.0, 19.0),
            (f64::NAN, 0.0, 4.0),
        ] {
            let (mut column, mut line) = (Dots::new(area), Dots::new(area));
            column.upright(x, (from, to), 2, Style::new());
            line.line((x, from), (x, to), 1, 2, Style::new());
            assert_eq!(drawn(&column), drawn(&line), "{x} {from} {to}");
        }
    }

    #[test]
    fn the_ground_is_hidden_and_other_layers_share_a_cell() {
        let mut dots = Dots::new(Rect::new(0, 0, 3, 1));
        dots.line((0.0, 0.0), (5.0, 0.0), 1, 1, Style::new());
        dots.dot((2.0, 3.0), 2, Style::new());
        dots.line((0.0, 1.0), (5.0, 1.0), 1, 1, Style::new());
        dots.dot((3.0, 0.0), 3, Style::new().bold());
        dots.dot((3.0, 3.0), 2, Style::new());
        assert_eq!(drawn(&dots), "⠛⣈⠛");
        assert_eq!(dots.layer(Position::new(1, 0)), 3);
        assert_eq!(dots.layer(Position::new(9, 9)), 0);
    }

    #[test]
    fn a_disc_is_as_wide_as_high() {
        let mut dots = Dots::new(Rect::new(0, 0, 3, 2));
        dots.disc((2.0, 3.0), 2.0, 1, Style::new());
        let set = |x: u16, y: u16| {
            let bits = dots.cells[usize::from(y / 4 * 3 + x / 2)].bits;
            bits & BITS[usize::from(x % 2)][usize::from(y % 4)] != 0
        };
        let columns = (0..6).filter(|&x| (0..8).any(|y| set(x, y))).count();
        let rows = (0..8).filter(|&y| (0..6).any(|x| set(x, y))).count();
        assert_eq!((columns, rows), (5, 5));
    }
}
