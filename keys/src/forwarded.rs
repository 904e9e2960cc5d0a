//! That an editor hands a submission to another section, which has it beside the one that its source chose. `FORMAT.md` §20.

use crate::ids::{InstanceId, SubmissionId};
use crate::message::SectionName;
use crate::roster::{Handle, Roster};
use crate::signing::DeviceKey;

/// "That section has it, too", as an editor's device signs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UntrustedForwarding {
    /// Which submission.
    pub id: SubmissionId,
    /// The other section.
    pub to: SectionName,
    /// Which editor says so.
    pub editor: Handle,
    /// The device key's signature.
    pub proof: [u8; 64],
}

/// The statement does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no editor of its section handed it to that one")]
pub struct ForwardingError;

impl UntrustedForwarding {
    /// States it; `from` is the section that its source chose.
    #[must_use]
    pub fn state(
        device: &DeviceKey,
        instance: InstanceId,
        id: SubmissionId,
        (from, to): (&SectionName, SectionName),
        editor: Handle,
    ) -> Self {
        let proof = device.state_forwarded(instance, &signed(id, from, &to));
        Self { id, to, editor, proof }
    }

    /// Checks it: the editor must read the section that the source chose, by this roster, which must have the other one.
    ///
    /// # Errors
    /// [`ForwardingError`].
    pub fn verify(&self, from: &SectionName, roster: &Roster) -> Result<(), ForwardingError> {
        if self.to == *from || roster.section(&self.to).is_none() {
            return Err(ForwardingError);
        }
        let mut editors = roster.editors_of(from);
        let editor = editors.find(|editor| editor.handle == self.editor).ok_or(ForwardingError)?;
        let statement = signed(self.id, from, &self.to);
        let checked = editor.device.check_forwarded(roster.body().instance, &statement, &self.proof);
        checked.map_err(|_| ForwardingError)
    }
}

/// No name has a line's end in it: what is signed is read in one way only.
fn signed(id: SubmissionId, from: &SectionName, to: &SectionName) -> Vec<u8> {
    [id.as_bytes().as_slice(), from.as_str().as_bytes(), b"\n", to.as_str().as_bytes()].concat()
}
