//! Characters that are pictures, as shapes: lines, blocks and braille dots join from cell to cell in any font, and show
//! where the font has none of them.

use std::fmt::Write;

use super::CELL;

/// The shapes of a row in one colour: what is filled and what is stroked, as SVG path data.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    pub(super) filled: String,
    pub(super) light: String,
    pub(super) heavy: String,
}

/// How strong the lines from the middle of a cell to its left, right, upper and lower side are: 0, 1 or 2.
type Arms = [u8; 4];

/// Side of a braille dot in pixels.
const DOT: f32 = 1.8;

impl Shapes {
    /// Adds a character whose cell has its corner at a place; false when it is none of these.
    pub(super) fn add(&mut self, symbol: &str, (left, top): (f32, f32)) -> bool {
        let mut chars = symbol.chars();
        let (Some(c), None) = (chars.next(), chars.next()) else {
            return false;
        };
        let (width, height) = CELL;
        let eighth =
            |c: char, base: u32| f32::from(u8::try_from(c as u32 - base).unwrap_or(8)) / 8.0;
        match c {
            '\u{2800}'..='\u{28ff}' => self.braille(c as u32 - 0x2800, (left, top)),
            '\u{2580}' => self.block((left, top), (width, height / 2.0)),
            '\u{2581}'..='\u{2588}' => {
                let tall = height * eighth(c, 0x2580);
                self.block((left, top + height - tall), (width, tall));
            }
            '\u{2589}'..='\u{258f}' => {
                self.block((left, top), (width * (1.0 - eighth(c, 0x2588)), height));
            }
            '\u{2590}' => self.block((left + width / 2.0, top), (width / 2.0, height)),
            '╭' | '╮' | '╰' | '╯' => self.corner(c, (left, top)),
            _ => match arms(c) {
                Some(arms) => self.lines(arms, (left, top)),
                None => return false,
            },
        }
        true
    }

    // Writing to a string cannot fail.

    fn block(&mut self, (left, top): (f32, f32), (width, height): (f32, f32)) {
        let _ = write!(
            self.filled,
            "M{left:.1} {top:.1}h{width:.1}v{height:.1}h-{width:.1}z"
        );
    }

    fn braille(&mut self, bits: u32, (left, top): (f32, f32)) {
        let places = [
            (0, 0),
            (0, 1),
            (0, 2),
            (1, 0),
            (1, 1),
            (1, 2),
            (0, 3),
            (1, 3),
        ];
        for (bit, (column, row)) in places.into_iter().enumerate() {
            if bits >> bit & 1 == 1 {
                let x = left + CELL.0 * (0.25 + 0.5 * column as f32) - DOT / 2.0;
                let y = top + CELL.1 * (0.125 + 0.25 * row as f32) - DOT / 2.0;
                self.block((x, y), (DOT, DOT));
            }
        }
    }

    fn lines(&mut self, arms: Arms, (left, top): (f32, f32)) {
        let (x, y) = (left + CELL.0 / 2.0, top + CELL.1 / 2.0);
        let ends = [(left, y), (left + CELL.0, y), (x, top), (x, top + CELL.1)];
        for (arm, (to_x, to_y)) in arms.into_iter().zip(ends) {
            let path = match arm {
                0 => continue,
                1 => &mut self.light,
                _ => &mut self.heavy,
            };
            let _ = write!(path, "M{x:.1} {y:.1}L{to_x:.1} {to_y:.1}");
        }
    }

    fn corner(&mut self, c: char, (left, top): (f32, f32)) {
        let (x, y) = (left + CELL.0 / 2.0, top + CELL.1 / 2.0);
        let side = if matches!(c, '╭' | '╰') {
            left + CELL.0
        } else {
            left
        };
        let end = if matches!(c, '╭' | '╮') {
            top + CELL.1
        } else {
            top
        };
        let _ = write!(
            self.light,
            "M{side:.1} {y:.1}Q{x:.1} {y:.1} {x:.1} {end:.1}"
        );
    }
}

/// The lines that a box-drawing character is made of.
const fn arms(c: char) -> Option<Arms> {
    Some(match c {
        '─' => [1, 1, 0, 0],
        '│' => [0, 0, 1, 1],
        '┌' => [0, 1, 0, 1],
        '┐' => [1, 0, 0, 1],
        '└' => [0, 1, 1, 0],
        '┘' => [1, 0, 1, 0],
        '├' => [0, 1, 1, 1],
        '┤' => [1, 0, 1, 1],
        '┬' => [1, 1, 0, 1],
        '┴' => [1, 1, 1, 0],
        '┼' => [1, 1, 1, 1],
        '╴' => [1, 0, 0, 0],
        '╶' => [0, 1, 0, 0],
        '╵' => [0, 0, 1, 0],
        '╷' => [0, 0, 0, 1],
        '━' => [2, 2, 0, 0],
        '┃' => [0, 0, 2, 2],
        '╸' => [2, 0, 0, 0],
        '╺' => [0, 2, 0, 0],
        '╹' => [0, 0, 2, 0],
        '╻' => [0, 0, 0, 2],
        '╾' => [2, 1, 0, 0],
        '╼' => [1, 2, 0, 0],
        '┷' => [2, 2, 1, 0],
        '┯' => [2, 2, 0, 1],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_become_shapes_and_letters_do_not() {
        for (symbol, is_shape) in [
            ("─", true),
            ("╭", true),
            ("⣿", true),
            ("▇", true),
            ("▐", true),
            ("a", false),
            ("●", false),
            ("e\u{301}", false),
        ] {
            assert_eq!(
                Shapes::default().add(symbol, (0.0, 0.0)),
                is_shape,
                "{symbol}"
            );
        }
        let mut shapes = Shapes::default();
        shapes.add("⠉", (0.0, 0.0));
        assert_eq!(shapes.filled.matches('M').count(), 2);
        shapes.add("╾", (0.0, 0.0));
        assert_eq!(
            (
                shapes.heavy.matches('M').count(),
                shapes.light.matches('M').count()
            ),
            (1, 1)
        );
    }
}
