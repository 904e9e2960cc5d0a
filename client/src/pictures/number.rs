//! Which picture of an item: a file, or a page of one.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A file's number, from 1, and where the file has several pages, the page's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "Form", into = "Form")]
pub struct Number {
    /// The file.
    pub file: u32,
    /// The page, from 1; `None` in a file that is one picture.
    pub page: Option<u32>,
}

/// As it is kept: a file alone is a number.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Form {
    File(u32),
    Page { file: u32, page: u32 },
}

impl From<Form> for Number {
    fn from(form: Form) -> Self {
        match form {
            Form::File(file) => Self { file, page: None },
            Form::Page { file, page } => Self { file, page: Some(page) },
        }
    }
}

impl From<Number> for Form {
    fn from(number: Number) -> Self {
        match number.page {
            Some(page) => Self::Page { file: number.file, page },
            None => Self::File(number.file),
        }
    }
}

impl Number {
    /// A file that is one picture.
    #[must_use]
    pub(crate) fn of_file(file: u32) -> Self {
        Self { file, page: None }
    }

    /// The page that is drawn, from 1.
    #[must_use]
    pub(crate) fn drawn(self) -> u32 {
        self.page.unwrap_or(1)
    }

    /// As a part of a file's name: digits, and a hyphen.
    #[must_use]
    pub(crate) fn in_a_name(self) -> String {
        match self.page {
            Some(page) => format!("{}-{page}", self.file),
            None => self.file.to_string(),
        }
    }
}

/// As it is shown and typed: `3`, or `3.2` for the second page of the third file.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.page {
            Some(page) => write!(f, "{}.{page}", self.file),
            None => write!(f, "{}", self.file),
        }
    }
}

/// The text is no number of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not N or N.PAGE")]
pub struct NumberError;

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().ok()).flatten().filter(|number: &u32| *number > 0)
        };
        match text.split_once('.') {
            Some((file, page)) => number(file)
                .zip(number(page))
                .map(|(file, page)| Self { file, page: Some(page) })
                .ok_or(NumberError),
            None => number(text).map(Self::of_file).ok_or(NumberError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_typed_shown_and_kept_in_one_way_each() {
        for (text, kept) in [("3", "3"), ("3.2", r#"{"file":3,"page":2}"#)] {
            let number: Number = text.parse().expect(text);
            assert_eq!(number.to_string(), text);
            let json = serde_json::to_string(&number).expect("JSON");
            assert_eq!(json, kept);
            assert_eq!(serde_json::from_str::<Number>(&json).expect("read"), number);
        }
        for text in ["", "0", "3.", ".2", "3.0", "+3", "3.2.1", "a", "4294967296"] {
            assert_eq!(text.parse::<Number>(), Err(NumberError), "{text}");
        }
    }
}
