//! Does one series follow another? Lead and lag on a joint calendar, honest about how little short series say.
//!
//! The order of work (docs/leadlag.md has the formulas): one calendar, on which
//! only true observations count; differences or pre-whitening as declared; correlation by lag; the strongest one of the
//! declared window held against shuffled series; p-values raised for the number of pairs; partial correlation, Granger's
//! test and changes of level beside it. Below the floors there is a description and no p-value.

mod calendar;
pub mod change;
pub mod correct;
pub mod correlate;
pub mod regress;
pub mod study;
pub mod surrogate;
#[cfg(test)]
mod tests;
pub mod transform;
pub mod words;

pub use calendar::{Cell, Course, State};
pub use change::{ChangePoint, NearEvent};
pub use regress::{Granger, Partial};
pub use study::{Floor, Lag, Peak, Settings, Study, study};
pub use surrogate::{Chance, Shuffle};
pub use words::sentence;

use chrono::NaiveDate;

use super::{History, Watch};
use crate::model::{Event, Id, LeadLag, Model};

/// A p-value that is adjusted and at most this counts as a find.
pub const LEVEL: f64 = 0.05;

/// What is concluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Too few periods are observed in both: description only.
    TooFew,
    /// The pairs hang together too closely for a p-value: description only.
    TooDependent,
    /// Chance would do as well.
    NotShown,
    /// Chance would hardly do as well.
    Shown,
}

/// The answer to a question of lead and lag.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The question.
    pub id: Id,
    /// The last days of the periods compared, from the first in which both have a value.
    pub ends: Vec<NaiveDate>,
    /// The driver on these periods.
    pub driver: Course,
    /// The response on these periods.
    pub response: Course,
    /// What the two series say.
    pub study: Study,
    /// p, adjusted for the number of pairs tried; none where there is no p.
    pub adjusted: Option<f64>,
    /// Questions that the dashboard declares, and those of them for which a p-value was computed.
    pub pairs: Pairs,
    /// What is concluded.
    pub verdict: Verdict,
    /// The peak's correlation with the controls taken off; none without controls, or with too few rows.
    pub partial: Option<Partial>,
    /// Changes of level of the driver.
    pub driver_changes: Vec<ChangePoint>,
    /// Changes of level of the response.
    pub response_changes: Vec<ChangePoint>,
}

/// How often something was tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Questions declared.
    pub declared: usize,
    /// Questions for which a p-value was computed.
    pub tested: usize,
}

impl Finding {
    /// How many lags of the declared window have a correlation.
    pub fn tested_lags(&self) -> usize {
        let lags = self.study.lags.iter();
        lags.filter(|lag| lag.is_tested && lag.found.is_some())
            .count()
    }
}

/// Answers every question of lead and lag as of a date, in the order of the questions. `history` is that of the same
/// model and date; nothing later is looked at. None when it was stopped.
pub fn analyse(
    model: &Model,
    history: &History,
    as_of: NaiveDate,
    watch: Watch<'_>,
) -> Option<Vec<Finding>> {
    let mut findings = Vec::with_capacity(model.leadlags.len());
    for question in &model.leadlags {
        if watch.is_stopped() {
            return None;
        }
        findings.push(find(model, history, question, as_of));
        watch.progress(findings.len() as f64 / model.leadlags.len() as f64);
    }
    adjust(&model.leadlags, &mut findings);
    Some(findings)
}

fn find(model: &Model, history: &History, question: &LeadLag, as_of: NaiveDate) -> Finding {
    let mut ends = calendar::periods(model, question.calendar, as_of);
    let course = |id: &Id| calendar::course(model, history, question.calendar, id, &ends);
    let (mut driver, mut response) = (course(&question.driver), course(&question.response));
    let mut controls: Vec<Course> = question.controls.iter().map(course).collect();
    // Periods before both are known say nothing of both.
    let known = |course: &Course| course.cells.iter().position(|cell| cell.value.is_some());
    let first = known(&driver).zip(known(&response));
    let first = first.map_or(ends.len(), |(a, b)| a.max(b));
    ends.drain(..first);
    for course in [&mut driver, &mut response]
        .into_iter()
        .chain(&mut controls)
    {
        course.cells.drain(..first);
    }
    let (x, y) = (driver.observed(), response.observed());
    let (study, prepared) = study::prepare(&x, &y, &settings(question));
    let mut others: Vec<Vec<f64>> = controls
        .iter()
        .map(|control| prepared.apply(&control.observed()))
        .collect();
    let (x, y) = (prepared.apply(&x), prepared.apply(&y));
    if question.control_time {
        others.push((0..y.len()).map(|period| period as f64).collect());
    }
    let partial = study
        .peak
        .filter(|_| !others.is_empty())
        .and_then(|peak| regress::partial(&x, &y, peak.lead, &others));
    let major = |event: &&Event| event.major && event.date <= as_of;
    let events: Vec<&Event> = model.events.iter().filter(major).collect();
    let changes = |course: &Course| change::change_points(&dated(&ends, course), &events);
    Finding {
        id: question.id.clone(),
        driver_changes: changes(&driver),
        response_changes: changes(&response),
        ends,
        driver,
        response,
        study,
        adjusted: None,
        pairs: Pairs::default(),
        verdict: Verdict::TooFew,
        partial,
    }
}

/// The observed values of a course with the last days of their periods.
fn dated(ends: &[NaiveDate], course: &Course) -> Vec<(NaiveDate, f64)> {
    let observed = ends.iter().zip(course.observed());
    observed
        .filter(|(_, value)| !value.is_nan())
        .map(|(end, value)| (*end, value))
        .collect()
}

fn settings(question: &LeadLag) -> Settings {
    Settings {
        lags: question.lags as usize,
        difference: question.difference,
        prewhiten: question.prewhiten,
        order: question.order.map(|order| order as usize),
        granger: question.granger as usize,
        permutations: question.permutations as usize,
        block: question.block.map(|block| block as usize),
        seed: question.seed,
    }
}

/// Raises p-values for the number of questions tried, and concludes.
fn adjust(questions: &[LeadLag], findings: &mut [Finding]) {
    let p_of = |finding: &Finding| finding.study.chance.map(|chance| chance.p);
    let p: Vec<f64> = findings.iter().filter_map(p_of).collect();
    let mut tests = 0..;
    for (question, finding) in questions.iter().zip(findings) {
        finding.pairs = Pairs {
            declared: questions.len(),
            tested: p.len(),
        };
        finding.adjusted = p_of(finding).and_then(|_| {
            let place = tests.next()?;
            correct::adjusted(question.correction, &p)
                .get(place)
                .copied()
        });
        finding.verdict = match (finding.study.floor, finding.adjusted) {
            (Floor::Enough, Some(p)) if p <= LEVEL => Verdict::Shown,
            (Floor::Enough, _) => Verdict::NotShown,
            (Floor::TooFew, _) => Verdict::TooFew,
            (Floor::TooDependent, _) => Verdict::TooDependent,
        };
    }
}
