//! TOML tables read so that every mistake is found: each becomes a [`Problem`] with its span, and reading goes on
//! without the entry it stands in.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::diagnostic::{Code, Problem};

/// A TOML table being read, and what is wrong with it so far.
#[derive(Debug)]
pub struct Table<'i> {
    entries: DeTable<'i>,
    span: Range<usize>,
    problems: Vec<Problem>,
}

impl<'i> Table<'i> {
    /// Starts to read a table that stands at a span of its file.
    pub fn new(entries: DeTable<'i>, span: Range<usize>) -> Self {
        Self {
            entries,
            span,
            problems: Vec::new(),
        }
    }

    /// Where the table stands.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Takes one entry out, so that [`Self::read`] does not see it.
    pub fn take(&mut self, key: &str) -> Option<Spanned<DeValue<'i>>> {
        self.entries.remove(key)
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

    /// Reads all entries. Mistakes are recorded, and their entries left out; none when what is left is not enough.
    pub fn read<T: DeserializeOwned>(&mut self) -> Option<T> {
        let entries = std::mem::take(&mut self.entries);
        let value = Spanned::new(self.span.clone(), DeValue::Table(entries));
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(read) => Some(read),
            Err(error) => {
                let span = error.span().unwrap_or_else(|| self.span.clone());
                self.problem(Problem::new(Code::Syntax, span, error.message()));
                None
            }
        }
    }

    /// Records a mistake.
    pub fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// True as long as no error was recorded.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    /// What is wrong.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}
