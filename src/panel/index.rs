//! `index`: the score of each index, and the waterfall of why it moved since a date that the reader chooses.

mod draw;
mod rows;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use schemars::JsonSchema;
use serde::Deserialize;

use self::rows::{Row, layout, rows};
use super::{Context, Extent, Kind, Panel, Target, gaps, options};
use crate::assess::Analysis;
use crate::diagnostic::Code;
use crate::lenient::{Date, Spanned, Table, or_text};
use crate::model::{Id, Model, Since, Span};
use crate::text;
use crate::widget::{Rows, hints};

/// Rows from which on the columns have heads.
const HEADS: u16 = 5;

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "index",
    summary: "scores of indices, and the waterfall of why each moved since a date",
    example: r#"
kind = "index"
indices = ["influence-russia"]   # default: those of the actors
since = 2022-02-24               # or a span, "12mo"; default: the dashboard's change_over. The crosshair moves it
"#,
    min_size: (34, 4),
    build,
    schema: options::schema::<Options>,
};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Which of `[[index]]`, in this order; default: those of the actors.
    indices: Option<Vec<Spanned<String>>>,
    /// A date, or a span of time, with which it is compared; default: the dashboard's `change_over`. The crosshair
    /// moves it.
    #[schemars(transform = or_text(Span::PATTERN, "12mo"))]
    since: Option<Date>,
}

#[derive(Debug)]
struct Indices {
    indices: Vec<Id>,
    since: Since,
}

fn build(table: &mut Table<'_>, model: &Model) -> Option<Box<dyn Panel>> {
    let Options { indices, since } = table.read()?;
    let indices = if let Some(list) = indices {
        let named = list
            .iter()
            .filter_map(|id| options::index(table, model, id));
        named.map(|target| target.id().clone()).collect()
    } else {
        let actors = options::measured_actors(model).filter_map(|actor| model.actor(actor));
        actors.filter_map(|actor| actor.index.clone()).collect()
    };
    let since = since
        .and_then(|since| table.parse(since.text(), Code::BadDate, Since::parse))
        .unwrap_or(Since::Span(model.change_over));
    Some(Box::new(Indices { indices, since }))
}

impl Indices {
    /// The date from which on moves are explained: the crosshair's, where there is one.
    fn since(&self, cx: &Context<'_>) -> NaiveDate {
        cx.cursor().unwrap_or_else(|| self.since.date(cx.now.as_of))
    }
}

/// The room for rows: all but the column heads, where there is height for those.
fn body(area: Rect) -> Rect {
    let heads = u16::from(area.height >= HEADS);
    Rect {
        y: area.y + heads,
        height: area.height - heads,
        ..area
    }
}

impl Panel for Indices {
    fn lists(&self, _model: &Model) -> Option<Vec<Target>> {
        Some(self.indices.iter().cloned().map(Target::Index).collect())
    }

    fn title(&self, _model: &Model) -> String {
        String::from("Why it moved")
    }

    fn badge(&self, cx: &Context<'_>) -> String {
        let since = format!("since {}", text::date(self.since(cx)));
        match cx.answers.standing(Analysis::Robustness) {
            standing if standing.is_empty() => since,
            standing => format!("{standing} · {since}"),
        }
    }

    fn analyses(&self) -> &'static [Analysis] {
        &[Analysis::Robustness]
    }

    fn targets(&self, cx: &Context<'_>) -> Vec<Target> {
        let rows = layout(cx.model, &self.indices);
        rows.into_iter().filter_map(|row| row.target).collect()
    }

    fn extent(&self, _cx: &Context<'_>, area: Rect) -> Extent {
        Extent::Rows(body(area).height.into())
    }

    fn target_at(&self, cx: &Context<'_>, area: Rect, at: Position) -> Option<Target> {
        let area = body(area);
        let places = layout(cx.model, &self.indices);
        let targets: Vec<Option<Target>> = places.into_iter().map(|row| row.target).collect();
        let selected = Some(&cx.place.selected);
        let rows = Rows::new(&targets, selected, cx.place.row, (area, 1));
        targets.get(rows.at(at)?)?.clone()
    }

    fn time_axis(&self, cx: &Context<'_>) -> Option<(NaiveDate, NaiveDate)> {
        let (from, to) = (cx.model.start, cx.now.as_of);
        (from < to).then_some((from, to))
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let rows: Vec<Row> = rows(cx, &self.indices, self.since(cx));
        if rows.is_empty() {
            let words = "No actor has an index: name one in `index` of each actor.";
            gaps::fill(cx, words, area, buf);
            return;
        }
        let places: Vec<_> = rows.iter().map(|row| row.place.target.clone()).collect();
        let body = body(area);
        let selected = Some(&cx.place.selected);
        let seen = Rows::new(&places, selected, cx.place.row, (body, 1));
        let room = area
            .width
            .saturating_sub(2 * u16::from(seen.shown.len() < rows.len()));
        let board = draw::Board::new(&rows, room.into());
        if body.y > area.y {
            let first = area.rows().next().unwrap_or_default();
            board.heads(
                cx,
                Rect {
                    width: room,
                    ..first
                },
                buf,
            );
        }
        for (line, place) in seen.places() {
            let line = Rect {
                width: room,
                ..line
            };
            board.draw(cx, &rows[place], place == seen.selected, line, buf);
        }
        hints(buf, body, &seen.shown, rows.len(), cx.theme);
    }
}
