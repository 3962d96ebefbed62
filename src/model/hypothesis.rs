//! Rival explanations and what speaks against each: an Analysis of Competing Hypotheses (Heuer, 1999).

use chrono::NaiveDate;

use super::Id;

/// One of the rival explanations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypothesis {
    /// Its id.
    pub id: Id,
    /// A few words: the head of its column.
    pub name: String,
    /// What it claims, one sentence.
    pub statement: String,
}

/// Something found, held against every hypothesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its id.
    pub id: Id,
    /// What was found, one sentence.
    pub text: String,
    /// When the marks were given.
    pub date: NaiveDate,
    /// How far it can be believed.
    pub credibility: Grading,
    /// How much it matters to the question.
    pub relevance: Grading,
    /// How it sits with each hypothesis, in the order written; a hypothesis that is not named has no mark.
    pub marks: Vec<(Id, Consistency)>,
    /// Why the marks are what they are; may be empty.
    pub note: String,
    /// Indicators (or indices) it rests on.
    pub indicators: Vec<Id>,
    /// Events it rests on.
    pub events: Vec<Id>,
    /// Sources besides those of the indicators and events.
    pub sources: Vec<Id>,
}

impl Finding {
    /// How it sits with a hypothesis; none where nothing is said.
    pub fn mark(&self, hypothesis: &Id) -> Option<Consistency> {
        let mut marks = self.marks.iter();
        marks
            .find(|(id, _)| id == hypothesis)
            .map(|(_, mark)| *mark)
    }

    /// What an inconsistency counts: credibility times relevance, from 0.5 to 2.
    pub fn weight(&self) -> f64 {
        self.credibility.factor() * self.relevance.factor()
    }
}

/// A step of credibility or relevance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grading {
    /// `low`
    Low,
    /// `medium`
    Medium,
    /// `high`
    High,
}

impl Grading {
    /// All, lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The grading a word means.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grading| grading.word() == word)
    }

    /// Its factor in the weighted inconsistency (ACH 1.1): 1/√2, 1, √2.
    pub const fn factor(self) -> f64 {
        match self {
            Self::Low => std::f64::consts::FRAC_1_SQRT_2,
            Self::Medium => 1.0,
            Self::High => std::f64::consts::SQRT_2,
        }
    }
}

/// How a finding sits with a hypothesis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Consistency {
    /// Very inconsistent.
    VeryInconsistent,
    /// Inconsistent.
    Inconsistent,
    /// The hypothesis has no bearing on it.
    NotApplicable,
    /// Neither.
    Neutral,
    /// Consistent.
    Consistent,
    /// Very consistent.
    VeryConsistent,
}

impl Consistency {
    /// All, least consistent first.
    pub const ALL: [Self; 6] = [
        Self::VeryInconsistent,
        Self::Inconsistent,
        Self::NotApplicable,
        Self::Neutral,
        Self::Consistent,
        Self::VeryConsistent,
    ];

    /// The mark in files: `II`, `I`, `NA`, `N`, `C`, `CC`.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::VeryInconsistent => "II",
            Self::Inconsistent => "I",
            Self::NotApplicable => "NA",
            Self::Neutral => "N",
            Self::Consistent => "C",
            Self::VeryConsistent => "CC",
        }
    }

    /// What the mark means.
    pub const fn words(self) -> &'static str {
        match self {
            Self::VeryInconsistent => "very inconsistent",
            Self::Inconsistent => "inconsistent",
            Self::NotApplicable => "does not apply",
            Self::Neutral => "neutral",
            Self::Consistent => "consistent",
            Self::VeryConsistent => "very consistent",
        }
    }

    /// The consistency a mark means.
    pub fn of_mark(mark: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|consistency| consistency.mark() == mark)
    }

    /// Its points in the weighted inconsistency (ACH 1.1): only what is inconsistent counts.
    pub const fn points(self) -> f64 {
        match self {
            Self::VeryInconsistent => -2.0,
            Self::Inconsistent => -1.0,
            Self::NotApplicable | Self::Neutral | Self::Consistent | Self::VeryConsistent => 0.0,
        }
    }
}
