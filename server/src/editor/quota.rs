//! How much the machine of one editor may leave on the server in a day: a device that was seized, or a program that went wrong, fills
//! neither the disk nor a section's desk. It is counted in memory only, and nothing at rest says who left what.
//!
//! Everything else that editors put has a bound of its own: a slot and a keeping for each submission and editor, a statement for each
//! week up to [`WEEKS_AHEAD`], one about each box.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use estafette_keys::day::Day;
use estafette_keys::roster::Handle;

use crate::api::ApiError;

/// Notes and answers in a day: as many as there are items in a vault that tells of all of them anew.
const COUNT: u64 = 20_000;
/// Their bytes in a day.
const BYTES: u64 = 2_000_000_000;
/// Weeks from now on for which epoch keys are taken. A statement has no more of them.
pub(super) const WEEKS_AHEAD: usize = estafette_keys::epoch::WEEKS_MAX;

/// What editors left today.
#[derive(Default)]
pub(crate) struct Quotas(Mutex<Today>);

#[derive(Default)]
struct Today {
    day: Option<Day>,
    left: BTreeMap<Handle, (u64, u64)>,
}

impl Quotas {
    /// Counts one more of so many bytes.
    ///
    /// # Errors
    /// [`ApiError::Quota`] where it would be too much; then it does not count.
    pub(super) fn take(&self, editor: &Handle, bytes: usize, today: Day) -> Result<(), ApiError> {
        let mut of = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if of.day != Some(today) {
            *of = Today { day: Some(today), left: BTreeMap::new() };
        }
        let (count, sum) = of.left.entry(editor.clone()).or_default();
        let (more, larger) = (*count + 1, sum.saturating_add(bytes as u64));
        if more > COUNT || larger > BYTES {
            return Err(ApiError::Quota);
        }
        (*count, *sum) = (more, larger);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_editor_leaves_so_much_in_a_day_and_others_as_much() {
        let (quotas, day) = (Quotas::default(), "2026-11-26".parse::<Day>().expect("a day"));
        let [anna, ben] = ["anna", "ben"].map(|handle| handle.parse::<Handle>().expect("a handle"));
        for _ in 0..COUNT {
            assert_eq!(quotas.take(&anna, 10, day), Ok(()));
        }
        assert_eq!(quotas.take(&anna, 10, day), Err(ApiError::Quota));
        let half = usize::try_from(BYTES / 2).expect("bytes");
        assert_eq!(quotas.take(&ben, half, day), Ok(()));
        assert_eq!(quotas.take(&ben, half + 1, day), Err(ApiError::Quota));
        assert_eq!(quotas.take(&ben, half, day), Ok(()), "what was refused does not count");
        assert_eq!(quotas.take(&anna, 10, day.plus_days(1)), Ok(()));
    }
}
