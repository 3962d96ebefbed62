use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use super::cells::Course;
use super::periods::periods;
use crate::model::{Direction, Model, Span};
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
    assert_eq!(labels(11)[..2], ["H1 2022", "H2 2022"]);
    assert_eq!(labels(8), ["2022", "2023", "2024"]);
    assert_eq!(labels(2), ["2023", "2024"]);
    assert_eq!(labels(12)[0], "Q1 2022");
    assert!(labels(0).is_empty());
    assert!(periods(today(), day(2020, 1, 1), 10).is_empty());
}

#[test]
fn a_map_fills_its_room() {
    let world = World::on(today());
    let panel = panel("heatmap", OPTIONS, &world.model);
    for width in 40..200 {
        let dated = |x: &u16| {
            let area = Rect::new(0, 0, width, 8);
            let at = Position::new(*x, 2);
            panel.date_at(&world.cx(), area, at).is_some()
        };
        let (cells, blank) = (0..width).partition::<Vec<u16>, _>(dated);
        // Margins and names stand before the cells.
        assert!(cells.len() + 30 > blank.len() + 8, "{width}: {cells:?}");
        let text = world.text(&*panel, width, 8);
        let last = usize::from(*cells.last().unwrap());
        let row = text.lines().nth(1).unwrap_or_default();
        assert!(row.chars().count() > last, "{width}:\n{text}");
    }
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

#[test]
fn the_crosshair_stays_when_time_steps_back() {
    let mut world = World::on(day(2023, 5, 31));
    world.place.cursor = Some(today());
    let panel = panel("heatmap", OPTIONS, &world.model);
    let text = world.text(&*panel, 78, 8);
    let foot = text.lines().last().unwrap_or_default();
    assert!(foot.contains("2023  Russian influence"), "{text}");
}

/// Whatever less of means more influence is turned round, with goalposts and without, and what is too old to count is
/// blank.
#[test]
fn shades_follow_direction_and_what_still_counts() {
    let mut parts = crate::panel::fixture::model().into_parts();
    let ties = parts
        .indicators
        .iter_mut()
        .find(|one| one.id.as_str() == "csto-ties");
    let ties = ties.unwrap();
    ties.goalposts = None;
    let mut less = ties.clone();
    less.id = "less".into();
    less.direction = Direction::Less;
    let mut brief = ties.clone();
    brief.id = "brief".into();
    brief.carry_forward = Some(Span::months(2));
    let ties = ties.clone();
    parts.indicators.extend([less, brief]);
    let world = World::of(Model::new(parts), today());
    let periods = periods(day(2015, 1, 1), today(), 400);
    let cells = |id: &str| Course::new(&world.cx(), &Target::Indicator(id.into()), &periods).cells;
    let (more, less, brief) = (cells("csto-ties"), cells("less"), cells("brief"));
    assert!(more.iter().flatten().any(|cell| cell.score > 60.0));
    for (more, less) in more.iter().zip(&less) {
        let sum = more.zip(*less).map(|(more, less)| more.score + less.score);
        assert!(sum.is_none_or(|sum| (sum - 100.0).abs() < 1e-9));
    }
    let mut gone = 0;
    for ((period, known), brief) in periods.iter().zip(&more).zip(&brief) {
        let row = ties.series_of(&world.model.subject.code).at(period.to);
        let date = row.map(|row| ties.series_of(&world.model.subject.code).date(row));
        let counts = date.is_some_and(|date| Span::months(2).after(date) >= period.to);
        assert_eq!(
            brief.is_some(),
            known.is_some() && counts,
            "{}",
            period.label
        );
        gone += usize::from(known.is_some() && !counts);
    }
    assert!(gone > 0);
}
