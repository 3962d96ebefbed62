//! One event as a row, and the selected one in full.

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::model::{Event, Model, Period};
use crate::panel::Context;
use crate::text::{Align, clean, fit, period, truncate, width, wrap};
use crate::theme::actor_glyph;

/// Columns of selection mark, year, glyph and date, blanks included.
const LEAD: u16 = 16;

/// Rows from which the selected event is shown in full below the list.
const DETAIL_FROM: u16 = 9;

/// The list, and the room below it for the selected event: empty where there is nothing more to say.
pub(super) fn split(events: &[&Event], area: Rect) -> (Rect, Rect) {
    let title_room = usize::from(area.width.saturating_sub(LEAD));
    let has_more = |event: &&Event| {
        !event.note.is_empty() || !event.sources.is_empty() || width(&event.title) > title_room
    };
    // The same for all events, so that the list stands still when the selection moves.
    let rows = if area.height < DETAIL_FROM || !events.iter().any(has_more) {
        0
    } else {
        (area.height / 4).clamp(3, 5)
    };
    let list = Rect {
        height: area.height - rows,
        ..area
    };
    let detail = Rect {
        y: list.bottom(),
        height: rows,
        ..area
    };
    (list, detail)
}

/// Widths of the columns that a room has place for; 0 where it has none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    title: usize,
    dimension: usize,
    actors: usize,
}

impl Columns {
    pub(super) fn new(model: &Model, room: u16) -> Self {
        let names = model
            .dimensions
            .iter()
            .map(|dimension| width(&dimension.name));
        let dimension = if room >= 64 {
            names.max().unwrap_or(0).min(16)
        } else {
            0
        };
        let most = model.events.iter().map(|event| event.actors.len()).max();
        let actors = if room >= 44 {
            most.unwrap_or(0).min(4)
        } else {
            0
        };
        let gap = |cells: usize| if cells > 0 { cells + 2 } else { 0 };
        // The last column is for the marks that there is more above and below, apart from the words.
        let marks = 1 + usize::from(room >= 30);
        let used = usize::from(LEAD) + marks + gap(dimension) + gap(actors);
        Self {
            title: usize::from(room).saturating_sub(used),
            dimension,
            actors,
        }
    }

    /// Draws a row; the year only where it differs from the one of the row above.
    pub(super) fn draw(
        &self,
        cx: &Context<'_>,
        event: &Event,
        above: Option<NaiveDate>,
        is_selected: bool,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let theme = cx.theme;
        let year = event.date.year();
        let label = if above.is_some_and(|above| above.year() == year) {
            String::new()
        } else {
            year.to_string()
        };
        let (glyph, title) = if event.major {
            (Span::styled("◆", theme.event), theme.strong)
        } else {
            (Span::styled("·", theme.event), theme.text)
        };
        let mut spans = vec![
            Span::styled(
                if is_selected { "▸" } else { " " },
                if cx.focused { theme.accent } else { theme.dim },
            ),
            Span::styled(fit(&label, 5, Align::Left), theme.head),
            glyph,
            Span::styled(
                format!(" {} ", fit(&within_year(event), 7, Align::Left)),
                theme.dim,
            ),
            Span::styled(fit(&clean(&event.title), self.title, Align::Left), title),
        ];
        if self.actors > 0 {
            spans.push(Span::raw("  "));
            let places = event
                .actors
                .iter()
                .filter_map(|id| cx.model.actor_position(id));
            let glyphs = places
                .take(self.actors)
                .map(|place| Span::styled(actor_glyph(place), theme.actor(place)));
            let before = spans.len();
            spans.extend(glyphs);
            spans.push(Span::raw(" ".repeat(self.actors + before - spans.len())));
        }
        if self.dimension > 0 {
            let dimension = event
                .dimension
                .as_ref()
                .and_then(|id| cx.model.dimension(id));
            let name = dimension.map_or("", |dimension| &dimension.name);
            spans.push(Span::styled(
                format!("  {}", truncate(name, self.dimension)),
                theme.dim,
            ));
        }
        Line::from(spans).render(area, buf);
        if is_selected && cx.focused {
            buf.set_style(area, theme.selected);
        }
    }
}

/// The date without its year: `28 Nov`, `Nov`, `Q4`, `year`.
fn within_year(event: &Event) -> String {
    let text = period(event.date, event.period.months());
    match event.period {
        Period::Year => String::from("  year"),
        Period::Month | Period::Quarter => {
            format!("   {}", text.split(' ').next().unwrap_or_default())
        }
        Period::Day => text
            .rsplit_once(' ')
            .map_or(String::new(), |(before, _)| format!("{before:>6}")),
    }
}

/// Draws an event in full: dates, title and note.
pub(super) fn detail(cx: &Context<'_>, event: &Event, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let theme = cx.theme;
    let rule = "─".repeat(usize::from(area.width));
    Line::styled(rule, theme.faint).render(area, buf);
    let mut dates = period(event.date, event.period.months());
    if let Some(end) = event.end {
        dates = format!("{dates} – {}", crate::text::date(end));
    }
    let room = usize::from(area.width.saturating_sub(2));
    let title = wrap(&format!("{dates}  {}", clean(&event.title)), room);
    let mut note = Vec::new();
    if !event.note.is_empty() {
        note = wrap(&event.note, room);
    }
    let about = wrap(&about(cx, event), room);
    let lines: Vec<(&String, Style)> = [
        (&title, theme.strong),
        (&note, theme.text),
        (&about, theme.dim),
    ]
    .into_iter()
    .flat_map(|(lines, style)| lines.iter().map(move |line| (line, style)))
    .collect();
    let rows = usize::from(area.height) - 1;
    let cut = lines.len() > rows;
    for (at, ((line, style), row)) in lines.into_iter().zip(area.rows().skip(1)).enumerate() {
        let line = if cut && at + 1 == rows {
            truncate(&format!("{line} …"), room)
        } else {
            line.clone()
        };
        Line::styled(line, style).render(
            Rect {
                x: row.x + 1,
                width: row.width.saturating_sub(1),
                ..row
            },
            buf,
        );
    }
}

/// Powers, countries and sources of an event.
fn about(cx: &Context<'_>, event: &Event) -> String {
    let actors = event
        .actors
        .iter()
        .filter_map(|id| Some(cx.model.actor(id)?.name.clone()));
    let sources = event.sources.iter().filter_map(|id| {
        let source = cx.model.source(id)?;
        Some(format!("{}, {}", source.publisher, source.title))
    });
    let parts = [
        actors.collect::<Vec<_>>().join(", "),
        event.countries.join(" "),
        sources.collect::<Vec<_>>().join("; "),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    clean(&parts.join(" · ")).into_owned()
}
