//! Moving through lists: the same arithmetic for panels, overlays and results.

use crate::widget;

/// A step through a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One screen up.
    PageUp,
    /// One screen down.
    PageDown,
    /// To the first row.
    Home,
    /// To the last row.
    End,
}

/// Where the reader is in a list: the selected item, and the row of the screen on which it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    /// The selected item.
    pub at: usize,
    /// Its row of the screen, from the top of the list.
    pub row: usize,
}

impl Roll {
    /// The first item shown.
    pub const fn first(self) -> usize {
        self.at.saturating_sub(self.row)
    }

    /// After a step, in a list of `len` items of which `rows` show.
    #[must_use]
    pub(super) fn stepped(self, step: Step, len: usize, rows: usize) -> Self {
        let last = len.saturating_sub(1);
        let screen = rows.saturating_sub(1).max(1);
        let at = match step {
            Step::Up => self.at.saturating_sub(1),
            Step::Down => (self.at + 1).min(last),
            Step::PageUp => self.at.saturating_sub(screen),
            Step::PageDown => self.at.saturating_add(screen).min(last),
            Step::Home => 0,
            Step::End => last,
        };
        // Single steps move the bar; whole screens move the list under it.
        let row = match step {
            Step::PageUp | Step::PageDown => self.row,
            _ => (self.row + at).saturating_sub(self.at),
        };
        Self { at, row }.settled(len, rows)
    }

    /// With another item selected, the list where it is as far as possible.
    #[must_use]
    pub(super) fn moved_to(self, at: usize, len: usize, rows: usize) -> Self {
        let row = (self.row + at).saturating_sub(self.at);
        Self { at, row }.settled(len, rows)
    }

    /// With the list moved by some rows; the selection stays on its item as long as that is seen.
    #[must_use]
    pub(super) fn scrolled(self, by: isize, len: usize, rows: usize) -> Self {
        let furthest = len.saturating_sub(rows);
        let first = self.first().saturating_add_signed(by).min(furthest);
        let at = self.at.clamp(first, (first + rows).max(first + 1) - 1);
        Self {
            at,
            row: at - first,
        }
        .settled(len, rows)
    }

    /// Made to hold in a list of `len` items of which `rows` show: the selection is seen, and no room is wasted.
    #[must_use]
    pub(super) fn settled(self, len: usize, rows: usize) -> Self {
        let at = self.at.min(len.saturating_sub(1));
        // A list without room keeps its row for when it has some again.
        let row = match rows {
            0 => self.row.min(at),
            _ => at - widget::window(len, at, self.row, rows).start.min(at),
        };
        Self { at, row }
    }
}

/// The first line shown after a step through text of `len` lines of which `rows` show.
pub(super) fn scrolled(first: usize, step: Step, len: usize, rows: usize) -> usize {
    let furthest = len.saturating_sub(rows);
    let screen = rows.saturating_sub(1).max(1);
    let first = first.min(furthest);
    match step {
        Step::Up => first.saturating_sub(1),
        Step::Down => first + 1,
        Step::PageUp => first.saturating_sub(screen),
        Step::PageDown => first + screen,
        Step::Home => 0,
        Step::End => furthest,
    }
    .min(furthest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const STEPS: [Step; 6] = [
        Step::Up,
        Step::Down,
        Step::PageUp,
        Step::PageDown,
        Step::Home,
        Step::End,
    ];

    #[test]
    fn single_steps_move_the_bar_first_and_then_the_list() {
        let mut roll = Roll::default();
        let mut seen = Vec::new();
        for _ in 0..4 {
            roll = roll.stepped(Step::Down, 5, 3);
            seen.push((roll.at, roll.row));
        }
        assert_eq!(seen, [(1, 1), (2, 2), (3, 2), (4, 2)]);
        roll = roll.stepped(Step::Up, 5, 3);
        assert_eq!((roll.at, roll.row), (3, 1));
    }

    #[test]
    fn scrolling_drags_the_bar_along_only_at_the_edge() {
        let roll = Roll { at: 1, row: 1 }.scrolled(1, 9, 3);
        assert_eq!((roll.at, roll.row), (1, 0));
        let roll = roll.scrolled(1, 9, 3);
        assert_eq!((roll.at, roll.row), (2, 0));
        let roll = roll.scrolled(-1, 9, 3);
        assert_eq!((roll.at, roll.row), (2, 1));
    }

    proptest! {
        #[test]
        fn the_selection_is_always_seen_and_no_room_is_wasted(
            at in 0usize..50, row in 0usize..50, len in 0usize..40, rows in 0usize..20, step in 0usize..6, by in -5isize..5,
        ) {
            let start = Roll { at, row };
            for roll in [start.settled(len, rows), start.stepped(STEPS[step], len, rows), start.scrolled(by, len, rows)] {
                prop_assert!(roll.at < len.max(1));
                prop_assert!(roll.row <= roll.at);
                if rows > 0 {
                    prop_assert!(roll.row < rows);
                    prop_assert!(roll.first() + rows <= len.max(rows), "{roll:?}");
                }
                prop_assert_eq!(roll.settled(len, rows), roll);
            }
        }

        #[test]
        fn text_never_scrolls_beyond_its_end(first in 0usize..90, len in 0usize..40, rows in 0usize..20, step in 0usize..6) {
            prop_assert!(scrolled(first, STEPS[step], len, rows) <= len.saturating_sub(rows));
        }
    }
}
