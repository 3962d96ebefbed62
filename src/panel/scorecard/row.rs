//! What a row of the table says.

use crate::assess::{Freshness, Reading};
use crate::model::{Indicator, Kind, Level, Span};
use crate::panel::{Context, Target};
use crate::text::{self, MISSING};
use crate::theme::level_glyph;

/// A row of the table, in words.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) target: Target,
    pub(super) name: String,
    /// The value in front of and behind its decimal point (the point included).
    pub(super) value: (String, String),
    pub(super) unit: String,
    /// Now minus then, in the unit.
    pub(super) change: Option<f64>,
    /// The same as a share of what it can move: points of score, or percent of the value.
    weight: f64,
    /// The change in front of and behind its decimal point (the point included).
    pub(super) delta: (String, String),
    pub(super) over: Span,
    pub(super) band: Option<(Level, String)>,
    /// What stands in the place of the band for an index.
    pub(super) coverage: String,
    /// Cells of the widest band that it can have, whichever it has now; those of a full coverage for an index.
    pub(super) widest: usize,
    pub(super) age_days: Option<i64>,
    pub(super) age: String,
    pub(super) freshness: Option<Freshness>,
    pub(super) grade: String,
    pub(super) kind: Option<Kind>,
    /// What is to be said of its indicator besides.
    pub(super) marks: Vec<Mark>,
}

/// What is to be said of a row in one sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// An analyst's judgement.
    Assessed,
    /// Sources contradict each other.
    Disputed,
    /// A range is stated.
    Ranged,
    /// A signpost is crossed.
    Crossed,
}

impl Mark {
    /// The sign.
    pub(super) const fn glyph(self) -> &'static str {
        match self {
            Self::Assessed => "✎",
            Self::Disputed => "≠",
            Self::Ranged => "↔",
            Self::Crossed => "⚑",
        }
    }
}

impl Row {
    /// The row of an indicator or an index; none for anything else.
    pub(super) fn new(cx: &Context<'_>, target: &Target) -> Option<Self> {
        match target {
            Target::Indicator(_) => Self::indicator(cx, target),
            Target::Index(_) => Self::index(cx, target),
            _ => None,
        }
    }

    fn indicator(cx: &Context<'_>, target: &Target) -> Option<Self> {
        let place = cx.model.indicator_position(target.id())?;
        let (indicator, reading) = (&cx.model.indicators[place], &cx.now.readings[place]);
        let series = indicator.series_of(&cx.model.subject.code);
        let grade = reading.row.and_then(|row| series.get(row)?.grade);
        let moved = reading.moved;
        let value = split(
            reading
                .value
                .map(|value| text::number(value, indicator.decimals)),
        );
        let decimals = text::decimals(reading.value.unwrap_or(0.0), indicator.decimals);
        let band = reading.band.and_then(|band| indicator.bands.get(band));
        Some(Self {
            target: target.clone(),
            name: indicator.name.clone(),
            value,
            unit: unit(reading.value, &indicator.unit),
            change: moved.map(|moved| moved.by),
            weight: moved.map_or(0.0, |moved| crate::assess::weight_of(indicator, moved)),
            delta: moved.map_or_else(Default::default, |moved| {
                parts(text::delta(moved.by, Some(decimals)))
            }),
            over: indicator.change_over,
            band: band.map(|band| (band.level, band.name.clone())),
            coverage: String::new(),
            widest: widest(indicator),
            age_days: reading.age,
            age: reading
                .age
                .map_or(MISSING.to_owned(), |days| aged(days, reading.freshness)),
            freshness: reading.freshness,
            grade: grade.map(|grade| grade.to_string()).unwrap_or_default(),
            kind: Some(indicator.kind),
            marks: marks(indicator, reading),
        })
    }

    fn index(cx: &Context<'_>, target: &Target) -> Option<Self> {
        let place = cx.model.index_position(target.id())?;
        let (index, score) = (&cx.model.indices[place], &cx.now.scores[place]);
        let before = cx.now.before.scores.get(place).copied().flatten();
        let change = score.value.zip(before).map(|(now, before)| now - before);
        Some(Self {
            target: target.clone(),
            name: index.name.clone(),
            value: split(score.value.map(|value| text::number(value, Some(1)))),
            unit: unit(score.value, cx.model.unit_of(index)),
            change,
            weight: change.unwrap_or(0.0),
            delta: change.map_or_else(Default::default, |by| parts(text::delta(by, Some(1)))),
            over: cx.model.change_over,
            band: None,
            coverage: format!("{} known", text::percent(score.coverage)),
            widest: text::width("100 % known"),
            age_days: None,
            age: String::new(),
            freshness: None,
            grade: String::new(),
            kind: None,
            marks: Vec::new(),
        })
    }

    /// How far it moved, whatever its unit and direction.
    pub(super) fn moved_by(&self) -> f64 {
        self.weight.abs()
    }

    /// The band with its glyph; the coverage of an index.
    pub(super) fn standing(&self) -> String {
        match &self.band {
            Some((level, name)) => format!("{} {name}", level_glyph(*level)),
            None => self.coverage.clone(),
        }
    }

    /// Cells that its marks and the blank in front of them take.
    pub(super) fn marks_width(&self) -> usize {
        self.marks.len() + usize::from(!self.marks.is_empty())
    }
}

/// Cells of the widest of an indicator's bands with its glyph; 0 where it has none.
fn widest(indicator: &Indicator) -> usize {
    let bands = (0..).map_while(|at| indicator.bands.get(at));
    let cells =
        bands.map(|band| text::width(level_glyph(band.level)) + 1 + text::width(&band.name));
    cells.max().unwrap_or(0)
}

/// The head above bands: of an index the share of its weight that has figures stands there.
pub(super) fn band_head(rows: &[Row]) -> &'static str {
    let is_index = |row: &Row| matches!(row.target, Target::Index(_));
    match (rows.iter().any(is_index), rows.iter().all(is_index)) {
        (false, _) => "Band",
        (true, false) => "Band/known",
        (true, true) => "Known",
    }
}

/// The unit of a value; none without one.
fn unit(value: Option<f64>, unit: &str) -> String {
    value.map_or_else(String::new, |_| unit.to_owned())
}

fn marks(indicator: &Indicator, reading: &Reading) -> Vec<Mark> {
    let is_ranged = reading.range.is_some_and(|(low, high)| low < high);
    let is_disputed = reading.value.is_some() && !indicator.dispute.is_empty();
    let is_crossed = reading.signposts.iter().any(|signpost| signpost.crossed);
    [
        (Mark::Assessed, indicator.kind == Kind::Assessed),
        (Mark::Disputed, is_disputed),
        (Mark::Ranged, is_ranged && !is_disputed),
        (Mark::Crossed, is_crossed),
    ]
    .into_iter()
    .filter_map(|(mark, holds)| holds.then_some(mark))
    .collect()
}

/// A value in front of and from its decimal point on.
fn split(value: Option<String>) -> (String, String) {
    parts(value.unwrap_or_else(|| MISSING.to_owned()))
}

/// A figure in front of and from its decimal point on.
fn parts(figure: String) -> (String, String) {
    match figure.split_once('.') {
        Some((whole, rest)) => (whole.to_owned(), format!(".{rest}")),
        None => (figure, String::new()),
    }
}

/// The sign of a freshness: `~` carried forward, `!` stale.
pub(super) const fn freshness_sign(freshness: Option<Freshness>) -> &'static str {
    match freshness {
        Some(Freshness::Stale) => "!",
        Some(Freshness::Carried) => "~",
        Some(Freshness::Fresh) | None => "",
    }
}

/// An age with the sign of its freshness.
fn aged(days: i64, freshness: Option<Freshness>) -> String {
    format!("{}{}", freshness_sign(freshness), text::age(days))
}
