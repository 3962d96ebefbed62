//! Which rows of a list show, and the hint that there are more.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::theme::Theme;

/// The rows that show of a list of `len` in a room of `height`. The selected one stands `row` rows below the top, as far
/// as the ends of the list allow, so that it keeps its place when rows come and go above it.
pub fn window(len: usize, selected: usize, row: usize, height: usize) -> Range<usize> {
    if height == 0 || len == 0 {
        return 0..0;
    }
    let selected = selected.min(len - 1);
    let first = selected
        .saturating_sub(row.min(height - 1))
        .min(len.saturating_sub(height));
    first..len.min(first + height)
}

/// The position of the selected item; the first when none is selected, or when it is not in the list.
pub fn position<T: PartialEq>(selected: Option<&T>, items: &[T]) -> usize {
    selected
        .and_then(|selected| items.iter().position(|item| item == selected))
        .unwrap_or(0)
}

/// Marks at the right edge of the first and last row that there are rows above and below.
pub fn hints(buf: &mut Buffer, area: Rect, shown: &Range<usize>, len: usize, theme: &Theme) {
    let Some(column) = area.right().checked_sub(1).filter(|_| !area.is_empty()) else {
        return;
    };
    if shown.start > 0 {
        buf.set_string(column, area.top(), "↑", theme.dim);
    }
    if shown.end < len {
        buf.set_string(column, area.bottom() - 1, "↓", theme.dim);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_selection_shows_and_no_room_is_wasted(len in 1_usize..200, selected in 0_usize..250, row in 0_usize..60, height in 1_usize..50) {
            let shown = window(len, selected, row, height);
            prop_assert!(shown.contains(&selected.min(len - 1)));
            prop_assert_eq!(shown.len(), len.min(height));
        }

        #[test]
        fn the_selection_keeps_its_row(above in 50_usize..100, gone in 0_usize..40, row in 0_usize..10) {
            let before = window(200, above, row, 20);
            let after = window(200 - gone, above - gone, row, 20);
            prop_assert_eq!(above - before.start, above - gone - after.start);
        }
    }
}
