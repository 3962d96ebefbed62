//! Pages: every panel built by its kind, on its own.

use std::collections::HashMap;

use toml::de::{DeTable, DeValue};

use super::super::item::{PageDraft, SlotDraft, slot_tables};
use super::super::parse::Sort;
use super::{Linker, Target};
use crate::dashboard::{Page, Row, Slot};
use crate::diagnostic::{Code, Problem};
use crate::lenient::Table;
use crate::model::{Id, Model};

/// All pages, in the order of the files.
pub(super) fn pages(linker: &mut Linker<'_>, model: &Model) -> Vec<Page> {
    let mut pages = Vec::new();
    let units = linker.units;
    for (unit, file) in units.iter().enumerate() {
        if file.parsed.pages.is_empty() {
            continue;
        }
        // A panel's own keys are read by its kind, against the model: their tables are parsed anew for it.
        let mut tables = page_tables(file.parsed.rest.as_deref().unwrap_or(file.text));
        for (claim, (number, draft)) in &file.parsed.pages {
            if linker.owns(unit, *claim) {
                let slots = tables.remove(number).map_or_else(HashMap::new, slot_tables);
                let page = page(linker, unit, draft, slots, model);
                pages.extend(Some(page).filter(|_| file.parsed.claims[*claim].sound));
            }
        }
    }
    pages
}

/// The tables of a file's pages by their position among them.
fn page_tables(text: &str) -> HashMap<usize, DeTable<'_>> {
    let (root, _) = DeTable::parse_recoverable(text);
    let Some(pages) = root.into_inner().remove("page") else {
        return HashMap::new();
    };
    let DeValue::Array(pages) = pages.into_inner() else {
        return HashMap::new();
    };
    // Numbered as they were when their drafts were read: what is not a table is no page.
    let tables = pages
        .into_iter()
        .filter_map(|page| match page.into_inner() {
            DeValue::Table(table) => Some(table),
            _ => None,
        });
    tables.enumerate().collect()
}

fn page(
    linker: &mut Linker<'_>,
    unit: usize,
    draft: &PageDraft,
    mut tables: HashMap<(usize, usize), Table<'_>>,
    model: &Model,
) -> Page {
    let rows = draft.rows.iter().filter_map(|(height, slots)| {
        let slots: Vec<Slot> = slots
            .iter()
            .filter_map(|slot| {
                let table = tables.remove(&slot.cell)?;
                self::slot(linker, unit, slot, table, model)
            })
            .collect();
        (!slots.is_empty()).then_some(Row {
            height: *height,
            slots,
        })
    });
    Page {
        id: draft.id.clone(),
        title: draft.title.clone(),
        rows: rows.collect(),
    }
}

fn slot(
    linker: &mut Linker<'_>,
    unit: usize,
    draft: &SlotDraft,
    mut table: Table<'_>,
    model: &Model,
) -> Option<Slot> {
    let panel = (draft.kind.build)(&mut table, model).filter(|_| !table.lacks());
    for problem in table.into_problems() {
        if !is_told_elsewhere(linker, unit, &problem) {
            linker.report(unit, &problem);
        }
    }
    let SlotDraft {
        cell: _,
        id,
        kind,
        at: _,
        title,
        width,
        min_size,
        priority,
    } = draft.clone();
    Some(Slot {
        id,
        title,
        kind,
        width,
        min_size,
        priority,
        panel: panel?,
    })
}

/// Whether a panel misses an item that is there but has a mistake of its own.
fn is_told_elsewhere(linker: &Linker<'_>, unit: usize, problem: &Problem) -> bool {
    if problem.code != Code::UnknownId {
        return false;
    }
    let text = linker.units[unit].text.get(problem.span.clone());
    let id = Id::new(text.unwrap_or_default().trim_matches(['"', '\'']));
    Sort::ALL.iter().any(|sort| {
        linker.lean(unit, &[*sort], &id);
        matches!(linker.look_up(&[*sort], &id), Ok(Target::Broken))
    })
}
