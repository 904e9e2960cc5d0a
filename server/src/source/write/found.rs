//! What in a form may name somebody, or open what is answered: told once to its source before anything is sealed. Nothing of it is
//! forbidden, and nothing is changed: an address may stand there on purpose.

use std::collections::BTreeSet;

use estafette_keys::codename::Codename;
use zeroize::Zeroizing;

use crate::clues::{Trace, Traces, addresses, is_somebodys, list_of_names, phones};
use crate::form::Typed;
use crate::i18n::{Locale, key};
use crate::source::held::Named;

/// How many of a kind are shown.
const SHOWN: usize = 3;
/// How much of one is shown.
const LETTERS: usize = 60;
/// Fields in which nobody writes what they please.
const NOT_WRITTEN: [&str; 10] =
    ["nonce", "token", "again", "codename", "language", "publish", "not-before", "asked", "held", "drop"];

/// What kind of thing it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Clue {
    /// Eight words that open the answers.
    Codename,
    /// An e-mail address, or an account.
    Address,
    Phone,
    /// A list of names, as petitions have it.
    Names,
    /// A file that is named after somebody.
    FileName,
    /// A file that says where, when, with what or by whom it was made.
    Traces,
}

/// Something of a form that its source is asked about. Cannot be printed.
pub(super) struct Found {
    pub(super) clue: Clue,
    /// As it stands there; empty for a codename, which no page repeats.
    said: Zeroizing<String>,
    traces: Traces,
}

impl Clue {
    const ALL: [Self; 6] =
        [Self::Codename, Self::Address, Self::Phone, Self::Names, Self::FileName, Self::Traces];

    fn name(self) -> &'static str {
        match self {
            Self::Codename => "codename",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Names => "names",
            Self::FileName => "file-name",
            Self::Traces => "traces",
        }
    }
}

impl Found {
    fn new(clue: Clue, said: &str) -> Self {
        let short: String = said.chars().take(LETTERS).collect();
        Self { clue, said: Zeroizing::new(short.trim().to_owned()), traces: Traces::default() }
    }

    /// The sentence above the form.
    pub(super) fn sentence(&self, locale: &Locale<'_>) -> String {
        let said = self.said.as_str();
        match self.clue {
            Clue::Codename => locale.say(key!("ask-codename")),
            Clue::Address => locale.say_with(key!("ask-address"), "found", said),
            Clue::Phone => locale.say_with(key!("ask-phone"), "found", said),
            Clue::Names => locale.say_with(key!("ask-names"), "found", said),
            Clue::FileName => locale.say_with(key!("ask-file-name"), "found", said),
            Clue::Traces => {
                let told = traced(self.traces, locale);
                locale.say_with_two(key!("ask-traces"), ("found", said), ("told", &told))
            }
        }
    }

    /// The field to go to.
    pub(super) fn field(&self) -> &'static str {
        if matches!(self.clue, Clue::FileName | Clue::Traces) { "files" } else { "text" }
    }
}

/// What a file tells, in words.
pub(super) fn traced(traces: Traces, locale: &Locale<'_>) -> String {
    let words = |trace| match trace {
        Trace::Place => key!("trace-place"),
        Trace::Moment => key!("trace-moment"),
        Trace::Device => key!("trace-device"),
        Trace::Author => key!("trace-author"),
    };
    traces.each().map(|trace| locale.say(words(trace))).collect::<Vec<_>>().join(" · ")
}

/// All that is found in what was typed, but for kinds that its source was asked about before.
pub(super) fn in_fields(typed: &Typed) -> Vec<Found> {
    let asked = asked(typed);
    let mut found = Vec::new();
    let mut look = |clue: Clue, all: Vec<&str>| {
        if !asked.contains(&clue) {
            found.extend(all.into_iter().take(SHOWN).map(|said| Found::new(clue, said)));
        }
    };
    let written = || typed.fields().filter(|(field, _)| !NOT_WRITTEN.contains(field)).map(|(_, value)| value);
    if written().any(Codename::is_said_in) {
        look(Clue::Codename, vec![""]);
    }
    look(Clue::Address, written().flat_map(addresses).collect());
    look(Clue::Phone, written().flat_map(phones).collect());
    look(Clue::Names, list_of_names(typed.value("text")).into_iter().collect());
    found
}

/// The same of its files: their names, and what they say beside what they show.
pub(super) fn in_files(asked: &BTreeSet<Clue>, files: &[Named]) -> Vec<Found> {
    let is_new = |clue| !asked.contains(&clue);
    let named = files.iter().filter(|file| is_new(Clue::FileName) && is_somebodys(&file.name));
    let named = named.take(SHOWN).map(|file| Found::new(Clue::FileName, &file.name));
    let traced = files.iter().filter(|file| is_new(Clue::Traces) && !file.traces.is_empty());
    let traced =
        traced.take(SHOWN).map(|file| Found { traces: file.traces, ..Found::new(Clue::Traces, &file.name) });
    named.chain(traced).collect()
}

/// What the form says from now on that was asked: once for each kind.
pub(super) fn asked_with(typed: &Typed, found: &[Found]) -> String {
    let mut all = asked(typed);
    all.extend(found.iter().map(|found| found.clue));
    all.into_iter().map(Clue::name).collect::<Vec<_>>().join(" ")
}

/// What its source was asked about before.
pub(super) fn asked(typed: &Typed) -> BTreeSet<Clue> {
    let value = typed.value("asked");
    let is_said = |clue: &Clue| value.split_whitespace().any(|said| said == clue.name());
    Clue::ALL.into_iter().filter(is_said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(fields: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let mut typed = Typed::default();
        for (field, value) in fields {
            typed.preset(field, value);
        }
        in_fields(&typed).iter().map(|found| (found.clue.name(), found.said.as_str().to_owned())).collect()
    }

    #[test]
    fn each_kind_is_asked_about_once() {
        let text = "Écris à anna@example.org ou au 0470 12 34 56.";
        assert_eq!(
            found(&[("text", text)]),
            [("address", "anna@example.org".to_owned()), ("phone", "0470 12 34 56".to_owned())]
        );
        assert_eq!(found(&[("text", text), ("asked", "phone")]).len(), 1);
        assert_eq!(found(&[("text", text), ("asked", "address phone")]).len(), 0);
        assert_eq!(found(&[("asked", "anna@example.org"), ("codename", "anna@example.org")]).len(), 0);
        assert_eq!(found(&[("sign-as", "@anna@example.org")]).len(), 1);
    }

    #[test]
    fn what_was_asked_is_kept_with_what_is_new() {
        let mut typed = Typed::default();
        typed.preset("asked", "phone unknown");
        assert_eq!(asked_with(&typed, &[Found::new(Clue::Address, "a")]), "address phone");
    }

    #[test]
    fn of_many_a_few_are_shown_and_of_long_ones_the_beginning() {
        let text = "anna@example.org ".repeat(10);
        assert_eq!(found(&[("text", &text)]).len(), SHOWN);
        let long = format!("{}@example.org", "a".repeat(100));
        assert_eq!(found(&[("text", &long)])[0].1.len(), LETTERS);
    }

    #[test]
    fn a_codename_is_named_without_its_words() {
        let words = Codename::from_entropy([9; 11]).words(estafette_keys::codename::WordLanguage::French);
        assert_eq!(
            found(&[("text", &format!("mon code : {}", words.join(" ")))]),
            [("codename", String::new())]
        );
    }
}
