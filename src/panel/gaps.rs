//! Why there is nothing to show, in words: never an empty box.

use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::Context;
use crate::assess::{Contribution, IndexScore, Share};
use crate::model::{Aggregate, Id};
use crate::text::{number, percent, wrap_in};

/// What an index lacks to have a score; none when it has one or does not exist.
pub(super) fn lack(cx: &Context<'_>, index: &Id) -> Option<String> {
    let score = cx.now.score(cx.model, index)?;
    let needs = cx.model.index(index)?.min_coverage;
    if score.value.is_some() {
        return None;
    }
    Some(refused(cx, index).unwrap_or_else(|| {
        let (has, needs) = (percent(score.coverage), percent(needs));
        format!("coverage {has}, needs {needs}")
    }))
}

/// The member whose score a rule of aggregation cannot take: `geometric cannot take Arms from China at 0.0`.
fn refused<'a>(cx: &Context<'a>, index: &'a Id) -> Option<String> {
    let (declared, score) = (cx.model.index(index)?, cx.now.score(cx.model, index)?);
    if score.value.is_some() {
        return None;
    }
    // Members in their order, those without a score looked into at once. Each is seen once and none by recursion: chains
    // may be long, and many ways may lead to the same index.
    let mut seen = HashSet::from([index]);
    let mut open: Vec<(Aggregate, &Contribution)> = Vec::new();
    let members = |of: Aggregate, score: &'a IndexScore| {
        score.contributions.iter().rev().map(move |part| (of, part))
    };
    open.extend(members(declared.aggregate, score));
    while let Some((rule, part)) = open.pop() {
        match part.score {
            Some(value) if !rule.takes(value) => {
                let indicator = cx.model.indicator(&part.id).map(|item| &item.name);
                let name = indicator.or_else(|| cx.model.index(&part.id).map(|item| &item.name))?;
                let (rule, value) = (rule.word(), number(value, Some(1)));
                return Some(format!("{rule} cannot take {name} at {value}"));
            }
            None if seen.insert(&part.id) => {
                let inner = cx
                    .model
                    .index(&part.id)
                    .zip(cx.now.score(cx.model, &part.id));
                if let Some((inner, score)) = inner {
                    open.extend(members(inner.aggregate, score));
                }
            }
            _ => {}
        }
    }
    None
}

/// Why no shares of influence are known.
pub(super) fn no_shares(cx: &Context<'_>) -> String {
    let shares = &cx.now.balance.shares;
    if shares.is_empty() {
        return String::from("No actor has an index: name one in `index` of each actor.");
    }
    let reason = |share: &Share| {
        let actor = cx.model.actor(&share.actor)?;
        let Some(id) = &actor.index else {
            return Some(format!("{} (its index has a mistake)", actor.name));
        };
        Some(format!("{} ({})", cx.model.index(id)?.name, lack(cx, id)?))
    };
    let reasons: Vec<String> = shares.iter().filter_map(reason).collect();
    if reasons.is_empty() {
        String::from("No shares: all scores are 0.")
    } else {
        format!("No shares: no score for {}.", reasons.join(", "))
    }
}

/// Draws a sentence that stands in for a list, apart from the border as its rows are.
pub(super) fn fill(cx: &Context<'_>, text: &str, area: Rect, buf: &mut Buffer) {
    let margin = u16::from(area.width >= 24);
    draw(cx, text, area.inner(Margin::new(margin, 0)), buf);
}

/// Draws a sentence that stands in for a picture.
pub(super) fn draw(cx: &Context<'_>, text: &str, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    let lines = wrap_in(text, area.width.into(), area.height.into());
    for (row, line) in area.rows().zip(lines) {
        Line::styled(line, cx.theme.stale).render(row, buf);
    }
}
