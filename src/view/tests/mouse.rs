//! The mouse, by what stands on the screen.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;

use crate::app::fixture::{model, problem, snapshot};
use crate::app::{App, Event};
use crate::view::script::{app, cells, press, text_of, with};

const SIZE: (u16, u16) = (80, 24);
const CLICK: MouseEventKind = MouseEventKind::Down(MouseButton::Left);

fn screen(app: &App) -> String {
    text_of(&cells(app, SIZE))
}

fn event(kind: MouseEventKind, column: u16, row: u16) -> Event {
    Event::Mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    })
}

/// Does something where some words stand on the screen.
fn at(app: &mut App, kind: MouseEventKind, words: &str) {
    let screen = screen(app);
    let place = screen.lines().enumerate().find_map(|(row, line)| {
        let (before, _) = line.split_once(words)?;
        Some((crate::text::width(before), row))
    });
    let (column, row) = place.unwrap_or_else(|| panic!("no `{words}` in\n{screen}"));
    app.update(event(kind, column as u16, row as u16));
}

#[test]
fn clicks_go_where_they_point() {
    let mut app = app(SIZE);
    at(&mut app, CLICK, "3 Crowd");
    assert!(screen(&app).contains("▐3 Crowd▌"));
    at(&mut app, CLICK, "1 Overview");
    at(&mut app, CLICK, "Words");
    assert!(screen(&app).contains("╭ ▸ Words"));
    at(&mut app, CLICK, "gas 42");
    let shown = screen(&app);
    assert!(
        shown.contains("╭ ▸ List") && shown.contains("│▸ gas"),
        "{shown}"
    );
    at(&mut app, CLICK, "gas 42");
    assert!(screen(&app).contains("╭ Gas from Russia"));
}

#[test]
fn a_click_into_a_panel_without_the_focus_never_opens_anything() {
    let mut app = app(SIZE);
    press(&mut app, "<tab>");
    at(&mut app, CLICK, "csto-ties 32");
    let shown = screen(&app);
    assert!(
        shown.contains("╭ ▸ List") && shown.contains("│▸ csto-ties"),
        "{shown}"
    );
}

#[test]
fn a_click_in_a_plot_sets_the_crosshair_and_dragging_moves_it() {
    let mut app = app(SIZE);
    at(&mut app, CLICK, "no crosshair");
    assert!(screen(&app).contains("crosshair 1 Jan 2022"));
    at(
        &mut app,
        MouseEventKind::Drag(MouseButton::Left),
        "hair 1 Jan",
    );
    assert!(screen(&app).contains("crosshair 1 Jun 2022"));
}

#[test]
fn the_wheel_scrolls_what_is_under_it_and_nothing_else() {
    let mut app = app(SIZE);
    at(&mut app, MouseEventKind::ScrollDown, "line 2");
    let shown = screen(&app);
    assert!(
        shown.contains("4–6 of 20") && shown.contains("╭ ▸ List"),
        "{shown}"
    );
    at(&mut app, MouseEventKind::ScrollUp, "line 4");
    assert!(screen(&app).contains("1–3 of 20"));
    press(&mut app, "3");
    at(&mut app, MouseEventKind::ScrollDown, "gas 42");
    let shown = screen(&app);
    assert!(
        shown.contains("│▸ trade-russia"),
        "the selection is dragged along at the edge:\n{shown}"
    );
}

#[test]
fn sheets_take_the_mouse() {
    let mut broken = snapshot(1, model());
    broken.diagnostics = vec![problem(14, "first"), problem(20, "second")];
    let mut app = with(broken, SIZE);
    press(&mut app, "!");
    at(&mut app, CLICK, "security.toml:20:1");
    assert!(screen(&app).contains("2 of 2"));
    app.update(event(CLICK, 0, 0));
    assert!(
        screen(&app).contains("╭ ▸ List"),
        "a click beside a sheet closes it"
    );
    press(&mut app, "/ losses");
    at(&mut app, CLICK, "Losses in a month");
    assert!(screen(&app).contains("│▸ losses"));
}

#[test]
fn a_detail_takes_the_mouse() {
    let mut app = app(SIZE);
    press(&mut app, "<enter>");
    at(&mut app, CLICK, "Astana keeps");
    assert!(screen(&app).contains("╭ ▸ Related"));
    at(&mut app, CLICK, "Astana keeps");
    assert!(
        screen(&app).contains("Astana keeps balancing. ──"),
        "{}",
        screen(&app)
    );
}

/// Anything a terminal can send.
fn events() -> impl Strategy<Value = Vec<Event>> {
    use crossterm::event::{KeyCode, KeyEvent};
    let code = prop_oneof![
        any::<char>().prop_map(KeyCode::Char),
        "[a-zA-Z0-9/?!,.<> \\[\\]]"
            .prop_map(|text| KeyCode::Char(text.chars().next().unwrap_or(' '))),
        proptest::sample::select(vec![
            KeyCode::Enter,
            KeyCode::Esc,
            KeyCode::Tab,
            KeyCode::BackTab,
            KeyCode::Up,
            KeyCode::Down,
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Home,
            KeyCode::End,
            KeyCode::PageUp,
            KeyCode::PageDown,
            KeyCode::Backspace,
            KeyCode::Delete,
            KeyCode::F(1),
        ]),
    ];
    let key = (code, 0u8..8).prop_map(|(code, bits)| {
        Event::Key(KeyEvent::new(code, KeyModifiers::from_bits_truncate(bits)))
    });
    let kind = proptest::sample::select(vec![
        CLICK,
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
        MouseEventKind::ScrollDown,
        MouseEventKind::ScrollUp,
        MouseEventKind::Moved,
    ]);
    let mouse = (kind, 0u16..140, 0u16..50).prop_map(|(kind, x, y)| event(kind, x, y));
    let resize = (0u16..140, 0u16..50).prop_map(|(x, y)| Event::Resize(x, y));
    let one = prop_oneof![6 => key, 4 => mouse, 1 => resize];
    proptest::collection::vec(one, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn nothing_that_happens_breaks_it(events in events()) {
        let mut app = app(SIZE);
        let mut size = SIZE;
        for event in events {
            if let Event::Resize(width, height) = event {
                size = (width, height);
            }
            app.update(event);
            let screen = cells(&app, size);
            prop_assert_eq!(screen.area().area(), u32::from(size.0) * u32::from(size.1));
        }
    }

    #[test]
    fn nor_with_the_panels_that_ship(events in events()) {
        let mut app = with(super::real::dashboard(), SIZE);
        let mut size = SIZE;
        for event in events {
            if let Event::Resize(width, height) = event {
                size = (width, height);
            }
            app.update(event);
        }
        let screen = cells(&app, size);
        prop_assert_eq!(screen.area().area(), u32::from(size.0) * u32::from(size.1));
    }
}
