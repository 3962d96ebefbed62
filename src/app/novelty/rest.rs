//! What cannot be opened: actors, dimensions, questions of lead and lag, the settings, the pages.

use super::{GONE, NEW, Novelty, compared};
use crate::dashboard::{Dashboard, Page};
use crate::model::Id;

/// All of that, in the order of the files.
pub(super) fn rest(was: &Dashboard, is: &Dashboard) -> Vec<Novelty> {
    let (old, new) = (&was.model, &is.model);
    let told = |word, name: &str, what: &str| Novelty::Item {
        target: None,
        word,
        name: name.to_owned(),
        what: what.to_owned(),
    };
    let mut all = Vec::new();
    macro_rules! compare {
        ($($list:ident: $word:literal;)*) => {$(
            for (id, what) in compared(&old.$list, &new.$list, |item| &item.id) {
                let mut items = new.$list.iter().chain(&old.$list);
                let name = items.find(|item| item.id == *id).map(|item| item.name.as_str());
                all.push(told($word, name.unwrap_or_default(), what));
            }
        )*};
    }
    compare! {
        actors: "actor";
        dimensions: "dimension";
        leadlags: "leadlag";
    }
    let settings = [
        ("title", was.title != is.title),
        ("subject", old.subject != new.subject),
        ("marking", was.marking != is.marking),
        ("theme", was.theme != is.theme),
        ("start", old.start != new.start),
        ("change_over", old.change_over != new.change_over),
        ("robustness", old.robustness != new.robustness),
    ];
    let settings = settings.iter().filter(|(_, differs)| *differs);
    let settings: Vec<&str> = settings.map(|(name, _)| *name).collect();
    if !settings.is_empty() {
        let what = format!("has another {}", settings.join(", "));
        all.push(told("dashboard", &is.title, &what));
    }
    all.extend(pages(&was.pages, &is.pages));
    all
}

/// Pages that are new, gone, or have other panels.
fn pages(was: &[Page], is: &[Page]) -> Vec<Novelty> {
    let shape = |page: &Page| -> Vec<(Id, &'static str, Option<String>)> {
        let slots = page.slots();
        slots
            .map(|slot| (slot.id.clone(), slot.kind.name, slot.title.clone()))
            .collect()
    };
    let page = |page: &Page, what: &str| Novelty::Item {
        target: None,
        word: "page",
        name: page.title.clone(),
        what: what.to_owned(),
    };
    let find = |pages: &'_ [Page], id: &Id| pages.iter().position(|page| page.id == *id);
    let mut all = Vec::new();
    for now in is {
        match find(was, &now.id).map(|at| &was[at]) {
            None => all.push(page(now, NEW)),
            Some(before) if before.title != now.title || shape(before) != shape(now) => {
                all.push(page(now, "has other panels or another title"));
            }
            Some(_) => {}
        }
    }
    let gone = was.iter().filter(|before| find(is, &before.id).is_none());
    all.extend(gone.map(|before| page(before, GONE)));
    all
}
