//! A series file with one more row.

use super::splice::{Splice, newline};
use super::standing::{All, Field, Standing};
use super::written::Written;
use crate::config::item::FIELDS;
use crate::config::series::{cell_span, rows};
use crate::model::Id;

/// The rows of a series file.
#[derive(Debug)]
pub(super) struct Rows {
    /// The headings, in the order of the file.
    columns: Vec<String>,
    pub(super) all: All,
    /// Where the next row goes: the end of the text.
    end: usize,
    newline: &'static str,
}

impl Rows {
    /// Reads a text. `own` is the dashboard's subject.
    pub(super) fn read(text: &str, own: &Id) -> Self {
        let mut reader = rows(text);
        let mut record = csv::StringRecord::new();
        // Reading from memory cannot fail.
        let _ = reader.read_record(&mut record);
        let columns: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
        let mut list = Vec::new();
        while reader.read_record(&mut record).unwrap_or(false) {
            let start = record.position().map_or(0, csv::Position::byte);
            if record.len() == columns.len() {
                list.push(standing(text, &columns, &record, start));
            }
        }
        Self {
            columns,
            all: All::new(list, own),
            end: text.len(),
            newline: newline(text),
        }
    }

    /// The piece that adds a row.
    ///
    /// # Errors
    /// The fields for which there is no column.
    pub(super) fn add(
        &self,
        fields: &[(&'static str, Written)],
    ) -> Result<Splice, Vec<&'static str>> {
        let lacking: Vec<&'static str> = fields
            .iter()
            .filter(|(name, says)| *says != Written::Nothing && self.column(name).is_none())
            .map(|(name, _)| *name)
            .collect();
        if !lacking.is_empty() {
            return Err(lacking);
        }
        let cells = self.columns.iter().map(|column| {
            let field = fields.iter().find(|(name, _)| name == column);
            field.map_or_else(String::new, |(_, says)| says.cell(self.newline))
        });
        let row = line(cells);
        Ok(Splice::lines(self.end, format!("{row}{}", self.newline)))
    }

    /// The pieces that make a row say something else.
    ///
    /// # Errors
    /// The fields for which there is no column.
    pub(super) fn change(
        &self,
        standing: &Standing,
        fields: &[(&'static str, Written)],
    ) -> Result<Vec<Splice>, Vec<&'static str>> {
        let (mut splices, mut lacking) = (Vec::new(), Vec::new());
        for (name, says) in fields.iter().filter(|(name, _)| *name != "subject") {
            match standing.field(name) {
                Some(field) if field.says == *says => {}
                Some(field) => {
                    let with = match says {
                        Written::Nothing => String::new(),
                        says => line([says.cell(self.newline)]),
                    };
                    splices.push(Splice::replace(field.span.clone(), with));
                }
                None if *says == Written::Nothing => {}
                None => lacking.push(*name),
            }
        }
        if lacking.is_empty() {
            Ok(splices)
        } else {
            Err(lacking)
        }
    }

    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

fn standing(text: &str, columns: &[String], record: &csv::StringRecord, start: u64) -> Standing {
    let fields = columns.iter().zip(record).enumerate();
    let fields: Vec<Field> = fields
        .filter(|(_, (name, _))| FIELDS.contains(&name.as_str()))
        .map(|(column, (name, cell))| {
            let span = cell_span(text, start, column);
            Field {
                name: name.clone(),
                says: Written::of_cell(name, cell),
                start: span.start,
                span,
            }
        })
        .collect();
    Standing {
        at: fields.first().map_or(0, |field| field.start),
        fields,
    }
}

/// Cells as a line without its end, in quotes where they need them.
fn line(cells: impl IntoIterator<Item = String>) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(cells);
    let bytes = writer.into_inner().unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    text.strip_suffix('\n').unwrap_or(&text).to_owned()
}
