//! The signed list of sections and editors: whom sources write to, and who reads. `FORMAT.md` §7.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::day::Day;
use crate::ids::InstanceId;
use crate::message::{LanguageTag, SectionName};
use crate::openpgp::{Cert, CertError, Fingerprint, SecretCert};
use crate::signing::DevicePublic;
use crate::silence::Silence;

pub use known::KnownRoster;
pub use pin::{PIN_WORDS, Pin};
pub use request::{Request, RequestError, UntrustedRequest};
pub use site::{Site, SiteError};
pub use verify::UntrustedRoster;

mod form;
mod known;
mod pin;
mod request;
mod site;
mod verify;

/// An editor's name on the roster: 1 to 32 of `a-z`, `0-9`, `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(String);

impl Handle {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Handle {
    type Err = RosterError;

    fn from_str(text: &str) -> Result<Self, RosterError> {
        if crate::message::is_slug(text) { Ok(Self(text.to_owned())) } else { Err(RosterError::Malformed) }
    }
}

/// For so many days at least everything stays, whoever looked for it or not: an editor has had a week to fetch it.
pub const UNREAD_DAYS_MIN: u16 = 7;

/// A section: a local group with an inbox.
#[derive(Clone)]
pub struct Section {
    /// Its name in URLs.
    pub name: SectionName,
    /// Days a submission is kept on the server, and a past epoch key opens.
    pub retention_days: u16,
    /// For how many weeks it counts that its box was opened, where sources should know; 1 to 12.
    pub liveness_weeks: Option<u8>,
    /// Where the disk is short, for how many days what nobody looked for stays at least; [`UNREAD_DAYS_MIN`] or more, which also
    /// holds where nothing is said.
    pub unread_days: Option<u16>,
    /// Its own site, to be compared.
    pub site: Option<Site>,
    /// What a source's silence means to it, where that is not what it means to the network.
    pub silence: Option<Silence>,
    /// Its languages, its own first; every other text has at least that one.
    pub languages: Vec<LanguageTag>,
    /// What people call it, by language.
    pub titles: BTreeMap<String, String>,
    /// Its editorial rules, paragraphs of plain text, by language.
    pub rules: BTreeMap<String, String>,
}

impl Section {
    /// Where the disk is short, for how many days what nobody looked for stays at least.
    #[must_use]
    pub fn unread_days(&self) -> u16 {
        self.unread_days.unwrap_or(UNREAD_DAYS_MIN)
    }

    /// The title in this language, else in the section's own, else its name.
    #[must_use]
    pub fn title(&self, language: &str) -> &str {
        self.title_said(language).text
    }

    /// The same, and the language it is in: none for its name.
    #[must_use]
    pub fn title_said(&self, language: &str) -> Translated<'_> {
        let name = Translated { text: self.name.as_str(), language: "" };
        self.text(&self.titles, language).unwrap_or(name)
    }

    /// The rules in this language, else in the section's own.
    #[must_use]
    pub fn rules(&self, language: &str) -> Option<&str> {
        self.rules_said(language).map(|rules| rules.text)
    }

    /// The same, and the language they are in.
    #[must_use]
    pub fn rules_said(&self, language: &str) -> Option<Translated<'_>> {
        self.text(&self.rules, language)
    }

    fn text<'a>(&'a self, texts: &'a BTreeMap<String, String>, language: &str) -> Option<Translated<'a>> {
        let of = |language: &str| {
            let (language, text) = texts.get_key_value(language)?;
            Some(Translated { text, language })
        };
        of(language).or_else(|| self.languages.iter().find_map(|own| of(own.as_str())))
    }
}

/// A text that there is in several languages, in one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Translated<'a> {
    /// The text.
    pub text: &'a str,
    /// The language it is in; empty if that is not known.
    pub language: &'a str,
}

/// An editor: who reads for a section.
#[derive(Clone)]
pub struct Editor {
    /// Name.
    pub handle: Handle,
    /// Logs in, signs replies.
    pub device: DevicePublic,
    /// What they read.
    pub sections: Vec<SectionName>,
    /// Certifies epoch keys; receives when none is left.
    pub cert: Cert,
}

/// An offline root: who signs rosters.
#[derive(Clone)]
pub struct Root {
    /// For people.
    pub name: String,
    /// The cert.
    pub cert: Cert,
}

/// Onion addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addresses {
    /// The source's.
    pub source: Option<String>,
    /// The editors'.
    pub editors: Option<String>,
}

/// What a roster says: made to be signed, or read once its signatures held.
#[derive(Clone)]
pub struct RosterBody {
    /// The instance.
    pub instance: InstanceId,
    /// Counts up by one with each roster, from 1.
    pub number: u64,
    /// SHA-256 of the roster before, in hex; `None` for the first.
    pub previous: Option<String>,
    /// Refused after this day.
    pub expires: Day,
    /// Where the instance is reached.
    pub addresses: Addresses,
    /// How many roots must sign.
    pub threshold: u8,
    /// What a source's silence means, once it was shown what will be published.
    pub silence: Silence,
    /// The roots.
    pub roots: Vec<Root>,
    /// The sections, in the order shown.
    pub sections: Vec<Section>,
    /// The editors.
    pub editors: Vec<Editor>,
}

/// A roster whose signatures held.
#[derive(Clone)]
pub struct Roster {
    body: RosterBody,
    text: String,
}

impl Roster {
    /// What it says.
    #[must_use]
    pub fn body(&self) -> &RosterBody {
        &self.body
    }

    /// As signed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the text, in hex: what the next roster names as its `previous`.
    #[must_use]
    pub fn hash(&self) -> String {
        let hash: [u8; 32] = Sha256::digest(self.text.as_bytes()).into();
        crate::hex::encode(&hash)
    }

    /// What clients pin of it.
    #[must_use]
    pub fn pin(&self) -> Pin {
        self.body.pin()
    }

    /// A section by name.
    #[must_use]
    pub fn section(&self, name: &SectionName) -> Option<&Section> {
        self.body.sections.iter().find(|section| section.name == *name)
    }

    /// An editor by handle.
    #[must_use]
    pub fn editor(&self, handle: &Handle) -> Option<&Editor> {
        self.body.editors.iter().find(|editor| editor.handle == *handle)
    }

    /// The editors of a section.
    pub fn editors_of(&self, name: &SectionName) -> impl Iterator<Item = &Editor> {
        self.body.editors.iter().filter(move |editor| editor.sections.contains(name))
    }
}

impl RosterBody {
    /// What clients pin.
    #[must_use]
    pub fn pin(&self) -> Pin {
        let roots: Vec<Fingerprint> = self.roots.iter().map(|root| root.cert.fingerprint()).collect();
        Pin::of(self.threshold, &roots)
    }

    /// What a source's silence means to this section; to one that is not listed any more, what it means to the network.
    #[must_use]
    pub fn silence(&self, name: &SectionName) -> Silence {
        let section = self.sections.iter().find(|section| section.name == *name);
        section.and_then(|section| section.silence).unwrap_or(self.silence)
    }
}

/// Why a roster is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    /// Not TOML of the form of §7, or it contradicts itself.
    #[error("not a roster, or not in the form this version reads")]
    Malformed,
    /// A section's `site` is none of §7.
    #[error("a section's `site` is refused: {}", SiteError)]
    Site,
    /// A `silence` is neither of its values.
    #[error("a `silence` is refused: it is \"yes\" or \"no\"")]
    Silence,
    /// Of a later format.
    #[error("made by a newer version")]
    Version,
    /// The roots are others than those pinned.
    #[error("the roots are not the ones pinned")]
    UnknownRoots,
    /// Not enough of the roots signed.
    #[error("too few valid root signatures: {held} of {needed}")]
    TooFewSignatures {
        /// How many held.
        held: u8,
        /// How many must.
        needed: u8,
    },
    /// Past its day.
    #[error("the roster has expired")]
    Expired,
    /// An older roster than the one known.
    #[error("older than the one known: a rollback")]
    Rollback,
    /// A roster that does not follow from the one known.
    #[error("another history than the one known: a fork")]
    Fork,
    /// Of another instance.
    #[error("of another instance")]
    Instance,
    /// A cert in it is refused.
    #[error("an editor's or root's cert is refused")]
    Cert(#[source] CertError),
}

/// One root's signature over a roster's text.
///
/// # Errors
/// [`CertError`] when the root can't sign at this Unix time.
pub fn sign(text: &str, root: &SecretCert, now: i64) -> Result<String, CertError> {
    root.sign(text.as_bytes(), now)
}
