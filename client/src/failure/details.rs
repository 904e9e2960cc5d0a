//! What an error knows beside its words, each with its type: so what came from outside is made safe in one place, and a day
//! is written as people write it.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use estafette_keys::day::{Day, Week};
use estafette_keys::openpgp::Fingerprint;

use super::{Change, Explained};
use crate::words::{Key, key};

/// One thing that an error knows beside its words.
#[derive(Debug)]
pub(crate) enum ErrorDetail<'a> {
    /// A name or a word of ours, or of a program of this machine: shown as it is.
    Name(&'static str),
    /// Text from outside, on one line.
    Line(Cow<'a, str>),
    /// Text from outside, such as what another program said.
    Block(Cow<'a, str>),
    /// A file or a folder.
    Path(&'a Path),
    /// A file or a folder, and what the system says of it.
    File(&'a Path, io::ErrorKind),
    /// A number, a count or a size.
    Number(u64),
    /// So many of so many.
    Share(u64, u64),
    /// A part, in hundredths.
    Percent(u8),
    /// A day.
    Day(Day),
    /// A week.
    Week(Week),
    /// A certificate.
    Fingerprint(&'a Fingerprint),
    /// What the system says.
    System(io::ErrorKind),
    /// Words of ours.
    Words(Key),
    /// Several of those, as one list.
    List(Vec<Key>),
    /// What differs between two texts, from outside.
    Changes(&'a [Change]),
    /// Another error, told whole.
    Cause(&'a dyn Explained),
}

/// All that an error knows beside its words.
#[derive(Debug, Default)]
pub(crate) struct Details<'a> {
    /// In parentheses behind the message.
    pub beside: Vec<ErrorDetail<'a>>,
    /// Where message and hint name them.
    pub named: Vec<(&'static str, ErrorDetail<'a>)>,
}

impl<'a> Details<'a> {
    /// One detail, behind the message.
    #[must_use]
    pub(crate) fn of(detail: ErrorDetail<'a>) -> Self {
        Self { beside: vec![detail], named: Vec::new() }
    }

    /// Why the system refused.
    #[must_use]
    pub(crate) fn of_system(error: &io::Error) -> Self {
        Self::of(ErrorDetail::System(error.kind()))
    }

    /// One more, behind the message.
    #[must_use]
    pub(crate) fn and(mut self, detail: ErrorDetail<'a>) -> Self {
        self.beside.push(detail);
        self
    }

    /// One more, where message or hint name it.
    #[must_use]
    pub(crate) fn named(mut self, name: &'static str, detail: ErrorDetail<'a>) -> Self {
        self.named.push((name, detail));
        self
    }

    /// The certificate it is about: beside the message, and in the command that mends it. Where it could not be read, the
    /// command has a word in its place.
    #[must_use]
    pub(crate) fn and_cert(self, fingerprint: Option<&'a Fingerprint>) -> Self {
        match fingerprint {
            Some(fingerprint) => self
                .and(ErrorDetail::Fingerprint(fingerprint))
                .named("fingerprint", ErrorDetail::Fingerprint(fingerprint)),
            None => self.named("fingerprint", ErrorDetail::Words(key!("label-a-fingerprint"))),
        }
    }
}
