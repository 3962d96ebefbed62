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

/// Width in cells.
pub fn width(text: &str) -> usize {
    text.width()
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

/// The text in lines of at most `cells` cells, broken at blanks where possible. Line breaks in the text stay.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    if cells == 0 {
        return Vec::new();
    }
    text.split('\n')
        .flat_map(|line| wrap_line(line, cells))
        .collect()
}

fn wrap_line(text: &str, cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_word_bounds() {
        if width(&line) + width(word) <= cells {
            line.push_str(word);
            continue;
        }
        if word.trim().is_empty() {
            continue;
        }
        if !line.trim().is_empty() {
            // Punctuation stays with the word before it, an opening bracket with the one behind it.
            let opens = line.ends_with(['(', '[', '{', '«', '“', '‘', '/']);
            let tail = if word.chars().all(char::is_alphanumeric) && !opens {
                None
            } else {
                line.rfind(' ')
            };
            let rest = tail
                .filter(|&at| line.get(at..).is_some_and(|rest| width(rest) <= cells))
                .map(|at| line.split_off(at));
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            line = rest
                .map(|rest| rest.trim_start().to_owned())
                .unwrap_or_default();
        }
        for cluster in word.graphemes(true) {
            if width(&line) + width(cluster) > cells && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(cluster);
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn punctuation_stays_with_its_word() {
        for (text, cells, lines) in [
            ("Қазақстан елі, және", 13, &["Қазақстан", "елі, және"][..]),
            (
                "a link (https://a.org) on",
                9,
                &["a link", "(https://", "a.org) on"],
            ),
            ("abcdefgh", 3, &["abc", "def", "gh"]),
            ("one\n\ntwo", 9, &["one", "", "two"]),
        ] {
            assert_eq!(wrap(text, cells), lines, "{text}");
        }
    }
}
