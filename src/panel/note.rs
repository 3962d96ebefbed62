//! `note`: the operator's Markdown.

mod layout;
mod markdown;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;
use schemars::JsonSchema;
use serde::Deserialize;

use self::markdown::Block;
use super::{Context, Extent, Kind, Panel, options};
use crate::lenient::Table;
use crate::model::Model;

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "note",
    summary: "the operator's Markdown: headings, lists, emphasis, links, tables",
    example: r#"
kind = "note"
# Markdown. Links are shown with their address, since a terminal cannot follow them.
text = """
## How to read this page

- **Position** on the rope: share of influence, not of affection.
- *Assessed* figures are judgements on a rubric; see [ICD 203](https://www.dni.gov/).
"""
"#,
    min_size: (16, 3),
    build,
    schema: options::schema::<Options>,
};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Markdown. Links are shown with their address, since a terminal cannot follow them.
    text: String,
}

#[derive(Debug)]
struct Note {
    blocks: Vec<Block>,
}

fn build(table: &mut Table<'_>, _model: &Model) -> Option<Box<dyn Panel>> {
    let Options { text } = table.read()?;
    Some(Box::new(Note {
        blocks: markdown::read(&text),
    }))
}

impl Note {
    fn lines(&self, cx: &Context<'_>, area: Rect) -> Vec<Line<'static>> {
        layout::lines(&self.blocks, usize::from(area.width), cx.theme)
    }
}

impl Panel for Note {
    fn title(&self, _model: &Model) -> String {
        String::from("Note")
    }

    fn extent(&self, cx: &Context<'_>, area: Rect) -> Extent {
        Extent::Lines(self.lines(cx, area).len())
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let lines = self.lines(cx, area);
        let top = cx
            .place
            .scroll
            .min(lines.len().saturating_sub(usize::from(area.height)));
        for (row, line) in area.rows().zip(lines.into_iter().skip(top)) {
            line.render(row, buf);
        }
    }
}
