//! A file that goes bad, and the last good version of it.

use super::{A, B, DASHBOARD, Loader, Scene, WORLD, codes, indicator, is_clean, state, two, value};
use crate::dashboard::FileState;
use crate::diagnostic::Code;

#[test]
fn a_broken_save_keeps_the_last_good_version_of_that_file_only() {
    let mut scene = two();
    scene.load();
    scene.save(A, "[[indicator]\n");
    scene.save(B, indicator("b", 20.0));
    let broken = scene.load();
    assert_eq!(
        (value(&broken, "a"), value(&broken, "b")),
        (Some(1.0), Some(20.0))
    );
    assert_eq!(state(&broken, A), Some(FileState::Kept));
    assert_eq!(state(&broken, B), Some(FileState::Loaded));
    assert_eq!(codes(&broken), [(A.to_owned(), Code::Syntax)]);
    scene.save(A, indicator("a", 10.0));
    let mended = scene.load();
    assert_eq!(value(&mended, "a"), Some(10.0));
    assert!(is_clean(&mended));
}

#[test]
fn going_back_to_the_last_good_text_mends() {
    let mut scene = two();
    scene.load();
    scene.save(A, "half-writ");
    scene.load();
    scene.save(A, indicator("a", 1.0));
    assert!(is_clean(&scene.load()));
}

#[test]
fn a_file_broken_from_the_start_loses_only_what_is_broken() {
    let text =
        format!("{}\n{}", indicator("a", 1.0), indicator("c", 3.0)).replacen("unit", "unti", 1);
    let mut scene = Scene::new(&[(A, &text), (B, &indicator("b", 2.0))]);
    let first = scene.load();
    assert_eq!(state(&first, A), Some(FileState::Broken));
    assert_eq!(value(&first, "a"), None);
    assert_eq!(
        (value(&first, "b"), value(&first, "c")),
        (Some(2.0), Some(3.0))
    );
    scene.save(A, text.replace("unti", "unit"));
    assert!(is_clean(&scene.load()));
}

#[test]
fn a_bad_observation_costs_only_itself() {
    let text =
        indicator("a", 1.0) + "\n[[indicator.observation]]\ndate = 2024-02-01\nvalue = \"x\"\n";
    let mut scene = Scene::new(&[(A, &text)]);
    let first = scene.load();
    assert_eq!(value(&first, "a"), Some(1.0));
    assert_eq!(codes(&first), [(A.to_owned(), Code::WrongType)]);
}

#[test]
fn a_file_that_is_named_and_vanishes_stays_in_use() {
    let mut scene = two();
    scene.load();
    scene.remove("world.toml");
    let without = scene.load();
    assert_eq!(value(&without, "a"), Some(1.0));
    assert_eq!(state(&without, "world.toml"), Some(FileState::Missing));
    assert_eq!(
        codes(&without),
        [("dashboard.toml".to_owned(), Code::MissingFile)]
    );
    assert_eq!(state(&without, "dashboard.toml"), Some(FileState::Loaded));
    scene.save("world.toml", WORLD);
    assert!(is_clean(&scene.load()));
}

#[test]
fn the_entry_may_vanish_or_break_too() {
    let mut scene = two();
    scene.load();
    scene.remove("dashboard.toml");
    let without = scene.load();
    assert_eq!(without.dashboard.title, "Test");
    assert_eq!(value(&without, "a"), Some(1.0));
    assert_eq!(
        codes(&without),
        [("dashboard.toml".to_owned(), Code::MissingFile)]
    );
    scene.save("dashboard.toml", "title = \"Test\ninclude = []\n");
    let broken = scene.load();
    assert_eq!(value(&broken, "a"), Some(1.0));
    assert_eq!(state(&broken, "dashboard.toml"), Some(FileState::Kept));
    scene.save("dashboard.toml", DASHBOARD);
    assert!(is_clean(&scene.load()));
}

#[test]
fn an_include_of_nothing_keeps_the_last_good_includes() {
    let mut scene = two();
    scene.load();
    scene.save(
        "dashboard.toml",
        DASHBOARD.replace("world.toml", "wrold.toml"),
    );
    let broken = scene.load();
    assert_eq!(value(&broken, "a"), Some(1.0));
    assert_eq!(
        codes(&broken),
        [("dashboard.toml".to_owned(), Code::MissingFile)]
    );
    assert_eq!(state(&broken, "dashboard.toml"), Some(FileState::Kept));
    scene.save("dashboard.toml", DASHBOARD);
    assert!(is_clean(&scene.load()));
}

#[test]
fn a_reference_to_what_another_file_has_lost_is_told_where_it_stands() {
    let mut scene = two();
    scene.load();
    scene.save("world.toml", WORLD.replace("\"security\"", "\"defence\""));
    let dangling = scene.load();
    assert_eq!(
        state(&dangling, "world.toml"),
        Some(FileState::Loaded),
        "a good save is not held back"
    );
    assert_eq!(
        codes(&dangling),
        [
            (A.to_owned(), Code::UnknownId),
            (B.to_owned(), Code::UnknownId)
        ]
    );
    assert_eq!(state(&dangling, A), Some(FileState::Broken));
    scene.save(A, indicator("a", 1.0).replace("security", "defence"));
    scene.save(B, indicator("b", 2.0).replace("security", "defence"));
    let mended = scene.load();
    assert!(is_clean(&mended));
    assert_eq!(value(&mended, "a"), Some(1.0));
}

#[test]
fn a_new_reference_to_nothing_keeps_the_old_text() {
    let mut scene = two();
    scene.load();
    scene.save(A, indicator("a", 10.0).replace("security", "nothing"));
    let kept = scene.load();
    assert_eq!(value(&kept, "a"), Some(1.0));
    assert_eq!(state(&kept, A), Some(FileState::Kept));
    scene.save(
        "world.toml",
        format!("{WORLD}\n[[dimension]]\nid = \"nothing\"\nname = \"N\"\n"),
    );
    let mended = scene.load();
    assert!(
        is_clean(&mended),
        "the text of a is good now without being saved again"
    );
    assert_eq!(value(&mended, "a"), Some(10.0));
}

#[test]
fn a_reference_to_an_item_of_a_broken_text_is_not_to_blame() {
    let mut scene = two();
    scene.load();
    scene.save(
        "world.toml",
        format!("{WORLD}\n[[dimension]]\nid = \"new\"\nname = \"N\n"),
    );
    scene.save(A, indicator("a", 10.0).replace("security", "new"));
    let broken = scene.load();
    assert_eq!(codes(&broken), [("world.toml".to_owned(), Code::Syntax)]);
    assert_eq!(value(&broken, "b"), Some(2.0));
}

#[test]
fn of_a_doubled_id_the_newer_text_is_to_blame() {
    let mut scene = two();
    scene.load();
    scene.save(A, indicator("b", 10.0));
    let doubled = scene.load();
    assert_eq!(codes(&doubled), [(A.to_owned(), Code::DuplicateId)]);
    assert_eq!(&*doubled.diagnostics[0].related[0].file, B);
    assert_eq!(
        (value(&doubled, "a"), value(&doubled, "b")),
        (Some(1.0), Some(2.0))
    );
    let fresh = Loader::new(scene.loader.origin().clone()).load().unwrap();
    assert_eq!(
        codes(&fresh),
        [(B.to_owned(), Code::DuplicateId)],
        "the later file, when both are new"
    );
}

#[test]
fn an_item_moves_to_another_file() {
    let mut scene = two();
    scene.load();
    scene.save(
        A,
        format!("{}\n{}", indicator("a", 1.0), indicator("b", 20.0)),
    );
    scene.save(B, "");
    let moved = scene.load();
    assert!(is_clean(&moved));
    assert_eq!(value(&moved, "b"), Some(20.0));
}
