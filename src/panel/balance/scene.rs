//! The picture: posts, rope, walker, the line with the positions, and the trail downwards.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::rope::{Rope, Walker, lean};
use super::state::Standing;
use crate::text::period;
use crate::theme::Theme;
use crate::widget::Dots;

/// Rope, pole and body share a layer: where they meet in a cell all dots stay, in the style of what is drawn last.
const LAYER: u8 = 1;

/// Dots of height from which limbs are two dots wide.
const STOUT: f64 = 20.0;

/// Draws posts, rope and walker. The posts stand in the first and last column.
pub(super) fn stage(area: Rect, standing: Option<&Standing>, theme: &Theme, buf: &mut Buffer) {
    if area.width < 2 || area.height == 0 {
        return;
    }
    let mut dots = Dots::new(area);
    let (wide, high) = dots.size();
    let position = standing.map(|standing| standing.position);
    let tall = figure_height(wide, high);
    let rope = hung(wide, high, tall, position);
    for two in rope.line(position).windows(2) {
        dots.line(two[0], two[1], 1, LAYER, theme.dim);
    }
    if let Some(standing) = standing {
        let foot = rope.foot(standing.position);
        let walker = Walker::new((foot.0, foot.1 - 1.0), tall, lean(standing.points()));
        for two in walker.pole.windows(2) {
            dots.line(two[0], two[1], 1, LAYER, theme.accent);
        }
        for (from, to) in &walker.limbs {
            dots.line(*from, *to, 1, LAYER, theme.strong);
            if tall >= STOUT {
                dots.line(
                    (from.0 + 1.0, from.1),
                    (to.0 + 1.0, to.1),
                    1,
                    LAYER,
                    theme.strong,
                );
            }
        }
        dots.disc(walker.head.0, walker.head.1, LAYER, theme.strong);
    }
    dots.draw(buf);
    let top = area.y + (rope.top / 4.0) as u16;
    for x in [area.x, area.right() - 1] {
        put(buf, x, top, "╷", theme.text);
        for y in top + 1..area.bottom() {
            put(buf, x, y, "│", theme.text);
        }
    }
}

/// Dots from the walker's feet to the crown.
fn figure_height(wide: f64, high: f64) -> f64 {
    let share = if high < 20.0 { 0.62 } else { 0.68 };
    (high * share).min(wide * 0.2).round()
}

/// The rope of a stage: as high as the walker's head allows, hanging as low as the ground allows.
fn hung(wide: f64, high: f64, tall: f64, position: Option<f64>) -> Rope {
    let position = position.unwrap_or(0.5).clamp(0.0, 1.0);
    // Part of the sag under the walker that holds for the middle four fifths of the rope; near the ends less.
    let sure = (2.0 * (position * (1.0 - position)).sqrt()).min(0.6);
    let sag = (high * 0.42).min((high - tall - 3.0) / 0.4).max(0.0);
    Rope {
        left: 1.0,
        right: wide - 1.0,
        top: (tall + 1.0 - sag * sure).min(high - 3.0).max(0.0),
        sag,
    }
}

/// The column of a position on a line of the area's width.
pub(super) fn column(area: Rect, position: f64) -> u16 {
    let last = f64::from(area.width.saturating_sub(1));
    area.x + (position.clamp(0.0, 1.0) * last).round() as u16
}

/// Draws the line with the scale, the trail and the present position.
pub(super) fn ground(
    area: Rect,
    standing: Option<&Standing>,
    has_stage: bool,
    theme: &Theme,
    buf: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    let ends = if has_stage {
        ("┴", "┴")
    } else {
        ("├", "┤")
    };
    for x in area.x..area.right() {
        put(buf, x, area.y, "─", theme.faint);
    }
    for quarter in [0.25, 0.75] {
        put(buf, column(area, quarter), area.y, "┬", theme.faint);
    }
    put(buf, column(area, 0.5), area.y, "┼", theme.dim);
    put(buf, area.x, area.y, ends.0, theme.text);
    put(buf, area.right() - 1, area.y, ends.1, theme.text);
    let Some(standing) = standing else {
        return;
    };
    // Oldest first, so that the newest stays where several share a cell.
    let months = standing.trail.len();
    for (at, (_, position)) in standing.trail.iter().enumerate() {
        let glyph = ["·", "∙", "•"][(at * 3 / months.max(1)).min(2)];
        put(buf, column(area, *position), area.y, glyph, theme.text);
    }
    put(
        buf,
        column(area, standing.position),
        area.y,
        "●",
        theme.strong,
    );
}

/// Draws figures below the scale.
pub(super) fn ticks(area: Rect, theme: &Theme, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    for (position, label, needs) in [
        (0.25, "25", 40),
        (0.75, "75", 40),
        (0.0, "0", 0),
        (0.5, "50 %", 16),
        (1.0, "100", 0),
    ] {
        let wide = label.chars().count() as u16;
        if area.width < needs || area.width < wide {
            continue;
        }
        // Digits stand centred under their tick; the unit hangs over.
        let digits = label.trim_end_matches(" %").len() as u16;
        let x = column(area, position)
            .saturating_sub(digits / 2)
            .clamp(area.x, area.right() - wide);
        buf.set_string(x, area.y, label, theme.dim);
    }
}

/// Draws the trail, newest month in the first row.
pub(super) fn track(area: Rect, standing: &Standing, theme: &Theme, buf: &mut Buffer) {
    let months = standing.trail.len();
    if area.is_empty() || months == 0 {
        return;
    }
    for quarter in [0.25, 0.5, 0.75] {
        for y in area.y..area.bottom() {
            put(buf, column(area, quarter), y, "┊", theme.faint);
        }
    }
    let mut dots = Dots::new(area);
    let (wide, high) = dots.size();
    let step = (high / months as f64).min(4.0);
    let mut last = (standing.position * (wide - 1.0), 0.0);
    for (back, (_, position)) in standing.trail.iter().rev().enumerate() {
        let next = (position * (wide - 1.0), (back as f64 + 1.0) * step - 0.5);
        let style = [theme.strong, theme.text, theme.dim][(back * 3 / months).min(2)];
        dots.line(last, next, 1, 3 - (back * 3 / months).min(2) as u8, style);
        last = next;
    }
    dots.draw(buf);
    let oldest = period(standing.trail[0].0, 1);
    let at = dots.cell_at(last).unwrap_or(area.as_position());
    if at.x + 2 + oldest.len() as u16 <= area.right() {
        buf.set_string(at.x + 2, at.y, oldest, theme.dim);
    }
}

fn put(buf: &mut Buffer, x: u16, y: u16, symbol: &str, style: Style) {
    if let Some(cell) = buf.cell_mut(Position::new(x, y)) {
        cell.set_symbol(symbol).set_style(style);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn positions_map_to_ends_and_middle() {
        let area = Rect::new(3, 0, 41, 1);
        for (position, x) in [(0.0, 3), (0.5, 23), (1.0, 43), (-1.0, 3), (9.0, 43)] {
            assert_eq!(column(area, position), x, "{position}");
        }
    }

    proptest! {
        #[test]
        fn the_trail_never_leaves_the_rope(x in 0_u16..50, width in 1_u16..300, position in -1.0..2.0_f64) {
            let area = Rect::new(x, 0, width, 1);
            prop_assert!((area.left()..area.right()).contains(&column(area, position)));
        }

        #[test]
        fn walker_and_rope_stay_on_the_stage(wide in 48_u16..400, rows in 3_u16..24, position in 0.0..=1.0_f64) {
            let (wide, high) = (f64::from(wide), f64::from(rows) * 4.0);
            let tall = figure_height(wide, high);
            let rope = hung(wide, high, tall, Some(position));
            let (x, y) = rope.foot(position);
            prop_assert!((0.0..=wide).contains(&x));
            prop_assert!(y < high, "feet at {y} of {high}");
            prop_assert!(y - tall >= -2.0, "crown at {} of {high}", y - tall);
        }
    }
}
