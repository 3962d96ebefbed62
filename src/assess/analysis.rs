//! Analyses that take longer than a frame: they are run beside the screen, which shows the last answer meanwhile.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::history::history;
use super::index::Plan;
use super::robustness::{Band, Robust, robustness};
use super::{Watch, leadlag};
use crate::model::{Id, Model};
use crate::text;

/// A slow analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Analysis {
    /// The questions of lead and lag.
    LeadLag,
    /// How the scores of the dashboard's subject hold under open assumptions.
    Robustness,
}

/// What an analysis found.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Of [`Analysis::LeadLag`].
    LeadLag(Arc<Vec<leadlag::Finding>>),
    /// Of [`Analysis::Robustness`].
    Robustness(Arc<Robust>),
}

impl Analysis {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::LeadLag, Self::Robustness];

    /// Whether the operators ask for it.
    pub fn is_declared(self, model: &Model) -> bool {
        match self {
            Self::LeadLag => !model.leadlags.is_empty(),
            Self::Robustness => model.robustness.is_some() && !model.indices.is_empty(),
        }
    }

    /// What it is called in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LeadLag => "lead and lag",
            Self::Robustness => "robustness",
        }
    }

    /// Runs it as of a date. None when it was stopped.
    pub fn run(self, model: &Model, as_of: NaiveDate, watch: Watch<'_>) -> Option<Answer> {
        match self {
            Self::LeadLag => {
                let history = history(model, &Plan::new(model), as_of);
                let findings = leadlag::analyse(model, &history, as_of, watch)?;
                Some(Answer::LeadLag(Arc::new(findings)))
            }
            Self::Robustness => {
                let settings = model.robustness.as_ref()?;
                let subjects = std::slice::from_ref(&model.subject.code);
                let found = robustness(model, settings, subjects, as_of, watch)?;
                Some(Answer::Robustness(Arc::new(found)))
            }
        }
    }
}

/// An answer that is at hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// What was found.
    pub answer: Answer,
    /// The date that it holds for.
    pub as_of: NaiveDate,
    /// Whether it belongs to another date or to an earlier version of the files than what is shown beside it.
    pub is_older: bool,
}

/// What stands beside the score of an index: how far it holds under open assumptions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Headline {
    /// The score over the runs, and in which share of them the direction of change holds.
    pub band: Band,
    /// Runs made, with and without a score.
    pub tried: usize,
    /// The date since which the direction of change is tested.
    pub since: NaiveDate,
    /// Whether it belongs to another date or to an earlier version of the files than the score beside it.
    pub is_older: bool,
}

impl Headline {
    /// The range of the score in nine of ten runs, and in which share of them the direction of its change holds:
    /// `70.7–89.5 · rise since 31 Dec 2021 holds in 98 %`; says so when runs have no score, as where a rule cannot take
    /// one, and when it is not of what is shown.
    pub fn words(self) -> String {
        self.told(&format!(" since {}", text::date(self.since)))
    }

    /// The same for a row among others, no longer where runs have no score: their number stands instead of the date.
    pub fn short_words(self) -> String {
        if self.band.runs < self.tried {
            self.told("")
        } else {
            self.words()
        }
    }

    fn told(self, since: &str) -> String {
        let [low, high] = [self.band.low, self.band.high].map(|end| text::number(end, Some(1)));
        let holds = self.band.change.zip(self.band.holds);
        let holds = holds.map(|(change, holds)| {
            let way = if change > 0.0 { "rise" } else { "fall" };
            format!(" · {way}{since} holds in {}", nearly(holds))
        });
        let scored = self.band.runs;
        let of = (scored < self.tried).then(|| format!(" ({scored} of {} runs)", self.tried));
        let older = if self.is_older { " (older)" } else { "" };
        let [holds, of] = [holds, of].map(Option::unwrap_or_default);
        format!("{low}–{high}{holds}{of}{older}")
    }
}

/// A share in per cent that says all and none only of all and none.
fn nearly(share: f64) -> String {
    match text::percent(share).as_str() {
        "100 %" if share < 1.0 => "> 99 %".to_owned(),
        "0 %" if share > 0.0 => "< 1 %".to_owned(),
        text => text.to_owned(),
    }
}

/// The last answers of the slow analyses, and how far those under way have come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    held: BTreeMap<Analysis, Held>,
    under_way: BTreeMap<Analysis, f64>,
}

impl Answers {
    /// The last answer.
    pub fn held(&self, analysis: Analysis) -> Option<&Held> {
        self.held.get(&analysis)
    }

    /// The share done of an analysis that is under way, 0 to 1.
    pub fn progress(&self, analysis: Analysis) -> Option<f64> {
        self.under_way.get(&analysis).copied()
    }

    /// Keeps an answer: the analysis is no longer under way.
    pub fn hold(&mut self, analysis: Analysis, held: Held) {
        self.under_way.remove(&analysis);
        self.held.insert(analysis, held);
    }

    /// Notes how far an analysis has come; none: it is not under way.
    pub fn set_progress(&mut self, analysis: Analysis, share: Option<f64>) {
        match share {
            Some(share) => _ = self.under_way.insert(analysis, share.clamp(0.0, 1.0)),
            None => _ = self.under_way.remove(&analysis),
        }
    }

    /// Marks an answer as belonging to what is shown, or not.
    pub fn set_older(&mut self, analysis: Analysis, is_older: bool) {
        if let Some(held) = self.held.get_mut(&analysis) {
            held.is_older = is_older;
        }
    }

    /// The last answers to the questions of lead and lag.
    pub fn leadlags(&self) -> &[leadlag::Finding] {
        match self.held(Analysis::LeadLag).map(|held| &held.answer) {
            Some(Answer::LeadLag(findings)) => findings,
            _ => &[],
        }
    }

    /// The last answer on robustness.
    pub fn robust(&self) -> Option<&Robust> {
        match &self.held(Analysis::Robustness)?.answer {
            Answer::Robustness(found) => Some(found),
            Answer::LeadLag(_) => None,
        }
    }

    /// What is known of the robustness of an index; none where no run gave it a score.
    pub fn headline(&self, index: &Id) -> Option<Headline> {
        let robust = self.robust()?;
        let band = robust.band(index).filter(|band| band.runs > 0)?;
        Some(Headline {
            band: *band,
            tried: robust.runs,
            since: robust.since,
            is_older: self.held(Analysis::Robustness)?.is_older,
        })
    }

    /// What a reader must know of how an answer stands: `working, 40 %`, `of 30 Sep 2024`; empty when it is that of the
    /// screen.
    pub fn standing(&self, analysis: Analysis) -> String {
        let held = self.held(analysis);
        let older = held.filter(|held| held.is_older).map(|held| {
            let date = text::date(held.as_of);
            format!("older, of {date}")
        });
        let progress = self.progress(analysis).map(|share| {
            if share > 0.0 {
                format!("working, {:.0} %", share * 100.0)
            } else {
                "working".to_owned()
            }
        });
        older
            .into_iter()
            .chain(progress)
            .collect::<Vec<_>>()
            .join(" · ")
    }
}
