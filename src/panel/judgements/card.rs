//! One judgement in the room it gets. All cards of a panel are equally high, so that they line up and scroll as rows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::model::{Confidence, Judgement, Likelihood};
use crate::text::{Align, clean, date, fit, truncate, width, wrap};
use crate::theme::Theme;

/// Columns of the longest term, `roughly even chance`.
const TERM: usize = 19;

/// Columns of the longest term with its range.
const LIKELIHOOD: usize = TERM + 8;

/// Columns from which a card of one row spells its term.
const ROW_TERM_FROM: u16 = 56;

/// What a card shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Likelihood and confidence in a column of their own, the text beside them.
    Beside,
    /// The likelihood above the text, the confidence below.
    Stacked,
    /// The likelihood above the text, no more.
    Short,
    /// Term and text in one row.
    Row,
}

/// How the cards are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    kind: Kind,
    /// Rows of a card.
    rows: u16,
    /// Empty rows between two cards.
    gap: u16,
}

/// Columns of the column of likelihood and confidence.
const COLUMN: u16 = 30;

/// Columns from which text stands beside that column.
const BESIDE_FROM: u16 = 72;

impl Form {
    /// The fullest form in which all judgements show at once; else one that scrolls.
    pub(super) fn of(judgements: &[&Judgement], area: Rect) -> Self {
        let lines = |room: u16| {
            let room = usize::from(room);
            let texts = judgements
                .iter()
                .map(|judgement| wrap(&judgement.text, room).len());
            texts.max().unwrap_or(1) as u16
        };
        let form = |kind: Kind, rows: u16, gap: u16| Self { kind, rows, gap };
        let below = lines(area.width.saturating_sub(2));
        let (kind, rows) = if area.width >= BESIDE_FROM {
            (Kind::Beside, lines(area.width - COLUMN - 2).max(3))
        } else {
            (Kind::Stacked, below + 2)
        };
        let forms = [
            form(kind, rows, 1),
            form(kind, rows, 0),
            form(Kind::Short, below + 1, 0),
            form(Kind::Short, below.min(2) + 1, 0),
            form(Kind::Short, 2, 0),
            form(Kind::Row, 1, 0),
        ];
        let all_fit = forms
            .into_iter()
            .find(|form| form.fit(area) >= judgements.len());
        // Where they do not, a list is only worth scrolling when more than one shows.
        let scrolls = || forms.into_iter().skip(1).find(|form| form.fit(area) >= 2);
        all_fit.or_else(scrolls).unwrap_or(form(Kind::Row, 1, 0))
    }

    /// How many cards fit; no gap is needed below the last one.
    pub(super) fn fit(self, area: Rect) -> usize {
        usize::from((area.height + self.gap) / (self.rows + self.gap))
    }

    /// Where the cards stand, from top to bottom.
    pub(super) fn places(self, area: Rect) -> impl Iterator<Item = Rect> {
        (0..self.fit(area) as u16).map(move |at| Rect {
            y: area.y + at * (self.rows + self.gap),
            height: self.rows,
            ..area
        })
    }
}

/// Draws a card; `selection` says whether it is the selected one, and then whether the panel has the focus.
pub(super) fn draw(
    form: Form,
    theme: &Theme,
    judgement: &Judgement,
    area: Rect,
    selection: Option<bool>,
    buf: &mut Buffer,
) {
    if area.width < 3 {
        return;
    }
    let inner = Rect {
        x: area.x + 1,
        width: area.width - 2,
        ..area
    };
    let text = clean(&judgement.text);
    let rows = match form.kind {
        Kind::Row => {
            // Where the term would leave little of the text, its range says the same.
            let (low, high) = judgement.likelihood.percent();
            let term = if inner.width >= ROW_TERM_FROM {
                fit(judgement.likelihood.term(), TERM, Align::Left)
            } else {
                fit(&format!("{low}–{high} %"), 7, Align::Right)
            };
            let room = usize::from(inner.width).saturating_sub(width(&term) + 2);
            Line::from(vec![
                Span::styled(term, theme.strong),
                Span::styled(format!("  {}", truncate(&text, room)), theme.text),
            ])
            .render(inner, buf);
            1
        }
        Kind::Beside => {
            let column = Rect {
                width: COLUMN - 2,
                ..inner
            };
            let facts = [
                Line::from(bar(theme, judgement.likelihood, usize::from(column.width))),
                Line::from(likelihood(theme, judgement.likelihood)),
                Line::from(confidence(theme, judgement.confidence)),
            ];
            for (line, row) in facts.iter().zip(column.rows()) {
                line.render(row, buf);
            }
            let beside = Rect {
                x: inner.x + COLUMN,
                width: inner.width - COLUMN,
                ..inner
            };
            let lines = paragraph(theme, judgement, &text, beside, true, buf);
            lines.max(3)
        }
        Kind::Stacked | Kind::Short => stacked(
            theme,
            judgement,
            &text,
            form.kind == Kind::Stacked,
            inner,
            buf,
        ),
    };
    if let Some(focused) = selection {
        let mark = if focused { theme.accent } else { theme.dim };
        buf.set_string(area.x, area.y, "▸", mark);
        if focused {
            let card = Rect {
                height: rows.min(area.height),
                ..area
            };
            buf.set_style(card, theme.selected);
        }
    }
}

fn stacked(
    theme: &Theme,
    judgement: &Judgement,
    text: &str,
    has_foot: bool,
    area: Rect,
    buf: &mut Buffer,
) -> u16 {
    // Bars of all cards are equally long, so that they can be compared.
    let room = usize::from(area.width)
        .saturating_sub(LIKELIHOOD + 2)
        .min(24);
    let mut head = Vec::new();
    if room >= 6 {
        head.extend(bar(theme, judgement.likelihood, room));
        head.push(Span::raw("  "));
    }
    head.extend(likelihood(theme, judgement.likelihood));
    Line::from(head).render(area, buf);
    let below = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1 + u16::from(has_foot)),
        ..area
    };
    let lines = paragraph(theme, judgement, text, below, false, buf);
    let foot = area.rows().nth(usize::from(lines) + 1);
    if let Some(row) = foot.filter(|_| has_foot) {
        let mut foot = confidence(theme, judgement.confidence);
        let made = format!("  {}", date(judgement.date));
        if foot.iter().map(Span::width).sum::<usize>() + width(&made) <= usize::from(row.width) {
            foot.push(Span::styled(made, theme.dim));
        }
        Line::from(foot).render(row, buf);
    }
    lines + 1 + u16::from(has_foot)
}

/// Draws the text, with its date behind it where asked; returns the rows it takes.
fn paragraph(
    theme: &Theme,
    judgement: &Judgement,
    text: &str,
    area: Rect,
    dated: bool,
    buf: &mut Buffer,
) -> u16 {
    let mut lines = wrap(text, usize::from(area.width));
    let most = usize::from(area.height);
    if lines.len() > most && most > 0 {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(truncate(&rest, usize::from(area.width)));
    }
    for (line, row) in lines.iter().zip(area.rows()) {
        Line::styled(line.as_str(), theme.text).render(row, buf);
    }
    let made = date(judgement.date);
    let row = area.rows().nth(lines.len().max(2));
    if let Some(row) = row.filter(|_| dated) {
        Line::styled(made, theme.dim).render(row, buf);
    }
    lines.len() as u16
}

/// The range of a likelihood on a scale from 0 to 100 %, half a cell fine.
fn bar(theme: &Theme, likelihood: Likelihood, cells: usize) -> Vec<Span<'static>> {
    let (low, high) = likelihood.percent();
    let halves = |percent: u8| (f64::from(percent) / 100.0 * cells as f64 * 2.0).round() as usize;
    let (from, to) = (halves(low), halves(high).max(halves(low) + 1));
    let (first, last) = (from / 2, (to - 1) / 2);
    let inside: String = (first..=last)
        .map(|cell| match (cell * 2 >= from, cell * 2 + 1 < to) {
            (true, true) => '━',
            (true, false) => '╾',
            (false, _) => '╼',
        })
        .collect();
    vec![
        Span::styled("─".repeat(first), theme.faint),
        Span::styled(inside, theme.accent),
        Span::styled("─".repeat(cells.saturating_sub(last + 1)), theme.faint),
    ]
}

fn likelihood(theme: &Theme, likelihood: Likelihood) -> Vec<Span<'static>> {
    let (low, high) = likelihood.percent();
    vec![
        Span::styled(likelihood.term(), theme.strong),
        Span::styled(format!(" {low}–{high} %"), theme.dim),
    ]
}

fn confidence(theme: &Theme, confidence: Confidence) -> Vec<Span<'static>> {
    let dots = match confidence {
        Confidence::Low => "●○○",
        Confidence::Moderate => "●●○",
        Confidence::High => "●●●",
    };
    vec![
        Span::styled("confidence ", theme.dim),
        Span::styled(format!("{dots} {}", confidence.word()), theme.text),
    ]
}
