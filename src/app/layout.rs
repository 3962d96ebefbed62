//! Where things stand on the screen: pure geometry, shared by drawing and the mouse.

use ratatui::layout::Rect;

use crate::dashboard::{Page, Slot};

/// Rows below which only the focused panel is shown.
const FRAMELESS: u16 = 5;

/// The regions of the screen; those without room are empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regions {
    /// Title, marking, date, state.
    pub header: Rect,
    /// The pages.
    pub tabs: Rect,
    /// The page.
    pub body: Rect,
    /// Message or keys.
    pub footer: Rect,
}

/// Divides the screen. As rows run out, the tabs go first, then the footer, then the header.
pub fn regions(area: Rect, pages: usize) -> Regions {
    let height = area.height;
    let header = u16::from(height >= FRAMELESS);
    let footer = u16::from(height > FRAMELESS);
    let tabs = u16::from(height > FRAMELESS + 2 && pages > 1);
    let strip = |y: u16, height: u16| Rect {
        y: area.y + y,
        height,
        ..area
    };
    let body = height - header - footer - tabs;
    Regions {
        header: strip(0, header),
        tabs: strip(header, tabs),
        body: strip(header + tabs, body),
        footer: strip(header + tabs + body, footer),
    }
}

/// Where the panels of a page stand.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Placed {
    /// Positions in the page's reading order with their boxes.
    pub shown: Vec<(usize, Rect)>,
    /// Positions of those without room, in reading order.
    pub hidden: Vec<usize>,
}

impl Placed {
    /// One panel with all the room.
    pub fn only(position: usize, panels: usize, area: Rect) -> Self {
        Self {
            shown: vec![(position, area)],
            hidden: (0..panels).filter(|other| *other != position).collect(),
        }
    }

    /// The box of a panel.
    pub fn area_of(&self, position: usize) -> Option<Rect> {
        let mut shown = self.shown.iter();
        shown.find(|(at, _)| *at == position).map(|(_, area)| *area)
    }
}

/// What the layout needs to know of a panel.
#[derive(Clone, Copy, Debug)]
struct Item {
    position: usize,
    share: u16,
    min: (u16, u16),
    /// Height that it can fill at most, border included; none: any.
    most: Option<u16>,
    priority: u8,
}

/// A line of panels with its share of the height that is left.
type Line = (u16, Vec<Item>);

/// Places the panels of a page. Rows whose panels do not fit beside each other are wrapped. Where height runs out, panels
/// find room in the order of their priority (of the same, in reading order), each if it fits with those before it. One
/// always stays.
pub fn place(page: &Page, area: Rect) -> Placed {
    let lines = lines_of(page, area);
    let panels = lines.iter().map(|(_, items)| items.len()).sum();
    let all = wrapped(&lines, area.width);
    if fits(&all, area) {
        return spread(&all, area, panels);
    }
    let mut order: Vec<Item> = lines.iter().flat_map(|(_, items)| items).copied().collect();
    order.sort_by_key(|item| (item.priority, item.position));
    let mut chosen: Vec<usize> = Vec::new();
    let mut best = Vec::new();
    for item in order {
        chosen.push(item.position);
        let tried = wrapped(&only(&lines, &chosen), area.width);
        if chosen.len() == 1 || fits(&tried, area) {
            best = tried;
        } else {
            chosen.pop();
        }
    }
    spread(&best, area, panels)
}

/// Whether lines are no higher than the room.
fn fits(lines: &[Line], area: Rect) -> bool {
    let needed: u32 = lines.iter().map(|line| u32::from(min_height(line))).sum();
    needed <= u32::from(area.height)
}

/// The lines with some of their panels; lines without any are left out.
fn only(lines: &[Line], positions: &[usize]) -> Vec<Line> {
    let kept = |items: &[Item]| -> Vec<Item> {
        let items = items.iter();
        items
            .filter(|item| positions.contains(&item.position))
            .copied()
            .collect()
    };
    let lines = lines.iter().map(|(share, items)| (*share, kept(items)));
    lines.filter(|(_, items)| !items.is_empty()).collect()
}

/// The rows of a page; no panel asks for more than there is.
fn lines_of(page: &Page, area: Rect) -> Vec<Line> {
    let mut position = 0;
    let mut item = |slot: &Slot| {
        position += 1;
        Item {
            position: position - 1,
            share: slot.width,
            min: (
                slot.min_size.0.clamp(1, area.width.max(1)),
                slot.min_size.1.clamp(1, area.height.max(1)),
            ),
            most: slot.panel.most_rows().map(|rows| rows.saturating_add(2)),
            priority: slot.priority,
        }
    };
    page.rows
        .iter()
        .map(|row| (row.height, row.slots.iter().map(&mut item).collect()))
        .collect()
}

/// Breaks lines that are too wide into several.
fn wrapped(lines: &[Line], width: u16) -> Vec<Line> {
    let mut broken: Vec<Line> = Vec::new();
    for (share, items) in lines {
        let mut line: Vec<Item> = Vec::new();
        let mut used = 0u32;
        for item in items {
            let wide = u32::from(item.min.0);
            if !line.is_empty() && used + wide > u32::from(width) {
                broken.push((*share, std::mem::take(&mut line)));
                used = 0;
            }
            used += wide;
            line.push(*item);
        }
        if !line.is_empty() {
            broken.push((*share, line));
        }
    }
    broken
}

fn min_height((_, items): &Line) -> u16 {
    items.iter().map(|item| item.min.1).max().unwrap_or(0)
}

/// The height that a line can fill: that of its longest list.
fn most_height((_, items): &Line) -> u16 {
    let lists = items.iter().filter_map(|item| item.most);
    lists.max().unwrap_or(u16::MAX)
}

/// Gives every line and panel its part of the room.
fn spread(lines: &[Line], area: Rect, panels: usize) -> Placed {
    let heights = shares(
        area.height,
        &lines
            .iter()
            .map(|line| Part {
                min: min_height(line),
                share: line.0,
                most: most_height(line),
            })
            .collect::<Vec<_>>(),
    );
    let mut shown = Vec::new();
    let mut y = area.y;
    for ((_, items), height) in lines.iter().zip(heights) {
        let widths = shares(
            area.width,
            &items
                .iter()
                .map(|item| Part {
                    min: item.min.0,
                    share: item.share,
                    most: u16::MAX,
                })
                .collect::<Vec<_>>(),
        );
        let mut x = area.x;
        for (item, width) in items.iter().zip(widths) {
            shown.push((item.position, Rect::new(x, y, width, height)));
            x += width;
        }
        y += height;
    }
    let hidden = (0..panels)
        .filter(|position| !shown.iter().any(|(at, _)| at == position))
        .collect();
    Placed { shown, hidden }
}

/// A line or a panel of it that wants room.
#[derive(Clone, Copy, Debug)]
struct Part {
    min: u16,
    share: u16,
    /// What it has use for; more when nobody else has.
    most: u16,
}

/// Divides `total` so that each part comes as near to its share of the whole as its bounds let it. Parts of share 0
/// keep their minimum, unless all are.
fn shares(total: u16, parts: &[Part]) -> Vec<u16> {
    let idle = parts.iter().all(|part| part.share == 0);
    let share = |at: usize| u32::from(if idle { 1 } else { parts[at].share });
    let useful = |part: &Part| {
        if idle || part.share > 0 {
            part.most
        } else {
            part.min
        }
    };
    let used: u32 = parts.iter().map(|part| u32::from(useful(part))).sum();
    // Room for which nobody has use is divided all the same.
    let is_bounded = used >= u32::from(total);
    let most = |at: usize| match parts[at].most {
        most if is_bounded => most.max(parts[at].min),
        _ => u16::MAX,
    };
    let mut sizes: Vec<u16> = parts.iter().map(|part| part.min).collect();
    let mut open: Vec<usize> = (0..parts.len()).filter(|at| share(*at) > 0).collect();
    // A part whose minimum is more than its share keeps the minimum, one that has no use for its share takes what it
    // has; the others divide the rest.
    loop {
        let fixed: u32 = (0..parts.len())
            .filter(|at| !open.contains(at))
            .map(|at| u32::from(sizes[at]))
            .sum();
        let room = u32::from(total).saturating_sub(fixed);
        let weight: u32 = open.iter().map(|at| share(*at)).sum();
        // How far a bound lies beyond the share, in parts of the weight.
        let beyond = |at: usize, bound: u16| {
            i64::from(bound) * i64::from(weight) - i64::from(room) * i64::from(share(at))
        };
        let lacking = |at: &usize| beyond(*at, parts[*at].min).max(0);
        let useless = |at: &usize| (-beyond(*at, most(*at))).max(0);
        let lack: i64 = open.iter().map(lacking).sum();
        let left: i64 = open.iter().map(useless).sum();
        if lack == 0 && left == 0 {
            divide(room, &open, share, &mut sizes);
            break;
        }
        // What is the larger of both decides: the other may vanish with it.
        let (settled, rest): (Vec<usize>, Vec<usize>) = if lack >= left {
            open.iter().partition(|at| lacking(at) > 0)
        } else {
            open.iter().partition(|at| useless(at) > 0)
        };
        if lack < left {
            for at in &settled {
                sizes[*at] = most(*at);
            }
        }
        open = rest;
    }
    clip(total, &mut sizes);
    sizes
}

/// Divides `room` exactly: each part ends where its share of the way ends.
fn divide(room: u32, open: &[usize], share: impl Fn(usize) -> u32, sizes: &mut [u16]) {
    let weight: u32 = open.iter().map(|at| share(*at)).sum();
    let (mut passed, mut start) = (0, 0);
    for at in open {
        passed += share(*at);
        let end = room * passed / weight.max(1);
        sizes[*at] = (end - start) as u16;
        start = end;
    }
}

/// Cuts what stands beyond the room.
fn clip(total: u16, sizes: &mut [u16]) {
    let mut room = total;
    for size in sizes {
        *size = (*size).min(room);
        room -= *size;
    }
}

/// The inside of a panel's box; empty when there is only room for the border. A box too small for a border has none.
pub fn inside(area: Rect) -> Rect {
    if has_border(area) {
        Rect::new(area.x + 1, area.y + 1, area.width - 2, area.height - 2)
    } else {
        area
    }
}

/// Whether a box is large enough to be drawn as one.
pub const fn has_border(area: Rect) -> bool {
    area.width >= 4 && area.height >= 3
}

/// The box of an overlay of some size in the middle of the screen, as large as there is room.
pub fn overlay(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect::new(
        area.x + (area.width - width) / 2,
        area.y + (area.height - height) / 2,
        width,
        height,
    )
}

#[cfg(test)]
mod tests;
