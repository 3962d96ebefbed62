//! Which assumptions of the indices are open: what the Monte Carlo draws from.

use super::{Aggregate, Method, Span, read_date};

/// Assumptions that the operator declares as open, and how they are tried. What is left out is not varied.
#[derive(Clone, Debug, PartialEq)]
pub struct Robustness {
    /// Runs of the Monte Carlo.
    pub runs: u32,
    /// Sets the random numbers: the same seed, the same results.
    pub seed: u64,
    /// The window whose direction of change is tested; the dashboard's own when none.
    pub since: Option<Since>,
    /// Weights are multiplied by 1 plus or minus up to this share, evenly; 0: as stated.
    pub weights: f64,
    /// Methods of normalisation tried besides the declared ones, for every indicator.
    pub normalise: Vec<Method>,
    /// Rules of aggregation tried besides the declared ones, for every index.
    pub aggregate: Vec<Aggregate>,
    /// Whether one indicator at a time, or none, is left out.
    pub leave_one_out: bool,
    /// Whether each observation is drawn from its low-high range (triangular, its value the mode).
    pub ranges: bool,
    /// How long values are carried forward, tried besides what is declared, for every indicator.
    pub carry_forward: Vec<Span>,
}

/// The start of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// A date.
    Date(chrono::NaiveDate),
    /// So long before the date of the assessment.
    Span(Span),
}

impl Since {
    /// Reads a date or period, or a span.
    pub fn parse(text: &str) -> Option<Self> {
        let date = read_date(text).map(|(date, _)| Self::Date(date));
        date.or_else(|| Span::parse(text).map(Self::Span))
    }

    /// The date at which a window begins that ends at `as_of`.
    pub fn date(self, as_of: chrono::NaiveDate) -> chrono::NaiveDate {
        match self {
            Self::Date(date) => date.min(as_of),
            Self::Span(span) => span.before(as_of),
        }
    }
}

/// An assumption that may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Factor {
    /// The weights of members.
    Weights,
    /// The method of normalisation.
    Normalise,
    /// The rule of aggregation.
    Aggregate,
    /// Which indicator is left out.
    LeaveOneOut,
    /// The observations within their ranges.
    Ranges,
    /// How long values are carried forward.
    CarryForward,
}

impl Factor {
    /// All of them, in the order of the columns of a design.
    pub const ALL: [Self; 6] = [
        Self::Weights,
        Self::Normalise,
        Self::Aggregate,
        Self::LeaveOneOut,
        Self::Ranges,
        Self::CarryForward,
    ];

    /// The word in files and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Weights => "weights",
            Self::Normalise => "normalise",
            Self::Aggregate => "aggregate",
            Self::LeaveOneOut => "leave_one_out",
            Self::Ranges => "ranges",
            Self::CarryForward => "carry_forward",
        }
    }
}

impl Robustness {
    /// Whether an assumption is open.
    pub fn is_open(&self, factor: Factor) -> bool {
        match factor {
            Factor::Weights => self.weights > 0.0,
            Factor::Normalise => !self.normalise.is_empty(),
            Factor::Aggregate => !self.aggregate.is_empty(),
            Factor::LeaveOneOut => self.leave_one_out,
            Factor::Ranges => self.ranges,
            Factor::CarryForward => !self.carry_forward.is_empty(),
        }
    }

    /// The open assumptions.
    pub fn open(&self) -> Vec<Factor> {
        let all = Factor::ALL.into_iter();
        all.filter(|factor| self.is_open(*factor)).collect()
    }
}
