//! `[[indicator]]` and the observations in it.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

mod marks;
mod raw;

use marks::{bands_of, rubric_of, signposts_of};
pub(in crate::config) use raw::Raw;
use raw::{MOST_DECIMALS, RawDirection, RawKind};

use super::import::{Import, import_of};
use super::observation::observation;
use super::{Defaults, ObservationDraft};
use crate::config::value::{self, Ref};
use crate::diagnostic::{Code, Problem};
use crate::lenient::{MADE_UP, Spanned, Table};
use crate::model::{Direction, Goalposts, Id, Indicator, Kind, Series, Span};
use crate::text::clean;

/// An indicator whose references have not been looked up and whose series has not been read.
#[derive(Debug)]
pub(in crate::config) struct IndicatorDraft {
    pub(in crate::config) indicator: Indicator,
    pub(in crate::config) dimension: Ref,
    pub(in crate::config) actor: Option<Ref>,
    pub(in crate::config) change_over: Option<Span>,
    /// Default sources of its observations.
    pub(in crate::config) sources: Vec<Ref>,
    pub(in crate::config) defaults: Defaults,
    /// The series file as written, relative to the file it stands in.
    pub(in crate::config) series: Option<Spanned<String>>,
    /// Which columns of foreign files say what.
    pub(in crate::config) import: Import,
    pub(in crate::config) observations: Vec<ObservationDraft>,
    /// The observations as series by subject (none: the dashboard's), once they were found sound.
    pub(in crate::config) inline: OnceLock<Vec<(Option<Id>, Arc<Series>)>>,
}

/// Reads an indicator. A mistake in an observation costs only the observation; it is told to `spare`.
pub(in crate::config) fn indicator(
    table: &mut Table<'_>,
    id: Id,
    spare: &mut Vec<Problem>,
) -> Option<IndicatorDraft> {
    let observations = table.take_tables("indicator.observation");
    let needs_direction = table.has("actor") && !table.has("direction");
    let raw: Option<Raw> = table.read();
    let Some(raw) = raw else {
        read_observations(observations, &Defaults::none(), spare);
        return None;
    };
    let Raw {
        id: _,
        name,
        dimension,
        actor,
        direction,
        kind,
        unit,
        decimals,
        goalposts,
        clip,
        weight,
        cadence,
        stale_after,
        carry_forward,
        change_over,
        bands,
        signposts,
        rubric,
        about,
        dispute,
        source,
        grade,
        series,
        import,
        allow: _,
    } = raw;
    let direction = direction_of(table, direction.as_ref(), needs_direction);
    let is_stated = kind.span() != MADE_UP;
    let kind = match kind.get_ref() {
        RawKind::Measured if is_stated || rubric.is_empty() => Kind::Measured,
        RawKind::Measured | RawKind::Assessed => Kind::Assessed,
    };
    let goalposts = goalposts.and_then(|ends| goalposts_of(table, &ends));
    let sources = value::references(&source.0);
    let defaults = Defaults {
        sources: sources.iter().map(|id| id.get_ref().clone()).collect(),
        grade: value::optional_grade(table, grade.as_ref()),
        measured: kind == Kind::Measured && is_stated,
        goalposts: goalposts.filter(|_| !clip),
    };
    let rubric = rubric_of(table, kind, rubric);
    let indicator = Indicator {
        id,
        name: value::line(table, "name", &name),
        dimension: Id::new(""),
        actor: None,
        direction,
        kind,
        unit: clean(&unit).into_owned(),
        decimals: decimals.and_then(|decimals| decimals_of(table, &decimals)),
        goalposts,
        weight: value::optional_weight(table, weight.as_ref()).unwrap_or(1.0),
        cadence: value::optional_span(table, cadence.as_ref()),
        stale_after: value::optional_span(table, stale_after.as_ref()),
        carry_forward: value::optional_span(table, carry_forward.as_ref()),
        change_over: Span::months(12),
        bands: bands_of(table, bands, direction),
        signposts: signposts_of(table, signposts),
        rubric,
        about: value::optional_lines(about),
        dispute: value::optional_lines(dispute),
        series: Vec::new(),
    };
    Some(IndicatorDraft {
        indicator,
        dimension: value::reference(&dimension),
        actor: actor.as_ref().map(value::reference),
        change_over: value::optional_span(table, change_over.as_ref()),
        sources,
        observations: read_observations(observations, &defaults, spare),
        defaults,
        series,
        import: import.map_or_else(Import::default, |raw| import_of(table, raw)),
        inline: OnceLock::new(),
    })
}

impl Defaults {
    fn none() -> Self {
        Self {
            sources: Arc::from([]),
            grade: None,
            measured: false,
            goalposts: None,
        }
    }
}

/// Reads observations, each on its own, in the order of the file; of two of one date and subject the first.
fn read_observations(
    tables: Vec<Table<'_>>,
    defaults: &Defaults,
    spare: &mut Vec<Problem>,
) -> Vec<ObservationDraft> {
    let mut drafts: Vec<ObservationDraft> = Vec::with_capacity(tables.len());
    let mut first = HashMap::with_capacity(tables.len());
    for mut table in tables {
        let draft = observation(&mut table, defaults).filter(|_| table.is_sound());
        spare.extend(table.into_problems());
        let Some(draft) = draft else { continue };
        let key = (draft.subject.clone(), draft.observation.date);
        if let Some(before) = first.get(&key) {
            let message = format!("{} has an observation already", draft.observation.date);
            spare.push(
                Problem::new(Code::DuplicateObservation, draft.at, message)
                    .related(std::ops::Range::clone(before), "first here"),
            );
            continue;
        }
        first.insert(key, draft.at.clone());
        drafts.push(draft);
    }
    warn(&drafts, defaults, spare);
    drafts
}

/// Observations that are probably not as meant: at the first of each sort, with their number.
fn warn(drafts: &[ObservationDraft], defaults: &Defaults, spare: &mut Vec<Problem>) {
    let sourceless =
        |draft: &&ObservationDraft| defaults.measured && draft.observation.sources.is_empty();
    if let Some(draft) = drafts.iter().find(sourceless) {
        let count = drafts.iter().filter(sourceless).count();
        spare.push(
            Problem::new(
                Code::NoSource,
                draft.at.clone(),
                no_source(count, "observation"),
            )
            .help("name a source here, or one for all on the indicator"),
        );
    }
    let outside = |draft: &&ObservationDraft| {
        let goalposts = defaults.goalposts;
        let value = draft.observation.value;
        goalposts
            .zip(value)
            .is_some_and(|(g, v)| v < g.low || v > g.high)
    };
    if let (Some(draft), Some(goalposts)) = (drafts.iter().find(outside), defaults.goalposts) {
        let count = drafts.iter().filter(outside).count();
        let at = draft.value_at.clone().unwrap_or_else(|| draft.at.clone());
        let message = outside_goalposts(count, "value", goalposts);
        spare.push(Problem::new(Code::OutsideGoalposts, at, message));
    }
}

/// So many of something lack a source.
pub(in crate::config) fn no_source(count: usize, noun: &str) -> String {
    match count {
        1 => format!("this {noun} of a measured indicator has no source"),
        _ => format!("{count} {noun}s of a measured indicator have no source; this is the first"),
    }
}

/// So many of something lie outside of the goalposts.
pub(in crate::config) fn outside_goalposts(count: usize, noun: &str, ends: Goalposts) -> String {
    let Goalposts { low, high } = ends;
    match count {
        1 => format!("this {noun} lies outside of the goalposts {low} to {high}"),
        _ => format!(
            "{count} {noun}s lie outside of the goalposts {low} to {high}; this is the first"
        ),
    }
}

/// Without an actor there is no influence to be more or less of; with one it must be said.
fn direction_of(table: &mut Table<'_>, raw: Option<&RawDirection>, is_missing: bool) -> Direction {
    if is_missing {
        table.problem(
            Problem::new(Code::MissingKey, table.span(), "`direction` is missing")
                .label("names an actor")
                .help("\"+\": higher means more influence of the actor; \"-\": less"),
        );
    }
    match raw {
        None | Some(RawDirection::More) => Direction::More,
        Some(RawDirection::Less) => Direction::Less,
    }
}

fn goalposts_of(table: &mut Table<'_>, ends: &Spanned<[f64; 2]>) -> Option<Goalposts> {
    let [low, high] = *ends.get_ref();
    let span = ends.span();
    for end in [low, high] {
        value::figure(table, &Spanned::new(span.clone(), end))?;
    }
    if low < high && (high - low).is_finite() {
        return Some(Goalposts { low, high });
    }
    // An end may be made up.
    if table.lacks() && (low == 0.0 || high == 0.0) {
        return None;
    }
    let help = if low > high {
        format!("write [{high}, {low}]; where less means more influence set direction = \"-\"")
    } else {
        "give two different values: the first scores 0, the second 100".to_owned()
    };
    table.problem(
        Problem::new(
            Code::BadGoalposts,
            span,
            "the first goalpost must be below the second",
        )
        .help(help),
    );
    None
}

fn decimals_of(table: &mut Table<'_>, decimals: &Spanned<u8>) -> Option<u8> {
    if *decimals.get_ref() <= MOST_DECIMALS {
        return Some(*decimals.get_ref());
    }
    let message = format!("`decimals` takes 0 to {MOST_DECIMALS}");
    table.problem(Problem::new(Code::BadValue, decimals.span(), message));
    None
}
