//! Key judgements in the terms of ICD 203 (Office of the Director of National Intelligence, 2015).

use chrono::NaiveDate;

use super::Id;

/// A written key judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Its id.
    pub id: Id,
    /// The judgement, one sentence.
    pub text: String,
    /// How likely it is.
    pub likelihood: Likelihood,
    /// How good its basis is.
    pub confidence: Confidence,
    /// When it was made.
    pub date: NaiveDate,
    /// Why; may be empty.
    pub basis: String,
    /// What would change it; may be empty.
    pub would_change: String,
    /// Indicators (or indices) it rests on.
    pub indicators: Vec<Id>,
    /// Events it rests on.
    pub events: Vec<Id>,
    /// Sources besides those of the indicators and events.
    pub sources: Vec<Id>,
}

/// ICD 203 expressions of likelihood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likelihood {
    /// 1 to 5 %.
    AlmostNoChance,
    /// 5 to 20 %.
    VeryUnlikely,
    /// 20 to 45 %.
    Unlikely,
    /// 45 to 55 %.
    RoughlyEvenChance,
    /// 55 to 80 %.
    Likely,
    /// 80 to 95 %.
    VeryLikely,
    /// 95 to 99 %.
    AlmostCertain,
}

impl Likelihood {
    /// All, least likely first.
    pub const ALL: [Self; 7] = [
        Self::AlmostNoChance,
        Self::VeryUnlikely,
        Self::Unlikely,
        Self::RoughlyEvenChance,
        Self::Likely,
        Self::VeryLikely,
        Self::AlmostCertain,
    ];

    /// The term.
    pub const fn term(self) -> &'static str {
        match self {
            Self::AlmostNoChance => "almost no chance",
            Self::VeryUnlikely => "very unlikely",
            Self::Unlikely => "unlikely",
            Self::RoughlyEvenChance => "roughly even chance",
            Self::Likely => "likely",
            Self::VeryLikely => "very likely",
            Self::AlmostCertain => "almost certain",
        }
    }

    /// The range in percent.
    pub const fn percent(self) -> (u8, u8) {
        match self {
            Self::AlmostNoChance => (1, 5),
            Self::VeryUnlikely => (5, 20),
            Self::Unlikely => (20, 45),
            Self::RoughlyEvenChance => (45, 55),
            Self::Likely => (55, 80),
            Self::VeryLikely => (80, 95),
            Self::AlmostCertain => (95, 99),
        }
    }

    /// The term for a probability of 0 to 1; where two ranges meet, the less likely one.
    pub fn of_probability(probability: f64) -> Self {
        let within = |likelihood: &Self| probability * 100.0 <= f64::from(likelihood.percent().1);
        let found = Self::ALL.into_iter().find(within);
        found.unwrap_or(Self::AlmostCertain)
    }

    /// The likelihood a term means.
    pub fn of_term(term: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|likelihood| likelihood.term() == term)
    }
}

/// How good the basis of a judgement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// `low`
    Low,
    /// `moderate`
    Moderate,
    /// `high`
    High,
}

impl Confidence {
    /// All, lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Moderate, Self::High];

    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }

    /// The confidence a word means.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|confidence| confidence.word() == word)
    }
}
