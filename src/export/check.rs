//! Diagnostics as data. Field names are an interface: documented in docs/data.md, tested, stable.

use serde::Serialize;

use super::provenance::pretty;

use crate::diagnostic::{Diagnostic, Place};

#[derive(Serialize)]
struct Report<'a> {
    errors: usize,
    warnings: usize,
    hints: usize,
    problems: Vec<ProblemOut<'a>>,
}

#[derive(Serialize)]
struct ProblemOut<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: PlaceOut<'a>,
    help: &'a str,
    related: Vec<PlaceOut<'a>>,
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    label: &'a str,
}

/// The diagnostics as JSON, indented.
pub fn problems_json(diagnostics: &[Diagnostic]) -> String {
    use crate::diagnostic::Severity::{Error, Hint, Warning};
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|problem| problem.severity == severity)
            .count()
    };
    let problems = diagnostics.iter().map(|problem| ProblemOut {
        code: problem.code.name(),
        severity: problem.severity.word(),
        message: &problem.message,
        place: place(&problem.place),
        help: &problem.help,
        related: problem.related.iter().map(place).collect(),
    });
    let report = Report {
        errors: count(Error),
        warnings: count(Warning),
        hints: count(Hint),
        problems: problems.collect(),
    };
    pretty(&report)
}

fn place(place: &Place) -> PlaceOut<'_> {
    PlaceOut {
        file: &place.file,
        line: place.line,
        column: place.column,
        label: &place.label,
    }
}
