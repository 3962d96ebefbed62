//! `metric`: one number, very large.

mod digits;
mod facts;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;
use ratatui::widgets::Widget;
use serde::Deserialize;
use toml::Spanned;

use self::digits::Picture;
use self::facts::Facts;
use super::{Context, Kind, Panel, Target, options};
use crate::diagnostic::{Code, Problem};
use crate::lenient::Table;
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
};

/// Columns kept between the number and text beside it.
const BESIDE: u16 = 3;

/// Columns that text beside the number needs.
const TEXT: u16 = 24;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    indicator: Option<Spanned<String>>,
    index: Option<Spanned<String>>,
}

#[derive(Debug)]
struct Metric {
    of: Target,
}

fn build(table: &mut Table<'_>, model: &Model) -> Option<Box<dyn Panel>> {
    let options: Options = table.read()?;
    let of = match (&options.indicator, &options.index) {
        (Some(id), None) => options::indicator(table, model, id)?,
        (None, Some(id)) => options::index(table, model, id)?,
        (None, None) | (Some(_), Some(_)) => {
            let message = "needs one of `indicator` and `index`";
            table.problem(Problem::new(Code::MissingKey, table.span(), message));
            return None;
        }
    };
    Some(Box::new(Metric { of }))
}

/// Where number and text stand.
struct Layout {
    picture: Picture,
    number: Rect,
    text: Rect,
}

/// The largest number that leaves room for the text beside or below it; none where only a line of text fits.
fn layout(facts: &Facts, area: Rect) -> Option<Layout> {
    let most = facts.lines.len() as u16;
    // Below the number stand at least change and band.
    let least = most.min(3);
    Picture::sizes(&facts.number).find_map(|picture| {
        let (wide, high) = picture.size();
        let unit = crate::text::width(&facts.unit) as u16;
        let with_unit = wide + if unit > 0 { unit + 1 } else { 0 };
        if with_unit > area.width || high > area.height {
            return None;
        }
        let (number, text) = if high + least <= area.height {
            let rows = most.min(area.height - high);
            let spare = area.height - high - rows;
            let y = area.y + spare / 2;
            let gap = u16::from(spare > 1);
            let number = Rect::new(area.x, y, with_unit, high);
            (
                number,
                Rect {
                    y: number.bottom() + gap,
                    height: rows,
                    ..area
                },
            )
        } else if with_unit + BESIDE + TEXT <= area.width {
            let rows = most.min(area.height);
            let x = area.x + with_unit + BESIDE;
            let y = area.y + (area.height - high) / 2;
            let text = Rect::new(x, area.y + (area.height - rows) / 2, area.right() - x, rows);
            (Rect::new(area.x, y, with_unit, high), text)
        } else {
            return None;
        };
        Some(Layout {
            picture,
            number,
            text,
        })
    })
}

impl Panel for Metric {
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
        let unit = Rect {
            x: layout.number.x + layout.picture.size().0 + 1,
            y: layout.number.bottom() - 1,
            width: crate::text::width(&facts.unit) as u16,
            height: 1,
        };
        Span::styled(facts.unit.as_str(), cx.theme.dim).render(unit.intersection(area), buf);
        for (line, row) in facts
            .fitting(usize::from(layout.text.height))
            .zip(layout.text.rows())
        {
            facts::cut(line, usize::from(row.width)).render(row, buf);
        }
    }
}
