//! Members that move as one.

use super::ConcernKind;
use crate::assess::normalise::oriented;
use crate::model::{Id, Index, Indicator, Model, Scaling, Series, days_of};

/// The correlation above which two members are one.
const ONE: f64 = 0.95;
/// The fewest joint observations that a correlation is told of.
const FEWEST: usize = 10;
/// The most that it is taken of.
const MOST: usize = 120;
/// The newest observations of an indicator that are looked at, over all subjects.
const NEWEST: usize = 240;
/// The most members of an index that are compared.
const MEMBERS: usize = 40;

/// Pairs of an index' own indicators that correlate strongly.
pub(super) fn alike(model: &Model, index: &Index) -> Vec<ConcernKind> {
    let members = index.members.iter();
    let members: Vec<(&Indicator, Scaling)> = members
        .filter_map(|member| Some((model.indicator(&member.id)?, member.scaling)))
        .collect();
    if members.len() > MEMBERS {
        return Vec::new();
    }
    let newest: Vec<Vec<Newest<'_>>> = members
        .iter()
        .map(|(indicator, scaling)| newest(indicator, *scaling))
        .collect();
    let mut found = Vec::new();
    for (place, first) in newest.iter().enumerate() {
        for (other, second) in newest.iter().enumerate().skip(place + 1) {
            let pairs = joint(first, second);
            let correlation = correlation(&pairs).filter(|_| pairs.len() >= FEWEST);
            let Some(correlation) = correlation.filter(|correlation| *correlation > ONE) else {
                continue;
            };
            let id = |member: usize| members[member].0.id.clone();
            found.push(ConcernKind::Alike {
                members: (id(place), id(other)),
                correlation,
                observations: pairs.len(),
            });
        }
    }
    found
}

/// The newest values of a subject by day, the newest first.
type Newest<'a> = (&'a Id, Vec<(i32, f64)>);

fn newest(indicator: &Indicator, scaling: Scaling) -> Vec<Newest<'_>> {
    let each = (NEWEST / indicator.series.len().max(1)).max(1);
    let values = |series: &Series| {
        let rows = (0..series.len()).rev().take(each);
        rows.filter_map(|row| {
            let value = series.value(row)?;
            let value = oriented(value, scaling.transform, indicator.direction)?;
            Some((days_of(series.date(row)), value))
        })
        .collect()
    };
    let series = indicator.series.iter();
    series
        .map(|(subject, series)| (subject, values(series)))
        .collect()
}

/// Values of one day and subject that both have.
fn joint(first: &[Newest<'_>], second: &[Newest<'_>]) -> Vec<(f64, f64)> {
    let mut pairs = Vec::with_capacity(MOST);
    for (subject, one) in first {
        let of_subject = |other: &&Newest<'_>| other.0 == *subject;
        let Some((_, other)) = second.iter().find(of_subject) else {
            continue;
        };
        let (mut a, mut b) = (0, 0);
        while let (Some(here), Some(there)) = (one.get(a), other.get(b)) {
            if here.0 == there.0 {
                pairs.push((here.1, there.1));
            }
            if pairs.len() == MOST {
                return pairs;
            }
            a += usize::from(here.0 >= there.0);
            b += usize::from(there.0 >= here.0);
        }
    }
    pairs
}

/// Pearson's correlation; none without spread.
fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    let count = pairs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / count;
    let (first, second) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let (mut squares, mut others, mut products) = (0.0, 0.0, 0.0);
    for (a, b) in pairs {
        let (a, b) = (a - first, b - second);
        squares += a * a;
        others += b * b;
        products += a * b;
    }
    Some(products / (squares * others).sqrt()).filter(|found| found.is_finite())
}
