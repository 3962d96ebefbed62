//! Files that a text which is not used drops from its includes, and those that it names anew.

use super::{A, DASHBOARD, Scene, codes, indicator, is_clean, state, value};
use crate::dashboard::FileState;
use crate::diagnostic::Code;

const ENTRY: &str = "dashboard.toml";

fn judgement(of: &str) -> String {
    format!(
        "\n[[judgement]]\nid = \"j\"\ndate = 2024-01-01\ntext = \"J\"\nlikelihood = \"likely\"\n\
         confidence = \"low\"\nindicators = [\"{of}\"]\n"
    )
}

/// The entry file, including these as well.
fn including(more: &str) -> String {
    DASHBOARD.replacen("\"page.toml\"", &format!("\"page.toml\"{more}"), 1)
}

/// Two indicators, `b` in a file that the entry names, and a judgement of it in another.
fn scene(judged_in: &str) -> Scene {
    let scene = Scene::new(&[(A, &indicator("a", 1.0)), ("b.toml", &indicator("b", 2.0))]);
    let entry = including(", \"b.toml\"");
    if judged_in == ENTRY {
        scene.save(ENTRY, entry + &judgement("b"));
    } else {
        scene.save(ENTRY, entry);
        scene.save(judged_in, super::PAGE.to_owned() + &judgement("b"));
    }
    scene
}

#[test]
fn an_entry_that_drops_what_it_refers_to_is_not_used() {
    let mut scene = scene(ENTRY);
    assert!(is_clean(&scene.load()));
    scene.save(ENTRY, DASHBOARD.to_owned() + &judgement("b"));
    let dropped = scene.load();
    assert_eq!(codes(&dropped), [(ENTRY.to_owned(), Code::UnknownId)]);
    assert_eq!(dropped.diagnostics[0].place.line, 11);
    assert_eq!(state(&dropped, ENTRY), Some(FileState::Kept));
    assert_eq!(value(&dropped, "b"), Some(2.0));
    assert!(scene.loader.load().is_none(), "that is all there is");
    assert!(scene.loader.paths().contains(&scene.path("b.toml")));
    // What it dropped is followed as long as it is used.
    scene.save("b.toml", indicator("b", 20.0));
    let saved = scene.load();
    assert_eq!(codes(&saved), [(ENTRY.to_owned(), Code::UnknownId)]);
    assert_eq!(value(&saved, "b"), Some(20.0));
    scene.save("b.toml", indicator("b", 30.0).replace("unit", "unti"));
    let broken = scene.load();
    assert_eq!(value(&broken, "b"), Some(20.0));
    assert_eq!(state(&broken, "b.toml"), Some(FileState::Kept));
    scene.save(
        "b.toml",
        indicator("b", 30.0).replace("\"bns\"", "\"nobody\""),
    );
    let broken = scene.load();
    assert_eq!(value(&broken, "b"), Some(20.0));
    assert!(codes(&broken).contains(&("b.toml".to_owned(), Code::UnknownId)));
    // A save of something else does not let it slip in.
    scene.save("b.toml", indicator("b", 30.0));
    scene.load();
    scene.save(A, indicator("a", 10.0));
    let other = scene.load();
    assert_eq!(
        (value(&other, "a"), value(&other, "b")),
        (Some(10.0), Some(30.0))
    );
    assert_eq!(state(&other, ENTRY), Some(FileState::Kept));
    scene.save(ENTRY, DASHBOARD);
    let mended = scene.load();
    assert!(is_clean(&mended), "{:?}", mended.diagnostics);
    assert_eq!(value(&mended, "b"), None);
    assert!(scene.loader.load().is_none());
}

#[test]
fn dropping_what_others_refer_to_is_told_where_it_is_dropped() {
    let mut scene = scene("page.toml");
    assert!(is_clean(&scene.load()));
    scene.save(ENTRY, DASHBOARD);
    let dropped = scene.load();
    assert_eq!(codes(&dropped), [(ENTRY.to_owned(), Code::UnknownId)]);
    assert_eq!(state(&dropped, ENTRY), Some(FileState::Kept));
    assert_eq!(state(&dropped, "page.toml"), Some(FileState::Loaded));
    assert_eq!(value(&dropped, "b"), Some(2.0));
    scene.save("page.toml", super::PAGE);
    let let_go = scene.load();
    assert!(is_clean(&let_go), "{:?}", let_go.diagnostics);
    assert_eq!(value(&let_go, "b"), None);
}

#[test]
fn what_is_dropped_soundly_is_gone_with_its_problems() {
    let mut scene = scene(ENTRY);
    scene.load();
    scene.save("b.toml", "broken");
    scene.save(ENTRY, DASHBOARD);
    let dropped = scene.load();
    assert!(is_clean(&dropped), "{:?}", dropped.diagnostics);
    assert_eq!(value(&dropped, "b"), None);
    scene.save("b.toml", "still broken");
    assert!(scene.loader.load().is_none());
    // Deleted in the same moment.
    scene.save("b.toml", indicator("b", 2.0));
    scene.save(ENTRY, including(", \"b.toml\""));
    assert!(is_clean(&scene.load()));
    scene.save(ENTRY, DASHBOARD);
    scene.remove("b.toml");
    assert!(is_clean(&scene.load()));
    assert!(scene.loader.load().is_none());
}

#[test]
fn an_include_that_moves_into_another_file_is_named_once() {
    let mut scene = scene(ENTRY);
    scene.load();
    scene.save(ENTRY, DASHBOARD.to_owned() + &judgement("b"));
    scene.save(
        "page.toml",
        format!("include = [\"b.toml\"]\n{}", super::PAGE),
    );
    let moved = scene.load();
    assert!(is_clean(&moved), "{:?}", moved.diagnostics);
    scene.save(ENTRY, including(", \"b.toml\"") + &judgement("b"));
    scene.save("page.toml", super::PAGE);
    let back = scene.load();
    assert!(is_clean(&back), "{:?}", back.diagnostics);
}

#[test]
fn what_refers_to_a_file_that_a_refused_entry_names_waits_with_it() {
    let mut scene = scene("page.toml");
    scene.load();
    scene.save("n.toml", indicator("n", 3.0));
    scene.save(ENTRY, including(", \"n.toml\""));
    scene.save(
        A,
        indicator("a", 10.0) + &judgement("n").replace("\"j\"", "\"k\""),
    );
    let refused = scene.load();
    assert_eq!(codes(&refused), [(ENTRY.to_owned(), Code::UnknownId)]);
    assert_eq!(value(&refused, "a"), Some(1.0));
    assert_eq!(state(&refused, A), Some(FileState::Kept));
    scene.save(ENTRY, including(", \"b.toml\", \"n.toml\""));
    let mended = scene.load();
    assert!(is_clean(&mended), "{:?}", mended.diagnostics);
    assert_eq!(
        (value(&mended, "a"), value(&mended, "n")),
        (Some(10.0), Some(3.0))
    );
}
