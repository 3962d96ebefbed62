//! Fields that an observation says nothing in any more.

use super::{dashboard, folder, new, open};
use crate::config::edit::{NewObservation, Outcome, Twin};
use crate::model::Id;

/// An inline table on lines of its own.
const LINES: &str = "\n  # when\n  date = 2024-01-01, # the day\n  # rough\n  low = 1, # at least\n  value = 5, # counted\n  \
                     # why\n  note = \"x\", # as told\n";

#[test]
fn fields_are_taken_out_with_what_holds_them() {
    let block = "\n[[indicator.observation]]\ndate = 2024-01-01\nlow = 1 # rough\nvalue = 5\n\
                 # why\nnote = \"\"\"\na\nb\"\"\"";
    let list = |inside: &str| format!("observation = [{{ {inside} }}]\n");
    for (newline, rest, without, grade, expected) in [
        (
            "\n",
            block.to_owned(),
            &["low", "note"][..],
            None,
            "date = 2024-01-01\nvalue = 5\n# why\n".to_owned(),
        ),
        (
            "\r\n",
            block.to_owned(),
            &["note"],
            Some("A1"),
            "low = 1 # rough\nvalue = 5\ngrade = \"A1\"\n# why\n".to_owned(),
        ),
        (
            "\n",
            list("low = 1, note = \"x\", date = 2024-01-01, value = 5"),
            &["low", "note"],
            None,
            list("date = 2024-01-01, value = 5"),
        ),
        (
            "\n",
            list("date = 2024-01-01, low = 1, note = \"x\", value = 5"),
            &["low", "note"],
            None,
            list("date = 2024-01-01, value = 5"),
        ),
        (
            "\n",
            list("value = 5, date = 2024-01-01, low = 1, note = \"x\""),
            &["low", "note", "high"],
            Some("A1"),
            list("value = 5, date = 2024-01-01, grade = \"A1\""),
        ),
        (
            "\n",
            list("date = 2024-01-01, low = 1, value = 5, note = \"x\","),
            &["low", "note"],
            None,
            list("date = 2024-01-01, value = 5,"),
        ),
        (
            "\r\n",
            list(LINES),
            &["low", "note"],
            Some("A1"),
            list(
                "\n  # when\n  date = 2024-01-01, # the day\n  # rough\n  value = 5, grade = \"A1\", # counted\n  \
                 # why\n",
            ),
        ),
        (
            "\n",
            list(
                "date = 2024-01-01 # the day\n  , low = 1 # rough\n  , value = 5 # counted\n  , note = \"x\" # why\n",
            ),
            &["low", "note"],
            None,
            list("date = 2024-01-01 # the day\n  , value = 5 # counted\n"),
        ),
        (
            "\n",
            list(
                "date = 2024-01-01, low = 1 # rough\n, value = 5, # counted\n# why\nnote = \"x\" ",
            ),
            &["low", "note"],
            None,
            list("date = 2024-01-01,  # rough\nvalue = 5 # counted\n# why\n "),
        ),
    ] {
        let dir = folder(&[("dashboard.toml", &dashboard(&rest).replace('\n', newline))]);
        let mut editor = open(dir.path());
        let new = NewObservation {
            without: without.to_vec(),
            grade: grade.map(str::to_owned),
            ..new("2024-01-01", 5.0)
        };
        let outcome = editor.record(&Id::new("ties"), &new, Twin::Changes);
        assert_eq!(outcome, Ok(Outcome::Changed), "{rest}");
        let edits = editor.finish().unwrap();
        let after = &edits.changes[0].after;
        assert!(
            after.ends_with(&expected.replace('\n', newline)),
            "{after:?}"
        );
        let line = after.lines().nth(edits.recorded[0].line - 1);
        assert!(
            line.is_some_and(|line| expected.contains(line) && !line.is_empty()),
            "{rest}: {line:?}"
        );
    }
}

#[test]
fn a_value_becomes_one_that_was_not_found() {
    let block = "\n[[indicator.observation]]\ndate = 2024-01-01\nvalue = 5\n";
    for (rest, csv, expected) in [
        (block, "", "[[indicator.observation]]\ndate = 2024-01-01\n"),
        (
            "series = \"x.csv\"\n",
            "date,value,note\n2024-01-01,5,\n",
            "date,value,note\n2024-01-01,,\n",
        ),
    ] {
        let dir = folder(&[("dashboard.toml", &dashboard(rest)), ("x.csv", csv)]);
        let mut editor = open(dir.path());
        let new = NewObservation {
            value: None,
            ..new("2024-01-01", 0.0)
        };
        let outcome = editor.record(&Id::new("ties"), &new, Twin::Changes);
        assert_eq!(outcome, Ok(Outcome::Changed));
        let after = &editor.finish().unwrap().changes[0].after;
        assert!(after.ends_with(expected), "{after:?}");
    }
}
