//! Where the subject stands between the two ends, and what stands in the way of knowing it.

use chrono::NaiveDate;

use super::Ends;
use crate::assess;
use crate::model::{Id, Span};
use crate::panel::Context;

/// The subject's place on the rope.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Standing {
    /// The right end's part of what both ends have together, 0 to 1.
    pub(super) position: f64,
    /// The position at the start of the window; none when it is not known.
    pub(super) before: Option<f64>,
    /// Earlier positions, oldest first.
    pub(super) trail: Vec<(NaiveDate, f64)>,
}

impl Standing {
    /// The place as of the reader's date; none when an actor at one of the ends has no share.
    pub(super) fn new(cx: &Context<'_>, ends: &Ends, trail: Span, since: Span) -> Option<Self> {
        let position = position(&cx.now.balance, ends)?;
        let as_of = cx.now.as_of;
        let history = &cx.now.history;
        let from = trail.before(as_of);
        Some(Self {
            position,
            before: self::position(&cx.now.before(cx.model, since).balance, ends),
            trail: history
                .points
                .iter()
                .filter(|point| point.date >= from && point.date < as_of)
                .filter_map(|point| Some((point.date, self::position(&point.balance, ends)?)))
                .collect(),
        })
    }

    /// The change over the window in points of share; positive towards the right; 0 when it is not known.
    pub(super) fn points(&self) -> f64 {
        self.before
            .map_or(0.0, |before| (self.position - before) * 100.0)
    }
}

/// A line has two ends: what others hold is left out of it.
fn position(balance: &assess::Balance, ends: &Ends) -> Option<f64> {
    let (left, right) = (balance.joint(&ends.left)?, balance.joint(&ends.right)?);
    let both = left + right;
    (both > 0.0).then(|| right / both)
}

/// An actor's share and its change.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    /// Position of the actor in the model.
    pub(super) place: usize,
    /// Its name for people.
    pub(super) name: String,
    /// The index it comes from.
    pub(super) index: Id,
    /// Share of influence, 0 to 1.
    pub(super) share: Option<f64>,
    /// Change of the share over the window, in points.
    pub(super) points: Option<f64>,
    /// Share of its index's weight that has usable values, 0 to 1.
    pub(super) coverage: f64,
}

/// One figure per actor that has an index.
pub(super) fn figures(cx: &Context<'_>, since: Span) -> Vec<Figure> {
    let then = cx.now.before(cx.model, since);
    let shares = cx.now.balance.shares.iter();
    shares
        .filter_map(|share| {
            let place = cx.model.actor_position(&share.actor)?;
            let actor = &cx.model.actors[place];
            let id = actor.index.as_ref()?;
            let coverage = cx
                .now
                .score(cx.model, id)
                .map_or(0.0, |score| score.coverage);
            let before = then.balance.share(&share.actor);
            Some(Figure {
                place,
                name: actor.name.clone(),
                index: id.clone(),
                share: share.share,
                points: share
                    .share
                    .zip(before)
                    .map(|(now, then)| (now - then) * 100.0),
                coverage,
            })
        })
        .collect()
}

/// `coverage 84 %`, or the range over the actors.
pub(super) fn coverage(figures: &[Figure]) -> String {
    let rounded = || {
        figures
            .iter()
            .map(|figure| (figure.coverage * 100.0).round())
    };
    let low = rounded().fold(f64::INFINITY, f64::min);
    let high = rounded().fold(f64::NEG_INFINITY, f64::max);
    if low > high {
        String::new()
    } else if low < high {
        format!("coverage {low:.0}–{high:.0} %")
    } else {
        format!("coverage {low:.0} %")
    }
}
