use std::sync::Arc;

use chrono::Months;

use crate::assess::Random;
use crate::model::{Model, SeriesBuilder, sample};
use crate::panel::Panel;
use crate::panel::fixture::{World, day, leadlag, model, panel, today};

/// A world in which trade with China follows CSTO ties by three months as closely as `link`, over so many months.
fn world(months: u32, link: f64) -> World {
    let mut random = Random::new(5, 0);
    let mut parts = model().into_parts();
    let shocks: Vec<f64> = (0..months + 3).map(|_| random.normal()).collect();
    let subject = parts.subject.code.clone();
    let (mut driver, mut response) = (SeriesBuilder::default(), SeriesBuilder::default());
    let push = |builder: &mut SeriesBuilder, month: u32, value: f64| {
        let date = day(2017, 1, 15) + Months::new(month);
        builder.push(&sample::observation(date, 50.0 + 5.0 * value));
    };
    for month in 0..months {
        let own = (1.0 - link * link).sqrt() * random.normal();
        push(&mut driver, month, shocks[month as usize + 3]);
        push(&mut response, month, link * shocks[month as usize] + own);
    }
    let mut set = |id: &str, builder: SeriesBuilder| {
        let series = Arc::new(builder.finish());
        for indicator in &mut parts.indicators {
            if indicator.id.as_str() == id {
                indicator.series = [(subject.clone(), series.clone())].into();
            }
        }
    };
    set("csto-ties", driver);
    set("trade-share-china", response);
    parts.leadlags = vec![
        leadlag("follows", "csto-ties", "trade-share-china"),
        leadlag("other", "csto-ties", "trade-share-west"),
    ];
    World::of(Model::new(parts), today())
}

fn shown(world: &World) -> Box<dyn Panel> {
    panel("leadlag", "", &world.model)
}

#[test]
fn a_link_is_drawn_and_said_in_rooms_of_all_sizes() {
    let world = world(70, 0.8);
    for (width, height) in [(28, 4), (38, 14), (78, 22), (118, 30)] {
        let name = format!("{width}x{height}");
        insta::assert_snapshot!(name, world.text(&*shown(&world), width, height));
    }
    assert_eq!(shown(&world).badge(&world.cx()), "link shown");
}

#[test]
fn no_link_is_claimed_where_there_is_none() {
    let world = world(70, 0.0);
    insta::assert_snapshot!(world.text(&*shown(&world), 78, 22));
}

#[test]
fn too_few_months_are_described_without_a_p_value() {
    let world = world(20, 0.9);
    let text = world.text(&*shown(&world), 78, 22);
    assert!(
        text.contains("no p-value") && !text.contains(" p 0."),
        "{text}"
    );
    insta::assert_snapshot!(text);
}

#[test]
fn nothing_to_show_is_said() {
    let world = World::on(today());
    insta::assert_snapshot!(world.text(&*shown(&world), 60, 8));
}
