use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use super::periods::periods;
use crate::panel::Target;
use crate::panel::fixture::{World, day, panel, today};

const OPTIONS: &str = "indices = [\"influence-russia\", \"influence-china\"]\n\
    indicators = [\"csto-ties\", \"trade-share-russia\", \"empty\"]";

#[test]
fn looks() {
    let world = World::on(today());
    let panel = panel("heatmap", OPTIONS, &world.model);
    for (width, height) in [(30, 4), (38, 8), (78, 8), (118, 8)] {
        insta::assert_snapshot!(
            format!("{width}x{height}"),
            world.text(&*panel, width, height)
        );
    }
}

#[test]
fn the_width_chooses_the_period_and_nothing_lies_behind_the_date() {
    let labels = |columns: usize| -> Vec<String> {
        let found = periods(day(2022, 2, 24), today(), columns);
        assert!(found.len() <= columns);
        assert!(found.iter().all(|period| period.to <= today()));
        found.into_iter().map(|period| period.label).collect()
    };
    assert_eq!(labels(34).len(), 34);
    assert_eq!(labels(33).len(), 12);
    assert_eq!(labels(11), ["2022", "2023", "2024"]);
    assert_eq!(labels(2), ["2023", "2024"]);
    assert_eq!(labels(12)[0], "Q1 2022");
    assert!(labels(0).is_empty());
    assert!(periods(today(), day(2020, 1, 1), 10).is_empty());
}

#[test]
fn the_crosshair_reads_the_selected_row() {
    let mut world = World::on(today());
    world.place.selected = Some(Target::Indicator("csto-ties".into()));
    world.place.cursor = Some(day(2022, 1, 10));
    let panel = panel("heatmap", OPTIONS, &world.model);
    let text = world.text(&*panel, 78, 8);
    let foot = text.lines().last().unwrap_or_default();
    assert!(foot.contains("CSTO ties: score"), "{text}");
    let area = Rect::new(0, 0, 78, 8);
    let dates: Vec<NaiveDate> = (0..78)
        .filter_map(|x| panel.date_at(&world.cx(), area, Position::new(x, 2)))
        .collect();
    assert!(dates.is_sorted() && dates.last() == Some(&today()));
}
