//! A large dashboard: 1,000 indicators of 3,650 daily observations each, in ten files and as many series, and indices
//! over them.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use chrono::{Days, NaiveDate};
use tempfile::TempDir;
use tightrope::config::{Loader, Origin};

const FILES: usize = 10;
const OF_A_FILE: usize = 100;
const DAYS: u64 = 3_650;

/// The dashboard in a folder of its own, which goes away with it.
pub(crate) struct Large {
    folder: TempDir,
}

impl Large {
    /// Writes it.
    pub(crate) fn new() -> Self {
        let large = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for folder in ["indicators", "series"] {
            fs::create_dir(large.folder.path().join(folder)).unwrap();
        }
        large.write("dashboard.toml", &settings());
        for file in 0..FILES {
            let indicators: String = (0..OF_A_FILE).map(|at| indicator(file, at)).collect();
            large.write(&format!("indicators/{file}.toml"), &indicators);
            for at in 0..OF_A_FILE {
                large.write_series(file * OF_A_FILE + at, 0);
            }
        }
        large
    }

    /// Writes one series; another turn has other values.
    pub(crate) fn write_series(&self, number: usize, turn: usize) {
        let start = NaiveDate::from_ymd_opt(2016, 1, 1).unwrap();
        let mut text = "date,value\n".to_owned();
        for day in 0..DAYS {
            let date = start + Days::new(day);
            let value = 50.0 + 40.0 * ((day as f64 + (number * 37 + turn) as f64) / 90.0).sin();
            writeln!(text, "{date},{value:.2}").unwrap();
        }
        self.write(&format!("series/{number}.csv"), &text);
    }

    /// A loader that has read nothing yet.
    pub(crate) fn loader(&self) -> Loader {
        Loader::new(Origin::File(self.path("dashboard.toml")))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }
}

fn settings() -> String {
    let mut text = r#"
schema_version = 1
title = "Large"
subject = { code = "KAZ", name = "Kazakhstan" }
start = 2014-01-01
include = ["indicators/*.toml"]

[[dimension]]
id = "all"
name = "All"

[[source]]
id = "bench"
title = "Made up"
publisher = "A bench"

[[page]]
id = "first"
title = "First"
[[page.row]]
[[page.row.panel]]
kind = "scorecard"
"#
    .to_owned();
    for (actor, name) in [("east", "East"), ("west", "West")] {
        writeln!(
            text,
            "[[actor]]\nid = \"{actor}\"\nname = \"{name}\"\ncapital = \"{name}\"\nindex = \"all-{actor}\""
        )
        .unwrap();
        let of_actor = (0..FILES).filter(|file| actor_of(*file) == actor);
        let files: Vec<usize> = of_actor.collect();
        for file in &files {
            let members: Vec<String> = (0..OF_A_FILE)
                .map(|at| format!("{{ id = \"i-{file}-{at}\" }}"))
                .collect();
            let members = members.join(", ");
            writeln!(
                text,
                "[[index]]\nid = \"part-{file}\"\nname = \"Part {file}\"\nactor = \"{actor}\"\nmembers = [{members}]"
            )
            .unwrap();
        }
        let members: Vec<String> = files
            .iter()
            .map(|file| format!("{{ id = \"part-{file}\" }}"))
            .collect();
        let members = members.join(", ");
        writeln!(
            text,
            "[[index]]\nid = \"all-{actor}\"\nname = \"{name}\"\nactor = \"{actor}\"\nmembers = [{members}]"
        )
        .unwrap();
    }
    text
}

fn actor_of(file: usize) -> &'static str {
    if file.is_multiple_of(2) {
        "east"
    } else {
        "west"
    }
}

fn indicator(file: usize, at: usize) -> String {
    let (number, actor) = (file * OF_A_FILE + at, actor_of(file));
    format!(
        r#"
[[indicator]]
id = "i-{file}-{at}"
name = "Indicator {number}"
dimension = "all"
actor = "{actor}"
direction = "+"
kind = "measured"
unit = "%"
goalposts = [0, 100]
cadence = "1mo"
carry_forward = "1y"
bands = {{ low = 0, guarded = 25, elevated = 50, high = 75 }}
signposts = [{{ below = 15, name = "Very low" }}]
source = "bench"
grade = "B2"
series = "../series/{number}.csv"
"#
    )
}
