//! Events below the plot: a mark each, with its title where there is room.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Marked;
use crate::model::Event;
use crate::panel::Context;
use crate::text;
use crate::widget::{TimeAxis, put};

/// The mark of an event: those that turned things stand out.
const fn mark(event: &Event) -> &'static str {
    if event.major { "◆" } else { "·" }
}

/// Cells that a title takes at most.
const LONGEST: usize = 36;

/// Cells that a cut title takes at least: less says nothing.
const SHORTEST: usize = 14;

/// The events to be marked on a time axis, by date.
pub(super) fn shown<'a>(cx: &Context<'a>, marked: &Marked, time: &TimeAxis) -> Vec<&'a Event> {
    let (from, to) = time.ends();
    let is_meant = |event: &Event| match marked {
        Marked::None => false,
        Marked::Major => event.major,
        Marked::All => true,
        Marked::Dimension(id) => event.dimension.as_ref() == Some(id),
    };
    let events = cx.model.events.iter();
    let mut found: Vec<&Event> = events
        .filter(|event| from <= event.date && event.date <= to && is_meant(event))
        .collect();
    found.sort_by_key(|event| event.date);
    found
}

/// The event nearest to the crosshair.
fn nearest<'a>(events: &[&'a Event], cursor: NaiveDate) -> Option<&'a Event> {
    let days = |event: &&&Event| (event.date - cursor).num_days().abs();
    events.iter().min_by_key(days).copied()
}

/// Rows that marks and titles take, of those of the area.
pub(super) fn rows(events: &[&Event], time: &TimeAxis, area: Rect) -> u16 {
    if events.is_empty() || area.is_empty() {
        return 0;
    }
    let labels = labels(
        events.iter().copied(),
        &mut Board::new(area, events, time),
        time,
    );
    let last = labels.iter().map(|label| label.row as u16);
    last.max().unwrap_or(0) + 1
}

/// Titles in their places. Latest first: their leaders pass left of all titles that stand already.
fn labels<'e>(
    events: impl DoubleEndedIterator<Item = &'e Event>,
    board: &mut Board,
    time: &TimeAxis,
) -> Vec<Label> {
    let placed = events.rev().filter_map(|event| {
        let title = text::truncate(&event.title, LONGEST);
        board.place(usize::from(time.column(event.date)?), &title)
    });
    placed.collect()
}

/// Draws marks in the first row of the area, titles beside or below them. With a crosshair the only title is that of
/// the event nearest to it, dated, and its mark stands out.
pub(super) fn draw(
    cx: &Context<'_>,
    events: &[&Event],
    time: &TimeAxis,
    area: Rect,
    buf: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    // Of several in one column the one that turned things is seen.
    for turning in [false, true] {
        for event in events.iter().filter(|event| event.major == turning) {
            if let Some(column) = time.column(event.date) {
                put(buf, area, (column.into(), 0), mark(event), cx.theme.event);
            }
        }
    }
    let mut board = Board::new(area, events, time);
    if let Some(cursor) = cx.cursor() {
        let chosen = nearest(events, cursor);
        if let Some((event, column)) = chosen.and_then(|one| Some((one, time.column(one.date)?))) {
            put(buf, area, (column.into(), 0), mark(event), cx.theme.focus);
            let date = text::period(event.date, event.period.months());
            let dated = format!("{date}  {}", event.title);
            let label = [&dated, &event.title]
                .into_iter()
                .find_map(|words| board.place_whole(column.into(), words))
                .unwrap_or_else(|| Label::over(column.into(), &dated, area));
            label.draw(cx, area, cx.theme.text, buf);
        }
        return;
    }
    for label in labels(events.iter().copied(), &mut board, time) {
        label.draw(cx, area, cx.theme.dim, buf);
    }
}

/// Which cells are taken.
struct Board {
    width: usize,
    taken: Vec<Vec<bool>>,
}

/// A title and where it stands.
struct Label {
    row: usize,
    start: usize,
    text: String,
    /// The column of the mark that it belongs to.
    mark: usize,
}

impl Board {
    /// A board on whose first row the marks stand.
    fn new(area: Rect, events: &[&Event], time: &TimeAxis) -> Self {
        let width = usize::from(area.width);
        let mut board = Self {
            width,
            taken: vec![vec![false; width]; usize::from(area.height)],
        };
        for column in events.iter().filter_map(|event| time.column(event.date)) {
            board.take(0, usize::from(column), 1);
        }
        board
    }

    fn take(&mut self, row: usize, start: usize, cells: usize) {
        let cells = self.taken[row].iter_mut().skip(start).take(cells);
        cells.for_each(|cell| *cell = true);
    }

    /// True when so many cells are there and free, with a blank on either side.
    fn is_free(&self, row: usize, start: usize, cells: usize) -> bool {
        let around = start.saturating_sub(1)..(start + cells + 1).min(self.width);
        start + cells <= self.width
            && self.taken[row]
                .get(around)
                .is_some_and(|cells| !cells.contains(&true))
    }

    /// Finds a place for the title of a mark: beside it, or on a row below at the end of a leader; whole, or cut where
    /// it would else be missing.
    fn place(&mut self, mark: usize, title: &str) -> Option<Label> {
        self.place_whole(mark, title).or_else(|| {
            let cells = SHORTEST.max(text::width(title) * 2 / 3);
            self.place_whole(mark, &text::truncate(title, cells))
        })
    }

    /// Finds a place for the whole title of a mark.
    fn place_whole(&mut self, mark: usize, title: &str) -> Option<Label> {
        let cells = text::width(title);
        (0..self.taken.len()).find_map(|row| self.place_at(row, mark, (title, cells)))
    }

    /// The same on one row, for a text of so many cells.
    fn place_at(&mut self, row: usize, mark: usize, (text, cells): (&str, usize)) -> Option<Label> {
        // On the first row the mark stands there already; on others the end of the leader needs its cell.
        let led = row > 0;
        let wide = cells + if led { 2 } else { 0 };
        let right = if led { mark } else { mark + 2 };
        let left = mark.checked_sub(cells + 1);
        let (from, start) = if self.is_free(row, right, wide) {
            (right, mark + 2)
        } else {
            let left = left.filter(|start| self.is_free(row, *start, wide))?;
            (left, left)
        };
        if !(1..row).all(|above| self.is_free(above, mark, 1)) {
            return None;
        }
        (1..row).for_each(|above| self.take(above, mark, 1));
        self.take(row, from, wide);
        Some(Label {
            row,
            start,
            text: text.to_owned(),
            mark,
        })
    }
}

impl Label {
    /// The title of a mark beside it, over other marks: on the side with more room, cut where there is too little.
    fn over(mark: usize, title: &str, area: Rect) -> Self {
        let right = usize::from(area.width).saturating_sub(mark + 2);
        let left = mark.saturating_sub(1);
        let title = text::truncate(title, right.max(left).saturating_sub(1));
        // A blank at the far end keeps it apart from the marks that it does not cover.
        let (start, text) = if right >= left {
            (mark + 1, format!(" {title} "))
        } else {
            let start = left.saturating_sub(text::width(&title) + 1);
            (start, format!(" {title} "))
        };
        Self {
            row: 0,
            start,
            text,
            mark,
        }
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, style: Style, buf: &mut Buffer) {
        put(buf, area, (self.start, self.row), &self.text, style);
        if self.row == 0 {
            return;
        }
        for above in 1..self.row {
            put(buf, area, (self.mark, above), "│", cx.theme.faint);
        }
        let end = if self.start > self.mark { "╰" } else { "╯" };
        put(buf, area, (self.mark, self.row), end, cx.theme.faint);
    }
}
