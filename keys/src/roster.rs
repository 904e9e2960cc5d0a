//! The signed list of sections and editors: who sources write to, and who reads.

use crate::day::Day;
use crate::ids::InstanceId;
use crate::message::{LanguageTag, SectionName};
use crate::openpgp::{Cert, CertError, Fingerprint, SecretCert};
use crate::signing::DevicePublic;
use std::collections::BTreeMap;

/// An editor's name on the roster: 1 to 32 of `a-z`, `0-9`, `-`; parsed by `FromStr`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(String);
impl Handle {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl std::str::FromStr for Handle {
    type Err = RosterError;
    fn from_str(text: &str) -> Result<Self, RosterError> {
        let _ = text;
        unimplemented!()
    }
}

/// A section.
#[derive(Clone)]
pub struct Section {
    /// Its name in URLs.
    pub name: SectionName,
    /// What people call it, by language; the first language is the section's own.
    pub titles: Vec<(LanguageTag, String)>,
    /// Editorial rules in plain text paragraphs, by language.
    pub rules: BTreeMap<String, String>,
    /// Days a submission is kept, and a past epoch key opens.
    pub retention_days: u16,
}
impl Section {
    /// The title in this language, else in the section's own.
    #[must_use]
    pub fn title(&self, language: &str) -> &str {
        let _ = language;
        unimplemented!()
    }
    /// The rules in this language, else in the section's own.
    #[must_use]
    pub fn rules(&self, language: &str) -> Option<&str> {
        let _ = language;
        unimplemented!()
    }
}
/// An editor.
#[derive(Clone)]
pub struct Editor {
    /// Name.
    pub handle: Handle,
    /// Their cert.
    pub cert: Cert,
    /// Logs in, signs replies.
    pub device: DevicePublic,
    /// What they read.
    pub sections: Vec<SectionName>,
}
/// An offline root.
#[derive(Clone)]
pub struct Root {
    /// For people.
    pub name: String,
    /// Signs rosters.
    pub cert: Cert,
}

/// What a roster says; made for signing, or read once signatures held.
#[derive(Clone)]
pub struct RosterBody {
    /// The instance.
    pub instance: InstanceId,
    /// Counts up by one with each roster.
    pub number: u64,
    /// SHA-256 of the roster before, hex; `None` for the first.
    pub previous: Option<String>,
    /// Refused after this day.
    pub expires: Day,
    /// How many roots must sign.
    pub threshold: u8,
    /// The roots.
    pub roots: Vec<Root>,
    /// Source's onion address, if any, then editors'.
    pub addresses: Addresses,
    /// The sections, in the order shown.
    pub sections: Vec<Section>,
    /// The editors.
    pub editors: Vec<Editor>,
}
/// Onion addresses.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Addresses {
    /// The source's.
    pub source: Option<String>,
    /// The editors'.
    pub editors: Option<String>,
}
impl RosterBody {
    /// The exact TOML that roots sign.
    #[must_use]
    pub fn to_text(&self) -> String {
        unimplemented!()
    }
}

/// A roster and its signatures as they travel: `roster.toml` and one `.asc` per root.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct UntrustedRoster {
    /// The TOML, exactly as signed.
    pub text: String,
    /// Armored detached signatures, in any order.
    pub signatures: Vec<String>,
}

/// What a client pins: a hash of threshold and root fingerprints, 40 hex digits in groups; `FromStr` forgives spaces, hyphens, case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin(String);
impl Pin {
    /// Of these roots.
    #[must_use]
    pub fn of(threshold: u8, roots: &[Fingerprint]) -> Self {
        let _ = (threshold, roots);
        unimplemented!()
    }
}
impl std::str::FromStr for Pin {
    type Err = RosterError;
    fn from_str(text: &str) -> Result<Self, RosterError> {
        let _ = text;
        unimplemented!()
    }
}
impl std::fmt::Display for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
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
    /// SHA-256 of the text, hex.
    #[must_use]
    pub fn hash(&self) -> String {
        unimplemented!()
    }
    /// Its pin.
    #[must_use]
    pub fn pin(&self) -> Pin {
        unimplemented!()
    }
    /// A section by name.
    #[must_use]
    pub fn section(&self, name: &SectionName) -> Option<&Section> {
        let _ = name;
        unimplemented!()
    }
    /// An editor by handle.
    #[must_use]
    pub fn editor(&self, handle: &Handle) -> Option<&Editor> {
        let _ = handle;
        unimplemented!()
    }
    /// The editors of a section.
    pub fn editors_of(&self, name: &SectionName) -> impl Iterator<Item = &Editor> {
        self.body.editors.iter().filter(move |editor| editor.sections.contains(name))
    }
}

/// Why a roster is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "skeleton")]
pub enum RosterError {
    #[error("not a roster, or not in the form this version reads")]
    Malformed,
    #[error("made by a newer version")]
    Version,
    #[error("the roots are not the ones pinned")]
    UnknownRoots,
    #[error("too few valid root signatures: {held} of {needed}")]
    TooFewSignatures { held: u8, needed: u8 },
    #[error("the roster has expired")]
    Expired,
    #[error("older than the one known: a rollback")]
    Rollback,
    #[error("another roster with the same number: a fork")]
    Fork,
    #[error("of another instance")]
    Instance,
    #[error("an editor's or root's cert is refused")]
    Cert(CertError),
}
impl UntrustedRoster {
    /// First contact: against a pin.
    ///
    /// # Errors
    /// [`RosterError`].
    pub fn verify_pinned(&self, pin: &Pin, now: i64) -> Result<Roster, RosterError> {
        let _ = (pin, now);
        unimplemented!()
    }
    /// From then on: against the last one held.
    ///
    /// # Errors
    /// [`RosterError`].
    pub fn verify_after(&self, known: &Roster, now: i64) -> Result<Roster, RosterError> {
        let _ = (known, now);
        unimplemented!()
    }
}
/// One root's signature over a roster text.
///
/// # Errors
/// [`CertError`].
pub fn sign(text: &str, root: &SecretCert, now: i64) -> Result<String, CertError> {
    root.sign(text.as_bytes(), now)
}
