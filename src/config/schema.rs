//! The JSON Schema of the files, made of the types that read them.

use schemars::generate::SchemaSettings;
use schemars::transform::transform_subschemas;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::item::raw;
use super::parse::{RawIncludes, Sort};
use crate::panel::{KINDS, Kind};

/// A kind of file that has a schema of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// The entry file, `dashboard.toml`: settings and items.
    Dashboard,
    /// Any other file: items.
    Items,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Dashboard, Self::Items];

    /// The word of `tightrope schema`, and the name of the shipped file without its ending.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Dashboard => "dashboard",
            Self::Items => "items",
        }
    }

    const fn about(self) -> &'static str {
        match self {
            Self::Dashboard => "The entry file of a dashboard, dashboard.toml: settings and items.",
            Self::Items => "A file that a dashboard includes: items.",
        }
    }
}

/// The JSON Schema (draft 7) of a kind of file.
pub fn schema(kind: FileKind) -> Value {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let mut generator = settings.into_generator();
    let g = &mut generator;
    let mut keys = Map::new();
    let mut needed = json!([]);
    if kind == FileKind::Dashboard {
        let mut settings = raw::Settings::json_schema(g);
        keys.extend(take_keys(&mut settings));
        needed = settings.remove("required").unwrap_or(needed);
    }
    keys.extend(take_keys(&mut RawIncludes::json_schema(g)));
    for sort in Sort::ALL {
        keys.insert(sort.word().to_owned(), list_of(&item(sort, g)));
    }
    let mut file = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": format!("Tightrope: {}", kind.word()),
        "description": kind.about(),
        "type": "object",
        "properties": keys,
        "required": needed,
    });
    if let Ok(schema) = (&mut file).try_into() {
        tidy(schema);
    }
    file
}

/// The schema of an item, with the tables in it.
fn item(sort: Sort, g: &mut SchemaGenerator) -> Schema {
    match sort {
        Sort::Actor => raw::Actor::json_schema(g),
        Sort::Dimension => raw::Dimension::json_schema(g),
        Sort::Source => raw::Source::json_schema(g),
        Sort::Indicator => {
            let observation = raw::Observation::json_schema(g);
            with(raw::Indicator::json_schema(g), "observation", &observation)
        }
        Sort::Index => raw::Index::json_schema(g),
        Sort::Event => raw::Event::json_schema(g),
        Sort::Judgement => raw::Judgement::json_schema(g),
        Sort::LeadLag => raw::LeadLag::json_schema(g),
        Sort::Hypothesis => raw::Hypothesis::json_schema(g),
        Sort::Finding => raw::Finding::json_schema(g),
        Sort::Page => {
            let row = with(raw::Row::json_schema(g), "panel", &panels(g));
            needing(
                with(raw::Page::json_schema(g), "row", &needing(row, "panel")),
                "row",
            )
        }
    }
}

/// The schema of a panel: what holds for its kind, and of all kinds together the keys, so that an editor has them to
/// offer.
fn panels(g: &mut SchemaGenerator) -> Schema {
    let mut panel = raw::Slot::json_schema(g);
    let shared = take_keys(&mut panel);
    let mut keys = shared.clone();
    let mut by_kind = Vec::with_capacity(KINDS.len());
    for kind in KINDS {
        let mut own = (kind.schema)(g);
        let own_keys = take_keys(&mut own);
        for (key, value) in &own_keys {
            let about = value.get("description").and_then(Value::as_str);
            tell_of(&mut keys, key, kind, about.unwrap_or_default());
        }
        let mut all = defaults(&shared, kind);
        all.extend(own_keys);
        own.insert("title".to_owned(), kind.name.into());
        own.insert("description".to_owned(), kind.summary.into());
        own.insert("properties".to_owned(), Value::Object(all));
        let this =
            json!({ "properties": { "kind": { "const": kind.name } }, "required": ["kind"] });
        by_kind.push(json!({ "if": this, "then": own }));
    }
    let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    if let Some(word) = keys.get_mut("kind").and_then(Value::as_object_mut) {
        word.insert("enum".to_owned(), json!(names));
    }
    panel.insert("properties".to_owned(), Value::Object(keys));
    // An unknown key is told once: by the kind.
    panel.insert("additionalProperties".to_owned(), Value::Bool(true));
    panel.insert("allOf".to_owned(), Value::Array(by_kind));
    panel
}

/// What a kind says of one of its keys, added to what others say of it.
fn tell_of(keys: &mut Map<String, Value>, key: &str, kind: &Kind, about: &str) {
    let told = keys
        .entry(key)
        .or_insert_with(|| json!({ "description": "" }));
    if let Some(Value::String(text)) = told.get_mut("description") {
        let gap = if text.is_empty() { "" } else { "\n\n" };
        *text = format!("{text}{gap}`{}`: {about}", kind.name);
    }
}

/// The shared keys, with what a kind has where a panel says nothing.
fn defaults(shared: &Map<String, Value>, kind: &Kind) -> Map<String, Value> {
    let (width, height) = kind.min_size;
    let default = |key: &str| match key {
        "id" => json!({ "default": kind.name }),
        "min_width" => json!({ "default": width }),
        "min_height" => json!({ "default": height }),
        _ => json!({}),
    };
    shared
        .keys()
        .map(|key| (key.clone(), default(key)))
        .collect()
}

/// The keys of a table.
fn take_keys(table: &mut Schema) -> Map<String, Value> {
    match table.remove("properties") {
        Some(Value::Object(keys)) => keys,
        _ => Map::new(),
    }
}

/// A table that holds others.
fn with(mut table: Schema, key: &str, others: &Schema) -> Schema {
    if let Some(keys) = table.get_mut("properties").and_then(Value::as_object_mut) {
        keys.insert(key.to_owned(), list_of(others));
    }
    table
}

/// A table that cannot be without that key.
fn needing(mut table: Schema, key: &str) -> Schema {
    let needed = table.ensure_object().entry("required");
    if let Value::Array(needed) = needed.or_insert_with(|| json!([])) {
        needed.push(key.into());
    }
    table
}

fn list_of(table: &Schema) -> Value {
    json!({ "description": table.get("description"), "type": "array", "items": table })
}

/// Says of a schema what all files have in common: there is no null, and no key besides those named.
fn tidy(schema: &mut Schema) {
    let condition = schema.remove("if");
    transform_subschemas(&mut tidy, schema);
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    if let Some(condition) = condition {
        schema.shift_insert(0, "if".to_owned(), condition);
    }
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|word| word != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            schema.insert("type".to_owned(), one);
        }
    }
    if let Some(Value::Array(words)) = schema.get_mut("enum") {
        words.retain(|word| !word.is_null());
    }
    flatten(schema);
    // Widths of numbers are told by their ends.
    if schema.get("format").is_some_and(|format| format != "date") {
        schema.shift_remove("format");
    }
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = text
            .replace("\n\n", "\0")
            .replace('\n', " ")
            .replace('\0', "\n\n");
    }
    if schema.contains_key("properties") {
        schema
            .entry("additionalProperties")
            .or_insert(Value::Bool(false));
    }
}

/// Alternatives within alternatives side by side, without null; a single one in place of the list.
fn flatten(schema: &mut Map<String, Value>) {
    let Some(Value::Array(forms)) = schema.get_mut("anyOf") else {
        return;
    };
    let all = std::mem::take(forms)
        .into_iter()
        .flat_map(|form| match form {
            Value::Object(mut form) if form.len() == 1 && form.contains_key("anyOf") => {
                match form.remove("anyOf") {
                    Some(Value::Array(forms)) => forms,
                    _ => Vec::new(),
                }
            }
            form => vec![form],
        });
    *forms = all
        .filter(|form| form.get("type").is_none_or(|word| word != "null"))
        .collect();
    if let [Value::Object(one)] = forms.as_mut_slice() {
        let one = std::mem::take(one);
        schema.shift_remove("anyOf");
        for (key, value) in one {
            schema.entry(key).or_insert(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{FileKind, schema};
    use crate::config::item::{SETTINGS, SLOT_KEYS};

    fn keys(table: &Value) -> Vec<&String> {
        table["properties"].as_object().unwrap().keys().collect()
    }

    #[test]
    fn lists_of_keys_are_those_of_the_types() {
        let file = schema(FileKind::Dashboard);
        let items = schema(FileKind::Items);
        let mut settings = keys(&file);
        settings.retain(|key| !keys(&items).contains(key));
        assert_eq!(settings, SETTINGS);

        let row = &items["properties"]["page"]["items"]["properties"]["row"]["items"];
        let panel = keys(&row["properties"]["panel"]["items"]);
        assert_eq!(panel[..SLOT_KEYS.len()], SLOT_KEYS);
    }
}
