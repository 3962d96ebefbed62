//! The header of a series file, and where cells stand in the text.

use std::ops::Range;

use super::super::item::FIELDS as NAMES;
use super::Problems;
use crate::config::limits;
use crate::diagnostic::{Code, Problem};
use crate::lenient::quoted;
use crate::text::nearest;

/// Positions of the columns.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) count: usize,
    pub(super) date: usize,
    pub(super) value: usize,
    pub(super) subject: Option<usize>,
    pub(super) low: Option<usize>,
    pub(super) high: Option<usize>,
    pub(super) source: Option<usize>,
    pub(super) grade: Option<usize>,
    pub(super) published: Option<usize>,
    pub(super) note: Option<usize>,
}

impl Columns {
    /// Reads the header, which the records of the text begin with; none when there is no column of dates or of values.
    pub(super) fn read(
        text: &str,
        records: &mut csv::Reader<&[u8]>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut header = csv::StringRecord::new();
        records.read_record(&mut header).ok()?;
        let start = header.position().map_or(0, csv::Position::byte);
        let mut found = [None; NAMES.len()];
        let (mut unknown, mut more) = (Vec::new(), 0);
        for (place, name) in header.iter().enumerate() {
            let name = name.trim();
            let known = NAMES.iter().position(|known| *known == name);
            if let Some(free) = known.filter(|known| found[*known].is_none()) {
                found[free] = Some(place);
                continue;
            }
            if unknown.len() >= limits::PROBLEMS {
                more += 1;
                continue;
            }
            let (message, help) = if known.is_some() {
                let message = format!("there are two columns {}", quoted(name));
                (message, String::new())
            } else {
                let help = match nearest(name, NAMES) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("columns may be: {}", NAMES.join(", ")),
                };
                (format!("unknown column {}", quoted(name)), help)
            };
            let span = cell_span(text, start, place);
            unknown.push(Problem::new(Code::UnknownColumn, span, message).help(help));
        }
        let [
            date,
            value,
            subject,
            low,
            high,
            source,
            grade,
            published,
            note,
        ] = found;
        if date.is_none() || value.is_none() {
            // The line is probably no header at all: what else is in it says nothing.
            problems.push(no_columns(text, date.is_none(), value.is_none()));
            return None;
        }
        for problem in unknown {
            problems.push(problem);
        }
        problems.count += more;
        Some(Self {
            count: header.len(),
            date: date?,
            value: value?,
            subject,
            low,
            high,
            source,
            grade,
            published,
            note,
        })
    }
}

/// That a text has no column of dates, or none of values.
fn no_columns(text: &str, no_date: bool, no_value: bool) -> Problem {
    let missing = match (no_date, no_value) {
        (true, true) => "are no columns `date` and `value`",
        (true, false) => "is no column `date`",
        _ => "is no column `value`",
    };
    let header = text.split(['\r', '\n']).next().unwrap_or_default();
    let help = if header.contains([';', '\t']) && !header.contains(',') {
        "cells are separated by commas: date,value"
    } else {
        "the first line names the columns: date,value and any others"
    };
    let message = format!("there {missing}");
    Problem::new(Code::MissingColumn, 0..header.len(), message).help(help)
}

/// The span of a cell of the row that begins at a byte; of the whole row when it has no such cell.
pub(in crate::config) fn cell_span(text: &str, start: u64, column: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let mut begin = start as usize;
    while matches!(bytes.get(begin), Some(b'\r' | b'\n')) {
        begin += 1;
    }
    let row = begin;
    let (mut place, mut quoted, mut at) = (0, false, begin);
    loop {
        match bytes.get(at) {
            // A quote opens at the start of a cell only; within one, two stand for one.
            Some(b'"') if quoted && bytes.get(at + 1) == Some(&b'"') => at += 1,
            Some(b'"') if quoted => quoted = false,
            Some(b'"') if at == begin => quoted = true,
            Some(b',') if !quoted => {
                if place == column {
                    return begin..at;
                }
                place += 1;
                begin = at + 1;
            }
            Some(b'\r' | b'\n') | None if !quoted || at >= bytes.len() => {
                return if place == column { begin..at } else { row..at };
            }
            _ => {}
        }
        at += 1;
    }
}
