//! The line of tabs.

use ratatui::layout::Rect;

use crate::dashboard::Page;
use crate::text;

/// A tab as it stands on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Position of the page.
    pub page: usize,
    /// Its number, for those that a key reaches.
    pub number: Option<usize>,
    /// Its title, perhaps shortened.
    pub title: String,
    /// Where it stands.
    pub area: Rect,
}

/// Cells around a title: a blank on both sides, and the number with a blank.
const PADDING: usize = 2;
/// A title is not cut below this; tabs are left out first.
const SHORTEST: usize = 6;

/// The tabs that fit on a line. Long titles are shortened first; then only the current tab and its neighbours stay, with
/// room for a mark at both ends.
pub fn tabs(pages: &[Page], current: usize, area: Rect) -> Vec<Tab> {
    let room = usize::from(area.width);
    let longest = pages.iter().map(|page| text::width(&page.title)).max();
    let total = |most: usize| {
        (0..pages.len())
            .map(|at| cells(pages, at, most))
            .sum::<usize>()
    };
    let fitting = (SHORTEST..=longest.unwrap_or(0)).rev();
    let most = fitting
        .into_iter()
        .find(|most| total(*most) <= room)
        .unwrap_or(SHORTEST);
    let all = total(most) <= room;
    let (mut x, room) = if all {
        (0, room)
    } else {
        (1, room.saturating_sub(1))
    };
    window(pages, current, most, room.saturating_sub(x))
        .map(|at| {
            let width = cells(pages, at, most).min(room.saturating_sub(x));
            let tab = Tab {
                page: at,
                number: (at < 9).then_some(at + 1),
                title: text::truncate(&pages[at].title, most),
                area: Rect::new(area.x + x as u16, area.y, width as u16, area.height),
            };
            x += width;
            tab
        })
        .collect()
}

/// Cells of a tab whose title has at most `most`.
fn cells(pages: &[Page], at: usize, most: usize) -> usize {
    let number = if at < 9 { 2 } else { 0 };
    text::width(&pages[at].title).min(most) + number + PADDING
}

/// The tabs around the current one for which there is room.
fn window(pages: &[Page], current: usize, most: usize, room: usize) -> std::ops::Range<usize> {
    if pages.is_empty() {
        return 0..0;
    }
    let current = current.min(pages.len() - 1);
    let (mut from, mut to) = (current, current + 1);
    let mut used = cells(pages, current, most);
    loop {
        if to < pages.len() && used + cells(pages, to, most) <= room {
            used += cells(pages, to, most);
            to += 1;
        } else if from > 0 && used + cells(pages, from - 1, most) <= room {
            from -= 1;
            used += cells(pages, from, most);
        } else {
            return from..to;
        }
    }
}
