//! Keys to changes.

use crossterm::event::KeyEvent;

use super::form;
use super::roll::Step;
use super::{App, Detail, Effect, Layer, Novelty, Roll, Search, name};
use crate::keymap::{self, Action, Chord, Scope};

impl App {
    /// What a key does.
    pub(super) fn press(&mut self, key: &KeyEvent) -> Vec<Effect> {
        let scope = self.scope();
        self.let_go();
        if let Some(action) = keymap::action(key, scope) {
            // Who goes on reading where they are has chosen that page.
            if matches!(scope, Scope::Page | Scope::Zoom) && moves(action) {
                self.wanted = None;
            }
            return self.act(action);
        }
        match (scope, Chord::from_event(key).and_then(Chord::typed)) {
            (Scope::Search, Some(letter)) => self.edit_search(|query| query.push(letter)),
            (Scope::Form, Some(letter)) => return self.type_in_form(letter),
            _ => {}
        }
        Vec::new()
    }

    /// Does what was asked for.
    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            Action::Reload => {
                self.say("reading all files again");
                return vec![Effect::Reload];
            }
            Action::Mouse => return vec![Effect::Mouse(self.toggle_mouse())],
            Action::Theme => self.next_theme(),
            Action::Method => self.next_method(),
            Action::Page(_) | Action::PreviousPage | Action::NextPage => self.act_page(action),
            Action::NextPanel => self.turn(1),
            Action::PreviousPanel => self.turn(-1),
            Action::Zoom => self.toggle_zoom(),
            Action::Edit => return self.edit(),
            Action::Open if self.lists_places() => return self.edit(),
            Action::GoOn => return self.go_on_with_form(),
            Action::Record => self.open_form(false),
            Action::Correct => self.open_form(true),
            Action::Open => self.open_top(),
            Action::Back if self.scope() == Scope::Form => self.leave_form(),
            Action::Back => self.back(),
            Action::Up => self.step(Step::Up),
            Action::Down => self.step(Step::Down),
            Action::PageUp => self.step(Step::PageUp),
            Action::PageDown => self.step(Step::PageDown),
            Action::Home => self.step(Step::Home),
            Action::End => self.step(Step::End),
            Action::Left => self.move_cursor(-1),
            Action::Right => self.move_cursor(1),
            Action::FarLeft => self.move_cursor(-12),
            Action::FarRight => self.move_cursor(12),
            Action::EarlierMonth => self.step_date(-1),
            Action::LaterMonth => self.step_date(1),
            Action::EarlierYear => self.step_date(-12),
            Action::LaterYear => self.step_date(12),
            Action::Today => self.look_at(self.today()),
            Action::Sort => self.next_sort(),
            Action::NextMatch => self.next_match(true),
            Action::PreviousMatch => self.next_match(false),
            Action::EraseCharacter | Action::EraseWord | Action::EraseAll => self.act_erase(action),
            Action::Search | Action::Help | Action::Problems | Action::Files | Action::Changes => {
                self.act_sheet(action);
            }
        }
        Vec::new()
    }

    fn act_page(&mut self, action: Action) {
        let pages = self.snapshot.dashboard.pages.len();
        let current = self.page().map_or(0, |(position, _)| position);
        let wanted = match action {
            Action::Page(number) => usize::from(number).checked_sub(1),
            Action::PreviousPage => (current + pages).checked_sub(1),
            _ => Some(current + 1),
        };
        match (action, wanted) {
            (Action::Page(number), Some(wanted)) if wanted >= pages => {
                self.say(format!("there is no page {number}"));
            }
            (_, Some(wanted)) if pages > 0 => self.go_to_page(wanted % pages),
            _ => {}
        }
    }

    fn act_sheet(&mut self, action: Action) {
        let roll = Roll::default();
        match action {
            Action::Search => self.toggle(Layer::Search(Search::default())),
            Action::Help => self.toggle(Layer::Help(roll)),
            Action::Files => self.toggle(Layer::Files(roll)),
            Action::Problems if self.snapshot.diagnostics.is_empty() => {
                self.say("no problems in the files");
            }
            Action::Problems => self.toggle(Layer::Problems(roll)),
            Action::Changes if self.novelties.is_empty() => {
                self.say("nothing has changed in meaning since the last reload");
            }
            _ => self.toggle(Layer::Changes(roll)),
        }
    }

    fn act_erase(&mut self, action: Action) {
        if self.scope() == Scope::Form {
            self.edit_form(|text| form::erase(text, action));
        } else {
            self.edit_search(|query| form::erase(query, action));
        }
    }

    /// Whether what is on top lists places in the files.
    pub(super) fn lists_places(&self) -> bool {
        match self.layers.last() {
            Some(Layer::Problems(_) | Layer::Files(_)) => true,
            Some(Layer::Changes(roll)) => {
                let novelty = self.novelties.get(roll.at);
                matches!(novelty, Some(Novelty::Problem(_, true)))
            }
            _ => false,
        }
    }

    /// Opens the selection of whatever is on top.
    pub(super) fn open_top(&mut self) {
        match self.layers.last() {
            None | Some(Layer::Zoom) => self.open_selection(),
            Some(Layer::Detail(_)) => self.open_related(),
            Some(Layer::Changes(roll)) => {
                let novelty = self.novelties.get(roll.at);
                match novelty.and_then(Novelty::target) {
                    // Another reload may have taken it away.
                    Some(target) if name::exists(self.model(), &target) => self.open_detail(target),
                    _ => self.say("there is nothing to open any more"),
                }
            }
            Some(Layer::Search(search)) => {
                let goal = search.found.get(search.roll.at);
                if let Some(goal) = goal.map(|found| found.goal.clone()) {
                    let query = search.query.clone();
                    self.layers.pop();
                    self.query = Some((query, goal.clone()));
                    self.jump(&goal);
                }
            }
            Some(Layer::Help(_) | Layer::Problems(_) | Layer::Files(_) | Layer::Form(_)) => {}
        }
    }

    /// One step back: closes what is on top; on a page clears the crosshair, then the zoom, then the search with the message.
    fn back(&mut self) {
        let on_page = matches!(self.layers.last(), None | Some(Layer::Zoom));
        if !on_page {
            if !self.top_detail().is_some_and(Detail::clear_cursor) {
                self.layers.pop();
            }
            return;
        }
        let _ = self.clear_cursor()
            || self.layers.pop().is_some()
            || self.leave_hidden()
            || (self.query.take().is_some() | self.notice.take().is_some());
    }

    fn step(&mut self, step: Step) {
        match self.layers.last() {
            None | Some(Layer::Zoom) => self.step_panel(step),
            Some(Layer::Detail(_)) => self.step_detail(step),
            Some(_) => {
                let Some(sheet) = self.top_sheet(self.area()) else {
                    return;
                };
                let rows = usize::from(sheet.list.height);
                let is_text = self.layers.last().is_some_and(Layer::is_text);
                if let Some(roll) = self.top_roll() {
                    *roll = if is_text {
                        Roll {
                            at: super::roll::scrolled(roll.at, step, sheet.len, rows),
                            row: 0,
                        }
                    } else {
                        roll.stepped(step, sheet.len, rows)
                    };
                }
            }
        }
    }

    fn move_cursor(&mut self, months: i32) {
        if matches!(self.layers.last(), Some(Layer::Detail(_))) {
            self.move_detail_cursor(months);
        } else {
            self.move_panel_cursor(months);
        }
    }

    fn next_theme(&mut self) {
        let name = self.theme.name.next();
        self.set_theme(name);
        self.say(format!("theme: {}", name.word()));
    }

    fn toggle_mouse(&mut self) -> bool {
        self.has_mouse = !self.has_mouse;
        if self.has_mouse {
            self.say("the mouse works in the program again");
        } else {
            let key = keymap::key_of(Action::Mouse);
            self.say(format!(
                "the mouse selects text in the terminal · {key} takes it back"
            ));
        }
        self.has_mouse
    }
}

/// Whether an action moves the reader within a page.
const fn moves(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::Home
            | Action::End
            | Action::Left
            | Action::Right
            | Action::FarLeft
            | Action::FarRight
            | Action::NextPanel
            | Action::PreviousPanel
            | Action::Open
            | Action::Zoom
            | Action::Sort
    )
}
