//! `docs/reference.md`: every file, table and key, made of the schema that the program prints.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "it reads the document, and fails where it cannot"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};
use tightrope::config::{FileKind, schema};
use tightrope::model::{Grade, Span};

const HEAD: &str = "# Reference

Every file, table and key of a dashboard. [format.md](format.md) is the guide: it shows each item whole and says how things
work together. This page is made of the types that read the files (`UPDATE_REFERENCE=1 cargo test --test reference`), as is
the JSON Schema with which an editor shows the same while you type.

| file | holds |
|---|---|
| `dashboard.toml` | where reading starts: [settings](#settings), and any items |
| other `.toml` files, named by `include` | any items |
| `.csv` files, named by `series` of an indicator | observations, one a row; the columns have the names of the keys of \
[`[[indicator.observation]]`](#indicatorobservation); `date` and `value` are needed, and a blank stands between several sources |
| `schema/*.json`, `.taplo.toml` | nothing that is read: they are for [editors](format.md#in-an-editor) |

A **date** is `2024-11-28`, or in quotes a period: `\"2024-11\"`, `\"2024-Q4\"`, `\"2024\"`. A **span** is `\"30d\"`, `\"6w\"`,
`\"18mo\"` or `\"3y\"`. An **id** is lower-case letters, digits and hyphens, at most 64. \"One or more\" takes one value or a
list.
";

/// What texts of a fixed form are called.
const FORMS: &[(&str, &str)] = &[
    (Span::PATTERN, "span"),
    (Grade::PATTERN, "grade"),
    ("^[a-z0-9-]{1,64}$", "id"),
    ("^[A-Z]{3}$", "country"),
    ("^https?://[^/\\s]\\S*$", "address"),
    ("\\S", "text"),
];

/// A document being written.
struct Page {
    text: String,
    /// Tables that have been described, with their headings.
    known: Vec<(Value, String)>,
}

impl Page {
    /// Describes a table and those in it. What is said of a key in another place has a description only, or none.
    fn table(&mut self, level: usize, heading: &str, table: &Value) {
        let about = table["description"].as_str().unwrap_or_default();
        write!(self.text, "\n{} {heading}\n\n{about}\n", "#".repeat(level)).unwrap();
        let name = heading.trim_matches(|c| "`[]".contains(c)).to_owned();
        let keys = table["properties"].as_object().unwrap();
        let is_own = |key: &Value| {
            key.as_object()
                .is_some_and(|key| key.len() > 1 && key.contains_key("description"))
        };
        let keys: Vec<(&String, &Value)> = keys.iter().filter(|(_, key)| is_own(key)).collect();
        let rows: String = keys
            .iter()
            .filter(|(key, _)| !is_headed(key))
            .map(|(key, value)| self.row(&name, key, value, table))
            .collect();
        if !rows.is_empty() {
            write!(
                self.text,
                "\n| key | takes | default | |\n|---|---|---|---|\n{rows}"
            )
            .unwrap();
        }
        // All of this level are known before the first is described: what is in it may be one of them.
        let first = self.known.len();
        for (key, value) in &keys {
            let path = if name == "Settings" {
                (*key).clone()
            } else {
                format!("{name}.{key}")
            };
            if is_headed(key) {
                self.known
                    .push((value["items"].clone(), format!("`[[{path}]]`")));
            } else if let Some(inner) = inner(value).filter(|_| *key != "robustness")
                && !self.known.iter().any(|(known, _)| *known == inner)
            {
                self.known.push((inner, format!("`{path}`")));
            }
        }
        let new = self.known[first..].to_vec();
        for (table, heading) in new {
            self.table(level + 1, &heading, &table);
        }
        self.kinds(level + 1, table);
    }

    /// Describes what holds by kind.
    fn kinds(&mut self, level: usize, table: &Value) {
        for by_kind in table["allOf"].as_array().into_iter().flatten() {
            let kind = by_kind["if"]["properties"]["kind"]["const"]
                .as_str()
                .unwrap();
            let mut then = by_kind["then"].clone();
            let size = |key: &str| then["properties"][key]["default"].to_string();
            let about = format!(
                "{} Takes {} columns by {} lines or more.",
                sentence(then["description"].as_str().unwrap_or_default()),
                size("min_width"),
                size("min_height")
            );
            then["description"] = about.into();
            self.table(level, &format!("`kind = \"{kind}\"`"), &then);
        }
    }

    fn row(&self, name: &str, key: &str, value: &Value, table: &Value) -> String {
        let is_needed = table["required"]
            .as_array()
            .is_some_and(|all| all.iter().any(|one| one == key));
        let default = match &value["default"] {
            _ if is_needed => "needed".to_owned(),
            Value::Null => String::new(),
            default => format!("`{default}`"),
        };
        let mut about = value["description"]
            .as_str()
            .unwrap_or_default()
            .replace("\n\n", "<br>");
        let given = value["examples"].as_array().into_iter().flatten();
        let given: Vec<String> = given
            .map(|example| format!("`{}`", toml(example)))
            .collect();
        if !given.is_empty() {
            write!(about, " Such as {}.", given.join(", ")).unwrap();
        }
        if let Some(inner) = inner(value) {
            let known = self.known.iter().find(|(known, _)| *known == inner);
            let heading = match known {
                Some((_, heading)) => heading.clone(),
                None if name == "Settings" => format!("`{key}`"),
                None => format!("`{name}.{key}`"),
            };
            write!(about, " Keys: [{heading}](#{}).", anchor(&heading)).unwrap();
        }
        format!(
            "| `{key}` | {} | {default} | {about} |\n",
            takes(value).replace('|', "\\|")
        )
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    format!("{}.", first.chain(letters).collect::<String>())
}

/// A value as TOML writes it on one line.
fn toml(value: &Value) -> String {
    match value {
        Value::Object(table) => {
            let pairs: Vec<String> = table
                .iter()
                .map(|(key, value)| format!("{key} = {}", toml(value)))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Array(all) => format!("[{}]", all.iter().map(toml).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

/// The address of a heading on the page, by the rules of the web's forges.
fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || "-_ ".contains(*c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// Whether a key holds tables with headers of their own: `[[key]]`.
fn is_headed(key: &str) -> bool {
    ["observation", "row", "panel"].contains(&key)
}

/// The table that a key takes, or takes a list of.
fn inner(key: &Value) -> Option<Value> {
    if key["properties"].is_object() {
        return Some(key.clone());
    }
    let forms = key["anyOf"].as_array().into_iter().flatten();
    forms.chain(key.get("items")).find_map(inner)
}

/// What a key takes, in words.
fn takes(key: &Value) -> String {
    if let Some(words) = key["enum"].as_array() {
        return words
            .iter()
            .map(|word| format!("`{word}`"))
            .collect::<Vec<_>>()
            .join(", ");
    }
    if !key["const"].is_null() {
        return format!("`{}`", key["const"]);
    }
    if let Some(forms) = key["anyOf"].as_array() {
        return several(forms);
    }
    match key["type"].as_str() {
        Some("boolean") => "`true`, `false`".to_owned(),
        Some("integer") => format!("whole number{}", range(key)),
        Some("number") => format!("number{}", range(key)),
        Some("array") => list(key),
        Some("object") if key["properties"].is_object() => "table".to_owned(),
        Some("object") => format!("table: name = {}", takes(&key["additionalProperties"])),
        _ => form(key),
    }
}

fn form(key: &Value) -> String {
    let Some(pattern) = key["pattern"].as_str() else {
        return if key["format"] == "date" {
            "date"
        } else {
            "text"
        }
        .to_owned();
    };
    let known = FORMS.iter().find(|(form, _)| *form == pattern);
    known.map_or_else(|| "date".to_owned(), |(_, word)| (*word).to_owned())
}

fn several(forms: &[Value]) -> String {
    if let [one, many] = forms
        && many["items"] == *one
    {
        return format!("one or more: {}", takes(one));
    }
    if let [word, table] = forms
        && let Some(keys) = table["properties"].as_object()
        && let Some((main, _)) = keys.iter().find(|(_, key)| *key == word)
    {
        return format!("what its `{main}` takes; or table");
    }
    let mut words: Vec<String> = forms.iter().map(takes).collect();
    words.dedup();
    words.join("; or ")
}

fn list(key: &Value) -> String {
    match &key["minItems"] {
        number if number.is_u64() && key["maxItems"] == *number => {
            format!("list of {number}: {}", takes(&key["items"]))
        }
        _ => format!("list: {}", takes(&key["items"])),
    }
}

/// The ends of what a number may be. Those of the types of numbers say nothing to people.
fn range(key: &Value) -> String {
    let most = key["maximum"]
        .as_f64()
        .filter(|most| ![255.0, 65_535.0, f64::from(u32::MAX)].contains(most));
    let least = &key["minimum"];
    match (least.as_f64(), most) {
        (Some(_), Some(most)) => format!(" from {least} to {most}"),
        (Some(_), None) if key["exclusiveMaximum"].is_number() => {
            format!(" from {least} to below {}", key["exclusiveMaximum"])
        }
        (Some(_), None) => format!(" from {least}"),
        (None, Some(most)) => format!(" to {most}"),
        (None, None) if key["exclusiveMinimum"].is_number() => {
            format!(" above {}", key["exclusiveMinimum"])
        }
        (None, None) => String::new(),
    }
}

fn reference() -> String {
    let file = schema(FileKind::Dashboard);
    let mut page = Page {
        text: HEAD.to_owned(),
        known: Vec::new(),
    };
    let keys = file["properties"].as_object().unwrap().clone();
    let (items, settings): (Map<String, Value>, Map<String, Value>) =
        keys.into_iter().partition(|(_, key)| {
            key["type"] == "array" && key["items"]["properties"]["id"].is_object()
        });
    let mut settings_table = file.clone();
    settings_table["properties"] = Value::Object(settings);
    settings_table["description"] =
        "The keys at the top of `dashboard.toml`. `include` may stand in any file.".into();
    page.table(2, "Settings", &settings_table);
    for (name, item) in items {
        page.table(2, &format!("`[[{name}]]`"), &item["items"]);
    }
    page.table(2, "`[robustness]`", &file["properties"]["robustness"]);
    page.text
}

/// With `UPDATE_REFERENCE=1` the page is written anew instead of compared.
#[test]
fn the_reference_is_that_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference.md");
    let wanted = reference();
    if std::env::var_os("UPDATE_REFERENCE").is_some() {
        fs::write(&path, &wanted).unwrap();
    } else {
        assert!(
            fs::read_to_string(&path).is_ok_and(|text| text == wanted),
            "docs/reference.md is out of date: UPDATE_REFERENCE=1 cargo test --test reference"
        );
    }
}

#[test]
fn what_the_reference_links_to_is_on_the_page() {
    let text = reference();
    let headings: Vec<String> = text
        .lines()
        .filter_map(|line| line.trim_start_matches('#').strip_prefix(' '))
        .map(anchor)
        .collect();
    for link in text
        .split("](#")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(link, _)| link)
    {
        assert!(
            headings.iter().any(|heading| heading == link),
            "{link} in {headings:?}"
        );
    }
}
