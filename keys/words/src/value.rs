//! What stands in a message beside its words.

use std::borrow::Cow;

use fluent_bundle::FluentValue;
use fluent_bundle::types::FluentNumber;

use crate::{Language, bidi};

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
    pub(crate) fn in_line(&self, language: &Language) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::String(bidi::isolated(text, language.direction)),
            Self::Number(number) => number.in_line(language),
        }
    }
}

impl Number {
    /// Arabic goes by the last two digits: 103 takes the form of 3, and 111 that of 11. The library's rules know that of numbers below a
    /// hundred only, so they are given those digits, and the hundreds travel in an option that nothing else reads.
    fn in_line(&self, language: &Language) -> FluentValue<'static> {
        if let FluentValue::Number(number) = &self.0
            && language.tag == "ar"
            && let Ok(whole) = number.as_string().parse::<usize>()
            && let (hundreds @ 1.., digits @ 3..) = (whole / 100, whole % 100)
        {
            let mut last = FluentNumber::from(digits);
            last.options.maximum_significant_digits = Some(hundreds);
            return FluentValue::Number(last);
        }
        self.0.clone()
    }
}

/// A number in digits, with its hundreds, wherever they are.
pub(crate) fn digits(number: &FluentNumber) -> String {
    match number.options.maximum_significant_digits {
        Some(hundreds) => format!("{hundreds}{:0>2}", number.as_string()),
        None => number.as_string().into_owned(),
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
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

/// What can stand in a message as it is: a number stays one, so that a language can choose a plural by it.
pub trait Sayable {
    /// As a value.
    fn value(&self) -> Value<'_>;
}

impl Sayable for str {
    fn value(&self) -> Value<'_> {
        self.into()
    }
}

impl Sayable for String {
    fn value(&self) -> Value<'_> {
        self.as_str().into()
    }
}

impl<T: Sayable + ?Sized> Sayable for &T {
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}

macro_rules! sayable_numbers {
    ($($number:ty)*) => {$(
        impl Sayable for $number {
            fn value(&self) -> Value<'_> {
                (*self).into()
            }
        }
    )*};
}

sayable_numbers!(i8 i16 i32 i64 u8 u16 u32 u64 usize);
