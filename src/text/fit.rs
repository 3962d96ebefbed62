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
    if text.chars().all(is_plain) {
        return text.chars().count();
    }
    clusters(text).map(|(_, cells)| cells).sum()
}

/// The characters (grapheme clusters) of a text, each with its width in cells.
pub(super) fn clusters(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.chars();
        let first = chars.next()?;
        let next = chars.next();
        let (cluster, cells) = if is_plain(first) && next.is_none_or(is_plain) {
            (rest.split_at(first.len_utf8()).0, 1)
        } else {
            let cluster = rest.graphemes(true).next()?;
            (cluster, cells_of(cluster))
        };
        rest = rest.split_at(cluster.len()).1;
        Some((cluster, cells))
    })
}

/// A character that takes one cell and joins with no other that does: the letters, signs and lines of which nearly all
/// text here is made. Telling clusters apart by the tables of Unicode costs ten times as much.
pub(super) fn is_plain(c: char) -> bool {
    matches!(
        c,
        ' '..='~'
            | '\u{a0}'..='\u{ac}'
            | '\u{ae}'..='\u{2ff}'
            | '\u{400}'..='\u{482}'
            | '\u{48a}'..='\u{52f}'
            | '\u{2010}'..='\u{2027}'
            | '\u{202f}'..='\u{205e}'
            | '\u{2190}'..='\u{22ff}'
            | '\u{2500}'..='\u{25fc}'
    )
}

/// Half-width sound marks of katakana are drawn in a cell of their own.
fn cells_of(cluster: &str) -> usize {
    let marks = |c: &char| matches!(c, '\u{ff9e}' | '\u{ff9f}');
    cluster.width() + cluster.chars().filter(marks).count()
}

/// The text cut to at most `cells` cells, with `…` at the end when something was cut.
pub fn truncate(text: &str, cells: usize) -> String {
    // Where the text ends that leaves room for the dots.
    let (mut end, mut used) = (0, 0);
    for (cluster, wide) in clusters(text) {
        if used + wide < cells {
            end += cluster.len();
        }
        used += wide;
        if used > cells {
            return dotted(text.get(..end).unwrap_or_default(), cells);
        }
    }
    text.to_owned()
}

fn dotted(kept: &str, cells: usize) -> String {
    match cells {
        0 => String::new(),
        _ => format!("{}…", kept.trim_end()),
    }
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
