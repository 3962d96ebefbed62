use crate::model::{Model, Observation, SeriesBuilder};
use crate::panel::fixture::{World, day, panel, today};
use crate::panel::{Extent, Panel, Target};
use ratatui::layout::{Position, Rect};

fn scorecard(world: &World, options: &str) -> Box<dyn Panel> {
    panel("scorecard", options, &world.model)
}

#[test]
fn columns_come_and_go_with_the_room() {
    let mut world = World::on(today());
    world.place.selected = Some(Target::Indicator("trade-share-china".into()));
    let panel = scorecard(
        &world,
        "indices = ['influence-russia']\ndimension = 'economy'\nindicators = ['csto-ties']",
    );
    for (width, height) in [
        (8, 4),
        (12, 4),
        (18, 6),
        (22, 6),
        (38, 6),
        (78, 9),
        (118, 9),
    ] {
        insta::assert_snapshot!(
            format!("scorecard_{width}"),
            world.text(&*panel, width, height)
        );
    }
}

#[test]
fn every_indicator_is_listed_when_nothing_is_said() {
    let world = World::on(today());
    let panel = scorecard(&world, "");
    assert_eq!(
        panel.targets(&world.cx()).len(),
        world.model.indicators.len()
    );
    insta::assert_snapshot!(world.text(&*panel, 100, 10));
    assert_eq!(panel.badge(&world.cx()), "4 of 8 moved");
}

#[test]
fn marks_say_what_no_column_does() {
    let world = World::on(today());
    let panel = scorecard(&world, "indicators = ['csto-ties', 'schools', 'wide']");
    let rows = |width: u16| -> Vec<String> {
        let text = world.text(&*panel, width, 4);
        text.lines().skip(1).map(str::to_owned).collect()
    };
    let narrow = rows(50);
    assert!(narrow[0].contains("CSTO ties") && narrow[0].contains('✎'));
    assert!(narrow[1].contains('!') && narrow[1].contains("1262   мектеп"));
    assert!(!narrow[2].contains(['✎', '!', '~']), "{narrow:?}");
    let wide = rows(118);
    assert!(wide[0].contains("assessed") && !wide[0].contains('✎'));
    assert!(wide[1].contains("!7 y"), "{wide:?}");
}

#[test]
fn a_blank_stands_between_the_sign_of_an_age_and_the_figures() {
    let world = World::on(today());
    let panel = scorecard(&world, "indicators = ['trade-share-russia', 'schools']");
    let text = world.text(&*panel, 44, 4);
    let signed = text.lines().find(|line| line.contains('!'));
    assert!(signed.is_some_and(|line| line.contains("! 1262")), "{text}");
}

#[test]
fn columns_are_those_that_are_asked_for() {
    let world = World::on(today());
    let heads = |columns: &str, width: u16| {
        let panel = scorecard(&world, &format!("columns = {columns}"));
        let text = world.text(&*panel, width, 5);
        let heads = text.lines().next().unwrap_or_default().to_owned();
        heads.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(heads("[]", 118), "Indicator Value");
    assert_eq!(heads("['grade', 'age']", 118), "Indicator Value Age Gr");
    // The first are given room first.
    assert_eq!(heads("['band', 'change']", 51), "Indicator Value Band");
    assert_eq!(heads("['change', 'band']", 51), "Indicator Value 12 mo");

    let options = "columns = ['age', 'grde', 'age']";
    let table = toml::de::DeTable::parse(options).unwrap();
    let mut table = crate::lenient::Table::new(table.into_inner(), 0..options.len());
    assert!((super::KIND.build)(&mut table, &world.model).is_some());
    let problems = table.into_problems();
    assert_eq!(problems.len(), 1);
    assert!(problems[0].help.contains("did you mean `grade`?"));
}

#[test]
fn a_column_that_would_be_empty_leaves_its_room() {
    // Nothing can have moved when all observations are the first ones.
    let world = World::on(day(2014, 6, 30));
    let panel = scorecard(&world, "indicators = ['csto-ties']");
    let text = world.text(&*panel, 118, 2);
    assert!(!text.contains("12 mo"), "{text}");
}

/// A band that becomes another must not take away the column, nor give another one room.
#[test]
fn columns_do_not_depend_on_the_band_of_today() {
    let heads = |value: f64| -> Vec<String> {
        let mut parts = crate::panel::fixture::model().into_parts();
        let ties = parts.indicators.iter_mut();
        let mut ties = ties.filter(|one| one.id.as_str() == "csto-ties");
        let ties = ties.next().unwrap();
        // A mark for what is crossed is another matter.
        ties.signposts.clear();
        let mut builder = SeriesBuilder::default();
        let series = ties.series[0].1.clone();
        let last = series.get(series.len() - 1).unwrap();
        builder.push(&Observation {
            value: Some(value),
            low: None,
            high: None,
            ..last
        });
        ties.series[0].1 = builder.finish().into();
        let world = World::of(Model::new(parts), today());
        let panel = scorecard(&world, "indicators = ['csto-ties']");
        let head = |width| {
            world
                .text(&*panel, width, 2)
                .lines()
                .next()
                .map(str::to_owned)
        };
        (16..120).filter_map(head).collect()
    };
    assert_eq!(heads(10.0), heads(60.0));
    assert_eq!(heads(10.0), heads(90.0));
}

#[test]
fn filters_join() {
    let world = World::on(today());
    for (options, ids) in [
        ("dimension = 'security'", "csto-ties"),
        ("actor = 'west'", "trade-share-west empty"),
        ("dimension = 'language'\nactor = 'russia'", "schools"),
        ("indices = ['influence-west']", "influence-west"),
        ("indicators = ['oil', 'csto-ties']", "oil csto-ties"),
    ] {
        let targets = scorecard(&world, options).targets(&world.cx());
        let found: Vec<&str> = targets.iter().map(|target| target.id().as_str()).collect();
        assert_eq!(found.join(" "), ids, "{options}");
    }
}

#[test]
fn sorting_is_by_what_the_name_says() {
    let mut world = World::on(today());
    let panel = scorecard(&world, "");
    let first = |world: &World| panel.targets(&world.cx())[0].id().to_string();
    for (sort, id) in [
        (0, "csto-ties"),
        (1, "csto-ties"),
        (2, "schools"),
        (3, "csto-ties"),
    ] {
        world.place.sort = sort;
        assert_eq!(first(&world), id, "{}", panel.sorts()[sort]);
    }
}

#[test]
fn what_is_drawn_is_what_the_mouse_finds() {
    let mut world = World::on(today());
    let panel = scorecard(&world, "");
    let area = Rect::new(3, 2, 60, 5);
    let targets = panel.targets(&world.cx());
    assert_eq!(panel.extent(&world.cx(), area), Extent::Rows(4));
    assert_eq!(
        panel.target_at(&world.cx(), area, Position::new(5, 2)),
        None
    );
    assert_eq!(
        panel
            .target_at(&world.cx(), area, Position::new(5, 3))
            .as_ref(),
        targets.first()
    );
    world.place.selected = targets.get(6).cloned();
    world.place.row = 1;
    // Eight rows, four show: the window ends with the list.
    assert_eq!(
        panel
            .target_at(&world.cx(), area, Position::new(5, 6))
            .as_ref(),
        targets.get(7)
    );
}

#[test]
fn before_the_first_observation_nothing_is_invented() {
    let world = World::on(day(2013, 6, 30));
    let panel = scorecard(
        &world,
        "indicators = ['csto-ties', 'trade-share-china']\nindices = ['influence-russia']",
    );
    insta::assert_snapshot!(world.text(&*panel, 90, 4));
}

#[test]
fn figures_older_than_expected_are_marked() {
    let age_on = |date| {
        let world = World::on(date);
        let panel = scorecard(&world, "indicators = ['trade-share-china']");
        let text = world.text(&*panel, 90, 2);
        text.lines().nth(1).unwrap().to_owned()
    };
    // Yearly figures of 2023: expected again within a year, stale after three.
    for (date, age) in [
        (day(2024, 6, 30), " 5 mo"),
        (day(2025, 6, 30), "~17 mo"),
        (day(2027, 6, 30), "!3 y"),
    ] {
        assert!(age_on(date).contains(age), "{}", age_on(date));
    }
}
