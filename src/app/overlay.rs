//! Where sheets stand, and how much they hold.

use ratatui::layout::Rect;

use super::{App, Layer, layout};
use crate::diagnostic::Diagnostic;
use crate::keymap::{self, Group, HelpLine};
use crate::theme::MARKS;

/// A sheet: its box, the list in it, what stands above or below the list, and the length of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The box.
    pub area: Rect,
    /// Above the list: the line that is typed.
    pub prompt: Rect,
    /// The list.
    pub list: Rect,
    /// Below the list: more about the selected item.
    pub more: Rect,
    /// Items or lines in the list.
    pub len: usize,
}

/// Rows for a problem in full at most.
const EXCERPT: usize = 16;
/// Columns from which the help has two columns.
const TWO_COLUMNS: u16 = 150;

impl App {
    /// The sheet on top, if one is.
    pub fn top_sheet(&self, area: Rect) -> Option<Sheet> {
        self.sheet(self.layers.last()?, area)
    }

    /// Where a layer's sheet stands; none for full-screen layers.
    pub fn sheet(&self, layer: &Layer, area: Rect) -> Option<Sheet> {
        let files = self.snapshot.files.len();
        Some(match layer {
            Layer::Zoom | Layer::Detail(_) => return None,
            Layer::Help(_) if area.width >= TWO_COLUMNS => {
                sheet(area, TWO_COLUMNS - 2, help_rows(area).len(), 0, 0)
            }
            Layer::Help(_) => sheet(area, 78, help_rows(area).len(), 0, 0),
            Layer::Problems(_) => {
                let problems = &self.snapshot.diagnostics;
                let more = problems.iter().map(excerpt).max().unwrap_or(0);
                sheet(area, 110, problems.len(), 0, more)
            }
            Layer::Files(_) => sheet(area, 90, files, 0, 3),
            Layer::Changes(_) => sheet(area, 90, self.changes.len(), 0, 0),
            Layer::Search(search) => {
                // As high as it can become, so that it does not jump while one types.
                let room = area.height / 2;
                let most = usize::from(room.max(8));
                let mut sheet = sheet(area, 80, most, 2, 0);
                sheet.len = search.found.len();
                sheet
            }
        })
    }
}

/// Rows for a problem in full: a rule, its message, its places with carets, and what to do, with a row to spare for
/// each text that is long.
fn excerpt(problem: &Diagnostic) -> u16 {
    let texts = if problem.help.is_empty() { 2 } else { 4 };
    (1 + texts + 3 * (1 + problem.related.len())).min(EXCERPT) as u16
}

/// A sheet in the middle of the screen, as high as its content and the screen let it.
fn sheet(area: Rect, width: u16, len: usize, prompt: u16, more: u16) -> Sheet {
    let list = u16::try_from(len).unwrap_or(u16::MAX).max(1);
    let wanted = list.saturating_add(prompt + more + 2);
    let margin = if area.height > 12 { 2 } else { 0 };
    // A sliver of the page beside a sheet would only disturb.
    let width = if area.width < width + 6 {
        area.width
    } else {
        width
    };
    let outer = layout::overlay(area, width, wanted.min(area.height - margin));
    let inner = layout::inside(outer);
    let prompt = prompt.min(inner.height.saturating_sub(1));
    // The list gets what it needs up to a third, and what is left over.
    let room = inner.height - prompt;
    let more = more.min(room - list.min(room.div_ceil(3)));
    let strip = |y: u16, height: u16| Rect {
        y: inner.y + y,
        height,
        ..inner
    };
    let list = inner.height - prompt - more;
    Sheet {
        area: outer,
        prompt: strip(0, prompt),
        list: strip(prompt, list),
        more: strip(prompt + list, more),
        len,
    }
}

/// A cell of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// An empty line.
    Blank,
    /// The head of a group.
    Head(Group),
    /// Keys and what they do.
    Line(HelpLine),
    /// The head of the marks.
    Marks,
    /// A mark and what it means.
    Mark(&'static str, &'static str),
}

/// The help in rows of one or two columns.
pub fn help_rows(area: Rect) -> Vec<Vec<HelpRow>> {
    let lines = keymap::help();
    let mut cells: Vec<Vec<HelpRow>> = Vec::new();
    for group in Group::ALL {
        let mut block = vec![HelpRow::Head(group)];
        let of_group = lines.iter().filter(|line| line.group == group);
        block.extend(of_group.cloned().map(HelpRow::Line));
        cells.push(block);
    }
    let marks = MARKS
        .iter()
        .map(|&(mark, meaning)| HelpRow::Mark(mark, meaning));
    cells.push(std::iter::once(HelpRow::Marks).chain(marks).collect());
    if area.width < TWO_COLUMNS {
        return joined(cells).into_iter().map(|cell| vec![cell]).collect();
    }
    let right = joined(cells.split_off(3));
    let left = joined(cells);
    (0..left.len().max(right.len()))
        .map(|row| {
            let cell = |column: &[HelpRow]| column.get(row).cloned().unwrap_or(HelpRow::Blank);
            vec![cell(&left), cell(&right)]
        })
        .collect()
}

/// The blocks below each other with an empty line between.
fn joined(blocks: Vec<Vec<HelpRow>>) -> Vec<HelpRow> {
    let mut column = Vec::new();
    for block in blocks {
        if !column.is_empty() {
            column.push(HelpRow::Blank);
        }
        column.extend(block);
    }
    column
}
