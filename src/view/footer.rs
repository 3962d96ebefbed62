//! The last line: a message, else the keys that matter here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame;
use crate::app::{App, Tone};
use crate::diagnostic::Severity;
use crate::keymap::{self, Action, BINDINGS};
use crate::text;

pub(super) fn draw(app: &App, area: Rect, screen: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let theme = app.theme();
    if let Some((words, tone)) = app.notice() {
        let (mark, style) = match tone {
            Tone::Plain => ("", theme.text),
            Tone::Problem => ("▲ ", theme.problems[Severity::Error as usize]),
        };
        let line = frame::words(&format!(" {mark}{words}"), area.width, style);
        frame::line(area, &line, buf);
        return;
    }
    let hidden = hidden(app, screen);
    let taken = if hidden.is_empty() {
        0
    } else {
        text::width(&hidden) + 2
    };
    let room = usize::from(area.width).saturating_sub(taken + 1);
    frame::line(area, &hints(app, room, !hidden.is_empty()), buf);
    if taken > 0 && taken <= usize::from(area.width) {
        let x = area.right() - taken as u16;
        buf.set_stringn(x, area.y, format!(" {hidden} "), taken, theme.accent);
    }
}

/// `+2 panels: Tab`, when panels have no room.
fn hidden(app: &App, screen: Rect) -> String {
    let on_page = app.scope() == keymap::Scope::Page;
    let hidden = match app.page() {
        Some((_, page)) if on_page => app.placed(page, screen).hidden.len(),
        _ => 0,
    };
    let key = keymap::key_of(Action::NextPanel);
    match hidden {
        0 => String::new(),
        1 => format!("+1 panel: {key}"),
        many => format!("+{many} panels: {key}"),
    }
}

/// Keys with a word each, as many as fit; the one that shows all keys always first in line for room.
fn hints(app: &App, room: usize, hidden: bool) -> Line<'static> {
    let theme = app.theme();
    // Where panels are hidden, the end of the line speaks of their key.
    let tab = keymap::key_of(Action::NextPanel);
    let mut all = offered(app);
    all.retain(|(keys, _)| !hidden || *keys != tab);
    let width = |(keys, word): &(String, &str)| text::width(keys) + 1 + text::width(word) + 2;
    let help = keymap::key_of(Action::Help);
    let reserved: usize = all
        .iter()
        .filter(|(keys, _)| *keys == help)
        .map(&width)
        .sum();
    let mut used = reserved;
    let mut spans = vec![Span::raw(" ")];
    for hint in &all {
        let is_help = hint.0 == help;
        let wide = if is_help { 0 } else { width(hint) };
        if used + wide > room.saturating_sub(1) {
            continue;
        }
        used += wide;
        spans.push(Span::styled(hint.0.clone(), theme.accent));
        spans.push(Span::styled(format!(" {}  ", hint.1), theme.dim));
    }
    Line::from(spans)
}

/// Hints of the present scope for what would do something: keys of the same word stand together.
fn offered(app: &App) -> Vec<(String, &'static str)> {
    let mut hints: Vec<(String, &'static str)> = Vec::new();
    let scope = app.scope();
    let bindings = BINDINGS.iter().filter(|binding| {
        binding.scopes.contains(&scope) && !binding.hint.is_empty() && app.offers(binding.action)
    });
    for binding in bindings {
        let key = binding
            .chords
            .first()
            .map(ToString::to_string)
            .unwrap_or_default();
        match hints.iter_mut().find(|(_, word)| *word == binding.hint) {
            Some((keys, _)) => *keys = format!("{keys} {key}"),
            None => hints.push((key, binding.hint)),
        }
    }
    hints
}
