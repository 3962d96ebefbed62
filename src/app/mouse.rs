//! The mouse: the same ways as the keys, by position.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::{App, Layer, Roll, layout, tabs};
use crate::keymap::Scope;

/// Rows that one notch of the wheel moves.
const NOTCH: isize = 3;

impl App {
    /// What the mouse does.
    pub(super) fn point(&mut self, mouse: MouseEvent) {
        let at = Position::new(mouse.column, mouse.row);
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => self.click(at),
            MouseEventKind::Drag(MouseButton::Left) => self.drag(at),
            MouseEventKind::ScrollDown => self.wheel(at, NOTCH),
            MouseEventKind::ScrollUp => self.wheel(at, -NOTCH),
            _ => {}
        }
    }

    fn click(&mut self, at: Position) {
        if let Some(sheet) = self.top_sheet(self.area()) {
            if sheet.list.contains(at) {
                self.click_list(usize::from(at.y - sheet.list.y));
            } else if !sheet.area.contains(at) && self.scope() != Scope::Form {
                // What is typed into the form is not lost by a click.
                self.layers.pop();
            }
            return;
        }
        if let Some(page) = self.tab_at(at) {
            self.go_to_page(page);
        } else if matches!(self.layers.last(), Some(Layer::Detail(_))) {
            self.click_detail(at);
        } else if let Some(panel) = self.panel_at(at) {
            self.click_panel(panel, at);
        }
    }

    /// A click on a row of the sheet on top selects it; on the selected one, opens it.
    fn click_list(&mut self, row: usize) {
        let Some(sheet) = self.top_sheet(self.area()) else {
            return;
        };
        if self.layers.last().is_some_and(Layer::is_text) {
            return;
        }
        let rows = usize::from(sheet.list.height);
        let Some(roll) = self.top_roll() else { return };
        let at = roll.first() + row;
        if at >= sheet.len {
            return;
        }
        let again = roll.at == at;
        *roll = roll.moved_to(at, sheet.len, rows);
        if again {
            self.open_top();
        }
    }

    fn click_panel(&mut self, panel: usize, at: Position) {
        let Some((_, page)) = self.page() else { return };
        let focused = self.focus(page) == panel;
        let Some(slot) = page.slots().nth(panel) else {
            return;
        };
        let area = self.placed(page, self.area()).area_of(panel);
        let inner = layout::inside(area.unwrap_or_default());
        let cx = self.context(page, slot);
        let hit = inner.contains(at);
        let target = slot.panel.target_at(&cx, inner, at).filter(|_| hit);
        let date = slot.panel.date_at(&cx, inner, at).filter(|_| hit);
        let again = focused && target.is_some() && target == self.selected_in(page, slot);
        self.focus_on(panel);
        match (target, date) {
            (Some(target), _) if again => self.open_detail(target),
            (Some(target), _) => self.select(panel, &target),
            (None, Some(date)) => self.set_cursor(panel, date),
            (None, None) => {}
        }
    }

    /// Dragging in a plot moves the crosshair.
    fn drag(&mut self, at: Position) {
        if !matches!(self.layers.last(), None | Some(Layer::Zoom)) {
            return;
        }
        let Some(panel) = self.panel_at(at) else {
            return;
        };
        let Some((_, page)) = self.page() else { return };
        let Some(slot) = page.slots().nth(panel) else {
            return;
        };
        let area = self.placed(page, self.area()).area_of(panel);
        let inner = layout::inside(area.unwrap_or_default());
        let cx = self.context(page, slot);
        let date = slot.panel.date_at(&cx, inner, at);
        if let Some(date) = date.filter(|_| cx.focused && inner.contains(at)) {
            self.set_cursor(panel, date);
        }
    }

    fn wheel(&mut self, at: Position, by: isize) {
        let sheet = self.top_sheet(self.area());
        match self.layers.last() {
            Some(Layer::Detail(_)) => self.wheel_detail(at, by),
            None | Some(Layer::Zoom) => {
                if let Some(panel) = self.panel_at(at) {
                    self.scroll_panel(panel, by);
                }
            }
            Some(top) => {
                let is_text = top.is_text();
                if let (Some(sheet), Some(roll)) = (sheet, self.top_roll()) {
                    let rows = usize::from(sheet.list.height);
                    *roll = if is_text {
                        Roll {
                            at: roll.at.saturating_add_signed(by),
                            row: 0,
                        }
                    } else {
                        roll.scrolled(by, sheet.len, rows)
                    };
                }
            }
        }
    }

    /// The page whose tab stands at a position.
    fn tab_at(&self, at: Position) -> Option<usize> {
        let (current, _) = self.page()?;
        let area = self.regions(self.area()).tabs;
        let tabs = tabs(&self.snapshot.dashboard.pages, current, area);
        let hit = tabs.into_iter().find(|tab| tab.area.contains(at));
        hit.map(|tab| tab.page)
    }

    /// The panel of the current page that stands at a position.
    fn panel_at(&self, at: Position) -> Option<usize> {
        let (_, page) = self.page()?;
        let placed = self.placed(page, self.area());
        let hit = placed.shown.iter().find(|(_, area)| area.contains(at));
        hit.map(|(panel, _)| *panel)
    }
}
