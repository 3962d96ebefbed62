//! What happened.

use chrono::NaiveDate;

use super::{Id, Period};

/// Something dated that happened; a marker on every time axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its id.
    pub id: Id,
    /// When, or when it began; the last day of a period.
    pub date: NaiveDate,
    /// What `date` covers.
    pub period: Period,
    /// When it ended.
    pub end: Option<NaiveDate>,
    /// One line.
    pub title: String,
    /// The group it belongs to.
    pub dimension: Option<Id>,
    /// Powers concerned.
    pub actors: Vec<Id>,
    /// Countries concerned, ISO 3166-1 alpha-3.
    pub countries: Vec<String>,
    /// Where it is known from.
    pub sources: Vec<Id>,
    /// Drawn with a label on time axes.
    pub major: bool,
    /// More about it; may be empty.
    pub note: String,
}
