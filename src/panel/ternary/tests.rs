use ratatui::layout::Rect;

use crate::panel::Panel;
use crate::panel::fixture::{World, day, model, panel, today};

fn triangle(world: &World, options: &str) -> Box<dyn Panel> {
    panel("ternary", options, &world.model)
}

#[test]
fn looks_intended_in_rooms_of_all_sizes() {
    let world = World::on(today());
    for (width, height) in [
        (8, 3),
        (14, 5),
        (22, 5),
        (22, 7),
        (38, 14),
        (78, 22),
        (98, 5),
        (98, 7),
        (118, 36),
    ] {
        let name = format!("{width}x{height}");
        insta::assert_snapshot!(name, world.text(&*triangle(&world, ""), width, height));
    }
}

#[test]
fn the_whole_shows_when_asked_for() {
    let world = World::on(today());
    let text = world.text(&*triangle(&world, "zoom = false"), 78, 22);
    assert!(!text.contains("window"), "{text}");
    let zoomed = world.text(&*triangle(&world, "zoom = true"), 78, 22);
    assert!(zoomed.contains("window"), "{zoomed}");
}

#[test]
fn the_crosshair_reads_the_shares_of_its_date() {
    let mut world = World::on(today());
    world.place.cursor = Some(day(2018, 5, 10));
    let text = world.text(&*triangle(&world, ""), 78, 22);
    assert!(text.contains("╋ 30 Apr 2018"), "{text}");
}

#[test]
fn every_month_of_the_path_is_found_where_it_is_drawn() {
    let world = World::on(today());
    let panel = triangle(&world, "");
    let area = Rect::new(1, 1, 78, 22);
    let axis = panel.time_axis(&world.cx()).unwrap();
    assert_eq!(axis, (day(2014, 12, 31), today()));
    let dates: Vec<_> = area
        .positions()
        .filter_map(|at| panel.date_at(&world.cx(), area, at))
        .collect();
    assert!(dates.contains(&axis.1));
    assert!(dates.iter().all(|date| (axis.0..=axis.1).contains(date)));
}

#[test]
fn says_why_there_is_no_path() {
    let world = World::on(day(2013, 6, 30));
    insta::assert_snapshot!(world.text(&*triangle(&world, ""), 60, 6));
}

#[test]
fn a_triangle_of_fewer_than_three_is_told() {
    let model = model();
    for options in [
        "actors = ['russia']",
        "actors = ['russia', 'china', 'russia']",
        "actors = []",
    ] {
        let entries = toml::de::DeTable::parse(options).unwrap().into_inner();
        let mut table = crate::lenient::Table::new(entries, 0..options.len());
        assert!(super::build(&mut table, &model).is_none(), "{options}");
        assert!(!table.is_sound());
    }
}
