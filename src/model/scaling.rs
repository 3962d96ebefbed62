//! How a member's values become scores before an index adds them up.

use chrono::NaiveDate;

/// What is done to values before they are scaled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Transform {
    /// Nothing.
    #[default]
    None,
    /// Natural logarithm; of values above 0.
    Ln,
    /// Logarithm to base 10; of values above 0.
    Log10,
    /// Square root; of values from 0.
    Sqrt,
}

impl Transform {
    /// The transformed value; none where it is not defined.
    pub fn apply(self, value: f64) -> Option<f64> {
        let transformed = match self {
            Self::None => value,
            Self::Ln => value.ln(),
            Self::Log10 => value.log10(),
            Self::Sqrt => value.sqrt(),
        };
        Some(transformed).filter(|value| value.is_finite())
    }
}

/// The values that a value is compared with. Nothing later than the date of assessment is among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Over {
    /// The usable values of all subjects on that date.
    #[default]
    Subjects,
    /// The subject's own observations up to that date.
    Time,
    /// The observations of all subjects up to that date.
    Both,
}

/// The two published conventions of a percentile rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Convention {
    /// (rank - 1) / (n - 1), from 0 to 1 (COINr).
    #[default]
    Below,
    /// 100 rank / n, up to 100 (OECD/JRC Handbook 2008, table 15).
    UpTo,
}

/// The rank that equal values take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Ties {
    /// The smallest of theirs.
    #[default]
    Smallest,
    /// The mean of theirs.
    Mean,
}

/// What a value is compared with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reference {
    /// The highest value, direction applied.
    Leader,
    /// The mean.
    Mean,
    /// The lowest value, direction applied.
    Laggard,
    /// A stated value in the indicator's unit.
    Value(f64),
    /// The subject's own value on a date.
    Date(NaiveDate),
}

/// How values are normalised (OECD/JRC Handbook 2008, chapter 5). Direction is applied first, as value times direction,
/// and equal values take the smallest of their ranks unless stated otherwise. A method that is not defined (no spread, a reference of 0) gives no score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    /// The value as it is.
    Raw,
    /// Position between the indicator's goalposts, clipped. The only method where history does not move when a value
    /// arrives.
    Goalposts {
        /// The scores of the posts.
        scale: (f64, f64),
    },
    /// Position between the lowest and the highest value.
    MinMax {
        /// Of which values.
        over: Over,
        /// The scores of the lowest and of the highest.
        scale: (f64, f64),
    },
    /// Distance from the mean in sample standard deviations.
    ZScore {
        /// Of which values.
        over: Over,
        /// The score of the mean.
        mean: f64,
        /// The points that one standard deviation is worth.
        sd: f64,
    },
    /// Rank; 1 is the lowest.
    Rank {
        /// Among which values.
        over: Over,
        /// What equal values take.
        ties: Ties,
    },
    /// Percentile rank.
    PercentileRank {
        /// Among which values.
        over: Over,
        /// How it is counted.
        convention: Convention,
    },
    /// Rank minus 1.
    Borda {
        /// Among which values.
        over: Over,
    },
    /// Share of the way from the lowest value to a target.
    Target {
        /// The values that the lowest is taken from.
        over: Over,
        /// In the indicator's unit.
        target: f64,
        /// Whether a value beyond the target scores 1.
        cap: bool,
    },
    /// Comparison with a reference.
    Reference {
        /// The values that leader, mean and laggard are taken from.
        over: Over,
        /// The reference.
        to: Reference,
        /// The difference over the reference instead of the ratio to it.
        difference: bool,
    },
    /// 1 above a band around the mean, 0 within, -1 below.
    MeanBand {
        /// Mean of which values.
        over: Over,
        /// Half the width of the band as a share of the mean.
        within: f64,
    },
    /// 0, 20, 40, 50, 60, 80 or 100 by percentile rank: the steps lie at 5, 15, 35, 65, 85 and 95 %.
    Categorical {
        /// Among which values.
        over: Over,
    },
    /// 70 to 130, with 100 at the reference (Mazziotta and Pareto, AMPI).
    Ampi {
        /// The values whose spread is taken.
        over: Over,
        /// What scores 100.
        to: Reference,
    },
}

impl Method {
    /// The word in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Raw => "none",
            Self::Goalposts { .. } => "goalposts",
            Self::MinMax { .. } => "min-max",
            Self::ZScore { .. } => "z-score",
            Self::Rank { .. } => "rank",
            Self::PercentileRank { .. } => "percentile-rank",
            Self::Borda { .. } => "borda",
            Self::Target { .. } => "target",
            Self::Reference { .. } => "reference",
            Self::MeanBand { .. } => "mean-band",
            Self::Categorical { .. } => "categorical",
            Self::Ampi { .. } => "ampi",
        }
    }

    /// Whether scores are positions between 0 and 100.
    pub fn is_of_hundred(self) -> bool {
        matches!(
            self,
            Self::Goalposts { scale } | Self::MinMax { scale, .. } if scale == (0.0, 100.0)
        )
    }

    /// The values that one is compared with; none where no other value matters.
    pub fn over(self) -> Option<Over> {
        match self {
            Self::Raw | Self::Goalposts { .. } => None,
            Self::MinMax { over, .. }
            | Self::ZScore { over, .. }
            | Self::Rank { over, .. }
            | Self::PercentileRank { over, .. }
            | Self::Borda { over }
            | Self::Target { over, .. }
            | Self::Reference { over, .. }
            | Self::MeanBand { over, .. }
            | Self::Categorical { over }
            | Self::Ampi { over, .. } => Some(over),
        }
    }
}

impl Default for Method {
    fn default() -> Self {
        Self::Goalposts {
            scale: (0.0, 100.0),
        }
    }
}

/// How a member is scaled: first transformed, then normalised.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Scaling {
    /// Done first, to values and to goalposts, targets and references alike.
    pub transform: Transform,
    /// Done second.
    pub method: Method,
}

/// How the scores of members become one (OECD/JRC Handbook 2008, chapter 6).
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Aggregate {
    /// Weighted mean: a low score is made good by a high one.
    #[default]
    Arithmetic,
    /// Weighted geometric mean; of scores above 0.
    Geometric,
    /// Weighted harmonic mean; of scores above 0.
    Harmonic,
    /// Generalised mean of a power other than 0; of scores above 0, or from 0 where the power is above 0.
    Power(f64),
    /// Mazziotta-Pareto: the mean less a penalty for imbalance, variance over mean. Takes scores of mean 100.
    Mpi,
    /// The same rule on the scale of AMPI.
    Ampi,
}

impl Aggregate {
    /// Whether the rule can take a score.
    pub fn takes(self, score: f64) -> bool {
        match self {
            Self::Arithmetic | Self::Mpi | Self::Ampi => true,
            Self::Geometric | Self::Harmonic => score > 0.0,
            Self::Power(power) => score > 0.0 || (score == 0.0 && power > 0.0),
        }
    }

    /// The word in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Arithmetic => "arithmetic",
            Self::Geometric => "geometric",
            Self::Harmonic => "harmonic",
            Self::Power(_) => "mean",
            Self::Mpi => "mpi",
            Self::Ampi => "ampi",
        }
    }
}
