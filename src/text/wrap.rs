//! Text in lines.
//!
//! A short form of the Unicode line breaking algorithm (UAX #14): lines break at blanks, behind hyphens and slashes
//! within words, and between characters of scripts written without blanks; punctuation stays with what it belongs to.

use unicode_segmentation::UnicodeSegmentation;

use super::fit::clusters;
use super::{truncate, width};

/// The text in lines of at most `cells` cells. Line breaks in the text stay; blanks at the start of a line stay while
/// there is room for them. A word wider than a line is broken where the line is full; a character wider than a line
/// becomes `…`.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    if cells == 0 {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for line in text.split('\n') {
        wrap_line(line, cells, &mut lines);
    }
    lines
}

/// The text in at most so many lines of at most `cells` cells; what does not fit is cut off at the end of the last, with
/// `…`.
pub fn wrap_in(text: &str, cells: usize, rows: usize) -> Vec<String> {
    let mut lines = wrap(text, cells);
    if lines.len() > rows {
        let rest = lines.split_off(rows.saturating_sub(1)).join(" ");
        lines.push(truncate(&rest, cells));
        lines.truncate(rows);
    }
    lines
}

fn wrap_line(text: &str, cells: usize, lines: &mut Vec<String>) {
    // Most lines fit.
    let trimmed = text.trim_end_matches(is_blank);
    if width(trimmed) <= cells {
        lines.push(trimmed.to_owned());
        return;
    }
    let (mut line, mut used) = (String::new(), 0);
    for (blanks, unit) in units(text) {
        let (gap, wide) = (width(blanks), width(unit));
        if used + gap + wide <= cells {
            line.push_str(blanks);
            line.push_str(unit);
            used += gap + wide;
            continue;
        }
        if used > 0 {
            lines.push(std::mem::take(&mut line));
        }
        used = 0;
        for (cluster, wide) in clusters(unit) {
            let (cluster, wide) = if wide > cells {
                ("…", 1)
            } else {
                (cluster, wide)
            };
            if used + wide > cells {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(cluster);
            used += wide;
        }
    }
    lines.push(line);
}

/// The parts of a line that stay together, each with the blanks before it. Blanks at the end are left out.
fn units(text: &str) -> Vec<(&str, &str)> {
    if text.is_ascii() {
        ascii_units(text)
    } else {
        word_units(text)
    }
}

/// The same for any script.
fn word_units(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    // Where the blanks before the unit begin, where the unit begins, and where it ends.
    let (mut from, mut start, mut end) = (0, 0, 0);
    for (at, word) in text.split_word_bound_indices() {
        let is_gap = word.chars().all(is_blank);
        let before = text.get(start..at).unwrap_or_default();
        if !before.is_empty() && (is_gap || may_break(before, word)) {
            found.push((from, start, at));
            (from, start) = (at, at);
        }
        end = at + word.len();
        if is_gap {
            start = end;
        }
    }
    found.push((from, start, end));
    found
        .into_iter()
        .filter(|(_, start, end)| start < end)
        .filter_map(|(from, start, end)| Some((text.get(from..start)?, text.get(start..end)?)))
        .collect()
}

/// The same for plain text, where words end at blanks, hyphens and slashes alone.
fn ascii_units(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let (mut from, mut start) = (0, 0);
    for (at, c) in text.char_indices() {
        let is_gap = is_blank(c);
        let before = text.get(start..at).unwrap_or_default();
        let may =
            || before.ends_with(['-', '/']) && may_break(before, text.get(at..).unwrap_or(""));
        if !before.is_empty() && (is_gap || may()) {
            found.push((text.get(from..start), Some(before)));
            (from, start) = (at, at);
        }
        if is_gap {
            start = at + 1;
        }
    }
    found.push((text.get(from..start), text.get(start..)));
    let pairs = found
        .into_iter()
        .filter_map(|(blanks, unit)| Some((blanks?, unit?)));
    pairs.filter(|(_, unit)| !unit.is_empty()).collect()
}

/// A blank at which a line may break.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Whether a line may break between two parts of a text without a blank between them.
fn may_break(before: &str, after: &str) -> bool {
    let mut back = before.chars().rev();
    let (Some(last), Some(first)) = (back.next(), after.chars().next()) else {
        return false;
    };
    let keeps = |c: char| matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2060}');
    if keeps(last) || keeps(first) || opens(last) || closes(first) {
        return false;
    }
    if matches!(last, '-' | '‐' | '–' | '—' | '/') {
        // "well-|known"; not "-5", "2024-11-28", "72/100" or "https://a.org".
        return !first.is_ascii_digit()
            && back
                .next()
                .is_some_and(|c| c.is_alphanumeric() || (closes(c) && c != last));
    }
    // Ideographs, kana, emoji.
    let is_wide = |c: char| c as u32 >= 0x1100 && width(c.encode_utf8(&mut [0; 4])) > 1;
    is_wide(last) || is_wide(first)
}

/// Never the last of a line.
fn opens(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '«'
            | '“'
            | '‘'
            | '„'
            | '（'
            | '［'
            | '「'
            | '『'
            | '【'
            | '《'
            | '〈'
            | '¿'
            | '¡'
    )
}

/// Never the first of a line.
fn closes(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '»'
            | '”'
            | '’'
            | '）'
            | '］'
            | '」'
            | '』'
            | '】'
            | '》'
            | '〉'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | '%'
            | '…'
            | '、'
            | '。'
            | '，'
            | '．'
            | '：'
            | '；'
            | '！'
            | '？'
            | '-'
            | '‐'
            | '–'
            | '—'
            | '/'
    )
}

#[cfg(test)]
mod tests {
    use super::{wrap, wrap_in};

    #[test]
    fn the_last_line_there_is_room_for_is_cut() {
        for (rows, lines) in [
            (0, &[][..]),
            (1, &["one two…"]),
            (2, &["one two", "three f…"]),
            (3, &["one two", "three", "four"]),
            (4, &["one two", "three", "four"]),
        ] {
            assert_eq!(wrap_in("one two three four", 8, rows), lines, "{rows}");
        }
        assert!(wrap_in("one", 0, 2).is_empty());
    }

    #[test]
    fn lines_break_where_a_reader_expects() {
        for (text, cells, lines) in [
            ("", 5, &[""][..]),
            ("   ", 5, &[""]),
            ("one two three", 7, &["one two", "three"]),
            ("one two three", 8, &["one two", "three"]),
            ("one  two", 8, &["one  two"]),
            ("one  two   ", 7, &["one", "two"]),
            ("one\n\ntwo", 9, &["one", "", "two"]),
            // Punctuation stays with its word.
            ("hello, world", 6, &["hello,", "world"]),
            ("hello, world", 5, &["hello", ",", "world"]),
            ("a “quoted” word", 9, &["a", "“quoted”", "word"]),
            ("Қазақстан елі, және", 13, &["Қазақстан", "елі, және"]),
            ("see (this) now", 6, &["see", "(this)", "now"]),
            // Within words: behind hyphens and slashes, not within figures.
            ("well-known", 6, &["well-", "known"]),
            (
                "a link (https://a.org) on",
                9,
                &["a link", "(https://", "a.org) on"],
            ),
            ("on 2024-11-28", 12, &["on", "2024-11-28"]),
            ("of 72/100 or", 7, &["of", "72/100", "or"]),
            ("to -5 °C", 5, &["to -5", "°C"]),
            ("is 80–95 %", 7, &["is", "80–95 %"]),
            // Blanks that keep together.
            (
                "is 12\u{202f}346\u{a0}t now",
                8,
                &["is", "12\u{202f}346\u{a0}t", "now"],
            ),
            // Words wider than a line.
            ("abcdefgh", 3, &["abc", "def", "gh"]),
            ("ab cdefgh ij", 3, &["ab", "cde", "fgh", "ij"]),
            ("x abcdefgh ij", 5, &["x", "abcde", "fgh", "ij"]),
            // Blanks at the start.
            ("  indented text", 10, &["  indented", "text"]),
            ("  indented text", 9, &["indented", "text"]),
            ("          far", 4, &["far"]),
            // Wide characters, combining marks, emoji.
            ("тұрақты даму", 8, &["тұрақты", "даму"]),
            ("漢字漢字", 5, &["漢字", "漢字"]),
            ("漢字漢字。", 8, &["漢字漢", "字。"]),
            ("「漢字」漢", 6, &["「漢", "字」漢"]),
            ("漢字", 1, &["…", "…"]),
            (
                "e\u{301}e\u{301}e\u{301}",
                2,
                &["e\u{301}e\u{301}", "e\u{301}"],
            ),
            ("👩\u{200d}🚀👍🏽", 2, &["👩\u{200d}🚀", "👍🏽"]),
        ] {
            assert_eq!(wrap(text, cells), lines, "{text:?} in {cells}");
        }
        assert!(wrap("text", 0).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn plain_text_breaks_like_any_other(text in "[-a-z0-9 ,./()'_:+%]{0,40}") {
            proptest::prop_assert_eq!(super::ascii_units(&text), super::word_units(&text));
        }
    }
}
