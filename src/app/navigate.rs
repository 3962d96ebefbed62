//! Between pages, panels and layers.

use super::{App, Layer, Stay};
use crate::model::Id;
use crate::panel::Target;

impl App {
    /// Goes to a page; what lay over the last one is closed.
    pub(super) fn go_to_page(&mut self, position: usize) {
        if let Some(page) = self.snapshot.dashboard.pages.get(position) {
            self.page = Some(page.id.clone());
            self.wanted = None;
            self.layers.clear();
        }
    }

    /// Opens the page with this id. False when there is none.
    pub fn show_page(&mut self, id: &str) -> bool {
        let mut pages = self.snapshot.dashboard.pages.iter();
        let position = pages.position(|page| page.id.as_str() == id);
        if let Some(position) = position {
            self.go_to_page(position);
            self.settle();
        }
        position.is_some()
    }

    /// What is remembered of a page.
    pub(super) fn stay(&mut self, page: &Id) -> &mut Stay {
        self.stays.entry(page.clone()).or_default()
    }

    /// Gives the focus to a panel of the current page.
    pub(super) fn focus_on(&mut self, position: usize) {
        let Some((_, page)) = self.page() else { return };
        let Some(slot) = page.slots().nth(position) else {
            return;
        };
        let (page, slot) = (page.id.clone(), slot.id.clone());
        self.stay(&page).focus = Some(slot);
    }

    /// Moves the focus by some panels, around the end.
    pub(super) fn turn(&mut self, by: isize) {
        if let Some(detail) = self.top_detail() {
            detail.turn();
            return;
        }
        let Some((_, page)) = self.page() else { return };
        let panels = page.slots().count() as isize;
        let next = (self.focus(page) as isize + by).rem_euclid(panels.max(1));
        self.focus_on(next as usize);
    }

    /// Shows the focused panel alone, or the page again.
    pub(super) fn toggle_zoom(&mut self) {
        if self
            .layers
            .pop_if(|top| matches!(top, Layer::Zoom))
            .is_none()
        {
            self.layers.push(Layer::Zoom);
        }
    }

    /// When the focused panel has no room on the page: gives the focus to the first that has. True when it did.
    pub(super) fn leave_hidden(&mut self) -> bool {
        let Some((_, page)) = self.page() else {
            return false;
        };
        let body = self.regions(self.area()).body;
        let placed = super::layout::place(page, body);
        let hidden = placed.area_of(self.focus(page)).is_none();
        if let Some((first, _)) = placed.shown.first().copied().filter(|_| hidden) {
            self.focus_on(first);
        }
        hidden
    }

    /// Goes to where a target is shown: a panel of this page, else of another, else its detail.
    pub(super) fn go_to_target(&mut self, target: &Target) {
        let here = self.page().map_or(0, |(position, _)| position);
        let pages = self.snapshot.dashboard.pages.len();
        let mut order = std::iter::once(here).chain((0..pages).filter(|other| *other != here));
        let place = order.find_map(|position| Some((position, self.panel_with(position, target)?)));
        match place {
            Some((position, panel)) => {
                self.go_to_page(position);
                self.focus_on(panel);
                self.select(panel, target);
            }
            None => self.open_detail(target.clone()),
        }
    }

    /// The first panel of a page that shows a target; the focused one before others, and lists before charts.
    fn panel_with(&self, page: usize, target: &Target) -> Option<usize> {
        let page = self.snapshot.dashboard.pages.get(page)?;
        let shows = |panel: usize| {
            page.slots().nth(panel).is_some_and(|slot| {
                slot.panel
                    .targets(&self.context(page, slot))
                    .contains(target)
            })
        };
        let all = 0..page.slots().count();
        let lists = all.clone().filter(|panel| {
            let slot = page.slots().nth(*panel);
            slot.is_some_and(|slot| self.is_list(page, slot))
        });
        std::iter::once(self.focus(page))
            .chain(lists)
            .chain(all)
            .find(|panel| shows(*panel))
    }
}
