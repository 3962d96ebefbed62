//! Questions of lead and lag: whether one series follows another.

use chrono::{Datelike, Months, NaiveDate};

use super::Id;

/// The periods on which two series are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Calendar {
    /// Calendar months.
    #[default]
    Month,
    /// Calendar quarters.
    Quarter,
    /// Calendar years.
    Year,
}

impl Calendar {
    /// Its length in months.
    pub const fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// All, shortest first.
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    /// The word in files; with an s, the plural.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The first day of the period that holds a date.
    pub fn start_of(self, date: NaiveDate) -> Option<NaiveDate> {
        let length = self.months();
        let first = (date.month0() / length) * length + 1;
        NaiveDate::from_ymd_opt(date.year(), first, 1)
    }

    /// The last day of the period that holds a date; none beyond the calendar.
    pub fn end_of(self, date: NaiveDate) -> Option<NaiveDate> {
        self.start_of(date)?
            .checked_add_months(Months::new(self.months()))?
            .pred_opt()
    }
}

/// How p-values of several questions are adjusted for their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Correction {
    /// Holm: the chance of any false find stays within 5 %.
    #[default]
    Holm,
    /// Benjamini and Hochberg: the share of false finds among all finds stays within 5 %.
    BenjaminiHochberg,
}

impl Correction {
    /// The word in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Holm => "holm",
            Self::BenjaminiHochberg => "bh",
        }
    }

    /// The name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Holm => "Holm",
            Self::BenjaminiHochberg => "Benjamini–Hochberg",
        }
    }
}

/// A question of lead and lag, declared before its answer is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadLag {
    /// Its id.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// The indicator or index said to lead.
    pub driver: Id,
    /// The indicator or index said to follow.
    pub response: Id,
    /// The periods compared.
    pub calendar: Calendar,
    /// The lags tested: the driver leads by 0 to this many periods.
    pub lags: u32,
    /// Whether changes from period to period are compared instead of values.
    pub difference: bool,
    /// Whether both series are freed of what the driver repeats of itself.
    pub prewhiten: bool,
    /// Periods that the autoregression of the driver looks back; none: chosen by AIC, up to 4.
    pub order: Option<u32>,
    /// Indicators or indices whose part is taken off in the partial correlation.
    pub controls: Vec<Id>,
    /// Whether a straight line in time is taken off as well.
    pub control_time: bool,
    /// Periods that Granger's test looks back.
    pub granger: u32,
    /// Where random numbers begin.
    pub seed: u64,
    /// Shuffled series against which the strongest correlation is held.
    pub permutations: u32,
    /// Least periods of a block that is shuffled as one; none: by the length of the series.
    pub block: Option<u32>,
    /// How p-values are adjusted for the number of questions.
    pub correction: Correction,
    /// What it is about; may be empty.
    pub about: String,
}

#[cfg(test)]
mod tests {
    use super::Calendar;

    #[test]
    fn periods_end_on_their_last_day() {
        let day = |text: &str| text.parse().unwrap();
        for (calendar, date, end) in [
            (Calendar::Month, "2024-02-01", "2024-02-29"),
            (Calendar::Month, "2023-12-31", "2023-12-31"),
            (Calendar::Quarter, "2024-02-01", "2024-03-31"),
            (Calendar::Quarter, "2024-12-01", "2024-12-31"),
            (Calendar::Year, "2024-02-01", "2024-12-31"),
        ] {
            assert_eq!(
                calendar.end_of(day(date)),
                Some(day(end)),
                "{calendar:?} {date}"
            );
        }
    }
}
