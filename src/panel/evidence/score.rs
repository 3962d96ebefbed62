//! The evidence of an index: what its members add.

use super::page::{Page, figure};
use crate::model::Id;
use crate::panel::Target;
use crate::text::{self, MISSING};

pub(super) fn write(page: &mut Page<'_>, id: &Id) {
    let (Some(index), Some(score)) = (page.model.index(id), page.now.score(page.model, id)) else {
        return;
    };
    let theme = page.theme;
    let actor = index.actor.as_ref().and_then(|id| page.model.actor(id));
    let of = actor.map_or(String::new(), |actor| {
        format!(" · influence of {}", actor.name)
    });
    let unit = page.model.unit_of(index);
    let span = if unit.is_empty() { "" } else { ", 0 to 100" };
    page.title(&index.name, &format!("index{span}{of}"));
    page.field(
        "Score",
        &[(figure(score.value, Some(1), unit), theme.strong)],
    );
    page.field(
        "Coverage",
        &[
            (text::percent(score.coverage), theme.text),
            (
                format!(
                    "of the weight has values, {} needed",
                    text::percent(index.min_coverage)
                ),
                theme.dim,
            ),
        ],
    );
    change(page, id, score.value);
    page.section("Definition", &index.about);

    page.head("Contributions");
    let head = |words: &str| (words.to_owned(), theme.head);
    let cells = [6, 5, 6];
    let columns = |parts: [(String, ratatui::style::Style); 3]| {
        parts.into_iter().zip(cells).collect::<Vec<_>>()
    };
    page.row(
        &head("Member"),
        &columns([head("Weight"), head("Score"), head("Points")]),
    );
    for part in &score.contributions {
        let number = |value: Option<f64>| {
            value.map_or(MISSING.to_owned(), |value| text::number(value, Some(1)))
        };
        let name = super::page::name_of(page.model, &variable(page, &part.id));
        let points = part.score.map(|_| part.points);
        let style = if part.score.is_some() {
            theme.text
        } else {
            theme.stale
        };
        page.row(
            &(name, style),
            &columns([
                (text::percent(part.share), style),
                (number(part.score), style),
                (number(points), theme.strong),
            ]),
        );
    }
    let missing = score
        .contributions
        .iter()
        .filter(|part| part.score.is_none())
        .count();
    if missing > 0 {
        let words = "– no usable value: the other members share its weight";
        page.text(0, words, theme.dim);
    }
}

fn variable(page: &Page<'_>, id: &Id) -> Target {
    match page.model.index(id) {
        Some(_) => Target::Index(id.clone()),
        None => Target::Indicator(id.clone()),
    }
}

fn change(page: &mut Page<'_>, id: &Id, value: Option<f64>) {
    let since = page.model.change_over.before(page.now.as_of);
    let place = page.model.index_position(id);
    let then = place.and_then(|place| *page.now.before.scores.get(place)?);
    if let Some((now, then)) = value.zip(then) {
        let words = format!(
            "{} since {}",
            text::delta(now - then, Some(1)),
            text::date(since)
        );
        page.field("Change", &[(words, page.theme.text)]);
    }
}
