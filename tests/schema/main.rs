//! The JSON Schema: it is the shipped one, all shipped files are valid by it, and of the broken dashboards those are
//! not whose mistake stands in one place.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "it reads the shipped files and cases, and fails where it cannot"
)]

mod truth;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;
use tightrope::config::{FileKind, schema};
use tightrope::diagnostic::{Code, Severity};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn validator(kind: FileKind) -> Validator {
    jsonschema::draft7::options()
        .should_validate_formats(true)
        .build(&schema(kind))
        .unwrap()
}

/// A TOML file as editors hand it to a schema: dates are text.
fn json(text: &str) -> Value {
    fn of(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => Value::String(date.to_string()),
            toml::Value::Array(all) => all.into_iter().map(of).collect(),
            toml::Value::Table(table) => table
                .into_iter()
                .map(|(key, value)| (key, of(value)))
                .collect(),
            other => serde_json::to_value(other).unwrap(),
        }
    }
    of(toml::Value::Table(text.parse().unwrap()))
}

/// What the schema of a file says is wrong with it.
fn mistakes(name: &str, text: &str, validators: &[Validator; 2]) -> Vec<String> {
    let validator = &validators[usize::from(name != "dashboard.toml")];
    let told = |error: jsonschema::ValidationError<'_>| format!("{name}: {error}");
    validator.iter_errors(&json(text)).map(told).collect()
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(toml_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "toml")
            && !path.ends_with(".taplo.toml")
        {
            found.push(path);
        }
    }
    found
}

/// With `UPDATE_SCHEMA=1` the files are written anew instead of compared.
#[test]
fn the_shipped_schemas_are_those_of_the_program() {
    for kind in FileKind::ALL {
        let path = root().join(format!("assets/schema/{}.json", kind.word()));
        assert!(jsonschema::draft7::meta::is_valid(&schema(kind)));
        let wanted = format!("{:#}\n", schema(kind));
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            fs::write(&path, &wanted).unwrap();
        } else {
            assert!(
                fs::read_to_string(&path).is_ok_and(|text| text == wanted),
                "{} is out of date: UPDATE_SCHEMA=1 cargo test --test schema",
                path.display()
            );
        }
    }
}

#[test]
fn every_shipped_file_names_its_schema_and_is_valid() {
    let validators = FileKind::ALL.map(validator);
    for folder in ["config", "assets/blank"] {
        let folder = root().join(folder);
        let files = toml_files(&folder);
        assert!(files.len() > 4);
        for path in files {
            let text = fs::read_to_string(&path).unwrap();
            let name = path.strip_prefix(&folder).unwrap().to_str().unwrap();
            let kind = FileKind::ALL[usize::from(name != "dashboard.toml")];
            let named = text.lines().next().unwrap();
            let named = path
                .parent()
                .unwrap()
                .join(named.strip_prefix("#:schema ").unwrap());
            let shipped = root().join(format!("assets/schema/{}.json", kind.word()));
            assert_eq!(
                named.canonicalize().unwrap(),
                shipped.canonicalize().unwrap(),
                "{name}"
            );
            assert_eq!(mistakes(name, &text, &validators), Vec::<String>::new());
        }
    }
}

/// Mistakes that a schema cannot see: they lie between items or files, between the values of a table, in the rows of a
/// series, or in the bytes of a file. Nor has it warnings and hints.
const UNSEEN: &[Code] = &[
    Code::BadBands,
    Code::BadGoalposts,
    Code::BadPattern,
    Code::BadPeriod,
    Code::BadRange,
    Code::BadRow,
    Code::DuplicateId,
    Code::DuplicateObservation,
    Code::IndexCycle,
    Code::MissingColumn,
    Code::MissingFile,
    Code::NoGoalposts,
    Code::NotUtf8,
    Code::Syntax,
    Code::UnknownColumn,
    Code::UnknownId,
    Code::UnreadableFile,
];

/// Cases of other codes that it cannot see, for the same reasons.
const UNSEEN_CASES: &[&str] = &[
    "bad-country-series",
    "bad-date-no-such-day",
    "bad-date-series",
    "bad-grade-series",
    "bad-value-index-scaling",
    "bad-value-power",
    "bad-value-scaling-key",
    "missing-key-mark",
    "missing-key-power",
    "missing-key-reference",
    "missing-key-target",
    "not-finite-series",
    "wrong-type-quote",
    "wrong-type-series",
];

/// The code that a case's name begins with.
fn code_of(name: &str) -> Code {
    let codes = Code::ALL
        .iter()
        .copied()
        .filter(|code| name.starts_with(code.name()));
    codes.max_by_key(|code| code.name().len()).unwrap()
}

#[test]
fn of_broken_dashboards_those_are_invalid_whose_mistake_stands_in_one_place() {
    let validators = FileKind::ALL.map(validator);
    let mut unseen = BTreeSet::new();
    for entry in fs::read_dir(root().join("tests/corpus")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.is_dir()
            || code_of(&name).severity() < Severity::Error
            || UNSEEN.contains(&code_of(&name))
        {
            continue;
        }
        let case = fs::read_to_string(&path).unwrap();
        let files = case.split("=== ").filter_map(|file| file.split_once('\n'));
        let mut files = files.filter(|(name, _)| !name.contains(".csv"));
        if files.all(|(file, text)| mistakes(file, text, &validators).is_empty()) {
            unseen.insert(name);
        }
    }
    let expected: BTreeSet<String> = UNSEEN_CASES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(
        unseen, expected,
        "what the schema cannot see, and what is said here of it"
    );
}
