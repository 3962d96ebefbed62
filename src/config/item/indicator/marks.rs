//! What an indicator's values mean: bands, signposts, the steps of a rubric.

use std::ops::Range;

use super::raw::{RawSignpost, RawStep};
use crate::config::{limits, value};
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Pairs, Spanned, Table};
use crate::model::{Bands, Direction, Kind, RubricStep, Side, Signpost};

pub(super) fn bands_of(
    table: &mut Table<'_>,
    pairs: Pairs<Spanned<f64>>,
    direction: Direction,
) -> Bands {
    let mut bounds: Vec<(String, f64)> = Vec::with_capacity(pairs.0.len());
    let mut places: Vec<Range<usize>> = Vec::with_capacity(pairs.0.len());
    if let Some((name, _)) = pairs.0.get(limits::BANDS) {
        let message = format!("an indicator has at most {} bands", limits::BANDS);
        table.problem(Problem::new(Code::BadBands, name.span(), message));
    }
    for (name, bound) in pairs.0.into_iter().take(limits::BANDS) {
        let name = value::line(table, "a band's name", &name);
        let Some(from) = value::figure(table, &bound) else {
            continue;
        };
        // -0 is 0.
        let from = from + 0.0;
        if let Some(twin) = bounds
            .iter()
            .position(|(_, other)| other.total_cmp(&from).is_eq())
        {
            let message = format!("`{name}` begins where `{}` begins", bounds[twin].0);
            table.problem(
                Problem::new(Code::BadBands, bound.span(), message)
                    .related(places[twin].clone(), "the same bound"),
            );
            continue;
        }
        bounds.push((name, from));
        places.push(bound.span());
    }
    Bands::new(bounds, direction)
}

pub(super) fn signposts_of(table: &mut Table<'_>, raw: Vec<Spanned<RawSignpost>>) -> Vec<Signpost> {
    let next = raw.iter().skip(1).map(|next| next.span().start);
    let next: Vec<usize> = next.chain([usize::MAX]).collect();
    let signposts = raw.into_iter().zip(next);
    signposts
        .filter_map(|(signpost, next)| signpost_of(table, signpost, next))
        .collect()
}

/// Reads a signpost; `next` is where the next one begins.
fn signpost_of(table: &mut Table<'_>, raw: Spanned<RawSignpost>, next: usize) -> Option<Signpost> {
    let span = raw.span();
    // The span of a table below a header is that of the header.
    let ends = if span.contains(&raw.get_ref().name.span().start) {
        span.end
    } else {
        next
    };
    let RawSignpost { name, below, above } = raw.into_inner();
    let name = value::line(table, "name", &name);
    let (side, at) = match (below, above) {
        (Some(at), None) => (Side::Below, at),
        (None, Some(at)) => (Side::Above, at),
        // What was meant to be the threshold has another name, which is told.
        (None, None) if table.has_unknown_key(&(span.start..ends)) => return None,
        (below, _) => {
            let message = if below.is_some() {
                "a signpost has one threshold, not both below and above"
            } else {
                "a signpost needs a threshold: below or above"
            };
            table.problem(Problem::new(Code::BadSignpost, span, message));
            return None;
        }
    };
    let at = value::figure(table, &at)?;
    Some(Signpost { name, side, at })
}

pub(super) fn rubric_of(table: &mut Table<'_>, kind: Kind, raw: Vec<RawStep>) -> Vec<RubricStep> {
    if raw.is_empty() && kind == Kind::Assessed {
        table.problem(
            Problem::new(
                Code::NoRubric,
                table.span(),
                "this assessed indicator has no rubric",
            )
            .help("say what the scores mean: rubric = [{ score = 0, means = \"…\" }, …]"),
        );
    }
    let mut rubric: Vec<RubricStep> = raw
        .into_iter()
        .filter_map(|RawStep { score, means }| {
            let means = value::line(table, "means", &means);
            let score = value::figure(table, &score)?;
            Some(RubricStep { score, means })
        })
        .collect();
    rubric.sort_by(|a, b| a.score.total_cmp(&b.score));
    rubric
}
