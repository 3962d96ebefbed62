//! The detail of one item.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame;
use crate::app::{App, Detail, Pane, name};
use crate::model::Model;
use crate::panel::{Extent, Target};
use crate::text;

/// Cells of a date.
const DATE: usize = 11;

pub(super) fn draw(app: &App, detail: &Detail, body: Rect, buf: &mut Buffer) {
    let theme = app.theme();
    let areas = detail.areas(body);
    let title = name::name(app.model(), &detail.target).unwrap_or_default();
    let word = match name::word(&detail.target) {
        word if name::is_known(app.model(), &detail.target, app.as_of()) => word.to_owned(),
        word => format!("{word} · after {}", text::date(app.as_of())),
    };
    if let Some(trend) = detail.trend.as_ref().filter(|_| !areas.trend.is_empty()) {
        let cx = detail.trend_context(app);
        let inner = frame::draw(theme, areas.trend, (&title, &word), false, buf);
        trend.draw(&cx, inner, buf);
    }
    let heads = if areas.trend.is_empty() {
        (title.as_ref(), word.as_str())
    } else {
        ("Evidence", "")
    };
    let focused = detail.pane == Pane::Evidence;
    let inner = frame::draw(theme, areas.evidence, heads, focused, buf);
    if let Some(evidence) = &detail.evidence {
        let cx = detail.evidence_context(app);
        evidence.draw(&cx, inner, buf);
        if let Extent::Lines(lines) = evidence.extent(&cx, inner) {
            let seen = (cx.place.scroll, usize::from(inner.height), lines);
            frame::part(theme, areas.evidence, seen, focused, buf);
        }
    }
    related(app, detail, areas.related, buf);
}

fn related(app: &App, detail: &Detail, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let theme = app.theme();
    let focused = detail.pane == Pane::Related;
    let count = detail.related.len();
    let badge = format!("{} of {count}", detail.roll.at + 1);
    let inner = frame::draw(theme, area, ("Related", &badge), focused, buf);
    let draw = |target: &Target, width: u16| {
        let title = title(app.model(), target);
        let title = text::clean(&title);
        let room = usize::from(width).saturating_sub(13);
        Line::from(vec![
            Span::styled(format!("  {:<10}", name::word(target)), theme.dim),
            Span::styled(text::truncate(&title, room), theme.text),
        ])
    };
    let roll = (detail.roll, focused);
    frame::rows(theme, inner, roll, &detail.related, draw, buf);
}

/// What a thing is called in a list: dates stand below each other, and so do the words behind them.
fn title(model: &Model, target: &Target) -> String {
    let event = match target {
        Target::Event(id) => model.event(id),
        _ => None,
    };
    match event {
        Some(event) => {
            let date = text::period(event.date, event.period.months());
            format!("{date:>DATE$}  {}", event.title)
        }
        None => name::name(model, target).unwrap_or_default().into_owned(),
    }
}
