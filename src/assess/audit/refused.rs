//! Scores that a rule of aggregation cannot take.

use chrono::NaiveDate;

use super::ConcernKind;
use crate::assess::course::{Input, course};
use crate::assess::normalise::{Population, Scale, oriented};
use crate::assess::{IndexScore, scores_of};
use crate::model::{Aggregate, Id, Indicator, Member, Method, Model, Scaling, Series};

/// How many dates are looked at, over all subjects, where a score depends on other values.
const DATES: usize = 240;

/// All indices of the dashboard's subject on a date.
pub(super) struct Newest {
    date: NaiveDate,
    scores: Vec<IndexScore>,
}

/// Whether there are scores that a rule cannot take.
fn is_picky(rule: Aggregate) -> bool {
    !(rule.takes(0.0) && rule.takes(-1.0))
}

/// The newest refusal of each member of an index. Scores between goalposts, and values as they are, are looked at whole;
/// where scores depend on other values, the newest dates. A member that is an index is looked at on the newest date
/// alone, for the dashboard's subject.
pub(super) fn refused(model: &Model, place: usize, newest: Option<&Newest>) -> Vec<ConcernKind> {
    let index = &model.indices[place];
    if !is_picky(index.aggregate) {
        return Vec::new();
    }
    let members = index.members.iter().enumerate();
    members
        .filter_map(|(at, member)| match model.indicator_position(&member.id) {
            Some(indicator) => of_indicator(model, index.aggregate, member, indicator),
            None => of_index(model, newest?, place, at),
        })
        .collect()
}

fn of_indicator(
    model: &Model,
    rule: Aggregate,
    member: &Member,
    place: usize,
) -> Option<ConcernKind> {
    let indicator = &model.indicators[place];
    let scaling = member.scaling;
    let each = (DATES / indicator.series.len().max(1)).max(1);
    let newest = indicator.series.iter().filter_map(|(subject, series)| {
        let (row, score) = match scaling.method {
            Method::Goalposts { .. } | Method::Raw => fixed(rule, indicator, scaling, series),
            _ => {
                let input = Input {
                    indicator: place,
                    scaling,
                };
                relative(model, rule, &input, subject, series, each)
            }
        }?;
        Some((series.date(row), subject, series.value(row), score))
    });
    let (date, subject, value, score) = newest.max_by_key(|found| found.0)?;
    Some(ConcernKind::Refused {
        member: member.id.clone(),
        subject: subject.clone(),
        date,
        value,
        score,
    })
}

/// The last row whose score is refused, where a score follows from its value alone; blocks of rows without one are
/// passed over.
fn fixed(
    rule: Aggregate,
    indicator: &Indicator,
    scaling: Scaling,
    series: &Series,
) -> Option<(usize, f64)> {
    let scale = Scale::fit(scaling, indicator, &Population::default(), None)?;
    let score = |value| {
        let oriented = oriented(value, scaling.transform, indicator.direction)?;
        scale.score(oriented)
    };
    let is_refused = |value| score(value).map(|score| !rule.takes(score));
    // Scores rise or fall with values: the ends of a block tell. An end that cannot be transformed tells nothing.
    let may_hold = |low: f64, high: f64| {
        if low >= high {
            return low <= high && is_refused(low) == Some(true);
        }
        [low, high]
            .map(is_refused)
            .iter()
            .any(|at| *at != Some(false))
    };
    let row = series.last_before(series.len(), may_hold)?;
    Some((row, score(series.value(row)?)?))
}

/// The last of the newest rows whose score is refused.
fn relative(
    model: &Model,
    rule: Aggregate,
    input: &Input,
    subject: &Id,
    series: &Series,
    most: usize,
) -> Option<(usize, f64)> {
    let rows = series.len().saturating_sub(most)..series.len();
    let dates: Vec<NaiveDate> = rows.clone().map(|row| series.date(row)).collect();
    let scores = course(model, input, subject, &dates);
    rows.zip(scores).rev().find_map(|(row, score)| {
        let score = score.filter(|score| !rule.takes(*score))?;
        series.value(row).map(|_| (row, score))
    })
}

/// The newest date of which anything is known of the dashboard's subject, with all indices then; none where no index needs
/// them.
pub(super) fn newest(model: &Model) -> Option<Newest> {
    let mut indices = model
        .indices
        .iter()
        .filter(|index| is_picky(index.aggregate));
    let is_index = |member: &Member| model.index_position(&member.id).is_some();
    if !indices.any(|index| index.members.iter().any(is_index)) {
        return None;
    }
    let subject = &model.subject.code;
    let last = model.indicators.iter().filter_map(|indicator| {
        let series = indicator.series_of(subject);
        Some(series.date(series.len().checked_sub(1)?))
    });
    let date = last.max()?;
    let scores = scores_of(model, subject, date);
    Some(Newest { date, scores })
}

/// The score of a member that is an index, on the newest date.
fn of_index(model: &Model, newest: &Newest, place: usize, member: usize) -> Option<ConcernKind> {
    let index = &model.indices[place];
    let found = newest.scores.get(place)?.contributions.get(member)?;
    let score = found.score?;
    (!index.aggregate.takes(score)).then(|| ConcernKind::Refused {
        member: found.id.clone(),
        subject: model.subject.code.clone(),
        date: newest.date,
        value: None,
        score,
    })
}
