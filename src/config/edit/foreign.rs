//! A file from elsewhere as rows of named cells: CSV, a JSON array of objects, or one JSON object a line.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::text::clean;

/// A file from elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foreign {
    /// The names of the columns, in the order of the file.
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// A row of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// What it is to people: `line 5`, `object 5`.
    pub(super) place: String,
    /// By the order of the columns; a row may be shorter.
    pub(super) cells: Vec<String>,
}

impl Foreign {
    /// Reads a text. It is JSON if it begins as JSON; the cells of CSV are parted by the sign that parts its header:
    /// comma, semicolon or tab.
    ///
    /// # Errors
    /// In words for people, where it cannot be read.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        match text.trim_start().chars().next() {
            None => Err("it is empty".to_owned()),
            Some('[') => from_array(text),
            Some('{') => from_lines(text),
            Some(_) => from_csv(text),
        }
    }

    /// The position of a column.
    ///
    /// # Errors
    /// Two are called so.
    pub(super) fn column(&self, name: &str) -> Result<Option<usize>, String> {
        let columns = self.columns.iter().enumerate();
        let mut found = columns.filter(|(_, column)| *column == name);
        let first = found.next().map(|(place, _)| place);
        if found.next().is_some() {
            let name = clean(name);
            return Err(format!("two columns are called `{name}`; name them apart"));
        }
        Ok(first)
    }
}

impl Row {
    /// The text of a cell, without blanks around it; empty when there is none.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

fn from_csv(text: &str) -> Result<Foreign, String> {
    let header = header_without_names_in_quotes(text);
    let count = |sign: &u8| header.bytes().filter(|byte| byte == sign).count();
    let delimiter = [b'\t', b';', b','].into_iter().max_by_key(count);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let mut next = || {
        let record = records.next()?;
        Some(record.map_err(|error| clean(&error.to_string()).into_owned()))
    };
    let mut foreign = Foreign::default();
    if let Some(record) = next() {
        let names = record?;
        foreign.columns = names.iter().map(|name| name.trim().to_owned()).collect();
    }
    while let Some(record) = next() {
        let record = record?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() > foreign.columns.len() {
            let (cells, names) = (record.len(), foreign.columns.len());
            return Err(format!("line {line} has {cells} cells, the header {names}"));
        }
        foreign.rows.push(Row {
            place: format!("line {line}"),
            cells: record.iter().map(str::to_owned).collect(),
        });
    }
    Ok(foreign)
}

/// Between quotes a sign, or a line break, is part of a name.
fn header_without_names_in_quotes(text: &str) -> String {
    let mut header = String::new();
    for part in text.trim_start_matches(['\n', '\r']).split('"').step_by(2) {
        let line = part.lines().next().unwrap_or_default();
        header.push_str(line);
        if line.len() < part.len() {
            break;
        }
    }
    header
}

fn from_array(text: &str) -> Result<Foreign, String> {
    let all: Vec<Value> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let places = (1..).map(|number| format!("object {number}"));
    from_objects(places.zip(all))
}

fn from_lines(text: &str) -> Result<Foreign, String> {
    let lines = (1..)
        .map(|number| format!("line {number}"))
        .zip(text.lines());
    let objects = lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(place, line)| match serde_json::from_str(line) {
            Ok(value) => Ok((place, value)),
            Err(error) => Err(format!("{place} is not a JSON object: {error}")),
        });
    let objects: Result<Vec<(String, Value)>, String> = objects.collect();
    from_objects(objects?)
}

fn from_objects(objects: impl IntoIterator<Item = (String, Value)>) -> Result<Foreign, String> {
    let mut foreign = Foreign::default();
    let mut columns: HashMap<String, usize> = HashMap::new();
    for (place, object) in objects {
        let Value::Object(object) = object else {
            return Err(format!("{place} is not a JSON object"));
        };
        let cells = cells_of(&mut columns, &mut foreign.columns, object)
            .map_err(|key| format!("{place}: `{}` is not one value", clean(&key)))?;
        foreign.rows.push(Row { place, cells });
    }
    Ok(foreign)
}

/// The values of an object by the columns, to which those not known yet are added.
fn cells_of(
    columns: &mut HashMap<String, usize>,
    names: &mut Vec<String>,
    object: Map<String, Value>,
) -> Result<Vec<String>, String> {
    let mut cells = vec![String::new(); names.len()];
    for (key, value) in object {
        let cell = match value {
            Value::Null => String::new(),
            Value::String(text) => text,
            Value::Bool(truth) => truth.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Array(list) => {
                let texts: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
                texts.ok_or_else(|| key.clone())?.join(" ")
            }
            // Nobody can ask for it by a name.
            Value::Object(_) => continue,
        };
        let place = *columns.entry(key.clone()).or_insert_with(|| {
            names.push(key);
            names.len() - 1
        });
        if cells.len() <= place {
            cells.resize(place + 1, String::new());
        }
        cells[place] = cell;
    }
    Ok(cells)
}
