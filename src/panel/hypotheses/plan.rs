//! What fits: columns of hypotheses, lines of findings, what is said below.

use ratatui::layout::Rect;

use crate::assess::Ach;
use crate::panel::{Context, Target};
use crate::text::{width, wrap};
use crate::widget::Rows;

/// Cells for the mark of the selection and the sign of the finding.
pub(super) const MARGIN: usize = 3;

/// Cells of the column that says how far a finding tells the hypotheses apart.
const APART: usize = 7;

/// Fewest cells of a hypothesis's column: two signs and a gap.
const LEAST: usize = 4;

/// Cells from which a column's head is its hypothesis's name, cut where it is longer.
const NAMED: usize = 6;

/// Cells of the room from which it shows how far findings tell the hypotheses apart.
const APART_FROM: usize = 96;

/// How the room is divided.
pub(super) struct Plan {
    /// Cells of a finding's text.
    pub(super) text: usize,
    /// Cells of a hypothesis's column, gap included.
    pub(super) column: usize,
    /// How many hypotheses show.
    pub(super) columns: usize,
    /// Cells of the column that tells how far a finding tells them apart; 0: it does not show.
    pub(super) apart: usize,
    /// Whether heads are names; numbers else.
    pub(super) is_named: bool,
    /// Rows of heads.
    pub(super) heads: u16,
    /// Where the findings stand.
    pub(super) body: Rect,
    /// Rows of a finding.
    pub(super) lines: u16,
    /// Rows below the findings: the hypotheses spelled out.
    pub(super) list: u16,
    /// Rows below these: what the first place is worth; with two, what the signs mean.
    pub(super) legend: u16,
}

impl Plan {
    pub(super) fn new(cx: &Context<'_>, table: &Ach, area: Rect) -> Self {
        let names: Vec<&str> = table
            .tallies
            .iter()
            .map(|item| cx.model.hypotheses[item.hypothesis].name.as_str())
            .collect();
        let count = names.len().max(1);
        // The last column is for the marks that there is more above and below, apart from the signs.
        let room = usize::from(area.width).saturating_sub(MARGIN + 1);
        let words = names.iter().flat_map(|name| name.split(' ')).map(width);
        let wanted = words.max().unwrap_or(0).max(NAMED) + 1;
        // Half of the room is for the text of findings, less where that leaves no column.
        let apart = if room >= APART_FROM { APART } else { 0 };
        let half = room.saturating_sub(apart) / 2;
        let column = (half / count).clamp(LEAST, wanted + apart / 3);
        let columns = count.min(room.saturating_sub(10) / column);
        let text = room.saturating_sub(apart + columns * column);
        let is_named = column >= NAMED;
        let rows = |name: &&str| wrap(name, column - 1).len() as u16;
        // Words are cut rather than broken.
        let heads = if column >= wanted {
            names.iter().map(rows).max().unwrap_or(1).clamp(1, 2)
        } else {
            1
        };
        Self {
            text,
            column,
            columns,
            apart,
            is_named,
            heads,
            body: area,
            lines: 1,
            list: 0,
            legend: 0,
        }
        .with_rows(cx, table, area)
    }

    fn with_rows(mut self, cx: &Context<'_>, table: &Ach, area: Rect) -> Self {
        if area.height < 8 {
            self.heads = 1;
        }
        let found = table.findings.len() as u16;
        let above = (self.heads + 1).min(area.height);
        let mut left = area.height - above;
        let text = self.text;
        let lines = |found: &crate::assess::Diagnosticity| {
            wrap(
                &cx.model.findings[found.finding].text,
                text.saturating_sub(2).max(1),
            )
            .len() as u16
        };
        let most = table.findings.iter().map(lines).max().unwrap_or(1);
        // What the first place is worth is given up last, then what the signs mean; numbers need their names.
        self.legend = u16::from(left >= 4) + u16::from(left >= 7 || left > found + 1);
        left -= self.legend;
        let list = self.columns as u16;
        if (!self.is_named && left >= list + 3) || left > found + list {
            self.list = list + 1;
            left -= self.list;
        }
        self.lines = (1..=most.min(3))
            .rev()
            .find(|lines| lines * found <= left)
            .unwrap_or(1);
        self.body = Rect {
            y: area.y + above,
            height: left.min(found * self.lines),
            ..area
        };
        self
    }

    /// How many findings show at once.
    pub(super) fn fit(&self) -> usize {
        usize::from(self.body.height / self.lines)
    }

    /// The findings that show, of those that can be selected.
    pub(super) fn rows(&self, cx: &Context<'_>, targets: &[Target]) -> Rows {
        let (selected, row) = (cx.place.selected.as_ref(), cx.place.row);
        Rows::new(targets, selected, row, (self.body, self.lines))
    }

    /// The column at which a hypothesis's cell begins.
    pub(super) fn column_of(&self, at: usize) -> usize {
        MARGIN + self.text + self.apart + at * self.column
    }
}
