//! A text with pieces put in: every other byte stays as it is.

use std::ops::Range;

/// A piece of a text replaced by another; an empty range puts it in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    range: Range<usize>,
    with: String,
    sort: Sort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Takes the place of a value or a cell, which may be empty.
    Replaces,
    /// Belongs to what stands there.
    Between,
    /// Lines of their own.
    Lines,
}

impl Splice {
    /// Puts a piece in the place of another.
    pub(super) fn replace(range: Range<usize>, with: String) -> Self {
        let sort = Sort::Replaces;
        Self { range, with, sort }
    }

    /// Puts a piece in at a byte.
    pub(super) fn insert(at: usize, with: String) -> Self {
        Self {
            range: at..at,
            with,
            sort: Sort::Between,
        }
    }

    /// Puts whole lines in at a byte; what stands before gets an end where it has none.
    pub(super) fn lines(at: usize, with: String) -> Self {
        Self {
            range: at..at,
            with,
            sort: Sort::Lines,
        }
    }

    /// Takes a piece out.
    pub(super) fn remove(range: Range<usize>) -> Self {
        Self::replace(range, String::new())
    }
}

/// The order in which splices stand in the text. At one byte whole lines come behind what belongs to the line before
/// them, else in the order given.
fn in_order(splices: &[Splice]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..splices.len()).collect();
    order.sort_by_key(|&number| {
        let Splice { range, sort, .. } = &splices[number];
        (range.start, range.end, *sort == Sort::Lines)
    });
    order
}

/// The first byte that two splices would both change.
pub(super) fn clash(splices: &[Splice]) -> Option<usize> {
    let order = in_order(splices);
    let mut pairs = order.windows(2).map(|pair| [pair[0], pair[1]]);
    let clash = pairs.find_map(|pair| {
        let [first, second] = pair.map(|number| &splices[number]);
        let both = |sort| [first.sort, second.sort] == [sort; 2];
        let is_same = first.range == second.range && both(Sort::Replaces);
        (is_same || second.range.start < first.range.end).then_some(second)
    });
    clash.map(|splice| splice.range.start)
}

/// The text that comes of splices, none of which [`clash`], and for each of them the line (from 1) on which the first
/// word of its piece stands; for one that takes lines out the line before them.
pub(super) fn apply(text: &str, splices: &[Splice]) -> (String, Vec<usize>) {
    let order = in_order(splices);
    let mut new = String::with_capacity(text.len() + 100 * splices.len());
    let mut lines = vec![0; splices.len()];
    let (mut at, mut line, mut counted) = (0, 1, 0);
    for number in order {
        let Splice { range, with, sort } = &splices[number];
        new.push_str(text.get(at..range.start).unwrap_or_default());
        if *sort == Sort::Lines && !new.is_empty() && !new.ends_with(['\n', '\r']) {
            new.push_str(newline(text));
        }
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
