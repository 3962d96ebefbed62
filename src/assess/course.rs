//! The scores of a member over dates: the one place where values, their population and a scale meet.

use chrono::NaiveDate;

use super::normalise::{Population, Scale, oriented};
use super::reading::usable;
use crate::model::{Id, Indicator, Method, Model, Over, Reference, Scaling, Series};

/// An indicator scaled in a certain way; what an index is made of in the end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Input {
    /// Position of the indicator in the model.
    pub(super) indicator: usize,
    /// How it is scored.
    pub(super) scaling: Scaling,
}

/// Scores as of ascending dates. Every one uses only what is dated on or before its date.
pub(super) fn course(
    model: &Model,
    input: &Input,
    subject: &Id,
    dates: &[NaiveDate],
) -> Vec<Option<f64>> {
    let indicator = &model.indicators[input.indicator];
    let scaling = input.scaling;
    let values = values(indicator, scaling, subject, dates);
    let score = |scale: Option<&Scale>, value: Option<f64>| scale?.score(value?);
    let Some(over) = scaling.method.over() else {
        let population = Population::default();
        let scale = Scale::fit(scaling, indicator, &population, None);
        let scores = values.iter().map(|value| score(scale.as_ref(), *value));
        return scores.collect();
    };
    let mut peers = Peers::new(indicator, scaling, over, subject, dates);
    let own = own_reference(indicator, scaling, subject);
    let scores = dates.iter().enumerate().zip(values);
    scores
        .map(|((place, date), value)| {
            let own = own.filter(|(since, _)| since <= date);
            let own = own.map(|(_, value)| value);
            let scale = Scale::fit(scaling, indicator, peers.on(place, *date), own);
            score(scale.as_ref(), value)
        })
        .collect()
}

/// Usable values on dates, oriented.
fn values(
    indicator: &Indicator,
    scaling: Scaling,
    subject: &Id,
    dates: &[NaiveDate],
) -> Vec<Option<f64>> {
    usable(indicator, subject, dates)
        .into_iter()
        .map(|found| oriented(found?.value, scaling.transform, indicator.direction))
        .collect()
}

/// The date of a reference to the subject's own past, and its value then.
fn own_reference(
    indicator: &Indicator,
    scaling: Scaling,
    subject: &Id,
) -> Option<(NaiveDate, f64)> {
    let (Method::Reference { to, .. } | Method::Ampi { to, .. }) = scaling.method else {
        return None;
    };
    let Reference::Date(date) = to else {
        return None;
    };
    let value = values(indicator, scaling, subject, &[date]);
    Some((date, value.first().copied().flatten()?))
}

/// All values of some series up to a date, in the indicator's unit.
pub(super) fn peers_of<'s>(
    series: impl IntoIterator<Item = &'s Series>,
    date: NaiveDate,
) -> Vec<f64> {
    let of = |series: &'s Series| {
        let rows = 0..series.rows_until(date);
        rows.filter_map(|row| series.value(row))
    };
    series.into_iter().flat_map(of).collect()
}

/// The values that a value is compared with, date by date.
enum Peers<'a> {
    /// Those of every subject on the date.
    Subjects {
        method: Method,
        values: Vec<Vec<Option<f64>>>,
        population: Population,
    },
    /// All observations up to the date; each series with the rows taken so far.
    Past {
        indicator: &'a Indicator,
        scaling: Scaling,
        series: Vec<(&'a Series, usize)>,
        population: Population,
    },
}

impl<'a> Peers<'a> {
    fn new(
        indicator: &'a Indicator,
        scaling: Scaling,
        over: Over,
        subject: &Id,
        dates: &[NaiveDate],
    ) -> Self {
        let population = Population::new(scaling.method);
        let subjects = indicator.series.iter();
        match over {
            Over::Subjects => Self::Subjects {
                method: scaling.method,
                values: subjects
                    .map(|(code, _)| values(indicator, scaling, code, dates))
                    .collect(),
                population,
            },
            Over::Time => Self::Past {
                indicator,
                scaling,
                series: vec![(indicator.series_of(subject), 0)],
                population,
            },
            Over::Both => Self::Past {
                indicator,
                scaling,
                series: subjects.map(|(_, series)| (series.as_ref(), 0)).collect(),
                population,
            },
        }
    }

    /// Those on a date, the one at a place of the dates; asked in ascending order.
    fn on(&mut self, place: usize, date: NaiveDate) -> &Population {
        match self {
            Self::Subjects {
                method,
                values,
                population,
            } => {
                *population = Population::new(*method);
                population.extend(values.iter().filter_map(|values| values[place]));
                population
            }
            Self::Past {
                indicator,
                scaling,
                series,
                population,
            } => {
                for (series, taken) in series {
                    let rows = series.rows_until_from(*taken, date);
                    let observed = (*taken..rows).filter_map(|row| series.value(row));
                    population.extend(observed.filter_map(|value| {
                        oriented(value, scaling.transform, indicator.direction)
                    }));
                    *taken = rows;
                }
                population
            }
        }
    }
}
