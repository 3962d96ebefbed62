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

/// A title is not cut below this; tabs are left out first.
const SHORTEST: usize = 6;
/// Nor that of the current page below this: titles may begin alike.
const CURRENT: usize = 20;

/// How tabs are set: how long titles may be, how many blanks stand between two tabs, and which page is shown.
#[derive(Clone, Copy)]
struct Setting {
    title: usize,
    gap: usize,
    current: usize,
}

impl Setting {
    /// How long the title of a page may be.
    fn most(self, at: usize) -> usize {
        if at == self.current {
            self.title.max(CURRENT)
        } else {
            self.title
        }
    }
}

/// The tabs that fit on a line. They move together first, then long titles are shortened; then only the current tab and
/// its neighbours stay, with room for a mark at both ends. A cell is free before and after each tab.
pub fn tabs(pages: &[Page], current: usize, area: Rect) -> Vec<Tab> {
    let room = usize::from(area.width);
    let setting = setting(pages, current, room);
    let whole = total(pages, setting) <= room;
    // What is left out is marked at the ends of the line.
    let (mut x, room) = if whole {
        (1, room)
    } else {
        (2, room.saturating_sub(2))
    };
    window(pages, current, setting, room)
        .map(|at| {
            let width = cells(pages, at, setting) - setting.gap;
            let width = width.min(usize::from(area.width).saturating_sub(x));
            let left = x.min(usize::from(area.width)) as u16;
            let tab = Tab {
                page: at,
                number: number(at),
                title: text::truncate(
                    &pages[at].title,
                    width.saturating_sub(number_cells(at)).min(setting.most(at)),
                ),
                area: Rect::new(area.x + left, area.y, width as u16, area.height),
            };
            x += width + setting.gap;
            tab
        })
        .collect()
}

/// The loosest setting in which all tabs fit; else the tightest.
fn setting(pages: &[Page], current: usize, room: usize) -> Setting {
    let longest = pages.iter().map(|page| text::width(&page.title)).max();
    let longest = longest.unwrap_or(0).max(SHORTEST);
    let loose = (longest, 2);
    let tight = (SHORTEST..=longest).rev().map(|title| (title, 1));
    std::iter::once(loose)
        .chain(tight)
        .map(|(title, gap)| Setting {
            title,
            gap,
            current,
        })
        .find(|setting| total(pages, *setting) <= room)
        .unwrap_or(Setting {
            title: SHORTEST,
            gap: 1,
            current,
        })
}

/// The number by which a key reaches a page.
fn number(at: usize) -> Option<usize> {
    (at < 9).then_some(at + 1)
}

/// Cells of all tabs and of the free ones before the first and after the last.
fn total(pages: &[Page], setting: Setting) -> usize {
    let tabs: usize = (0..pages.len()).map(|at| cells(pages, at, setting)).sum();
    (tabs + 2).saturating_sub(setting.gap)
}

/// Cells of a tab and of the gap after it.
fn cells(pages: &[Page], at: usize, setting: Setting) -> usize {
    text::width(&pages[at].title).min(setting.most(at)) + number_cells(at) + setting.gap
}

/// Cells of a tab's number and the blank behind it.
fn number_cells(at: usize) -> usize {
    if number(at).is_some() { 2 } else { 0 }
}

/// The tabs around the current one for which there is room.
fn window(pages: &[Page], current: usize, setting: Setting, room: usize) -> std::ops::Range<usize> {
    if pages.is_empty() {
        return 0..0;
    }
    let current = current.min(pages.len() - 1);
    let (mut from, mut to) = (current, current + 1);
    let mut used = 1 + cells(pages, current, setting);
    loop {
        if to < pages.len() && used + cells(pages, to, setting) <= room {
            used += cells(pages, to, setting);
            to += 1;
        } else if from > 0 && used + cells(pages, from - 1, setting) <= room {
            from -= 1;
            used += cells(pages, from, setting);
        } else {
            return from..to;
        }
    }
}
