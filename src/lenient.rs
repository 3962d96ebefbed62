//! TOML tables read so that every mistake is found: each becomes a [`Problem`] with its span, and reading goes on
//! without the entry it stands in.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Problem, Severity};

mod kinds;
mod mistake;
mod node;
mod pass;
mod problems;
mod scraps;
mod spanned;

pub use kinds::{Date, MainKey, Many, Pairs, Short, or_text};
pub use problems::{malformed, quoted, unknown_id, unknown_key, unknown_word};
pub use scraps::MADE_UP;
pub use spanned::Spanned;

use pass::Pass;

/// So many mistakes of one table or file are told with what was probably meant. To look for it takes a comparison with
/// every name there is, and more mistakes than these are not shown.
pub const NEARBY: usize = 100;

/// A TOML table being read, and what is wrong with it so far.
#[derive(Debug)]
pub struct Table<'i> {
    entries: DeTable<'i>,
    span: Range<usize>,
    problems: Vec<Problem>,
    /// Keys of tables that are read apart: a misspelt one may be meant.
    apart: Vec<&'static str>,
    /// Something of what was read is made up.
    lacks: bool,
}

impl<'i> Table<'i> {
    /// Starts to read a table that stands at a span of its file.
    pub fn new(entries: DeTable<'i>, span: Range<usize>) -> Self {
        Self {
            entries,
            span,
            problems: Vec::new(),
            apart: Vec::new(),
            lacks: false,
        }
    }

    /// Where the table stands.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Takes one entry out, so that [`Self::read`] does not see it.
    pub fn take(&mut self, key: &str) -> Option<toml::Spanned<DeValue<'i>>> {
        self.entries.remove(key)
    }

    /// Takes the tables of an array of tables out; `heading` is what stands in their brackets, and ends with the key.
    /// Anything else under the key is a mistake.
    pub fn take_tables(&mut self, heading: &'static str) -> Vec<Self> {
        let key = heading.rsplit('.').next().unwrap_or(heading);
        self.apart.push(key);
        let Some(entry) = self.take(key) else {
            return Vec::new();
        };
        let span = entry.span();
        let DeValue::Array(array) = entry.into_inner() else {
            self.problem(not_tables(heading, span));
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(array.len());
        for element in array {
            let span = element.span();
            match element.into_inner() {
                DeValue::Table(entries) => tables.push(Self::new(entries, span)),
                _ => self.problem(not_tables(heading, span)),
            }
        }
        tables
    }

    /// Takes the entries of some keys out into a table of their own.
    #[must_use]
    pub fn split(&mut self, keys: &[&str]) -> Self {
        let mut part = DeTable::new();
        for key in keys {
            if let Some((key, value)) = self.entries.remove_entry(*key) {
                part.insert(key, value);
            }
        }
        Self::new(part, self.span.clone())
    }

    /// Takes out the entries whose key is chosen; gives their keys, with their spans, in the order of the table.
    pub fn take_keys(&mut self, chosen: impl Fn(&str) -> bool) -> Vec<toml::Spanned<Cow<'i, str>>> {
        let mut taken = Vec::new();
        for (key, value) in std::mem::take(&mut self.entries) {
            if chosen(key.get_ref()) {
                taken.push(key);
            } else {
                self.entries.insert(key, value);
            }
        }
        taken
    }

    /// Whether there is an entry of that key.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// What stands under a key.
    pub fn peek(&self, key: &str) -> Option<&toml::Spanned<DeValue<'i>>> {
        self.entries.get(key)
    }

    /// The text under a key, with its span; none when there is no such key or it holds something else.
    pub fn peek_text(&self, key: &str) -> Option<Spanned<&str>> {
        let value = self.entries.get(key)?;
        Some(Spanned::new(value.span(), value.get_ref().as_str()?))
    }

    /// Reads all entries. Mistakes are recorded, and their entries left out. What is needed and not there is made up, so
    /// that mistakes in the rest can be found; [`Self::lacks`] tells then. None when nothing can be made up.
    ///
    /// All mistakes are found in one call: unknown keys, values of a wrong type, unknown words, missing keys. A key
    /// that is needed and whose value is wrong is reported once, for its value.
    pub fn read<T: DeserializeOwned>(&mut self) -> Option<T> {
        let entries = std::mem::take(&mut self.entries);
        let root = toml::Spanned::new(self.span.clone(), DeValue::Table(entries));
        let (read, made_up, problems) = Pass::over(&root, &self.apart);
        self.problems.extend(problems);
        self.lacks |= made_up;
        read
    }

    /// Whether something of what was read is made up: it must not be used.
    pub fn lacks(&self) -> bool {
        self.lacks
    }

    /// Reads a text of a fixed form (a date, a span, a grade, a country, an address); records a mistake of that code
    /// when `read` finds nothing in it.
    pub fn parse<T>(
        &mut self,
        text: &Spanned<String>,
        code: Code,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = read(text.get_ref());
        if value.is_none() {
            self.problem(malformed(code, text.get_ref(), text.span()));
        }
        value
    }

    /// Finds what a reference names; records a mistake with the nearest of the known ids when there is nothing of
    /// that id. `noun` says what it should be: `indicator`. After the first [`NEARBY`] mistakes of the table no near id
    /// is looked for.
    pub fn find<'k, T>(
        &mut self,
        id: &Spanned<String>,
        noun: &str,
        find: impl FnOnce(&str) -> Option<T>,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<T> {
        let found = find(id.get_ref());
        if found.is_none() {
            let known = known.into_iter();
            let some = if self.problems.len() < NEARBY {
                usize::MAX
            } else {
                0
            };
            self.problem(unknown_id(noun, id.get_ref(), id.span(), known.take(some)));
        }
        found
    }

    /// Whether an unknown key was found there.
    pub fn has_unknown_key(&self, span: &Range<usize>) -> bool {
        let mut problems = self.problems.iter();
        problems
            .any(|problem| problem.code == Code::UnknownKey && span.contains(&problem.span.start))
    }

    /// Records a mistake, unless it is in what was made up.
    pub fn problem(&mut self, problem: Problem) {
        if problem.span != MADE_UP {
            self.problems.push(problem);
        }
    }

    /// True as long as no error was recorded.
    pub fn is_sound(&self) -> bool {
        self.problems
            .iter()
            .all(|problem| problem.code.severity() < Severity::Error)
    }

    /// What is wrong.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}

fn not_tables(heading: &str, span: Range<usize>) -> Problem {
    let key = heading.rsplit('.').next().unwrap_or(heading);
    let message = format!("`{key}` takes a list of tables");
    Problem::new(Code::WrongType, span, message).help(format!("begin each one with [[{heading}]]"))
}

#[cfg(test)]
mod tests;
