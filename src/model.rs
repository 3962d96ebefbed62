//! What the operators wrote, validated: plain data without serde, I/O or a clock.

mod band;
mod date;
mod event;
mod hypothesis;
mod id;
mod index;
mod indicator;
mod judgement;
mod leadlag;
mod lookup;
mod robustness;
#[cfg(test)]
pub(crate) mod sample;
mod scaling;
mod series;
mod source;

pub use band::{Band, Bands, Level, Side, Signpost};
pub use date::{Period, Span, days_of, from_days, read_date};
pub use event::Event;
pub use hypothesis::{Consistency, Finding, Grading, Hypothesis};
pub use id::Id;
pub use index::{Index, Member};
pub use indicator::{Actor, Dimension, Direction, Goalposts, Indicator, Kind, RubricStep, Subject};
pub use judgement::{Confidence, Judgement, Likelihood};
pub use leadlag::{Calendar, Correction, LeadLag};
pub use robustness::{Factor, Robustness, Since};
pub use scaling::{Aggregate, Convention, Method, Over, Reference, Scaling, Ties, Transform};
pub use series::{Observation, Series, SeriesBuilder};
pub use source::{Grade, Source};

use std::ops::Deref;

use chrono::NaiveDate;

use lookup::Lookup;

/// Everything a dashboard says about the world; all but its pages.
///
/// Lists keep the order of the files. Ids are unique per list (indicators and indices share one space), and every id
/// that an item names exists: the loader has left out what did not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// The state under observation.
    pub subject: Subject,
    /// Where time axes begin.
    pub start: NaiveDate,
    /// Window of the change shown where an indicator names none.
    pub change_over: Span,
    /// External powers, in the order of their colours.
    pub actors: Vec<Actor>,
    /// Whether an actor that the files name could not be used, for a mistake of its own.
    pub lost_actors: bool,
    /// Groups of indicators.
    pub dimensions: Vec<Dimension>,
    /// Measured and assessed variables.
    pub indicators: Vec<Indicator>,
    /// Composite indicators; members come before the indices that use them.
    pub indices: Vec<Index>,
    /// What happened, by date.
    pub events: Vec<Event>,
    /// Key judgements.
    pub judgements: Vec<Judgement>,
    /// Questions of lead and lag.
    pub leadlags: Vec<LeadLag>,
    /// Rival explanations.
    pub hypotheses: Vec<Hypothesis>,
    /// What was found about the hypotheses.
    pub findings: Vec<Finding>,
    /// Where figures come from.
    pub sources: Vec<Source>,
    /// Which assumptions of the indices are open; none: none are stated.
    pub robustness: Option<Robustness>,
}

impl Parts {
    /// Every subject that has data, in the order of their codes; the dashboard's own among them in any case.
    pub fn subjects(&self) -> Vec<Id> {
        let series = self.indicators.iter().flat_map(|item| &item.series);
        let with_data = series.filter(|(_, series)| !series.is_empty());
        let mut codes: Vec<Id> = with_data.map(|(code, _)| code.clone()).collect();
        codes.push(self.subject.code.clone());
        codes.sort();
        codes.dedup();
        codes
    }

    /// A subject about which nothing is said yet; changes are shown over a year.
    pub fn empty(subject: Subject, start: NaiveDate) -> Self {
        Self {
            subject,
            start,
            change_over: Span::months(12),
            actors: Vec::new(),
            lost_actors: false,
            dimensions: Vec::new(),
            indicators: Vec::new(),
            indices: Vec::new(),
            events: Vec::new(),
            judgements: Vec::new(),
            leadlags: Vec::new(),
            hypotheses: Vec::new(),
            findings: Vec::new(),
            sources: Vec::new(),
            robustness: None,
        }
    }
}

/// The [`Parts`] of a dashboard's world, fixed, with items found by id at once. Its lists are those of the parts:
/// `model.indicators`.
#[derive(Clone, Debug)]
pub struct Model {
    parts: Parts,
    lookup: Lookup,
}

impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl Deref for Model {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.parts
    }
}

macro_rules! lookups {
    ($($name:ident, $position:ident: $list:ident -> $item:ty;)*) => {$(
        #[doc = concat!("The position in `", stringify!($list), "` of the item with this id.")]
        pub fn $position(&self, id: &Id) -> Option<usize> {
            self.lookup.$list.get(id).copied()
        }

        #[doc = concat!("The item of `", stringify!($list), "` with this id.")]
        pub fn $name(&self, id: &Id) -> Option<&$item> {
            self.parts.$list.get(self.$position(id)?)
        }
    )*};
}

impl Model {
    /// Fixes the parts.
    pub fn new(parts: Parts) -> Self {
        Self {
            lookup: Lookup::new(&parts),
            parts,
        }
    }

    /// Gives the parts back, to change them.
    pub fn into_parts(self) -> Parts {
        self.parts
    }

    lookups! {
        actor, actor_position: actors -> Actor;
        dimension, dimension_position: dimensions -> Dimension;
        indicator, indicator_position: indicators -> Indicator;
        index, index_position: indices -> Index;
        event, event_position: events -> Event;
        judgement, judgement_position: judgements -> Judgement;
        leadlag, leadlag_position: leadlags -> LeadLag;
        hypothesis, hypothesis_position: hypotheses -> Hypothesis;
        finding, finding_position: findings -> Finding;
        source, source_position: sources -> Source;
    }

    /// The unit of an index: `/100` where every indicator at its foot is scored between 0 and 100 and means keep it
    /// there, else empty.
    pub fn unit_of(&self, index: &Index) -> &'static str {
        let place = self.index_position(&index.id);
        if place.is_some_and(|place| self.lookup.hundreds[place]) {
            "/100"
        } else {
            ""
        }
    }
}
