//! What a person typed, held until it is sealed or shown again; wiped when dropped.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

/// The fields a form may have.
const FIELDS: [&str; 18] = [
    "nonce",
    "token",
    "codename",
    "language",
    "publish",
    "not-before",
    "sign-as",
    "subject",
    "starts",
    "ends",
    "place",
    "publish-from",
    "offers",
    "page",
    "prison",
    "text",
    "section",
    "sure",
];

/// The typed fields of a form. Cannot be printed.
#[derive(Default)]
pub struct Typed(BTreeMap<&'static str, Zeroizing<String>>);

impl Typed {
    /// A field's value; empty when it was not sent.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.0.get(field).map_or("", |value| value.as_str())
    }

    /// Sets a field, as a page does before anything is typed.
    pub fn preset(&mut self, field: &'static str, value: &str) {
        self.0.insert(field, Zeroizing::new(value.to_owned()));
    }

    /// Takes a field once; `false` when it is none of ours, or came before.
    pub(super) fn put(&mut self, field: &str, value: &[u8]) -> bool {
        let Some(field) = FIELDS.iter().find(|known| **known == field) else { return false };
        // What is not UTF-8 was not typed in a page of ours; the rest of it is kept all the same.
        let text = Zeroizing::new(String::from_utf8_lossy(value).into_owned());
        self.0.insert(field, text).is_none()
    }
}
