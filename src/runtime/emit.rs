//! Cells to the terminal's language, in as few bytes as will do: frames travel over slow lines, and terminals read them
//! character by character.
//!
//! ratatui's own backend names both colours at every change of one, and the foreground of blanks.

use std::fmt::{Display, Write as _};
use std::io::{self, Write};

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{Attribute, Colored, Print, ResetColor, SetAttribute, SetBackgroundColor};
use crossterm::terminal::{Clear, ClearType};
use ratatui::buffer::{Buffer, Cell};
use ratatui::prelude::IntoCrossterm;
use ratatui::style::{Color, Modifier};

use crate::text;

/// Unchanged blanks between two changes are cheaper sent than jumped over, up to this many.
const SHORT: u16 = 6;

/// Modifiers that show on a blank.
const ON_BLANKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

const ATTRIBUTES: [(Modifier, Attribute); 9] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink),
    (Modifier::RAPID_BLINK, Attribute::RapidBlink),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::HIDDEN, Attribute::Hidden),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

/// What ends which modifiers.
const ENDS: [(Modifier, Attribute); 7] = [
    (
        Modifier::BOLD.union(Modifier::DIM),
        Attribute::NormalIntensity,
    ),
    (Modifier::ITALIC, Attribute::NoItalic),
    (Modifier::UNDERLINED, Attribute::NoUnderline),
    (
        Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK),
        Attribute::NoBlink,
    ),
    (Modifier::REVERSED, Attribute::NoReverse),
    (Modifier::HIDDEN, Attribute::NoHidden),
    (Modifier::CROSSED_OUT, Attribute::NotCrossedOut),
];

/// The one form of all cells that look like an empty one: nobody sees the foreground of a blank.
pub(super) fn normalize(cell: &mut Cell) {
    if cell.symbol() == " " && !cell.modifier.intersects(ON_BLANKS) {
        cell.fg = Color::Reset;
        cell.modifier = Modifier::empty();
    }
}

/// The background of most blanks of a normal buffer.
pub(super) fn ground(buf: &Buffer) -> Color {
    let mut counts: Vec<(Color, usize)> = Vec::new();
    for cell in buf.content.iter().filter(|cell| is_blank(cell)) {
        match counts.iter_mut().find(|(color, _)| *color == cell.bg) {
            Some((_, count)) => *count += 1,
            None => counts.push((cell.bg, 1)),
        }
    }
    counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map_or(Color::Reset, |(color, _)| color)
}

/// Whether a background is about that of most terminals.
pub(super) fn is_dark(ground: Color) -> bool {
    match ground {
        Color::Reset | Color::Black | Color::Indexed(0 | 16 | 232..=243) => true,
        Color::Rgb(r, g, b) => u16::from(r) + u16::from(g) + u16::from(b) < 3 * 128,
        _ => false,
    }
}

/// Clears the screen to a background.
///
/// # Errors
/// When `out` cannot be written to.
pub(super) fn clear(out: &mut impl Write, ground: Color) -> io::Result<()> {
    queue!(out, ResetColor, SetAttribute(Attribute::Reset))?;
    queue!(
        out,
        SetBackgroundColor(ground.into_crossterm()),
        Clear(ClearType::All)
    )
}

/// The cells in which two normal buffers of one size differ, in reading order. Of a wide character that goes, the second
/// half is among them: what terminals leave there differs.
pub(super) fn changes<'a>(shown: &Buffer, next: &'a Buffer) -> Vec<(u16, u16, &'a Cell)> {
    let mut found = Vec::new();
    let (mut covered, mut bared) = (false, false);
    for (at, (before, cell)) in shown.content.iter().zip(&next.content).enumerate() {
        let (x, y) = next.pos_of(at);
        if x == next.area.x {
            (covered, bared) = (false, false);
        }
        let differs = before != cell;
        if !covered && (differs || bared) {
            found.push((x, y, cell));
        }
        covered = !covered && is_wide(cell);
        bared = differs && is_wide(before);
    }
    found
}

fn is_wide(cell: &Cell) -> bool {
    !cell.symbol().is_ascii() && text::width(cell.symbol()) > 1
}

/// Puts cells that look alike together, each lot in reading order: on a screen that was cleared, jumping takes fewer bytes
/// than changing colours back and forth.
pub(super) fn group(changes: &mut [(u16, u16, &Cell)]) {
    let mut looks: Vec<(Color, Color, Modifier)> = Vec::new();
    changes.sort_by_cached_key(|(_, _, cell)| {
        let look = (cell.fg, cell.bg, cell.modifier);
        looks
            .iter()
            .position(|other| *other == look)
            .unwrap_or_else(|| {
                looks.push(look);
                looks.len() - 1
            })
    });
}

/// Writes cells of a normal buffer; fewest bytes where they come in reading order of those that look alike.
///
/// # Errors
/// When `out` cannot be written to.
pub(super) fn cells(
    out: &mut impl Write,
    buf: &Buffer,
    changes: &[(u16, u16, &Cell)],
) -> io::Result<()> {
    let mut pen = Pen {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
        wanted: String::new(),
    };
    queue!(out, SetAttribute(Attribute::Reset))?;
    let mut at: Option<(u16, u16)> = None;
    for &(x, y, cell) in changes {
        match at {
            Some((next, row)) if row == y && next == x => {}
            Some((next, row)) if row == y && pen.leaves_blank(buf, next..x, y) => {
                queue!(out, Print(" ".repeat((x - next) as usize)))?;
            }
            _ => queue!(out, MoveTo(x, y))?,
        }
        pen.dip(out, cell)?;
        queue!(out, Print(cell.symbol()))?;
        // How far a wide character takes the cursor, terminals do not agree on.
        at = (text::width(cell.symbol()) == 1).then_some((x + 1, y));
    }
    queue!(out, ResetColor, SetAttribute(Attribute::Reset))
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.modifier.is_empty() && cell.fg == Color::Reset
}

/// How the terminal draws at present.
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
    /// What must change, as parameters of a sequence.
    wanted: String,
}

impl Pen {
    /// Whether these cells are what blanks drawn with this pen would be.
    fn leaves_blank(&self, buf: &Buffer, columns: std::ops::Range<u16>, row: u16) -> bool {
        columns.start < columns.end
            && columns.end - columns.start <= SHORT
            && !self.modifier.intersects(ON_BLANKS)
            && columns.into_iter().all(|column| {
                let cell = &buf[(column, row)];
                is_blank(cell) && cell.bg == self.bg
            })
    }

    /// Makes it draw like this cell; all that changes in one sequence.
    fn dip(&mut self, out: &mut impl Write, cell: &Cell) -> io::Result<()> {
        self.wanted.clear();
        let blank = is_blank(cell) && !self.modifier.intersects(ON_BLANKS);
        if !blank && cell.modifier != self.modifier {
            for (modifiers, off) in ENDS {
                if self
                    .modifier
                    .difference(cell.modifier)
                    .intersects(modifiers)
                {
                    self.want(off.sgr());
                    self.modifier.remove(modifiers);
                }
            }
            for (modifier, attribute) in ATTRIBUTES {
                if cell.modifier.contains(modifier) && !self.modifier.contains(modifier) {
                    self.want(attribute.sgr());
                }
            }
            self.modifier = cell.modifier;
        }
        if !blank && cell.fg != self.fg {
            self.want(Colored::ForegroundColor(cell.fg.into_crossterm()));
            self.fg = cell.fg;
        }
        if cell.bg != self.bg {
            self.want(Colored::BackgroundColor(cell.bg.into_crossterm()));
            self.bg = cell.bg;
        }
        if self.wanted.is_empty() {
            return Ok(());
        }
        write!(out, "\x1b[{}m", self.wanted)
    }

    /// Adds a parameter of the sequence. Where `NO_COLOR` is set, colours have none.
    fn want(&mut self, parameter: impl Display) {
        let before = self.wanted.len();
        if before > 0 {
            self.wanted.push(';');
        }
        let start = self.wanted.len();
        // Writing to a text cannot fail.
        let _ = write!(self.wanted, "{parameter}");
        if self.wanted.len() == start {
            self.wanted.truncate(before);
        }
    }
}
