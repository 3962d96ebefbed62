//! A finding in plain words, made from its numbers. Correlation is never called cause.

use super::study::{FEWEST_INDEPENDENT, FEWEST_JOINT, Lag, Peak};
use super::{Finding, Verdict};
use crate::model::{Calendar, Id, LeadLag, Likelihood, Model};
use crate::text::number;

/// A p-value with two figures that say something, never a bare 0.
pub fn p_value(p: f64) -> String {
    if p < 0.000_1 {
        "< 0.0001".to_owned()
    } else if p < 0.001 {
        number(p, Some(4))
    } else if p < 0.1 {
        number(p, Some(3))
    } else {
        number(p, Some(2))
    }
}

/// A correlation with its sign.
pub fn correlation(r: f64) -> String {
    let text = number(r, Some(2));
    if r > 0.0 && text != "0.00" {
        format!("+{text}")
    } else {
        text
    }
}

/// So many periods: `1 month`, `3 months`.
pub fn periods(calendar: Calendar, count: usize) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {}{s}", calendar.word())
}

/// Who leads by how much: `battlefield leads by 3 months`.
pub fn lead(calendar: Calendar, lead: i32, driver: &str, response: &str) -> String {
    let by = periods(calendar, lead.unsigned_abs() as usize);
    match lead {
        0 => format!("both move in the same {}", calendar.word()),
        1.. => format!("{driver} leads by {by}"),
        _ => format!("{response} leads by {by}"),
    }
}

/// The name of an indicator or index.
pub fn name<'a>(model: &'a Model, id: &'a Id) -> &'a str {
    let indicator = model.indicator(id).map(|indicator| indicator.name.as_str());
    indicator
        .or_else(|| model.index(id).map(|index| index.name.as_str()))
        .unwrap_or(id.as_str())
}

impl Verdict {
    /// In two or three words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::TooFew => "insufficient for inference",
            Self::TooDependent => "too little independent data",
            Self::NotShown => "no link shown",
            Self::Shown => "link shown",
        }
    }

    /// As data.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TooFew => "too-few",
            Self::TooDependent => "too-dependent",
            Self::NotShown => "not-shown",
            Self::Shown => "shown",
        }
    }
}

/// The finding in a few sentences.
pub fn sentence(model: &Model, question: &LeadLag, finding: &Finding) -> String {
    let words = Words {
        question,
        finding,
        driver: name(model, &question.driver),
        response: name(model, &question.response),
    };
    match finding.verdict {
        Verdict::TooFew => format!("{} {}", words.too_few(), words.description()),
        Verdict::TooDependent => format!("{} {}", words.too_dependent(), words.description()),
        Verdict::NotShown => format!(
            "{} {}",
            words.strongest("No link shown: the strongest"),
            words.tried()
        ),
        Verdict::Shown => format!(
            "{} {} {}It is a link in time, not proof of a cause.",
            words.strongest(if finding.study.peak.is_some_and(|peak| peak.r < 0.0) {
                "They move against each other: the strongest"
            } else {
                "They move together: the strongest"
            }),
            words.tried(),
            words.other_way()
        ),
    }
}

struct Words<'a> {
    question: &'a LeadLag,
    finding: &'a Finding,
    driver: &'a str,
    response: &'a str,
}

impl Words<'_> {
    fn too_few(&self) -> String {
        let study = &self.finding.study;
        let calendar = self.question.calendar;
        if self.finding.ends.is_empty() {
            let (driver, response) = (self.driver, self.response);
            let unit = calendar.word();
            return format!(
                "Insufficient for inference: {driver} and {response} have no {unit} in common yet."
            );
        }
        let (joint, of) = (study.joint, periods(calendar, self.finding.ends.len()));
        let mut text = format!(
            "Insufficient for inference: {} and {} were both observed in {joint} of {of}; {FEWEST_JOINT} are needed.",
            self.driver, self.response
        );
        if joint >= FEWEST_JOINT {
            text = format!(
                "Insufficient for inference: of {} in which both were observed, gaps leave {} to compare.",
                periods(calendar, joint),
                study.pairs
            );
        }
        text
    }

    fn too_dependent(&self) -> String {
        let peak = self.finding.study.peak;
        let advice = if self.question.difference || self.question.prewhiten {
            "Wait for more observations."
        } else {
            "Compare changes (`difference`) or pre-whiten (`prewhiten`)."
        };
        match peak {
            Some(peak) if peak.independent < FEWEST_INDEPENDENT => format!(
                "Too little independent data: {} pairs are worth no more than {} (N*); a p-value needs {FEWEST_INDEPENDENT}. {advice}",
                peak.pairs,
                number(peak.independent, Some(1)),
            ),
            _ => format!(
                "Too little independent data: the series are so slow that there are too few ways to shuffle them. {advice}"
            ),
        }
    }

    /// What can be said without a test.
    fn description(&self) -> String {
        let Some(peak) = self.finding.study.peak else {
            return "There is too little to describe.".to_owned();
        };
        let of = if self.finding.study.is_plain {
            ", of values as they are, which overstates links"
        } else {
            ""
        };
        format!(
            "Description only{of}: the strongest of {} is r {} from {} pairs, where {}.",
            self.lags(),
            correlation(peak.r),
            peak.pairs,
            self.lead(peak.lead)
        )
    }

    /// The strongest correlation of the window and what chance makes of it.
    fn strongest(&self, begin: &str) -> String {
        let (Some(peak), Some(chance)) = (self.finding.study.peak, self.finding.study.chance)
        else {
            return String::new();
        };
        format!(
            "{begin} of {} is r {}{} where {}. One as strong by chance alone: {} (p {}).",
            self.lags(),
            correlation(peak.r),
            range(&peak),
            self.lead(peak.lead),
            Likelihood::of_probability(chance.p).term(),
            p_value(chance.p),
        )
    }

    /// How many lags were tried: `13 lags`.
    fn lags(&self) -> String {
        let count = self.finding.tested_lags();
        format!("{count} lag{}", if count == 1 { "" } else { "s" })
    }

    fn tried(&self) -> String {
        let tested = self.finding.pairs.tested;
        match (self.finding.adjusted, tested) {
            (Some(adjusted), 2..) => format!(
                "{tested} pairs were tried: p {} after {}.",
                p_value(adjusted),
                self.question.correction.name()
            ),
            _ => "One pair was tried.".to_owned(),
        }
    }

    /// A link that is as strong the other way round is no sign of a lead.
    fn other_way(&self) -> String {
        let lags = &self.finding.study.lags;
        let strength = |lag: &&Lag| lag.found.map_or(0.0, |found| found.r.abs());
        let back = lags.iter().filter(|lag| lag.lead < 0);
        let back = back.max_by(|a, b| strength(a).total_cmp(&strength(b)));
        match (back, self.finding.study.peak) {
            (Some(back), Some(peak)) if strength(&back) >= peak.r.abs() => format!(
                "It is no weaker, {}, where {}: who leads is open. ",
                correlation(back.found.map_or(0.0, |found| found.r)),
                self.lead(back.lead)
            ),
            _ => String::new(),
        }
    }

    fn lead(&self, by: i32) -> String {
        lead(self.question.calendar, by, self.driver, self.response)
    }
}

fn range(peak: &Peak) -> String {
    peak.interval.map_or_else(String::new, |(low, high)| {
        format!(
            " (95 % range {} to {}, N* {})",
            correlation(low),
            correlation(high),
            number(peak.independent, Some(0))
        )
    })
}

/// How far a date is from an event: `17 d before`.
pub fn distance(days: i64) -> String {
    match days {
        0 => "on the day of".to_owned(),
        1.. => format!("{} after", crate::text::age(days)),
        _ => format!("{} before", crate::text::age(-days)),
    }
}
