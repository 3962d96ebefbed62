//! Which columns the table has, and how wide they are.

use super::row::{Mark, Row, band_head, freshness_sign};
use crate::model::Kind;
use crate::text::width;
use crate::widget::{Column, GAP, chosen};

/// Cells in front of a row: the mark of the selection.
pub(super) const MARGIN: usize = 2;

/// Names are given this much, least and most, before other columns come in.
const NAME: (usize, usize) = (14, 34);

/// Cells below which a name says little: it is given the room of the units, and has none for marks.
const FEWEST: usize = 8;

/// Cells of a name at most.
const LONGEST_NAME: usize = 48;

/// Cells of a unit at most.
const LONGEST_UNIT: usize = 8;

/// Cells of a band at most.
const LONGEST_BAND: usize = 16;

/// Cells of the small course, least and most.
const COURSE: (usize, usize) = (8, 24);

/// Cells of an arrow and the blank behind it.
pub(super) const ARROW: usize = 2;

/// A column that comes and goes with the room. The indicator and its value always show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// How far it moved.
    Change,
    /// Its band, or the coverage of an index.
    Band,
    /// The small course.
    Course,
    /// The age of its value.
    Age,
    /// Measured or assessed.
    Kind,
    /// Its Admiralty grade.
    Grade,
}

impl Part {
    /// All columns, those that are given room first in front.
    pub(super) const ALL: [Self; 6] = [
        Self::Change,
        Self::Band,
        Self::Course,
        Self::Age,
        Self::Kind,
        Self::Grade,
    ];

    /// The words of files, in the order of [`Self::ALL`].
    pub(super) const WORDS: [&'static str; 6] =
        ["change", "band", "course", "age", "kind", "grade"];

    /// The column that a word of a file means.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        let place = Self::WORDS.iter().position(|other| *other == word)?;
        Some(Self::ALL[place])
    }
}

/// Cells of the parts of a table; 0: not shown.
#[derive(Debug)]
pub(super) struct Widths {
    pub(super) name: usize,
    /// The value in front of its decimal point.
    pub(super) whole: usize,
    /// The value from its decimal point on.
    pub(super) rest: usize,
    pub(super) unit: usize,
    /// Whether the names have room for the marks beside them.
    has_marks: bool,
    /// The change in front of and from its decimal point on, without its arrow.
    pub(super) delta: (usize, usize),
    columns: [usize; 6],
}

impl Widths {
    /// The columns in order of their claim to room, in a room of so many cells; `head` is that of the change.
    pub(super) fn new(rows: &[Row], columns: &[Part], head: &str, room: usize) -> Self {
        let most = |part: &dyn Fn(&Row) -> usize| rows.iter().map(part).max().unwrap_or(0);
        let least = most(&|row| width(&row.value.0));
        let mut whole = least;
        let mut rest = most(&|row| width(&row.value.1));
        let mut unit = most(&|row| width(&row.unit)).min(LONGEST_UNIT);
        let delta = (
            most(&|row| width(&row.delta.0)),
            most(&|row| width(&row.delta.1)),
        );
        let wants = |part: Part| match part {
            // A column in which nothing moved says nothing.
            Part::Change if rows.iter().all(|row| row.change.is_none_or(|by| by == 0.0)) => 0,
            Part::Change => (ARROW + delta.0 + delta.1).max(width(head)),
            Part::Course => COURSE.0,
            // By the bands there are, not by those of today: a value that changes must not take away a column.
            Part::Band => match most(&|row| row.widest).min(LONGEST_BAND) {
                0 => 0,
                cells => cells.max(width(band_head(rows))),
            },
            Part::Age => match most(&|row| width(&row.age)) {
                0 => 0,
                cells => cells.max(width("Age")),
            },
            Part::Kind if rows.iter().all(|row| row.kind.is_none()) => 0,
            Part::Kind => width(Kind::Assessed.word()),
            Part::Grade => most(&|row| width(&row.grade)),
        };
        let priority = |part: Part| columns.iter().position(|other| *other == part);
        let wanted = Part::ALL.map(|part| Column {
            width: priority(part).map_or(0, |_| wants(part)),
            priority: priority(part).unwrap_or_default() as u8,
        });
        // The head of the column needs its room too.
        let with_head = |unit: usize| whole.max(width("Value").saturating_sub(rest + unit));
        // Where next to nothing is left of the names the units give way to them, then the gap, then the figures.
        let left_of = |unit: usize| {
            let value = with_head(unit) + rest + usize::from(unit > 0) + unit;
            room.saturating_sub(MARGIN + GAP + value)
        };
        if left_of(unit) < FEWEST {
            unit = 0;
        }
        let names = left_of(unit) >= 3;
        whole = with_head(unit);
        if MARGIN + whole + rest > room {
            whole = whole.min(room.saturating_sub(MARGIN + rest));
        }
        if whole < least {
            (whole, rest) = (room.saturating_sub(MARGIN), 0);
        }
        let gap = if names { GAP } else { 0 };
        let fixed = MARGIN + gap + whole + rest + usize::from(unit > 0) + unit;
        let longest = most(&|row| width(&row.name) + row.marks_width()).clamp(9, LONGEST_NAME);
        let name = longest.min((room * 2 / 5).clamp(NAME.0, NAME.1));
        let shown = chosen(wanted, room.saturating_sub(fixed + name));
        let mut columns = [0; 6];
        for place in (0..columns.len()).filter(|&place| shown[place]) {
            columns[place] = wanted[place].width;
        }
        let taken: usize = columns.iter().filter(|&&cells| cells > 0).count() * GAP
            + columns.iter().sum::<usize>();
        let mut left = room.saturating_sub(fixed + taken);
        // Without ages their sign stands in front of the value: a blank keeps it from the figures.
        let is_signed = |row: &Row| !freshness_sign(row.freshness).is_empty();
        if columns[Part::Age as usize] == 0 && left > NAME.0 && rows.iter().any(is_signed) {
            whole += 1;
            left -= 1;
        }
        let mut widths = Self {
            name: if names { left.min(longest) } else { 0 },
            whole,
            rest,
            unit,
            has_marks: names && left.min(longest) >= FEWEST,
            delta,
            columns,
        };
        // What no name needs makes the course longer.
        let course = &mut widths.columns[Part::Course as usize];
        if *course > 0 {
            *course = (*course + left - left.min(longest)).min(COURSE.1);
        }
        widths
    }

    /// Cells of a column; 0 when it does not show.
    pub(super) fn of(&self, part: Part) -> usize {
        self.columns[part as usize]
    }

    /// A value in front of and from its decimal point on; a sign of it where there is no room for all figures.
    pub(super) fn figures<'a>(&self, value: &'a (String, String)) -> (&'a str, &'a str) {
        if width(&value.1) > self.rest || width(&value.0) > self.whole {
            ("…", "")
        } else {
            (&value.0, &value.1)
        }
    }

    /// Cells of the value with its unit.
    pub(super) fn value(&self) -> usize {
        self.whole + self.rest + usize::from(self.unit > 0) + self.unit
    }

    /// Whether a mark is told by no column that shows.
    pub(super) fn needs(&self, mark: Mark) -> bool {
        self.has_marks && (mark != Mark::Assessed || self.of(Part::Kind) == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn columns_stand_where_they_are_looked_for() {
        for (place, (part, word)) in Part::ALL.into_iter().zip(Part::WORDS).enumerate() {
            assert_eq!(part as usize, place, "{word}");
            assert_eq!(Part::of_word(word), Some(part));
        }
        assert_eq!(Part::of_word("name"), None);
    }
}
