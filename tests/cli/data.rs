//! `assess`, `compare`, `leadlag` and `robustness`: a dashboard as data.

use std::fs;

use crate::{SOUND, dashboard, run};

#[test]
fn assess_answers_as_data() {
    let dir = dashboard(SOUND);
    let path = dir.path().to_str().unwrap();
    let assess = |as_of| -> serde_json::Value {
        serde_json::from_str(&run(&["assess", path, "--as-of", as_of]).out).unwrap()
    };
    let json = assess("2024-03-01");
    assert_eq!(json["as_of"], "2024-03-01");
    assert_eq!(json["indicators"][0]["value"], 42.5);
    assert_eq!(json["indicators"][0]["age_days"], 30);
    assert_eq!(json["indicators"][0]["sources"][0], "paper");
    assert!(assess("2024-01-30")["indicators"][0]["value"].is_null());

    let csv = run(&["assess", path, "--as-of", "2024-03-01", "--format", "csv"]).out;
    assert!(
        csv.lines()
            .nth(1)
            .unwrap()
            .starts_with("ties,Ties,security,,measured,42.5,"),
        "{csv}"
    );
}

/// Three subjects on an index of three indicators, of which the last lacks one.
const THREE: &str = r#"
[[indicator]]
id = "gas"
name = "Gas"
dimension = "security"
direction = "+"
kind = "measured"
unit = "%"
source = "paper"
series = "gas.csv"

[[indicator]]
id = "debt"
name = "Debt"
dimension = "security"
direction = "-"
kind = "measured"
unit = "%"
source = "paper"
series = "debt.csv"

[[index]]
id = "whole"
name = "Whole"
normalise = "min-max"
min_coverage = 0.3
members = [{ id = "ties", weight = 2 }, "gas", "debt"]
"#;

#[test]
fn assess_compares_subjects() {
    let dir = dashboard(&format!("{SOUND}{THREE}"));
    let path = dir.path().to_str().unwrap();
    let series = |name, text| fs::write(dir.path().join(name), text).unwrap();
    series(
        "gas.csv",
        "date,value,subject\n2023,1,KAZ\n2023,3,UZB\n2023,2,KGZ\n",
    );
    series("debt.csv", "date,value,subject\n2023,5,KAZ\n2023,5,UZB\n");
    let assess = |subject, format| {
        let date = ["--as-of", "2024-03-01", "--subject", subject];
        run(&[&["assess", path, "--format", format][..], &date].concat())
    };
    let json: serde_json::Value = serde_json::from_str(&assess("all", "json").out).unwrap();
    assert_eq!(json["as_of"], "2024-03-01");
    assert_eq!(json["files_hash"].as_str().unwrap().len(), 16);
    let index = &json["indices"][0];
    assert_eq!(index["compared"], serde_json::json!(["KAZ", "KGZ", "UZB"]));
    // Ties has one value, which no other subject can be held against; debts are equal where there are two.
    assert_eq!(index["outranking"][0], serde_json::json!([0.0, 0.0, 0.25]));
    assert_eq!(index["copeland"], serde_json::json!([-2.0, 0.0, 2.0]));
    assert_eq!(index["kemeny"]["optima"], 1);
    let best = serde_json::json!([["UZB", "KGZ", "KAZ"]]);
    assert_eq!(index["kemeny"]["rankings"], best);
    let weights = index["effective_weights"].as_array().unwrap();
    let weights: Vec<f64> = weights
        .iter()
        .map(|part| part["weight"].as_f64().unwrap())
        .collect();
    assert_eq!(weights, [0.5, 0.25, 0.25]);
    let codes: Vec<&str> = json["subjects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|subject| subject["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["KAZ", "KGZ", "UZB"]);

    let one = assess("KGZ", "json").out;
    let one: serde_json::Value = serde_json::from_str(&one).unwrap();
    let score = &one["subjects"][0]["indices"][0];
    assert_eq!(one["subjects"].as_array().unwrap().len(), 1);
    // One of three members, a quarter of the weight: no score, but compared all the same.
    assert_eq!(
        (&score["value"], &score["rank"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
    assert_eq!(
        (&score["coverage"], &score["copeland_rank"]),
        (&serde_json::json!(0.25), &serde_json::json!(2))
    );
    assert_eq!(score["kemeny_rank"], serde_json::json!([2, 2]));

    let csv = assess("all", "csv").out;
    let head = "subject,index,value,rank,copeland_rank,kemeny_rank,coverage,current\n";
    assert!(csv.starts_with(head), "{csv}");
    assert_eq!(csv.lines().count(), 4, "{csv}");
    let unknown = assess("UZN", "json");
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("did you mean `UZB`?"),
        "{}",
        unknown.err
    );
}

#[test]
fn leadlag_answers_with_method_seed_and_hash() {
    let leadlag = |format| {
        let arguments = ["leadlag", "--as-of", "2026-08-31", "--format", format];
        run(&arguments).out
    };
    let json: serde_json::Value = serde_json::from_str(&leadlag("json")).unwrap();
    assert_eq!(json["as_of"], "2026-08-31");
    assert_eq!(json["files_hash"].as_str().unwrap().len(), 16);
    let thesis = &json["leadlags"][0];
    assert_eq!(thesis["driver"], "battlefield-fortunes");
    assert_eq!(thesis["method"]["seed"], 20_220_224);
    // Most of what the indices are made of comes once a year: no more is claimed than that bears.
    assert_eq!(thesis["verdict"], "too-few");
    assert!(thesis["p"].is_null() && thesis["granger"].is_null());
    assert!(thesis["data"]["joint"].as_u64().unwrap() < 24);
    assert_eq!(thesis["lags"].as_array().unwrap().len(), 9);
    assert!(
        leadlag("csv").contains(
            "battlefield-influence,battlefield-fortunes,influence-russia,too-few,0,true,"
        )
    );
    assert!(leadlag("markdown").contains("Insufficient for inference"));
}

#[test]
fn assess_says_how_influence_is_spread() {
    let out = run(&["assess", "--as-of", "2024-12-31"]).out;
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let spread = |field: &str| json["spread"][field].as_f64().unwrap();
    let shares = json["balance"].as_array().unwrap().iter();
    let squares: f64 = shares
        .map(|one| one["share"].as_f64().unwrap().powi(2))
        .sum();
    assert!((spread("concentration") - squares).abs() < 1e-9);
    assert!((spread("effective_actors") - 1.0 / squares).abs() < 1e-9);
    assert!((0.0..=1.0).contains(&spread("hedging")) && spread("dominance") > 0.0);
}

#[test]
fn compare_says_what_moved_an_index() {
    let dates = ["--from", "2014-12-31", "--to", "2024-12-31"];
    let compare = |format| run(&[&["compare"][..], &dates, &["--format", format]].concat()).out;
    let json: serde_json::Value = serde_json::from_str(&compare("json")).unwrap();
    let indices = json["indices"].as_array().unwrap();
    let explained = indices.iter().filter_map(|index| {
        let points = index["steps"]
            .as_array()?
            .iter()
            .map(|step| step["points"].as_f64().unwrap());
        Some((index["change"].as_f64()?, points.sum::<f64>()))
    });
    let explained: Vec<(f64, f64)> = explained.collect();
    assert!(explained.len() > 10 && explained.iter().any(|(change, _)| change.abs() > 1.0));
    assert!(
        explained
            .iter()
            .all(|(change, points)| (change - points).abs() < 1e-9)
    );
    assert!(compare("csv").contains("step,influence-russia,energy-russia,"));
    assert!(compare("markdown").contains("| step | influence-russia | energy-russia |"));
    let turned = run(&["compare", "--from", "2024-01-01", "--to", "2020-01-01"]);
    let words = "--from 2024-01-01 lies after --to, 2020-01-01";
    assert_eq!((turned.code, turned.err.contains(words)), (2, true));
}

const OPEN: &str = r#"
[[actor]]
id = "north"
name = "North"
index = "supply"

[[index]]
id = "supply"
name = "Supply"
normalise = "min-max"
members = ["gas", "debt"]

[robustness]
runs = 50
seed = 3
weights = 0.2
aggregate = ["mpi"]
carry_forward = ["2y"]
"#;

/// The score of one subject is the same whether the others are asked for or not, here and in `assess`.
#[test]
fn robustness_agrees_with_assess() {
    let dir = dashboard(&format!("{SOUND}{THREE}{OPEN}"));
    let path = dir.path().to_str().unwrap();
    let series = |name, text| fs::write(dir.path().join(name), text).unwrap();
    series(
        "gas.csv",
        "date,value,subject\n2023,1,KAZ\n2023,3,UZB\n2023,2,KGZ\n2024-06,2,TJK\n",
    );
    series(
        "debt.csv",
        "date,value,subject\n2023,5,KAZ\n2023,9,UZB\n2023,8,KGZ\n",
    );
    let answer = |command, subject, as_of| {
        let args = [command, path, "--subject", subject, "--as-of", as_of];
        run(&args)
    };
    let json = |command, subject| -> serde_json::Value {
        serde_json::from_str(&answer(command, subject, "2024-03-01").out).unwrap()
    };
    let assessed = json("assess", "all");
    let robust = json("robustness", "all");
    let supply = |score: &&serde_json::Value| score["index"] == "supply";
    let scores: Vec<_> = robust["scores"]
        .as_array()
        .unwrap()
        .iter()
        .filter(supply)
        .collect();
    let subjects = assessed["subjects"].as_array().unwrap();
    // The one whose first value is yet to come is in neither.
    assert_eq!((scores.len(), subjects.len()), (3, 3));
    for (score, subject) in scores.iter().zip(subjects) {
        assert_eq!(score["subject"], subject["code"]);
        assert_eq!(score["declared"], subject["indices"][1]["value"]);
        assert!(score["declared"].is_number() && score["runs"] == 50);
        let code = subject["code"].as_str().unwrap();
        let alone = json("robustness", code);
        let alone: Vec<_> = alone["scores"]
            .as_array()
            .unwrap()
            .iter()
            .filter(supply)
            .cloned()
            .collect();
        assert_eq!([*score].map(Clone::clone).to_vec(), alone);
    }
    // Sensitivities are of the dashboard's own subject; the seed and the hash are told.
    assert_eq!(robust["sensitivities"][0]["subject"], "KAZ");
    assert_eq!(robust["sensitivities_missing"], serde_json::json!([]));
    assert_eq!(robust["seed"], 3);
    assert_eq!(robust["method"]["weights"], 0.2);
    assert_eq!(
        robust["method"]["carry_forward"],
        serde_json::json!(["24mo"])
    );
    assert_eq!(robust["method"]["aggregate"], serde_json::json!(["mpi"]));
    assert_eq!(robust["files_hash"].as_str().unwrap().len(), 16);
    let early = answer("robustness", "TJK", "2024-03-01");
    assert!(
        early.err.contains("no index has data on `TJK`"),
        "{}",
        early.err
    );
    let late = answer("robustness", "all", "2999-01-01");
    assert!(late.err.contains("has not come yet"), "{}", late.err);
}
