//! Where items stand.

use super::{A, Scene, indicator};
use crate::dashboard::Spot;
use crate::model::Id;
use crate::panel::Target;

/// Where an indicator stands: file and line.
fn spot(snapshot: &crate::dashboard::Snapshot, id: &str) -> Option<(String, usize)> {
    let items = &snapshot.dashboard.origins.items;
    let Spot { file, line } = items.get(&Target::Indicator(Id::new(id)))?;
    Some((file.to_string(), *line))
}

#[test]
fn every_item_knows_the_line_of_its_id() {
    let text = format!("# Қазақ\r\n{}{}", indicator("a", 1.0), indicator("b", 2.0));
    let mut scene = Scene::new(&[(A, &text)]);
    let first = scene.load();
    assert_eq!(spot(&first, "a"), Some((A.to_owned(), 3)));
    assert_eq!(spot(&first, "b"), Some((A.to_owned(), 14)));
    let origins = &first.dashboard.origins;
    let source = &origins.items[&Target::Source(Id::new("bns"))];
    assert_eq!((&*source.file, source.line), ("world.toml", 10));
    let page = &origins.pages[&Id::new("p")];
    assert_eq!((&*page.file, page.line), ("page.toml", 2));

    scene.save(A, format!("\n\n{text}"));
    assert_eq!(spot(&scene.load(), "b"), Some((A.to_owned(), 16)));
}

#[test]
fn all_that_can_be_selected_in_the_shipped_dashboard_stands_somewhere() {
    let mut loader = crate::config::Loader::new(crate::config::Origin::BuiltIn);
    let snapshot = loader.load().unwrap();
    let model = &snapshot.dashboard.model;
    let origins = &snapshot.dashboard.origins;
    let items = [
        model.indicators.len(),
        model.indices.len(),
        model.events.len(),
        model.judgements.len(),
        model.hypotheses.len(),
        model.findings.len(),
        model.sources.len(),
    ];
    assert_eq!(origins.items.len(), items.iter().sum::<usize>());
    assert_eq!(origins.pages.len(), snapshot.dashboard.pages.len());
    assert!(origins.items.values().all(|spot| spot.line > 0));
}

/// Read together or one after the other, the first of two spellings decides where a file is.
#[test]
fn of_two_spellings_of_one_file_the_first_is_read() {
    let mut scene = Scene::new(&[("far/deep/x.txt", ""), ("far/b.toml", "")]);
    std::os::unix::fs::symlink("far/deep", scene.path("link")).unwrap();
    scene.save("far/b.toml", indicator("far", 1.0));
    scene.save("b.toml", indicator("near", 2.0));
    let entry = super::DASHBOARD.replace(
        "\"page.toml\"",
        "\"page.toml\", \"link/../b.toml\", \"b.toml\"",
    );
    scene.save("dashboard.toml", entry);
    let model = &scene.load().dashboard.model;
    let ids: Vec<&str> = model.indicators.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["far"]);
}
