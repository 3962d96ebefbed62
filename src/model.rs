//! What the operators wrote, validated: plain data without serde, I/O or a clock.

mod band;
mod date;
mod event;
mod id;
mod index;
mod indicator;
mod judgement;
mod series;
mod source;

pub use band::{Band, Bands, Level, Side, Signpost};
pub use date::{Period, Span, days_of, from_days};
pub use event::Event;
pub use id::Id;
pub use index::{Index, Member};
pub use indicator::{Actor, Dimension, Direction, Goalposts, Indicator, Kind, RubricStep, Subject};
pub use judgement::{Confidence, Judgement, Likelihood};
pub use series::{Observation, Series, SeriesBuilder};
pub use source::{Grade, Source};

use chrono::NaiveDate;

/// Everything a dashboard says about the world; all but its pages.
///
/// Lists keep the order of the files. Ids are unique per list (indicators and indices share one space), and every id
/// that an item names exists: the loader has left out what did not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The state under observation.
    pub subject: Subject,
    /// Where time axes begin.
    pub start: NaiveDate,
    /// Window of the change shown where an indicator names none.
    pub change_over: Span,
    /// External powers, in the order of their colours.
    pub actors: Vec<Actor>,
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
    /// Where figures come from.
    pub sources: Vec<Source>,
}

macro_rules! lookup {
    ($($name:ident, $position:ident: $list:ident -> $item:ty;)*) => {$(
        #[doc = concat!("The position in `", stringify!($list), "` of the item with this id.")]
        pub fn $position(&self, id: &Id) -> Option<usize> {
            self.$list.iter().position(|item| item.id == *id)
        }

        #[doc = concat!("The item of `", stringify!($list), "` with this id.")]
        pub fn $name(&self, id: &Id) -> Option<&$item> {
            self.$list.iter().find(|item| item.id == *id)
        }
    )*};
}

impl Model {
    lookup! {
        actor, actor_position: actors -> Actor;
        dimension, dimension_position: dimensions -> Dimension;
        indicator, indicator_position: indicators -> Indicator;
        index, index_position: indices -> Index;
        event, event_position: events -> Event;
        judgement, judgement_position: judgements -> Judgement;
        source, source_position: sources -> Source;
    }
}
