use proptest::prelude::*;

use super::*;
use crate::app::fixture::{LIST, slot};
use crate::dashboard::Row;

/// Height share, then (width share, minimum size, priority) of each panel.
type Shape = (u16, Vec<(u16, (u16, u16), u8)>);

fn page(rows: &[Shape]) -> Page {
    let mut count = 0;
    let mut slot = |(width, min, priority): &(u16, (u16, u16), u8)| {
        count += 1;
        let mut slot = slot(&format!("slot-{count}"), &LIST, *min, *priority);
        slot.width = *width;
        slot
    };
    Page {
        id: "page".into(),
        title: "Page".into(),
        rows: rows
            .iter()
            .map(|(height, slots)| Row {
                height: *height,
                slots: slots.iter().map(&mut slot).collect(),
            })
            .collect(),
    }
}

fn shown(page: &Page, width: u16, height: u16) -> Vec<(usize, (u16, u16, u16, u16))> {
    place(page, Rect::new(0, 0, width, height))
        .shown
        .into_iter()
        .map(|(at, area)| (at, (area.x, area.y, area.width, area.height)))
        .collect()
}

#[test]
fn room_is_divided_by_shares_above_the_minimum() {
    let two = page(&[(1, vec![(3, (10, 4), 1), (1, (30, 4), 1)])]);
    assert_eq!(
        shown(&two, 80, 10),
        [(0, (0, 0, 50, 10)), (1, (50, 0, 30, 10))]
    );
    assert_eq!(
        shown(&two, 160, 10),
        [(0, (0, 0, 120, 10)), (1, (120, 0, 40, 10))]
    );
    let fixed = page(&[
        (0, vec![(1, (10, 4), 1)]),
        (1, vec![(1, (10, 4), 1)]),
        (2, vec![(1, (10, 4), 1)]),
    ]);
    assert_eq!(
        shown(&fixed, 40, 34)
            .iter()
            .map(|(_, area)| area.3)
            .collect::<Vec<_>>(),
        [4, 10, 20]
    );
}

#[test]
fn a_row_is_no_higher_than_its_list_while_others_have_use_for_the_room() {
    let divided = |total, parts: &[(u16, u16, u16)]| {
        let part = |&(min, share, most): &(u16, u16, u16)| Part { min, share, most };
        shares(total, &parts.iter().map(part).collect::<Vec<_>>())
    };
    let any = u16::MAX;
    for (total, parts, sizes) in [
        // The share of the list is less than its length: nothing changes.
        (30, [(4, 1, any), (4, 1, 15), (4, 1, any)], [10, 10, 10]),
        (60, [(4, 1, any), (4, 2, 15), (4, 1, any)], [22, 15, 23]),
        // What a list leaves may let others go above their minimum.
        (40, [(4, 2, any), (4, 5, 10), (12, 1, any)], [18, 10, 12]),
        (60, [(4, 2, any), (4, 5, 10), (12, 1, any)], [33, 10, 17]),
        // Of lists alone all get more than they need.
        (60, [(4, 1, 10), (4, 1, 12), (4, 1, 14)], [20, 20, 20]),
        (20, [(12, 1, 8), (4, 1, any), (4, 0, any)], [12, 4, 4]),
    ] {
        assert_eq!(divided(total, &parts), sizes, "{total} {parts:?}");
    }
}

#[test]
fn rows_wrap_and_then_panels_are_left_out_by_priority() {
    let many = page(&[
        (1, vec![(1, (30, 9), 1), (1, (30, 9), 4)]),
        (1, vec![(1, (30, 9), 2), (1, (30, 9), 3)]),
    ]);
    let of = |width, height| {
        let placed = place(&many, Rect::new(0, 0, width, height));
        let shown: Vec<usize> = placed.shown.iter().map(|(at, _)| *at).collect();
        (shown, placed.hidden)
    };
    assert_eq!(of(60, 18), (vec![0, 1, 2, 3], vec![]));
    assert_eq!(of(40, 36), (vec![0, 1, 2, 3], vec![]));
    assert_eq!(of(40, 30), (vec![0, 2, 3], vec![1]));
    assert_eq!(of(40, 20), (vec![0, 2], vec![1, 3]));
    // There is no height for the second row, but room beside the first panel.
    assert_eq!(of(60, 17), (vec![0, 1], vec![2, 3]));
    assert_eq!(of(1, 1), (vec![0], vec![1, 2, 3]));
}

#[test]
fn regions_go_in_order_as_rows_run_out() {
    let heights = |rows| {
        let regions = regions(Rect::new(0, 0, 80, rows), 3);
        (
            regions.header.height,
            regions.tabs.height,
            regions.body.height,
            regions.footer.height,
        )
    };
    assert_eq!(heights(24), (1, 1, 21, 1));
    assert_eq!(heights(8), (1, 1, 5, 1));
    assert_eq!(heights(7), (1, 0, 5, 1));
    assert_eq!(heights(5), (1, 0, 4, 0));
    assert_eq!(heights(4), (0, 0, 4, 0));
    assert_eq!(heights(0), (0, 0, 0, 0));
}

proptest! {
    #[test]
    fn panels_never_overlap_never_leave_the_room_and_none_is_lost(
        rows in proptest::collection::vec(
            (0u16..4, proptest::collection::vec((1u16..5, (1u16..90, 1u16..40), 1u8..6), 1..5)),
            1..5,
        ),
        width in 0u16..220,
        height in 0u16..70,
    ) {
        let page = page(&rows);
        let room = Rect::new(3, 2, width, height);
        let placed = place(&page, room);
        let mut seen: Vec<usize> = placed.hidden.clone();
        for (at, (position, area)) in placed.shown.iter().enumerate() {
            prop_assert_eq!(area.intersection(room), *area);
            seen.push(*position);
            for (_, other) in &placed.shown[at + 1..] {
                prop_assert!(!area.intersects(*other), "{area:?} {other:?}");
            }
        }
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..page.slots().count()).collect::<Vec<_>>());
        prop_assert!(!placed.shown.is_empty());
        if placed.shown.len() > 1 {
            for (position, area) in &placed.shown {
                let min = page.slots().nth(*position).map_or((0, 0), |slot| slot.min_size);
                prop_assert!(area.height >= min.1.min(height), "{area:?} {min:?}");
                prop_assert!(area.width >= min.0.min(width), "{area:?} {min:?}");
            }
        }
        let covered: u32 = placed.shown.iter().map(|(_, area)| area.area()).sum();
        let all_idle = rows.iter().all(|(share, _)| *share == 0);
        if all_idle || rows.iter().all(|(share, _)| *share > 0) {
            prop_assert_eq!(covered, u32::from(width) * u32::from(height), "room is wasted");
        }
    }
}
