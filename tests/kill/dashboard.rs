//! A small dashboard with four indicators in four manners, and what must stand in it.

use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate};
use tempfile::TempDir;
use tightrope::config::{Loader, Origin};
use tightrope::diagnostic::{Severity, plain};
use tightrope::model::Id;

/// The indicators: two with observations in one TOML file, two with a series file each.
pub(crate) const INDICATORS: [&str; 4] = ["ties", "arms", "oil", "gas"];

/// Its files.
const FILES: [&str; 4] = ["dashboard.toml", "indicators.toml", "oil.csv", "gas.csv"];

const ENTRY: &str = r#"
schema_version = 1
title = "Killed"
subject = { code = "KAZ", name = "Kazakhstan" }
include = ["*s.toml"]

[[dimension]]
id = "d"
name = "D"

[[source]]
id = "paper"
title = "A paper"
publisher = "A publisher"

[[page]]
id = "one"
title = "One"

  [[page.row]]
    [[page.row.panel]]
    kind = "scorecard"
"#;

/// A dashboard in a folder of its own.
pub(crate) struct Scene {
    dir: TempDir,
}

/// The observation of a number: of which indicator, on which day, with which value.
pub(crate) fn observation(number: usize) -> (&'static str, NaiveDate, f64) {
    let first = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
    let day = first + Days::new(number as u64 / 4);
    (INDICATORS[number % 4], day, number as f64 + 0.5)
}

impl Scene {
    pub(crate) fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let indicator = |id: &str, rest: &str| {
            format!(
                "# {id}, with a comment\n[[indicator]]\nid = \"{id}\"\nname = \"{id}\"\ndimension = \"d\"\n\
                 kind = \"measured\"\nunit = \"%\"\nsource = \"paper\"\n{rest}\n"
            )
        };
        let indicators = indicator("ties", "")
            + &indicator("arms", "observation = []")
            + &indicator("oil", "series = \"oil.csv\"")
            + &indicator("gas", "series = \"gas.csv\"");
        let contents = [ENTRY, &indicators, "date,value\n", "note,value,date\r\n"];
        for (name, content) in FILES.into_iter().zip(contents) {
            fs::write(dir.path().join(name), content).unwrap();
        }
        Self { dir }
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Loads it; there must be no error, and each observation of these numbers.
    pub(crate) fn has(&self, numbers: &[usize]) {
        let entry = self.path().join(FILES[0]);
        let snapshot = Loader::new(Origin::File(entry)).load().unwrap();
        let errors = snapshot.diagnostics.iter();
        let errors: Vec<String> = errors
            .filter(|problem| problem.severity == Severity::Error)
            .map(plain)
            .collect();
        assert_eq!(errors, [""; 0]);
        let model = &snapshot.dashboard.model;
        for &number in numbers {
            let (id, day, value) = observation(number);
            let indicator = model.indicator(&Id::new(id)).unwrap();
            let series = indicator.series_of(&model.subject.code);
            let rows = series.rows(day, day);
            let found: Vec<Option<f64>> = rows.map(|row| series.value(row)).collect();
            assert_eq!(found, [Some(value)], "{id} {day}");
        }
    }

    /// The files have the observations of all numbers below one, each once, and no other.
    pub(crate) fn holds_exactly(&self, count: usize) {
        let numbers: Vec<usize> = (0..count).collect();
        self.has(&numbers);
        let text = |name: &str| fs::read_to_string(self.path().join(name)).unwrap();
        let toml = text(FILES[1]).matches("date = ").count();
        let rows = |name: &str| text(name).lines().count() - 1;
        assert_eq!(toml + rows(FILES[2]) + rows(FILES[3]), count);
    }

    /// What else lies in the folder.
    pub(crate) fn strangers(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names
            .filter(|name| !FILES.contains(&name.as_str()))
            .collect()
    }
}
