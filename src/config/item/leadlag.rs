//! `[[leadlag]]`

use std::ops::RangeInclusive;

use schemars::JsonSchema;
use serde::Deserialize;

use super::allow::Allow;
use crate::config::value::{self, Ref};
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Many, Spanned, Table};
use crate::model::{Calendar, Correction, Id, LeadLag};

/// A question whose references have not been looked up.
#[derive(Clone, Debug)]
pub(in crate::config) struct LeadLagDraft {
    pub(in crate::config) leadlag: LeadLag,
    pub(in crate::config) driver: Ref,
    pub(in crate::config) response: Ref,
    pub(in crate::config) controls: Vec<Ref>,
}

/// A question of lead and lag, declared before its answer is known.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct Raw {
    /// What panels call it: lower-case letters, digits and hyphens, unique among questions.
    #[schemars(regex(pattern = value::ID), example = &"battlefield-influence")]
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    /// The question, in one sentence.
    #[schemars(regex(pattern = value::SAYS))]
    name: Spanned<String>,
    /// Indicator or index said to lead.
    driver: Spanned<String>,
    /// Indicator or index said to follow.
    response: Spanned<String>,
    /// The periods in which it is counted.
    #[schemars(extend("default" = "month"))]
    #[serde(default)]
    calendar: RawCalendar,
    /// Tested: the driver leads by 0 to this many periods.
    #[schemars(range(min = *LAGS.start(), max = *LAGS.end()), extend("default" = 12))]
    lags: Option<Spanned<i64>>,
    /// Compare changes from period to period instead of values.
    #[serde(default)]
    difference: bool,
    /// Take off both what the driver repeats of itself.
    #[schemars(extend("default" = true))]
    prewhiten: Option<bool>,
    /// Periods that `prewhiten` looks back; default: by AIC, up to 4.
    #[schemars(range(min = *ORDER.start(), max = *ORDER.end()))]
    order: Option<Spanned<i64>>,
    /// Indicators or indices whose part is taken off in the partial correlation.
    #[serde(default)]
    controls: Many<Spanned<String>>,
    /// Take off the part of a straight line in time, too.
    #[serde(default)]
    control_time: bool,
    /// Periods Granger's test looks back.
    #[schemars(range(min = *GRANGER.start(), max = *GRANGER.end()), extend("default" = 3))]
    granger: Option<Spanned<i64>>,
    /// Where random numbers begin.
    #[schemars(range(min = *SEED.start()), extend("default" = 1))]
    seed: Option<Spanned<i64>>,
    /// Shuffled series.
    #[schemars(range(min = *PERMUTATIONS.start(), max = *PERMUTATIONS.end()), extend("default" = 10_000))]
    permutations: Option<Spanned<i64>>,
    /// Least periods shuffled as one; default: the cube root of the length.
    #[schemars(range(min = *BLOCK.start(), max = *BLOCK.end()))]
    block: Option<Spanned<i64>>,
    /// Correction over all pairs of the dashboard that are tested: Holm, or Benjamini–Hochberg.
    #[schemars(extend("default" = "holm"))]
    #[serde(default)]
    correction: RawCorrection,
    /// What would contradict it.
    about: Option<String>,
    /// Codes of warnings and hints that are not told of this item.
    #[serde(default)]
    #[expect(dead_code, reason = "it is read apart from the rest of the table")]
    allow: Allow,
}

#[derive(Clone, Copy, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "kebab-case")]
enum RawCalendar {
    #[default]
    Month,
    Quarter,
    Year,
}

#[derive(Clone, Copy, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "kebab-case")]
enum RawCorrection {
    #[default]
    Holm,
    Bh,
}

/// Lags, order, Granger's order, seed, permutations and block: what they may be.
const LAGS: RangeInclusive<i64> = 0..=60;
const ORDER: RangeInclusive<i64> = 1..=12;
const GRANGER: RangeInclusive<i64> = 1..=6;
const SEED: RangeInclusive<i64> = 0..=i64::MAX;
const PERMUTATIONS: RangeInclusive<i64> = 199..=100_000;
const BLOCK: RangeInclusive<i64> = 1..=120;

/// Reads a question of lead and lag.
pub(in crate::config) fn leadlag(table: &mut Table<'_>, id: Id) -> Option<LeadLagDraft> {
    let Raw {
        id: _,
        name,
        driver,
        response,
        calendar,
        lags,
        difference,
        prewhiten,
        order,
        controls,
        control_time,
        granger,
        seed,
        permutations,
        block,
        correction,
        about,
        allow: _,
    } = table.read()?;
    let name = value::line(table, "name", &name);
    if driver.get_ref() == response.get_ref() {
        table.problem(
            Problem::new(
                Code::BadValue,
                response.span(),
                "the response is the driver itself",
            )
            .related(driver.span(), "the driver"),
        );
    }
    let mut whole = |key: &str, given: Option<&Spanned<i64>>, range: RangeInclusive<i64>| {
        given.and_then(|given| within(table, key, given, &range))
    };
    let lags = whole("lags", lags.as_ref(), LAGS).unwrap_or(12) as u32;
    let order = whole("order", order.as_ref(), ORDER).map(|order| order as u32);
    let granger = whole("granger", granger.as_ref(), GRANGER).unwrap_or(3) as u32;
    let seed = whole("seed", seed.as_ref(), SEED).unwrap_or(1) as u64;
    let permutations = whole("permutations", permutations.as_ref(), PERMUTATIONS);
    let block = whole("block", block.as_ref(), BLOCK).map(|block| block as u32);
    Some(LeadLagDraft {
        leadlag: LeadLag {
            id,
            name,
            driver: Id::new(""),
            response: Id::new(""),
            calendar: match calendar {
                RawCalendar::Month => Calendar::Month,
                RawCalendar::Quarter => Calendar::Quarter,
                RawCalendar::Year => Calendar::Year,
            },
            lags,
            difference,
            prewhiten: prewhiten.unwrap_or(true),
            order,
            controls: Vec::new(),
            control_time,
            granger,
            seed,
            permutations: permutations.unwrap_or(10_000) as u32,
            block,
            correction: match correction {
                RawCorrection::Holm => Correction::Holm,
                RawCorrection::Bh => Correction::BenjaminiHochberg,
            },
            about: value::optional_lines(about),
        },
        driver: value::reference(&driver),
        response: value::reference(&response),
        controls: value::references(&controls.0),
    })
}

/// A whole number within its range; a mistake when it is beyond.
fn within(
    table: &mut Table<'_>,
    key: &str,
    given: &Spanned<i64>,
    range: &RangeInclusive<i64>,
) -> Option<i64> {
    let value = *given.get_ref();
    if range.contains(&value) {
        return Some(value);
    }
    let (least, most) = (range.start(), range.end());
    let takes = if *most == i64::MAX {
        format!("`{key}` takes a whole number from {least} on")
    } else {
        format!("`{key}` takes a whole number from {least} to {most}")
    };
    table.problem(Problem::new(Code::BadValue, given.span(), takes));
    None
}
