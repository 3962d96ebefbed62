//! `[robustness]` of the entry file: which assumptions are open.

use serde::Deserialize;
use toml::Spanned;

use super::scaling::{RawAggregate, RawNormalise, aggregate_of, scaling_of};
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Date, Short, Table};
use crate::model::{Robustness, Scaling, Since, Span};

/// Runs where none are stated.
const RUNS: u32 = 600;
/// The most runs.
const MOST: u32 = 100_000;

#[derive(Deserialize)]
pub(super) struct RawRobustness {
    runs: Option<Spanned<u32>>,
    #[serde(default)]
    seed: u64,
    since: Option<Date>,
    weights: Option<Spanned<f64>>,
    #[serde(default)]
    normalise: Vec<Short<RawNormalise>>,
    #[serde(default)]
    aggregate: Vec<Spanned<Short<RawAggregate>>>,
    #[serde(default)]
    leave_one_out: bool,
    #[serde(default)]
    ranges: bool,
    #[serde(default)]
    carry_forward: Vec<Spanned<String>>,
}

/// Reads which assumptions are open.
pub(super) fn robustness(table: &mut Table<'_>, raw: RawRobustness) -> Robustness {
    let RawRobustness {
        runs,
        seed,
        since,
        weights,
        normalise,
        aggregate,
        leave_one_out,
        ranges,
        carry_forward,
    } = raw;
    let runs = runs.map_or(RUNS, |runs| {
        if !(1..=MOST).contains(runs.get_ref()) {
            let message = format!("`runs` takes a number from 1 to {MOST}");
            table.problem(Problem::new(Code::BadValue, runs.span(), message));
        }
        *runs.get_ref()
    });
    let weights = weights.map_or(0.0, |share| {
        if !(0.0..1.0).contains(share.get_ref()) {
            let message = "`weights` takes a share from 0 to below 1";
            table.problem(
                Problem::new(Code::BadValue, share.span(), message)
                    .help("0.25 tries every weight between 75 and 125 % of what is stated"),
            );
        }
        *share.get_ref()
    });
    let methods = normalise.into_iter();
    let normalise = methods
        .map(|raw| scaling_of(table, Some(raw), None, Scaling::default()).method)
        .collect();
    let rules = aggregate.into_iter();
    let aggregate = rules.map(|raw| aggregate_of(table, raw)).collect();
    let spans = carry_forward.iter();
    let carry_forward = spans
        .filter_map(|text| table.parse(text, Code::BadSpan, Span::parse))
        .collect();
    Robustness {
        runs,
        seed,
        since: since.and_then(|since| table.parse(since.text(), Code::BadDate, Since::parse)),
        weights,
        normalise,
        aggregate,
        leave_one_out,
        ranges,
        carry_forward,
    }
}
