//! What stands beside the observations: other items with slips, other indicators of a series, what rows inherit.

use super::{dashboard, folder, new, open, record};
use crate::config::edit::{NewObservation, Twin};
use crate::model::Id;

#[test]
fn a_slip_in_another_item_is_not_in_the_way() {
    for slip in ["note = \"\"\"open", "observation = [", "bands = { low = 0,"] {
        let other = format!("\n[[indicator]]\nid = \"other\"\n{slip}\n");
        let rest = "\n[[indicator.observation]]\ndate = 2024-01-01\nvalue = 1\n";
        let text =
            dashboard(rest).replacen("\n[[indicator]]", &format!("{other}\n[[indicator]]"), 1);
        let dir = folder(&[("dashboard.toml", &text)]);
        let edits = record(dir.path(), &new("2024-03-01", 5.5)).unwrap();
        let after = &edits.changes[0].after;
        let added = "\n[[indicator.observation]]\ndate = 2024-03-01\nvalue = 5.5\n";
        assert_eq!(*after, format!("{text}{added}"), "{slip}");
    }
}

#[test]
fn what_one_indicator_says_in_a_row_that_another_shares_is_refused() {
    let second = "\n[[indicator]]\nid = \"b\"\nname = \"B\"\ndimension = \"d\"\nkind = \"measured\"\nunit = \"%\"\n\
                  source = \"paper\"\nseries = \"x.csv\"\n";
    let text = dashboard(&format!("series = \"x.csv\"\n{second}"));
    for other in [5.0, 8.0] {
        let dir = folder(&[
            ("dashboard.toml", &text),
            ("x.csv", "date,value\n2024-01-01,5\n"),
        ]);
        let mut editor = open(dir.path());
        for (id, value) in [("ties", 7.0), ("b", other)] {
            let new = new("2024-01-01", value);
            editor.record(&Id::new(id), &new, Twin::Changes).unwrap();
        }
        let refusal = editor.finish().unwrap_err();
        assert!(
            refusal.message.contains("in one row of x.csv:2"),
            "{refusal:?}"
        );
    }
}

#[test]
fn what_all_rows_inherit_needs_no_column() {
    let text = dashboard("grade = \"B2\"\nseries = \"x.csv\"\n");
    let dir = folder(&[
        ("dashboard.toml", &text),
        ("x.csv", "date,value\n2024-01-01,1\n"),
    ]);
    let graded = |grade: &str| NewObservation {
        sources: vec!["paper".to_owned()],
        grade: Some(grade.to_owned()),
        ..new("2024-03-01", 5.5)
    };
    let edits = record(dir.path(), &graded("B2")).unwrap();
    let after = &edits.changes[0].after;
    assert_eq!(after, "date,value\n2024-01-01,1\n2024-03-01,5.5\n");
    let refusal = record(dir.path(), &graded("A1")).unwrap_err();
    assert!(refusal.message.contains("no column"), "{refusal:?}");
}
