//! `[robustness]` of the entry file: which assumptions are open.

use schemars::JsonSchema;
use serde::Deserialize;

use super::scaling::{RawAggregate, RawNormalise, aggregate_of, scaling_of};
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Date, Short, Spanned, Table, or_text};
use crate::model::{Robustness, Scaling, Since, Span};

/// Runs where none are stated.
const RUNS: u32 = 600;
/// The most runs.
const MOST: u32 = 100_000;

/// Which assumptions of the indices are open. Each run draws all of them anew; what is left out stays as
/// declared.
#[derive(Deserialize, JsonSchema)]
pub(super) struct RawRobustness {
    /// Runs of the Monte Carlo.
    #[schemars(range(min = 1, max = MOST), extend("default" = RUNS))]
    runs: Option<Spanned<u32>>,
    /// The same seed gives the same numbers.
    #[serde(default)]
    seed: u64,
    /// A date, or a span of time: does the direction of change hold? Default: `change_over`.
    #[schemars(transform = or_text(Span::PATTERN, "12mo"))]
    since: Option<Date>,
    /// A share: 0.25 tries weights between 75 and 125 % of what is stated.
    #[schemars(range(min = 0), extend("exclusiveMaximum" = 1, "default" = 0))]
    weights: Option<Spanned<f64>>,
    /// Methods tried besides the declared ones, for every indicator.
    #[serde(default)]
    normalise: Vec<Short<RawNormalise>>,
    /// Rules tried besides the declared ones, for every index.
    #[serde(default)]
    aggregate: Vec<Spanned<Short<RawAggregate>>>,
    /// Leave out one indicator at a time, or none.
    #[serde(default)]
    leave_one_out: bool,
    /// Draw observations from low to high (triangular, the value its mode).
    #[serde(default)]
    ranges: bool,
    /// Tried besides what indicators state.
    #[schemars(inner(regex(pattern = Span::PATTERN)), example = ["2y"])]
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
