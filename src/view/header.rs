//! The first line: what this is, as of when, and whether it can be trusted.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::frame;
use crate::app::App;
use crate::dashboard::FileState;
use crate::diagnostic::Severity;
use crate::keymap::{self, Action};
use crate::text;

/// The title is not cut below this as long as something else can go.
const TITLE: usize = 12;

pub(super) fn draw(app: &App, area: Rect, names_page: bool, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let theme = app.theme();
    let room = usize::from(area.width).saturating_sub(2);
    let gap = if area.width < 100 { 2 } else { 3 };
    let parts = fitting(parts(app), gap, room.saturating_sub(TITLE));
    let right: usize = parts
        .iter()
        .map(|(words, _)| text::width(words) + gap)
        .sum();
    let dashboard = &app.snapshot.dashboard;
    let title = match app.page() {
        Some((_, page)) if names_page => format!("{} · {}", page.title, dashboard.title),
        _ => dashboard.title.clone(),
    };
    let title = text::clean(&title).into_owned();
    let left = room.saturating_sub(right);
    let mut spans = vec![Span::raw(" ")];
    let name = "TIGHTROPE  ";
    if text::width(&title) + name.len() <= left {
        spans.push(Span::styled(name, theme.accent));
    }
    spans.push(Span::styled(text::truncate(&title, left), theme.strong));
    frame::line(area, &Line::from(spans), buf);
    let mut x = usize::from(area.right()).saturating_sub(right + 1) + gap;
    for (words, style) in parts {
        let width = text::width(&words);
        let span = Span::styled(words, style);
        let from = (x as u16).clamp(area.left(), area.right());
        buf.set_span(from, area.y, &span, area.right() - from);
        x += width + gap;
    }
}

/// Parts at the right that fit, the last ones first: problems and dates matter more than the marking's neighbours.
fn fitting(mut parts: Vec<(String, Style)>, gap: usize, room: usize) -> Vec<(String, Style)> {
    let total = |parts: &[(String, Style)]| -> usize {
        parts
            .iter()
            .map(|(words, _)| text::width(words) + gap)
            .sum()
    };
    // The marking (first) is a promise to others and goes last.
    while parts.len() > 1 && total(&parts) > room {
        parts.remove(1);
    }
    parts
}

fn parts(app: &App) -> Vec<(String, Style)> {
    let theme = app.theme();
    let snapshot = &app.snapshot;
    let mut parts = Vec::new();
    let marking = text::clean(&snapshot.dashboard.marking).into_owned();
    if !marking.is_empty() {
        parts.push((marking, theme.strong));
    }
    let date = text::date(app.as_of());
    if app.is_past() {
        let key = keymap::key_of(Action::Today);
        parts.push(("◷ past".to_owned(), theme.accent));
        parts.push((format!("▣ {date} · {key} returns"), theme.accent));
    } else {
        parts.push(("● live".to_owned(), theme.dim));
        parts.push((format!("as of {date}"), theme.text));
    }
    let kept = snapshot
        .files
        .iter()
        .filter(|file| file.state != FileState::Loaded)
        .count();
    if kept > 0 {
        let warning = theme.problems[Severity::Warning as usize];
        parts.push((format!("◌ {} stale", counted(kept, "file")), warning));
    }
    let problems = &snapshot.diagnostics;
    let worst = problems.iter().map(|problem| problem.severity).max();
    if let Some(worst) = worst.filter(|worst| *worst > Severity::Hint) {
        let count = problems
            .iter()
            .filter(|problem| problem.severity > Severity::Hint)
            .count();
        let style = theme.problems[worst as usize];
        parts.push((format!("▲ {}", counted(count, "problem")), style));
    }
    parts
}

/// `1 problem`, `2 problems`
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
