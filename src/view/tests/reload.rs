//! A reload never moves the reader, and says what it changed.

use std::sync::Arc;

use chrono::TimeDelta;

use crate::app::fixture::{WORDS, indicator, model, noon, parts, problem, slot, snapshot};
use crate::app::{App, Event, Layer, Tone};
use crate::dashboard::{FileState, Snapshot};
use crate::model::{Model, Parts};
use crate::theme;
use crate::view::script::{app, cells, press, text_of};

const SIZE: (u16, u16) = (80, 24);

fn load(app: &mut App, snapshot: Snapshot) {
    app.update(Event::Loaded(Arc::new(snapshot)));
}

/// Loads the test dashboard with some of its parts changed.
fn reload(app: &mut App, change: impl FnOnce(&mut Parts)) {
    let mut parts = parts();
    change(&mut parts);
    load(app, snapshot(app.snapshot.revision + 1, Model::new(parts)));
}

fn screen(app: &App) -> String {
    text_of(&cells(app, SIZE))
}

fn notice(app: &App) -> &str {
    app.notice().map_or("", |(words, _)| words)
}

/// The screen row on which the selection stands.
fn selected_row(app: &App) -> (usize, String) {
    let screen = screen(app);
    let mut lines = screen.lines().enumerate();
    let (row, line) = lines
        .find(|(_, line)| line.starts_with("│▸"))
        .unwrap_or_else(|| panic!("nothing is selected in\n{screen}"));
    let id = line.trim_start_matches("│▸").trim_start_matches('*');
    let id = id.split_whitespace().next().unwrap_or_default();
    (row, id.to_owned())
}

fn clock(app: &mut App, seconds: i64) {
    app.update(Event::Clock(
        noon("2024-11-28") + TimeDelta::seconds(seconds),
    ));
}

#[test]
fn a_change_is_said_in_words_and_marked_for_a_moment() {
    let mut app = app(SIZE);
    reload(&mut app, |parts| {
        parts.indicators[2] = indicator("gas", "Gas from Russia", &[("2024-10-15", 71.0)]);
    });
    assert_eq!(
        notice(&app),
        "Gas from Russia 42.0 → 71.0, guarded → elevated · in 4 panels"
    );
    assert!(screen(&app).contains("*gas"), "{}", screen(&app));
    // The state does not know the time: it asks for the clock at once, and then for the end of the highlight.
    assert!(app.deadline() <= Some(noon("2024-11-28")));
    clock(&mut app, 10);
    let end = noon("2024-11-28") + TimeDelta::seconds(13);
    assert_eq!(app.deadline(), Some(end));
    clock(&mut app, 13);
    assert!(!screen(&app).contains('*'));
    assert!(!notice(&app).is_empty());
    clock(&mut app, 16);
    assert_eq!(notice(&app), "");
    // Nothing more to do today.
    let midnight = noon("2024-11-29") - TimeDelta::hours(12);
    assert_eq!(app.deadline(), Some(midnight));
}

#[test]
fn many_changes_are_counted_and_listed() {
    let mut app = app(SIZE);
    reload(&mut app, |parts| {
        parts.indicators[0] = indicator("csto-ties", "CSTO ties", &[("2024-10-15", 65.0)]);
        parts.indicators.remove(5);
    });
    assert_eq!(
        notice(&app),
        "CSTO ties 32.0 → 65.0, low → guarded · 2 more (d shows all) · in 4 panels"
    );
    press(&mut app, "d");
    let screen = screen(&app);
    for words in [
        "Russian influence",
        "34.5 → 51.0",
        "Rail transit to China",
        "is gone",
    ] {
        assert!(screen.contains(words), "no `{words}` in\n{screen}");
    }
    press(&mut app, "j <enter>");
    assert!(text_of(&cells(&app, SIZE)).contains("╭ Russian influence"));
}

#[test]
fn the_selection_stays_on_its_item_and_its_row() {
    let mut app = app((80, 16));
    press(&mut app, "2 j j j j j j j j j k k");
    let at = |app: &App| {
        let screen = text_of(&cells(app, (80, 16)));
        let lines: Vec<String> = screen.lines().map(str::to_owned).collect();
        lines
            .into_iter()
            .position(|line| line.starts_with("│▸ media"))
    };
    let before = at(&app);
    assert!(before.is_some());
    let with_new = |parts: &mut Parts| {
        for (at, id) in ["new-a", "new-b", "new-c"].iter().enumerate() {
            let new = indicator(id, id, &[("2024-01-01", 1.0)]);
            parts.indicators.insert(at * 2, new);
        }
    };
    reload(&mut app, with_new);
    assert_eq!(at(&app), before);
    reload(&mut app, |parts| {
        with_new(parts);
        parts.indicators.drain(0..2);
    });
    assert_eq!(at(&app), before);
}

#[test]
fn where_the_selected_item_is_gone_its_neighbour_is_selected_on_the_same_row() {
    let mut app = app(SIZE);
    press(&mut app, "j j j");
    let (row, id) = selected_row(&app);
    assert_eq!(id, "trade-russia");
    reload(&mut app, |parts| _ = parts.indicators.remove(3));
    assert_eq!(selected_row(&app), (row, "trade-china".to_owned()));
    // The last of a list has only neighbours above.
    press(&mut app, "G");
    reload(&mut app, |parts| _ = parts.indicators.pop());
    assert_eq!(selected_row(&app).1, "front");
    // It is selected again when it is back, unless the reader has chosen another meanwhile.
    reload(&mut app, |_| {});
    assert_eq!(selected_row(&app).1, "losses");
    reload(&mut app, |parts| _ = parts.indicators.pop());
    press(&mut app, "k");
    reload(&mut app, |_| {});
    assert_eq!(selected_row(&app).1, "court");
}

#[test]
fn a_reader_who_has_pressed_no_key_stays_on_the_panel() {
    let mut app = app(SIZE);
    let mut more = snapshot(2, model());
    let note = slot("note", &WORDS, (10, 4), 1);
    more.dashboard.pages[0].rows[0].slots.insert(0, note);
    load(&mut app, more);
    assert!(screen(&app).contains("╭ ▸ List"), "{}", screen(&app));
}

#[test]
fn a_reader_who_has_pressed_no_key_stays_on_the_item() {
    let mut app = app(SIZE);
    let (_, id) = selected_row(&app);
    assert_eq!(id, "csto-ties");
    reload(&mut app, |parts| {
        let new = indicator("new", "new", &[("2024-01-01", 1.0)]);
        parts.indicators.insert(0, new);
    });
    assert_eq!(selected_row(&app).1, "csto-ties");
    assert!(screen(&app).contains("follows Some(`csto-ties`)"));
}

#[test]
fn stepping_through_time_keeps_the_selection_too() {
    let mut app = app(SIZE);
    reload(&mut app, |parts| {
        parts.indicators[1] = indicator("oil-transit", "Oil", &[("2024-11-10", 50.0)]);
    });
    press(&mut app, "j");
    assert_eq!(selected_row(&app).1, "oil-transit");
    press(&mut app, ",");
    assert_eq!(selected_row(&app).1, "gas");
    // Neighbours only stand in for what the reader has selected.
    press(&mut app, ",");
    press(&mut app, ". .");
    assert_eq!(selected_row(&app).1, "oil-transit");
    press(&mut app, ", j .");
    assert_eq!(selected_row(&app).1, "trade-russia");
}

#[test]
fn problems_are_said_and_the_next_good_load_clears_them() {
    let mut app = app(SIZE);
    let mut bad = snapshot(2, model());
    bad.diagnostics = vec![problem(14, "there is no key `nmae`"), problem(20, "again")];
    bad.files[1].state = FileState::Kept;
    load(&mut app, bad);
    let words =
        "2 problems in indicators/security.toml (! shows them) · showing the last good version";
    assert_eq!(app.notice(), Some((words, Tone::Problem)));
    let shown = screen(&app);
    assert!(shown.contains("▲ 2 problems"), "{shown}");
    press(&mut app, "! j");
    let shown = screen(&app);
    for words in [
        "▲ error",
        "indicators/security.toml:20:1",
        "nmae = \"CSTO ties\"",
        "^^^^ not a key",
        "help: did you",
    ] {
        assert!(shown.contains(words), "no `{words}` in\n{shown}");
    }
    // Half of it mended: what is still wrong stays selected, and is not news.
    let mut better = snapshot(3, model());
    better.diagnostics = vec![problem(20, "again")];
    load(&mut app, better);
    assert_eq!(notice(&app), "1 problem left (! shows it)");
    assert!(screen(&app).contains("1 of 1"));
    load(&mut app, snapshot(4, model()));
    assert_eq!(notice(&app), "problems solved");
    let shown = screen(&app);
    assert!(
        !shown.contains('▲') && shown.contains("╭ ▸ List"),
        "{shown}"
    );
}

#[test]
fn the_selected_problem_stays_selected_where_its_line_moves() {
    let mut app = app(SIZE);
    let mut said = |lines: &[(usize, &str)], keys: &str| {
        let mut bad = snapshot(app.snapshot.revision + 1, model());
        bad.diagnostics = lines
            .iter()
            .map(|(at, words)| problem(*at, words))
            .collect();
        load(&mut app, bad);
        press(&mut app, keys);
        let roll = app.layers().last().and_then(Layer::roll).unwrap();
        app.snapshot.diagnostics[roll.at].place.line
    };
    assert_eq!(said(&[(14, "a"), (20, "b"), (30, "b")], "! j j"), 30);
    // Lines above it are new, and so is a problem.
    assert_eq!(said(&[(3, "c"), (34, "a"), (40, "b"), (50, "b")], ""), 50);
    // One of two that say the same is mended: the nearer one is meant.
    assert_eq!(said(&[(3, "c"), (34, "a"), (48, "b")], ""), 48);
}

#[test]
fn a_small_size_that_passes_moves_no_list() {
    // Of twelve items four show, the selected one in the last row but one.
    const LOW: (u16, u16) = (80, 9);
    let shown = |app: &App| text_of(&cells(app, LOW));
    let mut app = app(LOW);
    press(&mut app, "2 j j j j j j k");
    let before = shown(&app);
    for (columns, rows) in [(30, 8), (12, 3), LOW] {
        app.update(Event::Resize(columns, rows));
    }
    assert_eq!(shown(&app), before);
}

#[test]
fn hints_are_not_problems() {
    let mut app = app(SIZE);
    let mut hint = problem(14, "it looks odd");
    hint.severity = crate::diagnostic::Severity::Hint;
    let mut hinted = snapshot(2, model());
    hinted.diagnostics = vec![hint.clone(), problem(20, "again")];
    load(&mut app, hinted);
    assert!(screen(&app).contains("▲ 1 problem"));
    let mut hinted = snapshot(3, model());
    hinted.diagnostics = vec![hint];
    load(&mut app, hinted);
    assert_eq!(app.notice(), Some(("problems solved", Tone::Plain)));
    assert!(!screen(&app).contains('▲'));
    press(&mut app, "!");
    assert!(screen(&app).contains("◇ hint"));
}

#[test]
fn one_problem_is_said_whole() {
    let mut app = app(SIZE);
    let mut bad = snapshot(2, model());
    bad.diagnostics = vec![problem(14, "there is no key `nmae`")];
    load(&mut app, bad);
    assert_eq!(
        notice(&app),
        "an error in indicators/security.toml (! shows it): there is no key `nmae`"
    );
}

#[test]
fn a_late_snapshot_is_dropped() {
    let mut app = app(SIZE);
    load(&mut app, snapshot(7, model()));
    let mut late = snapshot(6, model());
    late.dashboard.title = "Late".into();
    load(&mut app, late);
    assert_eq!(app.snapshot.revision, 7);
    assert!(!screen(&app).contains("Late"));
}

#[test]
fn where_a_page_or_panel_is_gone_the_nearest_is_shown() {
    let mut app = app(SIZE);
    press(&mut app, "<tab> <tab> 2");
    let mut less = snapshot(2, model());
    less.dashboard.pages.remove(1);
    less.dashboard.pages[0].rows.pop();
    load(&mut app, less);
    assert!(screen(&app).contains("▐2 Crowd▌"));
    press(&mut app, "1");
    let shown = screen(&app);
    assert!(shown.contains("╭ ▸ "), "{shown}");
    let mut none = snapshot(3, model());
    none.dashboard.pages.clear();
    load(&mut app, none);
    assert!(screen(&app).contains("No page to show"));
    load(&mut app, snapshot(4, model()));
    assert!(screen(&app).contains("▐1 Overview▌"));
}

#[test]
fn a_page_that_comes_back_has_its_reader_again() {
    for (keys, back) in [
        ("!", "▐2 Alone▌"),
        ("j", "▐3 Crowd▌"),
        ("1", "▐1 Overview▌"),
    ] {
        let mut app = app(SIZE);
        press(&mut app, "2");
        let mut less = snapshot(2, model());
        less.dashboard.pages.remove(1);
        load(&mut app, less);
        assert!(screen(&app).contains("▐2 Crowd▌"));
        press(&mut app, keys);
        load(&mut app, snapshot(3, model()));
        assert!(screen(&app).contains(back), "{keys}: {}", screen(&app));
    }
}

#[test]
fn a_clock_that_is_set_back_ends_messages() {
    let mut app = app(SIZE);
    press(&mut app, "T");
    clock(&mut app, 3600);
    assert!(!notice(&app).is_empty());
    clock(&mut app, 0);
    assert_eq!(notice(&app), "");
}

#[test]
fn a_detail_stays_open_as_long_as_its_item_exists() {
    let mut app = app(SIZE);
    press(&mut app, "j j <enter>");
    reload(&mut app, |parts| {
        parts.indicators[2].name = "Gas, renamed".into();
    });
    assert!(screen(&app).contains("Gas, renamed"));
    reload(&mut app, |parts| _ = parts.indicators.remove(2));
    assert!(screen(&app).contains("╭ ▸ List"));
}

#[test]
fn the_readers_theme_wins_over_the_files() {
    let mut app = app(SIZE);
    let with_theme = |revision, name| {
        let mut snapshot = snapshot(revision, model());
        snapshot.dashboard.theme = name;
        snapshot
    };
    load(&mut app, with_theme(2, theme::Name::Light));
    assert_eq!(app.theme().name, theme::Name::Light);
    press(&mut app, "T");
    assert_eq!(app.theme().name, theme::Name::HighContrast);
    load(&mut app, with_theme(3, theme::Name::Mono));
    assert_eq!(app.theme().name, theme::Name::HighContrast);
}

#[test]
fn the_day_turns_only_for_those_who_look_at_today() {
    let mut app = app(SIZE);
    app.update(Event::Clock(noon("2024-11-29")));
    assert_eq!(app.as_of(), noon("2024-11-29").date());
    press(&mut app, ",");
    app.update(Event::Clock(noon("2024-11-30")));
    assert_eq!(app.as_of(), noon("2024-10-31").date());
    press(&mut app, "t");
    assert_eq!(app.as_of(), noon("2024-11-30").date());
}
