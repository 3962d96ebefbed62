//! The switch that scores every index by another method.

use std::sync::Arc;

use super::{App, Novelty};
use crate::assess::{Rescoring, assess, difference};

impl App {
    /// How indices are scored; none: as declared.
    pub fn rescoring(&self) -> Option<Rescoring> {
        self.rescored.as_ref().map(|(rescoring, _)| *rescoring)
    }

    /// Scores by the next method that differs from the declared one, after the last as declared again; what differs from
    /// the declared scores is marked and listed.
    pub(super) fn next_method(&mut self) {
        let current = self.rescoring();
        let mut rest = Rescoring::ALL
            .into_iter()
            .skip_while(|one| current.is_some_and(|current| current != *one))
            .skip(usize::from(current.is_some()));
        let declared = &self.snapshot.dashboard.model;
        let next = rest.find_map(|one| Some((one, one.apply(declared)?)));
        if next.is_none() && current.is_none() {
            self.say("there is no index that another method would score differently");
            return;
        }
        let before = self.lists();
        self.rescored = next.map(|(one, model)| (one, Arc::new(model)));
        self.jobs.turn();
        self.assessment = assess(self.model(), self.as_of());
        self.follow(&before);
        self.tell_method();
    }

    /// Scores a new version of the files by a method; as declared where that is the same.
    pub(super) fn keep_method(&mut self, rescoring: Option<Rescoring>) {
        let declared = &self.snapshot.dashboard.model;
        self.rescored = rescoring.and_then(|one| Some((one, Arc::new(one.apply(declared)?))));
    }

    fn tell_method(&mut self) {
        let Some(rescoring) = self.rescoring() else {
            self.say("indices are scored as declared");
            return;
        };
        let declared = &self.snapshot.dashboard.model;
        let stated = assess(declared, self.as_of());
        let changes = difference((declared, &stated), (self.model(), &self.assessment));
        let changes = changes.into_iter();
        let changes = changes.map(|change| Novelty::Meaning(change, String::new()));
        let changes: Vec<Novelty> = changes.collect();
        let words = self.in_words(&changes.iter().collect::<Vec<_>>());
        let differs = if words.is_empty() {
            "no score differs"
        } else {
            &words
        };
        let text = format!("scored {}: {differs}", rescoring.words());
        self.say(text);
        if !changes.is_empty() {
            self.record(changes);
        }
    }
}
