//! One series file (CSV) on its own.
//!
//! Plain rows cost no allocation: the row's buffer, the observation and the lists of sources are used again.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::item::{Defaults, no_source, outside_goalposts};
use super::limits;
use crate::diagnostic::{Code, Diagnostic, Place, Problem, Text};
use crate::model::{Id, Series, SeriesBuilder};

mod columns;
mod row;

use columns::Columns;
pub(super) use columns::cell_span;
pub(super) use row::rows;
use row::{Reader, Row, rows_below_header};

/// What a series file says.
#[derive(Debug, Default)]
pub(super) struct SeriesFile {
    /// The file as shown to people.
    pub(super) name: Arc<str>,
    /// Observations by subject; none: the dashboard's.
    pub(super) series: Vec<(Option<Id>, Arc<Series>)>,
    /// Sources named in the file, with the place of the first mention.
    pub(super) mentions: Vec<(Id, Place)>,
    /// The first mistakes, in the order of the file.
    pub(super) problems: Vec<Diagnostic>,
    /// How many there are besides.
    pub(super) surplus: usize,
}

/// Reads a series file for an indicator with these defaults.
pub(super) fn parse(name: &Arc<str>, text: &str, defaults: &Defaults) -> SeriesFile {
    let source = Text::new(name.clone(), text);
    let mut problems = Problems::default();
    let mut file = SeriesFile {
        name: name.clone(),
        ..SeriesFile::default()
    };
    // One walk for the header and the rows: to make a reader costs more than to read a short file.
    let mut records = rows(text);
    if let Some(columns) = Columns::read(text, &mut records, &mut problems) {
        let reader = Reader::new(text, records, &columns, defaults);
        let mut pass = Pass::over(reader, defaults, &HashSet::new());
        if pass.has_doubles() {
            let doubles = doubles(text, &columns, defaults, &mut problems);
            let reader = Reader::new(text, rows_below_header(text), &columns, defaults);
            pass = Pass::over(reader, defaults, &doubles);
        }
        pass.warn(defaults);
        problems.join(pass.problems);
        file.mentions = pass
            .mentions
            .into_iter()
            .map(|(id, span)| (id, source.place(span, "")))
            .collect();
        file.series = pass
            .subjects
            .into_iter()
            .map(|subject| (subject.code, Arc::new(subject.series)))
            .collect();
    }
    file.surplus = problems.count - problems.first.len();
    file.problems = problems.finish(&source);
    file
}

/// Mistakes of one file: the first ones, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Problems {
    first: Vec<Problem>,
    count: usize,
}

impl Problems {
    pub(super) fn push(&mut self, problem: Problem) {
        self.count += 1;
        if self.first.len() < limits::PROBLEMS {
            self.first.push(problem);
        }
    }

    fn join(&mut self, others: Self) {
        let more = others.count - others.first.len();
        for problem in others.first {
            self.push(problem);
        }
        self.count += more;
    }

    fn finish(mut self, text: &Text<'_>) -> Vec<Diagnostic> {
        self.first.sort_by_key(|problem| problem.span.start);
        self.first
            .iter()
            .map(|problem| text.diagnostic(problem))
            .collect()
    }
}

/// One walk over the rows.
struct Pass {
    subjects: Vec<Subject>,
    mentions: Vec<(Id, Range<usize>)>,
    problems: Problems,
    sourceless: Count,
    outside: Count,
}

/// The observations of one subject.
struct Subject {
    code: Option<Id>,
    rows: usize,
    series: Series,
}

/// How often something was seen, and where first.
#[derive(Default)]
struct Count {
    times: usize,
    first: Option<Range<usize>>,
}

impl Count {
    fn see(&mut self, place: impl FnOnce() -> Range<usize>) {
        self.times += 1;
        self.first.get_or_insert_with(place);
    }
}

impl Pass {
    /// Reads all rows but those that begin at the bytes given.
    fn over(mut reader: Reader<'_>, defaults: &Defaults, without: &HashSet<u64>) -> Self {
        let mut pass = Self {
            subjects: Vec::new(),
            mentions: Vec::new(),
            problems: Problems::default(),
            sourceless: Count::default(),
            outside: Count::default(),
        };
        let mut builders: Vec<(Option<Id>, usize, SeriesBuilder)> = Vec::new();
        while let Some(row) = reader.next(&mut pass.problems) {
            if without.contains(&row.start) {
                continue;
            }
            let Row { subject, start } = row;
            if builders.len() <= subject {
                builders.push((reader.subject(subject), 0, SeriesBuilder::default()));
            }
            let (_, rows, builder) = &mut builders[subject];
            *rows += 1;
            builder.push(&reader.observation);
            pass.count(&reader, start, defaults);
        }
        pass.mentions = reader.into_mentions();
        pass.subjects = builders
            .into_iter()
            .map(|(code, rows, builder)| Subject {
                code,
                rows,
                series: builder.finish(),
            })
            .collect();
        pass
    }

    /// Counts what is probably not meant.
    fn count(&mut self, reader: &Reader<'_>, start: u64, defaults: &Defaults) {
        let observation = &reader.observation;
        if defaults.measured && observation.sources.is_empty() {
            self.sourceless
                .see(|| reader.cell(start, reader.columns.date));
        }
        if let (Some(ends), Some(value)) = (defaults.goalposts, observation.value)
            && (value < ends.low || value > ends.high)
        {
            self.outside
                .see(|| reader.cell(start, reader.columns.value));
        }
    }

    /// Whether a subject has two observations of one date: a series keeps one of them.
    fn has_doubles(&self) -> bool {
        self.subjects
            .iter()
            .any(|subject| subject.series.len() < subject.rows)
    }

    fn warn(&mut self, defaults: &Defaults) {
        if let Some(at) = self.sourceless.first.clone() {
            let message = no_source(self.sourceless.times, "row");
            self.problems.push(
                Problem::new(Code::NoSource, at, message)
                    .help("name a source in a column `source`, or one for all on the indicator"),
            );
        }
        if let (Some(at), Some(ends)) = (self.outside.first.clone(), defaults.goalposts) {
            let message = outside_goalposts(self.outside.times, "value", ends);
            self.problems
                .push(Problem::new(Code::OutsideGoalposts, at, message));
        }
    }
}

/// The rows, by the byte they begin at, whose date and subject an earlier row has.
fn doubles(
    text: &str,
    columns: &Columns,
    defaults: &Defaults,
    problems: &mut Problems,
) -> HashSet<u64> {
    let mut first: HashMap<_, u64> = HashMap::new();
    let mut doubles = HashSet::new();
    let mut reader = Reader::new(text, rows_below_header(text), columns, defaults);
    while let Some(row) = reader.next(&mut Problems::default()) {
        let date = reader.observation.date;
        let before = *first.entry((row.subject, date)).or_insert(row.start);
        if before != row.start {
            doubles.insert(row.start);
            let at = reader.cell(row.start, columns.date);
            problems.push(
                Problem::new(
                    Code::DuplicateObservation,
                    at,
                    format!("{date} has an observation already"),
                )
                .related(cell_span(text, before, columns.date), "first here"),
            );
        }
    }
    doubles
}

#[cfg(test)]
mod tests;
