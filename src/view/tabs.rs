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
    let shown = tabs(pages, current, area);
    let ends = (
        shown.first().map(|tab| tab.page),
        shown.last().map(|tab| tab.page + 1),
    );
    if ends.0.is_some_and(|first| first > 0) {
        buf.set_span(area.x, area.y, &Span::styled("‹", theme.accent), 1);
    }
    if ends.1.is_some_and(|next| next < pages.len()) {
        buf.set_span(
            area.right() - 1,
            area.y,
            &Span::styled("›", theme.accent),
            1,
        );
    }
    for tab in shown {
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
