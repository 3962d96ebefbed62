//! `[[leadlag]]`

use std::ops::RangeInclusive;

use serde::Deserialize;
use toml::Spanned;

use crate::config::value::{self, Ref};
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Many, Table};
use crate::model::{Calendar, Correction, Id, LeadLag};

/// A question whose references have not been looked up.
#[derive(Clone, Debug)]
pub(in crate::config) struct LeadLagDraft {
    pub(in crate::config) leadlag: LeadLag,
    pub(in crate::config) driver: Ref,
    pub(in crate::config) response: Ref,
    pub(in crate::config) controls: Vec<Ref>,
}

#[derive(Deserialize)]
struct Raw {
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    name: Spanned<String>,
    driver: Spanned<String>,
    response: Spanned<String>,
    #[serde(default)]
    calendar: RawCalendar,
    lags: Option<Spanned<i64>>,
    #[serde(default)]
    difference: bool,
    prewhiten: Option<bool>,
    order: Option<Spanned<i64>>,
    #[serde(default)]
    controls: Many<Spanned<String>>,
    #[serde(default)]
    control_time: bool,
    granger: Option<Spanned<i64>>,
    seed: Option<Spanned<i64>>,
    permutations: Option<Spanned<i64>>,
    block: Option<Spanned<i64>>,
    #[serde(default)]
    correction: RawCorrection,
    about: Option<String>,
}

#[derive(Clone, Copy, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
enum RawCalendar {
    #[default]
    Month,
    Quarter,
    Year,
}

#[derive(Clone, Copy, Deserialize, Default)]
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
            file: String::new(),
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
