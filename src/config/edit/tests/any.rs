//! Whatever is recorded is read again, and every other byte stays.

use proptest::prelude::*;

use super::{added, dashboard, folder, new, open};
use crate::config::edit::{NewObservation, Outcome, Twin};
use crate::config::{Loader, Origin};
use crate::model::{Id, read_date};

/// Observations on 2024-01-01 to 20 of them, in some manner.
fn text() -> impl Strategy<Value = String> {
    let comment = prop_oneof![Just(""), Just(" # «note» \" , ] }"), Just("   ")];
    let rows = prop::collection::vec((comment, any::<bool>()), 0..20);
    let ends = prop_oneof![Just("\n"), Just("\r\n")];
    (rows, 0..3_usize, 0..3_usize, ends, any::<bool>()).prop_map(|(rows, manner, indent, end, whole)| {
        let indent = ["", "  ", "\t"][indent];
        let rows = rows.iter().enumerate();
        let mut text = match manner {
            0 => rows
                .map(|(n, (comment, apart))| {
                    let gap = if *apart { "\n" } else { "" };
                    format!("{gap}{indent}[[indicator.observation]]\n{indent}date = 2024-01-{:02}{comment}\n{indent}value = {n}\n", n + 1)
                })
.collect::<Vec<_>>().concat(),
            manner => {
                let (between, last) = if manner == 1 { ("\n", "\n") } else { (" ", "") };
                let rows = rows
                    .map(|(n, _)| format!("{between}{indent}{{ date = 2024-01-{:02}, value = {n} }},", n + 1)).collect::<Vec<_>>().concat();
                format!("observation = [{}{last}]\n", rows.trim_end_matches(','))
            }
        };
        if !whole {
            text.truncate(text.trim_end().len());
        }
        dashboard(&text).replace('\n', end)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_value_recorded_is_the_value_read(
        text in text(),
        value in any::<f64>().prop_filter("a figure", |value| value.is_finite()),
        note in ".{0,40}",
    ) {
        let dir = folder(&[("dashboard.toml", &text)]);
        let mut editor = open(dir.path());
        let new = NewObservation { note: Some(note), ..new("2024-02", value) };
        editor.record(&Id::new("ties"), &new, Twin::Refuses).unwrap();
        let edits = editor.finish().unwrap();
        let after = &edits.changes[0].after;
        added(&text, after);
        let dir = folder(&[("dashboard.toml", after)]);
        let snapshot = Loader::new(Origin::File(dir.path().join("dashboard.toml"))).load().unwrap();
        let model = &snapshot.dashboard.model;
        let series = model.indicator(&Id::new("ties")).unwrap().series_of(&Id::new("KAZ"));
        let (date, _) = read_date("2024-02").unwrap();
        let row = series.rows(date, date).next().unwrap();
        prop_assert_eq!(series.value(row), Some(value));
        prop_assert_eq!(series.len(), 1 + text.matches("date = ").count());
    }

    #[test]
    fn a_row_recorded_is_the_row_read(
        text in rows(),
        value in prop::option::of(-1e9..1e9_f64),
        note in ".{0,40}",
    ) {
        let toml = dashboard("series = \"x.csv\"\n");
        let dir = folder(&[("dashboard.toml", &toml), ("x.csv", &text)]);
        let mut editor = open(dir.path());
        let new = NewObservation { value, note: Some(note), ..new("2024-02", 0.0) };
        editor.record(&Id::new("ties"), &new, Twin::Refuses).unwrap();
        let edits = editor.finish().unwrap();
        let after = &edits.changes[0].after;
        prop_assert!(after.starts_with(&text), "{}", after);
        let dir = folder(&[("dashboard.toml", &toml), ("x.csv", after)]);
        let snapshot = Loader::new(Origin::File(dir.path().join("dashboard.toml"))).load().unwrap();
        let series = snapshot.dashboard.model.indicator(&Id::new("ties")).unwrap().series_of(&Id::new("KAZ"));
        let (date, _) = read_date("2024-02").unwrap();
        let row = series.rows(date, date).next().unwrap();
        prop_assert_eq!(series.value(row), value);
        prop_assert_eq!(series.len(), 1 + text.matches("2024-01-").count());
        // Again it stands there.
        let mut editor = open(dir.path());
        prop_assert_eq!(editor.record(&Id::new("ties"), &new, Twin::Refuses).unwrap(), Outcome::Same);
    }
}

/// A series of 2024-01-01 to 20 days of it, with columns in some order, notes of any sort and blank lines.
fn rows() -> impl Strategy<Value = String> {
    let note = prop_oneof![Just(String::new()), "[a-zа-я,;\"\n ]{0,12}"];
    let rows = prop::collection::vec((note, any::<bool>()), 0..20);
    let ends = prop_oneof![Just("\n"), Just("\r\n")];
    (rows, any::<bool>(), ends, any::<bool>(), any::<bool>()).prop_map(
        |(rows, turned, end, mark, whole)| {
            let line = |cells: [&str; 3]| {
                let [date, value, note] = cells;
                if turned {
                    format!("{note},{date},{value}")
                } else {
                    format!("{date},{value},{note}")
                }
            };
            let mut lines = vec![line(["date", "value", "note"])];
            for (n, (note, blank)) in rows.iter().enumerate() {
                let quoted = format!("\"{}\"", note.replace('"', "\"\""));
                let note = if note.is_empty() { note } else { &quoted };
                lines.push(line([
                    &format!("2024-01-{:02}", n + 1),
                    &n.to_string(),
                    note,
                ]));
                if *blank {
                    lines.push(String::new());
                }
            }
            let mark = if mark { "\u{feff}" } else { "" };
            let last = if whole { end } else { "" };
            format!("{mark}{}{last}", lines.join(end))
        },
    )
}
