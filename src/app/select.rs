//! Selecting and scrolling in panels; keeping the reader's place when lists change.

use ratatui::layout::Rect;

use super::roll::{Roll, Step, scrolled};
use super::time::stepped_cursor;
use super::{App, Layer, layout, name};
use crate::dashboard::{Page, Slot};
use crate::model::Id;
use crate::panel::{Extent, Place, Target};
use crate::widget;

/// A list at some moment.
pub(super) struct List {
    page: Id,
    slot: Id,
    /// What is selected in it, by the reader or because it stands first.
    selected: Target,
    targets: Vec<Target>,
}

/// A panel as it is seen now.
struct Seen {
    /// Where the reader is in it.
    place: Place,
    targets: Vec<Target>,
    extent: Extent,
    /// The inside of its box.
    area: Rect,
}

impl Seen {
    /// The selected target's position; the first when none is selected, or it is gone.
    fn at(&self) -> usize {
        widget::position(self.place.selected.as_ref(), &self.targets)
    }

    fn roll(&self) -> Roll {
        Roll {
            at: self.at(),
            row: self.place.row,
        }
    }

    fn select(&mut self, roll: Roll) {
        self.place.selected = self.targets.get(roll.at).cloned();
        self.place.row = roll.row;
    }

    /// Rows of the list that show at once; all when the panel does not scroll.
    fn rows(&self) -> usize {
        match self.extent {
            Extent::Rows(rows) => rows,
            Extent::Fixed | Extent::Lines(_) => self.targets.len(),
        }
    }

    fn step(&mut self, step: Step) {
        match self.extent {
            Extent::Lines(lines) => {
                let rows = usize::from(self.area.height);
                self.place.scroll = scrolled(self.place.scroll, step, lines, rows);
            }
            Extent::Rows(_) | Extent::Fixed => {
                let roll = self.roll().stepped(step, self.targets.len(), self.rows());
                self.select(roll);
            }
        }
    }

    fn scroll(&mut self, by: isize) {
        let step = if by < 0 { Step::Up } else { Step::Down };
        match self.extent {
            Extent::Lines(lines) => {
                let rows = usize::from(self.area.height);
                for _ in 0..by.unsigned_abs() {
                    self.place.scroll = scrolled(self.place.scroll, step, lines, rows);
                }
            }
            Extent::Rows(rows) if rows < self.targets.len() => {
                let roll = self.roll().scrolled(by, self.targets.len(), rows);
                self.select(roll);
            }
            Extent::Rows(_) | Extent::Fixed => {}
        }
    }

    fn settle(&mut self) {
        match self.extent {
            Extent::Rows(rows) => {
                self.place.row = self.roll().settled(self.targets.len(), rows).row;
            }
            Extent::Lines(lines) => {
                let most = lines.saturating_sub(usize::from(self.area.height));
                self.place.scroll = self.place.scroll.min(most);
            }
            Extent::Fixed => {}
        }
    }
}

impl App {
    /// A panel of the current page as it is seen now; when it is not on the screen, as it would be alone.
    fn seen(&self, page: &Page, position: usize) -> Option<Seen> {
        let slot = page.slots().nth(position)?;
        let cx = self.context(page, slot);
        let placed = self.placed(page, self.area());
        let area = placed
            .area_of(position)
            .unwrap_or(self.regions(self.area()).body);
        let area = layout::inside(area);
        Some(Seen {
            targets: slot.panel.targets(&cx),
            extent: slot.panel.extent(&cx, area),
            place: cx.place.clone(),
            area,
        })
    }

    /// Changes where the reader is in a panel of the current page.
    fn with_panel(&mut self, position: usize, change: impl FnOnce(&mut Seen)) {
        let Some((_, page)) = self.page() else { return };
        let Some(mut seen) = self.seen(page, position) else {
            return;
        };
        let Some(slot) = page.slots().nth(position) else {
            return;
        };
        let (page, slot) = (page.id.clone(), slot.id.clone());
        let before = seen.place.clone();
        change(&mut seen);
        if seen.place != before {
            let stay = self.stay(&page);
            if seen.place.selected != before.selected {
                stay.wanted.remove(&slot);
            }
            stay.places.insert(slot, seen.place);
        }
    }

    fn with_focus(&mut self, change: impl FnOnce(&mut Seen)) {
        if let Some(focus) = self.page().map(|(_, page)| self.focus(page)) {
            self.with_panel(focus, change);
        }
    }

    /// Takes a step in the focused panel.
    pub(super) fn step_panel(&mut self, step: Step) {
        self.with_focus(|seen| seen.step(step));
    }

    /// Scrolls a panel without moving the selection as long as it is seen.
    pub(super) fn scroll_panel(&mut self, position: usize, by: isize) {
        self.with_panel(position, |seen| seen.scroll(by));
    }

    /// Selects a target in a panel of the current page.
    pub(super) fn select(&mut self, position: usize, target: &Target) {
        self.with_panel(position, |seen| {
            if let Some(at) = seen.targets.iter().position(|other| other == target) {
                let roll = seen.roll().moved_to(at, seen.targets.len(), seen.rows());
                seen.select(roll);
            }
        });
    }

    /// The selected target of a panel, if it has any.
    pub(super) fn selected_in(&self, page: &Page, slot: &Slot) -> Option<Target> {
        let cx = self.context(page, slot);
        let targets = slot.panel.targets(&cx);
        let selected = cx.place.selected.as_ref();
        let kept = selected.filter(|selected| targets.contains(selected));
        kept.or(targets.first()).cloned()
    }

    /// Whether a panel lists what can be selected in it, one below the other.
    pub(super) fn is_list(&self, page: &Page, slot: &Slot) -> bool {
        let extent = slot.panel.extent(&self.context(page, slot), self.area());
        matches!(extent, Extent::Rows(_))
    }

    /// Opens the detail of the focused panel's selection; in a panel that follows the page's selection, of that.
    pub(super) fn open_selection(&mut self) {
        match self.focused_target() {
            Some(target) => self.open_detail(target),
            None => self.say("nothing to open in this panel"),
        }
    }

    /// The focused panel's selection; in a panel that follows the page's selection, that.
    pub(super) fn focused_target(&self) -> Option<Target> {
        let (_, page) = self.page()?;
        let focused = page.slots().nth(self.focus(page))?;
        if focused.panel.follows_selection() {
            self.stays.get(&page.id)?.selection.clone()
        } else {
            self.selected_in(page, focused)
        }
    }

    /// Goes to the next order of the focused list.
    pub(super) fn next_sort(&mut self) {
        let Some((_, page)) = self.page() else { return };
        let Some(slot) = page.slots().nth(self.focus(page)) else {
            return;
        };
        let sorts = slot.panel.sorts();
        if sorts.len() < 2 {
            self.say("this panel has one order only");
            return;
        }
        let next = (self.context(page, slot).place.sort + 1) % sorts.len();
        self.with_focus(|seen| {
            // The selection stays with its item, wherever the new order puts it.
            let selected = seen.targets.get(seen.at()).cloned();
            seen.place.selected = selected;
            seen.place.sort = next;
        });
        self.say(format!("sorted by {}", sorts[next]));
    }

    /// Moves the crosshair of the focused panel.
    pub(super) fn move_panel_cursor(&mut self, months: i32) {
        let axis = self.page().and_then(|(_, page)| {
            let slot = page.slots().nth(self.focus(page))?;
            slot.panel.time_axis(&self.context(page, slot))
        });
        match axis {
            Some(axis) => self.with_focus(|seen| {
                seen.place.cursor = Some(stepped_cursor(seen.place.cursor, axis, months));
            }),
            None => self.say("this panel has no time axis"),
        }
    }

    /// Puts the crosshair of a panel on a date.
    pub(super) fn set_cursor(&mut self, position: usize, date: chrono::NaiveDate) {
        self.with_panel(position, |seen| seen.place.cursor = Some(date));
    }

    /// Removes the crosshair of the focused panel. True when there was one.
    pub(super) fn clear_cursor(&mut self) -> bool {
        let mut cleared = false;
        self.with_focus(|seen| cleared = seen.place.cursor.take().is_some());
        cleared
    }

    /// Makes everything hold after a change: lists show their selection, the page knows what is selected.
    pub(super) fn settle(&mut self) {
        let panels = self
            .page()
            .map(|(_, page)| self.placed(page, self.area()).shown)
            .unwrap_or_default();
        for (position, _) in panels {
            self.with_panel(position, Seen::settle);
        }
        self.settle_selection();
        self.settle_layers();
    }

    /// The page's selection is that of the focused panel; a panel without targets leaves it as it was, and so does one
    /// that itself follows the selection.
    pub(super) fn settle_selection(&mut self) {
        let Some((_, page)) = self.page() else { return };
        let kept = self
            .stays
            .get(&page.id)
            .and_then(|stay| stay.selection.clone())
            .filter(|target| name::exists(self.model(), target));
        let focused = page.slots().nth(self.focus(page));
        let leads = |slot: &&Slot| !slot.panel.follows_selection();
        let focused = focused.filter(leads);
        let selection = focused
            .and_then(|slot| self.selected_in(page, slot))
            .or(kept)
            .or_else(|| {
                let lists = page.slots().filter(|slot| self.is_list(page, slot));
                let mut slots = lists.chain(page.slots()).filter(leads);
                slots.find_map(|slot| self.selected_in(page, slot))
            });
        let follows = page.slots().filter(|slot| slot.panel.follows_selection());
        let follows: Vec<Id> = follows.map(|slot| slot.id.clone()).collect();
        let page = page.id.clone();
        let stay = self.stay(&page);
        if stay.selection != selection {
            stay.selection = selection;
            // Another text is read from its beginning.
            for slot in follows {
                stay.places.entry(slot).or_default().scroll = 0;
            }
        }
    }

    pub(super) fn settle_layers(&mut self) {
        let sheet = self.top_sheet(self.area());
        let is_text = self.layers.last().is_some_and(Layer::is_text);
        if let (Some(sheet), Some(roll)) = (sheet, self.top_roll()) {
            let rows = usize::from(sheet.list.height);
            if is_text {
                roll.at = roll.at.min(sheet.len.saturating_sub(rows));
            } else {
                *roll = roll.settled(sheet.len, rows);
            }
        }
        self.settle_detail();
    }

    /// The lists of all pages the reader has seen, as they are now.
    pub(super) fn lists(&self) -> Vec<List> {
        let mut lists = Vec::new();
        let pages = self.snapshot.dashboard.pages.iter();
        for page in pages.filter(|page| self.stays.contains_key(&page.id)) {
            for slot in page.slots() {
                if let Some(selected) = self.selected_in(page, slot) {
                    lists.push(List {
                        page: page.id.clone(),
                        slot: slot.id.clone(),
                        selected,
                        targets: slot.panel.targets(&self.context(page, slot)),
                    });
                }
            }
        }
        lists
    }

    /// Keeps the reader's place after lists have changed: where the selected item is gone, its neighbour is selected on
    /// the same row, until it is back or the reader selects another.
    pub(super) fn follow(&mut self, before: &[List]) {
        for list in before {
            let pages = self.snapshot.dashboard.pages.iter();
            let slot = pages
                .filter(|page| page.id == list.page)
                .find_map(|page| Some((page, page.slots().find(|slot| slot.id == list.slot)?)));
            let Some((page, slot)) = slot else { continue };
            let now = slot.panel.targets(&self.context(page, slot));
            let stay = self.stays.entry(list.page.clone()).or_default();
            let wanted = stay.wanted.remove(&list.slot);
            let wanted = wanted.unwrap_or_else(|| list.selected.clone());
            let kept = if now.contains(&wanted) {
                Some(wanted)
            } else {
                stay.wanted.insert(list.slot.clone(), wanted);
                neighbour(&list.selected, &list.targets, &now)
            };
            // What stands first need not be selected by name.
            let named = |place: &Place| place.selected.is_some();
            if kept.as_ref() != now.first() || stay.places.get(&list.slot).is_some_and(named) {
                stay.places.entry(list.slot.clone()).or_default().selected = kept;
            }
        }
    }
}

/// The target itself where it still stands; else the next of its old neighbours that does, first below, then above.
fn neighbour(selected: &Target, old: &[Target], now: &[Target]) -> Option<Target> {
    let at = old
        .iter()
        .position(|target| target == selected)
        .unwrap_or(0);
    let (above, below) = old.split_at(at.min(old.len()));
    std::iter::once(selected)
        .chain(below)
        .chain(above.iter().rev())
        .find(|target| now.contains(target))
        .cloned()
}
