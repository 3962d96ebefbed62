//! Each kind of panel over the dashboard that ships, and a trend over more observations than anyone has.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use criterion::Criterion;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tightrope::assess::{Answers, assess};
use tightrope::dashboard::{Page, Slot};
use tightrope::model::{Id, Model, Observation, Parts, Period, SeriesBuilder};
use tightrope::panel::{Context, KINDS, Kind, Panel, Place, Target};
use tightrope::theme;

use crate::{shipped, today};

const AREA: Rect = Rect::new(0, 0, 120, 40);

/// Observations of the long series.
const LONG: u64 = 10_000_000;

pub(crate) fn benches(criterion: &mut Criterion) {
    let snapshot = shipped();
    let model = &snapshot.dashboard.model;
    for kind in KINDS {
        let name = format!("panel/{}", kind.name);
        let slots = || snapshot.dashboard.pages.iter().flat_map(Page::slots);
        let of_kind = |slot: &&Slot| slot.kind.name == kind.name;
        if let Some(slot) = slots().find(of_kind) {
            draw(criterion, &name, slot.panel.as_ref(), model, today());
        } else {
            let panel = kind.from_options(kind.example, model).unwrap();
            draw(criterion, &name, panel.as_ref(), model, today());
        }
    }
    // Only made when it is asked for: it takes a second.
    let mut long = None;
    for span in [None, Some("10y")] {
        let name = format!("panel/trend, 10 million, {}", span.unwrap_or("all"));
        criterion.bench_function(&name, |bench| {
            let (model, as_of) = long.get_or_insert_with(|| long_series(&snapshot.dashboard.model));
            let span = span.map_or(String::new(), |span| format!("span = \"{span}\""));
            let options = format!("kind = \"trend\"\nseries = [\"long\"]\n{span}");
            let kind = Kind::of_name("trend").unwrap();
            let panel = kind.from_options(&options, model).unwrap();
            drawn(model, *as_of, |cx, buf| {
                bench.iter(|| panel.draw(cx, AREA, buf));
            });
        });
    }
}

fn draw(criterion: &mut Criterion, name: &str, panel: &dyn Panel, model: &Model, as_of: NaiveDate) {
    drawn(model, as_of, |cx, buf| {
        criterion.bench_function(name, |bench| bench.iter(|| panel.draw(cx, AREA, buf)));
    });
}

/// Lends what drawing needs.
fn drawn(model: &Model, as_of: NaiveDate, draw: impl FnOnce(&Context<'_>, &mut Buffer)) {
    let now = assess(model, as_of);
    let theme = theme::Name::Dark.theme();
    let selection = Target::Indicator(model.indicators[0].id.clone());
    let cx = Context {
        model,
        now: &now,
        answers: &Answers::default(),
        theme: &theme,
        place: &Place::default(),
        focused: true,
        selection: Some(&selection),
        changed: &BTreeSet::new(),
    };
    draw(&cx, &mut Buffer::empty(AREA));
}

/// One indicator observed daily for 27,000 years, and the last day of them.
fn long_series(like: &Model) -> (Model, NaiveDate) {
    let as_of = today();
    let start = as_of - Days::new(LONG - 1);
    let mut observation = Observation {
        date: start,
        period: Period::default(),
        value: None,
        low: None,
        high: None,
        sources: Arc::from([]),
        grade: None,
        published: None,
        note: Arc::from(""),
    };
    let mut series = SeriesBuilder::default();
    for day in 0..LONG {
        observation.date = start + Days::new(day);
        observation.value = Some(50.0 + 40.0 * (day as f64 / 90.0).sin());
        series.push(&observation);
    }
    let mut indicator = like.indicators[0].clone();
    indicator.id = Id::new("long");
    indicator.series = vec![(like.subject.code.clone(), Arc::new(series.finish()))];
    let mut parts = Parts::empty(like.subject.clone(), start);
    parts.indicators.push(indicator);
    (Model::new(parts), as_of)
}
