//! What changed in meaning between two assessments.

use super::Assessment;
use crate::model::{Id, Model};

/// What changed for one indicator or index.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The indicator or index.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// Its value before; none when it had none or did not exist.
    pub before: Option<f64>,
    /// Its value now.
    pub after: Option<f64>,
    /// Its band before and now, where it has bands.
    pub bands: (Option<String>, Option<String>),
    /// Whether it exists before and now.
    pub exists: (bool, bool),
    /// Whether it is an index.
    pub is_index: bool,
}

/// What changed from one assessed model to another: indicators first, then indices, each in the order of the later
/// model, then what is gone. Items whose value, band and existence are the same are left out.
pub fn difference(before: (&Model, &Assessment), after: (&Model, &Assessment)) -> Vec<Change> {
    let ids = |model: &Model| -> Vec<(Id, String, bool)> {
        let indicators = model
            .indicators
            .iter()
            .map(|item| (item.id.clone(), item.name.clone(), false));
        let indices = model
            .indices
            .iter()
            .map(|item| (item.id.clone(), item.name.clone(), true));
        indicators.chain(indices).collect()
    };
    let now = ids(after.0);
    let gone = ids(before.0).into_iter().filter(|(id, ..)| {
        after.0.indicator_position(id).is_none() && after.0.index_position(id).is_none()
    });
    now.into_iter()
        .chain(gone)
        .map(|(id, name, is_index)| {
            let (was, is) = (state(before, &id), state(after, &id));
            Change {
                name,
                is_index,
                before: was.as_ref().and_then(|state| state.0),
                after: is.as_ref().and_then(|state| state.0),
                exists: (was.is_some(), is.is_some()),
                bands: (was.and_then(|state| state.1), is.and_then(|state| state.1)),
                id,
            }
        })
        .filter(|change| {
            differ(change.before, change.after)
                || change.bands.0 != change.bands.1
                || change.exists.0 != change.exists.1
        })
        .collect()
}

/// Whether two values differ by more than the rounding of sums taken in another order.
fn differ(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() > 1e-12 * a.abs().max(b.abs()),
        _ => a.is_some() != b.is_some(),
    }
}

/// Value and band of an item; none when it does not exist.
fn state(
    (model, assessment): (&Model, &Assessment),
    id: &Id,
) -> Option<(Option<f64>, Option<String>)> {
    if let Some(place) = model.indicator_position(id) {
        let reading = &assessment.readings[place];
        let band = reading
            .band
            .and_then(|band| model.indicators[place].bands.get(band));
        return Some((reading.value, band.map(|band| band.name.clone())));
    }
    let place = model.index_position(id)?;
    Some((assessment.scores[place].value, None))
}
