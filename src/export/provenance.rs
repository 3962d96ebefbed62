//! What every answer says of itself.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Number, Value};

use super::table::rounded;
use crate::dashboard::Snapshot;

/// The first fields of every JSON answer.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Provenance<'a> {
    title: &'a str,
    marking: &'a str,
    subject: SubjectOut<'a>,
    as_of: NaiveDate,
    /// XXH3 of the names and texts of all files used, as hexadecimal.
    files_hash: String,
    /// The version of the program, whose methods were used.
    version: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct SubjectOut<'a> {
    code: &'a str,
    name: &'a str,
}

impl<'a> Provenance<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, as_of: NaiveDate) -> Self {
        let dashboard = &snapshot.dashboard;
        Self {
            title: &dashboard.title,
            marking: &dashboard.marking,
            subject: SubjectOut {
                code: dashboard.model.subject.code.as_str(),
                name: &dashboard.model.subject.name,
            },
            as_of,
            files_hash: format!("{:016x}", snapshot.hash()),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// JSON, indented, with a line end; figures as in tables, without the noise of sums.
pub(super) fn pretty(report: &impl Serialize) -> String {
    let mut value = serde_json::to_value(report).unwrap_or_default();
    round(&mut value);
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

fn round(value: &mut Value) {
    match value {
        Value::Number(number) if number.is_f64() => {
            let figure = number.as_f64().map(rounded).and_then(Number::from_f64);
            *value = figure.map_or(Value::Null, Value::Number);
        }
        Value::Array(values) => values.iter_mut().for_each(round),
        Value::Object(fields) => fields.values_mut().for_each(round),
        _ => {}
    }
}
