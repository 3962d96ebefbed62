use std::collections::HashMap;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use proptest::prelude::*;

use super::*;

#[test]
fn no_chord_means_two_things_in_a_scope() {
    let mut seen: HashMap<(Scope, Chord), Action> = HashMap::new();
    for binding in BINDINGS {
        for scope in binding.scopes {
            for chord in binding.chords {
                let before = seen.insert((*scope, *chord), binding.action);
                assert_eq!(before, None, "{chord} twice in {scope:?}");
            }
        }
    }
}

#[test]
fn a_cyrillic_letter_never_hides_a_bound_key() {
    for binding in BINDINGS {
        for chord in binding.chords {
            assert_eq!(layout::latin_chord(*chord), None, "{chord}");
        }
    }
}

#[test]
fn the_same_physical_key_does_the_same_on_a_cyrillic_layout() {
    let pairs = [
        ('й', Action::Quit),
        ('о', Action::Down),
        ('л', Action::Up),
        ('р', Action::Left),
        ('д', Action::Right),
        ('ы', Action::Sort),
        ('Е', Action::Theme),
        ('х', Action::PreviousPage),
        ('ъ', Action::NextPage),
        ('б', Action::EarlierMonth),
        ('Ю', Action::LaterYear),
        ('ә', Action::Page(2)),
        ('№', Action::Search),
    ];
    for (letter, expected) in pairs {
        let event = Chord::char(letter).event();
        assert_eq!(action(&event, Scope::Page), Some(expected), "{letter}");
        assert_eq!(action(&event, Scope::Search), None, "{letter} is text");
    }
    let event = Chord::ctrl('с').event();
    for scope in Scope::ALL {
        assert_eq!(action(&event, scope), Some(Action::Quit));
    }
}

#[test]
fn rows_of_both_layouts_are_of_one_length() {
    for letter in "йцукенгшщзхъфывапролджэячсмитьбюәіңғүұ".chars()
    {
        assert!(layout::latin(letter).is_some(), "{letter}");
    }
    assert_eq!(layout::latin_text("сыещ").as_deref(), Some("csto"));
    assert_eq!(layout::latin_text("csto"), None);
}

#[test]
fn reports_of_the_same_key_are_one_chord() {
    let chord = |code, modifiers| Chord::from_event(&KeyEvent::new(code, modifiers));
    let shift = KeyModifiers::SHIFT;
    assert_eq!(chord(KeyCode::Char('T'), shift), Some(Chord::char('T')));
    assert_eq!(
        chord(KeyCode::Tab, shift),
        chord(KeyCode::BackTab, KeyModifiers::NONE)
    );
    assert_eq!(
        chord(KeyCode::Char('C'), KeyModifiers::CONTROL | shift),
        Some(Chord::ctrl('c'))
    );
    let mut up = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
    up.kind = KeyEventKind::Release;
    assert_eq!(Chord::from_event(&up), None);
}

#[test]
fn scripts_are_read() {
    let shown = |text: &str| -> Vec<String> {
        let chords = script(text).unwrap();
        chords.iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        shown("2 <tab> / ab <enter> <c-l> <s-left> < <f5>"),
        [
            "2",
            "Tab",
            "/",
            "a",
            "b",
            "Enter",
            "Ctrl-L",
            "Shift-←",
            "<",
            "F5"
        ]
    );
    assert_eq!(script("<nope>"), Err("there is no key `<nope>`".to_owned()));
}

#[test]
fn every_line_of_help_has_words_and_keys() {
    let lines = help();
    for line in &lines {
        assert!(!line.keys.is_empty() && !line.help.is_empty(), "{line:?}");
        assert!(!line.help.ends_with('.'), "{line:?}");
        // What fits a column of the help.
        assert!(crate::text::width(line.help) <= 54, "{line:?}");
    }
    assert_eq!(lines[0].keys, "1 … 9");
    assert_eq!(
        lines.last().map(|line| line.keys.as_str()),
        Some("q Ctrl-C")
    );
}

#[test]
fn the_document_shows_every_key() {
    let text = markdown();
    for binding in BINDINGS {
        assert!(text.contains(binding.help), "{}", binding.help);
    }
    insta::assert_snapshot!(text);
}

proptest! {
    #[test]
    fn a_chord_survives_the_way_through_an_event(at in 0..BINDINGS.len()) {
        for chord in BINDINGS[at].chords {
            prop_assert_eq!(Chord::from_event(&chord.event()), Some(*chord));
        }
    }
}
