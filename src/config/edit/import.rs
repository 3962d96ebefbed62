//! Rows of a file from elsewhere as observations of an indicator.

use super::foreign::{Foreign, Row};
use super::{Editor, NewObservation, Outcome, Refusal, Twin};
use crate::config::item::{FIELDS, Import};
use crate::model::{Id, read_date};
use crate::text::{clean, nearest};

/// Words that stand for a missing figure in the tables of many publishers.
const MISSING: [&str; 9] = ["", ".", "..", "...", ":", "-", "n/a", "na", "null"];

/// Rows that are observations, and how many are not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picked {
    /// The observations, in the order of the file, each with what its row is to people: `line 5`.
    pub observations: Vec<(String, NewObservation)>,
    /// Rows without a value.
    pub without_value: usize,
    /// Rows that `only` leaves out.
    pub others: usize,
}

impl Editor {
    /// The rows that are observations of an indicator, by the columns that its `import` names; by columns that are
    /// called as the fields where it names none.
    ///
    /// # Errors
    /// There is no such indicator, or a column or a cell is not as it must be.
    pub fn pick(&mut self, indicator: &Id, foreign: &Foreign) -> Result<Picked, Refusal> {
        self.find_place(indicator)?;
        let import = self.places[indicator].import.clone();
        let columns = columns(&import, foreign).map_err(Refusal::data)?;
        let only = only(&import, foreign).map_err(Refusal::data)?;
        let mut picked = Picked::default();
        let mut wrong = Vec::new();
        for row in &foreign.rows {
            if only.iter().any(|(column, text)| row.cell(*column) != *text) {
                picked.others += 1;
                continue;
            }
            match observation(row, &columns) {
                Ok(Some(new)) => picked.observations.push((row.place.clone(), new)),
                Ok(None) => picked.without_value += 1,
                Err(why) => wrong.push(format!("{}: {why}", row.place)),
            }
        }
        if wrong.is_empty() {
            return Ok(picked);
        }
        let more = wrong.len().saturating_sub(20);
        wrong.truncate(20);
        if more > 0 {
            wrong.push(format!("and {more} more"));
        }
        Err(Refusal::data(wrong.join("\n")))
    }

    /// Puts picked observations in. All that are refused are told.
    ///
    /// # Errors
    /// As those of [`Editor::record`].
    pub fn import(
        &mut self,
        indicator: &Id,
        picked: &Picked,
        twin: Twin,
    ) -> Result<Vec<Outcome>, Refusal> {
        let all = picked.observations.iter();
        all.map(|(place, new)| {
            self.record(indicator, new, twin)
                .map_err(|refusal| Refusal {
                    message: format!("{place}: {}", refusal.message),
                    ..refusal
                })
        })
        .collect()
    }
}

/// The column of each field.
fn columns(import: &Import, foreign: &Foreign) -> Result<Vec<(&'static str, usize)>, String> {
    let has = |name: &str| import.columns.iter().any(|(field, _)| *field == name);
    let mut columns = Vec::new();
    for (field, name) in &import.columns {
        let column = foreign
            .column(name)?
            .ok_or_else(|| no_column(name, foreign))?;
        columns.push((*field, column));
    }
    let own = FIELDS.into_iter().filter(|name| {
        // Once columns are named, only a date and a value go without saying.
        !has(name) && (import.columns.is_empty() || ["date", "value"].contains(name))
    });
    for name in own {
        columns.extend(foreign.column(name)?.map(|column| (name, column)));
    }
    for needed in ["date", "value"] {
        if !columns.iter().any(|(field, _)| *field == needed) {
            return Err(format!(
                "{}; say which it is, in the indicator: import = {{ {needed} = \"…\" }}",
                no_column(needed, foreign)
            ));
        }
    }
    Ok(columns)
}

fn only<'i>(import: &'i Import, foreign: &Foreign) -> Result<Vec<(usize, &'i str)>, String> {
    let only = import.only.iter();
    only.map(|(name, text)| {
        let column = foreign
            .column(name)?
            .ok_or_else(|| no_column(name, foreign))?;
        Ok((column, text.trim()))
    })
    .collect()
}

fn no_column(name: &str, foreign: &Foreign) -> String {
    let known = foreign.columns.iter().map(String::as_str);
    let message = if let Some(near) = nearest(name, known.clone()) {
        format!("there is no column `{name}`; did you mean `{near}`?")
    } else {
        let known: Vec<String> = known.take(20).map(|name| format!("`{name}`")).collect();
        format!("there is no column `{name}` among {}", known.join(", "))
    };
    clean(&message).into_owned()
}

/// The observation of a row; none when it has no value.
fn observation(
    row: &Row,
    columns: &[(&'static str, usize)],
) -> Result<Option<NewObservation>, String> {
    let text = |field: &str| {
        let column = columns.iter().find(|(name, _)| *name == field)?;
        Some(row.cell(column.1)).filter(|cell| !cell.is_empty())
    };
    let owned = |field: &str| text(field).map(str::to_owned);
    let figure = |field: &str| match text(field) {
        Some(cell) if !is_missing(cell) => match cell.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(Some(value)),
            _ => Err(format!(
                "the {field} `{}` is not a number; write 1234.5, without units or blanks",
                clean(cell)
            )),
        },
        _ => Ok(None),
    };
    let Some(value) = figure("value")? else {
        return Ok(None);
    };
    let date = |field: &str| match text(field) {
        None => Ok(None),
        Some(cell) => match date_of(cell) {
            Some(date) => Ok(Some(date)),
            None => Err(format!(
                "the {field} `{}` is not a date; write 2024-11-28, 2024-11, 2024-Q4 or 2024",
                clean(cell)
            )),
        },
    };
    Ok(Some(NewObservation {
        date: date("date")?.ok_or("it has no date")?,
        value: Some(value),
        low: figure("low")?,
        high: figure("high")?,
        sources: text("source")
            .map(|ids| ids.split_whitespace().map(str::to_owned).collect())
            .unwrap_or_default(),
        grade: owned("grade"),
        published: date("published")?,
        subject: owned("subject"),
        note: owned("note"),
        without: Vec::new(),
    }))
}

fn is_missing(cell: &str) -> bool {
    MISSING.iter().any(|word| word.eq_ignore_ascii_case(cell))
}

/// A date in one of the notations of statistical offices, in ours: `2024Q4`, `2024M11`, `2024-M11`, and days with a
/// time of day behind.
fn date_of(cell: &str) -> Option<String> {
    // Not `2024 Q1` or `2024T1`, which would become a year.
    let is_timed = |(day, time): &(&str, &str)| {
        day.len() == "2024-11-28".len() && time.starts_with(|sign: char| sign.is_ascii_digit())
    };
    let timed = cell.split_once(['T', ' ']).filter(is_timed);
    let day = timed.map_or(cell, |(day, _)| day);
    let plain = day.replacen("-M", "-", 1).replacen('M', "-", 1);
    let plain = match plain.split_once('Q') {
        Some((year, quarter)) if !year.ends_with('-') => format!("{year}-Q{quarter}"),
        _ => plain,
    };
    read_date(&plain).map(|_| plain)
}
