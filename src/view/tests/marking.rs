//! The marking of the dashboard.

use crate::app::fixture::{model, snapshot};
use crate::view::script::{cells, text_of, with};

#[test]
fn half_a_marking_is_never_shown() {
    let whole = "TLP:AMBER+STRICT";
    for width in 1..40 {
        let mut marked = snapshot(1, model());
        marked.dashboard.marking = whole.into();
        let app = with(marked, (width, 10));
        let screen = text_of(&cells(&app, (width, 10)));
        let first = screen.lines().next().unwrap_or_default();
        assert_eq!(
            first.contains("TLP"),
            first.contains(whole),
            "{width}: {first}"
        );
    }
}
