//! What is wrong in the files: a list, and the selected problem with its line and caret.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::frame;
use crate::app::{App, Roll, Sheet};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text;
use crate::theme::Theme;

pub(super) fn draw(app: &App, sheet: &Sheet, roll: Roll, buf: &mut Buffer) {
    let theme = app.theme();
    let problems = &app.snapshot.diagnostics;
    for (at, diagnostic) in problems.iter().enumerate().skip(roll.first()) {
        let area = frame::row(sheet.list, at - roll.first());
        if area.is_empty() {
            break;
        }
        frame::line(area, &row(theme, diagnostic, area.width), buf);
        if at == roll.at {
            frame::select(theme, area, buf);
        }
    }
    if let Some(diagnostic) = problems.get(roll.at) {
        let lines = excerpt(theme, diagnostic, usize::from(sheet.more.width));
        for (at, line) in lines.iter().enumerate() {
            frame::line(frame::row(sheet.more, at), line, buf);
        }
    }
}

/// The glyph of a severity.
const fn glyph(severity: Severity) -> &'static str {
    match severity {
        Severity::Hint => "◇",
        Severity::Warning => "△",
        Severity::Error => "▲",
    }
}

fn style(theme: &Theme, diagnostic: &Diagnostic) -> Style {
    theme.problems[diagnostic.severity as usize]
}

/// A problem on one line: severity, place, message.
pub(super) fn row(theme: &Theme, diagnostic: &Diagnostic, width: u16) -> Line<'static> {
    let severity = diagnostic.severity;
    let head = format!("  {} {:<8}", glyph(severity), severity.word());
    let place = position(&diagnostic.place);
    let place = text::truncate(
        &place,
        usize::from(width).saturating_sub(text::width(&head)),
    );
    let room = usize::from(width).saturating_sub(text::width(&head) + text::width(&place) + 2);
    let message = text::clean(&diagnostic.message).into_owned();
    Line::from(vec![
        Span::styled(head, style(theme, diagnostic)),
        Span::styled(place, theme.text),
        Span::raw("  "),
        Span::styled(text::truncate(&message, room), theme.dim),
    ])
}

/// `indicators/security.toml:14:3`; the file alone when all of it is meant.
fn position(place: &Place) -> String {
    let file = text::clean(&place.file);
    if place.line == 0 {
        file.into_owned()
    } else {
        format!("{file}:{}:{}", place.line, place.column)
    }
}

/// A problem in full: message, places with carets, what to do.
fn excerpt(theme: &Theme, diagnostic: &Diagnostic, width: usize) -> Vec<Line<'static>> {
    let width = width.saturating_sub(1);
    let style = style(theme, diagnostic);
    let mut lines = vec![Line::styled("─".repeat(width + 1), theme.border)];
    let message = text::clean(&diagnostic.message);
    let message = format!(
        "{}[{}]: {message}",
        diagnostic.severity.word(),
        diagnostic.code.name()
    );
    let wrapped = text::wrap(&message, width);
    lines.extend(
        wrapped
            .into_iter()
            .map(|words| Line::styled(format!(" {words}"), style)),
    );
    caret(theme, &diagnostic.place, (width, style), &mut lines);
    for place in &diagnostic.related {
        caret(theme, place, (width, theme.dim), &mut lines);
    }
    if !diagnostic.help.is_empty() {
        let help = format!("help: {}", text::clean(&diagnostic.help));
        let wrapped = text::wrap(&help, width);
        lines.extend(
            wrapped
                .into_iter()
                .map(|words| Line::styled(format!(" {words}"), theme.text)),
        );
    }
    lines
}

/// A place with its line and what is meant in it, moved so that the caret is seen.
fn caret(
    theme: &Theme,
    place: &Place,
    (width, style): (usize, Style),
    lines: &mut Vec<Line<'static>>,
) {
    let number = place.line.to_string();
    let margin = " ".repeat(number.len());
    lines.push(Line::styled(
        format!(" {margin} ┌ {}", position(place)),
        theme.dim,
    ));
    if place.line == 0 {
        return;
    }
    let room = width.saturating_sub(number.len() + 4).max(8);
    let excerpt: Vec<char> = text::clean(&place.excerpt).chars().collect();
    let skip = (place.caret.start + 4).saturating_sub(room);
    let part = |from: usize, to: usize| -> String {
        let to = to.min(excerpt.len());
        excerpt
            .get(from.min(to)..to)
            .unwrap_or_default()
            .iter()
            .collect()
    };
    let shown = text::truncate(&part(skip, excerpt.len()), room);
    let before = text::width(&part(skip, place.caret.start));
    let meant = text::width(&part(place.caret.start, place.caret.end)).max(1);
    let meant = meant.min(room.saturating_sub(before).max(1));
    lines.push(Line::from(vec![
        Span::styled(format!(" {number} │ "), theme.dim),
        Span::styled(shown, theme.text),
    ]));
    lines.push(Line::from(vec![
        Span::styled(format!(" {margin} │ "), theme.dim),
        Span::styled(
            format!("{}{}", " ".repeat(before), "^".repeat(meant)),
            style,
        ),
        Span::styled(format!(" {}", text::clean(&place.label)), style),
    ]));
}
