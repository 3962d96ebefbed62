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
        let number = tab.number.map(|number| format!("{number} "));
        let number = number.unwrap_or_default();
        let title = text::clean(&tab.title).into_owned();
        if tab.page != current {
            let line = Line::from(vec![
                Span::styled(number, theme.dim),
                Span::styled(title, theme.text),
            ]);
            frame::line(tab.area, &line, buf);
            continue;
        }
        // Brackets, weight and ground: the current page is known without colour too.
        let style = theme.accent.patch(theme.selected);
        let line = Line::from(vec![
            Span::styled(format!("▐{number}"), style),
            Span::styled(title, style.add_modifier(Modifier::UNDERLINED)),
            Span::styled("▌", style),
        ]);
        let wide = Rect {
            x: tab.area.x.saturating_sub(1),
            width: tab.area.width + 2,
            ..tab.area
        };
        frame::line(wide.intersection(area), &line, buf);
    }
}
