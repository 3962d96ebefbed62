//! One TOML file on its own: its items as drafts, and every mistake that can be seen without the other files.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use super::item::{
    self, ActorDraft, Allowed, EventDraft, FindingDraft, IndexDraft, IndicatorDraft,
    JudgementDraft, LeadLagDraft, PageDraft, Settings,
};
use super::limits;
use super::value;
use crate::diagnostic::{Code, Problem, Severity};
use crate::lenient::{Many, Spanned, Table, unknown_key};
use crate::model::{Dimension, Hypothesis, Id, Source};
use crate::text::nearest;

mod slips;
mod syntax;

use slips::Slips;
use syntax::syntax;

/// A sort of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Sort {
    Actor,
    Dimension,
    Source,
    Indicator,
    Index,
    Event,
    Judgement,
    LeadLag,
    Hypothesis,
    Finding,
    Page,
}

impl Sort {
    /// In the order of reading.
    pub(super) const ALL: [Self; 11] = [
        Self::Actor,
        Self::Dimension,
        Self::Source,
        Self::Indicator,
        Self::Index,
        Self::Event,
        Self::Judgement,
        Self::LeadLag,
        Self::Hypothesis,
        Self::Finding,
        Self::Page,
    ];

    /// The key in files, and the word in messages.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Dimension => "dimension",
            Self::Source => "source",
            Self::Indicator => "indicator",
            Self::Index => "index",
            Self::Event => "event",
            Self::Judgement => "judgement",
            Self::LeadLag => "leadlag",
            Self::Hypothesis => "hypothesis",
            Self::Finding => "finding",
            Self::Page => "page",
        }
    }

    /// The sort under whose name ids must be unique: indicators and indices share one space.
    pub(super) const fn space(self) -> Self {
        match self {
            Self::Index => Self::Indicator,
            other => other,
        }
    }

    /// Whether an item with a mistake is used as far as it goes, because others hang on it.
    const fn bears_others(self) -> bool {
        matches!(self, Self::Actor | Self::Dimension | Self::Source)
    }
}

/// An id that a file gives to an item, sound or not.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    pub(super) sort: Sort,
    pub(super) id: Id,
    pub(super) span: Range<usize>,
    /// The line of the id, from 1.
    pub(super) line: usize,
    /// Whether the item can be used.
    pub(super) sound: bool,
}

impl Claim {
    fn key(&self) -> (Sort, Id) {
        (self.sort, self.id.clone())
    }
}

/// Drafts with the position of their claim, which says whether they can be used.
pub(super) type Drafts<D> = Vec<(usize, D)>;

/// What a TOML file says.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// Settings; of the entry file only.
    pub(super) settings: Option<Settings>,
    pub(super) includes: Vec<Spanned<String>>,
    /// More may be included: a slip stands in the list.
    pub(super) includes_unknown: bool,
    /// More may be allowed for the whole dashboard: a slip stands before the first heading of the entry file.
    pub(super) allows_unknown: bool,
    pub(super) claims: Vec<Claim>,
    pub(super) actors: Drafts<ActorDraft>,
    pub(super) dimensions: Drafts<Dimension>,
    pub(super) sources: Drafts<Source>,
    pub(super) indicators: Drafts<IndicatorDraft>,
    pub(super) indices: Drafts<IndexDraft>,
    pub(super) events: Drafts<EventDraft>,
    pub(super) judgements: Drafts<JudgementDraft>,
    pub(super) leadlags: Drafts<LeadLagDraft>,
    pub(super) hypotheses: Drafts<Hypothesis>,
    pub(super) findings: Drafts<FindingDraft>,
    /// Pages, with their position among the pages as written.
    pub(super) pages: Drafts<(usize, PageDraft)>,
    /// Warnings and hints that are not told.
    pub(super) allowed: Vec<Allowed>,
    /// Mistakes, in no order; of very many errors before all others.
    pub(super) problems: Vec<Problem>,
    /// Mistakes beyond those.
    pub(super) surplus: usize,
    /// The text without the parts that have slips in their syntax, of the same length; none: there are no slips.
    pub(super) rest: Option<String>,
}

impl Parsed {
    /// Leaves as many errors as are ever shown of a file, and many of the others, for they may be allowed; counts the rest.
    fn cap_problems(&mut self) {
        let count = self.problems.len();
        if count <= limits::PROBLEMS {
            return;
        }
        self.problems
            .sort_by_key(|problem| (Reverse(problem.code.severity()), problem.span.start));
        let mut left = [limits::PROBLEMS, limits::KEPT];
        self.problems.retain(|problem| {
            let left = &mut left[usize::from(problem.code.severity() < Severity::Error)];
            let stays = *left > 0;
            *left = left.saturating_sub(1);
            stays
        });
        self.surplus += count - self.problems.len();
    }

    /// How many observations stand in the file.
    pub(super) fn observations(&self) -> usize {
        let counts = self.indicators.iter();
        counts.map(|(_, draft)| draft.observations.len()).sum()
    }
}

/// Reads a file.
pub(super) fn parse(text: &str, is_entry: bool) -> Parsed {
    let mut parsed = read_text(text, is_entry);
    parsed.cap_problems();
    number_lines(&mut parsed.claims, text);
    parsed
}

/// What can be made out of a file that cannot be read: the ids it gives to items, and whether it includes files.
pub(super) fn outline(text: &str) -> (Vec<Claim>, bool) {
    (
        slips::ids(text).collect(),
        !slips::includes(text).is_empty(),
    )
}

/// Finds the lines of the ids, in one pass over the text.
fn number_lines(claims: &mut [Claim], text: &str) {
    let mut in_order: Vec<&mut Claim> = claims.iter_mut().collect();
    in_order.sort_by_key(|claim| claim.span.start);
    let (mut line, mut from) = (1, 0);
    for claim in in_order {
        let between = text.get(from..claim.span.start);
        line += between.unwrap_or_default().matches('\n').count();
        from = claim.span.start;
        claim.line = line;
    }
}

fn read_text(text: &str, is_entry: bool) -> Parsed {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut root = Table::new(root.into_inner(), 0..0);
    if errors.is_empty() {
        return read(root, is_entry, text.len());
    }
    let slips = Slips::of(text);
    // What is left may be wrong as a whole: a table that stands there twice.
    let (rest, errors) = DeTable::parse_recoverable(&slips.rest);
    let mut rest = Table::new(rest.into_inner(), 0..0);
    // Settings beside a slip are read as far as they can be, and nothing more is told of them.
    let settings_of = if slips.before_headings { &root } else { &rest };
    let allowed = item::allowed_everywhere(settings_of);
    if slips.at_top {
        rest.take_keys(item::is_setting);
    }
    let mut parsed = read(rest, is_entry && !slips.at_top, text.len());
    parsed.problems.extend(syntax(&errors, text));
    parsed.problems.extend(slips.problems);
    if slips.at_top {
        parsed.settings = is_entry.then(|| item::settings(&mut root));
    }
    if slips.at_top && is_entry {
        parsed.allowed.extend(allowed);
    }
    if slips.before_headings {
        parsed.allows_unknown = is_entry;
        (parsed.includes, parsed.includes_unknown) = includes_beside_slips(text);
    }
    // Others refer to the ids, and are not to blame.
    let known: HashSet<(Sort, Id)> = parsed.claims.iter().map(Claim::key).collect();
    let others = slips::ids(text).filter(|claim| !known.contains(&claim.key()));
    parsed.claims.extend(others);
    parsed.rest = Some(slips.rest);
    parsed
}

/// What a text with slips before its first heading includes, and whether that may not be all.
fn includes_beside_slips(text: &str) -> (Vec<Spanned<String>>, bool) {
    let Some(alone) = slips::include_alone(text) else {
        return (Vec::new(), false);
    };
    let (root, errors) = DeTable::parse_recoverable(&alone);
    if errors.is_empty() {
        let mut root = Table::new(root.into_inner(), 0..0);
        return (read_includes(&mut root), false);
    }
    (slips::includes(text), true)
}

fn read(mut root: Table<'_>, is_entry: bool, length: usize) -> Parsed {
    let mut problems = Vec::new();
    let allowed = item::allowed(&root, is_entry, length, &mut problems);
    let mut parsed = Parsed {
        allowed,
        problems,
        includes: read_includes(&mut root),
        ..Parsed::default()
    };
    let p = &mut parsed;
    p.actors = items(&mut root, Sort::Actor, p, |t, id, _| item::actor(t, id));
    p.dimensions = items(&mut root, Sort::Dimension, p, |t, id, _| {
        item::dimension(t, id)
    });
    p.sources = items(&mut root, Sort::Source, p, |t, id, _| item::source(t, id));
    p.indicators = items(&mut root, Sort::Indicator, p, item::indicator);
    p.indices = items(&mut root, Sort::Index, p, |t, id, _| item::index(t, id));
    p.events = items(&mut root, Sort::Event, p, |t, id, _| item::event(t, id));
    p.judgements = items(&mut root, Sort::Judgement, p, |t, id, _| {
        item::judgement(t, id)
    });
    p.leadlags = items(&mut root, Sort::LeadLag, p, |t, id, _| item::leadlag(t, id));
    p.hypotheses = items(&mut root, Sort::Hypothesis, p, |t, id, _| {
        item::hypothesis(t, id)
    });
    p.findings = items(&mut root, Sort::Finding, p, |t, id, _| item::finding(t, id));
    let mut number = 0..;
    p.pages = items(&mut root, Sort::Page, p, |t, id, spare| {
        let number = number.next().unwrap_or_default();
        item::page(t, id, spare).map(|page| (number, page))
    });
    p.surplus += refuse_stray_keys(&mut root, is_entry);
    if is_entry {
        parsed.settings = Some(item::settings(&mut root));
    }
    parsed.problems.extend(root.into_problems());
    parsed
}

/// Which files are read besides this one.
#[derive(Deserialize, JsonSchema)]
pub(super) struct RawIncludes {
    /// Files read besides this one, relative to it; patterns may use `*`, `?` and `**`. The order of include is the
    /// order of items.
    #[serde(default)]
    #[schemars(example = ["actors.toml", "indicators/*.toml"])]
    include: Many<Spanned<String>>,
}

fn read_includes(root: &mut Table<'_>) -> Vec<Spanned<String>> {
    let mut part = root.split(&["include"]);
    let includes = part
        .read::<RawIncludes>()
        .filter(|_| !part.lacks())
        .map_or_else(Vec::new, |RawIncludes { include }| include.0);
    for problem in part.into_problems() {
        root.problem(problem);
    }
    includes
}

/// Reads the items of a sort, and claims their ids.
fn items<'i, D>(
    root: &mut Table<'i>,
    sort: Sort,
    parsed: &mut Parsed,
    mut read: impl FnMut(&mut Table<'i>, Id, &mut Vec<Problem>) -> Option<D>,
) -> Drafts<D> {
    let mut drafts = Vec::new();
    for mut table in root.take_tables(sort.word()) {
        let text = table
            .peek_text("id")
            .map(|text| Spanned::new(text.span(), (*text.get_ref()).to_owned()));
        let id = text.as_ref().and_then(|text| value::id(&mut table, text));
        let place = parsed.claims.len();
        if let (Some(id), Some(text)) = (&id, &text) {
            parsed.claims.push(Claim {
                sort,
                id: id.clone(),
                span: text.span(),
                line: 0,
                sound: false,
            });
        }
        let known = id.is_some();
        let draft = read(
            &mut table,
            id.unwrap_or_else(|| Id::new("")),
            &mut parsed.problems,
        );
        // What cannot be used is kept all the same, so that mistakes between it and others are found.
        if let Some(draft) = draft.filter(|_| known) {
            let is_enough = table.is_sound() || sort.bears_others();
            parsed.claims[place].sound = is_enough && !table.lacks();
            drafts.push((place, draft));
        }
        parsed.problems.extend(table.into_problems());
    }
    drafts
}

/// The headings of tables that belong to an item.
const HEADINGS: [&str; 3] = ["indicator.observation", "page.row", "page.row.panel"];

/// Tells of keys at the top of a file that are neither items nor, in the entry file, settings. Gives how many more there
/// are than are told.
fn refuse_stray_keys(root: &mut Table<'_>, is_entry: bool) -> usize {
    let stray = root.take_keys(|key| !(is_entry && item::is_setting(key)));
    let surplus = stray.len().saturating_sub(limits::PROBLEMS);
    for key in stray.into_iter().take(limits::PROBLEMS) {
        let name = key.get_ref();
        if item::is_setting(name) {
            let message = format!("`{name}` is a setting of the whole dashboard");
            root.problem(
                Problem::new(Code::WrongPlace, key.span(), message)
                    .help("move it to the entry file, dashboard.toml"),
            );
            continue;
        }
        let words = Sort::ALL.map(Sort::word);
        let settings = item::SETTINGS.iter().copied().filter(|_| is_entry);
        let known = words.into_iter().chain(["include"]).chain(settings);
        let help = match HEADINGS
            .iter()
            .find(|heading| heading.rsplit('.').next() == Some(name))
        {
            Some(heading) => format!("write [[{heading}]]"),
            None => format!("items are: {}", words.join(", ")),
        };
        root.problem(unknown_key(&key, nearest(name, known), &help));
    }
    surplus
}
