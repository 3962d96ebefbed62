use std::fs;

use tempfile::TempDir;

use super::{MEANWHILE, try_out, write};
use crate::app::{Entry, FormOutcome};
use crate::config::{ENTRY, Origin};

const TEXT: &str = "schema_version = 1\ntitle = \"T\"\nsubject = { code = \"KAZ\", name = \"Kazakhstan\" }\n\n\
    [[dimension]]\nid = \"d\"\nname = \"D\"\n\n\
    [[indicator]]\nid = \"ties\"\nname = \"Ties\"\ndimension = \"d\"\nkind = \"measured\"\nunit = \"%\"\n\n\
    [[indicator.observation]]\ndate = 2024-01-01\nvalue = 5\n";

fn entry(value: &str) -> Entry {
    let mut texts: [String; 8] = Default::default();
    texts[0] = "2024-01-01".to_owned();
    texts[1] = value.to_owned();
    Entry {
        indicator: "ties".into(),
        changes: true,
        texts,
        without: Vec::new(),
        agreed: String::new(),
    }
}

#[test]
fn only_the_difference_that_was_shown_is_written() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join(ENTRY);
    let origin = Origin::File(path.clone());
    let read = || fs::read_to_string(&path).unwrap();
    let shown = |outcome: FormOutcome| match outcome {
        FormOutcome::Differs(difference, names) => {
            assert_eq!(names, ENTRY);
            difference
        }
        other => panic!("{other:?}"),
    };
    fs::write(&path, TEXT).unwrap();
    let first = shown(try_out(&origin, entry("6")).outcome);
    assert!(first.contains("-value = 5\n+value = 6\n"), "{first}");
    // Somebody else has changed it meanwhile.
    let theirs = TEXT.replace("value = 5", "value = 4 # theirs");
    fs::write(&path, &theirs).unwrap();
    let agreed = Entry {
        agreed: first,
        ..entry("6")
    };
    let answer = write(&origin, agreed.clone());
    assert_eq!(answer.entry, agreed);
    let second = shown(answer.outcome);
    assert!(second.starts_with(MEANWHILE), "{second}");
    assert!(
        second.contains("-value = 4 # theirs\n+value = 6 # theirs\n"),
        "{second}"
    );
    assert_eq!(read(), theirs, "nothing is written");
    // What is shown now is agreed to.
    let agreed = Entry {
        agreed: second,
        ..entry("6")
    };
    let FormOutcome::Written(words) = write(&origin, agreed.clone()).outcome else {
        panic!("it is not written")
    };
    assert!(words.starts_with("changed ties"), "{words}");
    assert_eq!(read(), theirs.replace("value = 4", "value = 6"));
    // It is there now, whatever was agreed to.
    let FormOutcome::Written(words) = write(&origin, agreed).outcome else {
        panic!("it is not there")
    };
    assert!(words.starts_with("already there"), "{words}");
}
