//! Slips in the syntax of a file: values beside one cannot be trusted, but it costs only the part it stands in.
//!
//! The parser goes on after a slip, yet may take what follows for something else. So each part, from one heading to the
//! next, is parsed on its own, and those with slips are left out. Of these the ids, and the names of other files, are read
//! from the words as they stand, so that nothing else is blamed for a slip.

use std::ops::Range;

use toml::de::DeTable;

use super::super::{item, value};
use super::syntax::{is_open_text, syntax};
use super::{Claim, Sort};
use crate::diagnostic::{Code, Problem};
use crate::lenient::Spanned;
use crate::model::Id;

/// So many parts at most are one item, with what looks like headings in a text of several lines.
const MOST_JOINED: usize = 20;

/// More errors than these in one part follow from the first: a list that does not end, say.
const CASCADE: usize = 3;

/// What is left of a file with slips.
#[derive(Debug, Default)]
pub(super) struct Slips {
    /// The text with blanks in place of the parts that have slips.
    pub(super) rest: String,
    /// The slips, in order.
    pub(super) problems: Vec<Problem>,
    /// There is one in what belongs to no item.
    pub(super) at_top: bool,
    /// There is one before the first heading.
    pub(super) before_headings: bool,
}

impl Slips {
    pub(super) fn of(text: &str) -> Self {
        let mut slips = Self {
            rest: String::with_capacity(text.len()),
            ..Self::default()
        };
        let mut parts = parts(text).into_iter().peekable();
        while let Some(mut part) = parts.next() {
            let mut problems = problems_of(text, &part);
            // What looks like headings may stand in a text of several lines.
            if problems.iter().any(is_open_text) {
                let ends = parts.clone().map(|next| next.end).take(MOST_JOINED);
                let wholes = ends.map(|end| part.start..end).enumerate();
                let mut sound = wholes.filter(|(_, whole)| problems_of(text, whole).is_empty());
                if let Some((count, whole)) = sound.next() {
                    problems.clear();
                    part = whole;
                    parts.by_ref().take(count + 1).for_each(drop);
                }
            }
            let words = text.get(part.clone()).unwrap_or_default();
            problems.extend(lone_bracket(words, part.start));
            if problems.is_empty() {
                slips.rest.push_str(words);
                continue;
            }
            slips.at_top |= heading(words).is_none_or(|word| sort(word).is_none());
            slips.before_headings |= part.start == 0 && heading(words).is_none();
            let blank = |byte| {
                if matches!(byte, b'\n' | b'\r') {
                    byte.into()
                } else {
                    ' '
                }
            };
            slips.rest.extend(words.bytes().map(blank));
            if problems.len() > CASCADE {
                problems.truncate(1);
            }
            slips.problems.extend(problems);
        }
        slips
    }
}

/// A text from one heading to the next; the first part has none.
fn parts(text: &str) -> Vec<Range<usize>> {
    let headed = lines(text).filter(|(at, line)| *at > 0 && heading(line).is_some());
    let starts = std::iter::once(0).chain(headed.map(|(at, _)| at));
    let starts: Vec<usize> = starts.chain([text.len()]).collect();
    starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The word in the heading with which a text begins, if an item or settings stand below it.
fn heading(text: &str) -> Option<&str> {
    bracketed(text).filter(|word| sort(word).is_some() || item::is_setting(word))
}

/// What stands in the brackets with which a text begins.
fn bracketed(text: &str) -> Option<&str> {
    let line = text.trim_start().lines().next()?.strip_prefix('[')?;
    let inside = line.trim_start_matches(['[', ' ', '\t']);
    inside.split([']', '#', ' ', '\t']).next()
}

/// An item whose heading has one bracket where there are others of its sort.
fn lone_bracket(words: &str, start: usize) -> Option<Problem> {
    let sort = sort(heading(words)?)?;
    let at = words.len() - words.trim_start().len();
    let line = words.get(at..)?.lines().next()?.trim_end();
    if line.starts_with("[[") {
        return None;
    }
    let span = start + at..start + at + line.len();
    let message = "an item stands in two brackets";
    Some(Problem::new(Code::Syntax, span, message).help(format!("write [[{}]]", sort.word())))
}

fn sort(word: &str) -> Option<Sort> {
    Sort::ALL.into_iter().find(|sort| sort.word() == word)
}

/// The slips in a part of a text, in order.
fn problems_of(text: &str, part: &Range<usize>) -> Vec<Problem> {
    let words = text.get(part.clone()).unwrap_or_default();
    let (_, errors) = DeTable::parse_recoverable(words);
    let mut problems = syntax(&errors, words);
    problems.sort_by_key(|problem| problem.span.start);
    for problem in &mut problems {
        problem.span = problem.span.start + part.start..problem.span.end + part.start;
    }
    problems
}

/// Where `include` stands before the first heading, up to the end of its list.
fn include(text: &str) -> Option<Range<usize>> {
    let top = parts(text).into_iter().next()?;
    let mut lines = lines(text.get(top)?);
    let (start, first) = lines.find(|(_, line)| line.trim_start().starts_with("include"))?;
    let is_list = first.contains('[');
    let mut rest = std::iter::once((start, first)).chain(lines);
    let last = rest.find(|(_, line)| !is_list || line.contains(']'));
    let end = last.map_or(text.len(), |(at, line)| at + line.len());
    Some(start..end)
}

/// What `include` says, as a text of its own in which all stands where it stood; none where it says nothing.
pub(super) fn include_alone(text: &str) -> Option<String> {
    let range = include(text)?;
    Some(" ".repeat(range.start) + text.get(range)?)
}

/// The files that a text names after `include`, however it is written.
pub(super) fn includes(text: &str) -> Vec<Spanned<String>> {
    let mut includes = Vec::new();
    let Some(range) = include(text) else {
        return includes;
    };
    let start = range.start;
    for (at, line) in lines(text.get(range).unwrap_or_default()) {
        let words = line.split('#').next().unwrap_or_default();
        for word in words.split([' ', '\t', '\r', '\n', '"', '\'', ',', '[', ']', '=']) {
            if word.contains(".toml") {
                let at = start + at + place(line, word);
                includes.push(Spanned::new(at..at + word.len(), word.to_owned()));
            }
        }
    }
    includes
}

/// The ids that a text gives to items, by its lines; as those of items that cannot be used.
pub(super) fn ids(text: &str) -> impl Iterator<Item = Claim> {
    let mut below = None;
    lines(text).filter_map(move |(start, line)| {
        if let Some(word) = bracketed(line) {
            below = sort(word);
        }
        let value = line.trim().strip_prefix("id")?;
        let value = value.strip_prefix([' ', '\t', '='])?;
        let id = value.trim_start_matches([' ', '\t', '=', '"', '\'']);
        let end = id.find([' ', '\t', '"', '\'', '#']).unwrap_or(id.len());
        let id = id.get(..end).filter(|id| value::is_id(id))?;
        let at = start + place(line, id);
        Some(Claim {
            // An item has one: what follows is another slip.
            sort: below.take()?,
            id: Id::new(id),
            span: at..at + id.len(),
            line: 0,
            sound: false,
        })
    })
}

/// Where a word stands in the text that it is a piece of.
fn place(text: &str, word: &str) -> usize {
    word.as_ptr().addr() - text.as_ptr().addr()
}

/// The lines of a text, and where they begin.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line)
    })
}
