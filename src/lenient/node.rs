//! A value of a TOML tree as a serde deserialiser that says what is wrong as data.

use std::borrow::Cow;
use std::cell::RefCell;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use serde::forward_to_deserialize_any;
use serde_spanned::de::{SpannedDeserializer, is_spanned};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::NEARBY;
use super::kinds::{DATE, MANY, SHORT};
use super::mistake::{Kind, Mistake, address};
use super::pass::Pass;
use super::problems::unknown_key;
use super::scraps::Scraps;
use crate::text::nearest;

/// A value being read.
#[derive(Clone, Copy)]
pub(super) struct Node<'a, 'i> {
    value: &'a Spanned<DeValue<'i>>,
    pass: &'a RefCell<Pass>,
    in_list: bool,
}

impl<'a, 'i> Node<'a, 'i> {
    pub(super) fn root(value: &'a Spanned<DeValue<'i>>, pass: &'a RefCell<Pass>) -> Self {
        Self {
            value,
            pass,
            in_list: false,
        }
    }

    fn give<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.value.get_ref() {
            DeValue::String(text) => visitor.visit_str(text),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => visitor.visit_i64(number),
                    Err(_) => Err(Mistake::new(Kind::Other(
                        "the number is too large".to_owned(),
                    ))),
                }
            }
            DeValue::Float(number) => match number.as_str().parse() {
                Ok(number) => visitor.visit_f64(number),
                Err(_) => Err(Mistake::new(Kind::Other(
                    "the number cannot be read".to_owned(),
                ))),
            },
            DeValue::Boolean(truth) => visitor.visit_bool(*truth),
            DeValue::Datetime(_) => Err(Mistake::invalid_type(Unexpected::Other("date"), &visitor)),
            DeValue::Array(elements) => visitor.visit_seq(Elements {
                rest: elements.iter(),
                pass: self.pass,
                in_list: true,
            }),
            DeValue::Table(table) => visitor.visit_map(self.entries(table, None)),
        }
    }

    /// The entries of the table that can be read, without those left out and those of unknown keys.
    fn entries(
        self,
        table: &'a DeTable<'i>,
        fields: Option<&'static [&'static str]>,
    ) -> Entries<'a, 'i> {
        let here = address(self.value);
        let mut pass = self.pass.borrow_mut();
        let mut left = Vec::with_capacity(table.len());
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if fields.is_some_and(|fields| !fields.contains(&name)) {
                if pass.unknown.insert(address(value)) {
                    let mut known = fields.unwrap_or_default().to_vec();
                    if here == pass.root {
                        known.extend(&pass.apart);
                    }
                    let near = (pass.problems.len() < NEARBY)
                        .then(|| meant(name, table, &known))
                        .flatten();
                    // A misspelt key is one mistake: the key it was meant to be is not missing as well.
                    pass.lost.extend(near.map(|near| (here, near.to_owned())));
                    let known = format!("known keys: {}", known.join(", "));
                    pass.problems.push(unknown_key(key, near, &known));
                }
            } else if pass.skipped.contains(&address(value)) {
                pass.lost.insert((here, name.to_owned()));
            } else {
                left.push((key, value));
            }
        }
        let made_up = pass
            .made_up
            .iter()
            .filter(|(table, _)| *table == here)
            .map(|(_, key)| *key)
            .collect();
        Entries {
            rest: left.into_iter(),
            next: None,
            made_up,
            pass: self.pass,
        }
    }

    fn elsewhere<T>(self, result: Result<T, Mistake>) -> Result<T, Mistake> {
        result.map_err(|mistake| mistake.at(self.value, self.in_list))
    }
}

/// The field that a key was meant to be: the nearest of those that are not there yet, or of all.
fn meant(name: &str, table: &DeTable<'_>, fields: &[&'static str]) -> Option<&'static str> {
    let free = fields
        .iter()
        .copied()
        .filter(|field| !table.contains_key(*field));
    nearest(name, free).or_else(|| nearest(name, fields.iter().copied()))
}

impl<'de> Deserializer<'de> for Node<'_, '_> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.elsewhere(self.give(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match (name, self.value.get_ref()) {
            (MANY, DeValue::Array(_)) => self.deserialize_any(visitor),
            (MANY, _) => self.elsewhere(visitor.visit_seq(Elements {
                rest: std::slice::from_ref(self.value).iter(),
                pass: self.pass,
                in_list: self.in_list,
            })),
            (DATE, DeValue::Datetime(date)) => {
                self.elsewhere(visitor.visit_string(date.to_string()))
            }
            (DATE, _) => self.deserialize_any(visitor),
            (_, DeValue::String(_)) if name.starts_with(SHORT) => {
                self.elsewhere(visitor.visit_map(Word {
                    key: name.strip_prefix(SHORT),
                    value: self,
                }))
            }
            _ => self.elsewhere(visitor.visit_newtype_struct(self)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        if is_spanned(name) {
            let spanned = SpannedDeserializer::new(self, self.value.span());
            return self.elsewhere(visitor.visit_map(spanned));
        }
        match self.value.get_ref() {
            DeValue::Table(table) => {
                self.elsewhere(visitor.visit_map(self.entries(table, Some(fields))))
            }
            _ => self.elsewhere(Err(Mistake::new(Kind::Type("a map".to_owned())))),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.elsewhere(match self.value.get_ref() {
            DeValue::String(word) if words.contains(&word.as_ref()) => {
                visitor.visit_enum(StrDeserializer::new(word))
            }
            DeValue::String(word) => Err(Mistake::unknown_variant(word, words)),
            _ => Err(Mistake::new(Kind::Type("a string".to_owned()))),
        })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

impl IntoDeserializer<'_, Mistake> for Node<'_, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

struct Elements<'a, 'i> {
    rest: std::slice::Iter<'a, Spanned<DeValue<'i>>>,
    pass: &'a RefCell<Pass>,
    in_list: bool,
}

impl<'de> SeqAccess<'de> for Elements<'_, '_> {
    type Error = Mistake;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Mistake> {
        let Some(value) = self.rest.next() else {
            return Ok(None);
        };
        if self.pass.borrow().skipped.contains(&address(value)) {
            return Scraps::give(seed).map(Some);
        }
        let node = Node {
            value,
            pass: self.pass,
            in_list: self.in_list,
        };
        seed.deserialize(node).map(Some)
    }
}

type Entry<'a, 'i> = (&'a Spanned<Cow<'i, str>>, &'a Spanned<DeValue<'i>>);

struct Entries<'a, 'i> {
    rest: std::vec::IntoIter<Entry<'a, 'i>>,
    next: Option<Entry<'a, 'i>>,
    made_up: Vec<&'static str>,
    pass: &'a RefCell<Pass>,
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = Mistake;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Mistake> {
        self.next = self.rest.next();
        if let Some((key, _)) = self.next {
            return seed.deserialize(Key(key)).map(Some);
        }
        match self.made_up.pop() {
            Some(key) => seed.deserialize(key.into_deserializer()).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Mistake> {
        let Some((key, value)) = self.next.take() else {
            return Scraps::give(seed);
        };
        let node = Node {
            value,
            pass: self.pass,
            in_list: false,
        };
        seed.deserialize(node)
            .map_err(|mistake| mistake.under(key.get_ref()))
    }
}

/// A word read as a table with one entry.
struct Word<'a, 'i> {
    key: Option<&'static str>,
    value: Node<'a, 'i>,
}

impl<'de> MapAccess<'de> for Word<'_, '_> {
    type Error = Mistake;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Mistake> {
        let key = self.key.take();
        key.map(|key| seed.deserialize(key.into_deserializer()))
            .transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Mistake> {
        seed.deserialize(self.value)
    }
}

/// A key, with its span where that is asked for.
#[derive(Clone, Copy)]
struct Key<'a, 'i>(&'a Spanned<Cow<'i, str>>);

impl<'de> Deserializer<'de> for Key<'_, '_> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_str(self.0.get_ref())
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        if is_spanned(name) {
            return visitor.visit_map(SpannedDeserializer::new(self, self.0.span()));
        }
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl IntoDeserializer<'_, Mistake> for Key<'_, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
