//! Evidence beside a list.

use super::real::dashboard;
use crate::dashboard::Row;
use crate::view::script::{cells, press, text_of, with};

const SIZE: (u16, u16) = (100, 14);

/// A page with a scorecard and evidence, after some keys.
fn shown(keys: &str) -> String {
    let mut two = dashboard();
    let page = &mut two.dashboard.pages[0];
    let all = page.rows.drain(..).flat_map(|row| row.slots);
    let slots = all.filter(|slot| ["scorecard", "evidence"].contains(&slot.kind.name));
    let slots = slots.collect();
    page.rows = vec![Row { height: 1, slots }];
    let mut app = with(two, SIZE);
    press(&mut app, keys);
    text_of(&cells(&app, SIZE))
}

#[test]
fn of_another_selection_it_begins_at_its_beginning() {
    assert_ne!(shown("<tab> G <tab>"), shown(""), "it scrolls");
    assert_eq!(shown("<tab> G <tab> j"), shown("j"));
}
