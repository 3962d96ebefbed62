//! The marks of findings as signs: shape as well as colour tells them.

use ratatui::style::Style;

use crate::model::Consistency;
use crate::theme::Theme;

/// The sign of a mark.
pub(super) const fn glyph(mark: Consistency) -> &'static str {
    match mark {
        Consistency::VeryInconsistent => "✗✗",
        Consistency::Inconsistent => "✗",
        Consistency::NotApplicable => "–",
        Consistency::Neutral => "·",
        Consistency::Consistent => "✓",
        Consistency::VeryConsistent => "✓✓",
    }
}

/// The style of a mark: what speaks against a hypothesis stands out, the rest steps back.
pub(super) fn style(theme: &Theme, mark: Consistency) -> Style {
    match mark {
        Consistency::VeryInconsistent => theme.problems[2],
        Consistency::Inconsistent => theme.problems[1],
        Consistency::NotApplicable | Consistency::Neutral => theme.dim,
        Consistency::Consistent | Consistency::VeryConsistent => theme.up,
    }
}
