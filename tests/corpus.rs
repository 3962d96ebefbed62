//! Broken dashboards, one mistake each: what people are told about it.
//!
//! A case is a file of `tests/corpus` whose name begins with the code it must lead to. It holds files behind lines
//! `=== path`, which replace those of [`BASE`] or stand beside them. Snapshots lie in `tests/corpus/snapshots`.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; cases are files"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use tightrope::config::{Loader, Origin};
use tightrope::dashboard::{FileState, Snapshot};
use tightrope::diagnostic::{Code, Severity, plain};

/// A sound dashboard, into which each case puts its mistake.
const BASE: &[(&str, &str)] = &[
    (
        "dashboard.toml",
        "schema_version = 1\n\
         title = \"Test\"\n\
         subject = { code = \"KAZ\", name = \"Kazakhstan\" }\n\
         include = [\"base.toml\", \"case.toml\"]\n",
    ),
    (
        "base.toml",
        "[[actor]]\nid = \"russia\"\nname = \"Russia\"\n\n\
         [[dimension]]\nid = \"security\"\nname = \"Security\"\n\n\
         [[source]]\nid = \"bns\"\ntitle = \"Bureau of National Statistics\"\n\
         url = \"https://stat.gov.kz/\"\n\n\
         [[page]]\nid = \"overview\"\ntitle = \"Overview\"\n\n\
         [[page.row]]\n\n[[page.row.panel]]\nkind = \"scorecard\"\n",
    ),
    ("case.toml", ""),
];

/// Codes of files too large to keep here.
const ELSEWHERE: &[Code] = &[Code::TooLarge, Code::TooManyProblems];

fn cases() -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(path).unwrap())
        })
        .collect()
}

/// The files of a case, by path.
fn files(case: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> = BASE
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect();
    let mut path = None;
    for line in case.split_inclusive(|byte| *byte == b'\n') {
        if let Some(name) = line.strip_prefix(b"=== ") {
            let name = String::from_utf8(name.trim_ascii().to_vec()).unwrap();
            files.insert(name.clone(), Vec::new());
            path = Some(name);
        } else if let Some(file) = path.as_ref().and_then(|path| files.get_mut(path)) {
            file.extend_from_slice(line);
        }
    }
    files
}

fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn load(folder: &Path) -> Snapshot {
    let entry = folder.join("dashboard.toml");
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let mut loader = Loader::new(Origin::File(entry));
    loader.set_today(today);
    loader.load().unwrap()
}

fn told(snapshot: &Snapshot) -> String {
    let all: Vec<String> = snapshot.diagnostics.iter().map(plain).collect();
    all.join("\n\n")
}

/// The code that a case's name begins with.
fn code_of(name: &str) -> Code {
    let codes = Code::ALL.iter().copied();
    codes
        .filter(|code| name == code.name() || name.starts_with(&format!("{}-", code.name())))
        .max_by_key(|code| code.name().len())
        .unwrap_or_else(|| panic!("{name} does not begin with a code"))
}

#[test]
fn the_base_has_no_mistake() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &files(b""));
    let snapshot = load(folder.path());
    assert_eq!(told(&snapshot), "");
    assert!(
        snapshot
            .files
            .iter()
            .all(|file| file.state == FileState::Loaded)
    );
}

#[test]
fn every_mistake_is_told_once_with_its_place() {
    for (name, case) in cases() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &files(&case));
        let snapshot = load(folder.path());
        let code = code_of(&name);
        assert!(
            snapshot
                .diagnostics
                .iter()
                .any(|diagnostic| diagnostic.code == code),
            "{name} does not lead to {code:?}:\n{}",
            told(&snapshot)
        );
        assert!(
            snapshot
                .diagnostics
                .iter()
                .all(|diagnostic| diagnostic.code == code),
            "{name} leads to more than {code:?}:\n{}",
            told(&snapshot)
        );
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("corpus/snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name.as_str(), told(&snapshot)));
    }
}

#[test]
fn a_mistake_never_costs_the_rest() {
    for (name, case) in cases() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(&case);
        write(folder.path(), &files);
        let snapshot = load(folder.path());
        let model = &snapshot.dashboard.model;
        assert_eq!(model.dimensions[0].name, "Security", "{name}");
        if name != "no-pages" {
            assert_eq!(model.actors[0].name, "Russia", "{name}");
            assert_eq!(snapshot.dashboard.pages[0].title, "Overview", "{name}");
        }
        let errors = snapshot
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error);
        let broken = snapshot
            .files
            .iter()
            .any(|file| file.state != FileState::Loaded);
        assert_eq!(errors, broken, "{name}: {:?}", snapshot.files);
    }
}

#[test]
fn every_code_has_a_case() {
    let shown: BTreeSet<Code> = cases().keys().map(|name| code_of(name)).collect();
    let missing: Vec<&Code> = Code::ALL
        .iter()
        .filter(|code| !shown.contains(code) && !ELSEWHERE.contains(code))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(cases().len() >= 60);
}

#[test]
fn allow_switches_off_every_warning_and_hint() {
    // Cases whose own entry file is the mistake, and the codes about `allow` itself.
    let apart = ["bad-allow", "unused-allow", "no-pages"];
    for (name, case) in cases() {
        let code = code_of(&name);
        if code.severity() == Severity::Error || apart.contains(&code.name()) {
            continue;
        }
        let mut files = files(&case);
        let entry = files.get_mut("dashboard.toml").unwrap();
        let allow = format!("allow = [\"{}\"]\n", code.name());
        entry.splice(0..0, allow.bytes());
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &files);
        let snapshot = load(folder.path());
        assert_eq!(told(&snapshot), "", "{name}");
    }
}

#[test]
fn as_sarif_every_case_is_what_the_schema_asks_for() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sarif");
    let schema = fs::read_to_string(path.join("sarif-2.1.0-rtm.5.json")).unwrap();
    // The bracket that is never opened is no regular expression to a strict reader.
    let schema = schema.replace("[a-zA-Z]{2}]?$", r"[a-zA-Z]{2}\\]?$");
    let schema = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (name, case) in cases() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &files(&case));
        let sarif = tightrope::export::problems_sarif(&load(folder.path()).diagnostics);
        let log: serde_json::Value = serde_json::from_str(&sarif).unwrap();
        let wrong: Vec<String> = validator.iter_errors(&log).map(|e| e.to_string()).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert!(!results.is_empty(), "{name}");
        let mut spoilt = log.clone();
        spoilt["runs"][0]["results"][0]["level"] = "hint".into();
        assert!(!validator.is_valid(&spoilt), "{name}");
    }
}
