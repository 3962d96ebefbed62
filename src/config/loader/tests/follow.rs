//! Files that change, come and go.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{A, B, DASHBOARD, Loader, Scene, codes, indicator, is_clean, state, two, value};
use crate::config::Origin;
use crate::dashboard::{FileState, Snapshot};
use crate::diagnostic::Code;

#[test]
fn nothing_new_is_no_snapshot() {
    let mut scene = two();
    let first = scene.load();
    assert!(is_clean(&first), "{:?}", first.diagnostics);
    assert_eq!(first.revision, 1);
    assert!(scene.loader.load().is_none());
    scene.save(A, indicator("a", 1.0));
    assert!(
        scene.loader.load().is_none(),
        "the same text is nothing new"
    );
    assert_eq!(scene.loader.force().revision, 2);
}

#[test]
fn a_pattern_gains_and_loses_files() {
    let mut scene = two();
    scene.load();
    scene.save("indicators/c.toml", indicator("c", 3.0));
    let more = scene.load();
    assert!(is_clean(&more));
    assert_eq!(value(&more, "c"), Some(3.0));
    scene.remove("indicators/c.toml");
    let less = scene.load();
    assert!(is_clean(&less));
    assert_eq!(value(&less, "c"), None);
    assert!(scene.loader.load().is_none());
}

#[test]
fn a_file_that_a_pattern_has_lost_a_moment_ago_stays_in_use() {
    let mut scene = two();
    scene.loader = Loader::new(scene.loader.origin().clone()).with_grace(Duration::MAX);
    scene.load();
    scene.remove(B);
    let without = scene.load();
    assert_eq!(value(&without, "b"), Some(2.0));
    assert_eq!(state(&without, B), Some(FileState::Missing));
    scene.save(B, indicator("b", 20.0));
    let back = scene.load();
    assert!(is_clean(&back));
    assert_eq!(value(&back, "b"), Some(20.0));
    scene.remove(B);
    assert_eq!(value(&scene.loader.force(), "b"), None);
}

#[test]
fn a_series_is_followed_like_any_file() {
    let text = indicator("a", 1.0)
        .split("\n[[indicator.")
        .next()
        .unwrap()
        .to_owned()
        + "series = \"../a.csv\"\n";
    let mut scene = Scene::new(&[(A, &text), ("a.csv", "date,value\n2024-01-01,1\n")]);
    let first = scene.load();
    assert!(is_clean(&first), "{:?}", first.diagnostics);
    assert_eq!(value(&first, "a"), Some(1.0));
    scene.save("a.csv", "date,value\n2024-01-01,2\n");
    assert_eq!(value(&scene.load(), "a"), Some(2.0));
    scene.save("a.csv", "date,value\n2024-01-01,3\n2024-02-30,3\n");
    let kept = scene.load();
    assert_eq!(value(&kept, "a"), Some(2.0));
    assert_eq!(codes(&kept), [("a.csv".to_owned(), Code::BadDate)]);
    assert_eq!(state(&kept, "a.csv"), Some(FileState::Kept));
    assert_eq!(state(&kept, A), Some(FileState::Loaded));
    scene.remove("a.csv");
    let gone = scene.load();
    assert_eq!(value(&gone, "a"), Some(2.0));
    assert_eq!(state(&gone, "a.csv"), Some(FileState::Missing));
    assert!(codes(&gone).contains(&(A.to_owned(), Code::MissingFile)));
    scene.save("a.csv", "\u{feff}date,value\r\n2024-01-01,4\r\n");
    let mended = scene.load();
    assert!(is_clean(&mended), "{:?}", mended.diagnostics);
    assert_eq!(value(&mended, "a"), Some(4.0));
}

#[test]
fn series_that_do_not_change_are_shared() {
    let mut scene = two();
    let first = scene.load();
    scene.save(B, indicator("b", 20.0));
    let second = scene.load();
    let series = |snapshot: &Snapshot| snapshot.dashboard.model.indicators[0].series[0].1.clone();
    assert!(Arc::ptr_eq(&series(&first), &series(&second)));
}

#[test]
fn paths_tell_what_to_follow() {
    let mut scene = two();
    scene.save(
        "dashboard.toml",
        DASHBOARD.replace("page.toml", "pages.toml"),
    );
    scene.load();
    let expected: Vec<PathBuf> = [
        "dashboard.toml",
        "indicators",
        A,
        B,
        "pages.toml",
        "world.toml",
    ]
    .iter()
    .map(|path| scene.path(path))
    .collect();
    assert_eq!(scene.loader.paths(), expected);
}

#[test]
fn the_built_in_dashboard_loads_and_needs_no_files() {
    let mut loader = Loader::new(Origin::BuiltIn);
    let snapshot = loader.load().unwrap();
    assert!(!snapshot.dashboard.model.indicators.is_empty());
    assert!(snapshot.files.iter().all(|file| file.path.is_none()));
    assert_eq!(loader.paths(), Vec::<PathBuf>::new());
    assert!(loader.load().is_none());
}

#[test]
fn a_new_day_brings_what_is_stale_since() {
    let text = indicator("a", 1.0).replace("unit", "stale_after = \"30d\"\nunit");
    let mut scene = Scene::new(&[(A, &text)]);
    let day = |day: u32| chrono::NaiveDate::from_ymd_opt(2024, 1, day).unwrap();
    let is_stale = |snapshot: &Snapshot| codes(snapshot).contains(&(A.to_owned(), Code::Stale));
    scene.loader.set_today(day(30));
    assert!(!is_stale(&scene.load()));
    scene.loader.set_today(day(31));
    assert!(!is_stale(&scene.load()));
    assert!(scene.loader.load().is_none(), "the same day");
    scene
        .loader
        .set_today(chrono::NaiveDate::from_ymd_opt(2024, 2, 1).unwrap());
    assert!(is_stale(&scene.load()));
}
