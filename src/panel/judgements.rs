//! `judgements`: key judgements with their likelihood, and their confidence apart from it (ICD 203).

mod card;
mod gauge;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use schemars::JsonSchema;
use serde::Deserialize;

use self::card::Form;
use super::{Context, Extent, Kind, Panel, Target, gaps, options};
use crate::lenient::{Spanned, Table};
use crate::model::{Id, Judgement, Model};
use crate::widget::{hints, position, window};

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "judgements",
    summary: "key judgements with likelihood on a scale, and confidence apart from it",
    example: r#"
kind = "judgements"
# judgements = ["balancing"]  # which, in this order; default: all
"#,
    min_size: (28, 4),
    build,
    schema: options::schema::<Options>,
};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Which, in this order; default: all.
    judgements: Option<Vec<Spanned<String>>>,
}

#[derive(Debug)]
struct Judgements {
    /// Which, in order; none: all.
    only: Option<Vec<Id>>,
}

fn build(table: &mut Table<'_>, model: &Model) -> Option<Box<dyn Panel>> {
    let Options { judgements } = table.read()?;
    let known = || model.judgements.iter().map(|item| item.id.as_str());
    let find = |id: &str| Some(model.judgement(&Id::new(id))?.id.clone());
    let only = judgements.map(|list| {
        list.iter()
            .filter_map(|id| table.find(id, "judgement", find, known()))
            .collect()
    });
    Some(Box::new(Judgements { only }))
}

impl Judgements {
    /// Those that had been made by the reader's date.
    fn shown<'a>(&self, cx: &Context<'a>) -> Vec<&'a Judgement> {
        let made = |judgement: &&Judgement| judgement.date <= cx.now.as_of;
        let model = cx.model;
        match &self.only {
            Some(ids) => {
                let named = ids.iter().filter_map(|id| model.judgement(id));
                named.filter(made).collect()
            }
            None => model.judgements.iter().filter(made).collect(),
        }
    }
}

fn target(judgement: &Judgement) -> Target {
    Target::Judgement(judgement.id.clone())
}

impl Panel for Judgements {
    fn lists(&self, model: &Model) -> Option<Vec<Target>> {
        let all = || model.judgements.iter().map(|item| item.id.clone());
        let ids = self.only.clone().unwrap_or_else(|| all().collect());
        Some(ids.into_iter().map(Target::Judgement).collect())
    }

    fn title(&self, _model: &Model) -> String {
        String::from("Key judgements")
    }

    fn badge(&self, cx: &Context<'_>) -> String {
        match self.shown(cx).len() {
            0 => String::new(),
            count => count.to_string(),
        }
    }

    fn targets(&self, cx: &Context<'_>) -> Vec<Target> {
        self.shown(cx).into_iter().map(target).collect()
    }

    fn extent(&self, cx: &Context<'_>, area: Rect) -> Extent {
        Extent::Rows(Form::of(&self.shown(cx), area).fit(area))
    }

    fn target_at(&self, cx: &Context<'_>, area: Rect, at: Position) -> Option<Target> {
        let judgements = self.shown(cx);
        let (_, hit) = cards(cx, &judgements, area).find(|(card, _)| card.contains(at))?;
        Some(target(judgements[hit]))
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let judgements = self.shown(cx);
        if judgements.is_empty() {
            gaps::fill(cx, "No judgement had been made by this date.", area, buf);
            return;
        }
        let form = Form::of(&judgements, area);
        let selected = selected(cx, &judgements);
        for (card, at) in cards(cx, &judgements, area) {
            let selection = (selected == at).then_some(cx.focused);
            card::draw(form, cx.theme, judgements[at], card, selection, buf);
        }
        let rows = window(judgements.len(), selected, cx.place.row, form.fit(area));
        hints(buf, area, &rows, judgements.len(), cx.theme);
    }
}

fn selected(cx: &Context<'_>, judgements: &[&Judgement]) -> usize {
    let targets: Vec<Target> = judgements
        .iter()
        .map(|judgement| target(judgement))
        .collect();
    position(cx.place.selected.as_ref(), &targets)
}

/// Where the judgements that show stand, with their positions.
fn cards(
    cx: &Context<'_>,
    judgements: &[&Judgement],
    area: Rect,
) -> impl Iterator<Item = (Rect, usize)> + use<> {
    let form = Form::of(judgements, area);
    let selected = selected(cx, judgements);
    let shown = window(judgements.len(), selected, cx.place.row, form.fit(area));
    let places = form.places(&judgements[shown.clone()], area);
    places.into_iter().zip(shown)
}
