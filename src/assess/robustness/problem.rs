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
use crate::model::{
    Id, Indicator, Method, Model, Over, Reference, Robustness, Scaling, Series, Span,
};

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
    /// The subjects and, behind them, the others that some method compares them with.
    peers: usize,
    pub(super) dates: usize,
}

/// An indicator's observations in use.
struct Column<'a> {
    indicator: &'a Indicator,
    /// By date, then by peer.
    cells: Vec<Option<Cell>>,
    /// By date, then by subject: all values before the newest, for methods that compare with the past; only where asked
    /// for. The newest is compared as it is drawn.
    past: Vec<Vec<f64>>,
    /// By date, then by subject: of all subjects together.
    past_of_all: Vec<Vec<f64>>,
    /// By date of a reference, then by date and subject: its value then; none before that date.
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
        let mut peers = subjects.to_vec();
        if needs(&methods, Over::Subjects) || needs(&methods, Over::Both) {
            let others = model.subjects().into_iter();
            peers.extend(others.filter(|other| !subjects.contains(other)));
        }
        let columns = places.iter().enumerate();
        let columns = columns.map(|(at, place)| {
            let of = (subjects, &peers[..]);
            Column::new(&model.indicators[*place], at, of, dates, &methods)
        });
        Self {
            model,
            settings,
            plan,
            columns: columns.collect(),
            column_of,
            subjects: subjects.len(),
            peers: peers.len(),
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
                column.values(draw)
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
                self.scaled(&self.columns[*column], scaling, draw, &values[*column])
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

    /// The scores of a column's values, by date, then by subject.
    fn scaled(
        &self,
        column: &Column<'_>,
        scaling: Scaling,
        draw: &Draw,
        values: &[Option<f64>],
    ) -> Vec<Option<f64>> {
        let indicator = column.indicator;
        let orient = |value: f64| oriented(value, scaling.transform, indicator.direction);
        let newest: Vec<Option<f64>> = values.iter().map(|value| value.and_then(orient)).collect();
        let carry = draw.carry.map(|place| self.settings.carry_forward[place]);
        let counts = |cell: &Cell| cell.counts(carry);
        let counting = column.cells.iter().zip(&newest);
        let counting =
            counting.map(|(cell, value)| value.filter(|_| cell.as_ref().is_some_and(counts)));
        let counting: Vec<Option<f64>> = counting.collect();
        let over = scaling.method.over();
        let reference = reference_date(scaling.method);
        let is_shared = over != Some(Over::Time) && reference.is_none();
        let mut scores = Vec::with_capacity(self.dates * self.subjects);
        for date in 0..self.dates {
            let peers = date * self.peers..(date + 1) * self.peers;
            let (newest, on_date) = (&newest[peers.clone()], &counting[peers]);
            let mut fitted = None;
            for (subject, value) in on_date[..self.subjects].iter().enumerate() {
                let cell = date * self.subjects + subject;
                if fitted.is_none() || !is_shared {
                    let own = reference.and_then(|since| column.own.get(&since)?[cell]);
                    let mut population = Population::new(scaling.method);
                    match over {
                        None => {}
                        Some(Over::Subjects) => {
                            population.extend(on_date.iter().flatten().copied());
                        }
                        Some(Over::Time) => {
                            let past = column.past[cell].iter();
                            let past = past.filter_map(|value| orient(*value));
                            population.extend(past.chain(newest[subject]));
                        }
                        Some(Over::Both) => {
                            let past = column.past_of_all[date].iter();
                            let past = past.filter_map(|value| orient(*value));
                            population.extend(past.chain(newest.iter().flatten().copied()));
                        }
                    }
                    let own = own.and_then(orient);
                    fitted = Some(Scale::fit(scaling, indicator, &population, own));
                }
                let scale = fitted.as_ref().and_then(Option::as_ref);
                scores.push(scale.zip(*value).and_then(|(scale, x)| scale.score(x)));
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
    /// The newest values under a draw, whether they count or not.
    fn values(&self, draw: &Draw) -> Vec<Option<f64>> {
        let cells = self.cells.iter();
        cells
            .map(|cell| {
                let cell = (*cell)?;
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

    fn new(
        indicator: &'a Indicator,
        at: usize,
        (subjects, peers): (&[Id], &[Id]),
        dates: &[NaiveDate],
        methods: &[Method],
    ) -> Self {
        let cells = grid(dates, peers)
            .enumerate()
            .map(|(place, (date, subject))| {
                cell(indicator, subject, date, (at, place % peers.len()))
            });
        let past = grid(dates, subjects).filter(|_| needs(methods, Over::Time));
        let past_of_all = dates.iter().filter(|_| needs(methods, Over::Both));
        let own = methods.iter().filter_map(|method| reference_date(*method));
        let value_on =
            |date, subject| cell(indicator, subject, date, (0, 0)).filter(|cell| cell.counts);
        Self {
            indicator,
            cells: cells.collect(),
            past: past
                .map(|(date, subject)| before_newest(indicator.series_of(subject), date))
                .collect(),
            past_of_all: past_of_all
                .map(|date| {
                    let series = indicator.series.iter();
                    let past = series.flat_map(|(_, series)| before_newest(series, *date));
                    past.collect()
                })
                .collect(),
            own: own
                .map(|since| {
                    let known = |date| Some(since).filter(|since| *since <= date);
                    let values = grid(dates, subjects)
                        .map(|(date, subject)| Some(value_on(known(date)?, subject)?.value));
                    (since, values.collect())
                })
                .collect(),
        }
    }
}

/// The values of a series up to a date without the last of them.
fn before_newest(series: &Series, date: NaiveDate) -> Vec<f64> {
    let mut values = peers_of([series], date);
    values.pop();
    values
}

/// By date, then by subject.
fn grid<'g>(dates: &'g [NaiveDate], of: &'g [Id]) -> impl Iterator<Item = (NaiveDate, &'g Id)> {
    let each = dates.iter();
    each.flat_map(move |date| of.iter().map(move |id| (*date, id)))
}

/// Whether some method compares values with those.
fn needs(methods: &[Method], over: Over) -> bool {
    methods.iter().any(|method| method.over() == Some(over))
}

/// The date in a subject's own past with which a method compares its values.
fn reference_date(method: Method) -> Option<NaiveDate> {
    match method {
        Method::Reference {
            to: Reference::Date(date),
            ..
        }
        | Method::Ampi {
            to: Reference::Date(date),
            ..
        } => Some(date),
        _ => None,
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
