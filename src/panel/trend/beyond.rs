//! Values off the value axis: an arrow at the edge beyond which they stand, so that none is missing without a word.

use ratatui::buffer::Buffer;

use super::course::Course;
use super::scene::Scene;
use crate::widget::put;

/// Draws an arrow in each column in which a line has a value above or below the axis.
pub(super) fn draw(scene: &Scene<'_>, buf: &mut Buffer) {
    let area = scene.regions.plot;
    let (low, high) = scene.values.ends();
    // The first course lies on top.
    for course in scene.courses.iter().rev() {
        for column in 0..scene.time.columns() {
            let Some((lowest, highest)) = extremes(scene, course, column) else {
                continue;
            };
            let ends = [
                (highest > high, 0, "↑"),
                (lowest < low, area.height.saturating_sub(1), "↓"),
            ];
            for (_, row, arrow) in ends.into_iter().filter(|(is_off, ..)| *is_off) {
                let at = (usize::from(column), usize::from(row));
                put(buf, area, at, arrow, course.style);
            }
        }
    }
}

/// Lowest and highest value of a course in a column: those dated there, and where it keeps its value, that one.
fn extremes(scene: &Scene<'_>, course: &Course<'_>, column: u16) -> Option<(f64, f64)> {
    let (first, last) = scene.time.days(column)?;
    let dated = course.extremes(course.rows(first, last));
    let is_kept = course.is_stepped || course.last.is_some_and(|(date, _)| date < first);
    let kept = course.at(first).filter(|_| is_kept);
    let kept = kept.map(|(_, value)| (value, value));
    match (dated, kept) {
        (Some(dated), Some(kept)) => Some((dated.0.min(kept.0), dated.1.max(kept.1))),
        (dated, kept) => dated.or(kept),
    }
}
