//! `evidence`: what is behind the selection, down to the addresses of sources.

mod happened;
mod indicator;
mod observations;
mod page;
mod rival;
mod score;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;
use schemars::JsonSchema;
use serde::Deserialize;

use self::page::Page;
use super::{Context, Extent, Kind, Panel, Target, gaps, options};
use crate::assess::Assessment;
use crate::lenient::Table;
use crate::model::Model;
use crate::theme::Theme;
use crate::widget::hints;

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "evidence",
    summary: "what is behind the selection: definition, observations, sources with their addresses",
    example: r#"kind = "evidence"
# It follows what is selected on the page and has no options.
"#,
    min_size: (30, 6),
    build,
    schema: options::schema::<Options>,
};

/// What stands in place of a selection.
const HINT: &str = "Nothing is selected. Select an indicator, an event or a judgement in another panel: \
                    what is behind it stands here.";

/// What is behind the item that is selected on the page.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {}

#[derive(Debug)]
struct Evidence;

fn build(table: &mut Table<'_>, _model: &Model) -> Option<Box<dyn Panel>> {
    let Options {} = table.read()?;
    Some(Box::new(Evidence))
}

/// All that is known of an item as of the date of an assessment, in lines of at most `width` cells; of observations the
/// newest 500.
pub(super) fn lines(
    model: &Model,
    now: &Assessment,
    theme: &Theme,
    target: &Target,
    width: usize,
) -> Vec<Line<'static>> {
    first_lines(model, now, theme, target, (width, usize::MAX))
}

/// At least so many of the lines, where there are as many: what does not show need not be written.
fn first_lines(
    model: &Model,
    now: &Assessment,
    theme: &Theme,
    target: &Target,
    (width, enough): (usize, usize),
) -> Vec<Line<'static>> {
    let mut page = Page::new(model, now, theme, (width, enough));
    match target {
        Target::Indicator(id) => indicator::write(&mut page, id),
        Target::Index(id) => score::write(&mut page, id),
        Target::Event(id) => happened::event(&mut page, id),
        Target::Judgement(id) => happened::judgement(&mut page, id),
        Target::Hypothesis(id) => rival::hypothesis(&mut page, id),
        Target::Finding(id) => rival::finding(&mut page, id),
        Target::Source(id) => happened::source(&mut page, id),
    }
    page.into_lines()
}

/// Where the text stands: apart from the border, and from the hints at the right, where that costs little.
fn page_of(area: Rect) -> Rect {
    let margin = u16::from(area.width >= 24);
    Rect {
        x: area.x + margin,
        width: area.width - 2 * margin,
        ..area
    }
}

impl Panel for Evidence {
    fn title(&self, _model: &Model) -> String {
        String::from("Evidence")
    }

    fn follows_selection(&self) -> bool {
        true
    }

    fn extent(&self, cx: &Context<'_>, area: Rect) -> Extent {
        let width = usize::from(page_of(area).width);
        let lines = cx
            .selection
            .map(|target| lines(cx.model, cx.now, cx.theme, target, width));
        Extent::Lines(lines.map_or(0, |lines| lines.len()))
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let page = page_of(area);
        let (width, height) = (usize::from(page.width), usize::from(page.height));
        let Some(target) = cx.selection else {
            gaps::draw(cx, HINT, page, buf);
            return;
        };
        let enough = cx.place.scroll.saturating_add(height + 1);
        let lines = first_lines(cx.model, cx.now, cx.theme, target, (width, enough));
        if lines.is_empty() {
            gaps::draw(cx, "What was selected is gone.", page, buf);
            return;
        }
        let first = cx.place.scroll.min(lines.len().saturating_sub(height));
        for (row, line) in page.rows().zip(&lines[first..]) {
            line.render(row, buf);
        }
        hints(
            buf,
            area,
            &(first..(first + height).min(lines.len())),
            lines.len(),
            cx.theme,
        );
    }
}

#[cfg(test)]
mod tests;
