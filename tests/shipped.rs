//! The shipped dashboard is an example to copy from: it has no mistake, on disk or inside the program.

use std::path::Path;

use chrono::NaiveDate;
use tightrope::config::{Loader, Origin};
use tightrope::diagnostic::plain;
use tightrope::panel::KINDS;

fn load(origin: Origin) -> tightrope::dashboard::Snapshot {
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
    let mut loader = Loader::new(origin);
    loader.set_today(day);
    loader.force()
}

fn on_disk() -> Origin {
    Origin::File(Path::new(env!("CARGO_MANIFEST_DIR")).join("config/dashboard.toml"))
}

#[test]
fn nothing_is_wrong_with_it() {
    for origin in [Origin::BuiltIn, on_disk()] {
        let snapshot = load(origin);
        let told: Vec<String> = snapshot.diagnostics.iter().map(plain).collect();
        assert!(told.is_empty(), "{}", told.join("\n\n"));
    }
}

#[test]
fn the_one_inside_the_program_is_the_one_on_disk() {
    let (inside, outside) = (load(Origin::BuiltIn), load(on_disk()));
    assert!(inside.dashboard.model == outside.dashboard.model);
    assert_eq!(inside.dashboard.pages.len(), outside.dashboard.pages.len());
    assert_eq!(inside.files.len(), outside.files.len());
}

#[test]
fn it_has_something_of_everything() {
    let dashboard = load(Origin::BuiltIn).dashboard;
    let model = &dashboard.model;
    assert_eq!(model.subject.code.as_str(), "KAZ");
    assert!(model.actors.len() >= 3 && model.dimensions.len() >= 6);
    assert!(model.indicators.len() >= 50 && model.indices.len() >= 3);
    assert!(!model.events.is_empty() && !model.judgements.is_empty() && !model.sources.is_empty());
    assert!(!dashboard.pages.is_empty());
    let has_data = |indicator: &tightrope::model::Indicator| !indicator.series.is_empty();
    assert!(model.indicators.iter().all(has_data));
}

#[test]
fn the_example_of_every_kind_of_panel_works_on_it() {
    let dashboard = load(Origin::BuiltIn).dashboard;
    for kind in KINDS {
        let panel = kind.from_options(kind.example, &dashboard.model);
        assert!(panel.is_some(), "{}", kind.name);
    }
}
