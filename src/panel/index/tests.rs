use ratatui::layout::{Position, Rect};

use crate::model::{Id, Model, Robustness, Since};
use crate::panel::Target;
use crate::panel::fixture::{World, day, panel, today};

#[test]
fn each_index_is_followed_by_what_moved_it() {
    let world = World::on(today());
    let indices = panel("index", "since = '36mo'", &world.model);
    for (width, height) in [(32, 4), (60, 8), (110, 12)] {
        insta::assert_snapshot!(
            format!("index_{width}"),
            world.text(&*indices, width, height)
        );
    }
    // What a member adds are points of the index, not of the scores beside it.
    let text = world.text(&*indices, 110, 12);
    assert!(text.starts_with("  Index "), "{text}");
    assert!(
        text.contains("Own score") && text.contains("Adds to the index"),
        "{text}"
    );
}

#[test]
fn the_crosshair_moves_the_date_from_which_on_moves_are_explained() {
    let mut world = World::on(today());
    let indices = panel("index", "since = 2022-02-24", &world.model);
    assert_eq!(indices.badge(&world.cx()), "since 24 Feb 2022");
    world.place.cursor = Some(day(2020, 1, 31));
    assert_eq!(indices.badge(&world.cx()), "since 31 Jan 2020");
}

#[test]
fn what_holds_is_said_of_its_own_window_only() {
    let mut parts = crate::panel::fixture::model().into_parts();
    parts.robustness = Some(Robustness {
        runs: 20,
        seed: 1,
        since: Some(Since::Date(day(2022, 1, 31))),
        weights: 0.25,
        normalise: Vec::new(),
        aggregate: Vec::new(),
        leave_one_out: false,
        ranges: false,
        carry_forward: Vec::new(),
    });
    let mut world = World::of(Model::new(parts), today());
    let indices = panel("index", "since = 2022-01-31", &world.model);
    let text = world.text(&*indices, 150, 12);
    assert!(text.contains("holds in"), "{text}");
    world.place.cursor = Some(day(2020, 1, 31));
    let text = world.text(&*indices, 150, 12);
    assert!(text.contains("Holds") && text.contains('–'), "{text}");
    assert!(!text.contains("holds in"), "{text}");
}

#[test]
fn without_a_score_at_both_ends_it_says_why() {
    let world = World::on(today());
    let indices = panel("index", "since = 1999-01-01", &world.model);
    let text = world.text(&*indices, 80, 3);
    assert!(text.contains("no change: no score then"), "{text}");
}

#[test]
fn what_stands_twice_is_selected_once() {
    let world = World::on(today());
    let list = "indices = ['influence-russia', 'influence-russia']";
    let indices = panel("index", list, &world.model);
    let targets = indices.targets(&world.cx());
    let members = world.model.index(&Id::new("influence-russia")).unwrap();
    assert_eq!(targets.len(), 1 + members.members.len());
    let room = Rect::new(0, 0, 60, 20);
    let at = |row| indices.target_at(&world.cx(), room, Position::new(5, row));
    // The heads of the columns come first.
    assert_eq!(at(0), None);
    assert_eq!(at(1), Some(Target::Index("influence-russia".into())));
    assert_eq!(at(1 + targets.len() as u16), None);
}
