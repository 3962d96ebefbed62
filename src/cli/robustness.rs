//! `tightrope robustness [DASHBOARD]`: how far scores depend on assumptions, as data.

use std::io::Write;
use std::process::ExitCode;

use chrono::NaiveDate;

use super::{AsOf, Failure, Format, Which, load, no_data};
use crate::assess::robustness::{Sensitivity, robustness, sensitivity};
use crate::assess::{self, Watch};
use crate::export::RobustnessReport;
use crate::model::{Id, Model, Robustness, Since};

#[derive(Debug, clap::Args)]
pub(super) struct Robust {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    as_of: AsOf,
    /// Test the direction of change since this date; without it as the dashboard says.
    #[arg(long, value_name = "DATE", value_parser = super::parse_date)]
    since: Option<NaiveDate>,
    /// Runs, instead of the dashboard's number.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    runs: Option<u32>,
    /// Seed, instead of the dashboard's.
    #[arg(long)]
    seed: Option<u64>,
    /// A subject by its code, or `all` that have data; the dashboard's own without it.
    #[arg(long, value_name = "CODE")]
    subject: Option<String>,
    /// Points of each Sobol' sample for the indices of the actors; 0 leaves sensitivities out.
    #[arg(long, value_name = "POINTS", default_value_t = 256)]
    sobol: usize,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

impl Robust {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let snapshot = load(self.which.dashboard.as_deref())?;
        let model = &snapshot.dashboard.model;
        let settings = self.settings(model)?;
        let as_of = self.as_of.date()?;
        let subjects = subjects(model, self.subject.as_deref(), as_of)?;
        let found = robustness(model, &settings, &subjects, as_of, Watch::NONE)
            .ok_or_else(|| "cancelled".to_owned())?;
        // Of all subjects, those of the dashboard's own: each takes as long as all bands together.
        let subject = match &subjects[..] {
            [subject] => subject,
            _ => &model.subject.code,
        };
        let sensitivities = self.sensitivities(model, &settings, subject, as_of);
        let report = RobustnessReport::new(&snapshot, (&settings, &found), subject, &sensitivities);
        self.format.put(out, || report.json(), || report.table())
    }

    fn settings(&self, model: &Model) -> Result<Robustness, Failure> {
        let mut settings = model.robustness.clone().ok_or_else(|| {
            "the dashboard states no open assumptions; add [robustness] to dashboard.toml"
                .to_owned()
        })?;
        settings.runs = self.runs.unwrap_or(settings.runs);
        settings.seed = self.seed.unwrap_or(settings.seed);
        settings.since = self.since.map(Since::Date).or(settings.since);
        Ok(settings)
    }

    /// Of the indices of the actors; none where some run has no score.
    fn sensitivities(
        &self,
        model: &Model,
        settings: &Robustness,
        subject: &Id,
        as_of: NaiveDate,
    ) -> Vec<(Id, Option<Vec<Sensitivity>>)> {
        if self.sobol == 0 {
            return Vec::new();
        }
        let indices = model.actors.iter().filter_map(|actor| actor.index.clone());
        indices
            .map(|index| {
                let of = (subject, &index);
                let found = sensitivity(model, settings, of, as_of, self.sobol, Watch::NONE);
                (index, found)
            })
            .collect()
    }
}

/// The subjects that are meant; all are those that `assess --subject all` ranks.
fn subjects(model: &Model, wanted: Option<&str>, as_of: NaiveDate) -> Result<Vec<Id>, Failure> {
    let known = assess::subjects_of(model, as_of);
    match wanted {
        None => Ok(vec![model.subject.code.clone()]),
        Some("all") if known.is_empty() => Err(no_data("all", &known)),
        Some("all") => Ok(known),
        Some(code) if known.iter().any(|one| one.as_str() == code) => Ok(vec![Id::new(code)]),
        Some(code) => Err(no_data(code, &known)),
    }
}
