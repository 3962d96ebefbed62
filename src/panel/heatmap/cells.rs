//! One row of the map: the score at the end of each period, and how well it is known.

use chrono::NaiveDate;
use ratatui::style::Style;

use super::periods::Period;
use crate::assess::{Freshness, Usable, freshness_on, parts_of, score_between, usable};
use crate::model::{Goalposts, Indicator, Model};
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
    let ends: Vec<NaiveDate> = periods.iter().map(|period| period.to).collect();
    let found = usable(indicator, &model.subject.code, &ends);
    let cell = |(period, found): (&Period, Option<Usable>)| {
        let Usable { value, date } = found?;
        let known = if date >= period.from {
            Known::Observed
        } else {
            match freshness_on(indicator, date, period.to) {
                Some(Freshness::Stale) => Known::Stale,
                _ => Known::Carried,
            }
        };
        let between = || {
            let (low, high) = series.extremes(0..series.rows_until(period.to))?;
            (low < high).then_some(Goalposts { low, high })
        };
        let goalposts = indicator.goalposts.or_else(between)?;
        let score = score_between(goalposts, indicator.direction, value);
        Some(Cell { score, known })
    };
    periods.iter().zip(found).map(cell).collect()
}

/// Scores at the ends of the periods; carried where nothing that the index is made of was observed in the period.
fn index_cells(cx: &Context<'_>, place: usize, periods: &[Period]) -> Vec<Option<Cell>> {
    let model = cx.model;
    let parts = parts_of(model, &model.indices[place].id);
    let cell = |period: &Period| {
        let point = cx.now.history.at(period.to)?;
        let score = (*point.scores.get(place)?)?;
        let is_observed = parts.iter().any(|part| {
            let series = model.indicators[*part].series_of(&model.subject.code);
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
