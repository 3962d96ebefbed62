//! The rows of the panel: each index, then what its members did to it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::assess::{Between, Headline, IndexScore, Waterfall};
use crate::model::{Id, Model};
use crate::panel::{Context, Target, gaps};

/// What a row stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slot {
    /// The index that the row is part of.
    index: Id,
    /// The member; none: the index itself.
    member: Option<Id>,
    /// What is selected by it; none where an earlier row stands for the same.
    pub(super) target: Option<Target>,
}

/// The rows by what they stand for, without figures.
pub(super) fn layout(model: &Model, indices: &[Id]) -> Vec<Slot> {
    let mut seen = BTreeSet::new();
    let mut slots = Vec::new();
    for id in indices {
        let Some(index) = model.index(id) else {
            continue;
        };
        let members = index.members.iter().map(|member| Some(&member.id));
        for member in std::iter::once(None).chain(members) {
            let of = member.unwrap_or(id);
            let target = match model.index(of) {
                Some(_) => Target::Index(of.clone()),
                None => Target::Indicator(of.clone()),
            };
            slots.push(Slot {
                index: id.clone(),
                member: member.cloned(),
                target: seen.insert(target.clone()).then_some(target),
            });
        }
    }
    slots
}

/// A row with its figures.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) place: Slot,
    pub(super) name: String,
    /// Score at the start and at the end of the window.
    pub(super) scores: (Option<f64>, Option<f64>),
    /// Points of the index's change, and from where to where they take it, counted from its score at the start; none
    /// without a waterfall, and for a member that never had a score.
    pub(super) step: Option<(f64, f64, f64)>,
    /// For an index: coverage and the share of it that is current.
    pub(super) known: Option<(f64, f64)>,
    /// For an index: how far it holds under open assumptions.
    pub(super) robust: Option<Headline>,
    /// Why an index has no waterfall.
    pub(super) lacks: Option<String>,
}

impl Row {
    pub(super) fn is_index(&self) -> bool {
        self.place.member.is_none()
    }
}

/// All rows with their figures.
pub(super) fn rows(cx: &Context<'_>, indices: &[Id], since: NaiveDate) -> Vec<Row> {
    let model = cx.model;
    let between = Between::new(model, &model.subject.code, since, cx.now.as_of);
    let mut waterfall: Option<Waterfall> = None;
    let mut taken = 0.0;
    layout(model, indices)
        .into_iter()
        .filter_map(|place| {
            let (was, is) = between.scores(&place.index)?;
            let Some(member) = &place.member else {
                waterfall = between.waterfall(&place.index);
                taken = 0.0;
                let robust = robust(cx, &place.index, since);
                return Some(head(cx, place, (was, is), robust, waterfall.as_ref()));
            };
            let score = |of: &IndexScore| {
                let mut parts = of.contributions.iter();
                parts.find(|part| part.id == *member)?.score
            };
            let mut steps = waterfall.iter().flat_map(|found| &found.steps);
            let step = steps.find(|step| step.id == *member);
            let step = step.filter(|step| step.from.or(step.to).is_some());
            let step = step.map(|step| {
                let points = step.points;
                let from = taken;
                taken += points;
                (points, from, taken)
            });
            Some(Row {
                name: name_of(model, member),
                scores: (score(was), score(is)),
                step,
                known: None,
                robust: None,
                lacks: None,
                place,
            })
        })
        .collect()
}

fn head(
    cx: &Context<'_>,
    place: Slot,
    (was, is): (&IndexScore, &IndexScore),
    robust: Option<Headline>,
    waterfall: Option<&Waterfall>,
) -> Row {
    let lacks = match (was.value, is.value) {
        (_, None) => gaps::lack(cx, &place.index),
        (None, Some(_)) => Some(String::from("no score then")),
        _ => None,
    };
    Row {
        name: name_of(cx.model, &place.index),
        scores: (was.value, is.value),
        step: waterfall.map(|found| (found.change(), 0.0, found.change())),
        known: Some((is.coverage, is.current)),
        robust,
        lacks,
        place,
    }
}

/// How far an index holds. Whether its rise or fall does is known for one window only, and is no word on another.
fn robust(cx: &Context<'_>, index: &Id, since: NaiveDate) -> Option<Headline> {
    let mut headline = cx.answers.headline(index)?;
    if headline.since != since {
        headline.band.change = None;
    }
    Some(headline)
}

fn name_of(model: &Model, id: &Id) -> String {
    let index = model.index(id).map(|index| &index.name);
    let name = index.or_else(|| model.indicator(id).map(|indicator| &indicator.name));
    name.cloned().unwrap_or_else(|| id.to_string())
}
