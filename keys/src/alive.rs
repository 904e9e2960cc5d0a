//! Liveness: an editor's signed statement that a section's box was opened in a week. `FORMAT.md` §9.

use crate::day::{Day, Week};
use crate::ids::InstanceId;
use crate::message::SectionName;
use crate::roster::{Handle, Roster};
use crate::signing::DeviceKey;

/// "This box was opened in that week", as an editor's device signs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UntrustedAlive {
    /// Whose box.
    pub section: SectionName,
    /// Who opened it.
    pub editor: Handle,
    /// When.
    pub week: Week,
    /// The device key's signature.
    pub proof: [u8; 64],
}

/// A statement that held. It says nothing of who opened the box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alive {
    /// The week in which the box was opened.
    pub week: Week,
    /// The last day on which that counts.
    pub until: Day,
}

/// Why a statement counts for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AliveError {
    /// The section wants no such statements, or there is no such section.
    #[error("the section wants no statements")]
    Unwanted,
    /// Not by an editor of the section, or not signed by their device.
    #[error("the signature does not hold")]
    Signature,
    /// Of a week that has not come.
    #[error("of a week that has not come")]
    Early,
    /// Older than the section lets it count.
    #[error("too long ago")]
    Expired,
}

impl UntrustedAlive {
    /// States that `editor` opened the box of `section` in `week`.
    #[must_use]
    pub fn state(
        device: &DeviceKey,
        instance: InstanceId,
        section: SectionName,
        editor: Handle,
        week: Week,
    ) -> Self {
        let proof = device.state_alive(instance, &signed(&section, week));
        Self { section, editor, week, proof }
    }

    /// Checks it against the roster, on a day.
    ///
    /// # Errors
    /// [`AliveError`].
    pub fn verify(&self, roster: &Roster, today: Day) -> Result<Alive, AliveError> {
        let section = roster.section(&self.section).ok_or(AliveError::Unwanted)?;
        let weeks = section.liveness_weeks.ok_or(AliveError::Unwanted)?;
        let mut editors = roster.editors_of(&self.section);
        let editor = editors.find(|editor| editor.handle == self.editor).ok_or(AliveError::Signature)?;
        editor
            .device
            .check_alive(roster.body().instance, &signed(&self.section, self.week), &self.proof)
            .map_err(|_| AliveError::Signature)?;
        if self.week > today.week() {
            return Err(AliveError::Early);
        }
        let until = self.week.last_day().plus_days(7 * i32::from(weeks));
        if until < today { Err(AliveError::Expired) } else { Ok(Alive { week: self.week, until }) }
    }
}

fn signed(section: &SectionName, week: Week) -> Vec<u8> {
    // A week's text has eight bytes for the coming eight thousand years: where it ends is no question.
    format!("{week}{}", section.as_str()).into_bytes()
}
