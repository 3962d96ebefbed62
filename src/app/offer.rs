//! Which keys would do something now: what the footer shows.

use super::{App, Layer};
use crate::keymap::Action;
use crate::panel::Target;

impl App {
    /// Whether an action would do something where the reader is.
    pub fn offers(&self, action: Action) -> bool {
        let slot = self
            .page()
            .and_then(|(_, page)| Some((page, page.slots().nth(self.focus(page))?)));
        let detail = match self.layers.last() {
            Some(Layer::Detail(detail)) => Some(detail),
            _ => None,
        };
        match action {
            Action::PreviousPage | Action::NextPage => self.snapshot.dashboard.pages.len() > 1,
            Action::NextPanel | Action::PreviousPanel => match detail {
                Some(detail) => !detail.related.is_empty(),
                None => slot.is_some_and(|(page, _)| page.slots().count() > 1),
            },
            Action::Zoom => slot.is_some(),
            Action::Open => match self.layers.last() {
                None | Some(Layer::Zoom) => {
                    slot.is_some_and(|(page, slot)| self.selected_in(page, slot).is_some())
                }
                Some(Layer::Detail(detail)) => !detail.related.is_empty(),
                Some(
                    Layer::Changes(_) | Layer::Search(_) | Layer::Problems(_) | Layer::Files(_),
                ) => true,
                Some(Layer::Help(_) | Layer::Form(_)) => false,
            },
            Action::Left | Action::Right => match detail {
                Some(detail) => detail
                    .trend
                    .as_ref()
                    .is_some_and(|trend| trend.time_axis(&detail.trend_context(self)).is_some()),
                None => slot.is_some_and(|(page, slot)| {
                    slot.panel.time_axis(&self.context(page, slot)).is_some()
                }),
            },
            Action::Sort => slot.is_some_and(|(_, slot)| slot.panel.sorts().len() > 1),
            Action::Record | Action::Correct => {
                matches!(self.recorded_target(), Some(Target::Indicator(_)))
            }
            Action::Today => self.is_past(),
            Action::Back => !self.layers.is_empty(),
            Action::NextMatch | Action::PreviousMatch => self.query.is_some(),
            Action::Problems => !self.snapshot.diagnostics.is_empty(),
            Action::Changes => !self.novelties.is_empty(),
            _ => true,
        }
    }
}
