//! Cells as text with ANSI colours.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// One line per row, every row as wide as the picture; colours as 24-bit sequences, reset at the end of each line.
pub fn ansi(buf: &Buffer) -> String {
    let mut out = String::new();
    for row in buf.area.top()..buf.area.bottom() {
        let mut style = None;
        for (_, cell) in super::shown(buf, row) {
            let wanted = (cell.fg, cell.bg, cell.modifier);
            if style != Some(wanted) {
                out.push_str(&sequence(cell));
                style = Some(wanted);
            }
            out.push_str(cell.symbol());
        }
        out.push_str("\x1b[0m\n");
    }
    out
}

/// The sequence that sets a cell's style, whatever was set before.
fn sequence(cell: &Cell) -> String {
    let mut codes = String::from("0");
    let modifiers = [
        (Modifier::BOLD, "1"),
        (Modifier::DIM, "2"),
        (Modifier::ITALIC, "3"),
        (Modifier::UNDERLINED, "4"),
        (Modifier::REVERSED, "7"),
        (Modifier::CROSSED_OUT, "9"),
    ];
    for (_, code) in modifiers
        .into_iter()
        .filter(|(modifier, _)| cell.modifier.contains(*modifier))
    {
        codes.push(';');
        codes.push_str(code);
    }
    for (layer, color) in [(38, cell.fg), (48, cell.bg)] {
        match color {
            Color::Rgb(r, g, b) => {
                // Writing to a string cannot fail.
                let _ = write!(codes, ";{layer};2;{r};{g};{b}");
            }
            Color::Indexed(index) => {
                let _ = write!(codes, ";{layer};5;{index}");
            }
            _ => {}
        }
    }
    format!("\x1b[{codes}m")
}
