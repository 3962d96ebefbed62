//! What the schema says is what the loader does: a default written out changes nothing, and texts of a fixed form are
//! sound to both or to neither.

use std::fs;

use serde_json::{Map, Value, json};
use tightrope::config::{FileKind, Loader, Origin, schema};
use tightrope::dashboard::Snapshot;
use tightrope::diagnostic::plain;
use tightrope::panel::KINDS;

use super::{json as json_of, validator};

const SETTINGS: &str = "title = \"Test\"\nsubject = { code = \"KAZ\", name = \"Kazakhstan\" }\n";

const WORLD: &str = r#"
[[dimension]]
id = "security"
name = "Security"

[[source]]
id = "paper"
title = "A paper"

[[indicator]]
id = "ties"
name = "Ties"
dimension = "security"
kind = "measured"
unit = "%"
goalposts = [0, 100]
source = "paper"
series = "ties.csv"

[[indicator]]
id = "arms"
name = "Arms"
dimension = "security"
kind = "measured"
unit = "%"
goalposts = [0, 100]
source = "paper"
series = "arms.csv"

[[hypothesis]]
id = "front"
name = "Front"
statement = "It follows the front."

[[hypothesis]]
id = "drift"
name = "Drift"
statement = "It drifts."
"#;

/// Three actors, each with an index, and a page.
fn actors_and_page() -> String {
    let actors = ["russia", "china", "west"].map(|id| {
        format!("[[actor]]\nid = \"{id}\"\nname = \"{id}\"\nindex = \"of-{id}\"\n[[index]]\nid = \"of-{id}\"\nname = \"{id}\"\nmembers = [\"ties\"]\n")
    });
    let page = "[[page]]\nid = \"first\"\ntitle = \"First\"\n[[page.row]]\n[[page.row.panel]]\nkind = \"evidence\"\n";
    actors.concat() + page
}

/// What an item of each sort cannot be without.
const NEEDED: &[(&str, &str)] = &[
    ("actor", "id = \"x\"\nname = \"X\""),
    ("dimension", "id = \"x\"\nname = \"X\""),
    ("source", "id = \"x\"\ntitle = \"X\""),
    (
        "indicator",
        "id = \"x\"\nname = \"X\"\ndimension = \"security\"\nkind = \"measured\"\nunit = \"%\"",
    ),
    (
        "index",
        "id = \"x\"\nname = \"X\"\nmembers = [\"ties\", \"arms\"]",
    ),
    ("event", "id = \"x\"\ntitle = \"X\"\ndate = 2024-11-28"),
    (
        "judgement",
        "id = \"x\"\ntext = \"X.\"\nlikelihood = \"likely\"\nconfidence = \"low\"\ndate = 2024-11-28",
    ),
    (
        "leadlag",
        "id = \"x\"\nname = \"X?\"\ndriver = \"ties\"\nresponse = \"arms\"",
    ),
    ("hypothesis", "id = \"x\"\nname = \"X\"\nstatement = \"X.\""),
    (
        "finding",
        "id = \"x\"\ntext = \"X.\"\ndate = 2024-11-28\ncredibility = \"low\"\nrelevance = \"low\"\nmarks = { front = \"C\", drift = \"I\" }",
    ),
    (
        "page",
        "id = \"x\"\ntitle = \"X\"\n[[page.row]]\n[[page.row.panel]]\nkind = \"movers\"",
    ),
];

/// A method that knows the key, with what else it needs.
const METHODS: &[(&str, &str)] = &[
    ("over", "method = \"rank\""),
    ("scale", "method = \"min-max\""),
    ("mean", "method = \"z-score\""),
    ("sd", "method = \"z-score\""),
    ("ties", "method = \"rank\""),
    ("convention", "method = \"percentile-rank\""),
    ("cap", "method = \"target\", target = 90"),
    ("as", "method = \"reference\", to = \"leader\""),
    ("within", "method = \"mean-band\""),
];

fn load(settings: &str, items: &str) -> Snapshot {
    let folder = tempfile::tempdir().unwrap();
    let entry = folder.path().join("dashboard.toml");
    for (name, text) in [
        (
            "dashboard.toml",
            format!("{settings}\n{WORLD}{}\n{items}\n", actors_and_page()),
        ),
        ("ties.csv", "date,value\n2023,10\n2024,20\n".to_owned()),
        ("arms.csv", "date,value\n2023,30\n2024,20\n".to_owned()),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    Loader::new(Origin::File(entry)).load().unwrap()
}

/// All that a dashboard means: the lines of its debug form, sorted, since maps have no order.
#[track_caller]
fn meaning(settings: &str, items: &str) -> Vec<String> {
    let snapshot = load(settings, items);
    let told: Vec<String> = snapshot.diagnostics.iter().map(plain).collect();
    assert!(
        snapshot
            .diagnostics
            .iter()
            .all(|one| one.code.name().starts_with("no-")),
        "{}",
        told.join("\n")
    );
    let text = format!("{:#?}", snapshot.dashboard);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

#[track_caller]
fn assert_same(one: &[String], other: &[String], what: &str) {
    let only = |a: &[String], b: &[String]| -> Vec<String> {
        a.iter().filter(|line| !b.contains(line)).cloned().collect()
    };
    assert!(
        one == other,
        "{what}: {:#?} became {:#?}",
        only(other, one),
        only(one, other)
    );
}

/// The keys of a table that have a default, each with the line that writes it out.
fn defaults(table: &Value) -> Vec<(String, String)> {
    let keys: &Map<String, Value> = table["properties"].as_object().unwrap();
    let stated = keys.iter().filter(|(_, value)| !value["default"].is_null());
    stated
        .map(|(key, value)| (key.clone(), format!("{key} = {}", value["default"])))
        .collect()
}

#[test]
fn a_default_written_out_changes_nothing() {
    let file = schema(FileKind::Dashboard);
    let keys = &file["properties"];
    let plain = meaning(SETTINGS, "");
    let mut tried = 0;
    for (key, line) in defaults(&file) {
        assert_same(&meaning(&format!("{SETTINGS}{line}"), ""), &plain, &key);
        tried += 1;
    }
    let open = format!("{SETTINGS}[robustness]\n");
    for (key, line) in defaults(&keys["robustness"]) {
        assert_same(
            &meaning(&format!("{open}{line}"), ""),
            &meaning(&open, ""),
            &key,
        );
        tried += 1;
    }
    for (sort, needed) in NEEDED {
        let item = |line: &str| format!("[[{sort}]]\n{line}\n{needed}");
        let plain = meaning(SETTINGS, &item(""));
        for (key, line) in defaults(&keys[*sort]["items"]) {
            assert_same(
                &meaning(SETTINGS, &item(&line)),
                &plain,
                &format!("{sort}.{key}"),
            );
            tried += 1;
        }
    }
    assert!(tried >= 25, "{tried}");
}

#[test]
fn a_default_of_a_method_written_out_changes_nothing() {
    let file = schema(FileKind::Dashboard);
    let normalise = &file["properties"]["index"]["items"]["properties"]["normalise"]["anyOf"][1];
    let found = defaults(normalise);
    assert_eq!(found.len(), METHODS.len());
    let index = |normalise: &str| {
        let text = format!(
            "[[index]]\nid = \"x\"\nname = \"X\"\nmembers = [\"arms\"]\nnormalise = {{ {normalise} }}"
        );
        meaning(SETTINGS, &text)
    };
    for (key, line) in found {
        let (_, method) = METHODS.iter().find(|(of, _)| *of == key).unwrap();
        assert_same(&index(&format!("{method}, {line}")), &index(method), &key);
    }
}

#[test]
fn a_default_of_a_panel_written_out_changes_nothing() {
    let file = schema(FileKind::Items);
    let row = &file["properties"]["page"]["items"]["properties"]["row"]["items"];
    let panel = &row["properties"]["panel"]["items"];
    let page = |row: &str, panel: &str| {
        meaning(
            SETTINGS,
            &format!(
                "[[page]]\nid = \"x\"\ntitle = \"X\"\n[[page.row]]\n{row}\n[[page.row.panel]]\n{panel}"
            ),
        )
    };
    for (key, line) in defaults(row) {
        assert_same(
            &page(&line, "kind = \"note\"\ntext = \"x\""),
            &page("", "kind = \"note\"\ntext = \"x\""),
            &key,
        );
    }
    for kind in KINDS {
        let needed = match kind.name {
            "trend" => "series = [\"ties\"]",
            "metric" => "indicator = \"ties\"",
            "note" => "text = \"x\"",
            "leadlag" => continue,
            _ => "",
        };
        let body = format!("kind = \"{}\"\n{needed}", kind.name);
        let plain = page("", &body);
        let of_kind = panel["allOf"].as_array().unwrap().iter();
        let mut of_kind =
            of_kind.filter(|one| one["if"]["properties"]["kind"]["const"] == kind.name);
        let own = &of_kind.next().unwrap()["then"];
        for (key, line) in defaults(own).into_iter().chain(defaults(panel)) {
            assert_same(
                &page("", &format!("{body}\n{line}")),
                &plain,
                &format!("{}: {key}", kind.name),
            );
        }
    }
}

/// An item, a key of it, and texts to try there.
const TEXTS: &[(&str, &str, &[&str])] = &[
    (
        "indicator",
        "cadence",
        &[
            "6mo", "30d", "6w", "3y", "0d", "6", "mo", "6 mo", "6m", "-6mo", "6MO", "", "6mo\n",
            "1.5y",
        ],
    ),
    (
        "indicator",
        "grade",
        &[
            "B2", "A1", "F6", "G1", "A0", "A7", "b2", "B", "2B", "B22", "", " B2",
        ],
    ),
    (
        "event",
        "countries",
        &["KAZ", "KZ", "kaz", "KAZA", "K2Z", "", "КАЗ"],
    ),
    (
        "source",
        "url",
        &[
            "https://x.kz",
            "http://x.kz/a b",
            "https://",
            "https:///x",
            "x.kz",
            "ftp://x.kz",
            "https://x",
            "HTTPS://x.kz",
            "",
        ],
    ),
    ("source", "reliability", &["A", "F", "G", "a", "AB", ""]),
    (
        "dimension",
        "id",
        &[
            "x",
            "a-1",
            "-",
            "A",
            "a_b",
            "a b",
            "",
            "ж",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        ],
    ),
    (
        "event",
        "date",
        &[
            "2024-11-28",
            "2024-11",
            "2024-Q4",
            "2024",
            "2024-Q5",
            "2024-13",
            "2024-00",
            "24",
            "28.11.2024",
            "2024-1-1",
            "",
            "2024-11-28T10:00:00",
            "2024-11-00",
            "20245",
        ],
    ),
];

#[test]
fn forms_are_sound_to_the_schema_and_the_loader_or_to_neither() {
    let validator = validator(FileKind::Items);
    for (sort, key, texts) in TEXTS {
        let needed = NEEDED.iter().find(|(name, _)| name == sort).unwrap().1;
        for text in *texts {
            let needed = needed
                .lines()
                .filter(|line| !line.starts_with(&format!("{key} = ")));
            let item = format!(
                "[[{sort}]]\n{key} = {}\n{}",
                json!(text),
                needed.collect::<Vec<_>>().join("\n")
            );
            let value = json_of(&item);
            let snapshot = load(SETTINGS, &item);
            let told: Vec<String> = snapshot.diagnostics.iter().map(plain).collect();
            let is_sound = snapshot
                .diagnostics
                .iter()
                .all(|one| one.code.name().starts_with("no-"));
            assert_eq!(
                validator.is_valid(&value),
                is_sound,
                "{sort}.{key} = {text:?}\n{}",
                told.join("\n")
            );
        }
    }
}
