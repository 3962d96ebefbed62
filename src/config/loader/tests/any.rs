//! Laws that hold for any text.

use proptest::prelude::*;

use super::{A, DASHBOARD, Loader, PAGE, WORLD, indicator, is_clean, two, value};
use crate::dashboard::Snapshot;

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

    /// Whatever is included, dropped, broken and mended, in whatever order: what has no errors is what a first look finds,
    /// and a second look finds nothing new.
    #[test]
    fn any_order_of_saves_comes_to_the_same(
        steps in proptest::collection::vec((0_usize..4, 0_usize..16), 1..10),
    ) {
        let mut scene = two();
        let first = scene.load();
        for (file, how) in steps {
            let (path, text) = saved(file, how);
            match text {
                Some(text) => scene.save(path, text),
                None => _ = std::fs::remove_file(scene.path(path)),
            }
            let Some(snapshot) = scene.loader.load() else {
                continue;
            };
            let fresh = Loader::new(scene.loader.origin().clone()).load().unwrap();
            let has_errors = |snapshot: &Snapshot| {
                let mut all = snapshot.diagnostics.iter();
                all.any(|told| told.severity == crate::diagnostic::Severity::Error)
            };
            prop_assert_eq!(has_errors(&snapshot), has_errors(&fresh), "{:?}", fresh.diagnostics);
            if !has_errors(&snapshot) {
                assert_same(&snapshot, &fresh);
            }
            prop_assert!(scene.loader.load().is_none());
            let anew = scene.loader.force();
            assert_same(&snapshot, &anew);
        }
        for (path, text) in [("dashboard.toml", DASHBOARD), (A, &indicator("a", 1.0)), ("page.toml", PAGE)] {
            scene.save(path, text);
        }
        assert_same(&first, &scene.loader.force());
    }
}

/// One of some texts of one of some files; none: it is deleted.
fn saved(file: usize, how: usize) -> (&'static str, Option<String>) {
    let has = |bit: usize| how & bit > 0;
    let part = |bit: usize, text: &str| {
        if has(bit) {
            text.to_owned()
        } else {
            String::new()
        }
    };
    let judgement = |id: &str, of: &str| {
        format!(
            "[[judgement]]\nid = \"{id}\"\ndate = 2024-01-01\ntext = \"J\"\nlikelihood = \"likely\"\n\
             confidence = \"low\"\nindicators = [\"{of}\"]\n"
        )
    };
    match file {
        0 => {
            let more = part(1, "\"c.toml\", ") + &part(2, "\"d.toml\", ");
            let entry = DASHBOARD.replacen("\"page", &format!("{more}\"page"), 1);
            let own = part(4, &judgement("j", "c")) + &part(8, &judgement("k", "d"));
            ("dashboard.toml", Some(entry + &own))
        }
        1 => {
            let page = part(1, "include = [\"c.toml\"]\n") + PAGE + &part(2, &judgement("l", "c"));
            (
                "page.toml",
                Some(page + &part(4, &judgement("m", "d")) + &part(8, "odd = 1\n")),
            )
        }
        2 | 3 => {
            let (path, id) = if file == 2 {
                ("c.toml", "c")
            } else {
                ("d.toml", "d")
            };
            let text = match how / 4 {
                0 => None,
                1 => Some(indicator(id, how as f64)),
                2 => Some(indicator(id, how as f64).replacen("unit", "unti", 1)),
                _ => Some(indicator(id, how as f64).replacen("\"bns\"", "\"nobody\"", 1)),
            };
            (path, text)
        }
        _ => unreachable!("there are four"),
    }
}
