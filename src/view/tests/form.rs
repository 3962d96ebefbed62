//! The form, at an ordinary and at a small size.

use super::super::script::{cells, press, text_of, with};
use crate::app::fixture::{model, snapshot};
use crate::app::{App, Effect, Event, FormAnswer, FormOutcome};

const DIFFERENCE: &str = "--- ties.toml\n+++ ties.toml\n@@ -9,6 +9,10 @@\n   value = 65\n   source = \"kazstat\"\n \n+  [[indicator.observation]]\n+  date = 2024-11-28\n+  value = 72.0\n+\n [[indicator]]\n id = \"oil-transit\"\n name = \"Oil exported through Russia\"\n";

fn app(size: (u16, u16)) -> App {
    let mut snapshot = snapshot(1, model());
    for file in &mut snapshot.files {
        file.path = Some(file.name.to_string().into());
    }
    with(snapshot, size)
}

/// The screen after keys and an answer to what they asked for.
fn screen(size: (u16, u16), keys: &str, outcome: Option<FormOutcome>, then: &str) -> String {
    let mut app = app(size);
    let effects = press(&mut app, keys);
    if let (Some(Effect::Rehearse(entry)), Some(outcome)) = (effects.into_iter().next(), outcome) {
        let answer = Box::new(FormAnswer { entry, outcome });
        app.update(Event::Entered(answer));
    }
    press(&mut app, then);
    text_of(&cells(&app, size))
}

#[test]
fn the_form_at_two_sizes() {
    let typed = "a 7 2 <tab> 9 9 <enter>";
    for (width, height) in [(80, 24), (60, 12)] {
        let size = (width, height);
        let snap = |name: &str, text: String| {
            insta::assert_snapshot!(format!("form_{name}_{width}x{height}"), text);
        };
        snap("typing", screen(size, "a 7 2 <tab> 9 9", None, ""));
        let refused = FormOutcome::Refused(
            "the dashboard would not load with it\n`low` is 99, above the value 72 · exchange them, or take one out".to_owned(),
            false,
        );
        snap("refused", screen(size, typed, Some(refused), ""));
        let differs = || FormOutcome::Differs(DIFFERENCE.to_owned(), "ties.toml".to_owned());
        snap("asking", screen(size, typed, Some(differs()), ""));
        snap("end", screen(size, typed, Some(differs()), "<pgdn> <pgdn>"));
    }
}

#[test]
fn a_corrected_date_is_told_to_leave_the_other_standing() {
    let size = (80, 24);
    let text = screen(size, "E", None, "");
    assert!(text.contains("Change an observation"), "{text}");
    let text = screen(size, "E <up> <backspace>", None, "");
    assert!(text.contains("Record an observation"), "{text}");
    let words = "another date: a new one; that of 2024-10-15 stays · Enter shows it";
    assert!(text.contains(words), "{text}");
}
