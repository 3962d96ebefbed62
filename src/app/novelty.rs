//! What a new version of the files brings: in meaning, in its items, in its problems.

mod rest;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::{App, change_in_words, name};
use crate::assess::{Assessment, Change, difference};
use crate::dashboard::Snapshot;
use crate::diagnostic::{Diagnostic, without};
use crate::model::{Id, Indicator, Model, Series};
use crate::panel::Target;
use crate::text;

/// One thing that is not as it was.
#[derive(Clone, Debug, PartialEq)]
pub enum Novelty {
    /// The value, the band or the existence of an indicator or index; and what else is new about it, in words.
    Meaning(Change, String),
    /// A signpost of an indicator was crossed, or is no longer.
    Signpost {
        /// The indicator.
        indicator: Id,
        /// The name of the signpost.
        name: String,
        /// Whether it is crossed now.
        crossed: bool,
    },
    /// Something else that the files say.
    Item {
        /// What can be opened; none for what cannot, and for what is gone.
        target: Option<Target>,
        /// What kind of thing it is, in a word.
        word: &'static str,
        /// Its name for people.
        name: String,
        /// What became of it: `is new`.
        what: String,
    },
    /// A problem in the files, new or gone.
    Problem(Box<Diagnostic>, bool),
}

impl Novelty {
    /// What it is about, where that can be opened.
    pub fn target(&self) -> Option<Target> {
        match self {
            Self::Meaning(change, _) => target_of(change),
            Self::Signpost { indicator, .. } => Some(Target::Indicator(indicator.clone())),
            Self::Item { target, .. } => target.clone(),
            Self::Problem(..) => None,
        }
    }

    /// What kind of thing it is about, in a word.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Meaning(change, _) if change.is_index => "index",
            Self::Meaning(..) => "indicator",
            Self::Signpost { .. } => "signpost",
            Self::Item { word, .. } => word,
            Self::Problem(..) => "problem",
        }
    }

    /// What it is about, for people.
    pub fn name(&self) -> &str {
        match self {
            Self::Meaning(change, _) => &change.name,
            Self::Signpost { name, .. } | Self::Item { name, .. } => name,
            Self::Problem(problem, _) => &problem.message,
        }
    }

    /// What became of it.
    pub fn what(&self, model: &Model) -> String {
        match self {
            Self::Meaning(change, more) => {
                let words = change_in_words(change, model);
                let parts = [words.as_str(), more];
                let parts = parts.into_iter().filter(|part| !part.is_empty());
                parts.collect::<Vec<_>>().join(" · ")
            }
            Self::Signpost { crossed: true, .. } => "is crossed".to_owned(),
            Self::Signpost { .. } => "is no longer crossed".to_owned(),
            Self::Item { what, .. } => what.clone(),
            Self::Problem(problem, is_new) => {
                let place = &problem.place;
                let place = match place.line {
                    0 => place.file.to_string(),
                    line => format!("{}:{line}", place.file),
                };
                format!("{} {place}", if *is_new { "new in" } else { "gone from" })
            }
        }
    }
}

/// What a change is about; none when it is gone.
fn target_of(change: &Change) -> Option<Target> {
    let id = change.id.clone();
    change.exists.1.then_some(if change.is_index {
        Target::Index(id)
    } else {
        Target::Indicator(id)
    })
}

/// A version of the files, the model as it is scored, and what it means.
pub(super) type Version<'a> = (&'a Snapshot, &'a Model, &'a Assessment);

/// All that is not as it was: in meaning first, problems last.
pub(super) fn novelties(before: Version<'_>, now: Version<'_>) -> Vec<Novelty> {
    let changes = difference((before.1, before.2), (now.1, now.2));
    let told: BTreeSet<Id> = changes.iter().map(|change| change.id.clone()).collect();
    let (was, is) = (&before.0.dashboard.model, &now.0.dashboard.model);
    let meaning = changes.into_iter().map(|change| {
        let pair = was.indicator(&change.id).zip(is.indicator(&change.id));
        let more = pair.and_then(|(was, is)| figures(was, is));
        Novelty::Meaning(change, more.unwrap_or_default())
    });
    let mut all: Vec<Novelty> = meaning.collect();
    all.extend(signposts(before, now));
    all.extend(items(was, is, &told));
    all.extend(rest::rest(&before.0.dashboard, &now.0.dashboard));
    let (old, new) = (&before.0.diagnostics, &now.0.diagnostics);
    let problem =
        |is_new| move |problem: &Diagnostic| Novelty::Problem(Box::new(problem.clone()), is_new);
    all.extend(without(new, old).into_iter().map(problem(true)));
    all.extend(without(old, new).into_iter().map(problem(false)));
    all
}

/// Signposts that both versions have, and that stand otherwise.
fn signposts(before: Version<'_>, now: Version<'_>) -> Vec<Novelty> {
    let crossed = |(_, model, assessment): Version<'_>, id: &Id, name: &str| -> Option<bool> {
        let place = model.indicator_position(id)?;
        let at = model.indicators[place].signposts.iter();
        let at = at.into_iter().position(|signpost| signpost.name == name)?;
        let states = &assessment.readings[place].signposts;
        Some(states.get(at).is_some_and(|state| state.crossed))
    };
    let mut all = Vec::new();
    for indicator in &now.1.indicators {
        for signpost in &indicator.signposts {
            let was = crossed(before, &indicator.id, &signpost.name);
            let is = crossed(now, &indicator.id, &signpost.name);
            if let (Some(was), Some(is)) = (was, is)
                && was != is
            {
                all.push(Novelty::Signpost {
                    indicator: indicator.id.clone(),
                    name: format!("{}: {}", indicator.name, signpost.name),
                    crossed: is,
                });
            }
        }
    }
    all
}

/// What else the items say otherwise. Indicators and indices told of already are left out.
fn items(was: &Model, is: &Model, told: &BTreeSet<Id>) -> Vec<Novelty> {
    let mut all = Vec::new();
    for indicator in is.indicators.iter().filter(|item| !told.contains(&item.id)) {
        let before = was.indicator(&indicator.id);
        let what = before.and_then(|before| indicator_differs(before, indicator));
        all.extend(what.map(|what| item(Target::Indicator(indicator.id.clone()), is, what, true)));
    }
    macro_rules! compare {
        ($($list:ident: $target:ident;)*) => {$(
            let pairs = compared(&was.$list, &is.$list, |item| &item.id);
            all.extend(pairs.into_iter().filter(|(id, _)| !told.contains(*id)).map(|(id, what)| {
                let (model, exists) = if what == GONE { (was, false) } else { (is, true) };
                item(Target::$target(id.clone()), model, what.to_owned(), exists)
            }));
        )*};
    }
    compare! {
        indices: Index;
        events: Event;
        judgements: Judgement;
        hypotheses: Hypothesis;
        findings: Finding;
        sources: Source;
    }
    all
}

const NEW: &str = "is new";
const GONE: &str = "is gone";
const CHANGED: &str = "is written otherwise";

fn item(target: Target, model: &Model, what: String, exists: bool) -> Novelty {
    Novelty::Item {
        word: name::word(&target),
        name: name::name(model, &target).unwrap_or_default().into_owned(),
        what,
        target: exists.then_some(target),
    }
}

/// Items that are new or different, then those that are gone.
fn compared<'a, T: PartialEq>(
    was: &'a [T],
    is: &'a [T],
    id: impl Fn(&T) -> &Id,
) -> Vec<(&'a Id, &'static str)> {
    let by_id = |items: &'a [T]| -> HashMap<&'a Id, &'a T> {
        items.iter().map(|item| (id(item), item)).collect()
    };
    let (before, after) = (by_id(was), by_id(is));
    let what = |item: &'a T| match before.get(id(item)) {
        None => Some((id(item), NEW)),
        Some(before) if *before != item => Some((id(item), CHANGED)),
        Some(_) => None,
    };
    let gone = was.iter().filter(|item| !after.contains_key(id(item)));
    is.iter()
        .filter_map(what)
        .chain(gone.map(|item| (id(item), GONE)))
        .collect()
}

/// How an indicator is written otherwise; none when it is the same.
fn indicator_differs(was: &Indicator, is: &Indicator) -> Option<String> {
    let bare = |item: &Indicator| Indicator {
        series: Vec::new(),
        ..item.clone()
    };
    let figures = figures(was, is);
    let definition = (bare(was) != bare(is)).then(|| CHANGED.to_owned());
    let parts: Vec<String> = definition.into_iter().chain(figures).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// How the figures of an indicator differ: `2 figures new, 1 changed`.
fn figures(was: &Indicator, is: &Indicator) -> Option<String> {
    let mut counts = [0_usize; 3];
    let none = Arc::new(Series::default());
    let of = |item: &Indicator, code: &Id| -> Arc<Series> {
        let found = item.series.iter().find(|(other, _)| other == code);
        found.map_or_else(|| none.clone(), |(_, series)| series.clone())
    };
    let codes: BTreeSet<&Id> = was
        .series
        .iter()
        .chain(&is.series)
        .map(|(code, _)| code)
        .collect();
    for code in codes {
        let (was, is) = (of(was, code), of(is, code));
        if Arc::ptr_eq(&was, &is) || was == is {
            continue;
        }
        let (mut a, mut b) = (0, 0);
        while a < was.len() || b < is.len() {
            let order = match (a < was.len(), b < is.len()) {
                (true, true) => was.date(a).cmp(&is.date(b)),
                (true, false) => std::cmp::Ordering::Less,
                _ => std::cmp::Ordering::Greater,
            };
            match order {
                std::cmp::Ordering::Less => counts[2] += 1,
                std::cmp::Ordering::Greater => counts[0] += 1,
                std::cmp::Ordering::Equal => counts[1] += usize::from(was.get(a) != is.get(b)),
            }
            a += usize::from(order.is_le());
            b += usize::from(order.is_ge());
        }
    }
    let words = counts.into_iter().zip(["new", "changed", "gone"]);
    let parts: Vec<String> = words
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    (!parts.is_empty()).then(|| format!("figures: {}", parts.join(", ")))
}

impl App {
    /// How many panels of all pages show one of all indicators or indices.
    pub(super) fn panels_with(&self, ids: &BTreeSet<Id>) -> usize {
        let pages = self.snapshot.dashboard.pages.iter();
        let slots = pages.flat_map(|page| page.slots().map(move |slot| (page, slot)));
        let shows = |target: &Target| match target {
            Target::Indicator(id) | Target::Index(id) => ids.contains(id),
            _ => false,
        };
        slots
            .filter(|(page, slot)| {
                slot.panel
                    .targets(&self.context(page, slot))
                    .iter()
                    .any(shows)
            })
            .count()
    }
}

/// A novelty as the beginning of a message: `event 6 Jan 2022  Troops land is new`.
pub(super) fn in_words(novelty: &Novelty, model: &Model) -> String {
    /// Columns of a name in a message at most.
    const NAME: usize = 44;
    match novelty {
        Novelty::Meaning(change, _) => {
            format!("{} {}", change.name, change_in_words(change, model))
        }
        other => {
            let name = text::truncate(other.name(), NAME);
            format!("{} {name} {}", other.word(), other.what(model))
        }
    }
}
