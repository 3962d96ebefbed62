//! State to cells. One file per region of the screen.

mod blank;
mod detail;
mod footer;
mod form;
mod frame;
mod header;
mod help;
mod page;
mod problems;
mod sheet;
mod tabs;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{App, Layer};

/// Draws the whole screen: the only way to a picture.
pub fn draw(app: &App, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(*buf.area());
    if area.is_empty() {
        return;
    }
    frame::clear(app.theme(), area, buf);
    let regions = app.regions(area);
    header::draw(app, regions.header, regions.tabs.is_empty(), buf);
    tabs::draw(app, regions.tabs, buf);
    let under = app.layers().iter().rev().find(|layer| !layer.is_sheet());
    match (under, app.page()) {
        (Some(Layer::Detail(it)), _) => detail::draw(app, it, regions.body, buf),
        (_, Some((_, page))) => page::draw(app, page, area, buf),
        (_, None) => blank::draw(app, regions.body, buf),
    }
    footer::draw(app, regions.footer, area, buf);
    if let Some(layer) = app.layers().last() {
        sheet::draw(app, layer, area, buf);
    }
}
#[cfg(test)]
pub(crate) mod script;
#[cfg(test)]
mod tests;
