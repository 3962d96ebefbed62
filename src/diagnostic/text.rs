//! A text with its name: from byte ranges to files, lines, columns and excerpts.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::{Diagnostic, Place, Problem};
use crate::text::clean;

/// Characters of a line that an excerpt holds at most; longer lines are cut around the caret.
const MOST: usize = 240;

/// Characters kept before the caret where a line is cut.
const BEFORE: usize = 60;

/// Bytes between two places up to which the characters are counted once: any number of problems on one long line then
/// costs no more than as many problems on short ones.
const STEP: usize = 1024;

/// A text whose problems are to be shown.
#[derive(Debug)]
pub struct Text<'t> {
    name: Arc<str>,
    content: &'t str,
    /// Where lines begin.
    starts: OnceCell<Vec<usize>>,
    /// The characters before each [`STEP`] of bytes.
    counts: OnceCell<Vec<usize>>,
}

impl<'t> Text<'t> {
    /// A text, and the file's name as shown to people.
    pub fn new(name: Arc<str>, text: &'t str) -> Self {
        Self {
            name,
            content: text,
            starts: OnceCell::new(),
            counts: OnceCell::new(),
        }
    }

    /// A problem with its place; texts made display-safe.
    pub fn diagnostic(&self, problem: &Problem) -> Diagnostic {
        let related = problem.related.iter();
        Diagnostic {
            code: problem.code,
            severity: problem.code.severity(),
            message: clean(&problem.message).into_owned(),
            place: self.place(problem.span.clone(), &problem.label),
            help: clean(&problem.help).into_owned(),
            related: related
                .map(|(span, label)| self.place(span.clone(), label))
                .collect(),
        }
    }

    /// The place of a byte range. An empty range at 0 means the whole text.
    pub fn place(&self, span: Range<usize>, label: &str) -> Place {
        if span == (0..0) {
            return Place::whole(self.name.clone());
        }
        let start = self.boundary(span.start);
        let line = self.starts().partition_point(|&begin| begin <= start) - 1;
        let whole = self.line(line);
        let start = start.min(whole.end);
        let end = self.boundary(span.end).clamp(start, whole.end);
        let from = self.count(whole.start..start);
        let (excerpt, caret) = self.cut(whole, start, from..from + self.count(start..end));
        Place {
            file: self.name.clone(),
            line: line + 1,
            column: from + 1,
            excerpt,
            caret,
            label: clean(label).into_owned(),
        }
    }

    /// The bytes of a line, without its end.
    fn line(&self, line: usize) -> Range<usize> {
        let begin = self.starts()[line];
        let next = self.starts().get(line + 1);
        let end = next.map_or(self.content.len(), |next| next - 1);
        let ends_so = self.part(begin..end).ends_with('\r');
        begin..end - usize::from(ends_so)
    }

    /// What stands in a range of bytes.
    fn part(&self, range: Range<usize>) -> &'t str {
        self.content.get(range).unwrap_or_default()
    }

    /// The characters in a range of bytes.
    fn count(&self, range: Range<usize>) -> usize {
        self.before(range.end) - self.before(range.start)
    }

    /// The characters before a byte.
    fn before(&self, byte: usize) -> usize {
        let bytes = self.content.as_bytes();
        let counts = self.counts.get_or_init(|| {
            let steps = bytes.chunks(STEP).scan(0, |count, step| {
                *count += characters(step);
                Some(*count)
            });
            std::iter::once(0).chain(steps).collect()
        });
        let step = byte / STEP;
        counts[step] + characters(&bytes[step * STEP..byte])
    }

    /// A line made display-safe and cut around the characters meant, which are given anew within what is left.
    /// `start` is the byte at which they begin.
    fn cut(&self, line: Range<usize>, start: usize, caret: Range<usize>) -> (String, Range<usize>) {
        let count = self.count(line.clone());
        let whole = self.part(line);
        if count <= MOST {
            return (clean(whole).into_owned(), caret);
        }
        let first = caret.start.saturating_sub(BEFORE).min(count - MOST);
        let last = first + MOST;
        let at = (first..caret.start).fold(start, |at, _| self.boundary(at - 1));
        let window: String = self
            .part(at..self.content.len())
            .chars()
            .take(MOST)
            .collect();
        let head = if first > 0 { "…" } else { "" };
        let tail = if last < count { "…" } else { "" };
        let shift = head.chars().count();
        let caret = caret.start - first + shift..caret.end.min(last) - first + shift;
        (format!("{head}{}{tail}", clean(&window)), caret)
    }

    /// Where lines begin.
    fn starts(&self) -> &[usize] {
        self.starts.get_or_init(|| {
            // Old programs end lines with a carriage return alone.
            let end = if self.content.contains('\n') {
                b'\n'
            } else {
                b'\r'
            };
            let breaks = self.content.bytes().enumerate();
            let after = breaks
                .filter(|(_, byte)| *byte == end)
                .map(|(at, _)| at + 1);
            std::iter::once(0).chain(after).collect()
        })
    }

    /// The last character boundary at or before a byte.
    fn boundary(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.content.len());
        while !self.content.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

impl Place {
    /// A whole file.
    pub fn whole(file: Arc<str>) -> Self {
        Self {
            file,
            line: 0,
            column: 0,
            excerpt: String::new(),
            caret: 0..0,
            label: String::new(),
        }
    }
}

/// How many characters begin in some bytes of a text.
fn characters(bytes: &[u8]) -> usize {
    let begins = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
    bytes.iter().filter(begins).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Text;
    use crate::diagnostic::{Code, Problem};

    fn place(text: &str, part: &str) -> super::Place {
        let start = text.find(part).unwrap();
        Text::new("a.toml".into(), text).place(start..start + part.len(), "here")
    }

    #[test]
    fn lines_may_end_with_a_carriage_return_alone() {
        let found = place("date,value\rx,1\r", "x");
        assert_eq!((found.line, found.column), (2, 1));
        assert_eq!(found.excerpt, "x,1");
    }

    fn meant(place: &super::Place) -> String {
        let caret = place.caret.clone();
        place
            .excerpt
            .chars()
            .skip(caret.start)
            .take(caret.len())
            .collect()
    }

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let place = place("a = 1\r\nатау = \"Қазақ\"\nc = 3\n", "\"Қазақ\"");
        assert_eq!((place.line, place.column), (2, 8));
        assert_eq!(place.excerpt, "атау = \"Қазақ\"");
        assert_eq!(meant(&place), "\"Қазақ\"");
    }

    #[test]
    fn a_range_over_several_lines_ends_with_the_first() {
        let place = place("a = [\n1,\n]\n", "[\n1,\n]");
        assert_eq!(
            (place.line, place.column, meant(&place).as_str()),
            (1, 5, "[")
        );
    }

    #[test]
    fn control_characters_are_shown_and_do_not_move_the_caret() {
        let place = place("a = \"\u{1b}[31m\" # x", "# x");
        assert_eq!(place.excerpt, "a = \"␛[31m\" # x");
        assert_eq!(meant(&place), "# x");
    }

    #[test]
    fn long_lines_are_cut_around_the_caret() {
        let text = format!("{}MEANT{}", "x".repeat(5_000), "y".repeat(5_000));
        let place = place(&text, "MEANT");
        assert_eq!((place.line, place.column), (1, 5_001));
        assert_eq!(meant(&place), "MEANT");
        assert!(place.excerpt.starts_with('…') && place.excerpt.ends_with('…'));
        assert_eq!(place.excerpt.chars().count(), 242);
    }

    /// Would not end within a minute if each problem walked its line.
    #[test]
    fn many_problems_on_one_long_line_are_placed_at_once() {
        let line = "«ключ» = 1, ".repeat(40_000);
        let text = Text::new("a.toml".into(), &line);
        let mut last = 0;
        for (number, (at, _)) in line.match_indices('«').enumerate() {
            let place = text.place(at..at + '«'.len_utf8(), "");
            assert_eq!((place.line, place.column), (1, number * 12 + 1));
            assert_eq!(place.excerpt.chars().nth(place.caret.start), Some('«'));
            last = place.column;
        }
        assert_eq!(last, 39_999 * 12 + 1);
    }

    #[test]
    fn the_end_of_the_text_is_a_place() {
        let text = Text::new("a.toml".into(), "a = ");
        let place = text.place(4..4, "");
        assert_eq!((place.line, place.column, place.caret), (1, 5, 4..4));
    }

    proptest! {
        #[test]
        fn any_range_of_any_text_has_a_place(text in "(?s).{0,400}", from in 0_usize..1_000, len in 0_usize..1_000) {
            let problem = Problem::new(Code::Syntax, from..from + len, text.clone());
            let diagnostic = Text::new("a.toml".into(), &text).diagnostic(&problem);
            let count = diagnostic.place.excerpt.chars().count();
            prop_assert!(diagnostic.place.caret.end <= count);
            prop_assert!(diagnostic.place.caret.start <= diagnostic.place.caret.end);
            prop_assert!(!diagnostic.place.excerpt.chars().any(char::is_control));
            super::super::plain(&diagnostic);
        }
    }
}
