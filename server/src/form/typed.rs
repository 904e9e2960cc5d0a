//! What a person typed, held until it is sealed or shown again; wiped when dropped.

use std::collections::BTreeMap;

use tokio::sync::OwnedSemaphorePermit;
use zeroize::Zeroizing;

/// The fields a form may have.
const FIELDS: [&str; 21] = [
    "nonce",
    "token",
    "codename",
    "language",
    "publish",
    "not-before",
    "sign-as",
    "subject",
    "starts",
    "starts-at",
    "ends",
    "ends-at",
    "place",
    "publish-from",
    "offers",
    "page",
    "prison",
    "text",
    "section",
    "sure",
    "proof",
];

/// The typed fields of a form. Cannot be printed.
#[derive(Default)]
pub struct Typed {
    fields: BTreeMap<&'static str, Zeroizing<String>>,
    turn: Option<OwnedSemaphorePermit>,
}

impl Typed {
    /// A field's value; empty when it was not sent.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", |value| value.as_str())
    }

    /// Sets a field, as a page does before anything is typed.
    pub fn preset(&mut self, field: &'static str, value: &str) {
        self.fields.insert(field, Zeroizing::new(value.to_owned()));
    }

    /// The turn that a very long text had to wait for, to be held as long as its text is.
    pub fn take_turn(&mut self) -> Option<OwnedSemaphorePermit> {
        self.turn.take()
    }

    pub(super) fn hold(&mut self, turn: OwnedSemaphorePermit) {
        self.turn = Some(turn);
    }

    /// Takes a field once; `false` when it is none of ours, or came before.
    pub(super) fn put(&mut self, field: &str, value: &[u8]) -> bool {
        let Some(field) = FIELDS.iter().find(|known| **known == field) else { return false };
        // What is not UTF-8 was not typed in a page of ours; the rest of it is kept all the same.
        let text = Zeroizing::new(String::from_utf8_lossy(value).into_owned());
        self.fields.insert(field, text).is_none()
    }
}
