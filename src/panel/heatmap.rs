//! `heatmap`: scores of indicators or indices by month, quarter or year, as the width allows.

mod cells;
mod periods;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, Extent, Kind, Panel, Target, gaps, options};
use crate::lenient::{Spanned, Table};
use crate::model::{Model, Span};
use crate::text::{Align, fit, number, truncate, width};
use crate::widget::{hints, put};
use cells::{Course, Shade};
use periods::{Period, periods};

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "heatmap",
    summary: "scores of indicators or indices by month, quarter or year; carried, stale and missing told apart",
    example: r#"kind = "heatmap"
# All are optional; without any, every index is shown.
indices = ["influence-russia"]        # indices first
indicators = ["csto-ties"]            # then these indicators, in this order
# dimension = "security"              # or all indicators of a dimension
span = "10y"                          # how far back; default: from the start of the dashboard
"#,
    min_size: (30, 5),
    build,
    schema: options::schema::<Options>,
};

/// Cells for the mark of the selection.
const MARGIN: usize = 2;

/// Cells of a period, least and most: a shade, and how well it is known.
const CELL: (usize, usize) = (2, 4);

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Indices, first; without any key every index is shown.
    #[serde(default)]
    indices: Vec<Spanned<String>>,
    /// Then these indicators, in this order.
    #[serde(default)]
    indicators: Vec<Spanned<String>>,
    /// All indicators of this dimension.
    dimension: Option<Spanned<String>>,
    /// How far back; default: from the start of the dashboard.
    #[schemars(regex(pattern = Span::PATTERN), example = &"10y")]
    span: Option<Spanned<String>>,
}

#[derive(Debug)]
struct Heatmap {
    rows: Vec<Target>,
    /// How far back; none: from the start of the dashboard.
    span: Option<Span>,
}

fn build(table: &mut Table<'_>, model: &Model) -> Option<Box<dyn Panel>> {
    let Options {
        indices,
        indicators,
        dimension,
        span,
    } = table.read()?;
    let says_nothing = indices.is_empty() && indicators.is_empty() && dimension.is_none();
    let mut rows: Vec<Target> = Vec::new();
    for id in &indices {
        rows.extend(options::index(table, model, id));
    }
    for id in &indicators {
        rows.extend(options::indicator(table, model, id));
    }
    if let Some(id) = dimension.and_then(|id| options::dimension(table, model, &id)) {
        let of = model.indicators.iter().filter(|item| item.dimension == id);
        let found: Vec<Target> = of
            .map(|item| Target::Indicator(item.id.clone()))
            .filter(|target| !rows.contains(target))
            .collect();
        rows.extend(found);
    }
    if says_nothing {
        let all = model.indices.iter();
        rows.extend(all.map(|index| Target::Index(index.id.clone())));
    }
    let span = span.map(|text| options::span(table, Some(&text), Span::months(120)));
    Some(Box::new(Heatmap { rows, span }))
}

/// How the room is divided.
struct Plan {
    name: usize,
    /// Cells of a period.
    cell: usize,
    periods: Vec<Period>,
    body: Rect,
    has_legend: bool,
}

impl Heatmap {
    fn window(&self, cx: &Context<'_>) -> (NaiveDate, NaiveDate) {
        let to = cx.now.as_of;
        let from = self.span.map_or(cx.model.start, |span| span.before(to));
        (from, to)
    }

    /// The rows that exist.
    fn shown(&self, cx: &Context<'_>) -> Vec<Target> {
        let exists = |target: &&Target| Course::name(cx.model, target).is_some();
        self.rows.iter().filter(exists).cloned().collect()
    }

    fn plan(&self, cx: &Context<'_>, area: Rect) -> Plan {
        let room = usize::from(area.width).saturating_sub(MARGIN);
        let rows = self.shown(cx);
        let names = rows.iter().filter_map(|row| Course::name(cx.model, row));
        let longest = names.map(width).max().unwrap_or(0) + 1;
        let name = longest.min(room * 2 / 5).min(34);
        let (from, to) = self.window(cx);
        // The last column is for the hints that there is more.
        let room = room.saturating_sub(name + 1);
        let periods = periods(from, to, room / CELL.0);
        let cell = room / periods.len().max(1);
        let has_legend = area.height >= 4;
        let heads = u16::from(area.height >= 2);
        Plan {
            name,
            cell: cell.clamp(CELL.0, CELL.1),
            periods,
            body: Rect {
                y: area.y + heads,
                height: area.height - heads - u16::from(has_legend),
                ..area
            },
            has_legend,
        }
    }
}

impl Panel for Heatmap {
    fn most_rows(&self) -> Option<u16> {
        // The years above, what the signs mean below.
        u16::try_from(self.rows.len() + 2).ok()
    }

    fn lists(&self, _model: &Model) -> Option<Vec<Target>> {
        Some(self.rows.clone())
    }

    fn title(&self, _model: &Model) -> String {
        String::from("Scores over time")
    }

    fn targets(&self, cx: &Context<'_>) -> Vec<Target> {
        self.shown(cx)
    }

    fn extent(&self, cx: &Context<'_>, area: Rect) -> Extent {
        Extent::Rows(usize::from(self.plan(cx, area).body.height))
    }

    fn target_at(&self, cx: &Context<'_>, area: Rect, at: Position) -> Option<Target> {
        let plan = self.plan(cx, area);
        let rows = self.shown(cx);
        rows.get(cx.rows(&rows, plan.body).at(at)?).cloned()
    }

    fn time_axis(&self, cx: &Context<'_>) -> Option<(NaiveDate, NaiveDate)> {
        let (from, to) = self.window(cx);
        (from < to).then_some((from, to))
    }

    fn date_at(&self, cx: &Context<'_>, area: Rect, at: Position) -> Option<NaiveDate> {
        let (from, to) = self.time_axis(cx)?;
        let plan = self.plan(cx, area);
        let column = usize::from(at.x.checked_sub(area.x)?).checked_sub(MARGIN + plan.name)?;
        let period = plan.periods.get(column / plan.cell)?;
        area.contains(at).then(|| period.to.clamp(from, to))
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let rows = self.shown(cx);
        let plan = self.plan(cx, area);
        if rows.is_empty() || plan.periods.is_empty() {
            let lack = if rows.is_empty() {
                "Nothing to show: name indices or indicators."
            } else {
                "No period to show by this date."
            };
            gaps::fill(cx, lack, area, buf);
            return;
        }
        let seen = cx.rows(&rows, plan.body);
        heads(cx, &plan, area, buf);
        for (line, place) in seen.places() {
            let is_selected = place == seen.selected;
            draw_row(cx, &plan, &rows[place], is_selected, line, buf);
        }
        hints(buf, plan.body, &seen.shown, rows.len(), cx.theme);
        if plan.has_legend {
            foot(cx, &plan, &rows[seen.selected], area, buf);
        }
    }
}

/// The years above the periods in which they begin, or as often as there is room.
fn heads(cx: &Context<'_>, plan: &Plan, area: Rect, buf: &mut Buffer) {
    if plan.body.y == area.y {
        return;
    }
    let mut free = 0;
    for (at, period) in plan.periods.iter().enumerate() {
        let column = MARGIN + plan.name + at * plan.cell;
        if period.begins_year && column >= free && column + 4 <= usize::from(area.width) {
            put(buf, area, (column, 0), &period.year, cx.theme.head);
            free = column + 5;
        }
    }
}

fn is_under_cursor(cx: &Context<'_>, period: &Period) -> bool {
    cx.cursor()
        .is_some_and(|date| period.from <= date && date <= period.to)
}

fn draw_row(
    cx: &Context<'_>,
    plan: &Plan,
    row: &Target,
    is_selected: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = cx.theme;
    let marker = if is_selected { "▸" } else { " " };
    let focus = if cx.focused { theme.accent } else { theme.dim };
    put(buf, area, (0, 0), marker, focus);
    let name = Course::name(cx.model, row).unwrap_or_default();
    let name = fit(
        &truncate(name, plan.name.saturating_sub(1)),
        plan.name,
        Align::Left,
    );
    put(buf, area, (MARGIN, 0), &name, theme.text);
    if is_selected && cx.focused {
        buf.set_style(area, theme.selected);
    }
    let course = Course::new(cx, row, &plan.periods);
    for (at, (cell, period)) in course.cells.iter().zip(&plan.periods).enumerate() {
        let column = MARGIN + plan.name + at * plan.cell;
        let style = match cell {
            Some(cell) if cell.shade() > Shade::Least => course.style,
            _ => theme.dim,
        };
        let nothing = || "·".repeat(plan.cell);
        let words = cell
            .as_ref()
            .map_or_else(nothing, |cell| cell.words(plan.cell));
        put(buf, area, (column, 0), &words, style);
        if is_under_cursor(cx, period) {
            let x = area.x + column as u16;
            let under = Rect {
                x,
                width: plan.cell as u16,
                ..area
            };
            buf.set_style(under.intersection(area), theme.selected);
        }
    }
}

/// What the crosshair reads, else what the signs mean.
fn foot(cx: &Context<'_>, plan: &Plan, row: &Target, area: Rect, buf: &mut Buffer) {
    let at = (MARGIN, usize::from(area.height) - 1);
    let room = usize::from(area.width).saturating_sub(MARGIN);
    let read = plan
        .periods
        .iter()
        .find(|period| is_under_cursor(cx, period));
    if let Some(period) = read {
        let course = Course::new(cx, row, std::slice::from_ref(period));
        let name = Course::name(cx.model, row).unwrap_or_default();
        let words = match course.cells.first().copied().flatten() {
            Some(cell) => format!(
                "{}  {name}: score {}{}",
                period.label,
                number(cell.score, Some(1)),
                cell.standing()
            ),
            None => format!("{}  {name}: not known", period.label),
        };
        put(buf, area, at, &truncate(&words, room), cx.theme.text);
        return;
    }
    let words = "score ░ to 25  ▒ 50  ▓ 75  █ 100   ~ carried  ! stale  ·· not known";
    put(buf, area, at, &truncate(words, room), cx.theme.dim);
}
