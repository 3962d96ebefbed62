//! The model as figures by position, so that thousands of runs look nothing up.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Scores;
use super::draw::{Draw, triangular, weight_noise};
use crate::assess::course::peers_of;
use crate::assess::index::{Covered, Part, Plan, covered, scored};
use crate::assess::normalise::{Population, Scale, oriented};
use crate::assess::random::Random;
use crate::assess::reading::is_within;
use crate::model::{Id, Indicator, Method, Model, Over, Reference, Robustness, Scaling, Span};

/// The figures of a model for some subjects on some dates.
pub(super) struct Problem<'a> {
    pub(super) model: &'a Model,
    pub(super) settings: &'a Robustness,
    plan: Plan,
    /// The indicators that are members of some index.
    columns: Vec<Column<'a>>,
    /// The column of each input of the plan.
    column_of: Vec<usize>,
    pub(super) subjects: usize,
    pub(super) dates: usize,
}

/// An indicator's observations in use.
struct Column<'a> {
    indicator: &'a Indicator,
    /// By date, then by subject.
    cells: Vec<Option<Cell>>,
    /// By date, then by subject: all values so far, for methods that compare with the past; only where asked for.
    past: Vec<Vec<f64>>,
    /// By date, then by subject: of all subjects together.
    past_of_all: Vec<Vec<f64>>,
    /// By subject: its values on the dates of references.
    own: HashMap<NaiveDate, Vec<Option<f64>>>,
}

/// The last observation with a value.
#[derive(Clone, Copy)]
struct Cell {
    /// Tells observations apart: what is carried to a later date is drawn alike.
    key: u64,
    value: f64,
    low: f64,
    high: f64,
    /// Whether it counts as declared.
    counts: bool,
    date: NaiveDate,
    as_of: NaiveDate,
}

impl Cell {
    fn counts(&self, carry: Option<Span>) -> bool {
        carry.map_or(self.counts, |span| is_within(span, self.date, self.as_of))
    }
}

impl<'a> Problem<'a> {
    pub(super) fn new(
        model: &'a Model,
        settings: &'a Robustness,
        subjects: &[Id],
        dates: &[NaiveDate],
    ) -> Self {
        let plan = Plan::new(model);
        let mut places: Vec<usize> = Vec::new();
        let column_of = plan
            .inputs()
            .iter()
            .map(|input| {
                let known = places.iter().position(|place| *place == input.indicator);
                known.unwrap_or_else(|| {
                    places.push(input.indicator);
                    places.len() - 1
                })
            })
            .collect();
        let methods: Vec<Method> = plan
            .inputs()
            .iter()
            .map(|input| input.scaling.method)
            .chain(settings.normalise.iter().copied())
            .collect();
        let columns = places.iter().enumerate();
        let columns = columns
            .map(|(at, place)| {
                Column::new(&model.indicators[*place], at, subjects, dates, &methods)
            })
            .collect();
        Self {
            model,
            settings,
            plan,
            columns,
            column_of,
            subjects: subjects.len(),
            dates: dates.len(),
        }
    }

    /// How many indicators are members of some index.
    pub(super) fn indicators(&self) -> usize {
        self.columns.len()
    }

    /// How many indices there are.
    pub(super) fn indices(&self) -> usize {
        self.model.indices.len()
    }

    /// The scores under a draw, by date, then by subject, then by index.
    pub(super) fn score(&self, draw: &Draw) -> Scores {
        let values: Vec<Vec<Option<f64>>> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                if draw.left_out == Some(at) {
                    return vec![None; column.cells.len()];
                }
                self.values(column, draw)
            })
            .collect();
        let inputs: Vec<Vec<Option<f64>>> = self
            .plan
            .inputs()
            .iter()
            .zip(&self.column_of)
            .map(|(input, column)| {
                let mut scaling = input.scaling;
                if let Some(method) = draw.method {
                    scaling.method = self.settings.normalise[method];
                }
                self.scaled(&self.columns[*column], scaling, &values[*column])
            })
            .collect();
        let weights = draw.weights.map(|seed| {
            let count = self.model.indices.iter().map(|index| index.members.len());
            weight_noise(seed, self.settings.weights, count.sum())
        });
        let cells = self.dates * self.subjects;
        let mut scores = Vec::with_capacity(cells * self.indices());
        let mut made: Vec<Covered> = Vec::with_capacity(self.indices());
        for cell in 0..cells {
            self.aggregate(&inputs, cell, weights.as_deref(), draw, &mut made);
            scores.extend(made.iter().map(|known| known.value));
        }
        scores
    }

    /// The values of a column under a draw; none where they do not count.
    fn values(&self, column: &Column<'_>, draw: &Draw) -> Vec<Option<f64>> {
        let carry = draw.carry.map(|place| self.settings.carry_forward[place]);
        let cells = column.cells.iter();
        cells
            .map(|cell| {
                let cell = cell.filter(|cell| cell.counts(carry))?;
                Some(match draw.values {
                    Some(seed) if cell.low < cell.high => {
                        let u = Random::new(seed, cell.key).uniform();
                        triangular(u, cell.low, cell.value, cell.high)
                    }
                    _ => cell.value,
                })
            })
            .collect()
    }

    /// The scores of a column's values.
    fn scaled(
        &self,
        column: &Column<'_>,
        scaling: Scaling,
        values: &[Option<f64>],
    ) -> Vec<Option<f64>> {
        let indicator = column.indicator;
        let orient = |value: f64| oriented(value, scaling.transform, indicator.direction);
        let oriented: Vec<Option<f64>> =
            values.iter().map(|value| value.and_then(orient)).collect();
        let mut scores = Vec::with_capacity(values.len());
        for date in 0..self.dates {
            let on_date = date * self.subjects..(date + 1) * self.subjects;
            let mut shared = None;
            for cell in on_date.clone() {
                let subject = cell - on_date.start;
                let own = column.own_reference(scaling, subject).and_then(orient);
                let is_shared = scaling.method.over() != Some(Over::Time) && own.is_none();
                if shared.is_none() || !is_shared {
                    let mut population = Population::new(scaling.method);
                    match scaling.method.over() {
                        None => {}
                        Some(Over::Subjects) => {
                            population.extend(oriented[on_date.clone()].iter().flatten().copied());
                        }
                        Some(Over::Time) => {
                            let past = column.past[cell].iter();
                            population.extend(past.filter_map(|value| orient(*value)));
                        }
                        Some(Over::Both) => {
                            let past = column.past_of_all[date].iter();
                            population.extend(past.filter_map(|value| orient(*value)));
                        }
                    }
                    shared = Some(Scale::fit(scaling, indicator, &population, own));
                }
                let scale = shared.as_ref().and_then(Option::as_ref);
                scores.push(
                    scale
                        .zip(oriented[cell])
                        .and_then(|(scale, x)| scale.score(x)),
                );
            }
        }
        scores
    }

    /// Every index for one subject on one date.
    fn aggregate(
        &self,
        inputs: &[Vec<Option<f64>>],
        cell: usize,
        weights: Option<&[f64]>,
        draw: &Draw,
        made: &mut Vec<Covered>,
    ) {
        made.clear();
        // What is left out counts neither as present nor as missing; so does an index of nothing else.
        let mut absent = Vec::with_capacity(self.indices());
        let mut first = 0;
        for (place, index) in self.model.indices.iter().enumerate() {
            let members = self.plan.members(place);
            let is_absent = |part: Part| match part {
                Part::Input(input) => draw.left_out == Some(self.column_of[input]),
                Part::Index(place) => absent[place],
            };
            let kept = members.iter().enumerate();
            let kept = kept.filter(|&(_, &(part, _))| !is_absent(part));
            let parts = kept.clone().map(|(at, &(part, weight))| {
                let times = weights.map_or(1.0, |weights| weights[first + at]);
                (
                    weight * times,
                    covered(part, made, |input| inputs[input][cell]),
                )
            });
            let rule = draw
                .rule
                .map_or(index.aggregate, |at| self.settings.aggregate[at]);
            let score = scored(index, rule, parts);
            let is_empty = index.lost.is_empty() && kept.count() == 0;
            absent.push(is_empty);
            first += members.len();
            made.push(score);
        }
    }
}

impl<'a> Column<'a> {
    fn new(
        indicator: &'a Indicator,
        at: usize,
        subjects: &[Id],
        dates: &[NaiveDate],
        methods: &[Method],
    ) -> Self {
        let needs = |over| methods.iter().any(|method| method.over() == Some(over));
        let grid = || {
            dates
                .iter()
                .flat_map(|date| subjects.iter().map(move |id| (*date, id)))
        };
        let cells = grid().enumerate().map(|(place, (date, subject))| {
            cell(indicator, subject, date, (at, place % subjects.len()))
        });
        let past = grid().filter(|_| needs(Over::Time));
        let past_of_all = dates.iter().filter(|_| needs(Over::Both));
        let own = methods.iter().filter_map(|method| match method {
            Method::Reference {
                to: Reference::Date(date),
                ..
            }
            | Method::Ampi {
                to: Reference::Date(date),
                ..
            } => Some(*date),
            _ => None,
        });
        let value_on =
            |date, subject| cell(indicator, subject, date, (0, 0)).filter(|cell| cell.counts);
        Self {
            indicator,
            cells: cells.collect(),
            past: past
                .map(|(date, subject)| peers_of([indicator.series_of(subject)], date))
                .collect(),
            past_of_all: past_of_all
                .map(|date| {
                    let series = indicator.series.iter();
                    peers_of(series.map(|(_, series)| series.as_ref()), *date)
                })
                .collect(),
            own: own
                .map(|date| {
                    let values = subjects
                        .iter()
                        .map(|subject| Some(value_on(date, subject)?.value));
                    (date, values.collect())
                })
                .collect(),
        }
    }

    /// The subject's own value on the date of a reference, in the indicator's unit.
    fn own_reference(&self, scaling: Scaling, subject: usize) -> Option<f64> {
        let (Method::Reference { to, .. } | Method::Ampi { to, .. }) = scaling.method else {
            return None;
        };
        match to {
            Reference::Date(date) => *self.own.get(&date)?.get(subject)?,
            _ => None,
        }
    }
}

/// The observation of a subject in use on a date.
fn cell(
    indicator: &Indicator,
    subject: &Id,
    as_of: NaiveDate,
    (column, place): (usize, usize),
) -> Option<Cell> {
    let series = indicator.series_of(subject);
    let row = series.at(as_of)?;
    let observation = series.get(row)?;
    let value = observation.value?;
    let carry = indicator.carry_forward;
    Some(Cell {
        key: ((column as u64) << 48) ^ ((place as u64) << 32) ^ row as u64,
        value,
        low: observation.low.unwrap_or(value),
        high: observation.high.unwrap_or(value),
        counts: carry.is_none_or(|span| is_within(span, observation.date, as_of)),
        date: observation.date,
        as_of,
    })
}
