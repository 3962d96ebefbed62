//! Search: everything with a name, found by any part of it.

use chrono::NaiveDate;

use super::{App, Layer, Roll, name};
use crate::dashboard::Dashboard;
use crate::keymap::layout;
use crate::model::Id;
use crate::panel::Target;

/// A search being typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// What is typed.
    pub query: String,
    /// What it finds, best first.
    pub found: Vec<Found>,
    /// Where the reader is in that.
    pub roll: Roll,
}

/// Something found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What kind of thing, in a word.
    pub word: &'static str,
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub goal: Goal,
}

/// Where something found leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A page.
    Page(Id),
    /// A panel of a page.
    Panel(Id, Id),
    /// An item.
    Item(Target),
}

/// Results kept at most.
const MOST: usize = 200;

impl Search {
    /// Searches anew; the selection stays on the same thing where it is still found.
    pub(super) fn run(&mut self, dashboard: &Dashboard, as_of: NaiveDate) {
        let selected = self.found.get(self.roll.at).map(|found| found.goal.clone());
        self.found = results(dashboard, &self.query, as_of);
        let mut found = self.found.iter();
        let at = found.position(|found| Some(&found.goal) == selected.as_ref());
        self.roll.at = at.unwrap_or(0);
    }
}

impl App {
    /// Changes what is typed.
    pub(super) fn edit_search(&mut self, edit: impl FnOnce(&mut String)) {
        let as_of = self.as_of();
        if let Some(Layer::Search(search)) = self.layers.last_mut() {
            edit(&mut search.query);
            search.found = results(&self.snapshot.dashboard, &search.query, as_of);
            search.roll = Roll::default();
        }
    }

    /// Goes to where something leads.
    pub(super) fn jump(&mut self, goal: &Goal) {
        let pages = self.snapshot.dashboard.pages.iter();
        match goal {
            Goal::Item(target) => self.go_to_target(target),
            Goal::Page(id) => {
                let page = pages.enumerate().find(|(_, page)| page.id == *id);
                if let Some((position, _)) = page {
                    self.go_to_page(position);
                }
            }
            Goal::Panel(page, id) => {
                let found = pages.enumerate().find_map(|(position, other)| {
                    let panel = other.slots().position(|slot| slot.id == *id)?;
                    (other.id == *page).then_some((position, panel))
                });
                if let Some((position, panel)) = found {
                    self.go_to_page(position);
                    self.focus_on(panel);
                }
            }
        }
    }

    /// Goes to the next or previous hit of the last search, around the end.
    pub(super) fn next_match(&mut self, forward: bool) {
        let Some((query, _)) = self.query.clone() else {
            let key = crate::keymap::key_of(crate::keymap::Action::Search);
            self.say(format!("no search yet: {key} starts one"));
            return;
        };
        let found = results(&self.snapshot.dashboard, &query, self.as_of());
        if found.is_empty() {
            self.say(format!("nothing is called “{query}” any more"));
            return;
        }
        let at = self.hit_here(&found);
        let count = found.len();
        let next = match (at, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        while matches!(self.layers.last(), Some(Layer::Detail(_))) {
            self.layers.pop();
        }
        self.query = Some((query.clone(), found[next].goal.clone()));
        self.jump(&found[next].goal);
        self.say(format!(
            "“{query}”: {} of {count}: {}",
            next + 1,
            found[next].name
        ));
    }

    /// Which of the hits the reader is at: the one come to last, as long as that holds; else the most precise.
    fn hit_here(&self, found: &[Found]) -> Option<usize> {
        let here = self.here();
        let last = self.query.as_ref().map(|(_, goal)| goal);
        last.filter(|goal| here.contains(goal))
            .into_iter()
            .chain(&here)
            .find_map(|goal| found.iter().position(|found| found.goal == *goal))
    }

    /// Where the reader is, as goals: most precise first.
    fn here(&self) -> Vec<Goal> {
        let mut here = Vec::new();
        if let Some(Layer::Detail(detail)) = self.layers.last() {
            here.push(Goal::Item(detail.target.clone()));
        }
        if let Some((_, page)) = self.page() {
            if let Some(slot) = page.slots().nth(self.focus(page)) {
                here.extend(self.selected_in(page, slot).map(Goal::Item));
                here.push(Goal::Panel(page.id.clone(), slot.id.clone()));
            }
            here.push(Goal::Page(page.id.clone()));
        }
        here
    }
}

/// What a query finds of what was known on a date, best first; nothing for an empty one. A query typed on the wrong
/// layout finds the same.
fn results(dashboard: &Dashboard, query: &str, as_of: NaiveDate) -> Vec<Found> {
    let query = query.trim().to_lowercase();
    if query.is_empty() {
        return Vec::new();
    }
    let queries: Vec<String> = std::iter::once(query.clone())
        .chain(layout::latin_text(&query))
        .collect();
    let mut hits: Vec<(u32, Found)> = everything(dashboard, as_of)
        .filter_map(|(found, id)| {
            let texts = [found.name.to_lowercase(), id.to_owned()];
            let rank = queries
                .iter()
                .flat_map(|query| texts.iter().filter_map(|text| rank(text, query)))
                .min()?;
            Some((rank, found))
        })
        .collect();
    hits.sort_by_key(|(rank, _)| *rank);
    hits.truncate(MOST);
    hits.into_iter().map(|(_, found)| found).collect()
}

/// Everything that can be found on a date, with its id, in the order in which equals are shown.
fn everything(dashboard: &Dashboard, as_of: NaiveDate) -> impl Iterator<Item = (Found, &str)> {
    let model = &dashboard.model;
    let pages = dashboard.pages.iter().map(|page| {
        let goal = Goal::Page(page.id.clone());
        (found("page", &page.title, goal), page.id.as_str())
    });
    let panels = dashboard.pages.iter().flat_map(move |page| {
        page.slots().map(move |slot| {
            let title = slot.title.clone();
            let title = title.unwrap_or_else(|| slot.panel.title(model));
            let goal = Goal::Panel(page.id.clone(), slot.id.clone());
            let title = format!("{title} ({})", page.title);
            (found("panel", &title, goal), slot.id.as_str())
        })
    });
    let indicators = model.indicators.iter().map(|item| &item.id);
    let indices = model.indices.iter().map(|item| &item.id);
    let events = model.events.iter().map(|item| &item.id);
    let judgements = model.judgements.iter().map(|item| &item.id);
    let hypotheses = model.hypotheses.iter().map(|item| &item.id);
    let findings = model.findings.iter().map(|item| &item.id);
    let sources = model.sources.iter().map(|item| &item.id);
    let items = indicators
        .map(|id| (Target::Indicator(id.clone()), id))
        .chain(indices.map(|id| (Target::Index(id.clone()), id)))
        .chain(events.map(|id| (Target::Event(id.clone()), id)))
        .chain(judgements.map(|id| (Target::Judgement(id.clone()), id)))
        .chain(hypotheses.map(|id| (Target::Hypothesis(id.clone()), id)))
        .chain(findings.map(|id| (Target::Finding(id.clone()), id)))
        .chain(sources.map(|id| (Target::Source(id.clone()), id)))
        .filter(move |(target, _)| name::is_known(model, target, as_of))
        .filter_map(|(target, id)| {
            let name = name::name(model, &target)?.into_owned();
            let word = name::word(&target);
            Some((found(word, &name, Goal::Item(target)), id.as_str()))
        });
    pages.chain(items).chain(panels)
}

fn found(word: &'static str, name: &str, goal: Goal) -> Found {
    Found {
        word,
        name: name.to_owned(),
        goal,
    }
}

/// How well a text answers a query, smaller is better: begins with it, has a word that begins with it, contains it, has
/// all its words, or has its letters in order within a short stretch. All in lower case.
fn rank(text: &str, query: &str) -> Option<u32> {
    if text.starts_with(query) {
        return Some(0);
    }
    if let Some(at) = text.find(query) {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        return Some(if before.is_some_and(char::is_alphanumeric) {
            2
        } else {
            1
        });
    }
    if query.split_whitespace().all(|word| text.contains(word)) {
        return Some(3);
    }
    let stretch = stretch(text, query)?;
    let letters = query.chars().count();
    (letters >= 3 && stretch <= letters * 2).then_some(4 + stretch as u32)
}

/// Characters from the first to the last letter of the query in a text that has them in order; from the best start.
fn stretch(text: &str, query: &str) -> Option<usize> {
    let letters: Vec<char> = text.chars().collect();
    let first = query.chars().next()?;
    let starts = letters.iter().enumerate().filter(|(_, c)| **c == first);
    starts
        .filter_map(|(start, _)| {
            let mut at = start;
            for wanted in query.chars() {
                at += letters[at..].iter().position(|c| *c == wanted)? + 1;
            }
            Some(at - start)
        })
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::{dashboard, day, model};

    #[test]
    fn everything_with_a_name_is_found() {
        let dashboard = dashboard(model());
        let first = |query: &str| {
            let found = results(&dashboard, query, day("2024-11-28"));
            found
                .first()
                .map(|found| format!("{} {}", found.word, found.name))
        };
        let cases = [
            ("CSTO TIES", "indicator CSTO ties"),
            ("сыещ", "indicator CSTO ties"),
            ("тілі", "indicator Қазақ тілі: schools in Kazakh"),
            ("РОССИЙ", "indicator Российское телевидение"),
            ("influence", "index Russian influence"),
            ("troops", "event 6 Jan 2022  CSTO troops enter Kazakhstan"),
            ("balancing", "judgement Astana keeps balancing."),
            ("kazstat", "source KAZSTAT: Trade by country"),
            ("over", "page Overview"),
            ("words crowd", "panel Words (Crowd)"),
        ];
        for (query, expected) in cases {
            assert_eq!(first(query).as_deref(), Some(expected), "{query}");
        }
        let before = results(&dashboard, "troops", day("2022-01-05"));
        let words: Vec<&str> = before.iter().map(|found| found.word).collect();
        assert_eq!(words, ["source"], "the event is of the day after");
        assert_eq!(first("  "), None);
        assert_eq!(first("qqq"), None);
    }

    #[test]
    fn better_answers_come_first() {
        let ranks = |query| {
            ["csto ties", "former csto", "xcsto", "c.s.t.o.", "gas"].map(|text| rank(text, query))
        };
        assert_eq!(ranks("csto"), [Some(0), Some(1), Some(2), Some(11), None]);
        assert_eq!(rank("oil exported through russia", "russia oil"), Some(3));
        assert_eq!(rank("ұлттық тіл", "тіл"), Some(1));
        assert_eq!(rank("abc", "xyz"), None);
    }
}
