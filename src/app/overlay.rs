//! Where sheets stand, and how much they hold.

use ratatui::layout::Rect;

use super::{App, FORM_FIELDS, Form, Layer, layout};
use crate::diagnostic::Diagnostic;
use crate::keymap::{self, Group};
use crate::text::wrap;
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
/// Cells of the keys in the help.
pub const HELP_KEYS: usize = 17;
/// Columns of the form.
const FORM: u16 = 84;
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
            Layer::Help(_) => sheet(area, help_width(area), help_rows(area).len(), 0, 0),
            Layer::Problems(_) => {
                let problems = &self.snapshot.diagnostics;
                let more = problems.iter().map(excerpt).max().unwrap_or(0);
                sheet(area, 110, problems.len(), 0, more)
            }
            Layer::Files(_) => sheet(area, 90, files, 0, 3),
            Layer::Changes(_) => sheet(area, 100, self.novelties.len(), 0, 0),
            Layer::Form(form) => {
                let len = form
                    .difference()
                    .map_or(FORM_FIELDS.len(), |(text, _)| text.lines().count());
                let more = refusal_rows(area, form).len();
                sheet(area, FORM, len, 1, more as u16)
            }
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

/// Why the form was refused, in rows; the first is a rule.
pub fn refusal_rows(area: Rect, form: &Form) -> Vec<String> {
    // The frame, and a mark before each.
    let room = usize::from(area.width.min(FORM)).saturating_sub(6);
    if form.refusal.is_empty() || form.difference().is_some() {
        return Vec::new();
    }
    let rows = form.refusal.lines().flat_map(|line| wrap(line, room));
    std::iter::once("─".repeat(room + 4)).chain(rows).collect()
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
    /// The head of the marks.
    Marks,
    /// Keys or a mark, and what they do or mean; without keys the words go on from the row above.
    Told(String, String),
}

/// The help in rows of one or two columns.
pub fn help_rows(area: Rect) -> Vec<Vec<HelpRow>> {
    let lines = keymap::help();
    let columns = if area.width < TWO_COLUMNS { 1 } else { 2 };
    let wide = usize::from(layout::inside(help_box(area)).width) / columns;
    // A blank stands before the keys, before the words and behind them.
    let room = wide.saturating_sub(HELP_KEYS + 3).max(1);
    let mut cells: Vec<Vec<HelpRow>> = Vec::new();
    for group in Group::ALL {
        let mut block = vec![HelpRow::Head(group)];
        for line in lines.iter().filter(|line| line.group == group) {
            block.extend(told(&line.keys, line.help, room));
        }
        cells.push(block);
    }
    let mut marks = vec![HelpRow::Marks];
    for (mark, meaning) in MARKS {
        marks.extend(told(mark, meaning, room));
    }
    cells.push(marks);
    if columns == 1 {
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

/// Keys or a mark with all that is said of them, in as many rows as it takes.
fn told(what: &str, words: &str, room: usize) -> impl Iterator<Item = HelpRow> {
    let what = what.to_owned();
    let rows = wrap(words, room).into_iter().enumerate();
    rows.map(move |(at, words)| {
        let what = if at == 0 { what.clone() } else { String::new() };
        HelpRow::Told(what, words)
    })
}

/// The box of the help, as high as the screen lets it.
fn help_box(area: Rect) -> Rect {
    sheet(area, help_width(area), usize::MAX, 0, 0).area
}

/// Columns that the help would like to have.
const fn help_width(area: Rect) -> u16 {
    if area.width >= TWO_COLUMNS {
        TWO_COLUMNS - 2
    } else {
        78
    }
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
