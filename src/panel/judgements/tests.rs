use ratatui::layout::{Position, Rect};

use crate::panel::fixture::{World, day, panel, today};
use crate::panel::{Extent, Panel, Target};

fn judgements(world: &World, options: &str) -> Box<dyn Panel> {
    panel("judgements", options, &world.model)
}

#[test]
fn looks_intended_in_rooms_of_all_sizes() {
    let world = World::on(today());
    for (width, height) in [(28, 3), (38, 8), (38, 16), (58, 14), (98, 12)] {
        let name = format!("{width}x{height}");
        insta::assert_snapshot!(name, world.text(&*judgements(&world, ""), width, height));
    }
}

#[test]
fn those_not_made_yet_are_hidden() {
    let world = World::on(day(2024, 9, 30));
    let panel = judgements(&world, "");
    assert_eq!(panel.targets(&world.cx()), []);
    assert_eq!(panel.badge(&world.cx()), "");
    let text = world.text(&*panel, 60, 4);
    assert!(text.starts_with(" No judgement had been made"), "{text}");
}

#[test]
fn those_named_show_in_their_order() {
    let world = World::on(today());
    let panel = judgements(&world, "judgements = ['leave', 'hedging']");
    let expected = ["leave", "hedging"].map(|id| Target::Judgement(id.into()));
    assert_eq!(panel.targets(&world.cx()), expected);
    assert_eq!(panel.badge(&world.cx()), "2");
}

#[test]
fn cards_are_equally_far_from_each_other() {
    let world = World::on(today());
    let panel = judgements(&world, "");
    for (width, height) in (28..110).flat_map(|width| (4..24).map(move |height| (width, height))) {
        let area = Rect::new(0, 0, width, height);
        let at = |y| panel.target_at(&world.cx(), area, Position::new(1, y));
        let cards: Vec<Option<Target>> = (0..height).map(at).collect();
        let runs: Vec<&[Option<Target>]> = cards.chunk_by(|a, b| a == b).collect();
        let gaps = runs
            .iter()
            .filter(|run| run[0].is_none())
            .map(|run| run.len());
        let mut gaps: Vec<usize> = gaps.collect();
        if runs.last().is_some_and(|run| run[0].is_none()) {
            gaps.pop();
        }
        let shown = runs.iter().filter(|run| run[0].is_some()).count();
        let even = gaps.is_empty() || gaps == vec![gaps[0]; shown - 1];
        assert!(
            even,
            "{width}x{height}:\n{}",
            world.text(&*panel, width, height)
        );
        // No card holds a blank row of another's.
        let text = world.text(&*panel, width, height);
        for (y, line) in text.lines().enumerate() {
            assert!(
                cards[y].is_none() || !line.trim().is_empty(),
                "{width}x{height}:\n{text}"
            );
        }
    }
}

#[test]
fn what_is_drawn_is_what_the_mouse_finds() {
    let world = World::on(today());
    let panel = judgements(&world, "");
    for (width, height, cards) in [(98, 12, 3), (38, 16, 3), (30, 4, 2), (98, 1, 1)] {
        let area = Rect::new(2, 3, width, height);
        let mut found: Vec<Target> = area
            .positions()
            .filter_map(|at| panel.target_at(&world.cx(), area, at))
            .collect();
        found.dedup();
        assert_eq!(
            found,
            panel.targets(&world.cx())[..cards],
            "{width}x{height}"
        );
        let Extent::Rows(rows) = panel.extent(&world.cx(), area) else {
            panic!("judgements are a list");
        };
        assert!(rows >= cards);
    }
}
