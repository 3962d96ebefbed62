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
}
