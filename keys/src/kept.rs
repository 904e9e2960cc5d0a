//! That an editor has a submission kept for longer than its section's retention: it has a day that is still to come.
//! `FORMAT.md` §17.

use crate::day::Day;
use crate::ids::{InstanceId, SubmissionId};
use crate::message::SectionName;
use crate::roster::{Handle, Roster};
use crate::signing::DeviceKey;

/// No submission is kept for longer than so many days from the day it came; no section's retention is longer either.
pub const KEPT_DAYS_MAX: i32 = 366;

/// "Keep it until that day", as an editor's device signs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UntrustedKeeping {
    /// Which submission.
    pub id: SubmissionId,
    /// The last day of keeping it, a Sunday.
    pub until: Day,
    /// Which editor says so.
    pub editor: Handle,
    /// The device key's signature.
    pub proof: [u8; 64],
}

/// The statement does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no editor of the section has it kept so long")]
pub struct KeepingError;

/// The day until which something is kept that is wanted until `wanted`: the Sunday of that week, so that the day itself is told to
/// nobody, or the last Sunday that is allowed to what came on `came`.
#[must_use]
pub fn kept_until(came: Day, wanted: Day) -> Day {
    let last = came.plus_days(KEPT_DAYS_MAX);
    let last_sunday =
        if last.week().last_day() == last { last } else { last.week().first_day().plus_days(-1) };
    wanted.week().last_day().min(last_sunday)
}

impl UntrustedKeeping {
    /// States it.
    #[must_use]
    pub fn state(
        device: &DeviceKey,
        instance: InstanceId,
        id: SubmissionId,
        editor: Handle,
        until: Day,
    ) -> Self {
        let proof = device.state_kept(instance, &signed(id, until));
        Self { id, until, editor, proof }
    }

    /// Checks it: the editor must read the section, by this roster; the day must be one that is allowed to what came on `came`.
    ///
    /// # Errors
    /// [`KeepingError`].
    pub fn verify(&self, section: &SectionName, came: Day, roster: &Roster) -> Result<Day, KeepingError> {
        if kept_until(came, self.until) != self.until {
            return Err(KeepingError);
        }
        let mut editors = roster.editors_of(section);
        let editor = editors.find(|editor| editor.handle == self.editor).ok_or(KeepingError)?;
        editor
            .device
            .check_kept(roster.body().instance, &signed(self.id, self.until), &self.proof)
            .map_err(|_| KeepingError)?;
        Ok(self.until)
    }
}

fn signed(id: SubmissionId, until: Day) -> Vec<u8> {
    [id.as_bytes().as_slice(), until.to_string().as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn it_is_kept_until_a_sunday_within_a_year() {
        let came = day("2026-11-20");
        assert_eq!(kept_until(came, day("2027-01-25")), day("2027-01-31"));
        assert_eq!(kept_until(came, day("2027-01-31")), day("2027-01-31"));
        // 2027-11-21, the 366th day after, is a Sunday itself.
        assert_eq!(kept_until(came, day("2030-01-01")), day("2027-11-21"));
        assert_eq!(kept_until(came.plus_days(1), day("2030-01-01")), day("2027-11-21"));
    }
}
