//! Answers to questions of lead and lag, as data. Field names are an interface: documented in docs/data.md, tested,
//! stable.

use chrono::NaiveDate;
use serde::Serialize;

use super::provenance::{Provenance, pretty};
use super::table::{Table, cell};
use crate::assess::leadlag::change::ChangePoint;
use crate::assess::leadlag::{Course, Finding, Granger, Lag, Shuffle, State, sentence};
use crate::dashboard::Snapshot;
use crate::model::{LeadLag, Model};

/// Every question of the dashboard with its answer.
#[derive(Serialize)]
pub struct LeadLags<'a> {
    #[serde(flatten)]
    provenance: Provenance<'a>,
    pairs_declared: usize,
    pairs_tested: usize,
    leadlags: Vec<AnswerOut<'a>>,
}

#[derive(Serialize)]
struct AnswerOut<'a> {
    id: &'a str,
    name: &'a str,
    driver: &'a str,
    response: &'a str,
    verdict: &'static str,
    sentence: String,
    method: MethodOut<'a>,
    data: DataOut,
    peak: Option<PeakOut>,
    p: Option<f64>,
    p_adjusted: Option<f64>,
    band: Option<f64>,
    lags: Vec<LagOut>,
    partial: Option<PartialOut>,
    granger: Option<GrangerOut>,
    granger_back: Option<GrangerOut>,
    driver_changes: Vec<ChangeOut>,
    response_changes: Vec<ChangeOut>,
}

/// How it was done: what was declared and what came of it.
#[derive(Serialize)]
struct MethodOut<'a> {
    calendar: &'static str,
    lags: u32,
    difference: bool,
    prewhiten: bool,
    order: usize,
    compared: &'static str,
    controls: Vec<&'a str>,
    control_time: bool,
    shuffle: &'static str,
    block: Option<usize>,
    shuffled: Option<usize>,
    seed: u64,
    correction: &'static str,
}

#[derive(Serialize)]
struct DataOut {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    periods: usize,
    joint: usize,
    pairs: usize,
    driver: CourseOut,
    response: CourseOut,
}

#[derive(Serialize)]
struct CourseOut {
    observed: usize,
    carried: usize,
    missing: usize,
}

#[derive(Serialize)]
struct PeakOut {
    lead: i32,
    r: f64,
    pairs: usize,
    effective_pairs: f64,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Serialize)]
struct LagOut {
    lead: i32,
    tested: bool,
    r: Option<f64>,
    pairs: usize,
}

#[derive(Serialize)]
struct PartialOut {
    r: f64,
    pairs: usize,
}

#[derive(Serialize)]
struct GrangerOut {
    order: usize,
    f: f64,
    freedom: (usize, usize),
    p: f64,
}

#[derive(Serialize)]
struct ChangeOut {
    last: NaiveDate,
    first: NaiveDate,
    level_before: f64,
    level_after: f64,
    event: Option<String>,
    days_from_event: Option<i64>,
    share_as_near: Option<f64>,
}

impl<'a> LeadLags<'a> {
    /// The answers to the questions of the snapshot as of a date, in their order.
    pub fn new(snapshot: &'a Snapshot, as_of: NaiveDate, findings: &[Finding]) -> Self {
        let model = &snapshot.dashboard.model;
        let pairs = findings.first().map(|finding| finding.pairs);
        let answers = model.leadlags.iter().zip(findings);
        Self {
            provenance: Provenance::new(snapshot, as_of),
            pairs_declared: model.leadlags.len(),
            pairs_tested: pairs.map_or(0, |pairs| pairs.tested),
            leadlags: answers
                .map(|(question, finding)| answer(model, question, finding))
                .collect(),
        }
    }

    /// As JSON, indented.
    pub fn json(&self) -> String {
        pretty(self)
    }

    /// One row per lag of every question.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            "id",
            "driver",
            "response",
            "verdict",
            "lead",
            "tested",
            "r",
            "pairs",
            "peak",
            "p",
            "p_adjusted",
            "effective_pairs",
            "seed",
        ]);
        for answer in &self.leadlags {
            for lag in &answer.lags {
                let peak = answer.peak.as_ref().filter(|peak| peak.lead == lag.lead);
                let [id, driver, response, verdict] =
                    [answer.id, answer.driver, answer.response, answer.verdict].map(str::to_owned);
                table.push([
                    id,
                    driver,
                    response,
                    verdict,
                    lag.lead.to_string(),
                    lag.tested.to_string(),
                    cell(lag.r),
                    lag.pairs.to_string(),
                    peak.is_some().to_string(),
                    cell(peak.and(answer.p)),
                    cell(peak.and(answer.p_adjusted)),
                    cell(peak.map(|peak| peak.effective_pairs)),
                    answer.method.seed.to_string(),
                ]);
            }
        }
        table
    }

    /// What each question has for an answer, in sentences, then the rows.
    pub fn markdown(&self) -> String {
        let mut text = String::new();
        for answer in &self.leadlags {
            let parts = ["**", answer.name, "** ", &answer.sentence, "\n\n"];
            text.extend(parts);
        }
        text + &self.table().markdown()
    }
}

fn answer<'a>(model: &Model, question: &'a LeadLag, finding: &Finding) -> AnswerOut<'a> {
    let study = &finding.study;
    AnswerOut {
        id: question.id.as_str(),
        name: &question.name,
        driver: question.driver.as_str(),
        response: question.response.as_str(),
        verdict: finding.verdict.word(),
        sentence: sentence(model, question, finding),
        method: method(question, finding),
        data: data(finding),
        peak: study.peak.map(|peak| PeakOut {
            lead: peak.lead,
            r: peak.r,
            pairs: peak.pairs,
            effective_pairs: peak.independent,
            low: peak.interval.map(|range| range.0),
            high: peak.interval.map(|range| range.1),
        }),
        p: study.chance.map(|chance| chance.p),
        p_adjusted: finding.adjusted,
        band: study.chance.map(|chance| chance.band),
        lags: study.lags.iter().map(lag).collect(),
        partial: finding.partial.map(|partial| PartialOut {
            r: partial.r,
            pairs: partial.rows,
        }),
        granger: study.granger.map(granger),
        granger_back: study.granger_back.map(granger),
        driver_changes: finding.driver_changes.iter().map(change).collect(),
        response_changes: finding.response_changes.iter().map(change).collect(),
    }
}

fn method<'a>(question: &'a LeadLag, finding: &Finding) -> MethodOut<'a> {
    let study = &finding.study;
    let (shuffle, block) = match study.shuffle {
        Shuffle::Blocks(size) => ("blocks", Some(size)),
        Shuffle::Shifts => ("shifts", None),
    };
    MethodOut {
        calendar: question.calendar.word(),
        lags: question.lags,
        difference: question.difference,
        prewhiten: question.prewhiten,
        order: study.order,
        compared: if study.is_plain {
            "values"
        } else {
            "as-declared"
        },
        controls: question
            .controls
            .iter()
            .map(crate::model::Id::as_str)
            .collect(),
        control_time: question.control_time,
        shuffle,
        block,
        shuffled: study.chance.map(|chance| chance.series),
        seed: question.seed,
        correction: question.correction.word(),
    }
}

fn data(finding: &Finding) -> DataOut {
    let course = |course: &Course| CourseOut {
        observed: course.count(State::Observed),
        carried: course.count(State::Carried),
        missing: course.count(State::Missing),
    };
    DataOut {
        first: finding.ends.first().copied(),
        last: finding.ends.last().copied(),
        periods: finding.ends.len(),
        joint: finding.study.joint,
        pairs: finding.study.pairs,
        driver: course(&finding.driver),
        response: course(&finding.response),
    }
}

fn lag(lag: &Lag) -> LagOut {
    LagOut {
        lead: lag.lead,
        tested: lag.is_tested,
        r: lag.found.map(|found| found.r),
        pairs: lag.found.map_or(0, |found| found.pairs),
    }
}

fn granger(found: Granger) -> GrangerOut {
    GrangerOut {
        order: found.order,
        f: found.f,
        freedom: found.freedom,
        p: found.p,
    }
}

fn change(change: &ChangePoint) -> ChangeOut {
    let event = change.event.as_ref();
    ChangeOut {
        last: change.last,
        first: change.first,
        level_before: change.level.0,
        level_after: change.level.1,
        event: event.map(|near| near.id.to_string()),
        days_from_event: event.map(|near| near.days),
        share_as_near: event.map(|near| near.by_chance),
    }
}
