//! What a form begins with: which indicator it is of, and what is typed there already.

use chrono::{Datelike, NaiveDate};

use super::super::{App, Layer, Pane, Roll};
use super::{FIELDS, Form, Stage};
use crate::model::{Id, Observation, Period};
use crate::panel::Target;

impl App {
    /// The form for a new observation of what is selected, or for one that is changed.
    ///
    /// # Errors
    /// Why there can be none, in words for people.
    pub(super) fn form(&self, changes: bool) -> Result<Form, String> {
        let Some(Target::Indicator(id)) = self.recorded_target() else {
            return Err("observations are of indicators: select one".to_owned());
        };
        if self.snapshot.files.iter().any(|file| file.path.is_none()) {
            return Err(
                "the built-in dashboard cannot be written to · tightrope init DIR writes it out, to record in".to_owned(),
            );
        }
        let model = self.model();
        let indicator = model.indicators.iter().find(|indicator| indicator.id == id);
        let indicator = indicator.ok_or_else(|| format!("there is no indicator {id}"))?;
        let mut texts: [String; FIELDS] = Default::default();
        texts[0] = self.as_of().to_string();
        let mut before = None;
        if changes {
            let date = self.crosshair().unwrap_or_else(|| self.as_of());
            let series = indicator.series_of(&model.subject.code);
            let row = series.rows_until(date).checked_sub(1);
            let observation = row.and_then(|row| series.get(row));
            let observation = observation.ok_or("there is no observation to change yet")?;
            texts = says(&observation);
            before = Some(texts.clone());
        }
        Ok(Form {
            indicator: id,
            name: indicator.name.clone(),
            unit: indicator.unit.clone(),
            begun: texts.clone(),
            texts,
            warned: None,
            before,
            stage: Stage::Typing,
            refusal: String::new(),
            overrules: false,
            // The date is there already.
            roll: Roll { at: 1, row: 1 },
        })
    }

    /// What an observation would be of.
    pub(in crate::app) fn recorded_target(&self) -> Option<Target> {
        match self.layers.last() {
            Some(Layer::Detail(detail)) if detail.pane == Pane::Related => {
                detail.related.get(detail.roll.at).cloned()
            }
            Some(Layer::Detail(detail)) => Some(detail.target.clone()),
            None | Some(Layer::Zoom) => self.focused_target(),
            Some(_) => None,
        }
    }

    /// Where the crosshair is.
    fn crosshair(&self) -> Option<NaiveDate> {
        if let Some(Layer::Detail(detail)) = self.layers.last() {
            return detail.trend_context(self).cursor();
        }
        let (_, page) = self.page()?;
        let slot = page.slots().nth(self.focus(page))?;
        self.context(page, slot).cursor()
    }
}

/// An observation as it would be typed.
fn says(observation: &Observation) -> [String; FIELDS] {
    let figure = |figure: Option<f64>| figure.map_or_else(String::new, |figure| figure.to_string());
    let sources: Vec<&str> = observation.sources.iter().map(Id::as_str).collect();
    [
        period(observation.date, observation.period),
        observation
            .value
            .map_or_else(|| "none".to_owned(), |value| value.to_string()),
        figure(observation.low),
        figure(observation.high),
        sources.join(", "),
        observation
            .grade
            .map_or_else(String::new, |grade| grade.to_string()),
        observation.note.to_string(),
        observation
            .published
            .map_or_else(String::new, |day| day.to_string()),
    ]
}

/// A date with what it covers, as in the files.
fn period(date: NaiveDate, period: Period) -> String {
    match period {
        Period::Day => date.to_string(),
        Period::Month => date.format("%Y-%m").to_string(),
        Period::Quarter => format!("{}-Q{}", date.year(), date.month().div_ceil(3)),
        Period::Year => date.format("%Y").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_typed_as_in_the_files() {
        let day: NaiveDate = "2024-12-31".parse().unwrap();
        for (covers, text) in [
            (Period::Day, "2024-12-31"),
            (Period::Month, "2024-12"),
            (Period::Quarter, "2024-Q4"),
            (Period::Year, "2024"),
        ] {
            assert_eq!(period(day, covers), text);
            assert_eq!(crate::model::read_date(text), Some((day, covers)));
        }
    }
}
