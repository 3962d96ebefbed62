//! Likelihood and confidence: two scales, never one sentence.

use ratatui::text::Span;

use crate::model::{Confidence, Likelihood};
use crate::text::{Align, fit};
use crate::theme::Theme;

/// Columns of the longest term, `roughly even chance`.
pub(super) const TERM: usize = 19;

/// Columns of the longest term with its range.
pub(super) const LIKELIHOOD: usize = TERM + 8;

/// Columns of the longest confidence, `●●○ moderate`.
pub(super) const CONFIDENCE: usize = 12;

/// The range of a likelihood on a scale from 0 to 100 %, half a cell fine.
pub(super) fn bar(theme: &Theme, likelihood: Likelihood, cells: usize) -> Vec<Span<'static>> {
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

/// The term with its range, in [`LIKELIHOOD`] columns.
pub(super) fn likelihood(theme: &Theme, likelihood: Likelihood) -> Vec<Span<'static>> {
    let (low, high) = likelihood.percent();
    let range = format!(" {low}–{high} %");
    let rest = LIKELIHOOD.saturating_sub(likelihood.term().len());
    vec![
        Span::styled(likelihood.term(), theme.strong),
        Span::styled(fit(&range, rest, Align::Left), theme.dim),
    ]
}

/// The confidence as dots and word.
pub(super) fn confidence(theme: &Theme, confidence: Confidence) -> Span<'static> {
    let dots = match confidence {
        Confidence::Low => "●○○",
        Confidence::Moderate => "●●○",
        Confidence::High => "●●●",
    };
    Span::styled(format!("{dots} {}", confidence.word()), theme.text)
}
