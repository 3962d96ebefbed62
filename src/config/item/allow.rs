//! `allow`: warnings and hints that are not told, by item or of the whole dashboard.

use std::borrow::Cow;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use toml::de::DeValue;

use crate::config::parse::Sort;
use crate::diagnostic::{Code, Problem, Severity};
use crate::lenient::{Many, Spanned, Table, quoted};
use crate::model::Id;
use crate::text::nearest;

/// The key.
const KEY: &str = "allow";

/// The codes as written: one or a list.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Allow(
    #[expect(
        dead_code,
        reason = "only its form matters: what it says is read apart"
    )]
    Many<Spanned<String>>,
);

impl JsonSchema for Allow {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Allow")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = allowable().collect();
        json_schema!({
            "anyOf": [
                { "type": "string", "enum": names },
                { "type": "array", "items": { "type": "string", "enum": names } },
            ],
        })
    }

    fn inline_schema() -> bool {
        true
    }
}

/// What may be allowed: everything but errors.
fn allowable() -> impl Iterator<Item = &'static str> {
    let codes = Code::ALL.iter();
    codes
        .filter(|code| code.severity() < Severity::Error)
        .map(|code| code.name())
}

/// A code that is not told of a part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::config) struct Allowed {
    pub(in crate::config) code: Code,
    /// Where the code stands.
    pub(in crate::config) at: Range<usize>,
    pub(in crate::config) scope: Scope,
}

/// Of what something is not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::config) enum Scope {
    /// Of the whole dashboard.
    Dashboard,
    /// Of this part of the file, and of the series file of the indicator that begins there.
    Part(Range<usize>, Option<Id>),
}

/// What a file allows. Codes that cannot be allowed are told to `problems`.
pub(in crate::config) fn allowed(
    root: &Table<'_>,
    is_entry: bool,
    length: usize,
    problems: &mut Vec<Problem>,
) -> Vec<Allowed> {
    let mut parts = parts(root);
    parts.sort_by_key(|part| part.start);
    let mut all = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let next = parts[number + 1..]
            .iter()
            .find(|next| next.depth <= part.depth);
        let range = part.start..next.map_or(length, |next| next.start);
        let scope = Scope::Part(range, part.indicator.clone());
        read(part.allow, &scope, &mut all, problems);
    }
    if is_entry {
        read(root.peek(KEY), &Scope::Dashboard, &mut all, problems);
    }
    all
}

/// What the entry file allows for the whole dashboard, as far as it can be read.
pub(in crate::config) fn allowed_everywhere(root: &Table<'_>) -> Vec<Allowed> {
    let mut all = Vec::new();
    read(root.peek(KEY), &Scope::Dashboard, &mut all, &mut Vec::new());
    all
}

/// An item or a panel.
struct Part<'t, 'i> {
    start: usize,
    /// 0: an item; 1: a row of a page; 2: a panel.
    depth: usize,
    indicator: Option<Id>,
    allow: Option<&'t toml::Spanned<DeValue<'i>>>,
}

fn parts<'t, 'i>(root: &'t Table<'i>) -> Vec<Part<'t, 'i>> {
    let mut parts = Vec::new();
    for sort in Sort::ALL {
        for item in elements(root.peek(sort.word())) {
            let id = entry(item, "id").and_then(|id| id.get_ref().as_str());
            parts.push(Part {
                start: item.span().start,
                depth: 0,
                indicator: id.filter(|_| sort == Sort::Indicator).map(Id::new),
                allow: entry(item, KEY),
            });
            if sort == Sort::Page {
                rows(item, &mut parts);
            }
        }
    }
    parts
}

fn rows<'t, 'i>(page: &'t toml::Spanned<DeValue<'i>>, parts: &mut Vec<Part<'t, 'i>>) {
    for row in elements(entry(page, "row")) {
        parts.push(Part {
            start: row.span().start,
            depth: 1,
            indicator: None,
            allow: None,
        });
        for panel in elements(entry(row, "panel")) {
            parts.push(Part {
                start: panel.span().start,
                depth: 2,
                indicator: None,
                allow: entry(panel, KEY),
            });
        }
    }
}

fn elements<'t, 'i>(
    list: Option<&'t toml::Spanned<DeValue<'i>>>,
) -> impl Iterator<Item = &'t toml::Spanned<DeValue<'i>>> {
    let list = list.and_then(|list| list.get_ref().as_array());
    list.into_iter().flat_map(|list| list.iter())
}

fn entry<'t, 'i>(
    table: &'t toml::Spanned<DeValue<'i>>,
    key: &str,
) -> Option<&'t toml::Spanned<DeValue<'i>>> {
    table.get_ref().as_table()?.get(key)
}

/// Reads one list. What is no text is told where the rest of its table is read.
fn read(
    list: Option<&toml::Spanned<DeValue<'_>>>,
    scope: &Scope,
    all: &mut Vec<Allowed>,
    problems: &mut Vec<Problem>,
) {
    let Some(list) = list else { return };
    let single = list.get_ref().as_str().map(|_| list);
    for value in single.into_iter().chain(elements(Some(list))) {
        let Some(name) = value.get_ref().as_str() else {
            continue;
        };
        let at = value.span();
        match Code::of_name(name) {
            Some(code) if code.severity() < Severity::Error => all.push(Allowed {
                code,
                at,
                scope: scope.clone(),
            }),
            code => problems.push(refused(name, code, at)),
        }
    }
}

fn refused(name: &str, code: Option<Code>, at: Range<usize>) -> Problem {
    if code.is_some() {
        let message = format!("{} is an error and cannot be allowed", quoted(name));
        return Problem::new(Code::BadAllow, at, message)
            .help("mend it; only warnings and hints can be allowed");
    }
    let message = format!("there is no warning or hint {}", quoted(name));
    let help = match nearest(name, allowable()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`tightrope explain` lists the codes".to_owned(),
    };
    Problem::new(Code::BadAllow, at, message).help(help)
}
