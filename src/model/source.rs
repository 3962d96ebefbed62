//! Where figures come from, and how far they can be trusted.

use std::fmt;

use chrono::NaiveDate;

use super::{Id, Period};

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, with what that date covers.
    pub published: Option<(NaiveDate, Period)>,
    /// Its address; empty where no full address is known.
    pub url: String,
    /// The publisher's record, Admiralty A to F.
    pub reliability: Option<char>,
    /// Terms of use; may be empty.
    pub licence: String,
    /// More about it; may be empty.
    pub note: String,
}

/// An Admiralty grade such as `B2` (AJP-2.1): reliability of the source A to F, credibility of the item 1 to 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grade {
    reliability: u8,
    credibility: u8,
}

impl Grade {
    /// What [`Self::parse`] reads, as a regular expression for the schema of the files.
    pub const PATTERN: &str = "^[A-F][1-6]$";

    /// Reads `B2`; none when the form is another.
    pub fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            &[reliability @ b'A'..=b'F', credibility @ b'1'..=b'6'] => Some(Self {
                reliability,
                credibility,
            }),
            _ => None,
        }
    }

    /// A to F.
    pub const fn reliability(self) -> char {
        self.reliability as char
    }

    /// 1 to 6.
    pub const fn credibility(self) -> u8 {
        self.credibility - b'0'
    }

    /// A to F in words: `usually reliable`.
    pub const fn reliability_words(letter: char) -> &'static str {
        match letter {
            'A' => "completely reliable",
            'B' => "usually reliable",
            'C' => "fairly reliable",
            'D' => "not usually reliable",
            'E' => "unreliable",
            _ => "reliability cannot be judged",
        }
    }

    /// Both halves in words: `usually reliable, probably true`.
    pub fn words(self) -> String {
        let reliability = Self::reliability_words(self.reliability());
        let credibility = match self.credibility {
            b'1' => "confirmed by other sources",
            b'2' => "probably true",
            b'3' => "possibly true",
            b'4' => "doubtful",
            b'5' => "improbable",
            _ => "truth cannot be judged",
        };
        format!("{reliability}, {credibility}")
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.reliability(), self.credibility())
    }
}
