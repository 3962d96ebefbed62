//! Commands as a user runs them: standard output, standard error, exit codes.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "it writes dashboards and runs the program, and fails where it cannot"
)]

use std::fs;
use std::process::Command;

use tempfile::TempDir;

const SOUND: &str = r#"
schema_version = 1
title = "Test"
subject = { code = "KAZ", name = "Kazakhstan" }

[[dimension]]
id = "security"
name = "Security"

[[source]]
id = "paper"
title = "A paper"
publisher = "A publisher"

[[indicator]]
id = "ties"
name = "Ties"
dimension = "security"
direction = "+"
kind = "measured"
unit = "%"
source = "paper"

  [[indicator.observation]]
  date = 2024-01-31
  value = 42.5

[[page]]
id = "one"
title = "One"

  [[page.row]]
    [[page.row.panel]]
    kind = "scorecard"
"#;

struct Answer {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program in an empty folder, with neither ./config nor a user's dashboard.
#[track_caller]
fn run(arguments: &[&str]) -> Answer {
    let empty = TempDir::new().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_tightrope"))
        .args(arguments)
        .current_dir(empty.path())
        .env("HOME", empty.path())
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("NO_COLOR")
        .output()
        .unwrap();
    Answer {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn dashboard(text: &str) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("dashboard.toml"), text).unwrap();
    dir
}

#[test]
fn without_a_terminal_the_first_page_is_printed_as_text() {
    let answer = run(&[]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(answer.out.contains("Kazakhstan"));
    assert!(
        answer
            .out
            .contains("Run tightrope in a terminal to open it")
    );
    assert!(!answer.out.contains('\x1b'));
}

#[test]
fn the_built_in_dashboard_has_no_problems() {
    let answer = run(&["check", "--deny", "warnings"]);
    assert_eq!(answer.code, 0, "{}", answer.out);
    // Hints say what may be meant and is.
    assert!(
        !answer.out.contains("error[") && !answer.out.contains("warning["),
        "{}",
        answer.out
    );
}

#[test]
fn check_says_what_is_wrong_and_where() {
    let dir = dashboard(&SOUND.replace("name = \"Ties\"", "nmae = \"Ties\""));
    let path = dir.path().to_str().unwrap();
    let answer = run(&["check", path]);
    assert_eq!(answer.code, 1);
    assert!(answer.out.contains("error[unknown-key]"), "{}", answer.out);
    assert!(answer.out.contains("dashboard.toml:17:1"), "{}", answer.out);
    assert!(
        answer.out.contains("tightrope explain unknown-key"),
        "{}",
        answer.out
    );

    let answer = run(&["check", path, "--format", "json"]);
    assert_eq!(answer.code, 1);
    let json: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(json["problems"][0]["code"], "unknown-key");
    assert_eq!(json["problems"][0]["line"], 17);
}

#[test]
fn check_tells_clean_broken_and_absent_apart() {
    let sound = dashboard(SOUND);
    let answer = run(&["check", sound.path().to_str().unwrap()]);
    assert_eq!(answer.code, 0, "{}", answer.out);
    let answer = run(&["check", "no/such/folder"]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.starts_with("tightrope: "), "{}", answer.err);
    assert!(answer.err.contains("no/such/folder"), "{}", answer.err);
}

#[test]
fn init_writes_a_dashboard_that_loads_and_never_overwrites() {
    let dir = TempDir::new().unwrap();
    let target = dir.path().join("kz");
    let path = target.to_str().unwrap();
    let answer = run(&["init", path]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert_eq!(run(&["check", path, "--deny", "warnings"]).code, 0);

    let entry = target.join("dashboard.toml");
    fs::write(&entry, "mine").unwrap();
    let answer = run(&["init", path]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("nothing was written"), "{}", answer.err);
    assert_eq!(fs::read_to_string(&entry).unwrap(), "mine");

    let answer = run(&["init", path, "--force"]);
    assert_eq!(answer.code, 0);
    assert!(answer.out.contains("replaced "), "{}", answer.out);
    assert_ne!(fs::read_to_string(&entry).unwrap(), "mine");
}

#[test]
fn render_draws_every_page_at_any_size() {
    for size in ["80x24", "120x40", "200x60", "1x1"] {
        let answer = run(&["render", "--all", "--size", size]);
        assert_eq!(answer.code, 0, "{size}: {}", answer.err);
    }
    let svg = run(&["render", "--format", "svg", "--size", "80x24"]).out;
    assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
    assert!(run(&["render", "--format", "ansi"]).out.contains("\x1b["));
}

#[test]
fn render_is_the_same_picture_for_the_same_date() {
    let render = || run(&["render", "--as-of", "2024-11-28", "--size", "100x30"]).out;
    assert_eq!(render(), render());
    assert!(render().contains("28 Nov 2024"));
}

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
    assert_eq!(thesis["lags"].as_array().unwrap().len(), 25);
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

#[test]
fn mistyped_words_get_the_nearest_one() {
    for (arguments, hint) in [
        (&["chek"][..], "tightrope check"),
        (&["render", "--page", "overvew"], "`overview`"),
        (&["render", "--theme", "drak"], "`dark`"),
        (&["render", "--size", "120"], "120x40"),
        (&["render", "--formt", "svg"], "--format"),
        (&["panels", "scorcard"], "`scorecard`"),
        (&["explain", "unknwn-key"], "`unknown-key`"),
        (&["assess", "--as-of", "yesterday"], "2024-11-28"),
        (&["assess", "--as-of", "9000-01-01"], "has not come yet"),
        (&["render", "--as-of", "9000-01-01"], "has not come yet"),
        (&["--as-of", "9000-01-01"], "has not come yet"),
    ] {
        let answer = run(arguments);
        assert_eq!(answer.code, 2, "{arguments:?}");
        assert!(answer.err.contains(hint), "{arguments:?}: {}", answer.err);
    }
}

#[test]
fn panels_and_codes_are_explained() {
    let list = run(&["panels"]).out;
    for kind in tightrope::panel::KINDS {
        assert!(list.contains(kind.name));
        assert!(
            run(&["panels", kind.name])
                .out
                .contains(&format!("kind = \"{}\"", kind.name)),
            "{}",
            kind.name
        );
    }
    for code in tightrope::diagnostic::Code::ALL {
        let answer = run(&["explain", code.name()]);
        assert!(
            answer.out.contains("Wrong:") && answer.out.contains("Right:"),
            "{}",
            code.name()
        );
    }
}

#[test]
fn completions_manual_and_version_are_printed() {
    assert!(run(&["completions", "bash"]).out.contains("_tightrope"));
    assert!(run(&["man"]).out.contains(".TH tightrope"));
    assert!(run(&["--version"]).out.starts_with("tightrope "));
}
