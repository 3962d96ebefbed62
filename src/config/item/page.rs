//! `[[page]]`, its rows, and the keys that all kinds of panels share.

use std::collections::HashMap;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use super::allow::Allow;
use crate::config::value;
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Spanned, Table, quoted, unknown_key};
use crate::model::Id;
use crate::panel::{KINDS, Kind};
use crate::text::nearest;

/// A page whose panels have not been built.
#[derive(Clone, Debug)]
pub(in crate::config) struct PageDraft {
    pub(in crate::config) id: Id,
    pub(in crate::config) title: String,
    /// Height, and panels with their place among all panels of the page.
    pub(in crate::config) rows: Vec<(u16, Vec<SlotDraft>)>,
}

/// A panel's place on its page.
#[derive(Clone, Debug)]
pub(in crate::config) struct SlotDraft {
    /// Row and column as written: what finds the panel's own keys in the text again.
    pub(in crate::config) cell: (usize, usize),
    pub(in crate::config) id: Id,
    pub(in crate::config) kind: &'static Kind,
    /// Where the kind stands.
    pub(in crate::config) at: Range<usize>,
    pub(in crate::config) title: Option<String>,
    pub(in crate::config) width: u16,
    pub(in crate::config) min_size: (u16, u16),
    pub(in crate::config) priority: u8,
}

/// Keys that all kinds of panels share.
pub(in crate::config) const SLOT_KEYS: [&str; 8] = [
    "id",
    "kind",
    "title",
    "width",
    "min_width",
    "min_height",
    "priority",
    "allow",
];

/// A page: rows of panels.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct RawPage {
    /// What commands call it: lower-case letters, digits and hyphens, unique among pages.
    #[schemars(regex(pattern = value::ID), example = &"overview")]
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    id: Spanned<String>,
    /// Its title.
    #[schemars(regex(pattern = value::SAYS))]
    title: Spanned<String>,
    /// Codes of warnings and hints that are not told of this item.
    #[serde(default)]
    #[expect(dead_code, reason = "it is read apart from the rest of the table")]
    allow: Allow,
}

/// A row of panels.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct RawRow {
    /// Share of the room left after minimum heights; 0 keeps the minimum height.
    #[schemars(extend("default" = 1))]
    height: Option<u16>,
}

/// A panel.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct RawSlot {
    /// Unique on the page; default: the kind.
    #[schemars(regex(pattern = value::ID), example = &"rope")]
    id: Option<Spanned<String>>,
    /// What it shows: `tightrope panels` lists the kinds.
    kind: Spanned<String>,
    /// Its title; default by kind.
    #[schemars(regex(pattern = value::SAYS))]
    title: Option<Spanned<String>>,
    /// Share of the row.
    #[schemars(range(min = 1), extend("default" = 1))]
    width: Option<Spanned<u16>>,
    /// Columns below which it is not drawn, border included; default by kind.
    min_width: Option<u16>,
    /// Lines below which it is not drawn, border included; default by kind.
    min_height: Option<u16>,
    /// 1 stays longest when room runs out.
    #[schemars(range(min = 1), extend("default" = 5))]
    priority: Option<Spanned<u8>>,
    /// Codes of warnings and hints that are not told of this panel.
    #[serde(default)]
    #[expect(dead_code, reason = "it is read apart from the rest of the table")]
    allow: Allow,
}

/// Reads a page. A mistake in a panel costs only the panel; it is told to `spare`.
pub(in crate::config) fn page(
    table: &mut Table<'_>,
    id: Id,
    spare: &mut Vec<Problem>,
) -> Option<PageDraft> {
    let rows = table.take_tables("page.row");
    if rows.is_empty() && table.is_sound() {
        table.problem(
            Problem::new(Code::Empty, table.span(), "this page has no row")
                .help("add a [[page.row]] with a [[page.row.panel]]"),
        );
    }
    let mut places = HashMap::new();
    let rows = rows
        .into_iter()
        .enumerate()
        .filter_map(|(number, row)| read_row(row, number, &mut places, spare))
        .collect();
    let RawPage {
        id: _,
        title,
        allow: _,
    } = table.read()?;
    let title = value::line(table, "title", &title);
    Some(PageDraft { id, title, rows })
}

fn read_row(
    mut row: Table<'_>,
    number: usize,
    places: &mut HashMap<Id, Range<usize>>,
    spare: &mut Vec<Problem>,
) -> Option<(u16, Vec<SlotDraft>)> {
    let panels = row.take_tables("page.row.panel");
    if panels.is_empty() && row.is_sound() {
        row.problem(
            Problem::new(Code::Empty, row.span(), "this row has no panel")
                .help("add a [[page.row.panel]]"),
        );
    }
    let mut slots = Vec::with_capacity(panels.len());
    for (place, mut table) in panels.into_iter().enumerate() {
        let slot = read_slot(&mut table, (number, place), places);
        spare.extend(table.into_problems());
        slots.extend(slot);
    }
    let height = row.read::<RawRow>().map(|RawRow { height }| height);
    let sound = row.is_sound();
    spare.extend(row.into_problems());
    let height = height.filter(|_| sound)?;
    (!slots.is_empty()).then(|| (height.unwrap_or(1), slots))
}

fn read_slot(
    table: &mut Table<'_>,
    cell: (usize, usize),
    places: &mut HashMap<Id, Range<usize>>,
) -> Option<SlotDraft> {
    if !table.has("kind")
        && let Some(key) = table
            .take_keys(|key| nearest(key, ["kind"]).is_some())
            .pop()
    {
        table.problem(unknown_key(&key, Some("kind"), ""));
        return None;
    }
    let mut common = table.split(&SLOT_KEYS);
    let slot = lower_slot(&mut common, cell, places).filter(|_| common.is_sound());
    for problem in common.into_problems() {
        table.problem(problem);
    }
    slot
}

fn lower_slot(
    table: &mut Table<'_>,
    cell: (usize, usize),
    places: &mut HashMap<Id, Range<usize>>,
) -> Option<SlotDraft> {
    let RawSlot {
        id,
        kind: word,
        title,
        width,
        min_width,
        min_height,
        priority,
        allow: _,
    } = table.read()?;
    let kind = kind_of(table, &word)?;
    let (id, at) = match id {
        Some(text) => (value::id(table, &text)?, text.span()),
        None => (Id::new(kind.name), word.span()),
    };
    if let Some(first) = places.get(&id) {
        table.problem(
            Problem::new(
                Code::DuplicateId,
                at,
                format!("a panel `{id}` is on this page already"),
            )
            .related(first.clone(), "first here")
            .help("give this one an id of its own"),
        );
        return None;
    }
    places.insert(id.clone(), at);
    let least = kind.min_size;
    Some(SlotDraft {
        cell,
        id,
        kind,
        at: word.span(),
        title: title.map(|title| value::line(table, "title", &title)),
        width: positive(table, "width", width.as_ref()).unwrap_or(1),
        min_size: (min_width.unwrap_or(least.0), min_height.unwrap_or(least.1)),
        priority: positive(table, "priority", priority.as_ref()).unwrap_or(5),
    })
}

fn kind_of(table: &mut Table<'_>, word: &Spanned<String>) -> Option<&'static Kind> {
    let kind = Kind::of_name(word.get_ref());
    if kind.is_none() {
        let names = || KINDS.iter().map(|kind| kind.name);
        let help = match nearest(word.get_ref(), names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are: {}", names().collect::<Vec<_>>().join(", ")),
        };
        let message = format!("there is no kind of panel {}", quoted(word.get_ref()));
        table.problem(Problem::new(Code::UnknownPanel, word.span(), message).help(help));
    }
    kind
}

fn positive<T: Copy + Default + PartialEq>(
    table: &mut Table<'_>,
    key: &str,
    value: Option<&Spanned<T>>,
) -> Option<T> {
    let value = value?;
    if *value.get_ref() == T::default() {
        let message = format!("`{key}` takes 1 or more");
        table.problem(Problem::new(Code::BadValue, value.span(), message));
    }
    Some(*value.get_ref())
}

/// The own keys of a page's panels, by row and column as written.
pub(in crate::config) fn slot_tables(page: DeTable<'_>) -> HashMap<(usize, usize), Table<'_>> {
    let mut page = Table::new(page, 0..0);
    let mut tables = HashMap::new();
    for (number, mut row) in page.take_tables("page.row").into_iter().enumerate() {
        for (place, mut table) in row.take_tables("page.row.panel").into_iter().enumerate() {
            // The common keys were read before.
            let _ = table.split(&SLOT_KEYS);
            tables.insert((number, place), table);
        }
    }
    tables
}
