use std::sync::Arc;

use super::*;
use crate::app::fixture::{model, noon, snapshot};
use crate::app::{Event, Tone};
use crate::dashboard::Snapshot;
use crate::keymap;
use crate::panel::Target;

fn written() -> Snapshot {
    let mut written = snapshot(1, model());
    for file in &mut written.files {
        file.path = Some(format!("/d/{}", file.name).into());
    }
    written
}

fn app() -> App {
    App::new(Arc::new(written()), noon("2024-11-28"), (80, 24))
}

fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let chords = keymap::script(keys).unwrap();
    let keys = chords.into_iter().map(|chord| Event::Key(chord.event()));
    keys.flat_map(|key| app.update(key)).collect()
}

fn form(app: &App) -> &Form {
    match app.layers().last() {
        Some(Layer::Form(form)) => form,
        other => panic!("no form: {other:?}"),
    }
}

fn rehearsed(effects: &[Effect]) -> Entry {
    match effects {
        [Effect::Rehearse(entry)] => entry.clone(),
        other => panic!("nothing is rehearsed: {other:?}"),
    }
}

fn answer(app: &mut App, entry: &Entry, outcome: Outcome) {
    let entry = entry.clone();
    let answer = Box::new(Answer { entry, outcome });
    assert_eq!(app.update(Event::Entered(answer)), []);
}

const DIFFERENCE: &str = "+value = 72\n";

fn differs() -> Outcome {
    Outcome::Differs(DIFFERENCE.to_owned(), "ties.toml".to_owned())
}

/// An entry with a difference that was agreed to.
fn agreed(entry: &Entry, difference: &str) -> Entry {
    Entry {
        agreed: difference.to_owned(),
        ..entry.clone()
    }
}

#[test]
fn typing_moving_and_erasing_change_the_field() {
    // Keys, the field then, and what is typed in it.
    let cases = [
        ("a", "value", ""),
        ("a 7 2", "value", "72"),
        ("a q <space> y", "value", "q y"),
        ("a 7 2 <backspace>", "value", "7"),
        ("a х ъ", "value", "хъ"),
        ("a <up>", "date", "2024-11-28"),
        ("a <s-tab>", "date", "2024-11-28"),
        ("a <s-tab> <up>", "date", "2024-11-28"),
        ("a <s-tab> <c-u> 2", "date", "2"),
        ("a <tab> 1", "low", "1"),
        ("a <down> <tab> 9", "high", "9"),
        ("a <pgdn>", "published", ""),
        (
            "a <tab> <tab> <tab> <tab> <tab> o n e <space> t w o <c-w>",
            "note",
            "one ",
        ),
    ];
    for (keys, name, typed) in cases {
        let mut app = app();
        assert_eq!(press(&mut app, keys), [], "{keys}");
        let form = form(&app);
        assert_eq!(NAMES[form.roll.at].0, name, "{keys}");
        assert_eq!(form.texts[form.roll.at], typed, "{keys}");
        assert_eq!(form.indicator.as_str(), "csto-ties");
    }
}

#[test]
fn esc_drops_what_is_typed_only_when_pressed_again() {
    // Keys, and how many times Esc closes the form.
    for (keys, times) in [
        ("a", 1),
        ("a 7", 2),
        ("a 7 <esc> 2", 2),
        ("a 7 <backspace>", 1),
        ("E <tab> 9", 2),
        ("a 7 <esc> <down>", 2),
    ] {
        let mut app = app();
        press(&mut app, keys);
        for _ in 1..times {
            press(&mut app, "<esc>");
            let (words, _) = app.notice().unwrap();
            assert!(words.contains("Esc again"), "{words}");
            assert_eq!(app.layers().len(), 1, "{keys}");
        }
        press(&mut app, "<esc>");
        assert!(app.layers().is_empty(), "{keys}");
    }
}

#[test]
fn it_begins_with_the_date_that_is_looked_at() {
    let mut app = app();
    press(&mut app, ", a");
    assert_eq!(form(&app).texts[0], app.as_of().to_string());
    assert_ne!(form(&app).texts[0], "2024-11-28");
}

/// The crosshair that is kept for later does not say which observation is changed: the one that is drawn does.
#[test]
fn a_change_is_of_the_observation_that_the_crosshair_shows() {
    let mut app = app();
    press(&mut app, "<enter> <right> < E");
    assert_eq!(form(&app).texts[0], "2023-06-30");
    assert_eq!(app.as_of().to_string(), "2023-11-30");
}

#[test]
fn an_observation_is_rehearsed_shown_written_and_told() {
    let mut app = app();
    let effects = press(&mut app, "a 7 2 <enter>");
    let entry = rehearsed(&effects);
    assert_eq!(entry.texts[..2], ["2024-11-28", "72"]);
    assert!(!entry.changes);
    assert_eq!(press(&mut app, "<enter> 5"), [], "it waits");
    answer(&mut app, &entry, differs());
    assert_eq!(
        form(&app).difference(),
        Some(("+value = 72\n", "ties.toml"))
    );
    assert_eq!(press(&mut app, "x 5"), [], "only y writes");
    let entry = agreed(&entry, DIFFERENCE);
    assert_eq!(press(&mut app, "y"), [Effect::Record(entry.clone())]);
    assert_eq!(press(&mut app, "y <enter> <esc>"), [], "it is written once");
    assert!(form(&app).difference().is_some());
    let words = "recorded csto-ties 2024-11-28: 72 % in ties.toml:9";
    answer(&mut app, &entry, Outcome::Written(words.to_owned()));
    assert!(app.layers().is_empty());
    assert_eq!(app.notice(), Some((words, Tone::Plain)));
    let mut next = written();
    next.revision += 1;
    app.update(Event::Loaded(Arc::new(next)));
    let (told, _) = app.notice().unwrap();
    assert!(told.starts_with(words), "the reload tells it too: {told}");
}

#[test]
fn enter_and_y_on_a_cyrillic_layout_write_too() {
    for key in ["<enter>", "Y", "н"] {
        let mut app = app();
        let entry = rehearsed(&press(&mut app, "a 7 <enter>"));
        answer(&mut app, &entry, differs());
        let entry = agreed(&entry, DIFFERENCE);
        assert_eq!(press(&mut app, key), [Effect::Record(entry)], "{key}");
    }
}

#[test]
fn nothing_typed_is_lost_by_going_back_or_by_a_refusal() {
    let mut app = app();
    let entry = rehearsed(&press(&mut app, "a 7 2 <tab> 9 9 <enter>"));
    let refused = |words: &str| Outcome::Refused(words.to_owned(), false);
    answer(&mut app, &entry, refused("low is above value"));
    assert_eq!(form(&app).refusal, "low is above value");
    assert_eq!(form(&app).texts[1..3], ["72", "99"]);
    assert_eq!(NAMES[form(&app).roll.at].0, "low");
    let entry = rehearsed(&press(&mut app, "<c-u> 1 <enter>"));
    answer(&mut app, &entry, differs());
    assert_eq!(form(&app).refusal, "");
    assert_eq!(press(&mut app, "<esc>"), []);
    assert_eq!(form(&app).texts[1..3], ["72", "1"]);
    assert_eq!(form(&app).stage, Stage::Typing);
    let entry = rehearsed(&press(&mut app, "<enter>"));
    answer(&mut app, &entry, differs());
    press(&mut app, "y");
    let entry = agreed(&entry, DIFFERENCE);
    answer(&mut app, &entry, refused("ties.toml is read-only"));
    assert_eq!(form(&app).texts[1..3], ["72", "1"]);
    assert_eq!(form(&app).refusal, "ties.toml is read-only");
}

#[test]
fn a_late_answer_is_not_taken_for_another() {
    let mut app = app();
    let old = rehearsed(&press(&mut app, "a 7 <enter>"));
    press(&mut app, "<esc> 2");
    answer(&mut app, &old, differs());
    assert_eq!(form(&app).stage, Stage::Typing);
    let new = rehearsed(&press(&mut app, "<enter>"));
    answer(&mut app, &old, differs());
    assert_eq!(form(&app).stage, Stage::Rehearsing(new));
}

#[test]
fn one_of_the_same_date_is_changed_by_another_enter_until_something_else_is_typed() {
    for (keys, changes) in [("<enter>", true), ("<backspace> 8 <enter>", false)] {
        let mut app = app();
        let entry = rehearsed(&press(&mut app, "a 7 <enter>"));
        let twin = Outcome::Refused("there is one already".to_owned(), true);
        answer(&mut app, &entry, twin);
        let entry = rehearsed(&press(&mut app, keys));
        assert_eq!(entry.changes, changes, "{keys}");
    }
}

#[test]
fn a_change_says_only_what_is_changed() {
    let mut app = app();
    press(&mut app, "E");
    let before = form(&app).before.clone().unwrap();
    assert_eq!(form(&app).texts, before);
    assert_eq!(before[4], "kazstat");
    let entry = rehearsed(&press(&mut app, "<c-u> 9 <enter>"));
    let mut texts: [String; FIELDS] = Default::default();
    texts[0].clone_from(&before[0]);
    texts[1] = "9".to_owned();
    assert_eq!(entry.texts, texts);
    assert!(entry.changes);
    // Of another date it is a new one, with all it says.
    press(&mut app, "<esc> <up> <c-u> 2 0 2 4");
    let entry = rehearsed(&press(&mut app, "<enter>"));
    assert_eq!((entry.changes, &*entry.texts[4]), (false, "kazstat"));
}

#[test]
fn where_the_files_have_changed_meanwhile_the_reader_is_asked_again() {
    let mut app = app();
    let entry = rehearsed(&press(&mut app, "a 7 2 <enter>"));
    answer(&mut app, &entry, differs());
    press(&mut app, "y");
    let entry = agreed(&entry, DIFFERENCE);
    let other = Outcome::Differs("+value = 72 # theirs\n".to_owned(), "ties.toml".to_owned());
    answer(&mut app, &entry, other);
    assert!(matches!(form(&app).stage, Stage::Asking(..)));
    let effects = press(&mut app, "y");
    let entry = agreed(&entry, "+value = 72 # theirs\n");
    assert_eq!(effects, [Effect::Record(entry)]);
}

/// The form for a change of an observation that has this in a field.
fn changing(at: usize, says: &str) -> App {
    let mut app = app();
    press(&mut app, "E");
    let form = app.top_form().unwrap();
    form.texts[at] = says.to_owned();
    form.before.as_mut().unwrap()[at] = says.to_owned();
    app
}

#[test]
fn blanks_around_a_text_of_the_file_are_no_change() {
    for note in ["two\nlines\n", " so ", "\n"] {
        let mut app = changing(6, note);
        let entry = rehearsed(&press(&mut app, "<c-u> 9 <enter>"));
        assert_eq!(
            (&*entry.texts[6], &entry.without[..]),
            ("", &[][..]),
            "{note:?}"
        );
    }
}

#[test]
fn a_copy_of_another_date_does_not_say_when_the_first_became_known() {
    // Keys after the date was changed, and what is published.
    for (keys, published) in [("", ""), ("<pgdn> <c-u> 2 0 2 5", "2025")] {
        let mut app = changing(PUBLISHED, "2024-11-30");
        let entry = rehearsed(&press(
            &mut app,
            &format!("<up> <c-u> 2 0 2 4 {keys} <enter>"),
        ));
        assert_eq!(entry.texts[PUBLISHED], published);
        assert!(!entry.changes);
    }
}

#[test]
fn a_field_that_is_emptied_is_taken_out() {
    let mut app = app();
    press(&mut app, "E <tab> <tab> <tab> <c-u>");
    let entry = rehearsed(&press(&mut app, "<enter>"));
    assert_eq!(entry.without, ["source"]);
    // A new one is without it anyhow.
    press(&mut app, "<esc> <home> <c-u> 2 0 2 4");
    let entry = rehearsed(&press(&mut app, "<enter>"));
    assert_eq!(entry.without, [""; 0]);
}

#[test]
fn where_nothing_can_be_recorded_it_is_said() {
    let mut built_in = app();
    let mut files = written();
    files.files[0].path = None;
    files.revision += 1;
    built_in.update(Event::Loaded(Arc::new(files)));
    press(&mut built_in, "a");
    let (words, _) = built_in.notice().unwrap();
    assert!(words.contains("tightrope init DIR"), "{words}");
    let mut app = app();
    press(&mut app, "<enter> <tab>");
    let Some(Layer::Detail(detail)) = app.layers().last() else {
        panic!("no detail")
    };
    let judgement = Target::Judgement("hedging".into());
    let steps = detail.related.iter().position(|other| *other == judgement);
    press(&mut app, &"j ".repeat(steps.unwrap()));
    assert!(!app.offers(Action::Record));
    press(&mut app, "a");
    assert_eq!(app.layers().len(), 1);
    let words = "observations are of indicators: select one";
    assert_eq!(app.notice().map(|(words, _)| words), Some(words));
}

#[test]
fn a_reload_and_a_click_beside_it_leave_the_form() {
    let mut app = app();
    press(&mut app, "a 7");
    let mut next = written();
    next.revision += 1;
    app.update(Event::Loaded(Arc::new(next)));
    app.update(Event::Mouse(crossterm::event::MouseEvent {
        kind: crossterm::event::MouseEventKind::Down(crossterm::event::MouseButton::Left),
        column: 0,
        row: 0,
        modifiers: crossterm::event::KeyModifiers::NONE,
    }));
    assert_eq!(form(&app).texts[1], "7");
}
