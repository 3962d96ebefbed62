//! All files together: who is who, what refers to nothing, and the dashboard that comes of it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use super::item::Settings;
use super::limits;
use super::parse::{Claim, Parsed, Sort};
use super::series::SeriesFile;
use super::value::Ref;
use crate::dashboard::Dashboard;
use crate::diagnostic::{Code, Diagnostic, Place, Problem, Severity, Text};
use crate::lenient::{MADE_UP, NEARBY, unknown_id};
use crate::model::{Id, Model};

mod audit;
mod hypotheses;
mod indices;
mod items;
mod lints;
mod observations;
mod origins;
mod pages;

/// A TOML file in the version to be used.
pub(super) struct Unit<'a> {
    pub(super) name: Arc<str>,
    pub(super) text: &'a str,
    pub(super) parsed: &'a Parsed,
    pub(super) age: Age,
    /// The series file of each indicator that names one, with its number, by the indicator's position.
    pub(super) series: HashMap<usize, (usize, Arc<SeriesFile>)>,
}

/// How long a text has been in use: of two that give one id to two items the newer is to blame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Age {
    /// It was in use before and is the file's present text.
    Settled,
    /// It has just been written.
    New,
    /// It stands in for a present text that has mistakes.
    StandIn,
}

/// To which file a diagnostic belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Blame {
    /// The unit of this number.
    Unit(usize),
    /// The series file of this number.
    Series(usize),
}

/// What comes of the files.
pub(super) struct Linked {
    pub(super) dashboard: Dashboard,
    /// Mistakes between items, in no order.
    pub(super) found: Vec<(Blame, Diagnostic)>,
    /// How many more there are of each unit.
    pub(super) surplus: BTreeMap<usize, usize>,
    /// Units that refer to absent ids.
    pub(super) leaning: BTreeSet<usize>,
}

/// What the operators wrote and cannot be used at present: referring to it is no mistake.
#[derive(Debug, Default)]
pub(super) struct Absent {
    /// The ids of items in texts that others stand in for, or that are no texts.
    pub(super) ids: HashSet<(Sort, Id)>,
    /// Files are missing whose items nobody knows.
    pub(super) is_open: bool,
}

/// Puts files together. With a day lints are told as well, as of that day.
pub(super) fn link(units: &[Unit<'_>], absent: &Absent, today: Option<NaiveDate>) -> Linked {
    let mut linker = Linker::new(units, absent);
    linker.claim();
    let settings = units
        .iter()
        .find_map(|unit| unit.parsed.settings.clone())
        .unwrap_or_default();
    let model = Model::new(items::parts(&mut linker, &settings));
    audit::tell(&mut linker, &model);
    let pages = pages::pages(&mut linker, &model);
    let has_page = linker.owners.keys().any(|(sort, _)| *sort == Sort::Page);
    if pages.is_empty() && !has_page && !absent.is_open {
        linker.report(
            0,
            &Problem::new(Code::NoPages, 0..0, "there is no [[page]]"),
        );
    }
    // What is allowed must be known before anything is called worth a second look.
    let allows_known = units.iter().all(|unit| !unit.parsed.allows_unknown);
    if let Some(today) = today.filter(|_| allows_known) {
        lints::tell(&mut linker, &model, &pages, today);
    }
    let Settings {
        title,
        marking,
        theme,
        subject: _,
        start: _,
        change_over: _,
        robustness: _,
    } = settings;
    Linked {
        dashboard: Dashboard {
            title,
            marking,
            theme,
            model,
            pages,
            origins: linker.origins(),
        },
        found: linker.found,
        surplus: linker.surplus,
        leaning: linker.leaning.into_inner(),
    }
}

/// The item that an id means.
struct Owner {
    unit: usize,
    claim: usize,
    sort: Sort,
    sound: bool,
}

/// What a reference leads to.
enum Target {
    /// A usable item.
    Sound(Id),
    /// An item that has a mistake of its own, told there.
    Broken,
    /// Nothing; that has been told.
    Unknown,
}

struct Linker<'a> {
    units: &'a [Unit<'a>],
    texts: Vec<Text<'a>>,
    owners: HashMap<(Sort, Id), Owner>,
    absent: &'a Absent,
    found: Vec<(Blame, Diagnostic)>,
    /// How many mistakes of each severity were reported of each unit.
    reported: HashMap<(usize, Severity), usize>,
    /// How many of them are beyond those kept.
    surplus: BTreeMap<usize, usize>,
    /// Units that refer to absent ids.
    leaning: RefCell<BTreeSet<usize>>,
    /// The ids that references to some sorts may name, in order; gathered at the first that names none of them.
    known: HashMap<Vec<Sort>, Vec<Id>>,
    /// How many references of each file lead to nothing.
    unknown: HashMap<Blame, usize>,
}

impl<'a> Linker<'a> {
    fn new(units: &'a [Unit<'a>], absent: &'a Absent) -> Self {
        Self {
            units,
            texts: units
                .iter()
                .map(|unit| Text::new(unit.name.clone(), unit.text))
                .collect(),
            owners: HashMap::new(),
            absent,
            found: Vec::new(),
            reported: HashMap::new(),
            surplus: BTreeMap::new(),
            leaning: RefCell::default(),
            known: HashMap::new(),
            unknown: HashMap::new(),
        }
    }

    /// Records a mistake in a unit.
    fn report(&mut self, unit: usize, problem: &Problem) {
        self.report_with(unit, problem, None);
    }

    /// Records a mistake in a unit that has to do with another place.
    fn report_with(&mut self, unit: usize, problem: &Problem, related: Option<Place>) {
        let Some(text) = self.texts.get(unit).filter(|_| problem.span != MADE_UP) else {
            return;
        };
        let severity = problem.code.severity();
        let count = self.reported.entry((unit, severity)).or_default();
        *count += 1;
        if *count > limits::KEPT {
            *self.surplus.entry(unit).or_default() += 1;
            return;
        }
        let mut diagnostic = text.diagnostic(problem);
        diagnostic.related.extend(related);
        self.found.push((Blame::Unit(unit), diagnostic));
    }

    /// Whether an error was found, or not all is there to be looked at.
    fn has_errors(&self) -> bool {
        let mut found = self.found.iter();
        self.absent.is_open || found.any(|(_, told)| told.severity == Severity::Error)
    }

    /// Gives every id to one item. Older texts come first, then the order of files.
    fn claim(&mut self) {
        let mut order: Vec<usize> = (0..self.units.len()).collect();
        order.sort_by_key(|unit| self.units[*unit].age);
        let mut count = 0;
        for unit in order {
            let claims: &'a [Claim] = &self.units[unit].parsed.claims;
            count += claims.len() + self.units[unit].parsed.observations();
            if count > limits::ITEMS {
                let message = format!("more than {} items", limits::ITEMS);
                self.report(unit, &Problem::new(Code::TooLarge, 0..0, message));
                break;
            }
            for (place, claim) in claims.iter().enumerate() {
                self.claim_one(unit, place, claim);
            }
        }
    }

    fn claim_one(&mut self, unit: usize, place: usize, claim: &Claim) {
        let key = (claim.sort.space(), claim.id.clone());
        if let Some(owner) = self.owners.get(&key) {
            let first = &self.units[owner.unit].parsed.claims[owner.claim];
            let related = self.place(owner.unit, first.span.clone(), "also here");
            let message = match (owner.sort, claim.sort) {
                (a, b) if a == b => format!("there are two {} `{}`", plural(a), claim.id),
                (a, _) => format!("`{}` is the id of an {} already", claim.id, a.word()),
            };
            let problem = Problem::new(Code::DuplicateId, claim.span.clone(), message);
            self.report_with(unit, &problem, Some(related));
            return;
        }
        self.owners.insert(
            key,
            Owner {
                unit,
                claim: place,
                sort: claim.sort,
                sound: claim.sound,
            },
        );
    }

    fn place(&self, unit: usize, span: Range<usize>, label: &str) -> Place {
        self.texts[unit].place(span, label)
    }

    /// Whether a draft is the item that its id means.
    fn owns(&self, unit: usize, claim: usize) -> bool {
        let Claim { sort, id, .. } = &self.units[unit].parsed.claims[claim];
        self.owners
            .get(&(sort.space(), id.clone()))
            .is_some_and(|owner| owner.unit == unit && owner.claim == claim)
    }

    /// The unit and the claim of the item that an id means.
    fn owner_of(&self, sort: Sort, id: &Id) -> Option<(usize, usize)> {
        let owner = self.owners.get(&(sort.space(), id.clone()))?;
        (owner.sort == sort).then_some((owner.unit, owner.claim))
    }

    /// Marks an item as not usable: what refers to it does without, and is not to blame.
    fn break_item(&mut self, sort: Sort, id: &Id) {
        if let Some(owner) = self.owners.get_mut(&(sort.space(), id.clone())) {
            owner.sound = false;
        }
    }

    /// What a reference leads to; tells when that is nothing. `wanted` are the sorts it may lead to.
    fn target(&mut self, unit: usize, wanted: &[Sort], reference: &Ref) -> Target {
        match self.look_up(wanted, reference.get_ref()) {
            Ok(target) => {
                self.lean(unit, wanted, reference.get_ref());
                target
            }
            Err(other) => {
                let problem = self.unknown(Blame::Unit(unit), wanted, reference, other);
                self.report(unit, &problem);
                Target::Unknown
            }
        }
    }

    /// What an id means; the sort of another item of that id, if any, when it is not one of those wanted.
    fn look_up(&self, wanted: &[Sort], id: &Id) -> Result<Target, Option<Sort>> {
        let space = wanted.first().map_or(Sort::Indicator, |sort| sort.space());
        match self.owners.get(&(space, id.clone())) {
            Some(owner) if !wanted.contains(&owner.sort) => Err(Some(owner.sort)),
            Some(owner) if owner.sound => Ok(Target::Sound(id.clone())),
            Some(_) => Ok(Target::Broken),
            None if self.is_absent(space, id) => Ok(Target::Broken),
            None => Err(None),
        }
    }

    /// Whether an id without an item may be that of one that cannot be used at present.
    fn is_absent(&self, space: Sort, id: &Id) -> bool {
        self.absent.is_open || self.absent.ids.contains(&(space, id.clone()))
    }

    /// Notes it when a unit refers to an id that is absent.
    fn lean(&self, unit: usize, wanted: &[Sort], id: &Id) {
        let space = wanted.first().map_or(Sort::Indicator, |sort| sort.space());
        if !self.owners.contains_key(&(space, id.clone())) && self.is_absent(space, id) {
            self.leaning.borrow_mut().insert(unit);
        }
    }

    /// A reference to nothing, or to an item of another sort than is meant there. Of the first of a file it is told what
    /// they probably mean.
    fn unknown(
        &mut self,
        blame: Blame,
        wanted: &[Sort],
        reference: &Ref,
        other: Option<Sort>,
    ) -> Problem {
        let noun = nouns(wanted);
        let (id, span) = (reference.get_ref().as_str(), reference.span());
        if let Some(other) = other {
            let message = format!("`{id}` is an {}, not an {noun}", other.word());
            return Problem::new(Code::UnknownId, span, message);
        }
        let count = self.unknown.entry(blame).or_default();
        *count += 1;
        if *count > NEARBY {
            return unknown_id(&noun, id, span, []);
        }
        let owners = &self.owners;
        let known = self.known.entry(wanted.to_vec()).or_insert_with(|| {
            // In an order of its own, so that of two equally near ids always the same one is offered.
            let of_these = owners
                .iter()
                .filter(|(_, owner)| wanted.contains(&owner.sort));
            let mut known: Vec<Id> = of_these.map(|((_, id), _)| id.clone()).collect();
            known.sort_unstable();
            known
        });
        unknown_id(&noun, id, span, known.iter().map(Id::as_str))
    }

    /// The id of a reference, if its item can be used; `fails` when there is no such item.
    fn one(
        &mut self,
        unit: usize,
        wanted: &[Sort],
        reference: &Ref,
        fails: &mut bool,
    ) -> Option<Id> {
        match self.target(unit, wanted, reference) {
            Target::Sound(id) => Some(id),
            Target::Broken => None,
            Target::Unknown => {
                *fails = true;
                None
            }
        }
    }

    /// The ids of several references.
    fn all(
        &mut self,
        unit: usize,
        wanted: &[Sort],
        references: &[Ref],
        fails: &mut bool,
    ) -> Vec<Id> {
        references
            .iter()
            .filter_map(|reference| self.one(unit, wanted, reference, fails))
            .collect()
    }
}

/// What a reference may lead to, in words.
fn nouns(wanted: &[Sort]) -> String {
    let words: Vec<&str> = wanted.iter().map(|sort| sort.word()).collect();
    words.join(" or ")
}

fn plural(sort: Sort) -> String {
    match sort {
        Sort::Index => "indices".to_owned(),
        Sort::Hypothesis => "hypotheses".to_owned(),
        sort => format!("{}s", sort.word()),
    }
}
