use ratatui::layout::{Position, Rect};

use crate::panel::fixture::{World, day, panel, today};
use crate::panel::{Extent, Panel, Target};

fn timeline(world: &World, options: &str) -> Box<dyn Panel> {
    panel("timeline", options, &world.model)
}

fn ids(world: &World, options: &str) -> String {
    let targets = timeline(world, options).targets(&world.cx());
    let ids: Vec<&str> = targets.iter().map(|target| target.id().as_str()).collect();
    ids.join(" ")
}

#[test]
fn looks_intended_in_rooms_of_all_sizes() {
    let mut world = World::on(today());
    world.place.selected = Some(Target::Event("invasion".into()));
    for (width, height) in [(28, 3), (38, 6), (78, 14), (118, 9)] {
        let name = format!("{width}x{height}");
        insta::assert_snapshot!(name, world.text(&*timeline(&world, ""), width, height));
    }
}

#[test]
fn filters_join_and_the_future_is_hidden() {
    let mut world = World::on(today());
    for (options, expected) in [
        (
            "",
            "csto-astana tour xi-visit invasion csto-deployment decree-latin eaeu-start",
        ),
        (
            "order = 'oldest'\nmajor = true",
            "eaeu-start csto-deployment invasion csto-astana",
        ),
        ("dimension = 'language'", "decree-latin"),
        ("actors = ['china', 'west']", "tour xi-visit"),
        ("countries = ['UKR']", ""),
        ("countries = ['KAZ']\nfrom = 2024-11-01", "csto-astana tour"),
    ] {
        assert_eq!(ids(&world, options), expected, "{options}");
    }
    world.place.sort = 1;
    assert_eq!(
        ids(&world, "dimension = 'security'"),
        "csto-deployment invasion csto-astana"
    );
    assert_eq!(timeline(&world, "").badge(&world.cx()), "7");
    let early = World::on(day(2013, 1, 1));
    assert!(
        early
            .text(&*timeline(&early, ""), 60, 3)
            .contains("No event")
    );
}

#[test]
fn what_is_drawn_is_what_the_mouse_finds() {
    let mut world = World::on(today());
    let panel = timeline(&world, "");
    let area = Rect::new(3, 2, 60, 4);
    let targets = panel.targets(&world.cx());
    assert_eq!(panel.extent(&world.cx(), area), Extent::Rows(4));
    let at = |world: &World, row: u16| panel.target_at(&world.cx(), area, Position::new(5, row));
    assert_eq!(at(&world, 1), None);
    assert_eq!(at(&world, 2).as_ref(), targets.first());
    world.place.selected = targets.get(6).cloned();
    world.place.row = 1;
    assert_eq!(at(&world, 5).as_ref(), targets.get(6));
}
