//! Subjects, actors, dimensions and indicators.

use std::sync::{Arc, LazyLock};

use super::{Bands, Id, Series, Signpost, Span};

/// The state under observation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// ISO 3166-1 alpha-3.
    pub code: Id,
    /// Its name for people.
    pub name: String,
}

/// An external power or bloc whose influence is tracked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Its id.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// What the end of the tightrope is called: `Moscow`.
    pub capital: String,
    /// The index that measures its influence.
    pub index: Option<Id>,
    /// Whether it names an index that could not be read: its share is then unknown, and with it those of all others.
    pub lost_index: bool,
    /// Who is meant; may be empty.
    pub about: String,
}

/// A group of indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Its id.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// What belongs to it; may be empty.
    pub about: String,
}

/// What a rise of the value means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Higher means more influence of the actor.
    More,
    /// Higher means less influence of the actor.
    Less,
}

/// Where an indicator's figures come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Taken from published figures.
    Measured,
    /// An analyst's judgement on a stated rubric.
    Assessed,
}

impl Kind {
    /// The word shown to people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Assessed => "assessed",
        }
    }
}

/// The values that score 0 and 100, before direction; `low < high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goalposts {
    /// Scores 0.
    pub low: f64,
    /// Scores 100.
    pub high: f64,
}

/// What a score of an assessed indicator means.
#[derive(Clone, Debug, PartialEq)]
pub struct RubricStep {
    /// The score.
    pub score: f64,
    /// What must hold for it.
    pub means: String,
}

/// One measured or assessed variable about a subject and an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Its id.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// The group it belongs to.
    pub dimension: Id,
    /// Whose influence it speaks of.
    pub actor: Option<Id>,
    /// What a rise means.
    pub direction: Direction,
    /// Measured or assessed.
    pub kind: Kind,
    /// Unit as shown behind a value: `%`, `Mt`, `/100`.
    pub unit: String,
    /// Digits after the point; by magnitude when none.
    pub decimals: Option<u8>,
    /// The values that score 0 and 100.
    pub goalposts: Option<Goalposts>,
    /// Weight in an index that states none.
    pub weight: f64,
    /// How often a new observation is expected; an older value is carried forward.
    pub cadence: Option<Span>,
    /// An older value is stale.
    pub stale_after: Option<Span>,
    /// An older value no longer counts in an index.
    pub carry_forward: Option<Span>,
    /// Window of the change shown.
    pub change_over: Span,
    /// Named levels.
    pub bands: Bands,
    /// Thresholds declared beforehand.
    pub signposts: Vec<Signpost>,
    /// What each score means, by score; for assessed indicators.
    pub rubric: Vec<RubricStep>,
    /// What it measures and why it matters; may be empty.
    pub about: String,
    /// How sources contradict each other; empty when they do not.
    pub dispute: String,
    /// Its observations by subject, in the order of subject codes. Shared with later loads that leave them as they are.
    pub series: Vec<(Id, Arc<Series>)>,
}

impl Indicator {
    /// The observations of a subject; an empty series when there are none.
    pub fn series_of(&self, subject: &Id) -> &Series {
        static NONE: LazyLock<Series> = LazyLock::new(Series::default);
        self.series
            .iter()
            .find(|(code, _)| code == subject)
            .map_or(&NONE, |(_, series)| series.as_ref())
    }
}
