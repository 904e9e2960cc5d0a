//! What a person typed, held until it is sealed or shown again; wiped when dropped.

use std::collections::BTreeMap;

use estafette_keys::message::{Form, Kind};
use tokio::sync::OwnedSemaphorePermit;
use zeroize::Zeroizing;

/// The fields that every form may have, besides those of its kind.
const COMMON: [&str; 14] = [
    "nonce",
    "token",
    "again",
    "asked",
    "held",
    "drop",
    "clean",
    "keep",
    "codename",
    "language",
    "publish",
    "not-before",
    "sign-as",
    "text",
];
/// What a page puts in, and nobody types.
const SEALED: [&str; 5] = ["nonce", "token", "again", "asked", "held"];

/// The typed fields of a form. Cannot be printed.
#[derive(Default)]
pub struct Typed {
    fields: BTreeMap<&'static str, Zeroizing<String>>,
    turn: Option<OwnedSemaphorePermit>,
    kept: usize,
}

impl Typed {
    /// A field's value; empty when it was not sent.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", |value| value.as_str())
    }

    /// All fields that are not empty, in the order of their names.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let said = self.fields.iter().map(|(field, value)| (*field, value.as_str()));
        said.filter(|(_, value)| !value.is_empty())
    }

    /// What a form sends that leaves its files behind, and whether there were any.
    #[must_use]
    pub fn of_pairs(body: &[u8]) -> (Self, bool) {
        let (mut typed, mut files) = (Self::default(), false);
        for (name, value) in form_urlencoded::parse(body) {
            let value = Zeroizing::new(value.into_owned());
            match Self::known(&name) {
                Some(field) => {
                    let length = value.len();
                    typed.put(field, value, length);
                }
                None => files |= name == "files" && !value.is_empty(),
            }
        }
        (typed, files)
    }

    /// Sets a field, as a page does before anything is typed.
    pub(crate) fn preset(&mut self, field: &'static str, value: &str) {
        self.fields.insert(field, Zeroizing::new(value.to_owned()));
    }

    /// The turn that a very long text had to wait for, to be held as long as its text is.
    pub(crate) fn take_turn(&mut self) -> Option<OwnedSemaphorePermit> {
        self.turn.take()
    }

    pub(super) fn hold(&mut self, turn: OwnedSemaphorePermit) {
        self.turn = Some(turn);
    }

    pub(super) fn has_turn(&self) -> bool {
        self.turn.is_some()
    }

    /// Bytes of all fields together.
    pub(crate) fn kept(&self) -> usize {
        self.kept
    }

    /// The field of this name, if a form has it.
    pub(super) fn known(field: &str) -> Option<&'static str> {
        let details = Kind::ALL.iter().flat_map(|kind| kind.details());
        let details = details.flat_map(|detail| match detail.form() {
            // A day and a time of day are asked for apart.
            Form::LocalTime => vec![detail.name(), detail.time_name()],
            _ => vec![detail.name()],
        });
        COMMON.into_iter().chain(details).find(|known| *known == field)
    }

    /// Adds what came of a field, and how many bytes it had. What comes twice is kept twice, below each other, unless it is the same; `false` when it
    /// says nothing new.
    pub(super) fn put(&mut self, field: &'static str, new: Zeroizing<String>, length: usize) -> bool {
        let before = self.value(field);
        if new.is_empty() || *new == before || (SEALED.contains(&field) && !before.is_empty()) {
            return false;
        }
        let both = if before.is_empty() { new } else { joined(before, &new, field == "text") };
        self.kept += length;
        self.fields.insert(field, both);
        true
    }
}

fn joined(before: &str, new: &str, apart: bool) -> Zeroizing<String> {
    let mut both = Zeroizing::new(String::with_capacity(before.len() + new.len() + 4));
    both.push_str(before);
    both.push_str(if apart { "\r\n\r\n" } else { "\r\n" });
    both.push_str(new);
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_the_fields_of_its_kinds_and_no_other() {
        for field in ["text", "subject", "starts", "starts-at", "ends-at", "offers", "proof"] {
            assert_eq!(Typed::known(field), Some(field));
        }
        for field in ["", "about", "subject-at", "proof-until", "section"] {
            assert_eq!(Typed::known(field), None);
        }
    }

    #[test]
    fn a_form_without_its_files_says_that_there_were_some() {
        let (typed, files) =
            Typed::of_pairs("nonce=n&text=%C3%A9t%C3%A9+%26%0D%0Afin&files=a.jpg&turn=en".as_bytes());
        assert_eq!((typed.value("text"), typed.value("nonce"), files), ("été &\r\nfin", "n", true));
        assert!(!Typed::of_pairs(b"text=a&files=").1);
        assert_eq!(Typed::of_pairs(b"text=%ff&&=&text").0.value("text"), "\u{fffd}");
    }

    #[test]
    fn what_comes_twice_is_kept_twice() {
        let mut typed = Typed::default();
        for (field, value, is_new) in [
            ("text", "un", true),
            ("text", "un", false),
            ("text", "", false),
            ("text", "deux étés", true),
            ("nonce", "a", true),
            ("nonce", "b", false),
        ] {
            assert_eq!(typed.put(field, Zeroizing::new(value.to_owned()), value.len()), is_new);
        }
        assert_eq!(typed.value("text"), "un\r\n\r\ndeux étés");
        assert_eq!(typed.fields().collect::<Vec<_>>(), [("nonce", "a"), ("text", "un\r\n\r\ndeux étés")]);
    }
}
