//! Sessions at the keyboard: what stands on the screen after some keys.

mod evidence;
mod form;
mod hits;
mod hostile;
mod marking;
mod method;
mod mouse;
mod news;
mod real;
mod reload;

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw;
use super::script::{app, cells, press, session, text_of, with};
use crate::app::Event;
use crate::app::fixture::{dashboard, model, problem, snapshot};
use crate::theme;

const SMALL: (u16, u16) = (80, 24);

/// A size, keys, and what then stands on the screen.
type Session = ((u16, u16), &'static str, &'static [&'static str]);

const SESSIONS: &[Session] = &[
    (
        SMALL,
        "",
        &[
            "▐1 Overview▌",
            "╭ ▸ List",
            "▸ csto-ties",
            "● live",
            "as of 28 Nov 2024",
        ],
    ),
    (SMALL, "j j", &["▸ gas", "follows Some(`gas`)"]),
    (SMALL, "о о", &["▸ gas"]),
    (SMALL, "j j k", &["▸ oil-transit"]),
    (SMALL, "G", &["▸ losses"]),
    (SMALL, "G g", &["▸ csto-ties"]),
    (
        SMALL,
        "<tab>",
        &["╭ ▸ Plot", "no crosshair", "← → crosshair"],
    ),
    (SMALL, "<tab> h h", &["crosshair 31 Oct 2024"]),
    (SMALL, "<tab> h H l", &["crosshair 31 Dec 2023"]),
    (SMALL, "<tab> h <esc>", &["no crosshair"]),
    (SMALL, "<tab> <tab> <pgdn>", &["line 3", "3–5 of 20"]),
    (SMALL, "<tab> <tab> G", &["18–20 of 20"]),
    (SMALL, "<s-tab>", &["╭ ▸ Words"]),
    (SMALL, "2", &["▐2 Alone▌"]),
    (SMALL, "[", &["▐3 Crowd▌"]),
    (SMALL, "] ]", &["▐3 Crowd▌"]),
    (SMALL, "<s-right> <s-left>", &["▐1 Overview▌"]),
    (SMALL, "7", &["there is no page 7"]),
    (SMALL, "j 2 1", &["▸ oil-transit"]),
    (SMALL, "z", &["List · panel 1 of 3"]),
    (SMALL, "z <tab>", &["Plot · panel 2 of 3"]),
    (SMALL, "z <esc>", &["╭ Plot"]),
    (
        SMALL,
        ",",
        &["▣ 31 Oct 2024 · t returns", "◷ past", "t today"],
    ),
    (SMALL, "< , .", &["▣ 30 Nov 2023"]),
    (SMALL, ", t", &["as of 28 Nov 2024", "● live"]),
    (SMALL, ", . .", &["as of 28 Nov 2024", "this is today"]),
    (
        SMALL,
        "< < < <",
        &["▣ 1 Jan 2022", "dates begin on 1 Jan 2022"],
    ),
    (
        SMALL,
        "s",
        &[
            "▸ csto-ties",
            "by name backwards",
            "sorted by name backwards",
        ],
    ),
    (SMALL, "T", &["theme: light"]),
    (
        SMALL,
        "<enter>",
        &["CSTO ties", "Evidence", "judgement Astana keeps balancing."],
    ),
    (
        SMALL,
        "<enter> <tab> j <enter>",
        &["Astana keeps balancing."],
    ),
    (
        SMALL,
        "<enter> <enter> <enter>",
        &["Russian influence", "CSTO ties"],
    ),
    (SMALL, "<enter> <enter> <enter> <esc>", &["╭ CSTO ties"]),
    (SMALL, "<enter> q", &["╭ ▸ List"]),
    (SMALL, "?", &["Keys", "Pages and panels"]),
    (SMALL, "? ?", &["╭ ▸ List"]),
    (SMALL, "? G", &["quit"]),
    (
        SMALL,
        "f",
        &["Files of this dashboard", "loaded", "dashboard.toml"],
    ),
    (SMALL, "!", &["no problems in the files"]),
    (SMALL, "d", &["nothing has changed in meaning"]),
    (
        SMALL,
        "/ csto",
        &["Search", "indicator  CSTO ties", "event "],
    ),
    (SMALL, "/ сыещ", &["indicator  CSTO ties"]),
    (
        SMALL,
        "/ қазақ",
        &["indicator  Қазақ тілі: schools in Kazakh"],
    ),
    (SMALL, "/ zzz", &["nothing is called that"]),
    (
        SMALL,
        "/ abc <backspace> <c-u>",
        &["type any part of a name"],
    ),
    (SMALL, "/ losses <enter>", &["▸ losses", "▐1 Overview▌"]),
    (SMALL, "/ losses <esc>", &["▸ csto-ties"]),
    (SMALL, "/ alone <enter>", &["▐2 Alone▌"]),
    (
        SMALL,
        "/ troops <enter>",
        &["6 Jan 2022  CSTO troops", "Related"],
    ),
    (SMALL, "/ russia <enter> n", &["“russia”: 2 of"]),
    (SMALL, "/ gas <enter> z <esc>", &["╭ ▸ List", "╭ Plot"]),
    (SMALL, "/ gas <enter> n <esc>", &["? keys"]),
    (SMALL, "< / balancing", &["nothing is called that"]),
    (SMALL, "< <enter>", &["index ", "Russian influence"]),
    (
        SMALL,
        "/ balancing <enter> <",
        &["judgement · after 30 Nov 2023"],
    ),
    // Dates stand below each other.
    (
        SMALL,
        "/ balancing <enter>",
        &["event      6 Jan 2022  CSTO troops"],
    ),
    (SMALL, "n", &["no search yet: / starts one"]),
    (SMALL, "m", &["the mouse selects text in the terminal"]),
    ((60, 20), "3", &["+2 panels: Tab"]),
    ((60, 20), "3 <tab> <tab>", &["Words · panel 3 of 4"]),
    ((60, 20), "3 <tab>", &["╭ ▸ Plot"]),
    ((60, 20), "3 <tab> <tab> <esc>", &["╭ ▸ List", "╭ Plot"]),
    ((40, 4), "<tab>", &["╭ ▸ Plot"]),
    ((40, 5), "", &["TLP:CLEAR  28 Nov 2024  ●", "╭ ▸ List"]),
    ((40, 6), "", &["28 Nov 2024", "╭ ▸ List", "? keys"]),
    ((40, 8), "", &["▐1 Overview▌"]),
];

/// The line of the screen that holds some words.
fn line_with(screen: &str, words: &str) -> String {
    let line = screen.lines().find(|line| line.contains(words));
    line.unwrap_or_else(|| panic!("no `{words}` in\n{screen}"))
        .to_owned()
}

#[test]
fn sessions() {
    for (size, keys, expected) in SESSIONS {
        let screen = session(*size, keys);
        for words in *expected {
            assert!(
                screen.contains(words),
                "`{keys}` at {size:?}: no `{words}` in\n{screen}"
            );
        }
    }
}

#[test]
fn keys_ask_for_effects() {
    use crate::app::Effect;
    let cases: [(&str, &[Effect]); 10] = [
        ("q", &[Effect::Quit]),
        ("й", &[Effect::Quit]),
        ("<enter> q", &[]),
        ("/ q", &[]),
        ("/ q <c-c>", &[Effect::Quit]),
        ("<c-z>", &[Effect::Suspend]),
        ("<c-l>", &[Effect::Redraw]),
        ("r", &[Effect::Reload]),
        ("m", &[Effect::Mouse(false)]),
        ("m m", &[Effect::Mouse(false), Effect::Mouse(true)]),
    ];
    for (keys, expected) in cases {
        assert_eq!(press(&mut app((80, 24)), keys), expected, "{keys}");
    }
}

#[test]
fn whole_screens() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let name = format!("overview_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, session(size, ""));
    }
    insta::assert_snapshot!("help_80x24", session((80, 24), "?"));
    insta::assert_snapshot!("help_160x40", session((160, 40), "?"));
    insta::assert_snapshot!("search_120x40", session((120, 40), "/ russia"));
    let mut broken = snapshot(1, model());
    broken.diagnostics = vec![problem(14, "there is no key `nmae`"), problem(20, "again")];
    let mut app = with(broken, (100, 30));
    press(&mut app, "! j");
    insta::assert_snapshot!("problems_100x30", text_of(&cells(&app, (100, 30))));
}

#[test]
fn a_dashboard_without_pages_says_so_and_shows_what_is_wrong() {
    let mut empty = snapshot(1, model());
    empty.dashboard.pages.clear();
    empty.diagnostics = vec![problem(14, "there is no key `nmae`")];
    let mut app = with(empty, (80, 24));
    press(&mut app, "<tab> j <enter> z 2 s");
    let screen = text_of(&cells(&app, (80, 24)));
    assert!(screen.contains("No page could be read."), "{screen}");
    let line = line_with(&screen, "security.toml:14:1");
    assert!(
        line.contains("▲ error") && line.contains("there is no key `nmae`"),
        "{line}"
    );
    assert!(screen.contains("▲ 1 problem"), "{screen}");
}

#[test]
fn the_focus_is_seen_without_colour() {
    let mut app = app((80, 24));
    app.set_theme(theme::Name::Mono);
    let before = text_of(&cells(&app, (80, 24)));
    press(&mut app, "<tab>");
    let after = text_of(&cells(&app, (80, 24)));
    assert!(before.contains("▸ List") && !before.contains("▸ Plot"));
    assert!(after.contains("▸ Plot") && !after.contains("▸ List"));
}

#[test]
fn tabs_that_do_not_fit_are_shortened_then_left_out() {
    let many = |count: usize| {
        let mut snapshot = snapshot(1, model());
        let mut pages = Vec::new();
        for at in 0..count {
            let mut page = dashboard(model()).pages.remove(1);
            page.id = format!("page-{at}").as_str().into();
            page.title = format!("A rather long title {at}");
            pages.push(page);
        }
        snapshot.dashboard.pages = pages;
        with(snapshot, (60, 20))
    };
    let line = |keys: &str, count: usize| {
        let mut app = many(count);
        press(&mut app, keys);
        text_of(&cells(&app, (60, 20)))
            .lines()
            .nth(1)
            .unwrap_or_default()
            .to_owned()
    };
    insta::assert_snapshot!(
        "tabs_60",
        [
            line("", 2),
            line("", 4),
            line("", 12),
            line("9", 12),
            line("[", 12)
        ]
        .join("\n"),
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn draws_at_any_size(width in 0u16..130, height in 0u16..45, x in 0u16..5, y in 0u16..5, keys in keys()) {
        let mut app = app((width, height));
        press(&mut app, &keys);
        let area = Rect::new(x, y, width, height);
        let mut buf = Buffer::empty(Rect::new(0, 0, width + 8, height + 8));
        draw(&app, area, &mut buf);
        let blank = Buffer::empty(*buf.area());
        for position in buf.area().positions() {
            prop_assert!(area.contains(position) || buf[position] == blank[position], "{position}");
        }
    }

    #[test]
    fn a_reload_of_the_same_never_moves_the_reader(width in 20u16..130, height in 5u16..45, keys in keys()) {
        let size = (width, height);
        let mut app = app(size);
        press(&mut app, &keys);
        let quiet = |app: &mut crate::app::App| {
            // Messages end with time; what remains is where the reader is.
            for second in [0, 30] {
                let now = crate::app::fixture::noon("2024-11-28") + chrono::TimeDelta::seconds(second);
                app.update(Event::Clock(now));
            }
        };
        quiet(&mut app);
        let before = cells(&app, size);
        app.update(Event::Loaded(Arc::new(snapshot(2, model()))));
        quiet(&mut app);
        prop_assert_eq!(text_of(&cells(&app, size)), text_of(&before));
        prop_assert_eq!(cells(&app, size), before);
    }
}

/// Scripts of keys that mean something, in any order.
fn keys() -> impl Strategy<Value = String> {
    let words = [
        "1",
        "2",
        "3",
        "[",
        "]",
        "<tab>",
        "<s-tab>",
        "<enter>",
        "<esc>",
        "z",
        "j",
        "k",
        "<pgdn>",
        "<pgup>",
        "G",
        "g",
        "h",
        "l",
        "H",
        "L",
        ",",
        ".",
        "<",
        ">",
        "t",
        "s",
        "T",
        "?",
        "!",
        "f",
        "d",
        "/",
        "rus",
        "<backspace>",
        "n",
        "N",
    ];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..12)
        .prop_map(|words| words.join(" "))
}
