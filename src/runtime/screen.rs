//! Frames to the terminal: what changed since the last one, in one write.

use std::io::{self, Write};
use std::mem;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Color;

use super::depth::Depth;
use super::emit;

/// What is shown, and where it is written to.
///
/// Not ratatui's `Terminal`: that asks the terminal for its size on every frame and writes as it goes.
#[derive(Debug)]
pub(super) struct Screen<W> {
    out: W,
    /// A frame on its way.
    bytes: Vec<u8>,
    shown: Buffer,
    next: Buffer,
    whole: bool,
    /// The colours that the terminal has.
    depth: Depth,
    /// Whether clearing is known to paint the background; otherwise every blank of it must be sent. So are those of a light
    /// one in any case: where it does not after all, the screen would be in patches.
    paints: bool,
}

/// What no drawn cell is equal to.
const UNKNOWN: Cell = Cell::new("\0");

impl<W: Write> Screen<W> {
    /// A screen of this many columns and rows about which nothing is known, in so many colours; whether clearing it
    /// paints the background.
    pub(super) fn new(out: W, size: (u16, u16), depth: Depth, paints: bool) -> Self {
        let area = Rect::new(0, 0, size.0, size.1);
        Self {
            out,
            bytes: Vec::new(),
            shown: Buffer::empty(area),
            next: Buffer::empty(area),
            whole: true,
            depth,
            paints,
        }
    }

    /// The terminal has another size: the next frame is drawn whole.
    pub(super) fn resize(&mut self, size: (u16, u16)) {
        let area = Rect::new(0, 0, size.0, size.1);
        self.shown.resize(area);
        self.next.resize(area);
        self.whole = true;
    }

    /// What is on the terminal is not to be trusted: the next frame is drawn whole.
    pub(super) fn distrust(&mut self) {
        self.whole = true;
    }

    /// Draws a frame and sends what differs from the last one; nothing when nothing differs.
    ///
    /// # Errors
    /// When the terminal cannot be written to: it is gone.
    pub(super) fn draw(&mut self, frame: impl FnOnce(Rect, &mut Buffer)) -> io::Result<()> {
        self.next.reset();
        frame(self.next.area, &mut self.next);
        for cell in &mut self.next.content {
            disarm(cell);
            self.depth.reduce(cell);
            emit::normalize(cell);
        }
        self.bytes.clear();
        queue!(self.bytes, BeginSynchronizedUpdate)?;
        if self.whole {
            let ground = emit::ground(&self.next);
            emit::clear(&mut self.bytes, ground)?;
            self.shown.content.fill(
                if ground == Color::Reset || self.paints && emit::is_dark(ground) {
                    let mut blank = Cell::EMPTY;
                    blank.set_bg(ground);
                    blank
                } else {
                    UNKNOWN
                },
            );
        }
        let mut changes = emit::changes(&self.shown, &self.next);
        if self.whole {
            emit::group(&mut changes);
        }
        if self.whole || !changes.is_empty() {
            emit::cells(&mut self.bytes, &self.next, &changes)?;
            queue!(self.bytes, EndSynchronizedUpdate)?;
            self.out.write_all(&self.bytes)?;
            self.out.flush()?;
        }
        self.whole = false;
        mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }
}

/// The last guard before the terminal: the texts of files are cleaned where they are read, and a cell that carries a
/// control character all the same is shown as a question mark.
fn disarm(cell: &mut Cell) {
    if cell.symbol().chars().any(char::is_control) {
        cell.set_symbol("?");
    }
}

#[cfg(test)]
mod tests;
