//! A text with pieces put in: every other byte stays as it is.

use std::ops::Range;

/// A piece of a text replaced by another; an empty range puts it in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    pub(super) range: Range<usize>,
    pub(super) with: String,
}

impl Splice {
    /// Puts a piece in at a byte.
    pub(super) fn insert(at: usize, with: String) -> Self {
        Self {
            range: at..at,
            with,
        }
    }

    /// Takes a piece out.
    pub(super) fn remove(range: Range<usize>) -> Self {
        Self {
            range,
            with: String::new(),
        }
    }
}

/// The text that comes of splices, none of which overlap, and for each of them the line (from 1) on which the first
/// word of its piece stands; for one that takes lines out the line before them. Pieces put in at one
/// byte come in the order given.
pub(super) fn apply(text: &str, splices: &[Splice]) -> (String, Vec<usize>) {
    let mut order: Vec<usize> = (0..splices.len()).collect();
    order.sort_by_key(|&number| (splices[number].range.start, splices[number].range.end));
    let mut new = String::with_capacity(text.len() + 100 * splices.len());
    let mut lines = vec![0; splices.len()];
    let (mut at, mut line, mut counted) = (0, 1, 0);
    for number in order {
        let Splice { range, with } = &splices[number];
        new.push_str(text.get(at..range.start).unwrap_or_default());
        new.push_str(with);
        let gone = text.get(range.clone()).unwrap_or_default();
        let lines_go = with.is_empty() && (gone.ends_with('\n') || range.end == text.len());
        let first = (new.len() - with.trim_start().len()).saturating_sub(usize::from(lines_go));
        let first = first.max(counted);
        line += breaks(new.get(counted..first).unwrap_or_default());
        counted = first;
        lines[number] = line;
        at = range.end;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    (new, lines)
}

fn breaks(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// Where the lines of a text begin.
pub(super) fn line_starts(text: &str) -> Vec<usize> {
    let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0)
        .chain(breaks.map(|(at, _)| at + 1))
        .collect()
}

/// How the lines of a text end.
pub(super) fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text.as_bytes()[..at].ends_with(b"\r") => "\r\n",
        _ => "\n",
    }
}

/// The end of the line on which a byte stands, without its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let end = rest.find('\n').map_or(text.len(), |end| at + end);
    if text.as_bytes()[at..end].ends_with(b"\r") {
        end - 1
    } else {
        end
    }
}

/// The start of the line on which a byte stands.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |end| end + 1)
}
