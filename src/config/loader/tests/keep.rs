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
    // It waits for what it refers to.
    assert_eq!(value(&broken, "a"), Some(1.0));
    assert_eq!(state(&broken, A), Some(FileState::Kept));
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

const USER: &str = "[[index]]\nid = \"i\"\nname = \"I\"\nmembers = [\"a\"]\nnormalise = \"none\"\n";

/// Two indicators, and an index of one of them in a file of its own.
fn used() -> Scene {
    Scene::new(&[
        (A, &indicator("a", 1.0)),
        (B, &indicator("b", 2.0)),
        ("indicators/index.toml", USER),
    ])
}

#[test]
fn an_emptied_file_is_to_blame_for_what_it_leaves_without_a_meaning() {
    let mut scene = used();
    scene.load();
    scene.save(A, "");
    let emptied = scene.load();
    assert_eq!(value(&emptied, "a"), Some(1.0));
    assert_eq!(state(&emptied, A), Some(FileState::Kept));
    assert_eq!(
        state(&emptied, "indicators/index.toml"),
        Some(FileState::Loaded)
    );
    assert_eq!(codes(&emptied), [(A.to_owned(), Code::UnknownId)]);
    let told = &emptied.diagnostics[0].message;
    assert!(
        told.starts_with("indicators/index.toml:4 needs what this file said before"),
        "{told}"
    );
    scene.save(A, indicator("a", 3.0));
    let mended = scene.load();
    assert!(is_clean(&mended));
    assert_eq!(value(&mended, "a"), Some(3.0));
}

#[test]
fn a_text_cut_short_is_told_where_it_is_cut_and_nowhere_else() {
    let mut scene = used();
    scene.load();
    scene.save(A, "[[indicator]]\nid = \"b2\"\nname = \"half");
    let cut = scene.load();
    assert_eq!(value(&cut, "a"), Some(1.0));
    assert_eq!(codes(&cut), [(A.to_owned(), Code::Syntax)]);
}

#[test]
fn what_goes_together_with_all_that_refers_to_it_is_let_go() {
    let mut scene = used();
    scene.load();
    scene.save(A, "");
    scene.save("indicators/index.toml", USER.replace("\"a\"", "\"b\""));
    let both = scene.load();
    assert_eq!(value(&both, "a"), None);
    assert!(is_clean(&both));
}

#[test]
fn a_renamed_id_is_told_in_the_file_that_renamed_it() {
    let mut scene = two();
    scene.load();
    scene.save("world.toml", WORLD.replace("\"security\"", "\"securty\""));
    let renamed = scene.load();
    assert_eq!(
        (value(&renamed, "a"), value(&renamed, "b")),
        (Some(1.0), Some(2.0))
    );
    assert_eq!(state(&renamed, "world.toml"), Some(FileState::Kept));
    assert_eq!(state(&renamed, A), Some(FileState::Loaded));
    assert_eq!(
        codes(&renamed),
        [("world.toml".to_owned(), Code::UnknownId)]
    );
    assert!(
        renamed.diagnostics[0]
            .message
            .ends_with("; 1 more such errors")
    );
}

#[test]
fn an_entry_file_that_is_refused_does_not_say_what_is_included() {
    let mut scene = two();
    scene.load();
    let without = DASHBOARD.replace("\"world.toml\", ", "");
    let event =
        "\n[[event]]\nid = \"e\"\ntitle = \"E\"\ndate = 2024-01-01\nactors = [\"nobody\"]\n";
    scene.save("dashboard.toml", without + event);
    let refused = scene.load();
    assert_eq!(value(&refused, "a"), Some(1.0));
    assert_eq!(state(&refused, "dashboard.toml"), Some(FileState::Kept));
    assert_eq!(
        codes(&refused),
        [
            // What others need of the file it no longer names, and its own mistake.
            ("dashboard.toml".to_owned(), Code::UnknownId),
            ("dashboard.toml".to_owned(), Code::UnknownId)
        ]
    );
    scene.save("dashboard.toml", DASHBOARD);
    assert!(is_clean(&scene.load()));
}

#[test]
fn a_folder_that_is_away_leaves_what_it_held() {
    let mut scene = two();
    scene.load();
    let (from, to) = (scene.path("indicators"), scene.path("elsewhere"));
    std::fs::rename(&from, &to).unwrap();
    let away = scene.load();
    assert_eq!(
        (value(&away, "a"), value(&away, "b")),
        (Some(1.0), Some(2.0))
    );
    assert_eq!(state(&away, A), Some(FileState::Missing));
    std::fs::rename(&to, &from).unwrap();
    assert!(is_clean(&scene.load()));
}

#[test]
fn a_stand_in_that_refers_to_what_is_gone_says_so() {
    let mut scene = two();
    scene.load();
    let renamed = |text: &str| text.replace("\"bns\"", "\"bns2\"");
    scene.save("world.toml", renamed(WORLD));
    scene.save(A, renamed(&indicator("a", 1.0)));
    scene.save(B, renamed(&indicator("b", 2.0)) + "\nbad = [");
    let half = scene.load();
    assert_eq!(value(&half, "a"), Some(1.0));
    let of_b: Vec<Code> = codes(&half)
        .into_iter()
        .filter(|(file, _)| file == B)
        .map(|(_, code)| code)
        .collect();
    assert!(
        of_b.contains(&Code::Syntax) && of_b.contains(&Code::UnknownId),
        "{of_b:?}"
    );
}

/// An indicator with a series file and one grade for all of its rows.
fn graded(grade: &str) -> String {
    indicator("a", 1.0)
        .split("\n[[indicator.observation]]")
        .next()
        .unwrap_or_default()
        .to_owned()
        + &format!("grade = \"{grade}\"\nseries = \"a.csv\"\n")
}

/// The grade of the indicator's first row.
fn grade(snapshot: &crate::dashboard::Snapshot) -> String {
    let model = &snapshot.dashboard.model;
    let indicator = model.indicator(&"a".into()).unwrap();
    let row = indicator.series_of(&model.subject.code).get(0).unwrap();
    row.grade.map(|grade| grade.to_string()).unwrap_or_default()
}

#[test]
fn a_text_that_is_held_back_does_not_grade_the_rows_of_the_one_in_use() {
    let rows = "date,value\n2024-01-01,1\n";
    let mut scene = Scene::new(&[(A, &graded("A1")), ("indicators/a.csv", rows)]);
    assert_eq!(grade(&scene.load()), "A1");
    scene.save(A, graded("E5") + "bad = 1\n");
    for _ in 0..2 {
        let held = scene.loader.force();
        assert_eq!(
            (state(&held, A), grade(&held)),
            (Some(FileState::Kept), "A1".to_owned())
        );
    }
    scene.save(A, graded("B2"));
    assert_eq!(grade(&scene.load()), "B2");
}

#[test]
fn rows_that_come_back_have_the_grade_that_is_stated_now() {
    let rows = "date,value\n2024-01-01,1\n";
    let mut scene = Scene::new(&[(A, &graded("A1")), ("indicators/a.csv", rows)]);
    scene.load();
    scene.save("indicators/a.csv", "date,value\n2024-01-01,x\n");
    scene.load();
    scene.save(A, graded("E5"));
    scene.load();
    scene.save("indicators/a.csv", rows);
    let back = scene.load();
    assert!(is_clean(&back));
    assert_eq!(grade(&back), "E5");
}

#[test]
fn reading_all_anew_finds_the_same() {
    let judgement = "[[judgement]]\nid = \"j\"\ndate = 2024-01-01\ntext = \"J\"\nlikelihood = \"likely\"\n\
                     confidence = \"low\"\nindicators = [\"b\"]\n";
    let mut scene = two();
    scene.save("page.toml", super::PAGE.to_owned() + judgement);
    assert!(is_clean(&scene.load()));
    scene.remove(B);
    let without = scene.load();
    assert_eq!(codes(&without), [("page.toml".to_owned(), Code::UnknownId)]);
    for _ in 0..2 {
        let anew = scene.loader.force();
        assert_eq!(anew.diagnostics, without.diagnostics);
        assert_eq!(anew.files.len(), without.files.len());
        assert_eq!(state(&anew, "page.toml"), Some(FileState::Broken));
    }
}
