//! Drawing shared by panels. Knows cells and styles, no indicator.

mod axis;
mod columns;
mod dots;
mod list;
mod plot;
mod spark;

pub use axis::{TimeAxis, TimeTick, ValueAxis};
pub use columns::{Column, GAP, chosen};
pub use dots::Dots;
pub use list::{Rows, hints, position, window};
pub use plot::{Pen, Plot};
pub use spark::spark;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Writes text from a column of an area's row on, cut at the area's right edge; returns the column behind it. Columns
/// and rows count from the area's corner.
pub fn put(
    buf: &mut Buffer,
    area: Rect,
    (column, row): (usize, usize),
    text: &str,
    style: Style,
) -> usize {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    if column >= width || row >= height {
        return column + crate::text::width(text);
    }
    let at = (area.x + column as u16, area.y + row as u16);
    let (end, _) = buf.set_stringn(at.0, at.1, text, width - column, style);
    usize::from(end - area.x)
}
