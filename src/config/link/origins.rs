//! Where items stand in the files.

use super::super::parse::Sort;
use super::{Linker, Owner};
use crate::dashboard::{Origins, Spot};
use crate::panel::Target;

impl Linker<'_> {
    /// Where each item that can be selected stands, and each page.
    pub(super) fn origins(&self) -> Origins {
        let mut origins = Origins::default();
        for ((_, id), owner) in &self.owners {
            let id = id.clone();
            let target = match owner.sort {
                Sort::Indicator => Target::Indicator(id),
                Sort::Index => Target::Index(id),
                Sort::Event => Target::Event(id),
                Sort::Judgement => Target::Judgement(id),
                Sort::Hypothesis => Target::Hypothesis(id),
                Sort::Finding => Target::Finding(id),
                Sort::Source => Target::Source(id),
                Sort::Page => {
                    origins.pages.insert(id, self.spot(owner));
                    continue;
                }
                Sort::Actor | Sort::Dimension | Sort::LeadLag => continue,
            };
            origins.items.insert(target, self.spot(owner));
        }
        origins
    }

    fn spot(&self, owner: &Owner) -> Spot {
        let unit = &self.units[owner.unit];
        Spot {
            file: unit.name.clone(),
            line: unit.parsed.claims[owner.claim].line,
        }
    }
}
