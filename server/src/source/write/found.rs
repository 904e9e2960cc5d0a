//! What in a form may name somebody, or open what is answered: told once to its source before anything is sealed. Nothing of it is
//! forbidden, and nothing is changed: an address may stand there on purpose.

use std::collections::BTreeSet;

use estafette_keys::codename::Codename;
use estafette_keys::message::{Clue, Detail, Line};
use estafette_traces::{Trace, Traces};
use zeroize::Zeroizing;

use crate::clues::{addresses, is_somebodys, list_of_names, phones};
use crate::form::Typed;
use crate::i18n::{Locale, key};
use crate::source::held::{Cleaning, Named};

/// How many of a kind are shown.
const SHOWN: usize = 3;
/// How much of one is shown.
const LETTERS: usize = 60;
/// Fields in which nobody writes what they please.
const NOT_WRITTEN: [&str; 12] = [
    "nonce",
    "token",
    "again",
    "codename",
    "language",
    "publish",
    "not-before",
    "asked",
    "held",
    "drop",
    "clean",
    "keep",
];

/// Something of a form that its source is asked about. Cannot be printed.
pub(super) struct Found {
    pub(super) clue: Clue,
    /// As it stands there; empty for a codename, which no page repeats.
    said: Zeroizing<String>,
    traces: Traces,
    cleans: bool,
}

/// What is found in what was typed.
#[derive(Default)]
pub(super) struct Clues {
    /// Its source is to be asked.
    pub(super) new: Vec<Found>,
    /// It was asked before.
    pub(super) meant: BTreeSet<Clue>,
}

impl Found {
    fn new(clue: Clue, said: &str) -> Self {
        let short: String = said.chars().take(LETTERS).collect();
        Self { clue, said: Zeroizing::new(short.trim().to_owned()), traces: Traces::default(), cleans: true }
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
                let key = if self.cleans { key!("ask-traces") } else { key!("ask-traces-stay") };
                locale.say_with_two(key, ("found", said), ("told", &told))
            }
            Clue::Cleaned => String::new(),
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
        Trace::Thumbnail => key!("trace-thumbnail"),
        Trace::Embedded => key!("trace-embedded"),
        Trace::Revisions => key!("trace-revisions"),
        Trace::People => key!("trace-people"),
    };
    traces.each().map(|trace| locale.say(words(trace))).collect::<Vec<_>>().join(" · ")
}

/// All that is found in what was typed. Of each kind, its source is asked once.
pub(super) fn in_fields(typed: &Typed) -> Clues {
    let asked = asked(typed);
    let mut found = Clues::default();
    let mut look = |clue: Clue, all: Vec<&str>| {
        if !asked.contains(&clue) {
            found.new.extend(all.into_iter().take(SHOWN).map(|said| Found::new(clue, said)));
        } else if !all.is_empty() {
            found.meant.insert(clue);
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

/// What is new of its files: their names, and what they say beside what they show. Who wants pictures cleaned is asked about each that came
/// since.
pub(super) fn in_files(asked: &BTreeSet<Clue>, files: &[Named], cleans: bool) -> Vec<Found> {
    let is_new = |clue| !asked.contains(&clue);
    let is_to_be_cleaned = |file: &Named| cleans && file.cleaning == Cleaning::Possible;
    let named = files.iter().filter(|file| is_new(Clue::FileName) && is_somebodys(&file.name));
    let named = named.take(SHOWN).map(|file| Found::new(Clue::FileName, &file.name));
    let traced = files.iter().filter(|file| !file.traces.is_empty());
    let traced =
        traced.filter(|file| is_new(Clue::Traces) || is_to_be_cleaned(file)).take(SHOWN).map(|file| {
            let cleans = file.cleaning == Cleaning::Possible;
            Found { traces: file.traces, cleans, ..Found::new(Clue::Traces, &file.name) }
        });
    named.chain(traced).collect()
}

/// What was asked about files that are sent, and is meant; with each, whether it is cleaned.
pub(super) fn meant_in_files<'a>(
    asked: &BTreeSet<Clue>,
    files: impl Iterator<Item = (&'a Named, bool)>,
) -> BTreeSet<Clue> {
    let mut meant = BTreeSet::new();
    for (file, is_cleaned) in files {
        let of_it = [
            (is_somebodys(&file.name) && asked.contains(&Clue::FileName), Clue::FileName),
            (!file.traces.is_empty() && !is_cleaned && asked.contains(&Clue::Traces), Clue::Traces),
            (is_cleaned, Clue::Cleaned),
        ];
        meant.extend(of_it.into_iter().filter(|(holds, _)| *holds).map(|(_, clue)| clue));
    }
    meant
}

/// What its section reads of that.
pub(super) fn told(meant: &BTreeSet<Clue>) -> Option<(Detail, Line)> {
    let names = meant.iter().map(|clue| clue.name()).collect::<Vec<_>>().join(" ");
    Line::new(&names).ok().filter(|line| !line.as_str().is_empty()).map(|line| (Detail::Asked, line))
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
    Clue::ALL.iter().copied().filter(is_said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(fields: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let mut typed = Typed::default();
        for (field, value) in fields {
            typed.preset(field, value);
        }
        in_fields(&typed)
            .new
            .iter()
            .map(|found| (found.clue.name(), found.said.as_str().to_owned()))
            .collect()
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
    fn its_section_reads_what_was_asked_and_is_meant() {
        let mut typed = Typed::default();
        typed.preset("text", "Écris à anna@example.org");
        typed.preset("asked", "address phone");
        let meant = in_fields(&typed).meant;
        assert_eq!(told(&meant).expect("it is told").1.as_str(), "address");
        assert!(told(&BTreeSet::new()).is_none());
        let asked = BTreeSet::from([Clue::Traces]);
        let file = |looked: &str, cleaning| {
            let mut looker = estafette_traces::Looker::default();
            looker.write(looked.as_bytes());
            Named { name: "a.jpg".to_owned(), bytes: 1, traces: looker.end(), cleaning }
        };
        let (traced, plain) =
            (file("\u{a9}xyz <x:xmpmeta tiff:Make='a'", Cleaning::Possible), file("", Cleaning::Not));
        let meant = |files: &[(&Named, bool)]| meant_in_files(&asked, files.iter().copied());
        assert_eq!(meant(&[(&traced, false), (&plain, false)]), BTreeSet::from([Clue::Traces]));
        assert_eq!(meant(&[(&traced, true), (&plain, false)]), BTreeSet::from([Clue::Cleaned]));
        assert_eq!(in_files(&asked, std::slice::from_ref(&traced), false).len(), 0);
        assert_eq!(in_files(&asked, &[traced, plain], true).len(), 1, "it came since");
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
