//! Tries at a table: after each mistake once more without the entry it stands in.

use std::cell::RefCell;
use std::collections::HashSet;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::DeValue;

use super::mistake::{At, Kind, Mistake, address};
use super::node::Node;
use crate::diagnostic::Problem;

/// Mistakes after which a table is given up.
pub(super) const MOST: usize = 50;

/// What is known after some tries.
#[derive(Debug, Default)]
pub(super) struct Pass {
    /// Values left out for a mistake, by address.
    pub(super) skipped: HashSet<usize>,
    /// Keys whose value was left out, by the address of their table: they are not missing.
    pub(super) lost: HashSet<(usize, String)>,
    /// Keys for which something is made up, by the address of their table, so that the next missing key is found.
    pub(super) made_up: HashSet<(usize, &'static str)>,
    /// Unknown keys that were reported, by the address of their value.
    pub(super) unknown: HashSet<usize>,
    /// All mistakes so far.
    pub(super) problems: Vec<Problem>,
    /// The address of the outermost table.
    pub(super) root: usize,
    /// Keys of the outermost table that are read apart.
    pub(super) apart: Vec<&'static str>,
}

impl Pass {
    /// Reads a value as often as it takes. With it, whether something in it is made up, and the mistakes.
    pub(super) fn over<T: DeserializeOwned>(
        root: &Spanned<DeValue<'_>>,
        apart: &[&'static str],
    ) -> (Option<T>, bool, Vec<Problem>) {
        let pass = RefCell::new(Self {
            root: address(root),
            apart: apart.to_vec(),
            ..Self::default()
        });
        let mut made_up = false;
        let mut read = None;
        for _ in 0..MOST {
            match T::deserialize(Node::root(root, &pass)) {
                Ok(value) => {
                    read = Some(value);
                    break;
                }
                Err(mistake) => match pass.borrow_mut().note(&mistake, address(root)) {
                    Next::Again => {}
                    Next::AgainMadeUp => made_up = true,
                    Next::Stop => break,
                },
            }
        }
        (read, made_up, pass.into_inner().problems)
    }

    /// Records a mistake and works out how to get past it.
    fn note(&mut self, mistake: &Mistake, root: usize) -> Next {
        let Some(at) = &mistake.at else {
            return Next::Stop;
        };
        match mistake.kind {
            Kind::Scrap => Next::Stop,
            Kind::Missing(key) => self.note_missing(key, mistake, at),
            _ => {
                self.problems.push(mistake.problem(at));
                if at.address == root || !self.skipped.insert(at.address) {
                    Next::Stop
                } else if at.in_list {
                    Next::AgainMadeUp
                } else {
                    Next::Again
                }
            }
        }
    }

    fn note_missing(&mut self, key: &'static str, mistake: &Mistake, at: &At) -> Next {
        if !self.lost.contains(&(at.address, key.to_owned())) {
            self.problems.push(mistake.problem(at));
        }
        if self.made_up.insert((at.address, key)) {
            Next::AgainMadeUp
        } else {
            Next::Stop
        }
    }
}

/// What to do after a mistake.
enum Next {
    /// Try again without the entry.
    Again,
    /// Try again, to find more mistakes: what comes out holds something made up.
    AgainMadeUp,
    /// Give up.
    Stop,
}
