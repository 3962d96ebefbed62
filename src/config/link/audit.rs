//! What an audit objects to, told where it stands in the files.

use chrono::NaiveDate;

use super::super::item::IndexDraft;
use super::super::parse::Sort;
use super::{Blame, Linker};
use crate::assess::{Concern, ConcernKind, audit};
use crate::diagnostic::{Code, Diagnostic, Place, Problem};
use crate::model::{Id, Index, Model};
use crate::text;

/// Tells of everything about the indices that is worth a second look.
pub(super) fn tell(linker: &mut Linker<'_>, model: &Model) {
    for Concern { index, kind } in audit(model) {
        let index = &model.indices[index];
        let units = linker.units;
        let Some((unit, claim)) = linker.owner_of(Sort::Index, &index.id) else {
            continue;
        };
        let parsed = units[unit].parsed;
        let drafts = &parsed.indices;
        let Some((_, draft)) = drafts.iter().find(|(place, _)| *place == claim) else {
            continue;
        };
        let told = match kind {
            // Of an index that lacks members the shares are not those declared.
            ConcernKind::Dominant { .. } if !index.lost.is_empty() => None,
            ConcernKind::Dominant { dimension, share } => {
                let span = parsed.claims[claim].span.clone();
                let problem = Problem::new(
                    Code::DominantDimension,
                    span,
                    format!(
                        "`{dimension}` has {} % of the weight of `{}`: all others together cannot outweigh it",
                        text::stated((1e3 * share - 1e-6).ceil() / 10.0),
                        index.id
                    ),
                );
                let help = "lower its weights, or take it out and show it beside the index";
                Some(linker.texts[unit].diagnostic(&problem.help(help)))
            }
            ConcernKind::Alike {
                members,
                correlation,
                observations,
            } => alike(draft, &members, correlation, observations)
                .map(|problem| linker.texts[unit].diagnostic(&problem)),
            ConcernKind::Refused {
                member,
                subject,
                date,
                value,
                score,
            } => refused(index, draft, &member, (&subject, date), value, score).map(|problem| {
                let mut told = linker.texts[unit].diagnostic(&problem);
                told.related
                    .extend(observed(linker, model, &member, &subject, date));
                told
            }),
        };
        let told = told.map(|told: Diagnostic| (Blame::Unit(unit), told));
        linker.found.extend(told);
    }
}

fn alike(
    draft: &IndexDraft,
    (first, second): &(Id, Id),
    correlation: f64,
    observations: usize,
) -> Option<Problem> {
    let message = format!(
        "`{first}` and `{second}` move as one: they correlate at {} over {observations} observations",
        // Rounded down: what is above 0.95 is not called 0.95, and what is below 1 is not called 1.
        text::stated((correlation * 1e3).floor() / 1e3)
    );
    Some(
        Problem::new(Code::CorrelatedMembers, span_of(draft, second)?, message)
            .related(span_of(draft, first)?, "it moves with this one")
            .help(
                "what they have in common counts twice: keep one of them, or lower their weights",
            ),
    )
}

fn refused(
    index: &Index,
    draft: &IndexDraft,
    member: &Id,
    (subject, date): (&Id, NaiveDate),
    value: Option<f64>,
    score: f64,
) -> Option<Problem> {
    let value = value.map_or_else(String::new, |value| {
        format!(", at a value of {},", text::stated(value))
    });
    let message = format!(
        "`{member}`{value} scores {} for {subject} as of {date}, which aggregate = \"{}\" cannot take",
        text::stated(score),
        index.aggregate.word(),
    );
    Some(
        Problem::new(Code::RefusedScore, span_of(draft, member)?, message)
            .label("then the index has no score")
            .help("let its scores begin above 0 (normalise = { method = \"goalposts\", scale = [1, 100] }), widen its goalposts, or take an arithmetic mean"),
    )
}

/// Where a member stands.
fn span_of(draft: &IndexDraft, member: &Id) -> Option<std::ops::Range<usize>> {
    let mut members = draft.members.iter();
    let found = members.find(|found| found.id.get_ref() == member)?;
    Some(found.id.span())
}

/// Where an observation stands; of one in a series file that file.
fn observed(
    linker: &Linker<'_>,
    model: &Model,
    indicator: &Id,
    subject: &Id,
    date: NaiveDate,
) -> Option<Place> {
    let (unit, claim) = linker.owner_of(Sort::Indicator, indicator)?;
    let drafts = linker.units[unit].parsed.indicators.iter();
    let (place, (_, draft)) = drafts.enumerate().find(|(_, (of, _))| *of == claim)?;
    let own = &model.subject.code;
    let inline = draft.observations.iter().find(|found| {
        found.observation.date == date && found.subject.as_ref().unwrap_or(own) == subject
    });
    if let Some(found) = inline {
        let span = found.value_at.clone().unwrap_or_else(|| found.at.clone());
        return Some(linker.place(unit, span, "this value"));
    }
    let (_, file) = linker.units[unit].series.get(&place)?;
    let mut place = Place::whole(file.name.clone());
    "this file".clone_into(&mut place.label);
    Some(place)
}
