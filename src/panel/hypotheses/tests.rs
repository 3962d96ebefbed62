use crate::panel::fixture::{World, day, panel, today};
use crate::panel::{Extent, Target};
use ratatui::layout::Rect;

fn world() -> World {
    World::on(today())
}

#[test]
fn looks() {
    let world = world();
    let panel = panel("hypotheses", "", &world.model);
    for (width, height) in [(32, 4), (38, 12), (78, 8), (78, 20), (118, 12)] {
        insta::assert_snapshot!(
            format!("{width}x{height}"),
            world.text(&*panel, width, height)
        );
    }
}

#[test]
fn the_findings_that_decide_come_first_when_asked() {
    let mut world = world();
    let panel = panel("hypotheses", "", &world.model);
    let first = |world: &World| panel.targets(&world.cx()).swap_remove(0);
    assert_eq!(first(&world), Target::Finding("stayed".into()));
    world.model = {
        let mut parts = world.model.into_parts();
        parts.findings.rotate_left(2);
        crate::model::Model::new(parts)
    };
    assert_eq!(first(&world), Target::Finding("trade".into()));
    world.place.sort = 1;
    assert_eq!(first(&world), Target::Finding("stayed".into()));
}

#[test]
fn a_small_room_scrolls_by_findings() {
    let world = world();
    let panel = panel("hypotheses", "", &world.model);
    let area = Rect::new(0, 0, 78, 4);
    assert_eq!(panel.extent(&world.cx(), area), Extent::Rows(2));
}

#[test]
fn before_anything_was_found_it_says_so() {
    let world = World::on(day(2020, 1, 1));
    let panel = panel("hypotheses", "", &world.model);
    let text = world.text(&*panel, 60, 5);
    assert!(text.contains("Nothing had been found"), "{text}");
    assert!(panel.targets(&world.cx()).is_empty());
    assert!(panel.badge(&world.cx()).is_empty());
}
