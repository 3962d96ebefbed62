#![expect(clippy::disallowed_methods, reason = "it writes dashboards to read")]

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use tempfile::TempDir;

use super::{Editor, Edits, NewObservation, Outcome, Refusal, Twin};
use crate::config::Origin;
use crate::model::Id;

mod any;
mod beside;
mod places;
mod refused;
mod shipped;
mod taken_out;

/// A dashboard with one indicator, `ties`; `rest` follows its keys.
pub(super) fn dashboard(rest: &str) -> String {
    format!(
        "schema_version = 1\ntitle = \"T\"\nsubject = {{ code = \"KAZ\", name = \"Kazakhstan\" }}\n\n\
         [[dimension]]\nid = \"d\"\nname = \"D\"\n\n\
         [[source]]\nid = \"paper\"\ntitle = \"Paper\"\npublisher = \"P\"\n\n\
         [[page]]\nid = \"p\"\ntitle = \"P\"\n[[page.row]]\n[[page.row.panel]]\nkind = \"scorecard\"\n\n\
         [[indicator]]\nid = \"ties\"\nname = \"Ties\"\ndimension = \"d\"\nkind = \"measured\"\nunit = \"%\"\n\
         source = \"paper\"\n{rest}"
    )
}

pub(super) fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 1, 1).unwrap()
}

pub(super) fn open(dir: &Path) -> Editor {
    Editor::open(Origin::File(dir.join("dashboard.toml")), today()).unwrap()
}

pub(super) fn record(dir: &Path, new: &NewObservation) -> Result<Edits, Refusal> {
    let mut editor = open(dir);
    editor.record(&Id::new("ties"), new, Twin::Refuses)?;
    editor.finish()
}

pub(super) fn new(date: &str, value: f64) -> NewObservation {
    NewObservation {
        date: date.to_owned(),
        value: Some(value),
        ..NewObservation::default()
    }
}

/// A text that says everything an observation can.
fn full() -> NewObservation {
    NewObservation {
        low: Some(1.0),
        high: Some(9.5),
        sources: vec!["paper".to_owned(), "other".to_owned()],
        grade: Some("B2".to_owned()),
        published: Some("2024-05".to_owned()),
        subject: Some("UZB".to_owned()),
        note: Some("so-called \"peace\",\nа также".to_owned()),
        ..new("2024-Q1", 5.0)
    }
}

/// What is written behind a text: the text has to be there unchanged up to where the new begins, and from there on.
#[track_caller]
fn added(before: &str, after: &str) -> String {
    let same = |a: &[u8], b: &[u8]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let start = same(before.as_bytes(), after.as_bytes());
    let end: usize = before.len() - start;
    assert!(
        after.as_bytes()[start..].ends_with(&before.as_bytes()[start..]),
        "bytes that were there have changed:\n{after}"
    );
    String::from_utf8_lossy(&after.as_bytes()[start..after.len() - end]).into_owned()
}

#[test]
fn an_observation_is_written_in_the_manner_of_the_others() {
    let two = "\n  [[indicator.observation]]\n  date = 2024-01-01 # first\n  value = 1\n\n\
               \x20 [[indicator.observation]]\n  value = 2.0   # as told\n  date = 2024-02-01\n";
    for (name, rest, expected) in [
        (
            "none yet",
            "",
            "\n  [[indicator.observation]]\n  date = 2024-03-01\n  value = 5\n",
        ),
        (
            "behind the tables of the indicator",
            "[indicator.bands]\nlow = 0 # so\n",
            "\n  [[indicator.observation]]\n  date = 2024-03-01\n  value = 5\n",
        ),
        (
            "indented, apart",
            two,
            "\n  [[indicator.observation]]\n  date = 2024-03-01\n  value = 5\n",
        ),
        (
            "tabs, close together",
            "[[indicator.observation]]\n\tdate = 2024-01-01\n\tvalue = 1\n[[indicator.observation]]\n\tdate = 2024-01-02\n",
            "[[indicator.observation]]\n\tdate = 2024-03-01\n\tvalue = 5\n",
        ),
        (
            "no final newline",
            "[[indicator.observation]]\ndate = 2024-01-01\nvalue = 1",
            "\n[[indicator.observation]]\ndate = 2024-03-01\nvalue = 5\n",
        ),
        (
            "a comment of the last one",
            "\n[[indicator.observation]]\ndate = 2024-01-01\n# see the annex\n# and its map\n\n# Others.\n[[event]]\nid = \"e\"\ndate = 2024-01-01\ntitle = \"E\"\n",
            "\n[[indicator.observation]]\ndate = 2024-03-01\nvalue = 5\n",
        ),
        (
            "subjects are named",
            "\n[[indicator.observation]]\ndate = 2024-01-01\nvalue = 1\nsubject = \"KAZ\"\n",
            "\n[[indicator.observation]]\ndate = 2024-03-01\nvalue = 5\nsubject = \"KAZ\"\n",
        ),
        (
            "an empty list",
            "observation = []\n",
            "{ date = 2024-03-01, value = 5 }",
        ),
        (
            "a list on one line",
            "observation = [{ date = 2024-01-01, value = 1 }]\n",
            ", { date = 2024-03-01, value = 5 }",
        ),
        (
            "a list of lines, with a comma at the end",
            "observation = [\n    { date = 2024-01-01, value = 1 }, # first\n]\n",
            "\n    { date = 2024-03-01, value = 5 },",
        ),
    ] {
        let text = dashboard(rest);
        for text in [
            text.clone(),
            text.replace('\n', "\r\n"),
            format!("\u{feff}{text}"),
        ] {
            let newline = if text.contains('\r') { "\r\n" } else { "\n" };
            let dir = folder(&[("dashboard.toml", &text)]);
            let edits = record(dir.path(), &new("2024-03-01", 5.0)).unwrap();
            let [change] = &edits.changes[..] else {
                panic!("{name}: {edits:?}");
            };
            assert_eq!(change.before, text, "{name}");
            let added = added(&text, &change.after);
            assert_eq!(
                added.trim(),
                expected.replace('\n', newline).trim(),
                "{name}"
            );
            assert_eq!(
                added.matches('\n').count(),
                expected.matches('\n').count(),
                "{name}: {added:?}"
            );
            assert_eq!(edits.recorded[0].outcome, Outcome::New);
            let line = change
                .after
                .lines()
                .nth(edits.recorded[0].line - 1)
                .unwrap();
            assert!(
                line.contains("[[indicator.observation]]") || line.contains("2024-03-01"),
                "{name}: {line}"
            );
        }
    }
}

#[test]
fn a_list_without_a_last_comma_gets_one_before_the_new_line() {
    let text = dashboard("observation = [\n  { date = 2024-01-01, value = 1 } # first\n]\n");
    let dir = folder(&[("dashboard.toml", &text)]);
    let mut editor = open(dir.path());
    for day in ["2024-01-02", "2024-01-03"] {
        editor
            .record(&Id::new("ties"), &new(day, 5.0), Twin::Refuses)
            .unwrap();
    }
    let after = editor.finish().unwrap().changes.remove(0).after;
    let expected = "observation = [\n  { date = 2024-01-01, value = 1 }, # first\n  { date = 2024-01-02, value = 5 },\n  { date = 2024-01-03, value = 5 }\n]\n";
    assert!(after.ends_with(expected), "{after}");
}

#[test]
fn a_row_has_the_columns_of_its_file() {
    let other = "\n[[source]]\nid = \"other\"\ntitle = \"O\"\npublisher = \"O\"\n";
    let text = dashboard(&format!("series = \"x.csv\"\n{other}"));
    for (name, before, new, expected) in [
        (
            "plain",
            "date,value\n2024-01-01,1\n",
            new("2024-03-01", 5.5),
            "2024-03-01,5.5\n",
        ),
        (
            "a header only",
            "date,value\n",
            new("2024-03-01", 5.5),
            "2024-03-01,5.5\n",
        ),
        (
            "no final newline",
            "date,value\n2024-01-01,1",
            new("2024-03-01", 5.5),
            "\n2024-03-01,5.5\n",
        ),
        (
            "CRLF",
            "value,date\r\n1,2024-01-01\r\n",
            new("2024-03-01", 5.5),
            "5.5,2024-03-01\r\n",
        ),
        (
            "subjects are named",
            "subject,date,value\nUZB,2024-01-01,1\nKAZ,2024-01-01,1\n",
            new("2024-03-01", 5.5),
            "KAZ,2024-03-01,5.5\n",
        ),
        (
            "everything, quoted where needed",
            "note,date,value,low,high,source,grade,published,subject\n\"a, b\",2024-01-01,1,,,,,,\n",
            full(),
            "\"so-called \"\"peace\"\",\nа также\",2024-Q1,5,1,9.5,paper other,B2,2024-05,UZB\n",
        ),
        (
            "a byte order mark",
            "\u{feff}date,value\n",
            NewObservation {
                value: None,
                ..new("2024", 0.0)
            },
            "2024,\n",
        ),
    ] {
        let dir = folder(&[("dashboard.toml", &text), ("x.csv", before)]);
        let edits = record(dir.path(), &new).unwrap();
        let after = &edits.changes[0].after;
        assert_eq!(*after, format!("{before}{expected}"), "{name}");
        assert_eq!(&*edits.recorded[0].file, "x.csv");
        let line = after.lines().nth(edits.recorded[0].line - 1).unwrap();
        assert!(expected.contains(line), "{name}: {line}");
    }
}

#[test]
fn everything_an_observation_can_say_is_read_again() {
    let other = "\n[[source]]\nid = \"other\"\ntitle = \"O\"\npublisher = \"O\"\n";
    let text = dashboard(other);
    let dir = folder(&[("dashboard.toml", &text)]);
    let edits = record(dir.path(), &full()).unwrap();
    insta::assert_snapshot!(added(&text, &edits.changes[0].after).trim_start(), @r#"
    [[indicator.observation]]
      date = "2024-Q1"
      value = 5
      low = 1
      high = 9.5
      source = ["paper", "other"]
      grade = "B2"
      published = "2024-05"
      subject = "UZB"
      note = """
    so-called "peace",
    а также"""
    "#);
    // The second time it stands there.
    fs::write(dir.path().join("dashboard.toml"), &edits.changes[0].after).unwrap();
    let again = record(dir.path(), &full()).unwrap();
    assert_eq!(again.changes, []);
    assert_eq!(again.recorded[0].outcome, Outcome::Same);
}

#[test]
fn one_is_replaced_when_told() {
    for (file, rest, csv, expected) in [
        (
            "dashboard.toml",
            "\n  [[indicator.observation]]\n  date = 2024-01-01\n  value = 1 # was\n",
            "",
            "  date = 2024-01-01\n  value = 5 # was\n  grade = \"A1\"\n",
        ),
        (
            "dashboard.toml",
            "observation = [{ date = \"2024-01-01\", value = 1 }]\n",
            "",
            "observation = [{ date = \"2024-01-01\", value = 5, grade = \"A1\" }]\n",
        ),
        (
            "x.csv",
            "series = \"x.csv\"\n",
            "date,grade,value\n2024-01-01,,1\n2024-02-01,,\"1\"\n",
            "date,grade,value\n2024-01-01,A1,5\n2024-02-01,,\"1\"\n",
        ),
    ] {
        let dir = folder(&[("dashboard.toml", &dashboard(rest)), ("x.csv", csv)]);
        let mut editor = open(dir.path());
        let new = NewObservation {
            grade: Some("A1".to_owned()),
            ..new("2024-01-01", 5.0)
        };
        let outcome = editor
            .record(&Id::new("ties"), &new, Twin::Changes)
            .unwrap();
        assert_eq!(outcome, Outcome::Changed);
        let edits = editor.finish().unwrap();
        assert_eq!(&*edits.changes[0].name, file);
        assert!(
            edits.changes[0].after.ends_with(expected),
            "{}",
            edits.changes[0].after
        );
    }
}

#[test]
fn of_one_batch_all_stand_and_twice_the_same_is_once() {
    let dir = folder(&[("dashboard.toml", &dashboard(""))]);
    let mut editor = open(dir.path());
    let id = Id::new("ties");
    for (day, expected) in [
        ("2024-01-01", Outcome::New),
        ("2024-01-02", Outcome::New),
        ("2024-01-01", Outcome::Same),
    ] {
        assert_eq!(
            editor.record(&id, &new(day, 1.0), Twin::Refuses),
            Ok(expected)
        );
    }
    assert!(
        editor
            .record(&id, &new("2024-01-01", 2.0), Twin::Refuses)
            .is_err()
    );
    let edits = editor.finish().unwrap();
    let lines: Vec<usize> = edits.recorded.iter().map(|one| one.line).collect();
    assert_eq!(lines, [29, 33, 29]);
}
