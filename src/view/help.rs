//! The help: the table of keys, and what the marks mean.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame;
use crate::app::{App, HELP_KEYS, HelpRow, help_rows};
use crate::text;

pub(super) fn draw(app: &App, screen: Rect, list: Rect, first: usize, buf: &mut Buffer) {
    let rows = help_rows(screen);
    for (at, cells) in rows.iter().skip(first).enumerate() {
        let area = frame::row(list, at);
        if area.is_empty() {
            return;
        }
        let wide = area.width / cells.len().max(1) as u16;
        for (column, cell) in cells.iter().enumerate() {
            let area = Rect {
                x: area.x + wide * column as u16,
                width: wide,
                ..area
            };
            frame::line(area, &line(app, cell, area.width), buf);
        }
    }
}

fn line(app: &App, cell: &HelpRow, width: u16) -> Line<'static> {
    let theme = app.theme();
    match cell {
        HelpRow::Blank => Line::default(),
        HelpRow::Head(group) => Line::styled(format!(" {}", group.title()), theme.head),
        HelpRow::Marks => Line::styled(" Marks", theme.head),
        HelpRow::Told(what, words) => told(app, what, words, width),
    }
}

/// A key or a mark, and what it does or means.
fn told(app: &App, what: &str, help: &str, width: u16) -> Line<'static> {
    let theme = app.theme();
    let help = text::truncate(help, usize::from(width).saturating_sub(HELP_KEYS + 2));
    Line::from(vec![
        Span::raw(" "),
        Span::styled(text::fit(what, HELP_KEYS, text::Align::Left), theme.accent),
        Span::styled(format!(" {help}"), theme.text),
    ])
}
