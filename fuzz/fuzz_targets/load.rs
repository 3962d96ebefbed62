//! Any bytes as the files of a dashboard: loading ends, assessing and explaining what was found too.
//!
//! The bytes are one case as in `tests/corpus`: files behind lines `=== path`. Those not named stand as in the smallest
//! sound dashboard. A second load follows, with the entry file cut in half, as a save in the middle of writing is.

#![no_main]

use std::fs;
use std::path::{Component, Path};

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use tightrope::config::{Loader, Origin};
use tightrope::diagnostic::plain;

const BASE: [(&str, &str); 2] = [
    (
        "dashboard.toml",
        "schema_version = 1\ntitle = \"T\"\nsubject = { code = \"KAZ\", name = \"K\" }\n\
         include = [\"base.toml\", \"case.toml\"]\n",
    ),
    (
        "base.toml",
        "[[actor]]\nid = \"russia\"\nname = \"R\"\n[[dimension]]\nid = \"security\"\nname = \"S\"\n\
         [[source]]\nid = \"bns\"\ntitle = \"B\"\n\
         [[page]]\nid = \"overview\"\ntitle = \"O\"\n[[page.row]]\n[[page.row.panel]]\nkind = \"scorecard\"\n",
    ),
];

/// The most files that one case may write.
const FILES: usize = 8;

fuzz_target!(|bytes: &[u8]| {
    let folder = tempfile::tempdir().expect("there is room for files");
    for (name, text) in BASE {
        write(folder.path(), name, text.as_bytes());
    }
    for (name, text) in files(bytes) {
        write(folder.path(), name, text);
    }
    let entry = folder.path().join("dashboard.toml");
    let today = NaiveDate::from_ymd_opt(2024, 11, 28).expect("a day of the calendar");
    let mut loader = Loader::new(Origin::File(entry.clone()));
    loader.set_today(today);
    explain(&mut loader);
    let whole = fs::read(&entry).unwrap_or_default();
    write(folder.path(), "dashboard.toml", &whole[..whole.len() / 2]);
    explain(&mut loader);
});

/// Loads and words every problem, as `check` does.
fn explain(loader: &mut Loader) {
    let snapshot = loader.force();
    for diagnostic in &snapshot.diagnostics {
        assert!(
            !plain(diagnostic).contains('\u{1b}'),
            "a control character got through"
        );
    }
}

/// The files of a case; bytes before the first line `=== path` are those of `case.toml`.
fn files(bytes: &[u8]) -> Vec<(&str, &[u8])> {
    let mut files = Vec::new();
    let (mut name, mut from, mut at) = ("case.toml", 0, 0);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let named = line
            .strip_prefix(b"=== ")
            .and_then(|path| std::str::from_utf8(path).ok());
        if let Some(path) = named {
            files.push((name, &bytes[from..at]));
            name = path.trim();
            from = at + line.len();
        }
        at += line.len();
    }
    files.push((name, &bytes[from..]));
    files.retain(|(_, text)| !text.is_empty());
    files.truncate(FILES);
    files
}

/// Writes a file below the folder; a name that leads elsewhere is left out.
fn write(folder: &Path, name: &str, text: &[u8]) {
    let path = Path::new(name);
    let is_below = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !is_below || name.len() > 60 || name.contains('\0') {
        return;
    }
    let path = folder.join(path);
    if let Some(parent) = path.parent() {
        // A file may stand where a folder is named: the case is then without it.
        let _ = fs::create_dir_all(parent);
    }
    let _ = fs::write(path, text);
}
