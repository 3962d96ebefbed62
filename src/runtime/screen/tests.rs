use std::sync::{Arc, Mutex};

use proptest::collection::vec;
use proptest::prelude::*;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::style::{Modifier, Style};

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
    (Screen::new(writes.clone(), size, Depth::True, true), writes)
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

/// Things a cell can hold, by the chance they come up with.
fn cell() -> impl Strategy<Value = Cell> {
    let symbol = prop_oneof![
        6 => Just(" "), 2 => Just("a"), 2 => Just("Қ"), 1 => Just("─"), 1 => Just("é"), 1 => Just("日"),
    ];
    let color = || {
        let bright = Color::Rgb(9, 8, 7);
        prop_oneof![3 => Just(Color::Reset), 2 => Just(bright), 1 => Just(Color::Indexed(99)), 1 => Just(Color::Red)]
    };
    let modifier = prop_oneof![
        5 => Just(Modifier::empty()),
        1 => Just(Modifier::BOLD),
        1 => Just(Modifier::UNDERLINED | Modifier::ITALIC),
        1 => Just(Modifier::REVERSED),
        1 => Just(Modifier::DIM | Modifier::REVERSED),
    ];
    (symbol, color(), color(), modifier).prop_map(|(symbol, fg, bg, modifier)| {
        let mut cell = Cell::EMPTY;
        cell.set_symbol(symbol).set_fg(fg).set_bg(bg).modifier = modifier;
        cell
    })
}

/// What a person sees of a cell of the terminal.
fn seen(cell: &vt100::Cell) -> (String, Option<vt100::Color>, vt100::Color, [bool; 5]) {
    let text = if cell.has_contents() {
        cell.contents()
    } else {
        " "
    };
    let marks = [
        cell.underline(),
        cell.inverse(),
        cell.bold(),
        cell.italic(),
        cell.dim(),
    ];
    let bare = text == " " && !marks[0] && !marks[1];
    let marks = if bare { [false; 5] } else { marks };
    (
        text.to_owned(),
        (!bare).then(|| cell.fgcolor()),
        cell.bgcolor(),
        marks,
    )
}

/// The terminal after one cell was sent the plain way.
fn alone(cell: &Cell) -> vt100::Parser {
    let mut bytes = Vec::new();
    let mut backend = CrosstermBackend::new(&mut bytes);
    backend
        .draw(std::iter::once((0, 0, cell)))
        .expect("memory can be written to");
    let mut terminal = vt100::Parser::new(1, 4, 0);
    terminal.process(&bytes);
    terminal
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever frames follow each other, each cell looks as if it had been sent by itself.
    #[test]
    fn every_frame_arrives_as_it_was_drawn(
        frames in vec((vec(cell(), 24), any::<bool>()), 1..5),
        paints in any::<bool>(),
    ) {
        let size = (8, 3);
        let writes = Writes::default();
        let mut screen = Screen::new(writes.clone(), size, Depth::True, paints);
        let mut terminal = vt100::Parser::new(size.1, size.0, 0);
        for (cells, distrust) in frames {
            if distrust {
                screen.distrust();
            }
            let mut drawn = Vec::new();
            screen.draw(|_, buf| {
                for (at, cell) in cells.iter().enumerate() {
                    let (x, y) = ((at % 8) as u16, (at / 8) as u16);
                    // A wide character takes the next cell as well, and never stands in the last column.
                    let covered = x > 0 && buf[(x - 1, y)].symbol() == "日";
                    let cut = x == 7 && cell.symbol() == "日";
                    if !(covered || cut) {
                        buf[(x, y)] = cell.clone();
                        drawn.push((x, y, cell.clone()));
                    }
                }
            }).expect("memory can be written to");
            terminal.process(writes.take().concat().as_bytes());
            for (x, y, cell) in &drawn {
                let alone = alone(cell);
                let expected = alone.screen().cell(0, 0).expect("there is one");
                let shown = terminal.screen().cell(*y, *x).expect("it is on the screen");
                prop_assert_eq!(seen(shown), seen(expected), "at {},{}", x, y);
            }
        }
    }
}

#[test]
fn the_ground_is_written_once_where_clearing_does_not_paint_it() {
    let (dark, light) = (Color::Rgb(9, 9, 9), Color::Rgb(250, 250, 246));
    for (color, paints, blanks) in [
        (dark, true, 0),
        (dark, false, 200 * 60),
        (light, true, 200 * 60),
    ] {
        let ground = |_: Rect, buf: &mut Buffer| {
            let area = buf.area;
            buf.set_style(area, Style::new().bg(color).fg(Color::Rgb(1, 2, 3)));
        };
        let writes = Writes::default();
        let mut screen = Screen::new(writes.clone(), (200, 60), Depth::True, paints);
        screen.draw(ground).expect("memory can be written to");
        let sent = writes.take().concat();
        assert_eq!(sent.matches(' ').count(), blanks);
        let around = sent.len() - blanks;
        assert!(
            around < 80 + blanks / 16,
            "{around} bytes around the blanks"
        );
        screen.draw(ground).expect("memory can be written to");
        assert_eq!(writes.take(), Vec::<String>::new());
    }
}

#[test]
fn words_are_sent_with_the_blanks_between_them() {
    let (mut screen, writes) = screen((40, 3));
    screen
        .draw(say("who holds influence over a country"))
        .expect("memory can be written to");
    let sent = writes.take().concat();
    assert!(
        sent.contains("who holds influence over a country"),
        "{sent:?}"
    );
}
