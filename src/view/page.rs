//! The page: its panels in their boxes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::frame;
use crate::app::App;
use crate::dashboard::{Page, Slot};
use crate::panel::Extent;
use crate::widget;

/// Draws the panels of a page on a screen.
pub(super) fn draw(app: &App, page: &Page, screen: Rect, buf: &mut Buffer) {
    let placed = app.placed(page, screen);
    let panels = page.slots().count();
    let alone = placed.shown.len() == 1 && panels > 1;
    for (position, area) in placed.shown {
        let Some(slot) = page.slots().nth(position) else {
            continue;
        };
        let cx = app.context(page, slot);
        let title = slot.title.clone();
        let title = title.unwrap_or_else(|| slot.panel.title(cx.model));
        let title = if alone {
            format!("{title} · panel {} of {panels}", position + 1)
        } else {
            title
        };
        let sorts = slot.panel.sorts();
        let mut badge = slot.panel.badge(&cx);
        if let Some(sort) = sorts.get(cx.place.sort).filter(|_| cx.place.sort > 0) {
            badge = [&badge, &format!("by {sort}")]
                .into_iter()
                .filter(|part| !part.is_empty())
                .cloned()
                .collect::<Vec<_>>()
                .join(" · ");
        }
        let inner = frame::draw(cx.theme, area, (&title, &badge), cx.focused, buf);
        slot.panel.draw(&cx, inner, buf);
        scroll_mark(app, slot, (page, area, inner), buf);
    }
}

/// Says at the lower edge how much of a list or text is out of sight.
fn scroll_mark(app: &App, slot: &Slot, (page, area, inner): (&Page, Rect, Rect), buf: &mut Buffer) {
    let cx = app.context(page, slot);
    let (first, rows, total) = match slot.panel.extent(&cx, inner) {
        Extent::Fixed => return,
        Extent::Lines(lines) => (cx.place.scroll, usize::from(inner.height), lines),
        Extent::Rows(rows) => {
            let targets = slot.panel.targets(&cx);
            let at = widget::position(cx.place.selected.as_ref(), &targets);
            let shown = widget::window(targets.len(), at, cx.place.row, rows);
            (shown.start, rows, targets.len())
        }
    };
    frame::part(cx.theme, area, (first, rows, total), cx.focused, buf);
}
