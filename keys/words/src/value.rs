//! What stands in a message beside its words.

use std::borrow::Cow;

use fluent_bundle::FluentValue;

use crate::{Direction, bidi};

/// A value in a message.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// Text; it may come from outside.
    Text(Cow<'a, str>),
    /// A number; a message may choose a plural by it.
    Number(Number),
}

/// A number in a message.
#[derive(Debug, Clone)]
pub struct Number(FluentValue<'static>);

impl Value<'_> {
    pub(crate) fn in_line(&self, direction: Direction) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::String(bidi::isolated(text, direction)),
            Self::Number(number) => number.0.clone(),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

macro_rules! from_numbers {
    ($($number:ty)*) => {$(
        impl From<$number> for Value<'_> {
            fn from(number: $number) -> Self {
                Self::Number(Number(number.into()))
            }
        }
    )*};
}

from_numbers!(i8 i16 i32 i64 u8 u16 u32 u64 usize);
