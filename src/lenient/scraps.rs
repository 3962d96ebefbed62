//! Something of the right type in place of a value that is missing or wrong, so that reading can go on to find the
//! next mistake. What comes out is not used; where its parts know where they stand, that is [`MADE_UP`].

use std::ops::Range;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::kinds::{DATE, MANY};
use super::mistake::{Kind, Mistake};

/// Where a value stands that does not stand in the file: what is wrong with it is no mistake of the file's.
pub const MADE_UP: Range<usize> = usize::MAX..usize::MAX;

/// Reads as whatever is asked for.
pub(super) struct Scraps;

impl Scraps {
    /// Something for a value that is not there. No mistake of the file's can come of it.
    pub(super) fn give<'de, S: DeserializeSeed<'de>>(seed: S) -> Result<S::Value, Mistake> {
        seed.deserialize(Self)
            .map_err(|_| Mistake::new(Kind::Scrap))
    }
}

macro_rules! made_up {
    ($($ask:ident $give:ident $value:expr;)*) => {$(
        fn $ask<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
            visitor.$give($value)
        }
    )*};
}

impl<'de> Deserializer<'de> for Scraps {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Mistake> {
        Err(Mistake::new(Kind::Scrap))
    }

    made_up! {
        deserialize_bool visit_bool false;
        deserialize_i8 visit_i8 0;
        deserialize_i16 visit_i16 0;
        deserialize_i32 visit_i32 0;
        deserialize_i64 visit_i64 0;
        deserialize_u8 visit_u8 0;
        deserialize_u16 visit_u16 0;
        deserialize_u32 visit_u32 0;
        deserialize_u64 visit_u64 0;
        deserialize_f32 visit_f32 0.0;
        deserialize_f64 visit_f64 0.0;
        deserialize_str visit_str "";
        deserialize_string visit_str "";
        deserialize_seq visit_seq SeqDeserializer::<std::iter::Empty<()>, Mistake>::new(std::iter::empty());
        deserialize_map visit_map MapDeserializer::<std::iter::Empty<(&str, ())>, Mistake>::new(std::iter::empty());
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match name {
            MANY => self.deserialize_seq(visitor),
            DATE => self.deserialize_str(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        if serde_spanned::de::is_spanned(name) {
            return visitor.visit_map(serde_spanned::de::SpannedDeserializer::new(self, MADE_UP));
        }
        Err(Mistake::new(Kind::Scrap))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match words.first() {
            Some(word) => visitor.visit_enum((*word).into_deserializer()),
            None => Err(Mistake::new(Kind::Scrap)),
        }
    }

    forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

impl IntoDeserializer<'_, Mistake> for Scraps {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
