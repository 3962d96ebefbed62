//! The table as cells.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::plan::{MARGIN, Plan};
use crate::assess::{Ach, Diagnosticity};
use crate::model::{Consistency, Hypothesis};
use crate::panel::marks::{glyph, style};
use crate::panel::{Context, Target};
use crate::text::{self, Align, fit, truncate, wrap_in};
use crate::widget::{hints, put};

/// What is drawn.
struct Frame<'a> {
    cx: &'a Context<'a>,
    table: &'a Ach,
    plan: Plan,
    area: Rect,
}

pub(super) fn draw(
    cx: &Context<'_>,
    table: &Ach,
    targets: &[Target],
    area: Rect,
    buf: &mut Buffer,
) {
    let frame = Frame {
        cx,
        table,
        plan: Plan::new(cx, table, area),
        area,
    };
    frame.heads(buf);
    frame.totals(buf);
    let plan = &frame.plan;
    let rows = plan.rows(cx, targets);
    for (row, place) in rows.places() {
        let is_selected = place == rows.selected;
        frame.finding(&table.findings[place], row, is_selected, buf);
    }
    hints(buf, plan.body, &rows.shown, table.findings.len(), cx.theme);
    frame.list(buf);
    frame.legend(buf);
}

impl Frame<'_> {
    fn hypothesis(&self, at: usize) -> &Hypothesis {
        &self.cx.model.hypotheses[self.table.tallies[at].hypothesis]
    }

    fn heads(&self, buf: &mut Buffer) {
        let (plan, theme) = (&self.plan, self.cx.theme);
        let last = usize::from(plan.heads - 1);
        put(buf, self.area, (MARGIN, last), "Finding", theme.head);
        if plan.apart > 0 {
            let column = MARGIN + plan.text;
            put(buf, self.area, (column, last), "Apart", theme.head);
        }
        for at in 0..plan.columns {
            let name = &self.hypothesis(at).name;
            let room = plan.column - 1;
            let lines = if plan.is_named {
                wrap_in(name, room, plan.heads.into())
            } else {
                vec![(at + 1).to_string()]
            };
            // Short names stand on the lower line.
            let first = usize::from(plan.heads) - lines.len();
            for (row, line) in lines.iter().enumerate() {
                let cell = fit(&truncate(line, room), room, Align::Right);
                let place = (plan.column_of(at), first + row);
                put(buf, self.area, place, &cell, theme.head);
            }
        }
    }

    fn totals(&self, buf: &mut Buffer) {
        let (plan, theme) = (&self.plan, self.cx.theme);
        let row = usize::from(plan.heads);
        let label = truncate("Weighted inconsistency", plan.text.saturating_sub(1));
        put(buf, self.area, (MARGIN, row), &label, theme.dim);
        let decimals = u8::from(plan.column >= NUMBERS);
        for at in 0..plan.columns {
            let score = self.table.tallies[at].inconsistency;
            let words = text::number(score, Some(decimals));
            let cell = fit(&words, plan.column - 1, Align::Right);
            let is_first = at == 0 && !self.table.is_level();
            let style = if is_first { theme.accent } else { theme.strong };
            put(buf, self.area, (plan.column_of(at), row), &cell, style);
        }
    }

    fn finding(&self, found: &Diagnosticity, area: Rect, is_selected: bool, buf: &mut Buffer) {
        let (plan, theme) = (&self.plan, self.cx.theme);
        let finding = &self.cx.model.findings[found.finding];
        let marker = if is_selected { "▸" } else { " " };
        let focus = if self.cx.focused {
            theme.accent
        } else {
            theme.dim
        };
        put(buf, area, (0, 0), marker, focus);
        let decides = found.spread > 0.0;
        put(buf, area, (1, 0), sign(found), theme.dim);
        let words = if decides { theme.text } else { theme.dim };
        let room = plan.text.saturating_sub(2).max(1);
        let lines = wrap_in(&finding.text, room, plan.lines.into());
        for (row, line) in lines.iter().enumerate() {
            put(buf, area, (MARGIN, row), line, words);
        }
        if plan.apart > 0 {
            let words = text::number(found.spread, Some(1));
            let style = if decides { theme.text } else { theme.stale };
            put(buf, area, (MARGIN + plan.text, 0), &words, style);
        }
        for at in 0..plan.columns {
            let (sign, style) = match finding.mark(&self.hypothesis(at).id) {
                Some(mark) => (glyph(mark), style(theme, mark)),
                None => ("?", theme.stale),
            };
            let cell = fit(sign, plan.column - 1, Align::Right);
            put(buf, area, (plan.column_of(at), 0), &cell, style);
        }
        if is_selected && self.cx.focused {
            buf.set_style(area.intersection(buf.area), theme.selected);
        }
    }

    /// The hypotheses spelled out, in the order of their columns.
    fn list(&self, buf: &mut Buffer) {
        let (plan, theme) = (&self.plan, self.cx.theme);
        let first = usize::from(plan.body.bottom() - self.area.y) + 1;
        for at in 0..usize::from(plan.list.saturating_sub(1)) {
            let hypothesis = self.hypothesis(at);
            let head = if plan.is_named {
                format!("{}  ", hypothesis.name)
            } else {
                format!("{} {}  ", at + 1, hypothesis.name)
            };
            let column = put(buf, self.area, (MARGIN, first + at), &head, theme.strong);
            let room = usize::from(self.area.width).saturating_sub(column);
            let statement = truncate(&hypothesis.statement, room);
            put(buf, self.area, (column, first + at), &statement, theme.dim);
        }
    }

    /// What the signs mean, at the bottom, and what the first place is worth.
    fn legend(&self, buf: &mut Buffer) {
        let (plan, theme) = (&self.plan, self.cx.theme);
        let Some(bottom) = usize::from(self.area.height).checked_sub(1) else {
            return;
        };
        if plan.legend > 0 {
            let room = usize::from(self.area.width).saturating_sub(MARGIN);
            let words = truncate(&self.worth(), room);
            let row = bottom + 1 - usize::from(plan.legend);
            put(buf, self.area, (MARGIN, row), &words, theme.text);
        }
        if plan.legend > 1 {
            let mut column = MARGIN;
            for mark in SIGNS {
                let sign = format!("{} ", glyph(mark));
                let words = format!("{}  ", mark.words());
                let cells = text::width(&sign) + text::width(&words);
                if column + cells > usize::from(self.area.width) + 2 {
                    break;
                }
                column = put(buf, self.area, (column, bottom), &sign, style(theme, mark));
                column = put(buf, self.area, (column, bottom), &words, theme.dim);
            }
            let words = "= tells nothing apart";
            if column + text::width(words) <= usize::from(self.area.width) {
                put(buf, self.area, (column, bottom), words, theme.dim);
            }
        }
    }

    /// What the first place is worth, in words.
    fn worth(&self) -> String {
        let findings = || self.table.findings.iter();
        let first = self.hypothesis(0);
        if self.table.is_level() {
            return String::from("No explanation is ahead of the others: the best are level.");
        }
        let silent = findings()
            .filter(|found| {
                let mark = self.cx.model.findings[found.finding].mark(&first.id);
                matches!(
                    mark,
                    None | Some(Consistency::Neutral | Consistency::NotApplicable)
                )
            })
            .count();
        let count = self.table.findings.len();
        let pivotal = findings().filter(|found| found.is_pivotal).count();
        // An explanation that hardly anything bears on is untested, not strong.
        let caveat = match pivotal {
            _ if silent * 2 > count => {
                format!("{silent} of {count} findings have no bearing on it")
            }
            0 => String::from("no single finding decides that"),
            1 => String::from("that hangs on one finding (*)"),
            many => format!("that hangs on each of {many} findings (*)"),
        };
        format!("Least disproved, not proved: {}; {caveat}.", first.name)
    }
}

/// Cells from which a column has room for a decimal.
const NUMBERS: usize = 6;

/// The signs in the order in which they are explained.
const SIGNS: [Consistency; 5] = [
    Consistency::VeryInconsistent,
    Consistency::Inconsistent,
    Consistency::Neutral,
    Consistency::Consistent,
    Consistency::NotApplicable,
];

/// What is to be said of a finding in one sign: it tells nothing apart; the first place hangs on it.
const fn sign(found: &Diagnosticity) -> &'static str {
    if found.is_pivotal {
        "*"
    } else if found.spread > 0.0 {
        ""
    } else {
        "="
    }
}
