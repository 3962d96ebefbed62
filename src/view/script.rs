//! Scripted sessions: a dashboard, a size and keys, to the text of the screen.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw;
use crate::app::fixture::{model, noon, snapshot};
use crate::app::{App, Effect, Event};
use crate::dashboard::Snapshot;
use crate::keymap;

/// The app with the test dashboard at noon of a day in November 2024.
pub(crate) fn app(size: (u16, u16)) -> App {
    with(snapshot(1, model()), size)
}

/// The app with another dashboard.
pub(crate) fn with(snapshot: Snapshot, size: (u16, u16)) -> App {
    App::new(Arc::new(snapshot), noon("2024-11-28"), size)
}

/// Types a script; what the keys asked for.
pub(crate) fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let chords = keymap::script(keys).unwrap();
    chords
        .into_iter()
        .flat_map(|chord| app.update(Event::Key(chord.event())))
        .collect()
}

/// The cells of the screen.
pub(crate) fn cells(app: &App, size: (u16, u16)) -> Buffer {
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buf = Buffer::empty(area);
    draw(app, area, &mut buf);
    buf
}

/// The text of a screen, without blanks at the ends of lines.
pub(crate) fn text_of(buf: &Buffer) -> String {
    let area = *buf.area();
    let mut text = String::new();
    for y in area.top()..area.bottom() {
        let mut line = String::new();
        let mut skip = 0;
        for x in area.left()..area.right() {
            let symbol = buf[(x, y)].symbol();
            if skip == 0 {
                line.push_str(symbol);
                skip = crate::text::width(symbol).saturating_sub(1);
            } else {
                skip -= 1;
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A whole session: the screen after a script.
pub(crate) fn session(size: (u16, u16), keys: &str) -> String {
    let mut app = app(size);
    press(&mut app, keys);
    text_of(&cells(&app, size))
}
