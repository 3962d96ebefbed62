//! The registry as a whole: what it says of each kind, and that each holds wherever it is drawn.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

use super::fixture::{World, day, index, model, panel, today};
use super::{Extent, KINDS, Kind, Panel, Target};
use crate::model::{Model, Parts, Subject};

/// Largest room that every size up to is tried.
const LARGEST: (u16, u16) = (80, 30);

/// A world of nothing but a subject.
fn nothing() -> World {
    let subject = Subject {
        code: "KAZ".into(),
        name: "Қазақстан".into(),
    };
    World::of(Model::new(Parts::empty(subject, day(2014, 1, 1))), today())
}

/// The world with everything in use that drawing looks at.
fn full() -> World {
    let mut world = World::on(today());
    world.place.cursor = Some(day(2022, 1, 10));
    world.selection = Some(Target::Indicator("trade-share-china".into()));
    world.changed = ["csto-ties".into(), "influence-russia".into()].into();
    world
}

fn example(kind: &Kind) -> Box<dyn Panel> {
    panel(kind.name, kind.example, &World::on(today()).model)
}

/// A screen larger than any room that is tried.
fn screen() -> Buffer {
    Buffer::empty(Rect::new(0, 0, LARGEST.0 + 4, LARGEST.1 + 2))
}

/// Draws a panel into a room on the screen; nothing may change around it.
fn draw_within(world: &World, panel: &dyn Panel, (width, height): (u16, u16), buf: &mut Buffer) {
    let room = Rect::new(2, 1, width, height);
    let (right, bottom) = (room.right(), room.bottom());
    let mark = Cell::new("#");
    let beside = (1..bottom).flat_map(|y| [0, 1, right, right + 1].map(|x| (x, y)));
    let above = (0..right + 2).flat_map(|x| [(x, 0), (x, bottom)]);
    let around: Vec<(u16, u16)> = beside.chain(above).collect();
    let last = || (1..bottom).filter(|_| width > 0).map(|y| (right - 1, y));
    for at in around.iter().copied().chain(last()) {
        buf[at] = mark.clone();
    }
    panel.draw(&world.cx(), room, buf);
    for at in around {
        assert!(buf[at] == mark, "{panel:?} {width}x{height} {at:?}");
    }
    for at in last() {
        let cells = crate::text::width(buf[at].symbol());
        assert!(cells <= 1, "half a sign: {panel:?} {width}x{height} {at:?}");
    }
}

#[test]
fn the_registry_says_what_each_kind_is() {
    for (at, kind) in KINDS.iter().enumerate() {
        let name = kind.name;
        assert!(!kind.summary.is_empty() && !kind.summary.contains('\n'));
        assert!(kind.summary.chars().count() <= 100, "{name}");
        assert!(
            kind.example
                .trim_start()
                .starts_with(&format!("kind = \"{name}\"")),
            "{name}"
        );
        assert!(kind.min_size.0 >= 10 && kind.min_size.1 >= 3, "{name}");
        assert!(KINDS[..at].iter().all(|other| other.name != name), "{name}");
        assert!(!example(kind).title(&World::on(today()).model).is_empty());
    }
}

/// A test for each kind, since together they take a while.
macro_rules! holds_at_every_size {
    ($($kind:ident)*) => {
        mod holds_at_every_size {
            $(#[test]
            fn $kind() {
                super::draw_at_every_size(stringify!($kind));
            })*
        }

        const TRIED: &[&str] = &[$(stringify!($kind)),*];
    };
}

holds_at_every_size! {
    balance ternary scorecard trend heatmap index movers timeline leadlag judgements hypotheses metric note
    evidence
}

#[test]
fn every_kind_is_tried_at_every_size() {
    let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    assert_eq!(names, TRIED);
}

fn draw_at_every_size(name: &str) {
    let (full, nothing) = (full(), nothing());
    let panel = example(Kind::of_name(name).unwrap());
    let mut buf = screen();
    for height in 0..=LARGEST.1 {
        for width in 0..=LARGEST.0 {
            draw_within(&full, &*panel, (width, height), &mut buf);
        }
        // What a panel was built for may be gone when it is drawn.
        for width in [0, 1, 7, 20, 40, 80] {
            draw_within(&nothing, &*panel, (width, height), &mut buf);
        }
    }
}

/// A crosshair put on a later day than is looked at is drawn, and read, as if it stood on that day.
#[test]
fn no_kind_reads_beyond_the_date_looked_at() {
    for kind in KINDS {
        let panel = example(kind);
        let shown = |cursor| {
            let mut world = World::on(day(2022, 3, 31));
            world.place.cursor = Some(cursor);
            (panel.badge(&world.cx()), world.cells(&*panel, 110, 20))
        };
        assert!(shown(today()) == shown(day(2022, 3, 31)), "{}", kind.name);
    }
}

#[test]
fn every_kind_shows_its_example_in_its_least_room() {
    let world = World::on(today());
    for kind in KINDS {
        let (width, height) = (kind.min_size.0 - 2, kind.min_size.1 - 2);
        let text = world.text(&*example(kind), width, height);
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        assert!(letters >= 5, "{}:\n{text}", kind.name);
    }
}

#[test]
fn marks_that_there_is_more_stand_apart_from_words() {
    let world = full();
    for name in ["scorecard", "timeline", "hypotheses", "index", "heatmap"] {
        let panel = example(Kind::of_name(name).unwrap());
        for (width, height) in (32..110).flat_map(|width| [(width, 4), (width, 7)]) {
            let cells = world.cells(&*panel, width, height);
            for y in 0..height {
                let [beside, last] = [2, 1].map(|from| cells[(width - from, y)].symbol());
                let is_mark = last == "↓" || last == "↑";
                assert!(!is_mark || beside == " ", "{name} {width}x{height}");
            }
        }
    }
}

#[test]
fn an_empty_world_is_explained_not_left_blank() {
    let world = nothing();
    for kind in KINDS {
        let text = world.text(&*example(kind), 78, 10);
        assert!(!text.trim().is_empty(), "{}", kind.name);
    }
}

#[test]
fn the_mouse_finds_only_what_can_be_selected() {
    let world = full();
    let room = Rect::new(3, 2, 70, 12);
    for kind in KINDS {
        let panel = example(kind);
        let targets = panel.targets(&world.cx());
        for at in Rect::new(0, 0, 80, 16).positions() {
            let found = panel.target_at(&world.cx(), room, at);
            assert!(found.is_none() || room.contains(at), "{} {at}", kind.name);
            assert!(
                found.is_none_or(|target| targets.contains(&target)),
                "{} {at}",
                kind.name
            );
            let date = panel.date_at(&world.cx(), room, at);
            let (from, to) = panel.time_axis(&world.cx()).unwrap_or((today(), today()));
            assert!(date.is_none_or(|date| from <= date && date <= to));
        }
        if let Extent::Rows(rows) = panel.extent(&world.cx(), room) {
            let shown = (0..16).flat_map(|y| (0..80).map(move |x| Position::new(x, y)));
            let mut found: Vec<Target> = shown
                .filter_map(|at| panel.target_at(&world.cx(), room, at))
                .collect();
            found.dedup();
            assert!(found.len() <= rows.max(1), "{}", kind.name);
            assert!(targets.is_empty() || !found.is_empty(), "{}", kind.name);
        }
    }
}

/// Indices of indices, 10,000 deep, and 60 levels of two that share both of their members.
#[test]
fn deep_and_crossing_indices_are_drawn_like_others() {
    const NONE: &[(&str, f64)] = &[("empty", 1.0)];
    let of = |id: &str, members: &[(&str, f64)]| index(id, "Deep", "russia", members);
    let mut chain = vec![of("i0", NONE)];
    for at in 1..10_000 {
        chain.push(of(&format!("i{at}"), &[(&format!("i{}", at - 1), 1.0)]));
    }
    let mut diamond = vec![of("x0", NONE), of("y0", NONE)];
    for at in 1..60 {
        let (x, y) = (format!("x{}", at - 1), format!("y{}", at - 1));
        let members = [(&*x, 1.0), (&*y, 1.0)];
        diamond.extend(["x", "y"].map(|name| of(&format!("{name}{at}"), &members)));
    }
    for deep in [chain, diamond] {
        let mut parts = model().into_parts();
        let last = deep.last().map(|index| index.id.clone());
        parts.actors[0].index = last;
        parts.start = day(2023, 1, 1);
        parts.robustness = None;
        parts.leadlags.clear();
        parts.indices = deep;
        let world = World::of(Model::new(parts), today());
        for kind in ["heatmap", "index", "balance"] {
            let panel = panel(kind, "", &world.model);
            let text = world.text(&*panel, 80, 12);
            assert!(!text.trim().is_empty(), "{kind}");
        }
        let panel = panel("balance", "", &world.model);
        let text = world.text(&*panel, 120, 12);
        assert!(text.contains("No shares: no score for Deep"), "{text}");
    }
}
