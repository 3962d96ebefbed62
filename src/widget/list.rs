//! Which rows of a list show, and the hint that there are more.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

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

/// The rows of a list that show in an area, and where.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The position of the selected item.
    pub selected: usize,
    /// The positions of the items that show.
    pub shown: Range<usize>,
    area: Rect,
    /// Lines of the screen that an item takes.
    lines: u16,
}

impl Rows {
    /// The rows of items that take so many lines each; `row` as of [`window`].
    pub fn new<T: PartialEq>(
        items: &[T],
        selected: Option<&T>,
        row: usize,
        (area, lines): (Rect, u16),
    ) -> Self {
        let lines = lines.max(1);
        let selected = position(selected, items);
        Self {
            selected,
            shown: window(items.len(), selected, row, usize::from(area.height / lines)),
            area,
            lines,
        }
    }

    /// The position of the item that is drawn at a position of the screen.
    pub fn at(&self, at: Position) -> Option<usize> {
        let line = self.area.contains(at).then(|| at.y - self.area.y)?;
        let place = self.shown.start + usize::from(line / self.lines);
        self.shown.contains(&place).then_some(place)
    }

    /// Where the items that show stand, with their positions.
    pub fn places(&self) -> impl Iterator<Item = (Rect, usize)> + use<> {
        let (area, lines) = (self.area, self.lines);
        let place = move |(at, item): (usize, usize)| {
            let y = area.y + at as u16 * lines;
            (
                Rect {
                    y,
                    height: lines,
                    ..area
                },
                item,
            )
        };
        self.shown.clone().enumerate().map(place)
    }
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
        fn what_is_drawn_on_a_row_is_found_there(len in 0_usize..40, selected in 0_usize..50, row in 0_usize..10, height in 0_u16..30, lines in 0_u16..4) {
            let items: Vec<usize> = (0..len).collect();
            let area = Rect::new(3, 2, 10, height);
            let rows = Rows::new(&items, Some(&selected), row, (area, lines));
            let mut found = Vec::new();
            for (place, item) in rows.places() {
                prop_assert!(area.union(place) == area);
                prop_assert!(place.positions().all(|at| rows.at(at) == Some(item)));
                found.push(item);
            }
            prop_assert!(found.iter().copied().eq(rows.shown.clone()));
            let around = Rect::new(0, 0, 16, 40).positions();
            let hits = around.filter_map(|at| rows.at(at)).count();
            prop_assert_eq!(hits, found.len() * 10 * usize::from(lines.max(1)));
        }

        #[test]
        fn the_selection_keeps_its_row(above in 50_usize..100, gone in 0_usize..40, row in 0_usize..10) {
            let before = window(200, above, row, 20);
            let after = window(200 - gone, above - gone, row, 20);
            prop_assert_eq!(above - before.start, above - gone - after.start);
        }
    }
}
