//! What is shown when there is no page.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{frame, problems};
use crate::app::App;
use crate::text;

pub(super) fn draw(app: &App, area: Rect, buf: &mut Buffer) {
    let theme = app.theme();
    let diagnostics = &app.snapshot.diagnostics;
    let inner = frame::draw(theme, area, ("No page to show", ""), true, buf);
    let words = if diagnostics.is_empty() {
        "No file of this dashboard holds a page. A page begins with [[page]]; `tightrope init` writes a whole dashboard \
         to start from. This screen follows as soon as a file is saved."
    } else {
        "No page could be read. What is wrong stands below; this screen follows as soon as it is mended."
    };
    let mut row = 0;
    for words in text::wrap(words, usize::from(inner.width)) {
        frame::line(
            frame::row(inner, row),
            &Line::styled(words, theme.text),
            buf,
        );
        row += 1;
    }
    row += 1;
    for diagnostic in diagnostics {
        let area = frame::row(inner, row);
        if area.is_empty() {
            break;
        }
        frame::line(area, &problems::row(theme, diagnostic, area.width), buf);
        row += 1;
    }
}
