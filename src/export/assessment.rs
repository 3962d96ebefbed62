//! An assessment as data. Field names are an interface: documented in docs/data.md, tested, stable.

use chrono::NaiveDate;
use serde::Serialize;

use super::provenance::{Provenance, pretty};
use super::table::{Table, cell};
use crate::assess::{Assessment, Freshness, IndexScore, Reading};
use crate::dashboard::Snapshot;
use crate::model::{Direction, Indicator, Model, Observation, Period, Side};

#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    provenance: Provenance<'a>,
    balance: Vec<ShareOut<'a>>,
    spread: SpreadOut,
    indices: Vec<IndexOut<'a>>,
    indicators: Vec<IndicatorOut<'a>>,
}

/// How influence is spread over the actors.
#[derive(Serialize)]
struct SpreadOut {
    concentration: Option<f64>,
    effective_actors: Option<f64>,
    dominance: Option<f64>,
    hedging: Option<f64>,
}

#[derive(Serialize)]
struct ShareOut<'a> {
    actor: &'a str,
    score: Option<f64>,
    share: Option<f64>,
}

/// An index of a subject.
#[derive(Serialize)]
pub(super) struct IndexOut<'a> {
    pub(super) id: &'a str,
    name: &'a str,
    actor: Option<&'a str>,
    unit: &'static str,
    aggregate: &'static str,
    pub(super) value: Option<f64>,
    pub(super) coverage: f64,
    pub(super) current: f64,
    contributions: Vec<ContributionOut>,
}

#[derive(Serialize)]
struct ContributionOut {
    id: String,
    /// Null for a member that is an index.
    normalise: Option<&'static str>,
    weight_share: f64,
    score: Option<f64>,
    points: f64,
}

#[derive(Serialize)]
struct IndicatorOut<'a> {
    id: &'a str,
    name: &'a str,
    dimension: &'a str,
    actor: Option<&'a str>,
    kind: &'static str,
    direction: &'static str,
    unit: &'a str,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    date: Option<NaiveDate>,
    period: Option<&'static str>,
    age_days: Option<i64>,
    freshness: Option<&'static str>,
    change: Option<f64>,
    change_from: Option<f64>,
    change_since: Option<NaiveDate>,
    change_since_period: Option<&'static str>,
    band: Option<&'a str>,
    score: Option<f64>,
    signposts: Vec<SignpostOut<'a>>,
    dispute: &'a str,
    grade: Option<String>,
    sources: Vec<String>,
    note: String,
}

#[derive(Serialize)]
struct SignpostOut<'a> {
    name: &'a str,
    side: &'static str,
    at: f64,
    crossed: bool,
    since: Option<NaiveDate>,
    distance: f64,
}

/// The whole assessment as JSON, indented.
pub fn json(snapshot: &Snapshot, now: &Assessment) -> String {
    let model = &snapshot.dashboard.model;
    let report = Report {
        provenance: Provenance::new(snapshot, now.as_of),
        balance: now
            .balance
            .shares
            .iter()
            .map(|share| ShareOut {
                actor: share.actor.as_str(),
                score: share.score,
                share: share.share,
            })
            .collect(),
        spread: SpreadOut {
            concentration: now.balance.concentration(),
            effective_actors: now.balance.effective_actors(),
            dominance: now.balance.dominance(),
            hedging: now.balance.hedging(),
        },
        indices: indices(model, &now.scores),
        indicators: indicators(model, now).collect(),
    };
    pretty(&report)
}

/// One row per indicator and index.
pub fn table(snapshot: &Snapshot, now: &Assessment) -> Table {
    let model = &snapshot.dashboard.model;
    let mut out = Table::new(&[
        "id",
        "name",
        "dimension",
        "actor",
        "kind",
        "value",
        "low",
        "high",
        "unit",
        "date",
        "period",
        "age_days",
        "freshness",
        "change",
        "change_since",
        "change_since_period",
        "band",
        "score",
        "coverage",
        "grade",
        "sources",
    ]);
    for row in indicators(model, now) {
        out.push([
            row.id.to_owned(),
            row.name.to_owned(),
            row.dimension.to_owned(),
            row.actor.unwrap_or_default().to_owned(),
            row.kind.to_owned(),
            cell(row.value),
            cell(row.low),
            cell(row.high),
            row.unit.to_owned(),
            cell(row.date),
            row.period.unwrap_or_default().to_owned(),
            cell(row.age_days),
            row.freshness.unwrap_or_default().to_owned(),
            cell(row.change),
            cell(row.change_since),
            row.change_since_period.unwrap_or_default().to_owned(),
            row.band.unwrap_or_default().to_owned(),
            cell(row.score),
            String::new(),
            row.grade.unwrap_or_default(),
            row.sources.join(" "),
        ]);
    }
    for row in indices(model, &now.scores) {
        let value = cell(row.value);
        out.push([
            row.id.to_owned(),
            row.name.to_owned(),
            String::new(),
            row.actor.unwrap_or_default().to_owned(),
            "index".to_owned(),
            value.clone(),
            String::new(),
            String::new(),
            row.unit.to_owned(),
            now.as_of.to_string(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            value,
            cell(Some(row.coverage)),
            String::new(),
            String::new(),
        ]);
    }
    out
}

/// Every index, with its scores in the same order.
pub(super) fn indices<'a>(model: &'a Model, scores: &[IndexScore]) -> Vec<IndexOut<'a>> {
    let contributions = |place: usize| {
        scores[place]
            .contributions
            .iter()
            .zip(&model.indices[place].members)
            .map(|(part, member)| ContributionOut {
                id: part.id.to_string(),
                normalise: model
                    .indicator(&part.id)
                    .map(|_| member.scaling.method.word()),
                weight_share: part.share,
                score: part.score,
                points: part.points,
            })
    };
    model
        .indices
        .iter()
        .enumerate()
        .map(|(place, index)| IndexOut {
            id: index.id.as_str(),
            name: &index.name,
            actor: index.actor.as_ref().map(crate::model::Id::as_str),
            unit: model.unit_of(index),
            value: scores[place].value,
            coverage: scores[place].coverage,
            current: scores[place].current,
            aggregate: index.aggregate.word(),
            contributions: contributions(place).collect(),
        })
        .collect()
}

fn indicators<'a>(model: &'a Model, now: &'a Assessment) -> impl Iterator<Item = IndicatorOut<'a>> {
    model
        .indicators
        .iter()
        .zip(&now.readings)
        .map(|(indicator, reading)| {
            let observation = reading
                .row
                .and_then(|row| indicator.series_of(&model.subject.code).get(row));
            indicator_out(indicator, reading, observation)
        })
}

fn indicator_out<'a>(
    indicator: &'a Indicator,
    reading: &'a Reading,
    observation: Option<Observation>,
) -> IndicatorOut<'a> {
    IndicatorOut {
        id: indicator.id.as_str(),
        name: &indicator.name,
        dimension: indicator.dimension.as_str(),
        actor: indicator.actor.as_ref().map(crate::model::Id::as_str),
        kind: indicator.kind.word(),
        direction: match indicator.direction {
            Direction::More => "+",
            Direction::Less => "-",
        },
        unit: &indicator.unit,
        value: reading.value,
        low: reading.range.map(|range| range.0),
        high: reading.range.map(|range| range.1),
        date: reading.date,
        period: reading.value.map(|_| period(reading.period)),
        age_days: reading.age,
        freshness: reading.freshness.map(freshness),
        change: reading.moved.map(|moved| moved.by),
        change_from: reading.moved.map(|moved| moved.from),
        change_since: reading.moved.map(|moved| moved.since),
        change_since_period: reading.moved.map(|moved| period(moved.period)),
        band: reading
            .band
            .and_then(|band| indicator.bands.get(band))
            .map(|band| band.name.as_str()),
        score: reading.score,
        signposts: signposts(indicator, reading),
        dispute: reading.value.map_or("", |_| &indicator.dispute),
        grade: observation
            .as_ref()
            .and_then(|observation| observation.grade)
            .map(|grade| grade.to_string()),
        sources: observation
            .iter()
            .flat_map(|seen| seen.sources.iter())
            .map(ToString::to_string)
            .collect(),
        note: observation
            .map(|observation| observation.note.to_string())
            .unwrap_or_default(),
    }
}

fn signposts<'a>(indicator: &'a Indicator, reading: &Reading) -> Vec<SignpostOut<'a>> {
    let states = indicator.signposts.iter().zip(&reading.signposts);
    states
        .map(|(signpost, state)| SignpostOut {
            name: &signpost.name,
            side: match signpost.side {
                Side::Above => "above",
                Side::Below => "below",
            },
            at: signpost.at,
            crossed: state.crossed,
            since: state.since,
            distance: state.distance,
        })
        .collect()
}

const fn period(period: Period) -> &'static str {
    match period {
        Period::Day => "day",
        Period::Month => "month",
        Period::Quarter => "quarter",
        Period::Year => "year",
    }
}

const fn freshness(freshness: Freshness) -> &'static str {
    match freshness {
        Freshness::Fresh => "fresh",
        Freshness::Carried => "carried",
        Freshness::Stale => "stale",
    }
}
