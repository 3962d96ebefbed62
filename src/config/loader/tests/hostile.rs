//! Files made, or broken, so as to take as long as possible: what they cost must grow with their length and no faster.
//! Nothing here measures time; where it grows with the square a case takes minutes.

use std::fmt::Write as _;

use super::{DASHBOARD, codes, indicator, two, value};
use crate::dashboard::Snapshot;
use crate::diagnostic::Code;

/// So many lines, each with its number.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0..count {
        let _ = writeln!(text, "{}", line(number));
    }
    text
}

/// The snapshot after a file was saved beside two good ones, which stay in use.
fn saved(name: &str, text: &str) -> Snapshot {
    let mut scene = two();
    scene.load();
    scene.save(name, text);
    let snapshot = scene.load();
    assert_eq!(value(&snapshot, "a"), Some(1.0));
    snapshot
}

/// How many problems of a file are told, and how many more there are.
fn told(snapshot: &Snapshot, name: &str) -> (usize, usize) {
    let of_it = snapshot.diagnostics.iter();
    let of_it = of_it.filter(|found| &*found.place.file == name);
    let (rest, shown): (Vec<_>, Vec<_>) =
        of_it.partition(|found| found.code == Code::TooManyProblems);
    let rest = rest.first().map_or(0, |rest| {
        let count = rest.message.split(' ').next().unwrap_or_default();
        count.parse().expect("a number")
    });
    (shown.len(), rest)
}

fn table(many: impl Iterator<Item = String>) -> String {
    many.collect::<Vec<_>>().join(", ")
}

#[test]
fn any_number_of_problems_is_counted_and_the_first_are_shown() {
    let event = |n: usize| {
        format!("[[event]]\nid = \"e-{n}\"\ntitle = \"E\"\ndate = 2024-01-01\nsources = \"n-{n}\"")
    };
    let source = |n: usize| format!("[[source]]\nid = \"s-{n}\"\ntitle = \"S\"");
    let keys = lines(100_000, |n| format!("key{n} = {n}"));
    let index = |n: usize| {
        let next = n + 1;
        format!("[[index]]\nid = \"i-{n}\"\nname = \"I\"\nmembers = [\"i-0\", \"i-{next}\"]")
    };
    let unknown = table((0..10_000).map(|n| format!("\"n-{n}\"")));
    let page = format!(
        "[[page]]\nid = \"q\"\ntitle = \"Q\"\n[[page.row]]\n[[page.row.panel]]\nkind = \"trend\"\nseries = [{unknown}]"
    );
    let one_line = table((0..40_000).map(|n| format!("{{ id = \"{n}_\" }}")));
    let doubled = "[[dimension]]\nid = \"d\"\nname = \"D\"\n".repeat(50_000);
    let cases = [
        ("stray keys", keys.clone(), 100_000),
        (
            "stray keys of an item",
            format!("{}\n{keys}", event(0)),
            // Its source is none either.
            100_001,
        ),
        (
            "references to nothing among many items",
            lines(20_000, source) + &lines(20_000, event),
            20_000,
        ),
        (
            "references of one item to nothing",
            event(0).replace("\"n-0\"", &format!("[{unknown}]")),
            10_000,
        ),
        ("panels of nothing", lines(5_000, source) + &page, 10_000),
        (
            "problems on one line",
            format!("event = [{one_line}]"),
            120_000,
        ),
        ("circles of indices", lines(10_000, index), 10_000),
        ("doubled ids", doubled, 49_999),
    ];
    for (what, text, count) in cases {
        let snapshot = saved("indicators/x.toml", &text);
        assert_eq!(
            told(&snapshot, "indicators/x.toml"),
            (100, count - 100),
            "{what}"
        );
    }
}

#[test]
fn includes_of_nothing() {
    let none = table((0..20_000).map(|n| format!("\"none-{n}*.toml\"")));
    let entry = DASHBOARD.replace("include = [", &format!("include = [{none}, "));
    let snapshot = saved("dashboard.toml", &entry);
    assert_eq!(told(&snapshot, "dashboard.toml"), (100, 19_900));
}

#[test]
fn an_indicator_has_so_many_bands() {
    let bands = table((0..50_000).map(|n| format!("b{n} = {n}")));
    let text = indicator("x", 1.0).replace("unit", &format!("bands = {{ {bands} }}\nunit"));
    let snapshot = saved("indicators/x.toml", &text);
    assert_eq!(
        codes(&snapshot),
        [("indicators/x.toml".to_owned(), Code::BadBands)]
    );
}

#[test]
fn of_a_long_circle_the_ends_are_named() {
    let index = |n: usize| {
        let next = (n + 1) % 30;
        format!("[[index]]\nid = \"i-{n}\"\nname = \"I\"\nmembers = [\"i-{next}\"]")
    };
    let snapshot = saved("indicators/x.toml", &lines(30, index));
    assert_eq!(
        snapshot.diagnostics[0].message,
        "an index cannot be part of itself: `i-0` → `i-1` → `i-2` → `i-3` → `i-4` → `i-5` → `i-6` → `i-7` → `i-8` \
         → 20 more → `i-29` → `i-0`"
    );
}
