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

/// The title is not cut below this as long as something else can go; less on a narrow screen.
const TITLE: usize = 12;

/// A few words at the right.
struct Part {
    words: String,
    style: Style,
    /// Parts with less weight go first where room runs out.
    weight: u8,
}

pub(super) fn draw(app: &App, area: Rect, names_page: bool, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let theme = app.theme();
    let room = usize::from(area.width).saturating_sub(2);
    let gap = if area.width < 100 { 2 } else { 3 };
    let parts = fitting(parts(app), gap, room - TITLE.min(room / 5));
    let right = total(&parts, gap);
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
    for part in parts {
        let width = text::width(&part.words);
        let from = (x as u16).clamp(area.left(), area.right());
        let span = Span::styled(part.words, part.style);
        buf.set_span(from, area.y, &span, area.right() - from);
        x += width + gap;
    }
}

fn total(parts: &[Part], gap: usize) -> usize {
    let widths = parts.iter().map(|part| text::width(&part.words) + gap);
    widths.sum()
}

/// The parts that fit.
fn fitting(mut parts: Vec<Part>, gap: usize, room: usize) -> Vec<Part> {
    while parts.len() > 1 && total(&parts, gap) > room {
        let least = parts.iter().map(|part| part.weight).min();
        parts.retain(|part| Some(part.weight) != least);
    }
    parts
}

fn parts(app: &App) -> Vec<Part> {
    let theme = app.theme();
    let mut parts = Vec::new();
    let mut add = |words: String, style: Style, weight: u8| {
        if !words.is_empty() {
            parts.push(Part {
                words,
                style,
                weight,
            });
        }
    };
    // The marking is a promise to others and goes last.
    let marking = text::clean(&app.snapshot.dashboard.marking).into_owned();
    add(marking, theme.strong, 9);
    let date = text::date(app.as_of());
    if app.is_past() {
        let key = keymap::key_of(Action::Today);
        add(format!("▣ {date} · {key} returns"), theme.accent, 8);
        add("◷ past".to_owned(), theme.accent, 1);
    } else {
        add(format!("as of {date}"), theme.text, 4);
        add("● live".to_owned(), theme.dim, 0);
    }
    let files = stale(app);
    add(files.0, files.1, 2);
    let badge = problems(app);
    add(badge.0, badge.1, 6);
    parts
}

/// How many files show an older version, if any.
fn stale(app: &App) -> (String, Style) {
    let files = app.snapshot.files.iter();
    let stale = files.filter(|file| file.state != FileState::Loaded).count();
    let words = match stale {
        0 => String::new(),
        _ => format!("◌ {} stale", counted(stale, "file")),
    };
    (words, app.theme().problems[Severity::Warning as usize])
}

/// How many problems there are, if any; hints do not count.
fn problems(app: &App) -> (String, Style) {
    let severities = app.snapshot.diagnostics.iter().map(|it| it.severity);
    let problems: Vec<Severity> = severities.filter(|it| *it > Severity::Hint).collect();
    match problems.iter().max() {
        Some(worst) => (
            format!("▲ {}", counted(problems.len(), "problem")),
            app.theme().problems[*worst as usize],
        ),
        None => (String::new(), Style::new()),
    }
}

/// `1 problem`, `2 problems`
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
