//! One row of the map: the score at the end of each period, and how well it is known.

use chrono::NaiveDate;
use ratatui::style::Style;

use super::periods::Period;
use crate::assess::{Freshness, Population, Scale, freshness_on, oriented};
use crate::model::{Direction, Id, Indicator, Model, Scaling, Span};
use crate::panel::{Context, Target};

/// A step of a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shade {
    /// Below 25.
    Least,
    /// Below 50.
    Less,
    /// Below 75.
    More,
    /// From 75.
    Most,
}

/// How well a score is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// Something was observed in the period.
    Observed,
    /// The last value before it stands in.
    Carried,
    /// That value is stale.
    Stale,
}

/// A known score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    /// 0 to 100.
    pub(super) score: f64,
    known: Known,
}

impl Cell {
    pub(super) fn shade(&self) -> Shade {
        match self.score {
            score if score < 25.0 => Shade::Least,
            score if score < 50.0 => Shade::Less,
            score if score < 75.0 => Shade::More,
            _ => Shade::Most,
        }
    }

    /// The shade in so many cells, in the last of them how well it is known.
    pub(super) fn words(&self, cells: usize) -> String {
        let shade = match self.shade() {
            Shade::Least => "░",
            Shade::Less => "▒",
            Shade::More => "▓",
            Shade::Most => "█",
        };
        let known = match self.known {
            Known::Observed => shade,
            Known::Carried => "~",
            Known::Stale => "!",
        };
        shade.repeat(cells.saturating_sub(1)) + known
    }

    /// How well it is known, in words behind the score.
    pub(super) const fn standing(&self) -> &'static str {
        match self.known {
            Known::Observed => ", observed",
            Known::Carried => ", carried forward",
            Known::Stale => ", stale",
        }
    }
}

/// A row of the map.
pub(super) struct Course {
    /// One per period; none where no score is known.
    pub(super) cells: Vec<Option<Cell>>,
    /// The colour of its actor.
    pub(super) style: Style,
}

impl Course {
    /// The name of an indicator or index.
    pub(super) fn name<'m>(model: &'m Model, target: &Target) -> Option<&'m str> {
        match target {
            Target::Index(id) => model.index(id).map(|item| item.name.as_str()),
            Target::Indicator(id) => model.indicator(id).map(|item| item.name.as_str()),
            _ => None,
        }
    }

    pub(super) fn new(cx: &Context<'_>, target: &Target, periods: &[Period]) -> Self {
        let model = cx.model;
        let id = target.id();
        let (actor, cells) = match (model.indicator(id), model.index_position(id)) {
            (Some(indicator), _) => (
                indicator.actor.as_ref(),
                indicator_cells(model, indicator, periods),
            ),
            (None, Some(place)) => (
                model.indices[place].actor.as_ref(),
                index_cells(cx, place, periods),
            ),
            (None, None) => (None, Vec::new()),
        };
        let place = actor.and_then(|actor| model.actor_position(actor));
        Self {
            cells,
            style: place.map_or(cx.theme.text, |place| cx.theme.actor(place)),
        }
    }
}

/// Scores between the goalposts; where there are none, between the lowest and highest value up to then, turned round where
/// less means more influence. None where the last value is older than it may be carried forward.
fn indicator_cells(model: &Model, indicator: &Indicator, periods: &[Period]) -> Vec<Option<Cell>> {
    let series = indicator.series_of(&model.subject.code);
    let scaling = Scaling::default();
    let scale = Scale::fit(scaling, indicator, &Population::default(), None);
    let score = |date: NaiveDate, value: f64| -> Option<f64> {
        if indicator.goalposts.is_some() {
            let value = oriented(value, scaling.transform, indicator.direction)?;
            return scale.as_ref()?.score(value);
        }
        let (low, high) = series.extremes(0..series.rows_until(date))?;
        let (from, to) = match indicator.direction {
            Direction::More => (low, high),
            Direction::Less => (high, low),
        };
        (low < high).then(|| 100.0 * (value - from) / (to - from))
    };
    let cell = |period: &Period| {
        let row = series.at(period.to)?;
        let is_usable = |carry: Span| carry.after(series.date(row)) >= period.to;
        if !indicator.carry_forward.is_none_or(is_usable) {
            return None;
        }
        let known = if series.date(row) >= period.from {
            Known::Observed
        } else {
            match freshness_on(indicator, series.date(row), period.to) {
                Some(Freshness::Stale) => Known::Stale,
                _ => Known::Carried,
            }
        };
        let score = score(period.to, series.value(row)?)?;
        Some(Cell { score, known })
    };
    periods.iter().map(cell).collect()
}

/// Scores at the ends of the periods; carried where nothing that the index is made of was observed in the period.
fn index_cells(cx: &Context<'_>, place: usize, periods: &[Period]) -> Vec<Option<Cell>> {
    let model = cx.model;
    let mut parts: Vec<&Indicator> = Vec::new();
    collect(model, &model.indices[place].id, &mut parts);
    let cell = |period: &Period| {
        let point = cx.now.history.at(period.to)?;
        let score = (*point.scores.get(place)?)?;
        let is_observed = parts.iter().any(|part| {
            let series = part.series_of(&model.subject.code);
            let rows = series.rows(period.from, period.to);
            series.first_valued(rows).is_some()
        });
        let known = if is_observed {
            Known::Observed
        } else {
            Known::Carried
        };
        Some(Cell { score, known })
    };
    periods.iter().map(cell).collect()
}

/// The indicators that an index is made of in the end. Members come before what uses them, so this ends.
fn collect<'m>(model: &'m Model, id: &Id, parts: &mut Vec<&'m Indicator>) {
    if let Some(indicator) = model.indicator(id) {
        parts.push(indicator);
        return;
    }
    let members = model.index(id).into_iter().flat_map(|index| &index.members);
    for member in members {
        collect(model, &member.id, parts);
    }
}
