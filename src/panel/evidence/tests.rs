use std::sync::Arc;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::lines;
use crate::model::{Model, Observation, from_days, sample};
use crate::panel::fixture::{World, day, model, panel, today};
use crate::panel::{Extent, Target};

fn targets() -> [Target; 7] {
    [
        Target::Indicator("csto-ties".into()),
        Target::Indicator("trade-share-china".into()),
        Target::Indicator("empty".into()),
        Target::Index("influence-west".into()),
        Target::Event("invasion".into()),
        Target::Judgement("hedging".into()),
        Target::Source("stat".into()),
    ]
}

fn written(world: &World, target: &Target, width: usize) -> Vec<String> {
    lines(&world.model, &world.now, &world.theme, target, width)
        .iter()
        .map(|line| line.to_string().trim_end().to_owned())
        .collect()
}

#[test]
fn each_kind_of_item_says_what_it_rests_on() {
    let world = World::on(today());
    for target in targets() {
        for width in [36, 80] {
            let name = format!("{}_{width}", target.id());
            insta::assert_snapshot!(name, written(&world, &target, width).join("\n"));
        }
    }
}

#[test]
fn signposts_and_disputes_are_not_known_before_the_first_figure() {
    let world = World::on(day(2013, 6, 30));
    for id in ["csto-ties", "trade-share-china"] {
        let text = written(&world, &Target::Indicator(id.into()), 80).join("\n");
        assert!(text.contains("no observations by"), "{text}");
        for later in ["Signposts", "Sources disagree", "≠"] {
            assert!(!text.contains(later), "{later} in:\n{text}");
        }
    }
}

#[test]
fn follows_the_selection_and_scrolls() {
    let mut world = World::on(today());
    let panel = panel("evidence", "", &world.model);
    assert!(
        world
            .text(&*panel, 60, 4)
            .starts_with(" Nothing is selected.")
    );
    assert_eq!(
        panel.extent(&world.cx(), Rect::new(0, 0, 60, 4)),
        Extent::Lines(0)
    );
    let target = Target::Indicator("csto-ties".into());
    world.selection = Some(target.clone());
    // A blank at either side keeps the text apart from the border.
    let all = written(&world, &target, 58);
    assert_eq!(
        panel.extent(&world.cx(), Rect::new(0, 0, 60, 4)),
        Extent::Lines(all.len())
    );
    assert!(world.text(&*panel, 60, 4).starts_with(" CSTO ties"));
    world.place.scroll = 7;
    let text = world.text(&*panel, 60, 4);
    for (shown, line) in text.lines().zip(&all[7..]) {
        let shown = shown.trim_end_matches(['↑', '↓']).trim_end();
        let shown = shown.strip_prefix(' ').unwrap_or(shown);
        assert_eq!(shown, line);
    }
    // A scroll beyond the end, kept from a longer text, shows the end.
    world.place.scroll = 9_999;
    let text = world.text(&*panel, 60, 4);
    let last = text.lines().last().map(str::trim_start);
    assert_eq!(last, all.last().map(|line| line.trim_start()));
    world.selection = Some(Target::Source("gone".into()));
    assert!(
        world
            .text(&*panel, 60, 4)
            .starts_with(" What was selected is gone.")
    );
}

#[test]
fn only_what_was_known_by_the_date_is_told() {
    let world = World::on(day(2022, 6, 30));
    let text = written(&world, &Target::Indicator("csto-ties".into()), 80).join("\n");
    assert!(
        text.contains("95.0 /100") && text.contains("2 observations"),
        "{text}"
    );
    assert!(!text.contains("2024") || !text.contains("72.0"), "{text}");
    let world = World::on(day(2013, 6, 30));
    let text = written(&world, &Target::Indicator("csto-ties".into()), 80).join("\n");
    assert!(text.contains("no observations by 30 Jun 2013"), "{text}");
}

#[test]
fn the_rubric_speaks_of_values_not_of_scores() {
    let mut parts = model().into_parts();
    parts.indicators[0].direction = crate::model::Direction::Less;
    let world = World::of(Model::new(parts), today());
    let target = Target::Indicator("csto-ties".into());
    let text = written(&world, &target, 80);
    // The value is 72; turned around it would be a score of 28, below the second step.
    assert!(
        text.contains(&"▸  50  regular exercises".to_owned()),
        "{text:?}"
    );
}

fn with_rows(count: i32) -> Model {
    let observation = |row| Observation {
        sources: Arc::from(["stat".into()]),
        ..sample::observation(from_days(600_000 + row), f64::from(row))
    };
    let mut parts = model().into_parts();
    parts.indicators[0].series = sample::series((0..count).map(observation));
    Model::new(parts)
}

#[test]
fn of_many_observations_the_newest_are_written() {
    let world = World::of(with_rows(100_000), today());
    let all = written(&world, &Target::Indicator("csto-ties".into()), 80);
    assert_eq!(
        all.last().map(String::as_str),
        Some("… 99\u{202f}500 older observations")
    );
    assert!(all.len() < 1_100, "{}", all.len());
}

#[test]
fn an_option_is_a_mistake() {
    let table = toml::de::DeTable::parse("of = 'oil'").unwrap();
    let mut table = crate::lenient::Table::new(table.into_inner(), 0..9);
    assert!((super::KIND.build)(&mut table, &model()).is_none() || !table.is_sound());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_line_is_too_long_and_nothing_is_drawn_outside(
        at in 0_usize..7,
        (width, height) in (0_u16..130, 0_u16..30),
        scroll in 0_usize..60,
        years in 0_i32..14,
    ) {
        let mut world = World::on(day(2012 + years, 6, 30));
        let target = targets()[at].clone();
        for line in lines(&world.model, &world.now, &world.theme, &target, usize::from(width)) {
            prop_assert!(Line::width(&line) <= usize::from(width).max(2), "{} {:?}", width, line);
        }
        world.selection = Some(target);
        world.place.scroll = scroll;
        let panel = panel("evidence", "", &world.model);
        let area = Rect::new(2, 1, width, height);
        let mut buf = Buffer::empty(Rect::new(0, 0, width + 5, height + 5));
        panel.draw(&world.cx(), area, &mut buf);
        for at in buf.area.positions().filter(|at| !area.contains(*at)) {
            prop_assert_eq!(buf[at].symbol(), " ");
        }
    }
}
