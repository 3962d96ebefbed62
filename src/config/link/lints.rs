//! Lints: what is sound but probably not meant, or not good practice. Each can be switched off with `allow`.
//!
//! Files with errors are left alone: what is missing there would be told twice.

use std::collections::HashSet;
use std::ops::Range;

use chrono::NaiveDate;

use super::super::parse::{Drafts, Parsed};
use super::Linker;
use crate::dashboard::Page;
use crate::diagnostic::{Code, Problem, Severity};
use crate::model::{Id, Model};
use crate::panel::Target;

mod dated;
mod items;

/// Tells of everything worth a second look as of a day.
pub(super) fn tell(linker: &mut Linker<'_>, model: &Model, pages: &[Page], today: NaiveDate) {
    items::sources(linker);
    items::judgements(linker);
    items::weights(linker);
    items::evidence(linker, model);
    dated::indicators(linker, model, today);
    dated::events(linker, today);
    // What has an error may be the missing user of an indicator, or the item that a panel lists.
    if linker.units.iter().all(|unit| is_sound(unit.parsed)) && !linker.has_errors() {
        unused(linker, model, pages);
        empty_panels(linker, model, pages);
    }
}

fn is_sound(parsed: &Parsed) -> bool {
    let mut problems = parsed.problems.iter();
    problems.all(|problem| problem.code.severity() < Severity::Error)
}

/// An item of a file without errors: its unit, where its id stands, and its draft.
type Owned<'a, D> = (usize, Range<usize>, &'a D);

/// The items of a sort that are what their ids mean, of files without errors.
fn owned<'a, D>(
    linker: &Linker<'a>,
    drafts: impl Fn(&'a Parsed) -> &'a Drafts<D>,
) -> Vec<Owned<'a, D>> {
    let mut all = Vec::new();
    for (unit, file) in linker.units.iter().enumerate() {
        let parsed: &'a Parsed = file.parsed;
        if !is_sound(parsed) {
            continue;
        }
        for (claim, draft) in drafts(parsed) {
            if linker.owns(unit, *claim) && parsed.claims[*claim].sound {
                all.push((unit, parsed.claims[*claim].span.clone(), draft));
            }
        }
    }
    all
}

/// Indicators that no reader will come across.
fn unused(linker: &mut Linker<'_>, model: &Model, pages: &[Page]) {
    let used = used(model, pages);
    for (unit, span, draft) in owned(linker, |parsed| &parsed.indicators) {
        let id = &draft.indicator.id;
        if !used.contains(id) {
            let message = format!("nothing uses the indicator `{id}`");
            let problem = Problem::new(Code::UnusedIndicator, span, message)
                .help("make it a member of an index, show it on a panel, or name it in a judgement; or take it out");
            linker.report(unit, &problem);
        }
    }
}

/// Everything that an index, a panel, a judgement, a finding or a question names.
fn used(model: &Model, pages: &[Page]) -> HashSet<Id> {
    let mut used: HashSet<Id> = HashSet::new();
    for index in &model.indices {
        used.extend(index.members.iter().map(|member| member.id.clone()));
    }
    for judgement in &model.judgements {
        used.extend(judgement.indicators.iter().cloned());
    }
    for finding in &model.findings {
        used.extend(finding.indicators.iter().cloned());
    }
    for question in &model.leadlags {
        used.extend([question.driver.clone(), question.response.clone()]);
        used.extend(question.controls.iter().cloned());
    }
    let slots = pages
        .iter()
        .flat_map(|page| &page.rows)
        .flat_map(|row| &row.slots);
    for target in slots.filter_map(|slot| slot.panel.lists(model)).flatten() {
        if let Target::Indicator(id) = target {
            used.insert(id);
        }
    }
    used
}

/// Panels whose keys leave nothing to list. Of a dashboard without indicators nothing is said: it is being begun.
fn empty_panels(linker: &mut Linker<'_>, model: &Model, pages: &[Page]) {
    if model.indicators.is_empty() {
        return;
    }
    for (unit, _, (_, draft)) in owned(linker, |parsed| &parsed.pages) {
        let Some(page) = pages.iter().find(|page| page.id == draft.id) else {
            continue;
        };
        let slots = draft.rows.iter().flat_map(|(_, slots)| slots);
        for slot in slots {
            let built = page.rows.iter().flat_map(|row| &row.slots);
            let is_empty = built
                .filter(|built| built.id == slot.id)
                .filter_map(|built| built.panel.lists(model))
                .any(|list| list.is_empty());
            if is_empty {
                let message = format!("this {} has nothing to list", slot.kind.name);
                let problem = Problem::new(Code::EmptyPanel, slot.at.clone(), message)
                    .help("no item fits its keys: widen them, or take the panel out");
                linker.report(unit, &problem);
            }
        }
    }
}
