//! Styles and glyphs by meaning. Nothing outside names a colour.

mod marks;
mod palette;
#[cfg(test)]
mod tests;

pub use marks::MARKS;
pub use palette::{NAMES, Name};

use ratatui::style::Style;

use crate::model::Level;

/// Every style the program draws with.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Which theme it is.
    pub name: Name,
    /// Ground of the whole screen.
    pub ground: Style,
    /// Ordinary text.
    pub text: Style,
    /// Secondary text: units, ages, hints.
    pub dim: Style,
    /// Rules, empty tracks, grid lines.
    pub faint: Style,
    /// Words that matter: titles, values.
    pub strong: Style,
    /// Column heads.
    pub head: Style,
    /// Borders and their titles, of panels without focus.
    pub border: Style,
    /// Borders and their titles, of the panel with focus.
    pub focus: Style,
    /// The program's own colour: keys, the current tab.
    pub accent: Style,
    /// The selected row.
    pub selected: Style,
    /// What changed a moment ago.
    pub changed: Style,
    /// What a search has found.
    pub found: Style,
    /// A rise. Carries no judgement: more is not better.
    pub up: Style,
    /// A fall.
    pub down: Style,
    /// Events on time axes.
    pub event: Style,
    /// Carried-forward and stale values.
    pub stale: Style,
    /// Problems: hint, warning, error.
    pub problems: [Style; 3],
    levels: [Style; 5],
    actors: [Style; 6],
}

impl Theme {
    /// The style of a level of attention.
    pub fn level(&self, level: Level) -> Style {
        self.levels[level as usize]
    }

    /// The style of an actor by its position in the model; positions beyond the sixth start again.
    pub fn actor(&self, position: usize) -> Style {
        self.actors[position % self.actors.len()]
    }
}

/// The glyph of a level: shape as well as colour tells it.
pub const fn level_glyph(level: Level) -> &'static str {
    match level {
        Level::Low => "○",
        Level::Guarded => "◔",
        Level::Elevated => "◑",
        Level::High => "◕",
        Level::Critical => "●",
    }
}

/// The glyph of an actor by its position in the model, for lines and points.
pub const fn actor_glyph(position: usize) -> &'static str {
    match position % 6 {
        0 => "●",
        1 => "■",
        2 => "▲",
        3 => "◆",
        4 => "▼",
        _ => "★",
    }
}

/// The arrow of a change.
pub fn arrow(by: f64) -> &'static str {
    if by > 0.0 {
        "▲"
    } else if by < 0.0 {
        "▼"
    } else {
        "="
    }
}
