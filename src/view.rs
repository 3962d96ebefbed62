//! State to cells.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;

/// Draws the whole screen: the only way to a picture.
pub fn draw(app: &App, area: Rect, buf: &mut Buffer) {
    let _ = (app, area, buf);
}
