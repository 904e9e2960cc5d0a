//! An editor's signed day: what the calendar of their machine says when they fetch. `FORMAT.md` §9.

use crate::day::Day;
use crate::ids::InstanceId;
use crate::roster::{Handle, Roster};
use crate::signing::{DeviceKey, SignatureError};

/// "My machine says that it is this day", as an editor's device signs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UntrustedDay {
    /// Whose machine.
    pub editor: Handle,
    /// What it says.
    pub day: Day,
    /// The device key's signature.
    pub proof: [u8; 64],
}

impl UntrustedDay {
    /// States it.
    #[must_use]
    pub fn state(device: &DeviceKey, instance: InstanceId, editor: Handle, day: Day) -> Self {
        let proof = device.state_day(instance, &signed(day));
        Self { editor, day, proof }
    }

    /// Gives the day, if an editor of this roster signed it. Whether that day is right is another question.
    ///
    /// # Errors
    /// [`SignatureError`], also where the roster does not list the editor.
    pub fn verify(&self, roster: &Roster) -> Result<Day, SignatureError> {
        let editor = roster.editor(&self.editor).ok_or(SignatureError)?;
        editor.device.check_day(roster.body().instance, &signed(self.day), &self.proof)?;
        Ok(self.day)
    }
}

/// A day's text has ten bytes for the coming eight thousand years.
fn signed(day: Day) -> Vec<u8> {
    day.to_string().into_bytes()
}
