//! Subjects side by side, as data. Field names are an interface: documented in docs/data.md, tested, stable.

use chrono::NaiveDate;
use serde::Serialize;

use super::assessment::{IndexOut, indices};
use super::provenance::{Provenance, pretty};
use super::table::{Table, cell};
use crate::assess::{EffectiveWeight, Kemeny, Standing, Standings, effective_weights};
use crate::dashboard::Snapshot;
use crate::model::{Id, Index, Model};

/// Every index for every subject that has data, or for one of them, with ranks among all of them.
#[derive(Serialize)]
pub struct SideBySide<'a> {
    #[serde(flatten)]
    provenance: Provenance<'a>,
    indices: Vec<StandingOut<'a>>,
    subjects: Vec<SubjectOut<'a>>,
}

/// How all subjects stand on an index.
#[derive(Serialize)]
struct StandingOut<'a> {
    id: &'a str,
    name: &'a str,
    aggregate: &'static str,
    effective_weights: Vec<WeightOut>,
    /// The subjects compared pair by pair; rows and columns of `outranking`.
    compared: Vec<String>,
    outranking: Vec<Vec<f64>>,
    copeland: Vec<f64>,
    borda: Vec<f64>,
    kemeny: Option<KemenyOut>,
}

#[derive(Serialize)]
struct WeightOut {
    id: String,
    level: usize,
    weight: f64,
}

#[derive(Serialize)]
struct KemenyOut {
    score: f64,
    optima: u64,
    rankings: Vec<Vec<String>>,
}

#[derive(Serialize)]
struct SubjectOut<'a> {
    code: String,
    indices: Vec<ScoreOut<'a>>,
}

#[derive(Serialize)]
struct ScoreOut<'a> {
    #[serde(flatten)]
    score: IndexOut<'a>,
    rank: Option<usize>,
    copeland_rank: Option<usize>,
    /// The best and the worst rank in the rankings that are best by Kemeny's rule.
    kemeny_rank: Option<(usize, usize)>,
}

impl<'a> SideBySide<'a> {
    /// All subjects as of a date, or the one named; the codes of those that have data where it has none.
    pub fn new(
        snapshot: &'a Snapshot,
        as_of: NaiveDate,
        only: Option<&Id>,
    ) -> Result<Self, Vec<Id>> {
        let model = &snapshot.dashboard.model;
        let all = Standings::new(model, as_of);
        if only.is_some_and(|only| !all.subjects.contains(only)) {
            return Err(all.subjects);
        }
        let each = all.standings.iter().zip(&model.indices);
        let places = 0..all.subjects.len();
        Ok(Self {
            provenance: Provenance::new(snapshot, as_of),
            indices: each
                .map(|(standing, index)| standing_out(model, index, standing, &all.subjects))
                .collect(),
            subjects: places
                .filter(|place| only.is_none_or(|only| all.subjects[*place] == *only))
                .map(|place| subject_out(model, &all, place))
                .collect(),
        })
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
            "value",
            "rank",
            "copeland_rank",
            "kemeny_rank",
            "coverage",
            "current",
        ]);
        for subject in &self.subjects {
            for index in &subject.indices {
                let kemeny = index.kemeny_rank.map(|(best, worst)| {
                    if best == worst {
                        best.to_string()
                    } else {
                        format!("{best} to {worst}")
                    }
                });
                table.push([
                    subject.code.clone(),
                    index.score.id.to_owned(),
                    cell(index.score.value),
                    cell(index.rank),
                    cell(index.copeland_rank),
                    cell(kemeny),
                    cell(Some(index.score.coverage)),
                    cell(Some(index.score.current)),
                ]);
            }
        }
        table
    }
}

fn standing_out<'a>(
    model: &Model,
    index: &'a Index,
    standing: &Standing,
    subjects: &[Id],
) -> StandingOut<'a> {
    let pairs = &standing.outranking;
    let all = 0..pairs.len();
    let row = |one: usize| all.clone().map(|other| pairs.support(one, other)).collect();
    let code = |place: usize| subjects[standing.compared[place]].to_string();
    let weight = |part: EffectiveWeight| WeightOut {
        id: part.id.to_string(),
        level: part.level,
        weight: part.weight,
    };
    let kemeny = |found: &Kemeny| KemenyOut {
        score: found.score,
        optima: found.count,
        rankings: found
            .rankings
            .iter()
            .map(|ranking| ranking.iter().map(|place| code(*place)).collect())
            .collect(),
    };
    StandingOut {
        id: index.id.as_str(),
        name: &index.name,
        aggregate: index.aggregate.word(),
        effective_weights: effective_weights(model, index)
            .into_iter()
            .map(weight)
            .collect(),
        compared: all.clone().map(code).collect(),
        outranking: all.clone().map(row).collect(),
        copeland: pairs.copeland(),
        borda: pairs.borda(),
        kemeny: standing.kemeny.as_ref().map(kemeny),
    }
}

fn subject_out<'a>(model: &'a Model, all: &Standings, place: usize) -> SubjectOut<'a> {
    let scores = indices(model, &all.scores[place]);
    let each = scores.into_iter().zip(&all.standings);
    SubjectOut {
        code: all.subjects[place].to_string(),
        indices: each
            .map(|(score, standing)| {
                let compared = standing.compared.iter().position(|found| *found == place);
                let kemeny = standing.kemeny.as_ref().zip(compared);
                ScoreOut {
                    score,
                    rank: standing.ranks[place],
                    copeland_rank: standing.copeland[place],
                    kemeny_rank: kemeny.map(|(found, place)| found.ranks[place]),
                }
            })
            .collect(),
    }
}
