use chrono::NaiveDate;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use toml::de::DeTable;

use super::KIND;
use crate::lenient::Table;
use crate::model::{Kind, Model, Observation, from_days, sample};
use crate::panel::fixture::{World, day, model, panel, today};

const SHARES: &str = "series = ['trade-share-russia', 'trade-share-china', 'trade-share-west']";
const INDICES: &str = "series = ['influence-russia', 'influence-china', 'influence-west']";

fn shown(options: &str, date: NaiveDate, cursor: Option<NaiveDate>, (w, h): (u16, u16)) -> String {
    let mut world = World::on(date);
    world.place.cursor = cursor;
    world.text(&*panel("trend", options, &world.model), w, h)
}

#[test]
fn measured_lines() {
    insta::assert_snapshot!("shares_36x8", shown(SHARES, today(), None, (36, 8)));
    insta::assert_snapshot!("shares_80x20", shown(SHARES, today(), None, (80, 20)));
    let cursor = Some(day(2022, 1, 10));
    insta::assert_snapshot!(
        "shares_80x20_read",
        shown(SHARES, today(), cursor, (80, 20))
    );
    insta::assert_snapshot!("shares_36x8_read", shown(SHARES, today(), cursor, (36, 8)));
}

#[test]
fn assessed_steps_bands_and_events() {
    let options = "series = 'csto-ties'\nbands = true\nevents = 'all'";
    insta::assert_snapshot!("ties_80x20", shown(options, today(), None, (80, 20)));
    let options = "series = 'csto-ties'\nbands = true\nevents = 'security'\nrange = [0, 100]";
    insta::assert_snapshot!(
        "ties_60x14",
        shown(options, day(2023, 6, 30), None, (60, 14))
    );
}

#[test]
fn what_is_off_the_axis_is_said() {
    let options = "series = 'schools'\nspan = '2y'\nevents = 'none'\nrange = ";
    let ends = |range: &str, size| shown(&format!("{options}{range}"), today(), None, size);
    for size in [(100, 12), (60, 12)] {
        let above = ends("[0, 100]", size);
        assert!(above.contains('↑') && !above.contains('↓'), "{above}");
        let below = ends("[5000, 6000]", size);
        assert!(below.contains('↓') && !below.contains('↑'), "{below}");
        let within = ends("[0, 6000]", size);
        assert!(!within.contains(['↑', '↓']), "{within}");
    }
    assert!(
        ends("[0, 100]", (100, 12))
            .lines()
            .nth(1)
            .is_some_and(|line| line.contains("1262"))
    );
}

#[test]
fn only_turning_points_are_marked_as_such() {
    let marks = |events: &str| {
        shown(
            &format!("{SHARES}\nevents = '{events}'"),
            today(),
            None,
            (80, 20),
        )
    };
    let count = |text: &str, mark: char| text.chars().filter(|c| *c == mark).count();
    let (major, all) = (marks("major"), marks("all"));
    assert_eq!(count(&major, '◆'), count(&all, '◆'));
    assert!(count(&all, '·') > count(&major, '·'), "{all}");
}

#[test]
fn indices() {
    let options = format!("{INDICES}\nzero = true\nspan = '5y'\nevents = 'none'");
    insta::assert_snapshot!("indices_120x30", shown(&options, today(), None, (120, 30)));
}

#[test]
fn says_why_there_is_nothing() {
    for (options, date, words) in [
        (SHARES, day(2014, 6, 30), "no observations by 30 Jun 2014"),
        (SHARES, day(2013, 6, 30), "no observations by 30 Jun 2013"),
        (INDICES, day(2013, 6, 30), "no scores by 30 Jun 2013"),
        (
            "series = 'schools'\nfrom = 2020-01-01",
            day(2019, 1, 1),
            "the time axis begins on 1 Jan 2020, after 1 Jan 2019",
        ),
    ] {
        assert_eq!(shown(options, date, None, (60, 2)).trim_end(), words);
    }
    // A value from before the axis begins is carried into it.
    let text = shown("series = 'schools'\nspan = '2y'", today(), None, (60, 8));
    assert!(text.contains("1262") && text.contains('●'), "{text}");
}

#[test]
fn the_crosshair_reads_and_the_mouse_finds_dates() {
    let world = World::on(today());
    let panel = panel("trend", SHARES, &world.model);
    assert_eq!(
        panel.time_axis(&world.cx()),
        Some((day(2014, 1, 1), today()))
    );
    let area = Rect::new(5, 3, 80, 20);
    let dates: Vec<NaiveDate> = (0..90)
        .filter_map(|x| panel.date_at(&world.cx(), area, Position::new(x, 9)))
        .collect();
    assert_eq!(dates.first(), Some(&day(2014, 1, 1)));
    assert_eq!(dates.last(), Some(&today()));
    assert!(dates.is_sorted() && dates.len() > 50);
    assert_eq!(
        panel.date_at(&world.cx(), area, Position::new(40, 30)),
        None
    );
    let text = shown(SHARES, today(), Some(day(2022, 1, 10)), (120, 20));
    assert!(text.contains("10 Jan 2022"), "{text}");
    assert!(text.contains("Russia 24.2 % (2021)"), "{text}");
    assert!(text.contains("CSTO troops enter Kazakhstan"), "{text}");
    assert!(!text.contains("CSTO summit"), "{text}");
}

#[test]
fn the_crosshair_names_the_nearest_event_wherever_it_stands() {
    let options = format!("{SHARES}\nevents = 'all'");
    for (cursor, title) in [
        (day(2014, 2, 1), "1 Jan 2015  Eurasian Economic Union"),
        (day(2022, 2, 20), "24 Feb 2022  Russia invades Ukraine"),
        (day(2024, 11, 28), "28 Nov 2024  CSTO summit in Astana"),
    ] {
        for size in [(80, 20), (60, 9)] {
            let text = shown(&options, today(), Some(cursor), size);
            assert!(text.contains(title), "{title} at {size:?} in\n{text}");
        }
    }
    // In little room it is cut, on the side where more of it shows.
    let text = shown(&options, today(), Some(day(2022, 2, 20)), (36, 8));
    let row = text.lines().last().unwrap_or_default();
    assert!(
        row.contains("24 Feb 2022  R") && row.contains('◆'),
        "{text}"
    );
}

fn mistakes(options: &str) -> Vec<String> {
    let table = DeTable::parse(options).unwrap();
    let span = table.span();
    let mut table = Table::new(table.into_inner(), span);
    (KIND.build)(&mut table, &model());
    let problems = table.into_problems().into_iter();
    problems.map(|problem| problem.message).collect()
}

#[test]
fn mistakes_in_options_are_told() {
    for (options, message) in [
        ("series = []", "`series` names nothing"),
        ("series = ['csto-tie']", "`csto-tie`"),
        (
            "series = ['oil', 'schools']",
            "`schools` is in мектеп, the first one in Mt",
        ),
        ("series = 'oil'\nevents = 'securty'", "`securty`"),
        ("series = 'oil'\nspan = '3 years'", "3 years"),
        ("series = 'oil'\nfrom = '2024-13'", "2024-13"),
        ("series = 'oil'\nrange = [5, 5]", "the range holds nothing"),
        ("zero = true", "series"),
    ] {
        let found = mistakes(options);
        assert_eq!(found.len(), 1, "{options} {found:?}");
        assert!(found[0].contains(message), "{options} {found:?}");
    }
    // The example and every option in its comments hold.
    assert_eq!(mistakes(KIND.example.split_once('\n').unwrap().1), [""; 0]);
    let all: String = KIND
        .example
        .lines()
        .skip(1)
        .map(|line| line.trim_start_matches("# ").to_owned() + "\n")
        .filter(|line| !line.starts_with("from"))
        .collect();
    assert_eq!(mistakes(&all), [""; 0]);
}

/// The world with other observations of the first two indicators.
fn with_series(rows: &[(i32, Option<f64>, f64)]) -> Model {
    let mut parts = model().into_parts();
    let rows = rows.iter().map(|&(days, value, around)| Observation {
        low: value.map(|value| value - around),
        high: value.map(|value| value + around),
        ..sample::observation(from_days(days), value.unwrap_or(f64::NAN))
    });
    let series = sample::series(rows);
    for (indicator, kind) in parts
        .indicators
        .iter_mut()
        .zip([Kind::Assessed, Kind::Measured])
    {
        indicator.kind = kind;
        "%".clone_into(&mut indicator.unit);
        indicator.series.clone_from(&series);
    }
    Model::new(parts)
}

const TWO: &str = "series = ['csto-ties', 'trade-share-russia']\nevents = 'all'\nbands = true";

/// A value of any size, or none.
fn any_value() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        4 => (-100.0..100.0).prop_map(Some),
        1 => any::<f64>().prop_filter("finite", |value| value.is_finite()).prop_map(Some),
        1 => Just(None),
        1 => Just(Some(5.0)),
        1 => prop_oneof![Just(f64::MAX), Just(f64::MIN), Just(f64::MIN_POSITIVE), Just(1e-300)].prop_map(Some),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn holds_at_any_size_with_any_values(
        rows in prop::collection::vec((735_000_i32..739_500, any_value(), 0.0..10.0), 0..40),
        (width, height) in (0_u16..130, 0_u16..40),
        (x, y) in (0_u16..4, 0_u16..4),
        as_of in 734_000_i32..740_000,
        cursor in prop::option::of(734_000_i32..741_000),
    ) {
        let mut world = World::of(with_series(&rows), from_days(as_of));
        world.place.cursor = cursor.map(from_days);
        let panel = panel("trend", TWO, &world.model);
        let area = Rect::new(x, y, width, height);
        let mut buf = Buffer::empty(Rect::new(0, 0, width + 6, height + 6));
        panel.draw(&world.cx(), area, &mut buf);
        for at in buf.area.positions().filter(|at| !area.contains(*at)) {
            prop_assert_eq!(buf[at].symbol(), " ");
        }
        // A room that is larger than the screen is cut.
        panel.draw(&world.cx(), Rect::new(x, y, width + 9, height + 9), &mut buf);
    }

    #[test]
    fn nothing_after_the_date_is_drawn(
        rows in prop::collection::vec((735_000_i32..739_500, any_value(), 0.0..10.0), 1..900),
        as_of in 735_000_i32..739_500,
        (width, height) in (20_u16..130, 4_u16..40),
    ) {
        let known: Vec<_> = rows.iter().copied().filter(|row| row.0 <= as_of).collect();
        let drawn = |rows: &[_]| {
            let world = World::of(with_series(rows), from_days(as_of));
            world.cells(&*panel("trend", TWO, &world.model), width, height)
        };
        prop_assert_eq!(drawn(&rows), drawn(&known));
    }
}

#[test]
fn many_rows_show_their_extremes() {
    let mut rows: Vec<(i32, Option<f64>, f64)> = (735_300..738_900)
        .map(|days| (days, Some(50.0), 0.0))
        .collect();
    rows[1_700].1 = Some(90.0);
    let world = World::of(with_series(&rows), from_days(738_900));
    let options = "series = 'trade-share-russia'\nrange = [0, 100]\nevents = 'none'";
    let text = world.text(&*panel("trend", options, &world.model), 40, 12);
    let high = text
        .lines()
        .position(|line| line.contains('⡇') || line.contains('⢸'));
    assert!(
        high.is_some_and(|row| row < 4),
        "one day stands out:\n{text}"
    );
}

#[test]
fn the_last_score_of_an_index_has_the_range_of_its_runs() {
    let world = |robustness| {
        let mut parts = crate::panel::fixture::model().into_parts();
        parts.robustness = robustness;
        World::of(crate::model::Model::new(parts), today())
    };
    let open = crate::model::Robustness {
        runs: 50,
        seed: 1,
        since: None,
        weights: 0.9,
        normalise: Vec::new(),
        aggregate: Vec::new(),
        leave_one_out: true,
        ranges: false,
        carry_forward: Vec::new(),
    };
    let (plain, ranged) = (world(None), world(Some(open)));
    let trend = panel(
        "trend",
        "series = 'influence-russia'\nrange = [0, 100]\nevents = 'none'",
        &plain.model,
    );
    let last = |world: &World| -> usize {
        let text = world.text(&*trend, 60, 14);
        let dots = text.lines().filter_map(|line| line.chars().nth(59));
        dots.filter(|c| ('\u{2801}'..='\u{28ff}').contains(c))
            .count()
    };
    assert!(
        last(&ranged) > last(&plain) + 1,
        "{}",
        ranged.text(&*trend, 60, 14)
    );
}
