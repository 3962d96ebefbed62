//! Which line is which: names at the right ends, or a legend in the first row, which the crosshair makes a readout.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::course::Course;
use super::scene::{End, Scene, band_words};
use crate::model::Band;
use crate::panel::Context;
use crate::text::{self, width};
use crate::widget::{Plot, put};

/// Cells that the names at the right ends take.
pub(super) fn names_width(courses: &[Course<'_>], bands: &[&Band]) -> usize {
    let courses = courses
        .iter()
        .map(|course| width(course.name) + width(&value_of(course)) + 3);
    let bands = bands.iter().map(|band| width(&band.name) + 2);
    courses.chain(bands).max().unwrap_or(0)
}

fn value_of(course: &Course<'_>) -> String {
    course.words(course.last.map(|(_, value)| value))
}

/// Draws the names at the right ends of lines, each as near to its line as the others allow, and the names of bands
/// in rows that are left. Without a column of their own, the names of bands stand in the plot.
pub(super) fn names(
    cx: &Context<'_>,
    scene: &Scene<'_>,
    plot: &Plot,
    ends: &[(usize, End<'_>)],
    buf: &mut Buffer,
) {
    let area = scene.regions.names;
    if area.is_empty() {
        return inside(cx, scene, plot, ends, buf);
    }
    let mut taken = vec![false; usize::from(area.height)];
    for (wanted, end) in ends {
        let near = nearest_free(&taken, *wanted);
        match end {
            End::Course(course) => {
                let Some(row) = near else { continue };
                taken[row] = true;
                let value = value_of(course);
                let room = usize::from(area.width).saturating_sub(width(&value) + 4);
                let name = text::truncate(course.name, room);
                let lead = course.lead();
                put(buf, area, (0, row), lead, cx.theme.accent);
                let after = put(buf, area, (1, row), course.glyph, course.style);
                let after = put(buf, area, (after + 1, row), &name, cx.theme.text);
                put(buf, area, (after + 1, row), &value, cx.theme.strong);
            }
            End::Band(band) if !taken[*wanted] => {
                taken[*wanted] = true;
                let (words, style) = band_words(cx, band);
                put(buf, area, (1, *wanted), &words, style);
            }
            End::Band(_) => {}
        }
    }
}

/// Names of bands at the right edge of the plot, where no line passes.
fn inside(
    cx: &Context<'_>,
    scene: &Scene<'_>,
    plot: &Plot,
    ends: &[(usize, End<'_>)],
    buf: &mut Buffer,
) {
    let area = scene.regions.plot;
    for (row, end) in ends {
        let End::Band(band) = end else { continue };
        let (words, style) = band_words(cx, band);
        let cells = width(&words);
        let Some(right) = usize::from(area.width).checked_sub(cells + 2) else {
            continue;
        };
        let is_free = |start: &usize| {
            let mut under = (*start..=*start + cells).map(|column| area.x + column as u16);
            under.all(|x| plot.is_free(Position::new(x, area.y + *row as u16)))
        };
        if let Some(start) = [right, 1].into_iter().find(is_free) {
            put(buf, area, (start, *row), &words, style);
        }
    }
}

/// The free row nearest to the one wanted.
fn nearest_free(taken: &[bool], wanted: usize) -> Option<usize> {
    let free = taken.iter().enumerate().filter(|(_, taken)| !**taken);
    free.map(|(row, _)| row)
        .min_by_key(|row| row.abs_diff(wanted))
}

/// Draws the first row: the unit above the value axis; then the readout of the crosshair, or the legend where lines
/// have no names at their ends.
pub(super) fn head(cx: &Context<'_>, scene: &Scene<'_>, buf: &mut Buffer) {
    let area = scene.regions.head;
    let unit = scene.unit();
    let side = usize::from(scene.regions.side.width);
    let unit_cells = width(unit);
    let unit_at = side.saturating_sub(unit_cells + 1);
    if area.is_empty() {
        return;
    }
    put(buf, area, (unit_at, 0), unit, cx.theme.dim);
    let left = side.max(if unit.is_empty() {
        0
    } else {
        unit_at + unit_cells + 1
    });
    let mut room = area;
    room.x += (left as u16).min(area.width);
    room.width -= (left as u16).min(area.width);
    let cells = usize::from(room.width);
    let line = match scene.cursor(cx) {
        Some(cursor) => readout(cx, scene, cursor, cells),
        None if scene.regions.names.is_empty() => legend(cx, scene, cells),
        None => return,
    };
    line.render(room, buf);
}

/// Glyph, name and last value of each line; shorter where there is no room for all of it.
fn legend(cx: &Context<'_>, scene: &Scene<'_>, cells: usize) -> Line<'static> {
    let unit = scene.unit();
    let full = |course: &Course<'_>| {
        vec![
            Span::styled(format!("{}{} ", course.lead(), course.name), cx.theme.text),
            Span::styled(value_of(course), cx.theme.strong),
            Span::styled(format!(" {unit}"), cx.theme.dim),
        ]
    };
    let unitless = |course: &Course<'_>| full(course)[..2].to_vec();
    let named = |course: &Course<'_>| {
        vec![Span::styled(
            format!("{}{}", course.lead(), course.name),
            cx.theme.text,
        )]
    };
    let each = (cells + 2) / scene.courses.len().max(1);
    let cut = |course: &Course<'_>| {
        let name = text::truncate(course.name, each.saturating_sub(4));
        vec![Span::styled(
            format!("{}{name}", course.lead()),
            cx.theme.text,
        )]
    };
    // One line needs no name more than its value: the title of the panel says it too.
    let valued = |course: &Course<'_>| {
        let value = value_of(course);
        let name = text::truncate(course.name, cells.saturating_sub(width(&value) + 3));
        vec![
            Span::styled(format!(" {name} "), cx.theme.text),
            Span::styled(value, cx.theme.strong),
        ]
    };
    if scene.courses.len() == 1 {
        return first_that_fits(scene, cells, &[&full, &valued], &Line::default());
    }
    first_that_fits(
        scene,
        cells,
        &[&full, &unitless, &named, &cut],
        &Line::default(),
    )
}

/// The date of the crosshair, each line's value there with its unit, and the date of its observation.
fn readout(
    cx: &Context<'_>,
    scene: &Scene<'_>,
    cursor: chrono::NaiveDate,
    cells: usize,
) -> Line<'static> {
    let unit = scene.unit();
    let date = Line::styled(format!("{}  ", text::date(cursor)), cx.theme.accent);
    let value = |course: &Course<'_>| {
        let value = course.words(course.at(cursor).map(|(_, value)| value));
        vec![
            Span::raw(" "),
            Span::styled(value, cx.theme.strong),
            Span::styled(format!(" {unit}"), cx.theme.dim),
        ]
    };
    let dated = |course: &Course<'_>| {
        let mut spans = value(course);
        if let Some((date, _)) = course.at(cursor).filter(|_| course.is_observed()) {
            let dated = format!(" ({})", course.dated(date));
            spans.push(Span::styled(dated, cx.theme.dim));
        }
        spans
    };
    let full = |course: &Course<'_>| {
        let mut spans = dated(course);
        spans.insert(
            0,
            Span::styled(format!("{}{}", course.lead(), course.name), cx.theme.text),
        );
        spans
    };
    let bare = |course: &Course<'_>| value(course)[..2].to_vec();
    first_that_fits(scene, cells, &[&full, &dated, &value, &bare], &date)
}

/// What is said of a line behind its glyph.
type Words<'w> = &'w dyn Fn(&Course<'_>) -> Vec<Span<'static>>;

/// The fullest way to say it that fits; the last way when none does.
fn first_that_fits(
    scene: &Scene<'_>,
    cells: usize,
    ways: &[Words<'_>],
    start: &Line<'static>,
) -> Line<'static> {
    let mut line = start.clone();
    for (way, words) in ways.iter().enumerate() {
        let gap = if way + 1 == ways.len() { " " } else { "  " };
        line = start.clone();
        for (at, course) in scene.courses.iter().enumerate() {
            if at > 0 {
                line.push_span(gap);
            }
            line.push_span(Span::styled(course.glyph, course.style));
            line.spans.extend(words(course));
        }
        if line.width() <= cells {
            break;
        }
    }
    line
}
