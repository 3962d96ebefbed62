//! Cells to the terminal: what changed since the last frame, in one write.

use std::io::{self, Write};
use std::mem;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

/// What is shown, and where it is written to.
///
/// Not ratatui's `Terminal`: that asks the terminal for its size on every frame and writes as it goes.
#[derive(Debug)]
pub(super) struct Screen<W: Write> {
    backend: CrosstermBackend<Batch<W>>,
    shown: Buffer,
    next: Buffer,
    whole: bool,
}

impl<W: Write> Screen<W> {
    /// A screen of this many columns and rows about which nothing is known.
    pub(super) fn new(out: W, size: (u16, u16)) -> Self {
        let area = Rect::new(0, 0, size.0, size.1);
        Self {
            backend: CrosstermBackend::new(Batch {
                out,
                bytes: Vec::new(),
            }),
            shown: Buffer::empty(area),
            next: Buffer::empty(area),
            whole: true,
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
        self.next.content.iter_mut().for_each(disarm);
        if self.whole {
            self.shown.reset();
        }
        let changes = self.shown.diff(&self.next);
        if self.whole || !changes.is_empty() {
            queue!(self.backend, BeginSynchronizedUpdate)?;
            if self.whole {
                queue!(self.backend, Clear(ClearType::All))?;
            }
            self.backend.draw(changes.into_iter())?;
            queue!(self.backend, EndSynchronizedUpdate)?;
            Write::flush(&mut self.backend)?;
        }
        self.whole = false;
        mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }
}

/// The last guard before the terminal: text is cleaned where it is drawn, and a cell that carries a control character
/// all the same is shown as a question mark.
fn disarm(cell: &mut Cell) {
    if cell.symbol().chars().any(char::is_control) {
        cell.set_symbol("?");
    }
}

/// Collects a frame, and hands it over whole when flushed.
#[derive(Debug)]
struct Batch<W> {
    out: W,
    bytes: Vec<u8>,
}

impl<W: Write> Write for Batch<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self
            .out
            .write_all(&self.bytes)
            .and_then(|()| self.out.flush());
        self.bytes.clear();
        done
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use ratatui::style::{Color, Style};

    use super::*;

    /// Remembers each write.
    #[derive(Clone, Default)]
    struct Writes(Arc<Mutex<Vec<Vec<u8>>>>);

    impl Writes {
        fn take(&self) -> Vec<String> {
            let writes = mem::take(&mut *self.0.lock().expect("no writer panicked"));
            writes
                .into_iter()
                .map(|write| String::from_utf8(write).expect("text is sent"))
                .collect()
        }
    }

    impl Write for Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0
                .lock()
                .expect("no writer panicked")
                .push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn screen(size: (u16, u16)) -> (Screen<Writes>, Writes) {
        let writes = Writes::default();
        (Screen::new(writes.clone(), size), writes)
    }

    fn say(text: &str) -> impl FnOnce(Rect, &mut Buffer) {
        move |area, buf| {
            if area.area() > 0 {
                buf.set_stringn(0, 0, text, area.width as usize, Style::new());
            }
        }
    }

    fn shown(size: (u16, u16), writes: &[String]) -> String {
        let mut terminal = vt100::Parser::new(size.1, size.0, 0);
        terminal.process(writes.concat().as_bytes());
        terminal.screen().contents()
    }

    #[test]
    fn a_frame_is_one_write_between_the_marks_of_a_synchronized_update() {
        let (mut screen, writes) = screen((200, 60));
        let colours = |area: Rect, buf: &mut Buffer| {
            for (at, cell) in area.positions().zip(&mut buf.content) {
                cell.set_symbol("█")
                    .set_fg(Color::Rgb(at.x as u8, at.y as u8, 7));
            }
        };
        screen.draw(colours).expect("memory can be written to");
        let writes = writes.take();
        assert_eq!(writes.len(), 1);
        assert!(writes[0].starts_with("\x1b[?2026h") && writes[0].ends_with("\x1b[?2026l"));
    }

    #[test]
    fn the_same_frame_again_sends_nothing() {
        let (mut screen, writes) = screen((20, 3));
        screen
            .draw(say("steady"))
            .expect("memory can be written to");
        assert_eq!(shown((20, 3), &writes.take()), "steady");
        screen
            .draw(say("steady"))
            .expect("memory can be written to");
        assert!(writes.take().is_empty());
    }

    #[test]
    fn only_the_difference_is_sent() {
        let (mut screen, writes) = screen((20, 3));
        screen
            .draw(say("share 41"))
            .expect("memory can be written to");
        let mut all = writes.take();
        screen
            .draw(say("share 47"))
            .expect("memory can be written to");
        let second = writes.take().concat();
        assert!(
            second.contains('7') && !second.contains("share"),
            "{second:?}"
        );
        all.push(second);
        assert_eq!(shown((20, 3), &all), "share 47");
    }

    #[test]
    fn a_new_size_or_distrust_draws_everything_again() {
        let (mut screen, writes) = screen((20, 3));
        screen.draw(say("whole")).expect("memory can be written to");
        writes.take();
        screen.distrust();
        screen.draw(say("whole")).expect("memory can be written to");
        assert_eq!(shown((20, 3), &writes.take()), "whole");
        for size in [(40, 10), (1, 1), (0, 0), (7, 2)] {
            screen.resize(size);
            screen.draw(say("whole")).expect("memory can be written to");
            let writes = writes.take();
            if size.0 > 0 {
                let expected: String = "whole".chars().take(size.0 as usize).collect();
                assert_eq!(shown(size, &writes), expected);
            }
        }
    }

    #[test]
    fn a_control_character_in_a_cell_is_never_sent() {
        for evil in ["\x1b", "\x07", "\x7f", "\u{9b}", "a\x1b]0;title\x07"] {
            let (mut screen, writes) = screen((3, 1));
            let draw = |_: Rect, buf: &mut Buffer| {
                buf[(1, 0)].set_symbol(evil);
            };
            screen.draw(draw).expect("memory can be written to");
            assert_eq!(shown((3, 1), &writes.take()), " ?", "{evil:?}");
        }
    }
}
