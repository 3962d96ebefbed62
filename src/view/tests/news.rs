//! What a reload is said to have changed, in a line and in full.

use std::sync::Arc;

use crate::app::fixture::{WORDS, indicator, model, noon, parts, problem, slot, snapshot};
use crate::app::{App, Event, Layer};
use crate::dashboard::{Page, Snapshot};
use crate::model::{Id, Model, Parts, Side, Signpost};
use crate::panel::Kind;
use crate::view::script::{app, cells, press, text_of, with};

const SIZE: (u16, u16) = (110, 24);

fn made(revision: u64, change: impl FnOnce(&mut Parts)) -> Snapshot {
    let mut parts = parts();
    change(&mut parts);
    snapshot(revision, Model::new(parts))
}

/// The message of the load that leads from one version to another.
fn message(before: impl FnOnce(&mut Parts), after: impl FnOnce(&mut Parts)) -> String {
    let mut app = with(made(1, before), SIZE);
    app.update(Event::Loaded(Arc::new(made(2, after))));
    app.notice().map_or("", |(words, _)| words).to_owned()
}

#[test]
fn one_line_says_what_a_save_changed() {
    type Edit = fn(&mut Parts);
    let cases: [(Edit, &str); 12] = [
        (|_| {}, "nothing changed in meaning"),
        (
            |parts| parts.indicators[2] = indicator("gas", "Gas", &[("2024-10-15", 71.0)]),
            "Gas 42.0 → 71.0, guarded → elevated · in 4 panels",
        ),
        (
            |parts| parts.indicators[2].about = "More of it.".into(),
            "indicator Gas from Russia is written otherwise",
        ),
        (
            |parts| {
                let values = [
                    ("2022-01-06", 41.0),
                    ("2023-01-01", 1.0),
                    ("2024-10-15", 42.0),
                ];
                parts.indicators[2] = indicator("gas", "Gas from Russia", &values);
            },
            "indicator Gas from Russia figures: 1 new, 1 changed, 1 gone",
        ),
        (
            |parts| parts.indices[0].about = "More of it.".into(),
            "index Russian influence is written otherwise",
        ),
        (
            |parts| parts.events.clear(),
            "event 6 Jan 2022  CSTO troops enter Kazakhstan is gone",
        ),
        (
            |parts| parts.events[0].note = "More of it.".into(),
            "event 6 Jan 2022  CSTO troops enter Kazakhstan is written otherwise",
        ),
        (
            |parts| {
                let mut other = parts.judgements[0].clone();
                other.id = "other".into();
                other.text =
                    "A judgement of very many words, longer than a line has room for.".into();
                parts.judgements.push(other);
            },
            "judgement A judgement of very many words, longer than… is new",
        ),
        (
            |parts| parts.actors[0].name = "Moscow".into(),
            "actor Moscow is written otherwise",
        ),
        (
            |parts| parts.subject.name = "Qazaqstan".into(),
            "dashboard Kazakhstan between Moscow, Beijing and the… has another subject",
        ),
        (
            |parts| parts.sources[1].title = "Troops leave".into(),
            "source TASS: Troops leave is written otherwise",
        ),
        (
            |parts| {
                parts.events.clear();
                parts.sources[0].title = "Trade".into();
            },
            "event 6 Jan 2022  CSTO troops enter Kazakhstan is gone · 1 more (d shows all)",
        ),
    ];
    for (change, expected) in cases {
        assert_eq!(message(|_| {}, change), expected);
    }
}

#[test]
fn a_page_that_is_only_divided_otherwise_is_told() {
    type Edit = fn(&mut Page);
    let cases: [Edit; 4] = [
        |page| page.rows[1].height += 1,
        |page| page.rows[0].slots[0].width += 1,
        |page| page.rows[0].slots[1].min_size.1 += 1,
        |page| page.rows[0].slots[1].priority += 1,
    ];
    for change in cases {
        let mut app = app(SIZE);
        let mut next = snapshot(2, model());
        change(&mut next.dashboard.pages[0]);
        app.update(Event::Loaded(Arc::new(next)));
        let words = app.notice().map(|(words, _)| words);
        assert_eq!(words, Some("page Overview is divided otherwise"));
    }
}

#[test]
fn options_of_a_panel_are_told_where_the_items_are_the_same() {
    let page = |options: &str, model: &Model| {
        let mut snapshot = snapshot(2, model.clone());
        let trend = Kind::of_name("trend").unwrap();
        let panel = trend.from_options(&format!("series = \"gas\"\n{options}"), model);
        snapshot.dashboard.pages[0].rows[0].slots[1].panel = panel.unwrap();
        Arc::new(snapshot)
    };
    for (options, words) in [
        ("", "nothing changed in meaning"),
        (
            "range = [0, 50]",
            "page Overview has a panel with other options",
        ),
    ] {
        let mut app = App::new(page("", &model()), noon("2024-11-28"), SIZE);
        app.update(Event::Loaded(page(options, &model())));
        assert_eq!(app.notice().map(|(words, _)| words), Some(words));
    }
}

#[test]
fn a_list_of_changes_is_not_swapped_while_it_is_read() {
    let mut app = much();
    press(&mut app, "d j j");
    let row = |app: &App| {
        let text = text_of(&cells(app, SIZE));
        let line = text.lines().find(|line| line.contains("Rail transit"));
        line.and_then(|line| Some(line.split_once("▸")?.1.to_owned()))
    };
    let selected = |app: &App| {
        let roll = app.layers().last().and_then(Layer::roll).unwrap();
        app.novelties()[roll.at].name().to_owned()
    };
    let (before, name) = (row(&app), selected(&app));
    assert!(before.is_some());
    let mut parts = app.model().clone().into_parts();
    parts.indicators[2] = indicator("gas", "Gas", &[("2024-10-15", 71.0)]);
    app.update(Event::Loaded(Arc::new(snapshot(3, Model::new(parts)))));
    assert_eq!((row(&app), &selected(&app)), (before, &name));
    assert_eq!(app.novelties()[0].name(), "Gas");
    // Once it is closed the next load has a list of its own.
    press(&mut app, "<esc>");
    let mut parts = app.model().clone().into_parts();
    parts.indicators[2].about = "More.".into();
    app.update(Event::Loaded(Arc::new(snapshot(4, Model::new(parts)))));
    assert_eq!(app.novelties().len(), 1);
}

#[test]
fn signposts_that_are_crossed_are_told() {
    let post = |parts: &mut Parts, at: f64| {
        parts.indicators[2].signposts = vec![Signpost {
            name: "Gas runs out".into(),
            side: Side::Below,
            at,
        }];
    };
    assert_eq!(
        message(|parts| post(parts, 40.0), |parts| post(parts, 50.0)),
        "signpost Gas from Russia: Gas runs out is crossed · 1 more (d shows all)"
    );
    assert_eq!(
        message(|parts| post(parts, 50.0), |parts| post(parts, 40.0)),
        "signpost Gas from Russia: Gas runs out is no longer crossed · 1 more (d shows all)"
    );
}

/// A version in which much is otherwise, after one with a problem.
fn much() -> App {
    let mut bad = snapshot(1, model());
    bad.diagnostics = vec![
        problem(14, "there is no key `nmae`"),
        problem(20, "it stays"),
    ];
    let mut app = with(bad, SIZE);
    let mut next = made(2, |parts| {
        let values = [("2024-10-15", 65.0), ("2024-11-01", 66.0)];
        parts.indicators[0] = indicator("csto-ties", "CSTO ties", &values);
        parts.indicators.remove(5);
        parts.events[0].title = "Troops land".into();
        parts.judgements.clear();
    });
    // The same problem a line below is no other.
    next.diagnostics = vec![
        problem(21, "it stays"),
        problem(9, "there is no key `untit`"),
    ];
    let note = slot("note", &WORDS, (10, 4), 1);
    next.dashboard.pages[0].rows[0].slots.insert(0, note);
    next.dashboard.pages.pop();
    app.update(Event::Loaded(Arc::new(next)));
    app
}

#[test]
fn the_whole_difference_is_a_key_away() {
    let mut app = much();
    press(&mut app, "d");
    insta::assert_snapshot!(text_of(&cells(&app, SIZE)));
}

#[test]
fn from_the_difference_one_goes_to_what_changed() {
    let mut app = much();
    press(&mut app, "d <enter>");
    assert!(text_of(&cells(&app, SIZE)).contains("╭ CSTO ties"));
    // What is gone cannot be opened.
    press(&mut app, "<esc> j j <enter>");
    let words = app.notice().map(|(words, _)| words);
    assert_eq!(words, Some("there is nothing to open any more"));
}

#[test]
fn what_changed_is_marked() {
    let mut app = app(SIZE);
    app.update(Event::Loaded(Arc::new(made(2, |parts| {
        parts.indicators[2] = indicator("gas", "Gas", &[("2024-10-15", 71.0)]);
        parts.events.clear();
    }))));
    let ids: Vec<&str> = app.changed().iter().map(Id::as_str).collect();
    assert_eq!(ids, ["gas"]);
}
