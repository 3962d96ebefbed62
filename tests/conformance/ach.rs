//! Weighted inconsistency as published for ACH 1.1, through files of hypotheses and findings.

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;
use tightrope::assess::ach;
use tightrope::config::{Loader, Origin};

const GRADINGS: [&str; 3] = ["low", "medium", "high"];

const MARKS: [&str; 6] = ["II", "I", "N", "NA", "C", "CC"];

/// One hypothesis per mark, one finding of a credibility and a relevance, loaded and added up.
fn scores(credibility: &str, relevance: &str) -> Vec<(String, f64)> {
    let mut text = String::from(
        "schema_version = 1\ntitle = \"T\"\nsubject = { code = \"KAZ\", name = \"K\" }\n\
         [[page]]\nid = \"p\"\ntitle = \"P\"\n[[page.row]]\n[[page.row.panel]]\nkind = \"hypotheses\"\n",
    );
    for mark in MARKS {
        let id = mark.to_lowercase();
        let _ = writeln!(
            text,
            "[[hypothesis]]\nid = \"{id}\"\nname = \"{mark}\"\nstatement = \"It holds.\""
        );
    }
    let marks: Vec<String> = MARKS
        .iter()
        .map(|mark| format!("{} = \"{mark}\"", mark.to_lowercase()))
        .collect();
    let _ = writeln!(
        text,
        "[[finding]]\nid = \"f\"\ntext = \"Seen.\"\ndate = 2024-01-01\ncredibility = \"{credibility}\"\n\
         relevance = \"{relevance}\"\nmarks = {{ {} }}",
        marks.join(", ")
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dashboard.toml");
    fs::write(&file, text).unwrap();
    let snapshot = Loader::new(Origin::File(file)).force();
    assert!(
        snapshot.diagnostics.is_empty(),
        "{:?}",
        snapshot.diagnostics
    );
    let model = &snapshot.dashboard.model;
    let table = ach(model, chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap());
    let tallies = table.tallies.iter();
    tallies
        .map(|tally| {
            let name = model.hypotheses[tally.hypothesis].name.clone();
            (name, tally.inconsistency)
        })
        .collect()
}

#[test]
fn weighted_inconsistency_is_that_of_ach_1_1() {
    let Some(text) = crate::reference("micro/micro_cases.json") else {
        return;
    };
    let case: Value = serde_json::from_str(&text).unwrap();
    let case = &case["ach_weighted_inconsistency"];
    let factor = |word: &str| case["credibility_relevance"][word].as_f64().unwrap();
    for credibility in GRADINGS {
        for relevance in GRADINGS {
            for (mark, score) in scores(credibility, relevance) {
                let points = case["consistency"][&mark].as_f64().unwrap();
                let expected = factor(credibility) * factor(relevance) * points;
                assert!(
                    (score - expected).abs() < 1e-12,
                    "{credibility} {relevance} {mark}: {score} for {expected}"
                );
            }
        }
    }
}
