//! Figures several rows high, drawn by hand in half blocks: a pixel is one cell wide and half a cell high.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// A hand-drawn face: every character is so many rows of `#` and `.`.
struct Face {
    height: usize,
    /// Empty pixels between two characters.
    gap: usize,
    characters: &'static [(char, &'static str)],
}

/// Strokes of one pixel.
const SMALL: Face = Face {
    height: 5,
    gap: 1,
    characters: &[
        ('0', "### #.# #.# #.# ###"),
        ('1', ".#. ##. .#. .#. ###"),
        ('2', "### ..# ### #.. ###"),
        ('3', "### ..# .## ..# ###"),
        ('4', "#.# #.# ### ..# ..#"),
        ('5', "### #.. ### ..# ###"),
        ('6', "### #.. ### #.# ###"),
        ('7', "### ..# ..# .#. .#."),
        ('8', "### #.# ### #.# ###"),
        ('9', "### #.# ### ..# ###"),
        ('%', "#.# ..# .#. #.. #.#"),
        ('.', ". . . . #"),
        ('−', "... ... ### ... ..."),
        ('–', "... ... ### ... ..."),
        ('+', "... .#. ### .#. ..."),
        ('/', "..# ..# .#. #.. #.."),
        (' ', ". . . . ."),
        ('\u{202f}', ". . . . ."),
    ],
};

/// Strokes of two pixels; readable from across a room.
const LARGE: Face = Face {
    height: 8,
    gap: 2,
    characters: &[
        (
            '0',
            ".####. ##..## ##..## ##..## ##..## ##..## ##..## .####.",
        ),
        (
            '1',
            "..##.. ####.. ..##.. ..##.. ..##.. ..##.. ..##.. ######",
        ),
        (
            '2',
            ".####. ##..## ....## ...##. ..##.. .##... ##.... ######",
        ),
        (
            '3',
            ".####. ##..## ....## ..###. ....## ....## ##..## .####.",
        ),
        (
            '4',
            "...### ..#### .##.## ##..## ###### ....## ....## ....##",
        ),
        (
            '5',
            "###### ##.... #####. ....## ....## ....## ##..## .####.",
        ),
        (
            '6',
            ".####. ##..## ##.... #####. ##..## ##..## ##..## .####.",
        ),
        (
            '7',
            "###### ....## ....## ...##. ...##. ..##.. ..##.. ..##..",
        ),
        (
            '8',
            ".####. ##..## ##..## .####. ##..## ##..## ##..## .####.",
        ),
        (
            '9',
            ".####. ##..## ##..## ##..## .##### ....## ##..## .####.",
        ),
        (
            '%',
            "##....## ##...##. ....##.. ...##... ...##... ..##.... .##...## ##....##",
        ),
        ('.', ".. .. .. .. .. .. ## ##"),
        ('−', "..... ..... ..... ##### ##### ..... ..... ....."),
        ('–', "..... ..... ..... ##### ##### ..... ..... ....."),
        (
            '+',
            "...... ...... ..##.. ###### ###### ..##.. ...... ......",
        ),
        (
            '/',
            "....## ....## ...##. ...##. ..##.. ..##.. ##.... ##....",
        ),
        (' ', ". . . . . . . ."),
        ('\u{202f}', ". . . . . . . ."),
    ],
};

/// Largest magnification: letters 32 rows high.
const MOST: usize = 8;

/// A text in pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picture {
    /// Rows of pixels, all of one length.
    rows: Vec<Vec<bool>>,
}

impl Picture {
    /// All sizes in which a text can be drawn, largest first; none when a character is not in the faces.
    pub(super) fn sizes(text: &str) -> impl Iterator<Item = Self> + '_ {
        let large = (1..=MOST).rev().map(|times| (&LARGE, times));
        large
            .chain([(&SMALL, 1)])
            .filter_map(move |(face, times)| Self::new(text, face, times))
    }

    fn new(text: &str, face: &Face, times: usize) -> Option<Self> {
        let mut rows = vec![Vec::new(); face.height];
        for c in text.chars() {
            let (_, drawing) = face.characters.iter().find(|(known, _)| *known == c)?;
            for (row, line) in rows.iter_mut().zip(drawing.split(' ')) {
                if !row.is_empty() {
                    row.resize(row.len() + face.gap, false);
                }
                row.extend(line.bytes().map(|pixel| pixel == b'#'));
            }
        }
        let rows = rows
            .iter()
            .flat_map(|row| {
                let wide: Vec<bool> = row
                    .iter()
                    .flat_map(|&pixel| std::iter::repeat_n(pixel, times))
                    .collect();
                std::iter::repeat_n(wide, times)
            })
            .collect();
        Some(Self { rows })
    }

    /// Columns and rows of cells it takes.
    pub(super) fn size(&self) -> (u16, u16) {
        let columns = self.rows.first().map_or(0, Vec::len);
        (columns as u16, self.rows.len().div_ceil(2) as u16)
    }

    /// Draws it with its upper left corner at the one of `area`; what lies outside is left out.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, style: Style) {
        for (y, pair) in (area.y..area.bottom()).zip(self.rows.chunks(2)) {
            let upper = pair[0].iter().copied();
            let lower = pair.get(1).map_or(&[][..], Vec::as_slice);
            for (column, (x, upper)) in (area.x..area.right()).zip(upper).enumerate() {
                let symbol = match (upper, lower.get(column).copied().unwrap_or(false)) {
                    (true, true) => "█",
                    (true, false) => "▀",
                    (false, true) => "▄",
                    (false, false) => continue,
                };
                if let Some(cell) = buf.cell_mut(Position::new(x, y)) {
                    cell.set_symbol(symbol).set_style(style);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_a_character_is_equally_wide() {
        for face in [&SMALL, &LARGE] {
            for (c, drawing) in face.characters {
                let rows: Vec<&str> = drawing.split(' ').collect();
                assert_eq!(rows.len(), face.height, "rows of {c:?}");
                assert!(
                    rows.iter().all(|row| row.len() == rows[0].len()),
                    "width of {c:?}"
                );
            }
        }
    }

    #[test]
    fn every_figure_that_text_writes_can_be_drawn() {
        for value in [-1_234_567.8, -0.05, 0.0, 12.34, f64::NAN] {
            let text = crate::text::number(value, None);
            assert_eq!(Picture::sizes(&text).count(), MOST + 1, "{text}");
        }
    }

    #[test]
    fn small_digits_look_like_digits() {
        let picture = Picture::new("72.5 %", &SMALL, 1).unwrap();
        let mut buf = Buffer::empty(Rect::new(0, 0, picture.size().0, 3));
        picture.draw(buf.area, &mut buf, Style::new());
        let rows = buf.content.chunks(usize::from(buf.area.width));
        let text: Vec<String> = rows
            .map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect())
            .collect();
        assert_eq!(
            text,
            [
                "▀▀█ ▀▀█   █▀▀   ▀ █",
                " ▄▀ █▀▀   ▀▀█   ▄▀ ",
                " ▀  ▀▀▀ ▀ ▀▀▀   ▀ ▀",
            ]
        );
    }
}
