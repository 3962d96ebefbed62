//! Slow analyses: asked for when a page shows their answers, and run elsewhere.
//!
//! An analysis belongs to a world (a version of the files, scored by a method) and a date. It is asked for once for both;
//! the last answer stays, marked as older, until the one asked for arrives. What arrives late is dropped.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{App, Effect, Tone};
use crate::assess::{Analysis, Answer, Answers, Held, Watch};
use crate::dashboard::Snapshot;
use crate::model::Model;

/// Something to work out, with all that is needed for it.
#[derive(Clone, Debug)]
pub struct Job {
    /// No other job has it.
    pub number: u64,
    /// What is to be worked out. A newer job of the same analysis supersedes this one.
    pub analysis: Analysis,
    snapshot: Arc<Snapshot>,
    rescored: Option<Arc<Model>>,
    as_of: NaiveDate,
}

impl PartialEq for Job {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for Job {}

impl Job {
    /// Works it out. None when it was stopped.
    pub fn run(&self, watch: Watch<'_>) -> Option<Answer> {
        let declared = &self.snapshot.dashboard.model;
        let model = self.rescored.as_deref().unwrap_or(declared);
        self.analysis.run(model, self.as_of, watch)
    }
}

/// What is told of a job.
#[derive(Clone, Debug)]
pub struct Report {
    /// The job's number.
    pub number: u64,
    /// What became of it.
    pub news: News,
}

/// What became of a job.
#[derive(Clone, Debug)]
pub enum News {
    /// This share of it is done, 0 to 1.
    Progress(f64),
    /// It is done.
    Done(Answer),
    /// It cannot be done, in words for people.
    Failed(String),
}

/// What an answer belongs to: the world and the date.
type Key = (u64, NaiveDate);

/// What was asked for, and what is at hand.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    /// Counts jobs.
    last: u64,
    /// Counts versions of what is assessed.
    world: u64,
    /// Jobs without an answer yet.
    pending: BTreeMap<Analysis, (Key, Job)>,
    /// What the last job was asked for that came to an end, well or not.
    ended: BTreeMap<Analysis, Key>,
    pub(super) answers: Answers,
}

impl Jobs {
    /// What is assessed has changed: no answer at hand belongs to it.
    pub(super) fn turn(&mut self) {
        self.world += 1;
    }
}

impl App {
    /// The last answers of the slow analyses.
    pub fn answers(&self) -> &Answers {
        &self.jobs.answers
    }

    /// Asks for what the page shows and is not at hand. [`App::update`] does so by itself; this is for the beginning.
    pub fn begin(&mut self) -> Vec<Effect> {
        let key = (self.jobs.world, self.as_of());
        let mut effects = Vec::new();
        for analysis in self.shown_analyses() {
            let asked = self.jobs.pending.get(&analysis).map(|(key, _)| *key);
            let ended = self.jobs.ended.get(&analysis) == Some(&key);
            if ended {
                // Back to where an answer is at hand: nothing else is waited for.
                self.jobs.pending.remove(&analysis);
                self.jobs.answers.set_progress(analysis, None);
            } else if asked != Some(key) {
                let job = self.job(analysis);
                self.jobs.pending.insert(analysis, (key, job.clone()));
                self.jobs.answers.set_progress(analysis, Some(0.0));
                effects.push(Effect::Analyse(job));
            }
        }
        for (analysis, ended) in &self.jobs.ended {
            self.jobs.answers.set_older(*analysis, *ended != key);
        }
        effects
    }

    /// Works out here and now what the page waits for: for pictures without a terminal.
    pub fn catch_up(&mut self) {
        let _ = self.begin();
        let pending: Vec<Job> = self
            .jobs
            .pending
            .values()
            .map(|(_, job)| job.clone())
            .collect();
        for job in pending {
            if let Some(answer) = job.run(Watch::NONE) {
                let news = News::Done(answer);
                self.hear(Report {
                    number: job.number,
                    news,
                });
            }
        }
    }

    fn job(&mut self, analysis: Analysis) -> Job {
        self.jobs.last += 1;
        Job {
            number: self.jobs.last,
            analysis,
            snapshot: self.snapshot.clone(),
            rescored: self.rescored.as_ref().map(|(_, model)| model.clone()),
            as_of: self.as_of(),
        }
    }

    /// The analyses whose answers the page shows.
    fn shown_analyses(&self) -> Vec<Analysis> {
        let Some((_, page)) = self.page() else {
            return Vec::new();
        };
        let shown = page.slots().flat_map(|slot| slot.panel.analyses());
        let mut shown: Vec<Analysis> = shown
            .copied()
            .filter(|analysis| analysis.is_declared(self.model()))
            .collect();
        shown.sort_unstable();
        shown.dedup();
        shown
    }

    /// Takes in what is told of a job; what is told of a superseded one is dropped.
    pub(super) fn hear(&mut self, report: Report) {
        let jobs = &mut self.jobs;
        let found = jobs
            .pending
            .values()
            .find(|(_, job)| job.number == report.number);
        let Some((key, job)) = found.cloned() else {
            return;
        };
        let analysis = job.analysis;
        match report.news {
            News::Progress(share) => {
                jobs.answers.set_progress(analysis, Some(share));
                return;
            }
            News::Done(answer) => {
                let held = Held {
                    answer,
                    as_of: job.as_of,
                    is_older: false,
                };
                jobs.answers.hold(analysis, held);
                jobs.ended.insert(analysis, key);
            }
            News::Failed(reason) => {
                jobs.answers.set_progress(analysis, None);
                jobs.ended.insert(analysis, key);
                let name = analysis.name();
                self.tell(
                    format!("{name} could not be worked out: {reason}"),
                    Tone::Problem,
                );
            }
        }
        self.jobs.pending.remove(&analysis);
    }
}

#[cfg(test)]
mod tests;
