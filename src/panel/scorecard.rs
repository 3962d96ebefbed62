//! `scorecard`: the table of indicators.

mod row;
mod table;
mod widths;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, Extent, Kind, Panel, Target, options};
use crate::lenient::{Spanned, Table, unknown_word};
use crate::model::{Indicator, Model, Span};
use crate::text::MISSING;
use crate::widget::{position, put, window};
use row::Row;
use widths::Part;

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "scorecard",
    summary: "a table of indicators: value, change, course, band, age, grade; sorted, selected, searched",
    example: r#"kind = "scorecard"
# All are optional; without any, every indicator is listed.
indices = ["influence-russia"]        # indices first
indicators = ["csto-ties"]            # these indicators, in this order
# dimension = "security"              # or all of a dimension …
# actor = "russia"                    # … or of an actor (both: those in both)
spark = "5y"                          # how far back the small course goes
# columns = ["change", "band", "course", "age", "kind", "grade"]   # only these; the first are given room first
"#,
    min_size: (34, 5),
    build,
    schema: options::schema::<Options>,
};

/// How far back the small course goes when nothing is said.
const SPARK: Span = Span::months(60);

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Indices, listed first.
    #[serde(default)]
    indices: Vec<Spanned<String>>,
    /// These indicators, in this order; default: all.
    indicators: Option<Vec<Spanned<String>>>,
    /// All indicators of this dimension.
    dimension: Option<Spanned<String>>,
    /// All indicators of this actor (with `dimension`: those in both).
    actor: Option<Spanned<String>>,
    /// How far back the small course goes.
    #[schemars(regex(pattern = Span::PATTERN), extend("default" = "5y"))]
    spark: Option<Spanned<String>>,
    /// Only these columns; the first are given room first.
    #[schemars(extend("items" = serde_json::json!({ "type": "string", "enum": Part::WORDS })))]
    columns: Option<Vec<Spanned<String>>>,
}

#[derive(Debug)]
struct Scorecard {
    targets: Vec<Target>,
    spark: Span,
    columns: Vec<Part>,
}

fn build(table: &mut Table<'_>, model: &Model) -> Option<Box<dyn Panel>> {
    let Options {
        indices,
        indicators,
        dimension,
        actor,
        spark,
        columns,
    } = table.read()?;
    let mut targets: Vec<Target> = Vec::new();
    for id in &indices {
        targets.extend(options::index(table, model, id));
    }
    let is_filtered = dimension.is_some() || actor.is_some();
    let dimension = dimension.and_then(|id| options::dimension(table, model, &id));
    let actor = actor.and_then(|id| options::actors(table, model, &[id]).pop());
    if let Some(list) = &indicators {
        for id in list {
            targets.extend(options::indicator(table, model, id));
        }
    }
    if is_filtered || (indicators.is_none() && indices.is_empty()) {
        let fits = |indicator: &&Indicator| {
            dimension
                .as_ref()
                .is_none_or(|id| indicator.dimension == *id)
                && actor
                    .as_ref()
                    .is_none_or(|id| indicator.actor.as_ref() == Some(id))
        };
        let found = model
            .indicators
            .iter()
            .filter(fits)
            .map(|indicator| Target::Indicator(indicator.id.clone()));
        let new: Vec<Target> = found.filter(|target| !targets.contains(target)).collect();
        targets.extend(new);
    }
    let spark = options::span(table, spark.as_ref(), SPARK);
    let columns = columns.map_or(Part::ALL.to_vec(), |words| parts(table, &words));
    Some(Box::new(Scorecard {
        targets,
        spark,
        columns,
    }))
}

/// The columns that a list names; words that mean none are told and left out.
fn parts(table: &mut Table<'_>, words: &[Spanned<String>]) -> Vec<Part> {
    let mut found = Vec::new();
    for word in words {
        match Part::of_word(word.get_ref()) {
            Some(part) if found.contains(&part) => {}
            Some(part) => found.push(part),
            None => table.problem(unknown_word(word.get_ref(), word.span(), &Part::WORDS)),
        }
    }
    found
}

impl Scorecard {
    /// All rows in the reader's order.
    fn rows(&self, cx: &Context<'_>) -> Vec<Row> {
        let mut rows: Vec<Row> = self
            .targets
            .iter()
            .filter_map(|target| Row::new(cx, target))
            .collect();
        match cx.place.sort {
            1 => rows.sort_by(|a, b| b.moved_by().total_cmp(&a.moved_by())),
            2 => rows.sort_by_key(|row| std::cmp::Reverse(row.age_days.unwrap_or(i64::MIN))),
            3 => rows
                .sort_by_key(|row| std::cmp::Reverse(row.band.as_ref().map(|(level, _)| *level))),
            _ => {}
        }
        rows
    }

    /// The rows of targets that show in an area: what is left below the heads.
    fn body(area: Rect) -> Rect {
        let heads = u16::from(area.height > 1);
        Rect {
            y: area.y + heads,
            height: area.height - heads,
            ..area
        }
    }
}

impl Panel for Scorecard {
    fn most_rows(&self) -> Option<u16> {
        // The heads of the columns come first.
        u16::try_from(self.targets.len() + 1).ok()
    }

    fn lists(&self, _model: &Model) -> Option<Vec<Target>> {
        Some(self.targets.clone())
    }

    fn title(&self, _model: &Model) -> String {
        "Indicators".to_owned()
    }

    fn badge(&self, cx: &Context<'_>) -> String {
        let rows: Vec<Row> = self
            .targets
            .iter()
            .filter_map(|target| Row::new(cx, target))
            .collect();
        let moved = rows
            .iter()
            .filter(|row| row.change.is_some_and(|by| by != 0.0))
            .count();
        format!("{moved} of {} moved", rows.len())
    }

    fn targets(&self, cx: &Context<'_>) -> Vec<Target> {
        self.rows(cx).into_iter().map(|row| row.target).collect()
    }

    fn extent(&self, _cx: &Context<'_>, area: Rect) -> Extent {
        Extent::Rows(usize::from(Self::body(area).height))
    }

    fn target_at(&self, cx: &Context<'_>, area: Rect, at: Position) -> Option<Target> {
        let body = Self::body(area);
        let targets = self.targets(cx);
        targets.get(cx.rows(&targets, body).at(at)?).cloned()
    }

    fn sorts(&self) -> &'static [&'static str] {
        &["as written", "change", "age", "band"]
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let rows = self.rows(cx);
        if rows.is_empty() {
            put(
                buf,
                area,
                (1, 0),
                &format!("{MISSING} no indicators"),
                cx.theme.dim,
            );
            return;
        }
        let targets: Vec<Target> = rows.iter().map(|row| row.target.clone()).collect();
        let selected = position(cx.place.selected.as_ref(), &targets);
        let body = Self::body(area);
        let shown = window(rows.len(), selected, cx.place.row, body.height.into());
        table::draw(
            &table::Frame {
                cx,
                rows: &rows,
                selected,
                shown,
                columns: &self.columns,
                spark: self.spark,
            },
            area,
            body,
            buf,
        );
    }
}

#[cfg(test)]
mod tests;
