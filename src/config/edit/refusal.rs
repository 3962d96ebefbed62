//! Why observations are not written.

use super::standing::Standing;
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::model::Id;

/// Why observations are not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Whether it is what was to be written that cannot stand; else the dashboard or its files are in the way.
    pub is_data: bool,
    /// A sentence or more for people, with what to do next.
    pub message: String,
    /// What would be wrong with the files.
    pub diagnostics: Vec<Diagnostic>,
    /// For each of the diagnostics the observation that it is about, by its place in the order given, where there is
    /// one.
    pub about: Vec<Option<usize>>,
    /// Whether it is refused because one of the same date and subject says something else, which could be changed.
    pub is_twin: bool,
}

impl Refusal {
    /// What was to be written cannot stand.
    pub fn data(message: impl Into<String>) -> Self {
        Self {
            is_data: true,
            message: message.into(),
            diagnostics: Vec::new(),
            about: Vec::new(),
            is_twin: false,
        }
    }

    /// One of the same date and subject says something else.
    pub(super) fn twin(
        indicator: &Id,
        date: &str,
        standing: &Standing,
        differs: &[&str],
        at: &str,
    ) -> Self {
        let says = match standing.says("value") {
            Written::Nothing => "without a value".to_owned(),
            says => says.cell("\n"),
        };
        let other = match differs {
            ["value"] => String::new(),
            differs => format!(", with another {}", differs.join(", ")),
        };
        let message =
            format!("{indicator} has an observation of {date} already: {says}{other}, in {at}");
        Self {
            is_twin: true,
            ..Self::data(message)
        }
    }

    /// The files, or their surroundings, are in the way.
    pub fn unable(message: impl Into<String>) -> Self {
        Self {
            is_data: false,
            message: message.into(),
            diagnostics: Vec::new(),
            about: Vec::new(),
            is_twin: false,
        }
    }
}

/// A series file lacks columns for what is given.
pub(super) fn no_columns(file: &str, lacking: &[&str]) -> Refusal {
    let names: Vec<String> = lacking.iter().map(|name| format!("`{name}`")).collect();
    let (noun, it) = match names.len() {
        1 => ("column", "it"),
        _ => ("columns", "them"),
    };
    let advice = if lacking.iter().any(|name| ["date", "value"].contains(name)) {
        "its first line names the columns, such as date,value".to_owned()
    } else {
        format!("add {it} to its first line and to every row, or leave {it} out")
    };
    Refusal::data(format!(
        "{file} has no {noun} {}; {advice}",
        names.join(", ")
    ))
}
