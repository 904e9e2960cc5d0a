//! Epoch keys: enough of them published ahead, the expired ones destroyed.

use estafette_keys::day::{Day, Week};
use estafette_keys::epoch::{self, EpochKey, destroy_expired};

use crate::api::Api;
use crate::clock::{Clock, randomness};
use crate::failure::Cause;
use crate::vault::{Joined, Vault};

/// The weeks that have a key: this one and the eight after it.
pub(super) const AHEAD: usize = 9;

/// Makes the keys that are missing, keeps them, then publishes those the server lacks; says how many weeks are new
/// to it. Kept before they are published: what is sealed to them always opens.
pub(super) fn top_up(vault: &Vault, api: &Api, joined: &Joined, clock: Clock) -> Result<usize, Cause> {
    let weeks: Vec<Week> =
        std::iter::successors(Some(clock.today().week()), |week| Some(week.next())).take(AHEAD).collect();
    let mut secrets = vault.editor()?;
    if weeks.iter().any(|week| !has(&secrets.epochs, *week)) {
        vault.update_editor(|secrets| add_missing(&mut secrets.epochs, &weeks))?;
        secrets = vault.editor()?;
    }
    let known = api.epochs()?;
    let lacking = weeks.iter().filter(|week| !known.contains(week)).count();
    if lacking == 0 {
        return Ok(0);
    }
    secrets.epochs.retain(|key| weeks.contains(&key.week));
    let instance = joined.roster.body().instance;
    let statement = epoch::state(&secrets.epochs, instance, &secrets.handle, &secrets.cert, clock.now())
        .map_err(Cause::Cert)?;
    api.put_epochs(&statement)?;
    Ok(lacking)
}

/// Destroys the keys of weeks that are past the retention; says how many.
pub(super) fn destroy(vault: &Vault, retention_days: u16, today: Day) -> Result<usize, Cause> {
    let oldest = today.plus_days(-i32::from(retention_days));
    if vault.editor()?.epochs.iter().all(|key| key.week.last_day() >= oldest) {
        return Ok(0);
    }
    Ok(vault.update_editor(|secrets| destroy_expired(&mut secrets.epochs, retention_days, today))?)
}

fn has(keys: &[EpochKey], week: Week) -> bool {
    keys.iter().any(|key| key.week == week)
}

fn add_missing(keys: &mut Vec<EpochKey>, weeks: &[Week]) {
    for week in weeks {
        if !has(keys, *week) {
            keys.extend(epoch::generate(*week, 1, &mut randomness()));
        }
    }
    keys.sort_by_key(|key| key.week);
}
