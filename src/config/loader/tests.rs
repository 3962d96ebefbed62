use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use proptest::prelude::*;
use tempfile::TempDir;

use super::Loader;
use crate::config::Origin;
use crate::dashboard::{FileState, Snapshot};
use crate::diagnostic::Code;
use crate::model::Id;

const DASHBOARD: &str = "title = \"Test\"\nsubject = { code = \"KAZ\", name = \"Kazakhstan\" }\n\
    include = [\"world.toml\", \"indicators/*.toml\", \"page.toml\"]\n";
const WORLD: &str = "[[actor]]\nid = \"russia\"\nname = \"Russia\"\n\n\
    [[dimension]]\nid = \"security\"\nname = \"Security\"\n\n\
    [[source]]\nid = \"bns\"\ntitle = \"Bureau\"\n";
const PAGE: &str =
    "[[page]]\nid = \"p\"\ntitle = \"P\"\n[[page.row]]\n[[page.row.panel]]\nkind = \"scorecard\"\n";

/// An indicator with one observation.
fn indicator(id: &str, value: f64) -> String {
    format!(
        "[[indicator]]\nid = \"{id}\"\nname = \"Name of {id}\"\ndimension = \"security\"\nkind = \"measured\"\n\
         unit = \"%\"\nsource = \"bns\"\n\n[[indicator.observation]]\ndate = 2024-01-01\nvalue = {value:?}\n"
    )
}

/// A dashboard in a folder of its own.
struct Scene {
    folder: TempDir,
    loader: Loader,
}

impl Scene {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let loader = Loader::new(Origin::File(folder.path().join("dashboard.toml")))
            .with_grace(Duration::ZERO);
        let scene = Self { folder, loader };
        for (path, text) in [
            ("dashboard.toml", DASHBOARD),
            ("world.toml", WORLD),
            ("page.toml", PAGE),
        ] {
            scene.save(path, text);
        }
        for (path, text) in files {
            scene.save(path, text);
        }
        scene
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn save(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    fn load(&mut self) -> Snapshot {
        self.loader.load().expect("something has changed")
    }
}

/// The value of an indicator's only observation.
fn value(snapshot: &Snapshot, id: &str) -> Option<f64> {
    let model = &snapshot.dashboard.model;
    let indicator = model.indicator(&Id::new(id))?;
    indicator.series_of(&model.subject.code).value(0)
}

fn codes(snapshot: &Snapshot) -> Vec<(String, Code)> {
    let all = snapshot.diagnostics.iter();
    all.map(|found| (found.place.file.to_string(), found.code))
        .collect()
}

fn state(snapshot: &Snapshot, name: &str) -> Option<FileState> {
    let file = snapshot.files.iter().find(|file| &*file.name == name)?;
    Some(file.state.clone())
}

fn is_clean(snapshot: &Snapshot) -> bool {
    snapshot.diagnostics.is_empty()
        && snapshot
            .files
            .iter()
            .all(|file| file.state == FileState::Loaded)
}

const A: &str = "indicators/a.toml";
const B: &str = "indicators/b.toml";

/// Two indicators in files of their own.
fn two() -> Scene {
    Scene::new(&[(A, &indicator("a", 1.0)), (B, &indicator("b", 2.0))])
}

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
    assert!(std::sync::Arc::ptr_eq(&series(&first), &series(&second)));
}

#[test]
fn marks_and_line_ends_of_windows_do_no_harm() {
    let text = format!("\u{feff}{}", indicator("a", 1.0).replace('\n', "\r\n"));
    let mut scene = Scene::new(&[(A, &text)]);
    let first = scene.load();
    assert!(is_clean(&first), "{:?}", first.diagnostics);
    assert_eq!(value(&first, "a"), Some(1.0));
}

#[test]
fn text_from_files_is_made_safe() {
    let text = indicator("a", 1.0).replace("Name of a", "Red \\u001b[31m\\u202e");
    let mut scene = Scene::new(&[(A, &text)]);
    let first = scene.load();
    assert_eq!(
        first.dashboard.model.indicators[0].name,
        "Red ␛[31m\u{fffd}"
    );
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
fn a_file_of_too_many_problems_shows_the_first() {
    let text = "[[dimension]]\n".repeat(200);
    let mut scene = Scene::new(&[(A, &text)]);
    let first = scene.load();
    assert_eq!(first.diagnostics.len(), 101);
    assert_eq!(first.diagnostics[100].code, Code::TooManyProblems);
    assert!(first.diagnostics[100].message.starts_with("300 more"));
}

#[test]
fn too_much_is_refused_and_the_rest_loads() {
    let mut scene = two();
    let big = fs::File::create(scene.path("indicators/big.toml")).unwrap();
    big.set_len(33 << 20).unwrap();
    let refused = scene.load();
    assert_eq!(
        codes(&refused),
        [("dashboard.toml".to_owned(), Code::TooLarge)]
    );
    assert_eq!(value(&refused, "a"), Some(1.0));
    scene.remove("indicators/big.toml");
    scene.save(
        "indicators/deep.toml",
        format!("x = {}{}", "[".repeat(10_000), "]".repeat(10_000)),
    );
    let deep = scene.load();
    assert!(codes(&deep).iter().all(|(_, code)| *code == Code::Syntax));
    assert_eq!(value(&deep, "a"), Some(1.0));
}

#[test]
fn too_many_files_are_refused() {
    let mut scene = two();
    for number in 0..1_010 {
        scene.save(&format!("indicators/x{number}.toml"), "");
    }
    let refused = scene.load();
    assert_eq!(
        codes(&refused).last().unwrap(),
        &("dashboard.toml".to_owned(), Code::TooLarge)
    );
    assert_eq!(refused.files.len(), 1_000);
    assert_eq!(value(&refused, "a"), Some(1.0));
}

#[cfg(unix)]
#[test]
fn what_is_not_a_regular_file_is_not_opened() {
    let mut scene = two();
    let status = std::process::Command::new("mkfifo")
        .arg(scene.path("indicators/pipe.toml"))
        .status();
    assert!(status.is_ok_and(|status| status.success()));
    let first = scene.load();
    assert_eq!(
        codes(&first),
        [("dashboard.toml".to_owned(), Code::UnreadableFile)]
    );
    assert_eq!(value(&first, "a"), Some(1.0));
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

/// Two snapshots that show the same.
fn assert_same(a: &Snapshot, b: &Snapshot) {
    assert_eq!(a.dashboard.model, b.dashboard.model);
    assert_eq!(a.dashboard.title, b.dashboard.title);
    assert_eq!(a.diagnostics, b.diagnostics);
    assert_eq!(a.dashboard.pages.len(), b.dashboard.pages.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let mut scene = two();
        scene.load();
        scene.save(A, &bytes);
        let snapshot = scene.loader.force();
        prop_assert_eq!(value(&snapshot, "b"), Some(2.0));
    }

    #[test]
    fn any_change_of_a_good_text_is_read_and_mended(
        file in 0_usize..4,
        at in 0_usize..300,
        cut in 0_usize..40,
        put in "[\\[\\]{}\"'=.,#\n a-z0-9]{0,12}",
    ) {
        let files = [("dashboard.toml", DASHBOARD.to_owned()), ("world.toml", WORLD.to_owned()),
            (A, indicator("a", 1.0)), ("page.toml", PAGE.to_owned())];
        let (path, good) = &files[file];
        let mut scene = two();
        let first = scene.load();
        let at = at.min(good.len());
        let mut text = good.clone().into_bytes();
        text.splice(at..(at + cut).min(good.len()), put.into_bytes());
        scene.save(path, &text);
        let changed = scene.loader.force();
        for diagnostic in &changed.diagnostics {
            crate::diagnostic::plain(diagnostic);
        }
        if changed.diagnostics.is_empty() {
            let fresh = Loader::new(scene.loader.origin().clone()).load().unwrap();
            assert_same(&changed, &fresh);
        }
        scene.save(path, good);
        let mended = scene.loader.force();
        assert_same(&first, &mended);
        prop_assert!(is_clean(&mended));
    }
}
