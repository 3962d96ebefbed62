//! Members that move as one.

use super::ConcernKind;
use crate::assess::normalise::oriented;
use crate::model::{Index, Indicator, Model, Scaling};

/// The correlation above which two members are one.
const ONE: f64 = 0.95;
/// The fewest joint observations that a correlation is told of.
const FEWEST: usize = 10;
/// The most that it is taken of.
const MOST: usize = 120;
/// The most members of an index that are compared.
const MEMBERS: usize = 40;

/// Pairs of an index' own indicators that correlate strongly.
pub(super) fn alike(model: &Model, index: &Index) -> Vec<ConcernKind> {
    let members: Vec<(&Indicator, Scaling)> = index
        .members
        .iter()
        .filter_map(|member| Some((model.indicator(&member.id)?, member.scaling)))
        .collect();
    let mut found = Vec::new();
    if members.len() > MEMBERS {
        return found;
    }
    for (place, first) in members.iter().enumerate() {
        for second in &members[place + 1..] {
            let pairs = joint(*first, *second);
            let correlation = correlation(&pairs).filter(|_| pairs.len() >= FEWEST);
            let Some(correlation) = correlation.filter(|correlation| *correlation > ONE) else {
                continue;
            };
            found.push(ConcernKind::Alike {
                members: (first.0.id.clone(), second.0.id.clone()),
                correlation,
                observations: pairs.len(),
            });
        }
    }
    found
}

/// The newest values of two indicators of one date and subject, subject by subject.
fn joint(first: (&Indicator, Scaling), second: (&Indicator, Scaling)) -> Vec<(f64, f64)> {
    let mut pairs = Vec::new();
    let each = (MOST / first.0.series.len().max(1)).max(1);
    let value = |(indicator, scaling): (&Indicator, Scaling), value: Option<f64>| {
        oriented(value?, scaling.transform, indicator.direction)
    };
    for (subject, one) in &first.0.series {
        let other = second.0.series_of(subject);
        let (mut a, mut b) = (one.len(), other.len());
        let mut taken = 0;
        while a > 0 && b > 0 && taken < each && pairs.len() < MOST {
            let (here, there) = (one.date(a - 1), other.date(b - 1));
            if here == there {
                let pair = value(first, one.value(a - 1)).zip(value(second, other.value(b - 1)));
                taken += usize::from(pair.is_some());
                pairs.extend(pair);
            }
            a -= usize::from(here >= there);
            b -= usize::from(there >= here);
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
