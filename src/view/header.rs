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
    /// The same where room is short.
    short: String,
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
    let mut parts = fitting(parts(app), gap, room - TITLE.min(room / 5));
    // The last one is left out rather than cut: half a marking is another marking.
    parts.retain(|part| text::width(&part.words) + gap < usize::from(area.width));
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

/// The parts that fit: first in short, then the lightest are left out.
fn fitting(mut parts: Vec<Part>, gap: usize, room: usize) -> Vec<Part> {
    if total(&parts, gap) > room {
        for part in &mut parts {
            part.words = std::mem::take(&mut part.short);
        }
    }
    while parts.len() > 1 && total(&parts, gap) > room {
        let least = parts.iter().map(|part| part.weight).min();
        parts.retain(|part| Some(part.weight) != least);
    }
    parts
}

fn parts(app: &App) -> Vec<Part> {
    let theme = app.theme();
    let mut parts = Vec::new();
    let mut add = |weight: u8, (words, short): (String, String), style: Style| {
        if !words.is_empty() {
            parts.push(Part {
                words,
                short,
                style,
                weight,
            });
        }
    };
    // The marking is a promise to others and goes last.
    let marking = text::clean(&app.snapshot.dashboard.marking).into_owned();
    add(9, (marking.clone(), marking), theme.strong);
    let date = text::date(app.as_of());
    if app.is_past() {
        let key = keymap::key_of(Action::Today);
        let returns = format!("▣ {date} · {key} returns");
        add(8, (returns, format!("▣ {date}")), theme.accent);
        add(1, ("◷ past".to_owned(), "◷".to_owned()), theme.accent);
    } else {
        add(4, (format!("as of {date}"), date), theme.text);
        add(0, ("● live".to_owned(), "●".to_owned()), theme.dim);
    }
    if let Some(rescoring) = app.rescoring() {
        let words = rescoring.words();
        let short = rescoring.rule.word().to_owned();
        add(
            7,
            (format!("⇄ {words}"), format!("⇄ {short}")),
            theme.accent,
        );
    }
    let warning = theme.problems[Severity::Warning as usize];
    let stale = |state| matches!(state, FileState::Kept | FileState::Missing);
    add(2, in_state(files(app, stale), "kept"), warning);
    let broken = |state| state == FileState::Broken;
    add(2, in_state(files(app, broken), "broken"), warning);
    let severities = app.snapshot.diagnostics.iter().map(|it| it.severity);
    let worst = severities.max().unwrap_or(Severity::Warning);
    let problems = counted("▲", app.snapshot.problems(), "problem");
    add(6, problems, theme.problems[worst as usize]);
    parts
}

/// How many files are in such a state.
fn files(app: &App, is: impl Fn(FileState) -> bool) -> usize {
    let files = app.snapshot.files.iter();
    files.filter(|file| is(file.state)).count()
}

/// `◌ 2 files kept`, and in short `2 kept`; empty for none.
fn in_state(count: usize, state: &str) -> (String, String) {
    let files = if count == 1 { "file" } else { "files" };
    match count {
        0 => (String::new(), String::new()),
        _ => (
            format!("◌ {count} {files} {state}"),
            format!("{count} {state}"),
        ),
    }
}

/// `▲ 2 problems`, and in short `▲ 2`; empty for none.
fn counted(glyph: &str, count: usize, noun: &str) -> (String, String) {
    match count {
        0 => (String::new(), String::new()),
        1 => (format!("{glyph} 1 {noun}"), format!("{glyph} 1")),
        many => (format!("{glyph} {many} {noun}s"), format!("{glyph} {many}")),
    }
}
