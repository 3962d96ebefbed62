//! The panels that ship on one page: that the pieces work together. How each looks is tested where it is drawn.

use crate::app::fixture::{noon, snapshot};
use crate::app::{App, Effect, Layer};
use crate::dashboard::{Page, Row, Slot, Snapshot};
use crate::model::Id;
use crate::panel::fixture::{model, panel};
use crate::panel::{KINDS, Kind, Target};
use crate::view::script::{cells, press, text_of, with};

/// Rows of (kind, options).
const PAGE: &[&[(&str, &str)]] = &[
    &[
        (
            "balance",
            "left = [\"russia\"]\nright = [\"china\", \"west\"]",
        ),
        ("ternary", ""),
        ("judgements", ""),
    ],
    &[
        ("scorecard", ""),
        ("trend", "series = [\"csto-ties\"]"),
        ("metric", "indicator = \"csto-ties\""),
        ("leadlag", ""),
    ],
    &[
        ("timeline", ""),
        ("movers", ""),
        ("index", ""),
        ("evidence", ""),
        ("hypotheses", ""),
        ("heatmap", ""),
        ("note", "text = \"Words by the operator.\""),
    ],
];

fn slot(kind: &str, options: &str) -> Slot {
    let registered = Kind::of_name(kind).unwrap();
    Slot {
        id: Id::new(kind),
        title: Some(kind.to_uppercase()),
        kind: registered,
        width: 1,
        min_size: registered.min_size,
        priority: 5,
        panel: panel(kind, options, &model()),
    }
}

pub(super) fn dashboard() -> Snapshot {
    let mut snapshot = snapshot(1, model());
    snapshot.dashboard.pages = vec![Page {
        id: "all".into(),
        title: "All".into(),
        rows: PAGE
            .iter()
            .map(|slots| Row {
                height: 1,
                slots: slots
                    .iter()
                    .map(|(kind, options)| slot(kind, options))
                    .collect(),
            })
            .collect(),
    }];
    snapshot
}

fn open(size: (u16, u16), keys: &str) -> App {
    let mut app = with(dashboard(), size);
    press(&mut app, keys);
    // What runs beside the screen has come to its end.
    app.catch_up();
    app
}

fn screen(size: (u16, u16), keys: &str) -> String {
    text_of(&cells(&open(size, keys), size))
}

#[test]
fn every_kind_is_on_the_page() {
    for kind in KINDS {
        let on_page = PAGE
            .iter()
            .any(|row| row.iter().any(|(name, _)| *name == kind.name));
        assert!(on_page, "{}", kind.name);
    }
}

#[test]
fn large_screens_show_all_and_small_ones_offer_the_rest() {
    let large = screen((200, 60), "");
    for row in PAGE {
        for (kind, _) in *row {
            assert!(large.contains(&kind.to_uppercase()), "{kind} in\n{large}");
        }
    }
    let small = screen((80, 24), "");
    assert!(small.contains("panels: Tab"), "{small}");
    // Tab comes by every panel, with room or without.
    let mut app = open((80, 24), "");
    for row in PAGE {
        for (kind, _) in *row {
            let screen = text_of(&cells(&app, (80, 24)));
            let title = format!("▸ {}", kind.to_uppercase());
            assert!(screen.contains(&title), "{kind} in\n{screen}");
            press(&mut app, "<tab>");
        }
    }
}

#[test]
fn the_selection_leads_from_the_scorecard_to_its_evidence() {
    let size = (160, 50);
    let focus = "<tab> <tab> <tab>";
    let app = open(size, focus);
    assert!(text_of(&cells(&app, size)).contains("▸ SCORECARD"));
    let name = &model().indicators[1].name;
    let detail = screen(size, &format!("{focus} j <enter>"));
    let heading = detail.lines().nth(1).unwrap_or_default();
    assert!(heading.starts_with(&format!("╭ {name} ─")), "{detail}");
    let reading = app.assessment().readings[1].value;
    let value = crate::text::number(reading.unwrap_or_default(), model().indicators[1].decimals);
    let line = detail.lines().find(|line| line.starts_with("│ Value"));
    assert!(
        line.is_some_and(|line| line.contains(&value)),
        "{value} in\n{detail}"
    );
    // The text scrolls to its end and no further.
    let end = screen(size, &format!("{focus} j <enter> G"));
    assert_eq!(
        end,
        screen(size, &format!("{focus} j <enter> G j j <pgdn>"))
    );
    // The crosshair in the detail says its date and goes before the detail does.
    let crosshair = screen(size, &format!("{focus} j <enter> h H"));
    assert!(crosshair.contains("30 Nov 2023"), "{crosshair}");
    let back = screen(size, &format!("{focus} j <enter> h <esc>"));
    assert!(
        back.lines().nth(1).is_some_and(|line| line == heading),
        "{back}"
    );
    let page = screen(size, &format!("{focus} j <enter> h <esc> <esc>"));
    assert!(page.contains("▸ SCORECARD"), "{page}");
}

/// What is opened in a panel is its own, a chart's own series too; and the evidence shows the same.
#[test]
fn enter_opens_an_item_of_the_focused_panel() {
    let size = (200, 60);
    let model = model();
    for (at, (kind, _)) in PAGE.iter().copied().flatten().enumerate() {
        let mut app = open(size, &"<tab> ".repeat(at));
        let (_, page) = app.page().unwrap();
        let slot = page.slots().nth(at).unwrap();
        let targets = slot.panel.targets(&app.context(page, slot));
        let selection = app.context(page, slot).selection.cloned().unwrap();
        press(&mut app, "<enter>");
        let opened = app.layers().iter().find_map(|layer| match layer {
            Layer::Detail(detail) => Some(detail.target.clone()),
            _ => None,
        });
        match *kind {
            "note" => assert_eq!(opened, None),
            "evidence" => assert_eq!(opened, Some(selection)),
            _ => {
                let first = Some(targets[0].clone());
                assert_eq!(
                    (&opened, Some(selection)),
                    (&first, first.clone()),
                    "{kind}"
                );
            }
        }
        if *kind == "trend" {
            assert_eq!(
                opened,
                Some(Target::Indicator(model.indicators[0].id.clone()))
            );
        }
    }
}

#[test]
fn q_brings_the_page_back_before_it_quits() {
    let size = (120, 40);
    let mut app = open(size, "z");
    assert!(app.is_zoomed());
    assert!(text_of(&cells(&app, size)).contains("Esc back"));
    assert_eq!(press(&mut app, "q"), []);
    assert!(!app.is_zoomed());
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
    let mut app = open(size, "z");
    assert_eq!(press(&mut app, "<c-c>"), [Effect::Quit]);
}

/// However narrow the screen: what a key does can be read to its end.
#[test]
fn the_help_is_wrapped_where_it_is_narrow() {
    for width in [40, 60, 74, 80, 150, 200] {
        let size = (width, 120);
        let screen = screen(size, "?");
        let words: Vec<&str> = screen
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .collect();
        for line in crate::keymap::help() {
            let last = line.help.split_whitespace().next_back().unwrap_or_default();
            assert!(words.contains(&last), "{width}: {} in\n{screen}", line.help);
        }
    }
}

#[test]
fn time_moves_every_panel_and_comes_back() {
    let size = (160, 50);
    let now = screen(size, "");
    let past = screen(size, "< <");
    assert!(past.contains("▣ 30 Nov 2022"), "{past}");
    assert_ne!(now, past);
    assert_eq!(screen(size, "< < t"), now);
    assert_eq!(screen(size, "< < > >"), now);
}

#[test]
fn any_date_can_be_looked_at_on_any_size() {
    for size in [(1, 1), (20, 5), (80, 24), (132, 43)] {
        let mut app = open(size, "");
        for date in [
            "1900-01-01",
            "2014-01-01",
            "2022-02-24",
            "2024-11-28",
            "2100-01-01",
        ] {
            app.look_at(noon(date).date());
            press(&mut app, "<tab> j <enter> G <esc> z h");
            assert_eq!(cells(&app, size).area().width, size.0);
        }
    }
}
