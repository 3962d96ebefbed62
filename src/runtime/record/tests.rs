use std::cell::Cell;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{TRIES, record};
use crate::config::edit::{NewObservation, Twin};
use crate::config::{ENTRY, Origin};
use crate::model::Id;

const TEXT: &str = r#"schema_version = 1
title = "T"
subject = { code = "KAZ", name = "Kazakhstan" }

[[dimension]]
id = "d"
name = "D"

[[indicator]]
id = "ties"
name = "Ties"
dimension = "d"
kind = "measured"
unit = "%"
"#;

fn dashboard() -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join(ENTRY), TEXT).unwrap();
    dir
}

/// Records an observation while somebody saves the file `saves` times;
/// gives the file's text afterwards, and how often it was begun.
fn with_saves(dir: &Path, saves: usize) -> (Result<String, String>, usize) {
    let begun = Cell::new(0);
    let origin = Origin::File(dir.join(ENTRY));
    let new = NewObservation {
        date: "1991-12-16".to_owned(),
        value: Some(5.0),
        ..NewObservation::default()
    };
    let edits = record(
        &origin,
        |editor| {
            begun.set(begun.get() + 1);
            editor.record(&Id::new("ties"), &new, Twin::Refuses)?;
            if begun.get() <= saves {
                let path = dir.join(ENTRY);
                let text = fs::read_to_string(&path).unwrap();
                fs::write(path, format!("# saved meanwhile {}\n{text}", begun.get())).unwrap();
            }
            Ok(())
        },
        |_| Ok(()),
    );
    let text = edits.map_err(|refusal| refusal.message).map(|edits| {
        let [change] = &edits.changes[..] else {
            panic!("{edits:?}");
        };
        fs::read_to_string(&change.path).unwrap()
    });
    (text, begun.get())
}

#[test]
fn what_an_editor_saves_meanwhile_is_not_lost() {
    let (text, begun) = with_saves(dashboard().path(), 2);
    let text = text.unwrap();
    assert!(
        text.starts_with("# saved meanwhile 2\n# saved meanwhile 1\n"),
        "{text}"
    );
    assert!(text.contains("date = 1991-12-16\n"), "{text}");
    assert_eq!(begun, 3);
}

#[test]
fn files_that_never_rest_are_left_alone() {
    let dir = dashboard();
    let (refused, begun) = with_saves(dir.path(), usize::MAX);
    assert_eq!(
        refused.unwrap_err(),
        "the files change all the time; nothing was written, try again"
    );
    assert_eq!(begun, TRIES);
}
