//! An envelope: content sealed once to a one-time identity, and that identity sealed in a slot per editor.

use crate::age_format::{Identity, OpenError, Recipient, SealError};
use crate::ids::{InstanceId, ItemId};
use crate::message::SectionName;
use crate::openpgp::{Cert, SecretCert};
use std::io::{BufRead, Read};

/// The largest slot that is read.
pub const SLOT_MAX: usize = 16 * 1024;

/// What a slot is bound to: refused elsewhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Binding {
    /// The instance.
    pub instance: InstanceId,
    /// The section.
    pub section: SectionName,
    /// The item.
    pub item: ItemId,
}

/// The one-time identity of an item.
pub struct ItemKey(pub(crate) Identity);
impl ItemKey {
    /// A fresh one.
    pub fn generate(rng: &mut (impl rand_core::RngCore + rand_core::CryptoRng)) -> Self {
        Self(Identity::generate(rng))
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
    pub fn open_content<'a, R: BufRead + 'a>(&self, sealed: R) -> Result<Box<dyn Read + 'a>, OpenError> {
        let _ = sealed;
        unimplemented!()
    }
}

/// Which key of an editor a slot is sealed to.
pub enum SlotRecipient<'a> {
    /// The epoch key of the day, or a source's reply recipient.
    Age(&'a Recipient),
    /// The editor's own cert: no epoch key was left.
    Cert(&'a Cert),
}

/// A slot's outer form, told by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotForm {
    /// Opens with `age -d`.
    Age,
    /// Armored, opens with `gpg -d`.
    OpenPgp,
}

/// Seals the item key to one recipient. `now`: Unix seconds, for judging a cert.
///
/// # Errors
/// [`SlotError`] when the cert can't receive.
pub fn seal_slot(
    key: &ItemKey,
    binding: &Binding,
    to: SlotRecipient<'_>,
    now: i64,
) -> Result<Vec<u8>, SlotError> {
    let _ = (key, binding, to, now);
    unimplemented!()
}
/// Age or OpenPGP? `None` for neither.
#[must_use]
pub fn slot_form(slot: &[u8]) -> Option<SlotForm> {
    let _ = slot;
    unimplemented!()
}
/// Opens a slot sealed to one of these age identities.
///
/// # Errors
/// [`OpenError`].
pub fn open_age_slot(slot: &[u8], binding: &Binding, identities: &[&Identity]) -> Result<ItemKey, OpenError> {
    let _ = (slot, binding, identities);
    unimplemented!()
}
/// Opens a slot sealed to this cert.
///
/// # Errors
/// [`OpenError`].
pub fn open_cert_slot(slot: &[u8], binding: &Binding, cert: &SecretCert) -> Result<ItemKey, OpenError> {
    let _ = (slot, binding, cert);
    unimplemented!()
}

/// A slot could not be sealed.
#[derive(Debug, thiserror::Error)]
pub enum SlotError {
    /// The cert can't receive now.
    #[error("the cert can't receive")]
    Cert(#[source] crate::openpgp::CertError),
    /// Writing failed.
    #[error(transparent)]
    Seal(#[from] SealError),
}
