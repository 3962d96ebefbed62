//! The examples of `tightrope explain`: the wrong one has the mistake and no other, the right one has none.
//!
//! Examples are as short as people need them. What they leave out is filled in here: the other keys of the table, the
//! items they refer to.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "it writes dashboards, and fails where it cannot"
)]

use std::fs;

use chrono::NaiveDate;
use tightrope::config::{Loader, Origin};
use tightrope::diagnostic::{Code, Diagnostic, plain};

/// Examples that text alone cannot show, each with the reason.
const NOT_SHOWN: &[(Code, &str)] = &[
    (Code::NotUtf8, "an example is UTF-8"),
    (Code::TooLarge, "a file of that size"),
    (Code::TooManyProblems, "a file with that many mistakes"),
];

const SETTINGS: &str = r#"
schema_version = 1
title = "Test"
subject = { code = "KAZ", name = "Kazakhstan" }
include = ["actors.toml", "indicators/*.toml", "case.toml"]
"#;

const WORLD: &str = r#"
[[actor]]
id = "russia"
name = "Russia"

[[dimension]]
id = "security"
name = "Security"

[[dimension]]
id = "energy"
name = "Energy"

[[source]]
id = "bns-trade"
title = "Foreign trade"
url = "https://stat.gov.kz/"
"#;

const PAGE: &str = r#"
[[page]]
id = "overview"
title = "Overview"

[[page.row]]

[[page.row.panel]]
kind = "scorecard"
"#;

/// Items that indices have for members.
const MEMBERS: &str = r#"
[[indicator]]
id = "csto-ties"
name = "CSTO ties"
dimension = "security"
kind = "measured"
unit = "%"
goalposts = [0, 100]
source = "bns-trade"
series = "two.csv"

[[indicator]]
id = "oil-transit"
name = "Oil transit"
dimension = "energy"
kind = "measured"
unit = "%"
goalposts = [0, 100]
source = "bns-trade"
series = "two.csv"

[[indicator]]
id = "imports-usd"
name = "Imports in USD"
dimension = "security"
kind = "measured"
unit = "%"
goalposts = [0, 100]
source = "bns-trade"
series = "twelve.csv"

[[indicator]]
id = "imports-tenge"
name = "Imports in tenge"
dimension = "security"
kind = "measured"
unit = "%"
goalposts = [0, 100]
source = "bns-trade"
series = "twelve.csv"
"#;

const INDICATOR: &str = r#"
id = "ties"
name = "Ties"
dimension = "security"
actor = "russia"
direction = "+"
kind = "measured"
unit = "%"
source = "bns-trade"
rubric = [{ score = 0, means = "none" }]
"#;

const OBSERVATION: &str = "
date = 2024-11-28
value = 5
";

const INDEX: &str = r#"
id = "influence"
name = "Influence"
members = ["csto-ties"]
"#;

const EVENT: &str = r#"
id = "summit"
date = 2024-11-28
title = "Summit"
"#;

const SOURCE: &str = r#"
id = "paper"
title = "A paper"
url = "https://stat.gov.kz/"
"#;

const JUDGEMENT: &str = r#"
id = "hedging"
text = "Ties will loosen."
likelihood = "likely"
confidence = "high"
date = 2024-11-28
indicators = ["csto-ties"]
"#;

const PANEL: &str = r#"
[[page]]
id = "two"
title = "Two"

[[page.row]]

[[page.row.panel]]"#;

/// The keys that an example begins with.
fn keys(example: &str) -> Vec<&str> {
    let lines = example.lines().take_while(|line| !line.starts_with('['));
    lines
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, _)| key)
        .collect()
}

/// A table with the keys of an example, and of `rest` those that it leaves out.
fn filled(header: &str, rest: &str, example: &str) -> String {
    let given = keys(example);
    let is_left_out = |line: &&str| {
        !line
            .split_once(" = ")
            .is_some_and(|(key, _)| given.contains(&key))
    };
    let rest: Vec<&str> = rest.lines().filter(is_left_out).collect();
    format!("{header}\n{}\n{example}\n", rest.join("\n"))
}

/// A series of twelve years.
fn twelve_years() -> String {
    let rows = (2001..2013).map(|year| format!("{year},{}\n", (year * year * 7) % 90));
    ["date,value\n".to_owned()]
        .into_iter()
        .chain(rows)
        .collect()
}

/// The files of a dashboard with an example in its place.
fn files(code: Code, example: &str) -> Vec<(&'static str, String)> {
    let mut settings = SETTINGS.to_owned();
    let mut case = String::new();
    let mut other = String::new();
    let mut series = String::new();
    let mut page = PAGE;
    let indicator = |without: &str| INDICATOR.replace(without, "");
    match code {
        _ if example.starts_with("# dashboard.toml") => settings = filled("", SETTINGS, example),
        _ if example.starts_with("# indicators/") => example.clone_into(&mut other),
        Code::MissingFile
        | Code::UnreadableFile
        | Code::NothingMatches
        | Code::BadPattern
        | Code::IncludedTwice
        | Code::UnknownVersion => settings = filled("", SETTINGS, example),
        Code::NoPages => {
            page = "";
            example.clone_into(&mut case);
        }
        Code::UnknownPanel => {
            case = filled(PANEL, "", example);
        }
        Code::UnusedIndicator | Code::EmptyPanel => {
            page = "";
            let ties = filled("[[indicator]]", INDICATOR, "id = \"csto-ties\"");
            case = ties + &filled(PANEL, "", example);
            if code == Code::EmptyPanel {
                case += "[[page.row.panel]]\nid = \"all\"\nkind = \"scorecard\"";
            }
        }
        Code::NoIndicator => {
            let rest = JUDGEMENT.replace("indicators = [\"csto-ties\"]", "");
            case = MEMBERS.to_owned() + &filled("[[judgement]]", &rest, example);
        }
        Code::MixedJudgement => {
            case = MEMBERS.to_owned() + &filled("[[judgement]]", JUDGEMENT, example);
        }
        Code::WeakEvidence => {
            let observation = filled("[[indicator.observation]]", OBSERVATION, example);
            let rest = format!("{INDICATOR}goalposts = [0, 100]");
            case = filled("[[indicator]]", &rest, &observation)
                + &filled("[[index]]", INDEX, "members = [\"ties\"]");
        }
        Code::BadAllow => {
            let rest = indicator("rubric = [{ score = 0, means = \"none\" }]");
            let example = format!("kind = \"assessed\"\n{example}");
            case = filled("[[indicator]]", &rest, &example);
        }
        _ if example.starts_with("[[index]]") => case = format!("{MEMBERS}\n{example}"),
        _ if example.starts_with("[[") => example.clone_into(&mut case),
        _ if example.contains(',') && keys(example).is_empty() => {
            case = filled("[[indicator]]", INDICATOR, "series = \"case.csv\"");
            example.clone_into(&mut series);
        }
        Code::BadDate
        | Code::NotFinite
        | Code::BadRange
        | Code::PublishedEarly
        | Code::FutureDate
        | Code::DuplicateObservation => {
            let observation = filled("[[indicator.observation]]", OBSERVATION, example);
            case = filled("[[indicator]]", INDICATOR, &observation);
        }
        Code::NoSource => {
            let rest = indicator("source = \"bns-trade\"");
            case = filled(
                "[[indicator]]",
                &rest,
                &format!("{example}\n[[indicator.observation]]{OBSERVATION}"),
            );
        }
        Code::NoRubric => {
            let rest = indicator("rubric = [{ score = 0, means = \"none\" }]");
            case = filled("[[indicator]]", &rest, example);
        }
        Code::BadCountry | Code::BadPeriod => case = filled("[[event]]", EVENT, example),
        Code::BadUrl => case = filled("[[source]]", SOURCE, example),
        Code::DominantDimension
        | Code::CorrelatedMembers
        | Code::RefusedScore
        | Code::OddWeights => {
            case = MEMBERS.to_owned() + &filled("[[index]]", INDEX, example);
        }
        _ => case = filled("[[indicator]]", INDICATOR, example),
    }
    vec![
        ("dashboard.toml", format!("{settings}{WORLD}{page}")),
        ("actors.toml", String::new()),
        ("indicators/security.toml", other),
        ("case.toml", case),
        ("case.csv", series),
        (
            "two.csv",
            "date,value,subject\n2024,10,KAZ\n2024,20,UZB\n".to_owned(),
        ),
        ("twelve.csv", twelve_years()),
    ]
}

fn told(code: Code, example: &str) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files(code, example) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let entry = folder.path().join("dashboard.toml");
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let mut loader = Loader::new(Origin::File(entry));
    loader.set_today(today);
    loader.load().unwrap().diagnostics
}

#[test]
fn wrong_examples_have_the_mistake_and_right_ones_have_none() {
    let mut untrue = Vec::new();
    for &code in Code::ALL {
        if NOT_SHOWN.iter().any(|(other, _)| *other == code) {
            continue;
        }
        let (bad, good) = (told(code, code.bad()), told(code, code.good()));
        if bad.is_empty() || bad.iter().any(|one| one.code != code) {
            let all: Vec<String> = bad.iter().map(plain).collect();
            untrue.push(format!("{} wrong:\n{}", code.name(), all.join("\n")));
        }
        if !good.is_empty() {
            let all: Vec<String> = good.iter().map(plain).collect();
            untrue.push(format!("{} right:\n{}", code.name(), all.join("\n")));
        }
    }
    assert!(untrue.is_empty(), "{}", untrue.join("\n\n"));
}
