//! `metric`: one number, very large.

mod digits;
mod facts;
mod layout;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;
use ratatui::widgets::Widget;
use schemars::JsonSchema;
use serde::Deserialize;

use self::facts::Facts;
use self::layout::layout;
use super::{Context, Kind, Panel, Target, options};
use crate::assess::Analysis;
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Spanned, Table};
use crate::model::Model;

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "metric",
    summary: "one number, very large, with its change, band, age and source",
    example: r#"
kind = "metric"
indicator = "csto-ties"       # one of the two
# index = "influence-russia"
"#,
    min_size: (18, 4),
    build,
    schema: options::schema::<Options>,
};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("oneOf" = [{ "required": ["indicator"] }, { "required": ["index"] }]))]
struct Options {
    /// The indicator shown; one of the two.
    indicator: Option<Spanned<String>>,
    /// The index shown; one of the two.
    index: Option<Spanned<String>>,
}

#[derive(Debug)]
struct Metric {
    of: Target,
}

fn build(table: &mut Table<'_>, model: &Model) -> Option<Box<dyn Panel>> {
    let is_named = table.has("indicator") || table.has("index");
    let options: Options = table.read()?;
    let of = match (&options.indicator, &options.index) {
        (Some(id), None) => options::indicator(table, model, id)?,
        (None, Some(id)) => options::index(table, model, id)?,
        // What is named cannot be read, which has been told.
        (None, None) if is_named => return None,
        (None, None) | (Some(_), Some(_)) => {
            let message = "needs one of `indicator` and `index`";
            table.problem(Problem::new(Code::MissingKey, table.span(), message));
            return None;
        }
    };
    Some(Box::new(Metric { of }))
}

impl Panel for Metric {
    fn most_rows(&self) -> Option<u16> {
        None
    }

    fn analyses(&self) -> &'static [Analysis] {
        match self.of {
            Target::Index(_) => &[Analysis::Robustness],
            _ => &[],
        }
    }

    fn lists(&self, _model: &Model) -> Option<Vec<Target>> {
        Some(vec![self.of.clone()])
    }

    fn title(&self, model: &Model) -> String {
        facts::title(model, &self.of)
    }

    fn targets(&self, _cx: &Context<'_>) -> Vec<Target> {
        vec![self.of.clone()]
    }

    fn target_at(&self, _cx: &Context<'_>, area: Rect, at: Position) -> Option<Target> {
        area.contains(at).then(|| self.of.clone())
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let margin = u16::from(area.width >= 24);
        let area = Rect {
            x: area.x + margin,
            width: area.width - 2 * margin,
            ..area
        };
        if area.is_empty() {
            return;
        }
        let facts = Facts::new(cx, &self.of);
        let mut style = cx.theme.strong;
        if cx.changed.contains(self.of.id()) {
            style = style.patch(cx.theme.changed);
        }
        let Some(layout) = layout(&facts, area) else {
            let mut rows = area.rows();
            if let Some(row) = rows.next() {
                facts
                    .short(cx.theme, style, usize::from(row.width))
                    .render(row, buf);
            }
            for (line, row) in facts.fitting(usize::from(area.height) - 1).zip(rows) {
                facts::cut(line, usize::from(row.width)).render(row, buf);
            }
            return;
        };
        layout.picture.draw(layout.number, buf, style);
        Span::styled(facts.unit.as_str(), cx.theme.dim).render(layout.unit, buf);
        for (line, row) in facts
            .fitting(usize::from(layout.text.height))
            .zip(layout.text.rows())
        {
            facts::cut(line, usize::from(row.width)).render(row, buf);
        }
    }
}
