use ratatui::layout::{Position, Rect};

use super::{Ends, state::Standing};
use crate::model::{Model, Span};
use crate::panel::fixture::{World, day, model, panel, today};
use crate::panel::{Panel, Target};

const OPTIONS: &str = "left = ['russia']\nright = ['china', 'west']";

fn rope(world: &World) -> Box<dyn Panel> {
    panel("balance", OPTIONS, &world.model)
}

#[test]
fn looks_intended_in_rooms_of_all_sizes() {
    let world = World::on(today());
    for (width, height) in [
        (6, 1),
        (8, 3),
        (10, 3),
        (12, 6),
        (14, 4),
        (16, 6),
        (18, 2),
        (38, 3),
        (38, 9),
        (58, 4),
        (78, 8),
        (118, 24),
    ] {
        let name = format!("{width}x{height}");
        insta::assert_snapshot!(name, world.text(&*rope(&world), width, height));
    }
}

#[test]
fn says_why_there_is_no_position() {
    let world = World::on(day(2013, 6, 30));
    insta::assert_snapshot!(world.text(&*rope(&world), 60, 11));
    insta::assert_snapshot!(world.text(&*rope(&world), 40, 2));
}

#[test]
fn says_what_to_do_when_no_actor_has_an_index() {
    let mut parts = model().into_parts();
    for actor in &mut parts.actors {
        actor.index = None;
    }
    let world = World::of(Model::new(parts), today());
    let text = world.text(&*panel("balance", "", &world.model), 60, 6);
    assert!(text.contains("No actor has an index"), "{text}");
}

#[test]
fn ends_that_are_not_told_are_filled_in() {
    let model = model();
    let ids = |names: &[&str]| -> Vec<crate::model::Id> {
        names
            .iter()
            .map(|name| crate::model::Id::new(name))
            .collect()
    };
    for (left, right, expected) in [
        (None, None, (ids(&["russia"]), ids(&["china", "west"]))),
        (
            Some(&["west"][..]),
            None,
            (ids(&["west"]), ids(&["russia", "china"])),
        ),
        (
            None,
            Some(&["russia"][..]),
            (ids(&["china"]), ids(&["russia"])),
        ),
        (
            Some(&[][..]),
            None,
            (ids(&["russia"]), ids(&["china", "west"])),
        ),
    ] {
        let ends = Ends::new(&model, left.map(ids), right.map(ids));
        assert_eq!((ends.left, ends.right), expected);
    }
}

#[test]
fn the_position_is_the_right_ends_share_of_both() {
    let world = World::on(today());
    let balance = &world.now.balance;
    let share = |id: &str| balance.share(&id.into()).unwrap();
    let year = Span::months(12);
    let position = |left: &str, right: &str| {
        let ends = Ends {
            left: vec![left.into()],
            right: vec![right.into()],
        };
        Standing::new(&world.cx(), &ends, year, year)
            .unwrap()
            .position
    };
    let both = share("russia") + share("china");
    assert!((position("russia", "china") - share("china") / both).abs() < 1e-12);
    let mirrored = position("china", "russia");
    assert!((position("russia", "china") + mirrored - 1.0).abs() < 1e-12);
}

#[test]
fn the_trail_goes_no_further_back_than_asked() {
    let world = World::on(today());
    let ends = Ends::new(&world.model, None, None);
    let standing = |months: u32| {
        let span = Span::months(months);
        Standing::new(&world.cx(), &ends, span, span).unwrap()
    };
    assert_eq!(standing(12).trail.len(), 12);
    assert_eq!(standing(0).trail, []);
    assert!(standing(12).trail.iter().all(|(date, _)| *date < today()));
    assert!(standing(12).trail.is_sorted());
}

#[test]
fn the_mouse_finds_the_shares() {
    let world = World::on(today());
    let panel = rope(&world);
    let targets = panel.targets(&world.cx());
    assert_eq!(targets[0], Target::Index("influence-russia".into()));
    for (width, height) in [(78, 8), (78, 14)] {
        let area = Rect::new(2, 1, width, height);
        let mut found: Vec<Target> = area
            .positions()
            .filter_map(|at| panel.target_at(&world.cx(), area, at))
            .collect();
        found.dedup();
        assert_eq!(found, targets, "{width}x{height}");
    }
    let outside = Position::new(0, 0);
    assert_eq!(
        panel.target_at(&world.cx(), Rect::new(2, 1, 78, 8), outside),
        None
    );
}

#[test]
fn a_pair_of_ends_that_cannot_be_is_told() {
    let model = model();
    for (options, message) in [
        (
            "left = ['china']\nright = ['china']",
            "cannot stand at both ends",
        ),
        ("left = ['chian']", "there is no actor"),
        ("trail = '12 moons'", "is not a span of time"),
    ] {
        let problems = crate::panel::balance::tests::problems(options, &model);
        assert!(problems.contains(message), "{problems}");
    }
}

fn problems(options: &str, model: &Model) -> String {
    let entries = toml::de::DeTable::parse(options).unwrap().into_inner();
    let mut table = crate::lenient::Table::new(entries, 0..options.len());
    let _ = super::build(&mut table, model);
    let problems = table.into_problems();
    problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}
