//! Drafts to items of the model.

use super::super::item::{EventDraft, IndicatorDraft, JudgementDraft, LeadLagDraft, Settings};
use super::super::parse::{Drafts, Parsed, Sort};
use super::{Linker, hypotheses, indices, observations};
use crate::model::{Actor, Event, Id, Indicator, Judgement, LeadLag, Parts, Span, from_days};

/// Everything but the pages.
pub(super) fn parts(linker: &mut Linker<'_>, settings: &Settings) -> Parts {
    let subject = settings.subject.clone();
    // What others refer to comes before what refers to it.
    let sources = as_drafted(linker, |parsed| &parsed.sources);
    let dimensions = as_drafted(linker, |parsed| &parsed.dimensions);
    let actors = actors(linker);
    let indicators = each(
        linker,
        |parsed| &parsed.indicators,
        |linker, unit, place, draft| {
            indicator(
                linker,
                unit,
                place,
                draft,
                &subject.code,
                settings.change_over,
            )
        },
    );
    let indices = indices::indices(linker, &indicators);
    let actors = with_indices(linker, actors);
    let mut events = each(
        linker,
        |parsed| &parsed.events,
        |linker, unit, _, draft| event(linker, unit, draft),
    );
    events.sort_by_key(|event| event.date);
    let judgements = each(
        linker,
        |parsed| &parsed.judgements,
        |linker, unit, _, draft| judgement(linker, unit, draft),
    );
    let leadlags = each(
        linker,
        |parsed| &parsed.leadlags,
        |linker, unit, _, draft| leadlag(linker, unit, draft),
    );
    let (hypotheses, findings) = hypotheses::hypotheses(linker);
    Parts {
        start: settings
            .start
            .unwrap_or_else(|| first_date(&indicators, &subject.code)),
        change_over: settings.change_over,
        subject,
        lost_actors: has_lost(linker, Sort::Actor),
        actors,
        dimensions,
        indicators,
        indices,
        events,
        judgements,
        leadlags,
        hypotheses,
        findings,
        sources,
        robustness: settings.robustness.clone(),
    }
}

/// Whether an item of a sort has a mistake of its own, for which it cannot be used.
fn has_lost(linker: &Linker<'_>, sort: Sort) -> bool {
    let mut owners = linker.owners.values();
    owners.any(|owner| owner.sort == sort && !owner.sound)
}

/// Drafts of all units that own their id, made items. Those that come to nothing are marked as broken, and so are those
/// that cannot be used, whose mistakes are told nevertheless.
pub(super) fn each<'a, D: 'a, T>(
    linker: &mut Linker<'a>,
    drafts: impl Fn(&'a Parsed) -> &'a Drafts<D>,
    mut make: impl FnMut(&mut Linker<'a>, usize, usize, &'a D) -> Option<T>,
) -> Vec<T> {
    let mut items = Vec::new();
    for (unit, file) in linker.units.iter().enumerate() {
        for (place, (claim, draft)) in drafts(file.parsed).iter().enumerate() {
            if !linker.owns(unit, *claim) {
                continue;
            }
            let claim = &file.parsed.claims[*claim];
            match make(linker, unit, place, draft).filter(|_| claim.sound) {
                Some(item) => items.push(item),
                None => linker.break_item(claim.sort, &claim.id),
            }
        }
    }
    items
}

/// Items that refer to nothing: each is what its draft says.
pub(super) fn as_drafted<'a, T: Clone + 'a>(
    linker: &mut Linker<'a>,
    drafts: impl Fn(&'a Parsed) -> &'a Drafts<T>,
) -> Vec<T> {
    each(linker, drafts, |_, _, _, draft| Some(draft.clone()))
}

/// Actors, each with its unit and its draft's place, for indices come later.
fn actors(linker: &mut Linker<'_>) -> Vec<(usize, usize, Actor)> {
    each(
        linker,
        |parsed| &parsed.actors,
        |_, unit, place, draft| Some((unit, place, draft.actor.clone())),
    )
}

fn with_indices(linker: &mut Linker<'_>, actors: Vec<(usize, usize, Actor)>) -> Vec<Actor> {
    actors
        .into_iter()
        .map(|(unit, place, actor)| {
            let units = linker.units;
            let (_, draft) = &units[unit].parsed.actors[place];
            let index = draft
                .index
                .as_ref()
                .and_then(|index| linker.one(unit, &[Sort::Index], index, &mut false));
            Actor {
                lost_index: draft.index.is_some() && index.is_none(),
                index,
                ..actor
            }
        })
        .collect()
}

fn indicator(
    linker: &mut Linker<'_>,
    unit: usize,
    place: usize,
    draft: &IndicatorDraft,
    subject: &Id,
    change_over: Span,
) -> Option<Indicator> {
    let mut fails = false;
    let dimension = linker.one(unit, &[Sort::Dimension], &draft.dimension, &mut fails);
    let actor = draft
        .actor
        .as_ref()
        .and_then(|actor| linker.one(unit, &[Sort::Actor], actor, &mut fails));
    linker.all(unit, &[Sort::Source], &draft.sources, &mut fails);
    let series = observations::series(linker, unit, place, draft, subject);
    if fails {
        return None;
    }
    Some(Indicator {
        dimension: dimension?,
        actor,
        change_over: draft.change_over.unwrap_or(change_over),
        series,
        ..draft.indicator.clone()
    })
}

fn event(linker: &mut Linker<'_>, unit: usize, draft: &EventDraft) -> Option<Event> {
    let mut fails = false;
    let dimension = draft
        .dimension
        .as_ref()
        .and_then(|dimension| linker.one(unit, &[Sort::Dimension], dimension, &mut fails));
    let actors = linker.all(unit, &[Sort::Actor], &draft.actors, &mut fails);
    let sources = linker.all(unit, &[Sort::Source], &draft.sources, &mut fails);
    (!fails).then(|| Event {
        dimension,
        actors,
        sources,
        ..draft.event.clone()
    })
}

fn judgement(linker: &mut Linker<'_>, unit: usize, draft: &JudgementDraft) -> Option<Judgement> {
    let mut fails = false;
    let measures = [Sort::Indicator, Sort::Index];
    let indicators = linker.all(unit, &measures, &draft.indicators, &mut fails);
    let events = linker.all(unit, &[Sort::Event], &draft.events, &mut fails);
    let sources = linker.all(unit, &[Sort::Source], &draft.sources, &mut fails);
    (!fails).then(|| Judgement {
        indicators,
        events,
        sources,
        ..draft.judgement.clone()
    })
}

/// A question without one of its series is no question.
fn leadlag(linker: &mut Linker<'_>, unit: usize, draft: &LeadLagDraft) -> Option<LeadLag> {
    let mut fails = false;
    let measures = [Sort::Indicator, Sort::Index];
    let driver = linker.one(unit, &measures, &draft.driver, &mut fails);
    let response = linker.one(unit, &measures, &draft.response, &mut fails);
    let controls = linker.all(unit, &measures, &draft.controls, &mut fails);
    if fails || controls.len() < draft.controls.len() {
        return None;
    }
    Some(LeadLag {
        driver: driver?,
        response: response?,
        controls,
        ..draft.leadlag.clone()
    })
}

/// The first date of which anything is known about the subject; the first day of 2000 when nothing is.
fn first_date(indicators: &[Indicator], subject: &Id) -> chrono::NaiveDate {
    /// The first day of 2000, in days since the common era.
    const DAY: i32 = 730_120;
    indicators
        .iter()
        .map(|indicator| indicator.series_of(subject))
        .filter(|series| !series.is_empty())
        .map(|series| series.date(0))
        .min()
        .unwrap_or_else(|| from_days(DAY))
}
