//! Types for fields of raw tables that TOML has no single type for.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Value, json};

use super::Spanned;

/// The name under which [`Many`] asks for a list even of a single value.
pub(super) const MANY: &str = "$one or many";

/// One value, or a list of them: `source = "a"` or `source = ["a", "b"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Many<T>(pub Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(MANY, ManyVisitor(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Many<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Many_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

struct ManyVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ManyVisitor<T> {
    type Value = Many<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one or a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Many<T>, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = seq.next_element()? {
            all.push(one);
        }
        Ok(Many(all))
    }
}

/// The beginning of the name under which [`Short`] asks for a table even of a word; the key of the word follows.
pub(super) const SHORT: &str = "$word or table of ";

/// A table that may be written as one word, the value of its main key: `normalise = "rank"` for
/// `normalise = { method = "rank" }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Short<T>(pub T);

/// A table with a main key.
pub trait MainKey {
    /// The main key behind `$word or table of `.
    const NAME: &'static str;
}

impl<'de, T: Deserialize<'de> + MainKey> Deserialize<'de> for Short<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(T::NAME, ShortVisitor(PhantomData))
    }
}

impl<T: JsonSchema + MainKey> JsonSchema for Short<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Short_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let table = T::json_schema(generator);
        let key = T::NAME.strip_prefix(SHORT).unwrap_or_default();
        let word = table.get("properties").and_then(|keys| keys.get(key));
        json_schema!({ "anyOf": [word, table] })
    }
}

struct ShortVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ShortVisitor<T> {
    type Value = Short<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word or a table")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, table: D) -> Result<Short<T>, D::Error> {
        T::deserialize(table).map(Short)
    }

    fn visit_map<A: MapAccess<'de>>(self, word: A) -> Result<Short<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(word)).map(Short)
    }
}

/// A table whose keys are the operator's own, in the order of the file: `bands = { low = 0, high = 50 }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs<T>(pub Vec<(Spanned<String>, T)>);

impl<T> Default for Pairs<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Pairs<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Pairs_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": value })
    }
}

struct PairsVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PairsVisitor<T> {
    type Value = Pairs<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
        let mut all = Vec::new();
        while let Some(pair) = map.next_entry()? {
            all.push(pair);
        }
        Ok(Pairs(all))
    }
}

/// The text of a date, written with or without quotes. [`Date::text`] gives what [`super::Table::parse`] takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date(Spanned<String>);

impl Date {
    /// The date as written, with its span.
    pub fn text(&self) -> &Spanned<String> {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Spanned::<DateText>::deserialize(deserializer)?;
        let span = text.span();
        Ok(Self(Spanned::new(span, text.into_inner().0)))
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // To some editors a date without quotes is no text, to others it is: both find themselves here.
        json_schema!({ "anyOf": [
            { "type": "string", "format": "date", "examples": ["2024-11-28"] },
            {
                "type": "string",
                "pattern": "^[0-9]{4}(-(Q[1-4]|(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?))?$",
                "examples": ["2024-11", "2024-Q4", "2024"],
            },
        ] })
    }
}

/// Adds texts of a form to the schema of a date.
pub fn or_text(pattern: &'static str, example: &'static str) -> impl FnMut(&mut Schema) {
    move |schema| {
        if let Some(forms) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
            forms.push(json!({ "type": "string", "pattern": pattern, "examples": [example] }));
        }
    }
}

struct DateText(String);

impl<'de> Deserialize<'de> for DateText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_newtype_struct(DATE, DateVisitor)
            .map(Self)
    }
}

/// The name under which [`Date`] asks for text even of a date without quotes.
pub(super) const DATE: &str = "$date";

struct DateVisitor;

impl Visitor<'_> for DateVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}
