//! `movers`: what changed over a window, the largest move first, each with its evidence.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, Extent, Kind, Panel, Target, options};
use crate::assess::{moved_over, weight_of};
use crate::lenient::{Spanned, Table};
use crate::model::{Indicator, Level, Model, Span};
use crate::text::{self, Align, fit, width};
use crate::theme::{arrow, level_glyph};
use crate::widget::{Column, GAP, chosen, hints, put};

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "movers",
    summary: "what changed over a window, the largest move first, each with its evidence",
    example: r#"kind = "movers"
since = "12mo"               # the window; default: the dashboard's change_over
# dimension = "security"     # only this dimension
"#,
    min_size: (34, 4),
    build,
    schema: options::schema::<Options>,
};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// The window; default: the dashboard's `change_over`.
    #[schemars(regex(pattern = Span::PATTERN), example = &"12mo")]
    since: Option<Spanned<String>>,
    /// Only this dimension.
    dimension: Option<Spanned<String>>,
}

#[derive(Debug)]
struct Movers {
    since: Span,
    dimension: Option<crate::model::Id>,
}

fn build(table: &mut Table<'_>, model: &Model) -> Option<Box<dyn Panel>> {
    let Options { since, dimension } = table.read()?;
    let since = options::span(table, since.as_ref(), model.change_over);
    let dimension = dimension.and_then(|id| options::dimension(table, model, &id));
    Some(Box::new(Movers { since, dimension }))
}

/// In front of a first value that is older than the window.
const OLDER: &str = "~";

/// One move, in words.
struct Row {
    target: Target,
    by: f64,
    weight: f64,
    name: String,
    /// From, to and unit: `65 → 75 /100`; with `~` in front where the first is older than the window.
    values: String,
    delta: String,
    /// The band it has now, with the one it had when that was another.
    band: Option<(Level, String)>,
    /// The date of the observation.
    date: String,
    /// The date of the first value where that is older than the window.
    since: String,
    /// What is noted of it; else who published it.
    says: String,
}

impl Movers {
    /// The moves, largest first.
    fn rows(&self, cx: &Context<'_>) -> Vec<Row> {
        let wanted = |indicator: &&Indicator| {
            self.dimension
                .as_ref()
                .is_none_or(|id| indicator.dimension == *id)
        };
        let mut rows: Vec<Row> = cx
            .model
            .indicators
            .iter()
            .filter(wanted)
            .filter_map(|indicator| self.row(cx, indicator))
            .collect();
        rows.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        rows
    }

    fn row(&self, cx: &Context<'_>, indicator: &Indicator) -> Option<Row> {
        let subject = &cx.model.subject.code;
        let moved = moved_over(indicator, subject, self.since, cx.now.as_of)
            .filter(|moved| moved.by != 0.0)?;
        let series = indicator.series_of(subject);
        let observation = series.get(series.at(cx.now.as_of)?)?;
        let value = moved.from + moved.by;
        let band_of = |value: f64| indicator.bands.get(indicator.bands.position_of(value)?);
        let band = band_of(value).map(|band| {
            let before = band_of(moved.from).filter(|before| before.name != band.name);
            let words = before.map_or(band.name.clone(), |before| {
                format!("{} → {}", before.name, band.name)
            });
            (band.level, words)
        });
        let decimals = Some(text::decimals(value, indicator.decimals));
        let number = |value| text::number(value, decimals);
        let publisher = observation
            .sources
            .first()
            .and_then(|id| Some(cx.model.source(id)?.publisher.as_str()));
        let since = if moved.is_older {
            let date = text::period(moved.since, moved.period.months());
            format!("from {date}")
        } else {
            String::new()
        };
        let says = match &*observation.note {
            "" => publisher.unwrap_or_default(),
            note => note,
        };
        Some(Row {
            target: Target::Indicator(indicator.id.clone()),
            by: moved.by,
            weight: weight_of(indicator, moved).abs(),
            name: indicator.name.clone(),
            values: format!(
                "{}{} → {} {}",
                if moved.is_older { OLDER } else { "" },
                number(moved.from),
                number(value),
                indicator.unit
            ),
            delta: text::delta(moved.by, decimals),
            band,
            date: text::period(observation.date, observation.period.months()),
            since,
            says: says.to_owned(),
        })
    }
}

impl Panel for Movers {
    fn title(&self, _model: &Model) -> String {
        format!("What moved in {}", self.since.short())
    }

    fn badge(&self, cx: &Context<'_>) -> String {
        let since = format!("since {}", text::date(self.since.before(cx.now.as_of)));
        if self.rows(cx).iter().any(|row| !row.since.is_empty()) {
            format!("{since}, {OLDER} or older")
        } else {
            since
        }
    }

    fn targets(&self, cx: &Context<'_>) -> Vec<Target> {
        self.rows(cx).into_iter().map(|row| row.target).collect()
    }

    fn extent(&self, _cx: &Context<'_>, area: Rect) -> Extent {
        Extent::Rows(area.height.into())
    }

    fn target_at(&self, cx: &Context<'_>, area: Rect, at: Position) -> Option<Target> {
        let targets = self.targets(cx);
        targets.get(cx.rows(&targets, area).at(at)?).cloned()
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let rows = self.rows(cx);
        if rows.is_empty() {
            let text = format!(
                "nothing moved since {}",
                text::date(self.since.before(cx.now.as_of))
            );
            put(buf, area, (1, 0), &text, cx.theme.dim);
            return;
        }
        let targets: Vec<Target> = rows.iter().map(|row| row.target.clone()).collect();
        let seen = cx.rows(&targets, area);
        let widths = Widths::new(
            &rows,
            usize::from(area.width).saturating_sub(if seen.shown.len() < rows.len() {
                2
            } else {
                0
            }),
        );
        for (line, place) in seen.places() {
            let is_selected = place == seen.selected;
            draw_row(cx, &widths, &rows[place], is_selected, line, buf);
        }
        hints(buf, area, &seen.shown, rows.len(), cx.theme);
    }
}

/// Widths of the columns; 0: not shown.
struct Widths {
    name: usize,
    delta: usize,
    values: usize,
    band: usize,
    date: usize,
    since: usize,
    says: usize,
}

/// Names are given this much, least and most, before other columns come in.
const NAME: (usize, usize) = (12, 30);

/// Cells in which a note begins to say something.
const SAYS: usize = 16;

impl Widths {
    fn new(rows: &[Row], room: usize) -> Self {
        let most = |part: &dyn Fn(&Row) -> usize| rows.iter().map(part).max().unwrap_or(0);
        // The mark of the selection, the arrow and their blanks.
        let room = room.saturating_sub(4);
        let longest = most(&|row| width(&row.name)).clamp(9, 40);
        let name = longest.min((room / 3).clamp(NAME.0, NAME.1));
        let columns = [
            most(&|row| width(&row.delta)),
            most(&|row| width(&row.values)),
            most(&|row| row.band.as_ref().map_or(0, |(_, words)| width(words) + 2)),
            most(&|row| width(&row.date)),
            most(&|row| width(&row.since)),
            SAYS,
        ];
        let mut priority = 0..;
        let wanted = columns.map(|width| Column {
            width,
            priority: priority.next().unwrap_or(u8::MAX),
        });
        let shown = chosen(wanted, room.saturating_sub(name));
        let or_none = |place: usize| if shown[place] { columns[place] } else { 0 };
        let taken: usize = (0..columns.len())
            .filter(|&place| shown[place] && columns[place] > 0)
            .map(|place| columns[place] + GAP)
            .sum();
        let left = room.saturating_sub(taken);
        let name = left.min(longest);
        // The note has what no name needs.
        let says = match or_none(5) {
            0 => 0,
            cells => cells + left - name,
        };
        Self {
            name,
            delta: or_none(0),
            values: or_none(1),
            band: or_none(2),
            date: or_none(3),
            since: or_none(4),
            says,
        }
    }
}

fn draw_row(
    cx: &Context<'_>,
    widths: &Widths,
    row: &Row,
    is_selected: bool,
    line: Rect,
    buf: &mut Buffer,
) {
    let theme = cx.theme;
    let direction = if row.by > 0.0 { theme.up } else { theme.down };
    put(
        buf,
        line,
        (0, 0),
        if is_selected { "▸" } else { " " },
        if cx.focused { theme.accent } else { theme.dim },
    );
    put(buf, line, (2, 0), arrow(row.by), direction);
    let mut at = 4;
    let mut cell = |cells: usize, text: &str, align: Align, style: Style| {
        if cells > 0 {
            put(buf, line, (at, 0), &fit(text, cells, align), style);
            at += cells + GAP;
        }
    };
    cell(widths.name, &row.name, Align::Left, theme.text);
    cell(widths.delta, &row.delta, Align::Right, direction);
    cell(widths.values, &row.values, Align::Left, theme.strong);
    let (band, style) = row
        .band
        .as_ref()
        .map_or((String::new(), theme.dim), |(level, words)| {
            (
                format!("{} {words}", level_glyph(*level)),
                theme.level(*level),
            )
        });
    cell(widths.band, &band, Align::Left, style);
    cell(widths.date, &row.date, Align::Left, theme.dim);
    cell(widths.since, &row.since, Align::Left, theme.dim);
    cell(widths.says, &row.says, Align::Left, theme.dim);
    if is_selected && cx.focused {
        buf.set_style(line, theme.selected);
    }
    if cx.changed.contains(row.target.id()) {
        buf.set_style(line, theme.changed);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{World, day, panel, today};

    #[test]
    fn the_largest_move_comes_first_with_its_evidence() {
        let world = World::on(today());
        let movers = panel("movers", "", &world.model);
        for (width, height) in [(40, 3), (80, 6), (130, 6)] {
            insta::assert_snapshot!(
                format!("movers_{width}"),
                world.text(&*movers, width, height)
            );
        }
    }

    #[test]
    fn a_window_without_moves_says_so() {
        let world = World::on(day(2014, 6, 30));
        let movers = panel(
            "movers",
            "since = '1d'\ndimension = 'security'",
            &world.model,
        );
        assert_eq!(
            world.text(&*movers, 40, 1),
            " nothing moved since 29 Jun 2014\n"
        );
        assert!(movers.targets(&world.cx()).is_empty());
    }
}
