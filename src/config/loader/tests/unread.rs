//! Files and folders that cannot be read, and what is not blamed for it.

use super::{A, B, DASHBOARD, Scene, codes, indicator, is_clean, state, two, value};
use crate::dashboard::FileState;
use crate::diagnostic::Code;

fn entry(code: Code) -> (String, Code) {
    ("dashboard.toml".to_owned(), code)
}

#[test]
fn while_a_file_is_missing_nothing_is_said_of_ids_that_may_stand_there() {
    for missing in ["world.toml", "page.toml"] {
        let mut scene = two();
        scene.remove(missing);
        let first = scene.load();
        assert_eq!(codes(&first), [entry(Code::MissingFile)], "{missing}");
        let text = if missing == "world.toml" {
            super::WORLD
        } else {
            super::PAGE
        };
        scene.save(missing, text);
        assert!(is_clean(&scene.load()));
    }
}

#[test]
fn what_leans_on_a_file_that_is_missing_from_the_start_waits() {
    let mut scene = two();
    scene.save(
        "dashboard.toml",
        DASHBOARD.replace("\"page", "\"more.toml\", \"page"),
    );
    assert_eq!(codes(&scene.load()), [entry(Code::MissingFile)]);
    scene.save(A, indicator("a", 10.0).replace("\"security\"", "\"more\""));
    let waiting = scene.load();
    assert_eq!(codes(&waiting), [entry(Code::MissingFile)]);
    assert_eq!(
        (value(&waiting, "a"), state(&waiting, A)),
        (Some(1.0), Some(FileState::Kept))
    );
    scene.save("more.toml", "[[dimension]]\nid = \"more\"\nname = \"M\"\n");
    let there = scene.load();
    assert!(is_clean(&there), "{:?}", there.diagnostics);
    assert_eq!(value(&there, "a"), Some(10.0));
}

/// A text in Windows-1251, with Cyrillic letters in the name of something.
fn cyrillic(text: &str, name: &str) -> Vec<u8> {
    let (before, after) = text.split_once(name).unwrap();
    [before.as_bytes(), b"\xcd\xe0\xe7\xe2\xe0", after.as_bytes()].concat()
}

#[test]
fn the_ids_of_a_file_that_is_not_utf8_are_known_and_its_place_is_told() {
    let mut scene = two();
    scene.save("world.toml", cyrillic(super::WORLD, "Security"));
    let first = scene.load();
    assert_eq!(codes(&first), [("world.toml".to_owned(), Code::NotUtf8)]);
    let place = &first.diagnostics[0].place;
    assert_eq!((place.line, place.column), (7, 9));
    assert!(
        place.excerpt.starts_with("name = \"\u{fffd}"),
        "{}",
        place.excerpt
    );
    assert_eq!(place.caret, 8..9);
    // What no file says is told all the same.
    scene.save(B, indicator("b", 2.0).replace("\"bns\"", "\"nobody\""));
    assert_eq!(
        codes(&scene.load()),
        [
            ("world.toml".to_owned(), Code::NotUtf8),
            (B.to_owned(), Code::UnknownId)
        ]
    );
    scene.save(B, indicator("b", 2.0));
    scene.save("world.toml", super::WORLD);
    assert!(is_clean(&scene.load()));
    // With a good version before it: nothing is lost.
    scene.save("world.toml", cyrillic(super::WORLD, "Security"));
    let held = scene.load();
    assert_eq!(codes(&held), [("world.toml".to_owned(), Code::NotUtf8)]);
    assert_eq!(value(&held, "a"), Some(1.0));
}

#[test]
fn rows_that_are_not_utf8_are_told_with_their_line() {
    let text = indicator("a", 1.0);
    let text = text
        .split("\n[[indicator.observation]]")
        .next()
        .unwrap()
        .to_owned();
    let mut scene = Scene::new(&[(A, &(text + "series = \"a.csv\"\n"))]);
    scene.save(
        "indicators/a.csv",
        b"date,value,note\n2024-01-01,1,\xcd\xe0\n2024-01-02,1,\n",
    );
    let first = scene.load();
    assert_eq!(
        codes(&first),
        [("indicators/a.csv".to_owned(), Code::NotUtf8)]
    );
    let place = &first.diagnostics[0].place;
    assert_eq!((place.line, place.column), (2, 14));
    assert_eq!(place.excerpt, "2024-01-01,1,\u{fffd}\u{fffd}");
}

#[test]
fn a_folder_that_cannot_be_read_is_an_error_and_keeps_what_was_in_it() {
    // A link to itself cannot be read even by those who may read everything.
    let mut scene = two();
    assert!(is_clean(&scene.load()));
    let (folder, away) = (scene.path("indicators"), scene.path("away"));
    std::fs::rename(&folder, &away).unwrap();
    std::os::unix::fs::symlink(&folder, &folder).unwrap();
    let unread = scene.load();
    assert!(
        codes(&unread).contains(&entry(Code::UnreadableFile)),
        "{:?}",
        codes(&unread)
    );
    assert!(!codes(&unread).contains(&entry(Code::NothingMatches)));
    let told = unread
        .diagnostics
        .iter()
        .find(|told| told.code == Code::UnreadableFile);
    assert_eq!(told.map(|told| told.place.line), Some(3));
    assert_eq!(
        (value(&unread, "a"), value(&unread, "b")),
        (Some(1.0), Some(2.0))
    );
    let fresh = super::Loader::new(scene.loader.origin().clone())
        .load()
        .unwrap();
    assert_eq!(codes(&fresh), [entry(Code::UnreadableFile)]);
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&away, &folder).unwrap();
    assert!(is_clean(&scene.load()));
}

#[test]
fn a_folder_that_is_gone_whole_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let (inner, away) = (folder.path().join("kz"), folder.path().join("away"));
    let mut scene = two();
    std::fs::rename(scene.folder.path(), &inner).unwrap();
    scene.loader = super::Loader::new(crate::config::Origin::File(inner.join("dashboard.toml")))
        .with_grace(std::time::Duration::ZERO);
    assert!(is_clean(&scene.load()));
    std::fs::rename(&inner, &away).unwrap();
    for gone in [scene.load(), scene.loader.force()] {
        assert_eq!(codes(&gone), [entry(Code::MissingFile)]);
        let told = &gone.diagnostics[0].message;
        assert!(
            told.starts_with("the folder of the dashboard is gone: "),
            "{told}"
        );
        assert_eq!(
            (value(&gone, "a"), value(&gone, "b")),
            (Some(1.0), Some(2.0))
        );
    }
    std::fs::rename(&away, &inner).unwrap();
    assert!(is_clean(&scene.load()));
}
