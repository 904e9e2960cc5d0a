//! An envelope: content sealed once to a one-time identity, and that identity sealed in a slot per editor.
//! `FORMAT.md` §5.

use std::fmt::Write as _;
use std::io::{BufRead, Read, Write as _};

use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use crate::age_format::{AgeReader, AgeWriter, Identity, OpenError, Recipient, SealError};
use crate::ids::{InstanceId, ItemId};
use crate::message::SectionName;
use crate::openpgp::{Cert, CertError, SecretCert};
use crate::secret::Secret;
use crate::version::is_version;

/// The largest slot that is read.
pub const SLOT_MAX: usize = 16 * 1024;

/// Every slot holds as many bytes, so that none shows which section it is of.
const SLOT_TEXT: usize = 320;
const FIRST_LINE: &str = "# estafette slot 1";

/// What a slot, and the message behind it, are bound to: refused elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The instance.
    pub instance: InstanceId,
    /// The section.
    pub section: SectionName,
    /// The item.
    pub item: ItemId,
}

/// The one-time identity of an item.
pub struct ItemKey(Identity);

/// Which key of an editor a slot is sealed to.
pub enum SlotRecipient<'a> {
    /// The epoch key of the day, or a source's reply recipient.
    Age(&'a Recipient),
    /// The editor's own cert: no epoch key was left.
    Cert(&'a Cert),
}

impl<'a> SlotRecipient<'a> {
    /// How an editor receives: with their epoch key of the day, and with their cert when none is left.
    #[must_use]
    pub fn of_editor(epoch: Option<&'a Recipient>, cert: &'a Cert) -> Self {
        epoch.map_or(Self::Cert(cert), Self::Age)
    }
}

/// A [`SlotRecipient`] that is kept for longer than what it was chosen from.
pub enum SlotKey {
    /// The epoch key of the day.
    Age(Box<Recipient>),
    /// The editor's own cert.
    Cert(Box<Cert>),
}

impl From<SlotRecipient<'_>> for SlotKey {
    fn from(recipient: SlotRecipient<'_>) -> Self {
        match recipient {
            SlotRecipient::Age(recipient) => Self::Age(Box::new(recipient.clone())),
            SlotRecipient::Cert(cert) => Self::Cert(Box::new(cert.clone())),
        }
    }
}

impl SlotKey {
    /// The key as a recipient.
    #[must_use]
    pub fn recipient(&self) -> SlotRecipient<'_> {
        match self {
            Self::Age(recipient) => SlotRecipient::Age(recipient),
            Self::Cert(cert) => SlotRecipient::Cert(cert),
        }
    }
}

/// A slot's outer form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotForm {
    /// Opens with `age -d`.
    Age,
    /// Armored; opens with `gpg -d`.
    OpenPgp,
}

/// A slot could not be sealed.
#[derive(Debug, thiserror::Error)]
pub enum SlotError {
    /// The cert can't receive now.
    #[error("could not seal to an editor's cert")]
    Cert(#[source] CertError),
    /// Writing failed.
    #[error(transparent)]
    Seal(#[from] SealError),
}

impl ItemKey {
    /// A fresh one.
    pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> Self {
        Self(Identity::generate(rng))
    }

    /// From 32 random bytes, for whoever has to come back to it.
    #[must_use]
    pub fn from_seed(seed: Secret<[u8; 32]>) -> Self {
        Self(Identity::from_seed(seed))
    }

    /// What the content is sealed to.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        self.0.recipient()
    }

    /// Opens the content of this item.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open_content<R: BufRead>(&self, sealed: R) -> Result<AgeReader<R>, OpenError> {
        crate::age_format::open(&[&self.0], sealed)
    }
}

/// Seals the item key to one recipient. `now`: Unix seconds, for judging a cert.
///
/// # Errors
/// [`SlotError`] when the cert can't receive.
pub fn seal_slot(
    key: &ItemKey,
    binding: &Binding,
    to: &SlotRecipient<'_>,
    now: i64,
) -> Result<Vec<u8>, SlotError> {
    let text = slot_text(key, binding);
    match to {
        SlotRecipient::Age(recipient) => {
            let mut writer = AgeWriter::new(&[recipient], Vec::new())?;
            writer.write_all(text.as_bytes()).map_err(SealError)?;
            Ok(writer.finish()?)
        }
        SlotRecipient::Cert(cert) => cert.seal(text.as_bytes(), now).map_err(SlotError::Cert),
    }
}

/// Age or OpenPGP? `None` for neither.
#[must_use]
pub fn slot_form(slot: &[u8]) -> Option<SlotForm> {
    if slot.starts_with(b"age-encryption.org/v1\n") {
        Some(SlotForm::Age)
    } else if slot.starts_with(b"-----BEGIN PGP MESSAGE-----") {
        Some(SlotForm::OpenPgp)
    } else {
        None
    }
}

/// Opens a slot of an editor, whichever of their keys it is sealed to.
///
/// # Errors
/// [`OpenError`].
pub fn open_slot(
    slot: &[u8],
    binding: &Binding,
    identities: &[&Identity],
    cert: &SecretCert,
) -> Result<ItemKey, OpenError> {
    match slot_form(slot) {
        Some(SlotForm::Age) => open_age_slot(slot, binding, identities),
        Some(SlotForm::OpenPgp) => open_cert_slot(slot, binding, cert),
        None => Err(OpenError::Malformed("a slot is an age file or an OpenPGP message")),
    }
}

/// Opens a slot sealed to one of these age identities.
///
/// # Errors
/// [`OpenError`].
pub fn open_age_slot(slot: &[u8], binding: &Binding, identities: &[&Identity]) -> Result<ItemKey, OpenError> {
    check_size(slot)?;
    let mut text = Secret::new([0; SLOT_TEXT + 1]);
    let mut opened = crate::age_format::open(identities, slot)?;
    let mut length = 0;
    loop {
        let room = text.expose_secret_mut().get_mut(length..).unwrap_or_default();
        match opened.read(room).map_err(|_| OpenError::NotOpened)? {
            0 => break,
            count => length += count,
        }
    }
    parse_slot_text(text.expose_secret().get(..length).unwrap_or_default(), binding)
}

/// Opens a slot sealed to this cert.
///
/// # Errors
/// [`OpenError`].
pub fn open_cert_slot(slot: &[u8], binding: &Binding, cert: &SecretCert) -> Result<ItemKey, OpenError> {
    check_size(slot)?;
    let text = cert.open(slot, SLOT_TEXT)?;
    parse_slot_text(text.expose_secret(), binding)
}

fn check_size(slot: &[u8]) -> Result<(), OpenError> {
    if slot.len() > SLOT_MAX { Err(OpenError::TooLarge("a slot")) } else { Ok(()) }
}

/// An age identity file: comments that bind it, the identity, and a comment that fills it up.
fn slot_text(key: &ItemKey, binding: &Binding) -> Zeroizing<String> {
    let identity = key.0.to_text();
    let mut text = Zeroizing::new(String::with_capacity(SLOT_TEXT));
    let written = write!(
        text,
        "{FIRST_LINE}\n# instance {}\n# section {}\n# item {}\n{}\n#",
        binding.instance,
        binding.section,
        binding.item,
        identity.expose_secret(),
    );
    debug_assert!(written.is_ok() && text.len() < SLOT_TEXT, "the longest section's name fits");
    while text.len() < SLOT_TEXT - 1 {
        text.push(' ');
    }
    text.push('\n');
    text
}

fn parse_slot_text(text: &[u8], binding: &Binding) -> Result<ItemKey, OpenError> {
    let malformed = || OpenError::Malformed("the slot is not of its form");
    let text = std::str::from_utf8(text).map_err(|_| malformed())?;
    let mut lines = text.split('\n');
    let mut field = |name: &str| lines.next().and_then(|line| line.strip_prefix(name)).ok_or_else(malformed);
    match field("# estafette slot ")? {
        "1" => {}
        other if is_version(other) => return Err(OpenError::Version),
        _ => return Err(malformed()),
    }
    let instance: InstanceId = field("# instance ")?.parse().map_err(|_| malformed())?;
    let section: SectionName = field("# section ")?.parse().map_err(|_| malformed())?;
    let item: ItemId = field("# item ")?.parse().map_err(|_| malformed())?;
    let key = ItemKey(Identity::parse(field("")?).map_err(|_| malformed())?);
    let found = Binding { instance, section, item };
    // Whole, and nothing beside: what we would write for these values.
    if *slot_text(&key, &found) != *text {
        return Err(malformed());
    }
    if found == *binding { Ok(key) } else { Err(OpenError::Binding) }
}
