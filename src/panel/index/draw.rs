//! One line a row: name, scores, points, and a bar that begins where the one above ends.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::rows::Row;
use crate::assess::Headline;
use crate::panel::Context;
use crate::text::{self, Align, MISSING, fit, width};
use crate::theme::arrow;
use crate::widget::{Column, GAP, chosen, put};

/// Names are given this many cells, least and most.
const NAME: (usize, usize) = (10, 34);
/// Cells of a bar, least and most.
const BAR: (usize, usize) = (10, 60);

/// Columns and scale shared by all rows.
pub(super) struct Board {
    name: usize,
    scores: usize,
    points: usize,
    bar: usize,
    known: usize,
    robust: usize,
    /// Points at both ends of the bars, counted from where each index began.
    ends: (f64, f64),
}

impl Board {
    pub(super) fn new(rows: &[Row], room: usize) -> Self {
        let most = |part: &dyn Fn(&Row) -> usize| rows.iter().map(part).max().unwrap_or(0);
        let room = room.saturating_sub(2);
        let longest = most(&|row| width(&row.name) + indent(row)).clamp(NAME.0, NAME.1);
        let wanted = [
            most(&|row| width(&points(row)) + 2),
            most(&|row| width(&scores(row))),
            BAR.0,
            most(&|row| width(&known(row))),
            most(&|row| width(&robust(row))),
        ];
        // How far a score holds comes before how much of it is known.
        let columns = [0, 1, 2, 3, 4].map(|place: u8| Column {
            width: wanted[usize::from(place)],
            priority: [0, 1, 2, 4, 3][usize::from(place)],
        });
        let least = longest.min((room / 3).max(NAME.0));
        let shown = chosen(columns, room.saturating_sub(least));
        let taken: usize = (0..5)
            .filter(|&at| shown[at])
            .map(|at| wanted[at] + GAP)
            .sum();
        let mut left = room.saturating_sub(taken);
        let name = left.min(longest);
        left -= name;
        let or_none = |at: usize| if shown[at] { wanted[at] } else { 0 };
        Self {
            name,
            points: or_none(0),
            scores: or_none(1),
            bar: match or_none(2) {
                0 => 0,
                least => (least + left).min(BAR.1),
            },
            known: or_none(3),
            robust: or_none(4),
            ends: ends(rows),
        }
    }

    /// Draws the heads of the columns. What members add are points of the index that they are part of, not of their own
    /// score, and so the head says.
    pub(super) fn heads(&self, cx: &Context<'_>, line: Rect, buf: &mut Buffer) {
        let style = cx.theme.head;
        put(
            buf,
            line,
            (2, 0),
            &fit("Index", self.name, Align::Left),
            style,
        );
        let mut at = 2 + self.name + GAP;
        let mut head = |cells: usize, words: &[&str], align: Align| {
            let text = words.iter().find(|words| width(words) <= cells);
            if let Some(text) = text {
                put(buf, line, (at, 0), &fit(text, cells, align), style);
            }
            at += cells + if cells > 0 { GAP } else { 0 };
        };
        head(self.scores, &["Own score", "Score"], Align::Right);
        let beside = if self.bar > 0 { GAP + self.bar } else { 0 };
        let points = ["  Adds to the index", "  Adds to index", "  Adds"];
        head(self.points + beside, &points, Align::Left);
        head(self.known, &["Figures known"], Align::Left);
        head(self.robust, &["Holds"], Align::Left);
    }

    pub(super) fn draw(
        &self,
        cx: &Context<'_>,
        row: &Row,
        is_selected: bool,
        line: Rect,
        buf: &mut Buffer,
    ) {
        let theme = cx.theme;
        let is_index = row.is_index();
        if is_selected {
            let style = if cx.focused { theme.accent } else { theme.dim };
            put(buf, line, (0, 0), "▸", style);
        }
        let style = if is_index { theme.strong } else { theme.text };
        put(
            buf,
            line,
            (2 + indent(row), 0),
            &fit(
                &row.name,
                self.name.saturating_sub(indent(row)),
                Align::Left,
            ),
            style,
        );
        let mut at = 2 + self.name + GAP;
        if let Some(words) = &row.lacks {
            put(
                buf,
                line,
                (at, 0),
                &format!("no change: {words}"),
                theme.stale,
            );
        } else {
            let by = row.step.map_or(0.0, |(points, ..)| points);
            let direction = if rounds_to_nothing(by) {
                theme.dim
            } else if by > 0.0 {
                theme.up
            } else {
                theme.down
            };
            let mut cell = |cells: usize, text: &str, align: Align, style: Style| {
                if cells > 0 {
                    put(buf, line, (at, 0), &fit(text, cells, align), style);
                    at += cells + GAP;
                }
            };
            cell(
                self.scores,
                &scores(row),
                Align::Right,
                if is_index { theme.strong } else { theme.dim },
            );
            let arrow = if rounds_to_nothing(by) {
                " "
            } else {
                arrow(by)
            };
            let figure = fit(&points(row), self.points.saturating_sub(2), Align::Right);
            cell(
                self.points,
                &format!("{arrow} {figure}"),
                Align::Left,
                direction,
            );
            if self.bar > 0 {
                self.draw_bar(row, (at, direction), line, buf);
                at += self.bar + GAP;
            }
            for (cells, words) in [(self.known, known(row)), (self.robust, robust(row))] {
                if cells > 0 {
                    put(
                        buf,
                        line,
                        (at, 0),
                        &fit(&words, cells, Align::Left),
                        theme.dim,
                    );
                    at += cells + GAP;
                }
            }
        }
        if is_selected && cx.focused {
            buf.set_style(line, theme.selected);
        }
        if row
            .place
            .target
            .as_ref()
            .is_some_and(|target| cx.changed.contains(target.id()))
        {
            buf.set_style(line, theme.changed);
        }
    }

    /// The bar from the points before the step to those after it; a whole index as a thin line between both ends.
    fn draw_bar(&self, row: &Row, (at, style): (usize, Style), line: Rect, buf: &mut Buffer) {
        let Some((_, from, to)) = row.step else {
            return;
        };
        let span = self.ends.1 - self.ends.0;
        let cell =
            |score: f64| ((score - self.ends.0) / span * (self.bar - 1) as f64).round() as usize;
        let (first, last) = (cell(from.min(to)), cell(from.max(to)));
        let sign = match (row.is_index(), first == last) {
            (_, true) => "│",
            (true, false) => "━",
            (false, false) => "█",
        };
        put(
            buf,
            line,
            (at + first, 0),
            &sign.repeat(last + 1 - first),
            style,
        );
    }
}

/// Points at both ends of the bars: all that the waterfalls pass through; never the same.
fn ends(rows: &[Row]) -> (f64, f64) {
    let steps = rows.iter().filter_map(|row| row.step);
    let (low, high) = steps.fold(
        (f64::INFINITY, f64::NEG_INFINITY),
        |(low, high), (_, a, b)| (low.min(a).min(b), high.max(a).max(b)),
    );
    if high - low > 1e-6 {
        (low, high)
    } else {
        (-1.0, 1.0)
    }
}

fn indent(row: &Row) -> usize {
    if row.is_index() { 0 } else { 2 }
}

fn rounds_to_nothing(points: f64) -> bool {
    points.abs() < 0.05
}

fn score(score: Option<f64>) -> String {
    score.map_or(MISSING.to_owned(), |score| text::number(score, Some(1)))
}

/// From, to: `53.0 → 51.2`.
fn scores(row: &Row) -> String {
    format!("{} → {}", score(row.scores.0), score(row.scores.1))
}

fn points(row: &Row) -> String {
    let points = row.step.map(|(points, ..)| points);
    points.map_or(String::new(), |points| text::delta(points, Some(1)))
}

/// How much of an index is known, and how much of that is current.
fn known(row: &Row) -> String {
    row.known.map_or(String::new(), |(coverage, current)| {
        format!(
            "{} known, {} current",
            text::percent(coverage),
            text::percent(current)
        )
    })
}

/// How far the score of an index holds.
fn robust(row: &Row) -> String {
    row.robust.map_or(String::new(), Headline::short_words)
}
