//! Rows of a series file as observations.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use super::super::item::{Defaults, End, check_range, published_early};
use super::super::value::is_country;
use super::Problems;
use super::columns::{Columns, cell_span};
use crate::diagnostic::{Code, Problem};
use crate::lenient::{malformed, quoted};
use crate::model::{Grade, Id, Observation, Period, read_date};
use crate::text::{clean, clean_lines};

/// The records of a text, the header included.
pub(in crate::config) fn rows(text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// The records behind the header.
pub(super) fn rows_below_header(text: &str) -> csv::Reader<&[u8]> {
    let mut records = rows(text);
    // Reading from memory cannot fail.
    let _ = records.read_byte_record(&mut csv::ByteRecord::new());
    records
}

/// A row that was read into [`Reader::observation`].
pub(super) struct Row {
    /// Which subject it is about, by the order of first appearance.
    pub(super) subject: usize,
    /// The byte it begins at.
    pub(super) start: u64,
}

/// Reads rows one after the other.
pub(super) struct Reader<'t> {
    text: &'t str,
    pub(super) columns: &'t Columns,
    records: csv::Reader<&'t [u8]>,
    record: csv::ByteRecord,
    defaults: &'t Defaults,
    nothing: Arc<str>,
    /// The row just read.
    pub(super) observation: Observation,
    subjects: Vec<Option<Id>>,
    subject_places: HashMap<Vec<u8>, usize>,
    last_subject: Option<(Vec<u8>, usize)>,
    source_lists: HashMap<Vec<u8>, Arc<[Id]>>,
    mentioned: HashSet<Id>,
    mentions: Vec<(Id, Range<usize>)>,
}

/// What is wrong with a row, and in which column; the problem's span is not set yet.
struct Wrong {
    column: usize,
    problem: Problem,
}

/// A mistake in a column; beyond the last one when the whole row is meant.
fn wrong<T>(column: usize, problem: Problem) -> Result<T, Box<Wrong>> {
    Err(Box::new(Wrong { column, problem }))
}

impl<'t> Reader<'t> {
    /// Reads on in the records of a text whose header was read.
    pub(super) fn new(
        text: &'t str,
        records: csv::Reader<&'t [u8]>,
        columns: &'t Columns,
        defaults: &'t Defaults,
    ) -> Self {
        let nothing: Arc<str> = Arc::from("");
        Self {
            text,
            columns,
            records,
            record: csv::ByteRecord::new(),
            defaults,
            observation: Observation {
                date: NaiveDate::MIN,
                period: Period::Day,
                value: None,
                low: None,
                high: None,
                sources: defaults.sources.clone(),
                grade: defaults.grade,
                published: None,
                note: nothing.clone(),
            },
            nothing,
            subjects: Vec::new(),
            subject_places: HashMap::new(),
            last_subject: None,
            source_lists: HashMap::new(),
            mentioned: HashSet::new(),
            mentions: Vec::new(),
        }
    }

    /// The next row that can be used. Those that cannot are told to `problems`.
    pub(super) fn next(&mut self, problems: &mut Problems) -> Option<Row> {
        loop {
            // Reading from memory cannot fail, and records of any length are taken.
            if !self.records.read_byte_record(&mut self.record).ok()? {
                return None;
            }
            let start = self.record.position().map_or(0, csv::Position::byte);
            if self.is_blank() {
                continue;
            }
            match self.read_row(start, problems) {
                Ok(subject) => return Some(Row { subject, start }),
                Err(first) => {
                    for wrong in self.mistakes(*first) {
                        let span = self.cell(start, wrong.column);
                        problems.push(Problem {
                            span,
                            ..wrong.problem
                        });
                    }
                }
            }
        }
    }

    /// The code of a subject; none: the dashboard's.
    pub(super) fn subject(&self, place: usize) -> Option<Id> {
        self.subjects.get(place).cloned().flatten()
    }

    /// The span of a cell.
    pub(super) fn cell(&self, start: u64, column: usize) -> Range<usize> {
        cell_span(self.text, start, column)
    }

    /// Sources named, with the cell of the first mention.
    pub(super) fn into_mentions(self) -> Vec<(Id, Range<usize>)> {
        self.mentions
    }

    /// A line of blanks only.
    fn is_blank(&self) -> bool {
        self.record.len() == 1 && self.record.as_slice().trim_ascii().is_empty()
    }

    fn read_row(&mut self, start: u64, problems: &mut Problems) -> Result<usize, Box<Wrong>> {
        let columns = self.columns;
        let (cells, count) = (self.record.len(), columns.count);
        if cells != count {
            let message = format!("this row has {cells} cells, the header {count}");
            let problem = Problem::new(Code::BadRow, 0..0, message);
            return wrong(usize::MAX, problem.help("put text with commas in quotes"));
        }
        let (date, period) = self.date(columns.date)?;
        let published =
            self.optional(columns.published, |row, column| row.date(column).map(Some))?;
        self.observation.date = date;
        self.observation.period = period;
        self.observation.value = self.figure(columns.value)?;
        self.observation.low = self.optional(columns.low, Self::figure)?;
        self.observation.high = self.optional(columns.high, Self::figure)?;
        self.observation.published = published.map(|(date, _)| date);
        let grade = self.optional(columns.grade, Self::grade)?;
        self.observation.grade = grade.or(self.defaults.grade);
        if let Some((end, message)) = check_range(&self.observation) {
            let column = match end {
                End::Low => columns.low,
                End::High => columns.high,
            };
            let problem = Problem::new(Code::BadRange, 0..0, message);
            return wrong(column.unwrap_or(columns.value), problem);
        }
        let subject = self.subject_of()?;
        self.observation.sources = self.sources_of(start);
        self.observation.note = self.note_of();
        let early = published_early(date, period, self.observation.published, 0..0);
        if let (Some(column), Some(problem)) = (columns.published, early) {
            let span = self.cell(start, column);
            problems.push(Problem { span, ..problem });
        }
        Ok(subject)
    }

    /// All that is wrong with the row just read, whose first mistake is known.
    fn mistakes(&mut self, first: Wrong) -> Vec<Wrong> {
        let columns = self.columns;
        let mut all = vec![first];
        if self.record.len() != columns.count {
            // Which cell stands in which column is not known.
            return all;
        }
        let cells = [
            self.date(columns.date).err(),
            self.optional(columns.published, |row, column| row.date(column).map(Some))
                .err(),
            self.figure(columns.value).err(),
            self.optional(columns.low, Self::figure).err(),
            self.optional(columns.high, Self::figure).err(),
            self.optional(columns.grade, Self::grade).err(),
            self.subject_of().err(),
        ];
        for wrong in cells.into_iter().flatten() {
            if all.iter().all(|known| known.column != wrong.column) {
                all.push(*wrong);
            }
        }
        all
    }

    /// The text of a cell without blanks around it.
    fn text_of(&self, column: usize) -> &str {
        let cell = self.record.get(column).unwrap_or_default();
        // The file is UTF-8, and cells end at commas.
        std::str::from_utf8(cell.trim_ascii()).unwrap_or_default()
    }

    /// What a cell says, if there is such a column and the cell is not empty.
    fn optional<T>(
        &self,
        column: Option<usize>,
        read: impl FnOnce(&Self, usize) -> Result<Option<T>, Box<Wrong>>,
    ) -> Result<Option<T>, Box<Wrong>> {
        match column {
            Some(column) if !self.text_of(column).is_empty() => read(self, column),
            _ => Ok(None),
        }
    }

    fn date(&self, column: usize) -> Result<(NaiveDate, Period), Box<Wrong>> {
        let text = self.text_of(column);
        match read_date(text) {
            Some(date) => Ok(date),
            None => wrong(
                column,
                malformed(Code::BadDate, text, 0..0)
                    .help("write 2024-11-28, 2024-11, 2024-Q4 or 2024"),
            ),
        }
    }

    fn figure(&self, column: usize) -> Result<Option<f64>, Box<Wrong>> {
        let text = self.text_of(column);
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<f64>() {
            Ok(figure) if figure.is_finite() => Ok(Some(figure)),
            Ok(_) => wrong(
                column,
                Problem::new(
                    Code::NotFinite,
                    0..0,
                    format!("{} is not a figure", quoted(text)),
                )
                .help("leave the cell empty for \"looked for, not found\""),
            ),
            Err(_) => wrong(
                column,
                Problem::new(
                    Code::WrongType,
                    0..0,
                    format!("{} is not a number", quoted(text)),
                )
                .help("write figures as 1234.5, without units or blanks"),
            ),
        }
    }

    fn grade(&self, column: usize) -> Result<Option<Grade>, Box<Wrong>> {
        let text = self.text_of(column);
        match Grade::parse(text) {
            Some(grade) => Ok(Some(grade)),
            None => wrong(column, malformed(Code::BadGrade, text, 0..0)),
        }
    }

    /// The position of the row's subject among those seen. Rows mostly have that of the row before.
    fn subject_of(&mut self) -> Result<usize, Box<Wrong>> {
        let cell = subject_cell(&self.record, self.columns);
        match &self.last_subject {
            Some((_, place)) if self.columns.subject.is_none() => return Ok(*place),
            Some((last, place)) if last == cell => return Ok(*place),
            _ => {}
        }
        let cell = cell.to_vec();
        let place = match self.subject_places.get(&cell) {
            Some(place) => *place,
            None => self.new_subject(&cell)?,
        };
        self.last_subject = Some((cell, place));
        Ok(place)
    }

    fn new_subject(&mut self, cell: &[u8]) -> Result<usize, Box<Wrong>> {
        let text = std::str::from_utf8(cell).unwrap_or_default();
        if !cell.is_empty() && !is_country(text) {
            let column = self.columns.subject.unwrap_or_default();
            return wrong(column, malformed(Code::BadCountry, text, 0..0));
        }
        let place = self.subjects.len();
        self.subjects
            .push((!cell.is_empty()).then(|| Id::new(text)));
        self.subject_places.insert(cell.to_vec(), place);
        Ok(place)
    }

    /// The sources of the row: its own, or the indicator's.
    fn sources_of(&mut self, start: u64) -> Arc<[Id]> {
        let Some(column) = self.columns.source else {
            return self.defaults.sources.clone();
        };
        let cell = self.record.get(column).unwrap_or_default().trim_ascii();
        if cell.is_empty() {
            return self.defaults.sources.clone();
        }
        if let Some(list) = self.source_lists.get(cell) {
            return list.clone();
        }
        let text = std::str::from_utf8(cell).unwrap_or_default();
        let list: Arc<[Id]> = text
            .split_whitespace()
            .map(|id| Id::new(&clean(id)))
            .collect();
        for id in list.iter() {
            if self.mentioned.insert(id.clone()) {
                let span = cell_span(self.text, start, column);
                self.mentions.push((id.clone(), span));
            }
        }
        self.source_lists.insert(cell.to_vec(), list.clone());
        list
    }

    fn note_of(&self) -> Arc<str> {
        match self.columns.note.map(|column| self.text_of(column)) {
            None | Some("") => self.nothing.clone(),
            Some(note) => Arc::from(clean_lines(note)),
        }
    }
}

/// The cell that names a row's subject; empty when there is none.
fn subject_cell<'r>(record: &'r csv::ByteRecord, columns: &Columns) -> &'r [u8] {
    let cell = columns.subject.and_then(|column| record.get(column));
    cell.unwrap_or_default().trim_ascii()
}
