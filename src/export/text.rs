//! Cells as plain text.

use ratatui::buffer::Buffer;

/// One line per row, blanks at the end of lines left out.
pub fn text(buf: &Buffer) -> String {
    let mut out = String::new();
    for row in buf.area.top()..buf.area.bottom() {
        let line: String = super::shown(buf, row)
            .map(|(_, cell)| cell.symbol())
            .collect();
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
