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
    let draw = |diagnostic: &Diagnostic, width: u16| row(theme, diagnostic, width);
    frame::rows(theme, sheet.list, (roll, true), problems, draw, buf);
    if let Some(diagnostic) = problems.get(roll.at) {
        let (width, rows) = (sheet.more.width.into(), sheet.more.height.into());
        let lines = excerpt(theme, diagnostic, width, rows);
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

/// A problem in so many rows: message, places with carets, what to do. Where they are too few the places give way.
fn excerpt(
    theme: &Theme,
    diagnostic: &Diagnostic,
    width: usize,
    rows: usize,
) -> Vec<Line<'static>> {
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
    let mut help = Vec::new();
    if !diagnostic.help.is_empty() {
        let text = format!("help: {}", text::clean(&diagnostic.help));
        let wrapped = text::wrap(&text, width).into_iter();
        help.extend(wrapped.map(|words| Line::styled(format!(" {words}"), theme.text)));
    }
    // The rule and a line of the message stay in any case.
    cut(&mut help, rows.saturating_sub(2), theme);
    cut(&mut lines, rows.saturating_sub(help.len()), theme);
    lines.extend(help);
    lines
}

/// Leaves so many lines at most; the last of them says that there are more.
fn cut(lines: &mut Vec<Line<'static>>, rows: usize, theme: &Theme) {
    if lines.len() <= rows {
        return;
    }
    lines.truncate(rows);
    if rows > 2 {
        lines.pop();
        lines.push(Line::styled(" …", theme.dim));
    } else if let Some(last) = lines.last_mut() {
        last.push_span(Span::styled(" …", theme.dim));
    }
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

#[cfg(test)]
mod tests {
    use super::excerpt;
    use crate::diagnostic::{Code, Problem, Text};
    use crate::theme::Name;

    #[test]
    fn where_rows_are_few_the_help_stays_and_a_sign_says_that_there_is_more() {
        let text = Text::new("a.toml".into(), "first = 1\nsecond = 2\n");
        let problem = Problem::new(Code::DuplicateId, 10..16, "there are two of it")
            .related(0..5, "also here")
            .help("take one of them out");
        let diagnostic = text.diagnostic(&problem);
        let theme = Name::Mono.theme();
        let shown = |rows: usize| -> Vec<String> {
            let lines = excerpt(&theme, &diagnostic, 40, rows);
            lines.iter().map(ToString::to_string).collect()
        };
        let all = shown(16);
        assert_eq!(shown(all.len()), all);
        for rows in 3..all.len() {
            let few = shown(rows);
            assert_eq!(few.len(), rows);
            assert!(few[1].starts_with(&all[1]), "{few:?}");
            assert_eq!(few.last(), all.last());
            assert!(few.iter().any(|line| line.ends_with('…')), "{few:?}");
        }
        assert_eq!(shown(2).len(), 2);
        assert!(shown(0).is_empty());
    }
}
