use crate::model::Model;
use crate::panel::Panel;
use crate::panel::fixture::{World, day, model, panel, today};

fn metric(world: &World, options: &str) -> Box<dyn Panel> {
    panel("metric", options, &world.model)
}

#[test]
fn looks_intended_in_rooms_of_all_sizes() {
    let world = World::on(today());
    let panel = metric(&world, "indicator = 'csto-ties'");
    for (width, height) in [(16, 1), (18, 3), (26, 6), (58, 4), (38, 10), (78, 24)] {
        let name = format!("{width}x{height}");
        insta::assert_snapshot!(name, world.text(&*panel, width, height));
    }
}

/// Shares of two and of three figures side by side: the same size, in the same rows.
#[test]
fn numbers_beside_each_other_look_alike() {
    let mut parts = model().into_parts();
    for indicator in &mut parts.indicators {
        if indicator.id.as_str() == "trade-share-china" {
            indicator.decimals = Some(0);
        }
    }
    let world = World::of(Model::new(parts), today());
    let shown = |id: &str, width, height| -> String {
        let panel = metric(&world, &format!("indicator = '{id}'"));
        world.text(&*panel, width, height)
    };
    let drawn = |text: &str| -> Vec<usize> {
        let is_drawn = |line: &str| line.contains(['▀', '▄', '█']);
        let lines = text.lines().enumerate();
        lines
            .filter(|(_, line)| is_drawn(line))
            .map(|(at, _)| at)
            .collect()
    };
    for (width, height) in (6..14).flat_map(|height| [(24, height), (38, height)]) {
        let texts = ["trade-share-china", "trade-share-russia"].map(|id| shown(id, width, height));
        assert_eq!(drawn(&texts[0]), drawn(&texts[1]), "{texts:?}");
        assert!(height < 7 || drawn(&texts[0])[0] > 0, "{}", texts[0]);
    }
}

#[test]
fn an_index_shows_its_coverage() {
    let world = World::on(today());
    let panel = metric(&world, "index = 'influence-west'");
    assert_eq!(panel.title(&world.model), "The West");
    insta::assert_snapshot!(world.text(&*panel, 40, 9));
}

#[test]
fn nothing_known_is_said() {
    let world = World::on(day(2013, 6, 30));
    let text = |options: &str| world.text(&*metric(&world, options), 60, 9);
    let indicator = text("indicator = 'csto-ties'");
    assert!(
        indicator.contains("no observation by this date"),
        "{indicator}"
    );
    let index = text("index = 'influence-china'");
    assert!(index.contains("coverage 0 %, needs 50 %"), "{index}");
}

#[test]
fn exactly_one_of_indicator_and_index_is_taken() {
    let model = model();
    for options in [
        "",
        "indicator = 'csto-ties'\nindex = 'influence-west'",
        "indicator = 'x'",
    ] {
        let entries = toml::de::DeTable::parse(options).unwrap().into_inner();
        let mut table = crate::lenient::Table::new(entries, 0..options.len());
        assert!(super::build(&mut table, &model).is_none(), "{options}");
        assert!(!table.is_sound());
    }
}
