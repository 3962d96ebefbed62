//! One judgement in the room it gets. All cards of a panel have room for the same rows, so that they scroll as rows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::gauge::{CONFIDENCE, LIKELIHOOD, TERM, bar, confidence, likelihood};
use crate::model::Judgement;
use crate::text::{Align, clean, date, fit, truncate, width, wrap, wrap_in};
use crate::theme::Theme;

/// Columns from which a card of one row spells its term.
const ROW_TERM_FROM: u16 = 56;

/// What a card shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Likelihood at the left of the text, confidence and date at its right.
    Wide,
    /// Likelihood and confidence at the left of the text.
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
    /// Columns by which the text stands in under its head.
    indent: u16,
    /// Whether there is a row for the date below the text.
    has_date_row: bool,
}

/// Columns of the likelihood beside the text, with a gap.
const COLUMN: u16 = LIKELIHOOD as u16 + 3;

/// Columns of confidence and date beside the text, with a gap.
const RIGHT: u16 = CONFIDENCE as u16 + 3;

/// Columns by which text stands in where no empty row divides the cards: their heads do it then.
const INDENT: u16 = 2;

/// Columns from which text stands beside the likelihood.
const BESIDE_FROM: u16 = 72;

/// Columns from which the confidence stands at the right.
const WIDE_FROM: u16 = 92;

impl Form {
    /// The fullest form in which all judgements show whole at once; else one that scrolls.
    pub(super) fn of(judgements: &[&Judgement], area: Rect) -> Self {
        let lines = |room: u16| {
            let room = usize::from(room);
            let texts = judgements
                .iter()
                .map(|judgement| wrap(&judgement.text, room).len());
            texts.max().unwrap_or(1) as u16
        };
        let form = |kind: Kind, rows: u16, gap: u16| Self {
            kind,
            rows,
            gap,
            indent: match kind {
                Kind::Stacked | Kind::Short if gap == 0 => INDENT,
                _ => 0,
            },
            has_date_row: false,
        };
        let below = lines(area.width.saturating_sub(2));
        let indented = lines(area.width.saturating_sub(2 + INDENT));
        let mut dated = None;
        let (kind, rows) = if area.width >= WIDE_FROM {
            (Kind::Wide, lines(area.width - COLUMN - RIGHT - 2).max(2))
        } else if area.width >= BESIDE_FROM {
            let lines = lines(area.width - COLUMN - 2);
            dated = Some(Self {
                has_date_row: true,
                ..form(Kind::Beside, (lines + 1).max(3), 1)
            });
            (Kind::Beside, lines.max(3))
        } else {
            (Kind::Stacked, below + 2)
        };
        let dense = if kind == Kind::Stacked {
            indented + 2
        } else {
            rows
        };
        let whole = [
            form(kind, rows, 1),
            form(kind, dense, 0),
            form(Kind::Short, below + 1, 1),
            form(Kind::Short, indented + 1, 0),
        ];
        let cut = [
            form(Kind::Short, indented.min(2) + 1, 0),
            form(Kind::Short, 2, 0),
        ];
        let mut fullest = dated.into_iter().chain(whole);
        let all_fit = fullest.find(|form| form.fit(area) >= judgements.len());
        // Where they do not, three at a time are worth scrolling, whole if possible; two are better than one.
        let scrolls = || {
            let forms = || whole.into_iter().chain(cut);
            let at_least = |cards: usize| forms().find(|form| form.fit(area) >= cards);
            at_least(3).or_else(|| at_least(2))
        };
        all_fit.or_else(scrolls).unwrap_or(form(Kind::Row, 1, 0))
    }

    /// How many cards fit; no gap is needed below the last one.
    pub(super) fn fit(self, area: Rect) -> usize {
        usize::from((area.height + self.gap) / (self.rows + self.gap))
    }

    /// Where cards stand, from top to bottom: each as high as it must be, all as far from each other.
    pub(super) fn places(self, judgements: &[&Judgement], area: Rect) -> Vec<Rect> {
        let wanted = judgements.iter().map(|one| self.height(one, area.width));
        let wanted: Vec<u16> = wanted.collect();
        let mut heights: Vec<u16> = wanted.iter().map(|rows| *rows.min(&self.rows)).collect();
        let between = heights.len().saturating_sub(1) as u16;
        let taken = heights.iter().sum::<u16>() + self.gap * between;
        let mut spare = area.height.saturating_sub(taken);
        // Rows that are left go to texts that are cut, then between the cards.
        for (height, wanted) in heights.iter_mut().zip(&wanted) {
            let more = (wanted - *height).min(spare);
            *height += more;
            spare -= more;
        }
        let wider = u16::from(self.gap == 0 && between > 0 && spare >= between);
        let gap = self.gap + wider;
        let mut y = area.y;
        let place = |height: u16| {
            let place = Rect { y, height, ..area };
            y += height + gap;
            place
        };
        heights.into_iter().map(place).collect()
    }

    /// Rows that a whole card takes.
    fn height(self, judgement: &Judgement, columns: u16) -> u16 {
        let lines = |taken: u16| {
            let room = columns.saturating_sub(taken);
            wrap(&clean(&judgement.text), room.into()).len() as u16
        };
        match self.kind {
            Kind::Row => 1,
            Kind::Wide => lines(COLUMN + RIGHT + 2).max(2),
            Kind::Beside => (lines(COLUMN + 2) + u16::from(self.has_date_row)).max(3),
            Kind::Stacked => lines(2 + self.indent) + 2,
            Kind::Short => lines(2 + self.indent) + 1,
        }
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
    let text = &*clean(&judgement.text);
    let card = Card {
        theme,
        judgement,
        text,
    };
    let rows = match form.kind {
        Kind::Row => card.row(inner, buf),
        Kind::Wide | Kind::Beside => card.beside(inner, form, buf),
        Kind::Stacked | Kind::Short => card.stacked(inner, form, buf),
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

/// A judgement being drawn. Each way of drawing returns the rows it took.
struct Card<'a> {
    theme: &'a Theme,
    judgement: &'a Judgement,
    /// Its text, display-safe.
    text: &'a str,
}

impl Card<'_> {
    fn row(&self, area: Rect, buf: &mut Buffer) -> u16 {
        // Where the term would leave little of the text, its range says the same.
        let (low, high) = self.judgement.likelihood.percent();
        let term = if area.width >= ROW_TERM_FROM {
            fit(self.judgement.likelihood.term(), TERM, Align::Left)
        } else {
            fit(&format!("{low}–{high} %"), 7, Align::Right)
        };
        let room = usize::from(area.width).saturating_sub(width(&term) + 2);
        Line::from(vec![
            Span::styled(term, self.theme.strong),
            Span::styled(format!("  {}", truncate(self.text, room)), self.theme.text),
        ])
        .render(area, buf);
        1
    }

    fn beside(&self, area: Rect, form: Form, buf: &mut Buffer) -> u16 {
        let is_wide = form.kind == Kind::Wide;
        let judgement = self.judgement;
        let left = Rect {
            width: LIKELIHOOD as u16,
            ..area
        };
        let mut facts = vec![
            Line::from(likelihood(self.theme, judgement.likelihood)),
            Line::from(bar(self.theme, judgement.likelihood, LIKELIHOOD)),
        ];
        if !is_wide {
            facts.push(self.confidence());
        }
        for (line, row) in facts.iter().zip(left.rows()) {
            line.render(row, buf);
        }
        let right = if is_wide { RIGHT } else { 0 };
        let middle = Rect {
            x: area.x + COLUMN,
            width: area.width - COLUMN - right,
            ..area
        };
        let mut lines = self.paragraph(middle, buf);
        if is_wide {
            let right = Rect {
                x: middle.right() + 3,
                width: RIGHT - 3,
                ..area
            };
            let made = Span::styled(date(judgement.date), self.theme.dim);
            let facts = [confidence(self.theme, judgement.confidence), made];
            for (span, row) in facts.into_iter().zip(right.rows()) {
                span.render(row, buf);
            }
        } else if form.has_date_row {
            let made = Line::styled(date(judgement.date), self.theme.dim);
            let last = middle.rows().nth(usize::from(lines));
            if let Some(row) = last {
                made.render(row, buf);
            }
            lines += 1;
        }
        lines.max(facts.len() as u16)
    }

    fn stacked(&self, area: Rect, form: Form, buf: &mut Buffer) -> u16 {
        let has_foot = form.kind == Kind::Stacked;
        let (theme, judgement) = (self.theme, self.judgement);
        let room = usize::from(area.width);
        let mut head = likelihood(theme, judgement.likelihood);
        // The confidence is told first, the bar only where both have room.
        let is_told = !has_foot && room >= LIKELIHOOD + 2 + CONFIDENCE;
        let beside = if is_told { CONFIDENCE + 2 } else { 0 };
        let cells = room.saturating_sub(LIKELIHOOD + 2 + beside);
        if cells >= 6 {
            head.push(Span::raw("  "));
            head.extend(bar(theme, judgement.likelihood, cells.min(24)));
        }
        if is_told {
            Line::from(confidence(theme, judgement.confidence))
                .right_aligned()
                .render(area, buf);
        }
        Line::from(head).render(area, buf);
        let area = Rect {
            x: area.x + form.indent.min(area.width),
            width: area.width.saturating_sub(form.indent),
            ..area
        };
        let room = usize::from(area.width);
        let below = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1 + u16::from(has_foot)),
            ..area
        };
        let lines = self.paragraph(below, buf);
        let foot = area.rows().nth(usize::from(lines) + 1);
        if let Some(row) = foot.filter(|_| has_foot) {
            let line = self.confidence();
            let made = date(judgement.date);
            if line.width() + width(&made) + 2 <= room {
                Line::styled(made, theme.dim)
                    .right_aligned()
                    .render(row, buf);
            }
            line.render(row, buf);
        }
        lines + 1 + u16::from(has_foot)
    }

    fn confidence(&self) -> Line<'static> {
        Line::from(vec![
            Span::styled("confidence ", self.theme.dim),
            confidence(self.theme, self.judgement.confidence),
        ])
    }

    fn paragraph(&self, area: Rect, buf: &mut Buffer) -> u16 {
        let lines = wrap_in(self.text, area.width.into(), area.height.into());
        for (line, row) in lines.iter().zip(area.rows()) {
            Line::styled(line.as_str(), self.theme.text).render(row, buf);
        }
        lines.len() as u16
    }
}
