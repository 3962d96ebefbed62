//! Which columns of a table fit.

/// Cells between two columns.
pub const GAP: usize = 2;

/// An optional column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Cells it takes; a column of 0 cells is never shown.
    pub width: usize,
    /// Columns of lower numbers are given room first.
    pub priority: u8,
}

/// Which of the columns fit into so many cells, gaps included; those of lower priority numbers first. A column that does
/// not fit leaves its room to narrower ones.
pub fn chosen<const N: usize>(columns: [Column; N], room: usize) -> [bool; N] {
    let mut order: Vec<usize> = (0..N).filter(|&place| columns[place].width > 0).collect();
    order.sort_by_key(|&place| columns[place].priority);
    let mut left = room;
    let mut shown = [false; N];
    for place in order {
        let cells = columns[place].width + GAP;
        if cells <= left {
            left -= cells;
            shown[place] = true;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_given_room_by_priority() {
        let columns =
            [(10, 2), (4, 1), (0, 0), (3, 3)].map(|(width, priority)| Column { width, priority });
        for (room, shown) in [
            (0, [false, false, false, false]),
            (5, [false, false, false, true]),
            (6, [false, true, false, false]),
            (11, [false, true, false, true]),
            (18, [true, true, false, false]),
            (99, [true, true, false, true]),
        ] {
            assert_eq!(chosen(columns, room), shown, "{room}");
        }
    }
}
