//! Analysis of Competing Hypotheses: weighted inconsistency as in ACH 1.1 (PARC and Heuer), and how far each finding
//! tells the hypotheses apart.

use chrono::NaiveDate;

use crate::model::{Finding, Model};

/// Two scores nearer than this are level: sums in another order differ by less.
const LEVEL: f64 = 1e-9;

/// The hypotheses held against what had been found by a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Ach {
    /// Every hypothesis, least inconsistent first; of equals the first in the files.
    pub tallies: Vec<Tally>,
    /// The findings made by the date, in the order of the files.
    pub findings: Vec<Diagnosticity>,
}

/// How a hypothesis stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tally {
    /// Its position in [`Parts::hypotheses`](crate::model::Parts::hypotheses).
    pub hypothesis: usize,
    /// Sum over the findings of credibility × relevance × points; 0 or less. What is nearest to 0 is least disproved,
    /// which does not make it proved.
    pub inconsistency: f64,
    /// How many findings are inconsistent with it.
    pub against: usize,
}

/// How far a finding tells the hypotheses apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Diagnosticity {
    /// Its position in [`Parts::findings`](crate::model::Parts::findings).
    pub finding: usize,
    /// The most that it counts against one hypothesis beyond another: 0 to 4. With 0 it decides nothing, however sure
    /// it is.
    pub spread: f64,
    /// Whether another hypothesis would be in front, or level with the one that is, without it.
    pub is_pivotal: bool,
}

impl Ach {
    /// Whether the first place is shared.
    pub fn is_level(&self) -> bool {
        match &self.tallies[..] {
            [first, second, ..] => first.inconsistency - second.inconsistency < LEVEL,
            _ => false,
        }
    }
}

/// Holds the hypotheses against the findings made by a date.
pub fn ach(model: &Model, as_of: NaiveDate) -> Ach {
    let found: Vec<usize> = (0..model.findings.len())
        .filter(|place| model.findings[*place].date <= as_of)
        .collect();
    let points: Vec<Vec<f64>> = found
        .iter()
        .map(|place| points(model, &model.findings[*place]))
        .collect();
    let sum = |hypothesis: usize| -> f64 { points.iter().map(|row| row[hypothesis]).sum() };
    let mut tallies: Vec<Tally> = (0..model.hypotheses.len())
        .map(|hypothesis| Tally {
            hypothesis,
            // A sum of nothing is -0.
            inconsistency: sum(hypothesis) + 0.0,
            against: points.iter().filter(|row| row[hypothesis] < 0.0).count(),
        })
        .collect();
    tallies.sort_by(|a, b| b.inconsistency.total_cmp(&a.inconsistency));
    let findings = found
        .iter()
        .zip(&points)
        .map(|(finding, row)| Diagnosticity {
            finding: *finding,
            spread: spread(row),
            is_pivotal: is_pivotal(&tallies, row),
        })
        .collect();
    Ach { tallies, findings }
}

/// What a finding counts against each hypothesis; nothing where it has no mark.
fn points(model: &Model, finding: &Finding) -> Vec<f64> {
    let of = |mark: crate::model::Consistency| finding.weight() * mark.points();
    let hypotheses = model.hypotheses.iter();
    hypotheses
        .map(|hypothesis| finding.mark(&hypothesis.id).map_or(0.0, of))
        .collect()
}

fn spread(row: &[f64]) -> f64 {
    let most = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = row.iter().copied().fold(f64::INFINITY, f64::min);
    (most - least).max(0.0)
}

/// Whether others are in front without the finding.
fn is_pivotal(tallies: &[Tally], row: &[f64]) -> bool {
    let leads = |score: &dyn Fn(&Tally) -> f64| -> Vec<usize> {
        let best = tallies.iter().map(score).fold(f64::NEG_INFINITY, f64::max);
        let in_front = tallies.iter().filter(|item| best - score(item) < LEVEL);
        in_front.map(|item| item.hypothesis).collect()
    };
    let with = leads(&|tally| tally.inconsistency);
    // Both lists are in the order of the tallies.
    with != leads(&|tally| tally.inconsistency - row[tally.hypothesis])
}

#[cfg(test)]
mod tests;
