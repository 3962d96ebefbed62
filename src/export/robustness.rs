//! How scores hold under open assumptions, as data. Field names are an interface: documented in docs/data.md.

use chrono::NaiveDate;
use serde::Serialize;

use super::provenance::{Provenance, pretty};
use super::table::{Table, cell};
use crate::assess::robustness::{Band, Robust, Sensitivity, Standing};
use crate::dashboard::Snapshot;
use crate::model::{Id, Model, Robustness, Span};

/// Bands, ranks and sensitivities.
#[derive(Serialize)]
pub struct RobustnessReport<'a> {
    #[serde(flatten)]
    provenance: Provenance<'a>,
    since: NaiveDate,
    runs: usize,
    seed: u64,
    open: Vec<&'static str>,
    method: MethodOut,
    scores: Vec<ScoreOut<'a>>,
    ranks: Vec<RanksOut<'a>>,
    sensitivities: Vec<SensitivityOut<'a>>,
    /// Indices of actors of which some run has no score, so that its variance cannot be shared out.
    sensitivities_missing: Vec<&'a str>,
}

/// What the runs draw from.
#[derive(Serialize)]
struct MethodOut {
    weights: f64,
    normalise: Vec<&'static str>,
    aggregate: Vec<&'static str>,
    leave_one_out: bool,
    ranges: bool,
    carry_forward: Vec<String>,
}

impl MethodOut {
    fn new(settings: &Robustness) -> Self {
        let methods = settings.normalise.iter();
        let rules = settings.aggregate.iter();
        // As in files, where a span has one unit.
        let span = |span: &Span| match span.months {
            0 => format!("{}d", span.days),
            months => format!("{months}mo"),
        };
        Self {
            weights: settings.weights,
            normalise: methods.map(|method| method.word()).collect(),
            aggregate: rules.map(|rule| rule.word()).collect(),
            leave_one_out: settings.leave_one_out,
            ranges: settings.ranges,
            carry_forward: settings.carry_forward.iter().map(span).collect(),
        }
    }
}

#[derive(Serialize)]
struct ScoreOut<'a> {
    subject: &'a str,
    index: &'a str,
    declared: Option<f64>,
    p5: Option<f64>,
    median: Option<f64>,
    p95: Option<f64>,
    runs: usize,
    change: Option<f64>,
    direction_holds: Option<f64>,
    direction_runs: usize,
}

#[derive(Serialize)]
struct RanksOut<'a> {
    index: &'a str,
    average_shift: f64,
    subjects: Vec<RankOut<'a>>,
}

#[derive(Serialize)]
struct RankOut<'a> {
    subject: &'a str,
    declared: f64,
    p5: f64,
    median: f64,
    p95: f64,
}

#[derive(Serialize)]
struct SensitivityOut<'a> {
    subject: &'a str,
    index: &'a str,
    factor: &'static str,
    /// Never below 0.
    first: f64,
    first_p5: f64,
    first_p95: f64,
    total: f64,
    total_p5: f64,
    total_p95: f64,
}

impl<'a> RobustnessReport<'a> {
    /// What was found; sensitivities of one subject by index, none where some run has no score.
    pub fn new(
        snapshot: &'a Snapshot,
        (settings, found): (&Robustness, &'a Robust),
        subject: &'a Id,
        sensitivities: &'a [(Id, Option<Vec<Sensitivity>>)],
    ) -> Self {
        let model = &snapshot.dashboard.model;
        let of_index = |(index, found): &'a (Id, Option<Vec<Sensitivity>>)| {
            let found = found.iter().flatten();
            found.map(move |one| sensitivity(subject, index, one))
        };
        let missing = sensitivities.iter().filter(|(_, found)| found.is_none());
        Self {
            provenance: Provenance::new(snapshot, found.as_of),
            since: found.since,
            runs: found.runs,
            seed: found.seed,
            open: found.open.iter().map(|factor| factor.word()).collect(),
            method: MethodOut::new(settings),
            scores: found
                .subjects
                .iter()
                .zip(&found.bands)
                .flat_map(|(subject, bands)| scores(model, subject, bands))
                .collect(),
            ranks: found
                .standings
                .iter()
                .map(|standing| ranks(model, &found.subjects, standing))
                .collect(),
            sensitivities: sensitivities.iter().flat_map(of_index).collect(),
            sensitivities_missing: missing.map(|(index, _)| index.as_str()).collect(),
        }
    }

    /// As JSON, indented.
    pub fn json(&self) -> String {
        pretty(self)
    }

    /// One row per subject and index.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            "subject",
            "index",
            "declared",
            "p5",
            "median",
            "p95",
            "runs",
            "change",
            "direction_holds",
            "direction_runs",
        ]);
        for row in &self.scores {
            table.push([
                row.subject.to_owned(),
                row.index.to_owned(),
                cell(row.declared),
                cell(row.p5),
                cell(row.median),
                cell(row.p95),
                row.runs.to_string(),
                cell(row.change),
                cell(row.direction_holds),
                row.direction_runs.to_string(),
            ]);
        }
        table
    }
}

fn scores<'a>(
    model: &'a Model,
    subject: &'a Id,
    bands: &'a [Band],
) -> impl Iterator<Item = ScoreOut<'a>> {
    model.indices.iter().zip(bands).map(|(index, band)| {
        let drawn = |value: f64| Some(value).filter(|value| value.is_finite());
        ScoreOut {
            subject: subject.as_str(),
            index: index.id.as_str(),
            declared: band.nominal,
            p5: drawn(band.low),
            median: drawn(band.median),
            p95: drawn(band.high),
            runs: band.runs,
            change: band.change,
            direction_holds: band.holds,
            direction_runs: band.compared,
        }
    })
}

fn ranks<'a>(model: &'a Model, subjects: &'a [Id], standing: &Standing) -> RanksOut<'a> {
    let ranks = subjects.iter().zip(&standing.ranks);
    RanksOut {
        index: model.indices[standing.index].id.as_str(),
        average_shift: standing.shift,
        subjects: ranks
            .filter_map(|(subject, ranks)| {
                let [declared, p5, median, p95] = (*ranks)?;
                Some(RankOut {
                    subject: subject.as_str(),
                    declared,
                    p5,
                    median,
                    p95,
                })
            })
            .collect(),
    }
}

fn sensitivity<'a>(subject: &'a Id, index: &'a Id, found: &Sensitivity) -> SensitivityOut<'a> {
    SensitivityOut {
        subject: subject.as_str(),
        index: index.as_str(),
        factor: found.factor.word(),
        first: found.first.max(0.0),
        first_p5: found.first_range.0,
        first_p95: found.first_range.1,
        total: found.total,
        total_p5: found.total_range.0,
        total_p95: found.total_range.1,
    }
}
