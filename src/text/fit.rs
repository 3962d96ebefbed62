//! Text in cells of a terminal.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Where text stands in a field that is wider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// At the right.
    Right,
    /// In the middle.
    Centre,
}

/// Width in cells: the sum of what its characters (grapheme clusters) take, each drawn on its own. The width of the
/// whole string would be less in scripts that join letters, which cells do not.
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.graphemes(true).map(cells_of).sum()
}

/// Half-width sound marks of katakana are drawn in a cell of their own.
fn cells_of(cluster: &str) -> usize {
    let marks = |c: &char| matches!(c, '\u{ff9e}' | '\u{ff9f}');
    cluster.width() + cluster.chars().filter(marks).count()
}

/// The text cut to at most `cells` cells, with `…` at the end when something was cut.
pub fn truncate(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    if cells == 0 {
        return String::new();
    }
    let mut kept = String::new();
    let mut used = 0;
    for cluster in text.graphemes(true) {
        let wide = width(cluster);
        if used + wide > cells - 1 {
            break;
        }
        kept.push_str(cluster);
        used += wide;
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// The text cut or padded to exactly `cells` cells.
pub fn fit(text: &str, cells: usize, align: Align) -> String {
    let text = truncate(text, cells);
    let room = cells - width(&text).min(cells);
    let left = match align {
        Align::Left => 0,
        Align::Right => room,
        Align::Centre => room / 2,
    };
    format!("{}{text}{}", " ".repeat(left), " ".repeat(room - left))
}
