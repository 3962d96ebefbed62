//! The line of pages.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::frame;
use crate::app::{App, tabs};
use crate::text;

pub(super) fn draw(app: &App, area: Rect, buf: &mut Buffer) {
    let Some((current, _)) = app.page() else {
        return;
    };
    let theme = app.theme();
    let pages = &app.snapshot.dashboard.pages;
    for tab in tabs(pages, current, area) {
        let number = tab
            .number
            .map(|number| format!("{number} "))
            .unwrap_or_default();
        let title = text::clean(&tab.title).into_owned();
        let line = if tab.page == current {
            // Brackets, weight and ground: the current page is known without colour too.
            let style = theme.accent.patch(theme.selected);
            Line::from(vec![
                Span::styled(format!("▐{number}"), style),
                Span::styled(title, style.add_modifier(Modifier::UNDERLINED)),
                Span::styled("▌", style),
            ])
        } else {
            Line::from(vec![
                Span::styled(format!(" {number}"), theme.dim),
                Span::styled(title, theme.text),
            ])
        };
        frame::line(tab.area, &line, buf);
    }
}
