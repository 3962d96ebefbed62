//! `trend`

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Context, Kind, Panel};
use crate::lenient::Table;
use crate::model::Model;

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "trend",
    summary: "",
    example: "",
    min_size: (20, 4),
    build,
};

#[derive(Debug)]
struct Trend;

fn build(_table: &mut Table<'_>, _model: &Model) -> Option<Box<dyn Panel>> {
    Some(Box::new(Trend))
}

impl Panel for Trend {
    fn title(&self, _model: &Model) -> String {
        String::from("trend")
    }

    fn draw(&self, _cx: &Context<'_>, _area: Rect, _buf: &mut Buffer) {}
}
