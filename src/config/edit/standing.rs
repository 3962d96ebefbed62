//! The observations that stand in a file already.

use std::collections::HashMap;
use std::ops::Range;

use chrono::NaiveDate;

use super::written::Written;
use crate::model::{Id, read_date};

/// What tells one observation of an indicator from another: the last day it covers, and the subject; none: the
/// dashboard's.
pub(super) type Key = (NaiveDate, Option<Id>);

/// One observation.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    /// The byte it begins at.
    pub(super) at: usize,
    pub(super) fields: Vec<Field>,
}

/// A field of it, as it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) says: Written,
    /// Where the value, or the cell, stands.
    pub(super) span: Range<usize>,
    /// Where it begins, with its key if it has one.
    pub(super) start: usize,
}

impl Standing {
    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The byte behind its last field.
    pub(super) fn end(&self) -> usize {
        let ends = self.fields.iter().map(|field| field.span.end);
        ends.max().unwrap_or(self.at)
    }

    /// What a field says; nothing when there is none.
    pub(super) fn says(&self, name: &str) -> &Written {
        self.field(name)
            .map_or(&Written::Nothing, |field| &field.says)
    }

    /// Those of some fields in which it says something else. What is not among them does not matter.
    pub(super) fn differs(&self, fields: &[(&'static str, Written)]) -> Vec<&'static str> {
        // Its subject is that of the key.
        let others = fields.iter().filter(|(name, _)| *name != "subject");
        others
            .filter(|(name, says)| self.says(name) != says)
            .map(|(name, _)| *name)
            .collect()
    }

    /// Its key, where the subject of the dashboard is known; none without a date.
    fn key(&self, own: &Id) -> Option<Key> {
        let Written::Date(date) = self.says("date") else {
            return None;
        };
        let (date, _) = read_date(date)?;
        let subject = match self.says("subject") {
            Written::Text(code) if code != own.as_str() => Some(Id::new(code)),
            _ => None,
        };
        Some((date, subject))
    }
}

/// All observations of an indicator in one file.
#[derive(Clone, Debug, Default)]
pub(super) struct All {
    pub(super) list: Vec<Standing>,
    by_key: HashMap<Key, usize>,
}

impl All {
    /// Of two with the same key the first counts, as in the loader.
    pub(super) fn new(list: Vec<Standing>, own: &Id) -> Self {
        let mut by_key = HashMap::with_capacity(list.len());
        for (place, standing) in list.iter().enumerate() {
            if let Some(key) = standing.key(own) {
                by_key.entry(key).or_insert(place);
            }
        }
        Self { list, by_key }
    }

    pub(super) fn find(&self, key: &Key) -> Option<&Standing> {
        self.by_key.get(key).map(|place| &self.list[*place])
    }

    /// Whether the last one names its subject.
    pub(super) fn names_subject(&self) -> bool {
        let last = self.list.last();
        last.is_some_and(|last| *last.says("subject") != Written::Nothing)
    }
}
