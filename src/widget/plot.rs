//! Lines over time in braille dots, clipped to their area.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Dots, TimeAxis, ValueAxis};

/// What a line is drawn with.
#[derive(Clone, Copy, Debug)]
pub struct Pen {
    /// The layer of the board: 1 is the ground, hidden by whatever stands above it.
    pub layer: u8,
    /// The style.
    pub style: Style,
    /// Only each so-many-th dot of a line is set; 1 sets all.
    pub every: usize,
}

impl Pen {
    /// The pen that draws a solid line.
    pub const fn solid(layer: u8, style: Style) -> Self {
        Self {
            layer,
            style,
            every: 1,
        }
    }

    /// The same pen drawing each so-many-th dot.
    #[must_use]
    pub const fn dotted(self, every: usize) -> Self {
        Self { every, ..self }
    }
}

/// A drawing board with a time axis below and a value axis at its side.
#[derive(Debug)]
pub struct Plot {
    dots: Dots,
    time: TimeAxis,
    values: ValueAxis,
}

impl Plot {
    /// An empty board over an area. The time axis has as many columns as the area.
    pub fn new(area: Rect, time: TimeAxis, values: ValueAxis) -> Self {
        Self {
            dots: Dots::new(area),
            time,
            values,
        }
    }

    /// Columns of dots.
    pub fn columns(&self) -> usize {
        self.dots.size().0 as usize
    }

    /// The middle of the dot of a date and value; off the board where they are off the axes.
    fn point(&self, date: NaiveDate, value: f64) -> (f64, f64) {
        (self.across(date), self.down(value))
    }

    fn across(&self, date: NaiveDate) -> f64 {
        self.time.dot(date) as f64 + 0.5
    }

    fn down(&self, value: f64) -> f64 {
        let last = self.dots.size().1 - 1.0;
        (last - self.values.share(value) * last).round() + 0.5
    }

    /// The cell of a date and value; none off the board.
    pub fn cell(&self, date: NaiveDate, value: f64) -> Option<Position> {
        self.dots.cell_at(self.point(date, value))
    }

    /// True where nothing or only the ground is drawn in a cell.
    pub fn is_free(&self, at: Position) -> bool {
        self.dots.layer(at) <= 1
    }

    /// A straight line from one dated value to another.
    pub fn line(&mut self, from: (NaiveDate, f64), to: (NaiveDate, f64), pen: Pen) {
        self.segment(self.point(from.0, from.1), self.point(to.0, to.1), pen);
    }

    /// A line that keeps the value of its beginning until the date of its end.
    pub fn step(&mut self, from: (NaiveDate, f64), to: (NaiveDate, f64), pen: Pen) {
        self.line(from, (to.0, from.1), pen);
        self.line((to.0, from.1), to, pen);
    }

    /// A straight line between two columns of dots.
    pub fn join(&mut self, from: (usize, f64), to: (usize, f64), pen: Pen) {
        let from = (from.0 as f64 + 0.5, self.down(from.1));
        let to = (to.0 as f64 + 0.5, self.down(to.1));
        self.segment(from, to, pen);
    }

    /// A rule at a value across the board.
    pub fn rule(&mut self, value: f64, pen: Pen) {
        let (columns, _) = self.dots.size();
        let down = self.down(value);
        self.segment((0.5, down), (columns - 0.5, down), pen);
    }

    /// A rule at a date from top to bottom.
    pub fn upright(&mut self, date: NaiveDate, pen: Pen) {
        let (_, rows) = self.dots.size();
        let across = self.across(date);
        self.segment((across, 0.5), (across, rows - 0.5), pen);
    }

    /// Draws the part of a line that is on the board.
    fn segment(&mut self, from: (f64, f64), to: (f64, f64), pen: Pen) {
        #[expect(clippy::float_cmp, reason = "columns of dots are whole")]
        if from.0 == to.0 && pen.every == 1 {
            let rows = (from.1, to.1);
            self.dots.upright(from.0, rows, pen.layer, pen.style);
            return;
        }
        if let Some((from, to)) = clipped(from, to, self.dots.size()) {
            self.dots.line(from, to, pen.every, pen.layer, pen.style);
        }
    }

    /// Writes the dots.
    pub fn draw(&self, buf: &mut Buffer) {
        self.dots.draw(buf);
    }
}

/// The part of a line between (0, 0) and a far corner (Liang and Barsky, 1984); none when it passes by.
fn clipped(from: (f64, f64), to: (f64, f64), far: (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
    let (across, down) = (to.0 - from.0, to.1 - from.1);
    if !(across.is_finite() && down.is_finite()) {
        return None;
    }
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (by, room) in [
        (-across, from.0),
        (across, far.0 - from.0),
        (-down, from.1),
        (down, far.1 - from.1),
    ] {
        if by < 0.0 {
            enter = enter.max(room / by);
        } else if by > 0.0 {
            leave = leave.min(room / by);
        } else if room < 0.0 {
            return None;
        }
    }
    let at = |share: f64| (from.0 + across * share, from.1 + down * share);
    (enter <= leave).then(|| (at(enter), at(leave)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::from_days;

    fn drawn(draw: impl FnOnce(&mut Plot)) -> Vec<String> {
        let area = Rect::new(0, 0, 5, 2);
        let time = TimeAxis::new(from_days(1_000), from_days(1_009), 5);
        let mut plot = Plot::new(area, time, ValueAxis::exactly(0.0, 7.0, 4));
        draw(&mut plot);
        let mut buf = Buffer::empty(area);
        plot.draw(&mut buf);
        let row = |y| (0..5).map(|x| buf[(x, y)].symbol()).collect();
        vec![row(0), row(1)]
    }

    #[test]
    fn lines_and_steps() {
        let pen = Pen::solid(2, Style::new());
        let (start, end) = ((from_days(1_000), 0.0), (from_days(1_009), 7.0));
        assert_eq!(drawn(|plot| plot.line(start, end, pen)), ["  ⢀⠤⠊", "⡠⠒⠁  "]);
        assert_eq!(drawn(|plot| plot.step(start, end, pen)), ["    ⢸", "⣀⣀⣀⣀⣸"]);
        assert_eq!(
            drawn(|plot| plot.rule(7.0, pen.dotted(2))),
            ["⠁⠁⠁⠁⠁", "     "]
        );
        assert_eq!(
            drawn(|plot| plot.upright(from_days(1_001), pen)),
            ["⢸    ", "⢸    "]
        );
    }

    #[test]
    fn what_is_off_the_board_is_cut_where_it_leaves() {
        let pen = Pen::solid(2, Style::new());
        let beyond = ((from_days(991), -7.0), (from_days(1_018), 14.0));
        assert_eq!(
            drawn(|plot| plot.line(beyond.0, beyond.1, pen)),
            ["  ⢀⡠⠊", "⣀⠔⠁  "]
        );
        let blank = ["     "; 2];
        assert_eq!(drawn(|plot| plot.rule(8.0, pen)), blank);
        assert_eq!(drawn(|plot| plot.rule(f64::NAN, pen)), blank);
        assert_eq!(drawn(|plot| plot.upright(from_days(1_020), pen)), blank);
    }
}
