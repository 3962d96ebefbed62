//! What cannot be opened: actors, dimensions, questions of lead and lag, the settings, the pages.

use super::{GONE, NEW, Novelty, compared};
use crate::dashboard::{Dashboard, Page, Row};
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
    // What a panel shows by default follows the items: only where those are the same does it tell of its options.
    all.extend(pages(&was.pages, &is.pages, old == new));
    all
}

/// Pages that are new, gone, or have other panels, other sizes of them, or other options.
fn pages(was: &[Page], is: &[Page], same_items: bool) -> Vec<Novelty> {
    let shape = |page: &Page| -> Vec<(Id, &'static str, Option<String>)> {
        let slots = page.slots();
        slots
            .map(|slot| (slot.id.clone(), slot.kind.name, slot.title.clone()))
            .collect()
    };
    let layout = |page: &Page| -> Vec<_> {
        let sizes = |row: &Row| -> Vec<_> {
            let slots = row.slots.iter();
            slots
                .map(|slot| (slot.width, slot.min_size, slot.priority))
                .collect()
        };
        let rows = page.rows.iter();
        rows.map(|row| (row.height, sizes(row))).collect()
    };
    // A panel is plain data: where its options are the same, so are the words for it.
    let options = |page: &Page| -> Vec<String> {
        let slots = page.slots();
        slots.map(|slot| format!("{:?}", slot.panel)).collect()
    };
    let page = |page: &Page, what: &str| Novelty::Item {
        target: None,
        word: "page",
        name: page.title.clone(),
        what: what.to_owned(),
    };
    let mut all = Vec::new();
    for now in is {
        match was.iter().find(|before| before.id == now.id) {
            None => all.push(page(now, NEW)),
            Some(before) if before.title != now.title || shape(before) != shape(now) => {
                all.push(page(now, "has other panels or another title"));
            }
            Some(before) if layout(before) != layout(now) => {
                all.push(page(now, "is divided otherwise"));
            }
            Some(before) if same_items && options(before) != options(now) => {
                all.push(page(now, "has a panel with other options"));
            }
            Some(_) => {}
        }
    }
    let is_gone = |before: &&Page| is.iter().all(|now| now.id != before.id);
    let gone = was.iter().filter(is_gone);
    all.extend(gone.map(|before| page(before, GONE)));
    all
}
