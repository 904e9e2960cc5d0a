//! Facts about a submission that is no longer there: who took it back, or which editor deleted it. A server can keep such a
//! fact to itself, and make none up. `FORMAT.md` §15.

use crate::ids::{InstanceId, SubmissionId};
use crate::message::SectionName;
use crate::roster::{Handle, Roster};
use crate::signing::DeviceKey;
use crate::source::WithdrawalSecret;

/// A fact as it is stored and as it travels: nothing of it has been checked.
#[derive(Clone, PartialEq, Eq)]
pub struct UntrustedRemoval {
    /// Which submission.
    pub id: SubmissionId,
    /// Which editor says so; `None` where its source does.
    pub editor: Option<Handle>,
    /// The editor's signature (64 bytes), or the submission's withdrawal secret (32 bytes).
    pub proof: Vec<u8>,
}

/// A fact that held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Removed {
    /// Who wrote it took it back.
    TakenBack,
    /// This editor deleted it.
    Deleted(Handle),
}

/// The proof does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nothing proves that it was removed")]
pub struct RemovalError;

impl UntrustedRemoval {
    /// Its source takes it back.
    #[must_use]
    pub fn take_back(secret: &WithdrawalSecret) -> Self {
        let proof = secret.as_secret().expose_secret().to_vec();
        Self { id: secret.submission(), editor: None, proof }
    }

    /// An editor deletes it.
    #[must_use]
    pub fn delete(device: &DeviceKey, instance: InstanceId, id: SubmissionId, editor: Handle) -> Self {
        let proof = device.state_removed(instance, id.as_bytes()).to_vec();
        Self { id, editor: Some(editor), proof }
    }

    /// Checks it: an editor must read the section, by this roster.
    ///
    /// # Errors
    /// [`RemovalError`].
    pub fn verify(&self, section: &SectionName, roster: &Roster) -> Result<Removed, RemovalError> {
        let Some(handle) = &self.editor else {
            let secret = <[u8; 32]>::try_from(self.proof.as_slice()).map_err(|_| RemovalError)?;
            let names_it = WithdrawalSecret::from_bytes(secret).submission() == self.id;
            return if names_it { Ok(Removed::TakenBack) } else { Err(RemovalError) };
        };
        let proof = <[u8; 64]>::try_from(self.proof.as_slice()).map_err(|_| RemovalError)?;
        let editor =
            roster.editors_of(section).find(|editor| editor.handle == *handle).ok_or(RemovalError)?;
        editor
            .device
            .check_removed(roster.body().instance, self.id.as_bytes(), &proof)
            .map_err(|_| RemovalError)?;
        Ok(Removed::Deleted(handle.clone()))
    }
}

/// That an editor brings back what another deleted, as it is stored and as it travels: nothing of it has been checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UntrustedRestoration {
    /// Which submission.
    pub id: SubmissionId,
    /// Which editor says so.
    pub editor: Handle,
    /// The signature that deleted it: another deletion needs another restoration.
    pub deletion: Vec<u8>,
    /// The device key's signature.
    pub proof: [u8; 64],
}

impl UntrustedRestoration {
    /// States it.
    #[must_use]
    pub fn state(
        device: &DeviceKey,
        instance: InstanceId,
        removal: &UntrustedRemoval,
        editor: Handle,
    ) -> Self {
        let (id, deletion) = (removal.id, removal.proof.clone());
        let proof = device.state_restored(instance, id.as_bytes(), &deletion);
        Self { id, editor, deletion, proof }
    }

    /// Checks it: the editor must read the section, by this roster.
    ///
    /// # Errors
    /// [`RemovalError`].
    pub fn verify(&self, section: &SectionName, roster: &Roster) -> Result<(), RemovalError> {
        let mut editors = roster.editors_of(section);
        let editor = editors.find(|editor| editor.handle == self.editor).ok_or(RemovalError)?;
        let instance = roster.body().instance;
        let checked = editor.device.check_restored(instance, self.id.as_bytes(), &self.deletion, &self.proof);
        checked.map_err(|_| RemovalError)
    }
}
