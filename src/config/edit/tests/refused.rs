//! What is not put in, and what is said about it.

use super::{dashboard, folder, new, open, record, today};
use crate::config::Origin;
use crate::config::edit::{Editor, NewObservation, Twin};
use crate::diagnostic::Code;
use crate::model::Id;

#[test]
fn what_cannot_stand_is_refused() {
    let inline = dashboard("\n[[indicator.observation]]\ndate = 2024-01-01\nvalue = 1\n");
    let series = dashboard("series = \"x.csv\"\n");
    let csv = "date,value\n2024-01-01,1\n";
    let with = |change: fn(&mut NewObservation)| {
        let mut new = new("2024-03-01", 5.0);
        change(&mut new);
        new
    };
    for (toml, new, expected) in [
        (
            &inline,
            new("2024-01-01", 2.0),
            "ties has an observation of 2024-01-01 already: 1, in dashboard.toml:29",
        ),
        (&series, new("2024-01-01", 2.0), "already: 1, in x.csv:2"),
        (
            &series,
            with(|new| new.note = Some("n".to_owned())),
            "x.csv has no column `note`; add it to its first line",
        ),
        (
            &series,
            with(|new| new.subject = Some("UZB".to_owned())),
            "x.csv has no column `subject`",
        ),
        (
            &inline,
            with(|new| new.date = "2024-13-01".to_owned()),
            "bad-date",
        ),
        (
            &inline,
            with(|new| new.grade = Some("Z9".to_owned())),
            "bad-grade",
        ),
        (&inline, with(|new| new.low = Some(6.0)), "bad-range"),
        (
            &inline,
            with(|new| new.sources = vec!["paperr".to_owned()]),
            "did you mean `paper`?",
        ),
        (
            &inline,
            with(|new| new.value = Some(f64::NAN)),
            "is not a figure",
        ),
        (
            &series,
            with(|new| new.value = Some(f64::INFINITY)),
            "is not a figure",
        ),
    ] {
        let dir = folder(&[("dashboard.toml", toml), ("x.csv", csv)]);
        let refusal = record(dir.path(), &new).unwrap_err();
        let all: Vec<String> = refusal
            .diagnostics
            .iter()
            .map(crate::diagnostic::plain)
            .collect();
        let told = format!("{}\n{}", refusal.message, all.join("\n"));
        assert!(told.contains(expected), "{expected}: {told}");
        assert!(refusal.is_data);
    }
}

#[test]
fn what_was_wrong_before_does_not_hinder() {
    let text = dashboard(
        "\n[[indicator.observation]]\ndate = 2024-01-01\nvalue = 1\n\n[[event]]\nid = \"e\"\ntitle = 5\n",
    );
    let dir = folder(&[("dashboard.toml", &text)]);
    assert!(!open(dir.path()).before().diagnostics.is_empty());
    assert!(record(dir.path(), &new("2024-03-01", 5.0)).is_ok());
}

#[test]
fn ids_that_are_no_sound_indicator_are_told() {
    let text = dashboard("\n[[indicator]]\nid = \"bad\"\n");
    let dir = folder(&[("dashboard.toml", &text)]);
    for (id, expected) in [
        ("tise", "did you mean `ties`?"),
        ("bad", "`bad` has mistakes"),
    ] {
        let refusal = open(dir.path())
            .record(&Id::new(id), &new("2024-03-01", 5.0), Twin::Refuses)
            .unwrap_err();
        assert!(refusal.message.contains(expected), "{}", refusal.message);
        assert!(!refusal.is_data);
    }
    assert!(Editor::open(Origin::BuiltIn, today()).is_err());
}

#[test]
fn what_is_probably_a_slip_is_put_in_and_told() {
    let dir = folder(&[("dashboard.toml", &dashboard("goalposts = [0, 10]\n"))]);
    for (date, value, expected) in [
        ("2024-01-01", 5.0, &[][..]),
        ("2024-01-01", 50.0, &[Code::OutsideGoalposts]),
        ("2052-01-01", 5.0, &[Code::FutureDate]),
    ] {
        let edits = record(dir.path(), &new(date, value)).unwrap();
        let told: Vec<Code> = edits.warnings.iter().map(|told| told.code).collect();
        assert_eq!(told, expected, "{date} {value}");
        assert_eq!(edits.changes.len(), 1, "{date} {value}");
    }
}
