//! Several observations at once: each into its own place, and what stands there is what the loader has.

use std::fs;

use super::{dashboard, folder, new, open};
use crate::config::edit::{Edits, NewObservation, Outcome, Refusal, Twin};
use crate::diagnostic::Code;
use crate::model::Id;

/// What comes of observations of `ties`, those of the same date changed.
fn put(files: &[(&str, &str)], all: &[NewObservation]) -> Result<Edits, Refusal> {
    let given: Vec<(&str, &NewObservation)> = all.iter().map(|new| ("ties", new)).collect();
    put_of(files, &given)
}

fn put_of(files: &[(&str, &str)], all: &[(&str, &NewObservation)]) -> Result<Edits, Refusal> {
    let dir = folder(files);
    let mut editor = open(dir.path());
    for (id, new) in all {
        editor.record(&Id::new(id), new, Twin::Changes)?;
    }
    editor.finish()
}

fn with_note(date: &str, value: f64, note: &str) -> NewObservation {
    NewObservation {
        note: Some(note.to_owned()),
        ..new(date, value)
    }
}

#[test]
fn at_the_end_of_a_text_without_a_last_line_break_every_field_gets_to_its_own() {
    let block = dashboard("\n  [[indicator.observation]]\n  date = 2024-10-01\n  value = 5");
    let close = dashboard("[[indicator.observation]]\ndate = 2024-10-01\nvalue = 5");
    let low = dashboard("[[indicator.observation]]\ndate = 2024-10-01\nlow = 1\nvalue = 5");
    let series = dashboard("series = \"x.csv\"\n");
    let full = |new: NewObservation| NewObservation {
        grade: Some("C3".to_owned()),
        low: Some(4.0),
        ..new
    };
    let missing = NewObservation {
        value: None,
        without: vec!["low"],
        ..new("2024-10-01", 0.0)
    };
    let october = with_note("2024-10-01", 5.0, "October");
    for (text, csv, other, expected) in [
        (
            &block,
            "",
            full(october.clone()),
            "value = 5\n  low = 4\n  grade = \"C3\"\n  note = \"October\"\n\n  \
             [[indicator.observation]]\n  date = 2024-11-01\n  value = 6\n",
        ),
        (
            &close,
            "",
            missing.clone(),
            "date = 2024-10-01\n[[indicator.observation]]\ndate = 2024-11-01\nvalue = 6\n",
        ),
        (
            &low,
            "",
            missing,
            "date = 2024-10-01\n[[indicator.observation]]\ndate = 2024-11-01\nvalue = 6\n",
        ),
        (
            &series,
            "date,value,note\n2024-10-01,5,",
            october.clone(),
            "date,value,note\n2024-10-01,5,October\n2024-11-01,6,\n",
        ),
        (
            &series,
            "date,value,note\r\n2024-10-01,5,",
            october,
            "date,value,note\r\n2024-10-01,5,October\r\n2024-11-01,6,\r\n",
        ),
    ] {
        let newer = new("2024-11-01", 6.0);
        for all in [[newer.clone(), other.clone()], [other, newer]] {
            let edits = put(&[("dashboard.toml", text), ("x.csv", csv)], &all).unwrap();
            let after = &edits.changes[0].after;
            assert!(after.ends_with(expected), "{after}");
            for one in edits.recorded {
                let line = after.lines().nth(one.line - 1).unwrap();
                let is_own = match one.outcome {
                    Outcome::New => line.contains("observation]]") || line.contains("2024-11"),
                    _ => !line.contains("observation]]") && !line.contains("2024-11"),
                };
                assert!(is_own, "{:?}: {line}", one.outcome);
            }
        }
    }
}

#[test]
fn two_indicators_that_share_a_series_do_not_write_into_one_row() {
    let other = dashboard("")
        .split_once("[[indicator]]")
        .unwrap()
        .1
        .replace("ties", "other");
    let text = dashboard(&format!(
        "series = \"x.csv\"\n[[indicator]]{other}series = \"x.csv\"\n"
    ));
    let files = |csv| [("dashboard.toml", text.as_str()), ("x.csv", csv)];
    let [a, b] = ["ab", "cd"].map(|note| with_note("2024-10-01", 5.0, note));
    for csv in [
        "date,value,note\n2024-10-01,5,a\n",
        "date,value,note\n2024-10-01,5,",
    ] {
        let refusal = put_of(&files(csv), &[("ties", &a), ("other", &b)]).unwrap_err();
        let expected = "two of these observations stand in one row of x.csv:2";
        assert_eq!(
            (refusal.message.as_str(), refusal.is_data),
            (expected, true)
        );
    }
    let (a, b) = (new("2024-11-01", 6.0), new("2024-12-01", 7.0));
    let both = [("ties", &a), ("other", &b)];
    let edits = put_of(&files("date,value\n2024-10-01,5"), &both).unwrap();
    let expected = "date,value\n2024-10-01,5\n2024-11-01,6\n2024-12-01,7\n";
    assert_eq!(edits.changes[0].after, expected);
}

#[test]
fn what_stands_there_and_is_not_read_is_not_there_already() {
    let block =
        dashboard("\n[[indicator.observation]]\ndate = 2024-10-01\nvalue = 72\ngrade = \"Z9\"\n");
    let series = dashboard("series = \"x.csv\"\n");
    let csv = "date,value,grade\n2024-09,1,Z8\n2024-10-01,72,Z9\n";
    for text in [&block, &series] {
        let files = [("dashboard.toml", text.as_str()), ("x.csv", csv)];
        for (value, words) in [
            (72.0, "stands there already, but is not read"),
            (73.0, "would not be read"),
        ] {
            let refusal = put(&files, &[new("2024-10-01", value)]).unwrap_err();
            assert!(refusal.message.contains(words), "{}", refusal.message);
            let [problem] = &refusal.diagnostics[..] else {
                panic!("{refusal:?}")
            };
            assert_eq!(problem.code, Code::BadGrade);
            assert!(problem.message.contains("Z9"), "{}", problem.message);
        }
        // Mended it is read.
        let mended = NewObservation {
            grade: Some("B2".to_owned()),
            ..new("2024-10-01", 72.0)
        };
        assert!(put(&files, &[mended]).is_ok());
    }
}

#[test]
fn what_was_wrong_in_the_same_line_does_not_hinder() {
    let text = dashboard(
        "observation = [{ date = 2024-01-01, value = 1, grade = \"Z9\" }, { date = 2024-02-01, value = 2 }]\n",
    );
    let files = [("dashboard.toml", text.as_str())];
    assert!(put(&files, &[new("2024-11-01", 7.0)]).is_ok());
    // One more of the same sort is new all the same.
    let bad = NewObservation {
        grade: Some("Z9".to_owned()),
        ..new("2024-11-01", 7.0)
    };
    assert_eq!(put(&files, &[bad]).unwrap_err().diagnostics.len(), 1);
}

#[test]
fn figures_of_every_base_are_figures() {
    let block = |value: &str| {
        dashboard(&format!(
            "\n[[indicator.observation]]\ndate = 2024-10-01\nvalue = {value}\n"
        ))
    };
    for written in ["0x10", "0o20", "0b1_0000", "1_6", "16.0", "+16"] {
        let text = block(written);
        let files = [("dashboard.toml", text.as_str())];
        for (value, expected) in [(16.0, Outcome::Same), (10.0, Outcome::Changed)] {
            let edits = put(&files, &[new("2024-10-01", value)]).unwrap();
            assert_eq!(edits.recorded[0].outcome, expected, "{written}");
        }
    }
}

#[test]
fn lines_of_a_note_end_as_those_of_its_file() {
    let block = dashboard("\n[[indicator.observation]]\ndate = 2024-10-01\nvalue = 1\n");
    let block = block.replace('\n', "\r\n");
    let series = dashboard("series = \"x.csv\"\n");
    let csv = "date,value,note\r\n2024-10-01,1,\r\n";
    for (text, expected) in [
        (&block, "note = \"a \\\"b\\\"\\n\\\\ \\u007f\"\r\n"),
        (&series, ",\"a \"\"b\"\"\r\n\\ \u{7f}\"\r\n"),
    ] {
        for date in ["2024-10-01", "2024-11-01"] {
            for note in ["a \"b\"\n\\ \u{7f}", "a \"b\"\r\n\\ \u{7f}"] {
                let dir = folder(&[("dashboard.toml", text), ("x.csv", csv)]);
                let mut last = Outcome::New;
                for _ in 0..2 {
                    let mut editor = open(dir.path());
                    let new = with_note(date, 1.0, note);
                    last = editor
                        .record(&Id::new("ties"), &new, Twin::Changes)
                        .unwrap();
                    for change in editor.finish().unwrap().changes {
                        assert!(change.after.ends_with(expected), "{:?}", change.after);
                        let bare = change.after.replace("\r\n", "");
                        assert!(!bare.contains('\n'), "{:?}", change.after);
                        fs::write(&change.path, change.after).unwrap();
                    }
                }
                assert_eq!(last, Outcome::Same, "{note:?}");
            }
        }
    }
    // Those of an old note may end in either way.
    let text = dashboard("observation = [{ date = 2024-10-01, value = 1, note = \"a\\r\\nb\" }]\n");
    let edits = put(
        &[("dashboard.toml", &text)],
        &[with_note("2024-10-01", 1.0, "a\nb")],
    );
    assert_eq!(edits.unwrap().changes, []);
}

#[test]
fn blank_sources_are_none_and_those_with_blanks_are_refused() {
    let text = dashboard("series = \"x.csv\"\n");
    let files = [
        ("dashboard.toml", text.as_str()),
        ("x.csv", "date,value,source\n2024-01-01,5,\n"),
    ];
    let of = |source: &str| NewObservation {
        sources: vec![source.to_owned()],
        ..new("2024-01-01", 5.0)
    };
    for source in ["", "  "] {
        assert_eq!(
            put(&files, &[of(source)]).unwrap().changes,
            [],
            "{source:?}"
        );
    }
    let after = put(&files, &[of(" paper ")])
        .unwrap()
        .changes
        .remove(0)
        .after;
    assert!(after.ends_with("2024-01-01,5,paper\n"), "{after}");
    let refusal = put(&files, &[of("paper paper")]).unwrap_err();
    assert!(
        refusal.message.contains("`paper paper` has blanks"),
        "{}",
        refusal.message
    );
    assert!(refusal.is_data);
}

#[test]
fn what_stood_there_is_safe_to_show() {
    let text = dashboard("series = \"x.csv\"\n");
    let csv = "date,value\n2024-09-01,5\n2024-10-01,\u{1b}]0;own\u{7}x\n";
    let dir = folder(&[("dashboard.toml", &text), ("x.csv", csv)]);
    let mut editor = open(dir.path());
    editor
        .record(&Id::new("ties"), &new("2024-10-01", 5.0), Twin::Stays)
        .unwrap();
    let recorded = editor.finish().unwrap().recorded.remove(0);
    assert_eq!(recorded.was.unwrap().value, "␛]0;own␇x");
}
