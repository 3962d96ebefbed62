//! Two dates side by side, as data. Field names are an interface: documented in docs/data.md, tested, stable.

use chrono::NaiveDate;
use serde::Serialize;

use super::provenance::{Provenance, pretty};
use super::table::{Table, cell};
use crate::assess::{Assessment, Between, Change, Step, assess, difference};
use crate::dashboard::Snapshot;
use crate::model::{Id, Model};

/// What changed between two dates: indicators whose value or band changed, every index with its waterfall, the shares
/// of the actors.
#[derive(Serialize)]
pub struct Comparison<'a> {
    #[serde(flatten)]
    provenance: Provenance<'a>,
    from: NaiveDate,
    to: NaiveDate,
    balance: Vec<ShareOut<'a>>,
    indices: Vec<IndexOut<'a>>,
    indicators: Vec<IndicatorOut<'a>>,
}

#[derive(Serialize)]
struct ShareOut<'a> {
    actor: &'a str,
    from: Option<f64>,
    to: Option<f64>,
}

#[derive(Serialize)]
struct IndexOut<'a> {
    id: &'a str,
    name: &'a str,
    aggregate: &'static str,
    from: Option<f64>,
    to: Option<f64>,
    change: Option<f64>,
    coverage_from: f64,
    coverage_to: f64,
    /// Null unless the index has a score on both dates.
    steps: Option<Vec<StepOut>>,
}

#[derive(Serialize)]
struct StepOut {
    id: String,
    from: Option<f64>,
    to: Option<f64>,
    points: f64,
    other: f64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<Self>,
}

#[derive(Serialize)]
struct IndicatorOut<'a> {
    id: &'a str,
    name: &'a str,
    unit: &'a str,
    from: Option<f64>,
    to: Option<f64>,
    change: Option<f64>,
    band_from: Option<String>,
    band_to: Option<String>,
}

impl<'a> Comparison<'a> {
    /// Compares the dashboard's subject on two dates.
    pub fn new(snapshot: &'a Snapshot, from: NaiveDate, to: NaiveDate) -> Self {
        let model = &snapshot.dashboard.model;
        let (before, after) = (assess(model, from), assess(model, to));
        let between = Between::new(model, &model.subject.code, from, to);
        let changes = difference((model, &before), (model, &after));
        Self {
            provenance: Provenance::new(snapshot, to),
            from,
            to,
            balance: shares(model, &before, &after),
            indices: model
                .indices
                .iter()
                .filter_map(|index| {
                    let (was, is) = between.scores(&index.id)?;
                    let waterfall = between.waterfall(&index.id);
                    Some(IndexOut {
                        id: index.id.as_str(),
                        name: &index.name,
                        aggregate: index.aggregate.word(),
                        from: was.value,
                        to: is.value,
                        change: change(was.value, is.value),
                        coverage_from: was.coverage,
                        coverage_to: is.coverage,
                        steps: waterfall.map(|found| steps(found.steps)),
                    })
                })
                .collect(),
            indicators: changes
                .into_iter()
                .filter(|change| !change.is_index)
                .filter_map(|change| indicator(model, change))
                .collect(),
        }
    }

    /// As JSON, indented.
    pub fn json(&self) -> String {
        pretty(self)
    }

    /// One row per share, index, step of an index and indicator that changed.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&["kind", "of", "id", "from", "to", "change"]);
        let mut row = |kind: &str, of: &str, id: &str, ends: [Option<f64>; 3]| {
            let [from, to, change] = ends.map(cell);
            let [kind, of, id] = [kind, of, id].map(str::to_owned);
            table.push([kind, of, id, from, to, change]);
        };
        for share in &self.balance {
            let change = change(share.from, share.to);
            row("share", "", share.actor, [share.from, share.to, change]);
        }
        for index in &self.indices {
            row("index", "", index.id, [index.from, index.to, index.change]);
            for step in index.steps.iter().flatten() {
                let ends = [step.from, step.to, Some(step.points)];
                row("step", index.id, &step.id, ends);
            }
        }
        for item in &self.indicators {
            row("indicator", "", item.id, [item.from, item.to, item.change]);
        }
        table
    }
}

fn shares<'a>(model: &'a Model, before: &Assessment, after: &Assessment) -> Vec<ShareOut<'a>> {
    let share = |of: &Assessment, id: &Id| of.balance.share(id);
    let actors = model.actors.iter();
    actors
        .filter(|actor| actor.index.is_some())
        .map(|actor| ShareOut {
            actor: actor.id.as_str(),
            from: share(before, &actor.id),
            to: share(after, &actor.id),
        })
        .collect()
}

fn steps(steps: Vec<Step>) -> Vec<StepOut> {
    let out = |step: Step| StepOut {
        id: step.id.to_string(),
        from: step.from,
        to: step.to,
        points: step.points,
        other: step.other,
        steps: self::steps(step.steps),
    };
    steps.into_iter().map(out).collect()
}

fn indicator(model: &Model, change: Change) -> Option<IndicatorOut<'_>> {
    let indicator = model.indicator(&change.id)?;
    Some(IndicatorOut {
        id: indicator.id.as_str(),
        name: &indicator.name,
        unit: &indicator.unit,
        from: change.before,
        to: change.after,
        change: self::change(change.before, change.after),
        band_from: change.bands.0,
        band_to: change.bands.1,
    })
}

fn change(from: Option<f64>, to: Option<f64>) -> Option<f64> {
    Some(to? - from?)
}
