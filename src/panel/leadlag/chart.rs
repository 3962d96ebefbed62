//! Correlation by lag: a bar a lag between −1 and 1, the response's lead on the left, the driver's on the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Answer, Context};
use crate::assess::leadlag::{Lag, Verdict};
use crate::text::width;
use crate::widget::{Dots, put};

/// Cells of the labels of the value axis, with a blank behind them.
const LABELS: u16 = 3;

/// Rows of the axis below the bars.
const AXIS: u16 = 3;

/// The widest a lag may be, in cells.
const WIDEST: usize = 6;

/// Layers of the board: rules under bars.
const RULE: u8 = 1;
const BAR: u8 = 2;

/// Draws the chart; false when there is nothing to draw, or no room for it.
pub(super) fn draw(cx: &Context<'_>, answer: Answer<'_>, area: Rect, buf: &mut Buffer) -> bool {
    let all = &answer.finding.study.lags;
    let room = usize::from(area.width.saturating_sub(LABELS));
    let tested: Vec<Lag> = all.iter().filter(|lag| lag.is_tested).copied().collect();
    // What was not tested goes first when room runs out.
    let lags = if room >= all.len() { all } else { &tested };
    let is_empty = lags.iter().all(|lag| lag.found.is_none());
    if is_empty || room < lags.len() || area.height <= AXIS {
        return false;
    }
    let frame = Frame {
        area,
        lags,
        step: (room / lags.len()).min(WIDEST),
        most: most(answer, lags),
    };
    frame.values(cx, answer, buf);
    frame.axis(cx, answer, buf);
    true
}

/// The end of the value axis: a half where nothing reaches it, else 1.
fn most(answer: Answer<'_>, lags: &[Lag]) -> f64 {
    let band = answer.finding.study.chance.map(|chance| chance.band);
    let found = lags.iter().filter_map(|lag| Some(lag.found?.r.abs()));
    let most = found.chain(band).fold(0.0, f64::max);
    if most < 0.5 { 0.5 } else { 1.0 }
}

struct Frame<'a> {
    area: Rect,
    lags: &'a [Lag],
    /// Cells a lag.
    step: usize,
    /// The end of the value axis.
    most: f64,
}

impl Frame<'_> {
    fn board(&self) -> Rect {
        Rect {
            x: self.area.x + LABELS,
            width: (self.step * self.lags.len()) as u16,
            height: self.area.height - AXIS,
            ..self.area
        }
    }

    /// Bars, the line of 0 and the band.
    fn values(&self, cx: &Context<'_>, answer: Answer<'_>, buf: &mut Buffer) {
        let board = self.board();
        let mut dots = Dots::new(board);
        let (columns, rows) = dots.size();
        let height = |r: f64| ((1.0 - r / self.most) / 2.0 * (rows - 1.0)).round();
        let per_lag = self.step as f64 * 2.0;
        dots.line(
            (0.0, height(0.0)),
            (columns - 1.0, height(0.0)),
            2,
            RULE,
            cx.theme.faint,
        );
        if let Some(chance) = answer.finding.study.chance {
            let first = self.lags.iter().position(|lag| lag.is_tested).unwrap_or(0);
            for r in [chance.band, -chance.band] {
                let from = (first as f64 * per_lag, height(r));
                dots.line(from, (columns - 1.0, height(r)), 3, RULE, cx.theme.dim);
            }
        }
        for (place, lag) in self.lags.iter().enumerate() {
            let Some(found) = lag.found else {
                continue;
            };
            // A bar of what counts fills its room but for a gap; one that does not is a single line.
            let wide = if lag.is_tested {
                (per_lag - 2.0).max(1.0)
            } else {
                1.0
            };
            let first = place as f64 * per_lag + ((per_lag - wide) / 2.0).floor();
            for across in 0..wide as usize {
                let x = first + across as f64;
                dots.upright(
                    x,
                    (height(0.0), height(found.r)),
                    BAR,
                    style(cx, answer, lag),
                );
            }
        }
        dots.draw(buf);
        let last = usize::from(board.height) - 1;
        // The row in which the line of 0 is drawn: of an even number of rows the lower one in the middle.
        let middle = height(0.0) as usize / 4;
        let end = if self.most < 1.0 { "½" } else { "1" };
        let ends = [(0, format!("+{end}")), (last, format!("−{end}"))];
        for (row, label) in ends.into_iter().chain([(middle, " 0".to_owned())]) {
            put(buf, self.area, (0, row), &label, cx.theme.dim);
        }
    }

    /// The axis: what was tested, the lags in figures, who leads on which side.
    fn axis(&self, cx: &Context<'_>, answer: Answer<'_>, buf: &mut Buffer) {
        let board = self.board();
        let below = Rect {
            y: board.y + board.height,
            height: AXIS,
            ..board
        };
        let peak = answer.finding.study.peak.map(|peak| peak.lead);
        let centre = |place: usize| place * self.step + self.step.saturating_sub(1) / 2;
        for (place, lag) in self.lags.iter().enumerate() {
            let glyph = if lag.is_tested { "─" } else { "┈" };
            for cell in 0..self.step {
                put(
                    buf,
                    below,
                    (place * self.step + cell, 0),
                    glyph,
                    cx.theme.faint,
                );
            }
            if Some(lag.lead) == peak && lag.is_tested {
                put(buf, below, (centre(place), 0), "▲", cx.theme.accent);
            } else if lag.lead == 0 {
                put(buf, below, (centre(place), 0), "┼", cx.theme.faint);
            }
        }
        self.figures(cx, peak, below, centre, buf);
        self.sides(cx, answer, below, buf);
    }

    /// The peak's lag, both ends, 0 and as many between as have room, none touching another.
    fn figures(
        &self,
        cx: &Context<'_>,
        peak: Option<i32>,
        below: Rect,
        centre: impl Fn(usize) -> usize,
        buf: &mut Buffer,
    ) {
        let mut taken: Vec<(usize, usize)> = Vec::new();
        let rank = |lag: &Lag| match lag.lead {
            lead if Some(lead) == peak => 0,
            0 => 1,
            lead if lead % 12 == 0 => 2,
            lead if lead % 6 == 0 => 3,
            lead if lead % 3 == 0 => 4,
            _ => 5,
        };
        let mut order: Vec<(usize, &Lag)> = self.lags.iter().enumerate().collect();
        order.sort_by_key(|(_, lag)| rank(lag));
        for (place, lag) in order.into_iter().filter(|(_, lag)| rank(lag) < 5) {
            let text = match lag.lead {
                0 => "0".to_owned(),
                lead => crate::text::delta(f64::from(lead), Some(0)),
            };
            let cells = width(&text);
            let from = centre(place).saturating_sub(cells / 2);
            let from = from.min(usize::from(below.width).saturating_sub(cells));
            let to = from + cells;
            if taken.iter().all(|(other, end)| to < *other || from > *end) {
                let is_peak = Some(lag.lead) == peak;
                let style = if is_peak {
                    cx.theme.strong
                } else {
                    cx.theme.dim
                };
                put(buf, below, (from, 1), &text, style);
                taken.push((from, to));
            }
        }
    }

    /// In words: who leads on which side of 0.
    fn sides(&self, cx: &Context<'_>, answer: Answer<'_>, below: Rect, buf: &mut Buffer) {
        let unit = answer.question.calendar.word();
        let room = usize::from(below.width);
        let (left, right) = (
            "◂ response leads".to_owned(),
            format!("driver leads by so many {unit}s ▸"),
        );
        let short = "driver leads ▸".to_owned();
        let has_left = self.lags.iter().any(|lag| lag.lead < 0);
        let left = if has_left { left } else { String::new() };
        let fits = |right: &String| width(&left) + width(right) + 2 <= room;
        if let Some(right) = [right, short].into_iter().find(fits) {
            put(buf, below, (0, 2), &left, cx.theme.dim);
            put(buf, below, (room - width(&right), 2), &right, cx.theme.dim);
        }
    }
}

/// What counts stands out; what is only described does not.
fn style(cx: &Context<'_>, answer: Answer<'_>, lag: &Lag) -> Style {
    let finding = answer.finding;
    let is_peak = finding.study.peak.is_some_and(|peak| peak.lead == lag.lead);
    match finding.verdict {
        _ if !lag.is_tested => cx.theme.faint,
        Verdict::TooFew | Verdict::TooDependent => cx.theme.stale,
        Verdict::Shown if is_peak => cx.theme.accent,
        _ if is_peak => cx.theme.strong,
        _ => cx.theme.dim,
    }
}
