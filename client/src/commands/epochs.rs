//! Epoch keys: enough of them published ahead, the expired ones destroyed.
//!
//! Two machines with one editor's keys (a restored backup, a copied folder) would take each other's place at every fetch,
//! and each would be blind to what is sealed to the other's keys. So a machine publishes only where the keys in force are
//! its own; else its person says which of the two goes on.

use std::collections::BTreeMap;
use std::iter::successors;

use estafette_keys::age_format::Recipient;
use estafette_keys::day::{Day, Week};
use estafette_keys::editor::EditorSecrets;
use estafette_keys::epoch::{self, EpochKey, UntrustedEpochs, destroy_expired};
use estafette_keys::hex;
use estafette_keys::ids::InstanceId;
use estafette_keys::signed_day::UntrustedDay;
use sha2::{Digest, Sha256};

use crate::api::{Api, ApiError, Refusal};
use crate::clock::{Clock, randomness};
use crate::failure::{Cause, Details, ErrorDetail, Explained};
use crate::vault::{Joined, Stated, Vault, VaultError};
use crate::words::{Key, key};

/// Why keys are neither published nor destroyed.
#[derive(Debug, thiserror::Error)]
pub(super) enum EpochsError {
    /// Another machine's keys are in force.
    #[error("another machine with the same keys has published its own")]
    OtherMachine,
    /// The server has another day.
    #[error("the server's clock is another")]
    Clock(Day),
}

impl Explained for EpochsError {
    fn key(&self) -> Key {
        match self {
            Self::OtherMachine => key!("error-keys-other-machine"),
            Self::Clock(_) => key!("error-send-clock"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Clock(day) => Details::of(ErrorDetail::Day(*day)),
            Self::OtherMachine => Details::default(),
        }
    }
}

/// The weeks that have a key: this one and the eight after it.
pub(super) const AHEAD: usize = 9;
/// How far apart the two clocks may be, in days: midnight comes to both, and a day is the finest there is.
const APART_MAX: i64 = 1;

/// Are these two days too far apart to destroy anything by? Either clock may be the wrong one.
pub(super) fn are_apart(ours: Day, servers: Day) -> bool {
    (ours.days_since_epoch() - servers.days_since_epoch()).abs() > APART_MAX
}

/// Logs in, and tells the server, signed, which day this machine has; says which day the server has then. A server that doubts its own clock
/// takes nothing of a day that it has not reached: it is told before it is brought anything signed.
pub(super) fn log_in(
    api: &mut Api,
    joined: &Joined,
    secrets: &EditorSecrets,
    today: Day,
) -> Result<Day, Cause> {
    let instance = joined.roster.body().instance;
    let servers_day = api.log_in(&secrets.handle, &secrets.device, instance)?;
    let stated = UntrustedDay::state(&secrets.device, instance, secrets.handle.clone(), today);
    match api.put_day(&stated)? {
        // Its day is another now, and no session lasts for days.
        Some(day) if day != servers_day => Ok(api.log_in(&secrets.handle, &secrets.device, instance)?),
        _ => Ok(servers_day),
    }
}

/// Whose keys receive from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Receiving {
    /// This machine's; so many weeks of them were published now.
    Here(usize),
    /// Another machine's, with this editor's cert. Nothing was published.
    Elsewhere,
}

/// What the server says of our keys.
struct InForce {
    keys: BTreeMap<Week, Recipient>,
    /// The highest counter there is.
    counter: u64,
    is_ours: bool,
}

/// Makes the keys that are missing, keeps them, then publishes them where the server has others, or none; nothing of it
/// where another machine has published. Kept before they are published: what is sealed to them always opens.
pub(super) fn top_up(vault: &Vault, api: &Api, joined: &Joined, clock: Clock) -> Result<Receiving, Cause> {
    let in_force = in_force(vault, api, joined, clock)?;
    if !in_force.is_ours {
        return Ok(Receiving::Elsewhere);
    }
    let weeks = ahead(clock);
    let held = vault.editor()?;
    if weeks.iter().any(|week| !has(&held.epochs, *week)) {
        vault.update_editor(|secrets| add_missing(&mut secrets.epochs, &weeks))?;
    }
    publish(vault, api, joined, clock, &in_force)
}

/// Publishes this machine's keys in place of another's. What was sealed to those still opens there.
pub(super) fn take_over(vault: &Vault, api: &Api, joined: &Joined, clock: Clock) -> Result<Receiving, Cause> {
    let in_force = in_force(vault, api, joined, clock)?;
    let weeks = ahead(clock);
    vault.update_editor(|secrets| add_missing(&mut secrets.epochs, &weeks))?;
    publish(vault, api, joined, clock, &in_force)
}

/// Asks the server what is in force, and believes what our cert signed.
fn in_force(vault: &Vault, api: &Api, joined: &Joined, clock: Clock) -> Result<InForce, Cause> {
    let (keys, statement) = api.epochs()?;
    let secrets = vault.editor()?;
    let remembered = match vault.statement() {
        Err(VaultError::Broken(fault)) => {
            vault.put_aside(&fault)?;
            None
        }
        remembered => remembered?,
    };
    let known = remembered.as_ref().map_or(0, |stated| stated.counter);
    let instance = joined.roster.body().instance;
    let latest = statement.and_then(|statement| checked(&statement, &secrets, instance, clock));
    // What nobody signed is only a server's word, and stops nobody.
    let Some((stated, latest)) = latest else { return Ok(InForce { keys, counter: known, is_ours: true }) };
    let this_week = clock.today().week();
    let holds = |(week, recipient): &(Week, Recipient)| {
        *week < this_week || secrets.epochs.iter().any(|key| key.identity.recipient() == *recipient)
    };
    let is_ours = stated.counter < known || remembered == Some(stated.clone()) || latest.iter().all(holds);
    Ok(InForce { keys, counter: known.max(stated.counter), is_ours })
}

/// A statement that our own cert signed: what is remembered of it, and its keys.
fn checked(
    statement: &UntrustedEpochs,
    secrets: &EditorSecrets,
    instance: InstanceId,
    clock: Clock,
) -> Option<(Stated, Vec<(Week, Recipient)>)> {
    let held = statement.verify(&secrets.cert.cert(), instance, &secrets.handle, clock.now()).ok()?;
    Some((Stated { counter: held.counter, digest: digest(statement) }, held.keys))
}

fn digest(statement: &UntrustedEpochs) -> String {
    let hash = Sha256::digest(statement.text.as_bytes());
    hex::encode(&hash)
}

/// Makes new keys for every week from this one on, and publishes them; says for how many weeks. What was sealed to this
/// week's former key still opens, until it expires.
pub(super) fn rotate(vault: &Vault, api: &Api, joined: &Joined, clock: Clock) -> Result<usize, Cause> {
    let in_force = in_force(vault, api, joined, clock)?;
    if !in_force.is_ours {
        return Err(EpochsError::OtherMachine.into());
    }
    let new = epoch::generate(clock.today().week(), AHEAD, &mut randomness());
    vault.update_editor(|secrets| {
        secrets.epochs.extend(new);
        // Stable: of two keys of a week, the newer stays behind.
        secrets.epochs.sort_by_key(|key| key.week);
    })?;
    match publish(vault, api, joined, clock, &in_force)? {
        Receiving::Here(count) => Ok(count),
        Receiving::Elsewhere => Err(EpochsError::OtherMachine.into()),
    }
}

/// The day of the last fetch, as the keys show it that were made then: the last day of the week it was in.
pub(super) fn last_made(vault: &Vault) -> Result<Option<Day>, Cause> {
    let newest = vault.editor()?.epochs.iter().map(|key| key.week).max();
    let weeks_before = i32::try_from(AHEAD - 1).unwrap_or_default();
    Ok(newest.map(|week| week.last_day().plus_days(-7 * weeks_before)))
}

/// Whether any key is of a week that is past the retention.
pub(super) fn any_due(vault: &Vault, retention_days: u16, today: Day) -> Result<bool, Cause> {
    let oldest = today.plus_days(-i32::from(retention_days));
    Ok(vault.editor()?.epochs.iter().any(|key| key.week.last_day() < oldest))
}

/// Destroys the keys of weeks that are past the retention; says how many.
pub(super) fn destroy(vault: &Vault, retention_days: u16, today: Day) -> Result<usize, Cause> {
    if !any_due(vault, retention_days, today)? {
        return Ok(0);
    }
    Ok(vault.update_editor(|secrets| destroy_expired(&mut secrets.epochs, retention_days, today))?)
}

fn publish(
    vault: &Vault,
    api: &Api,
    joined: &Joined,
    clock: Clock,
    in_force: &InForce,
) -> Result<Receiving, Cause> {
    let weeks = ahead(clock);
    let secrets = vault.editor()?;
    let newest: Vec<&EpochKey> = newest(&secrets.epochs).filter(|key| weeks.contains(&key.week)).collect();
    // Keys and not weeks are compared: who went back to an older copy of their vault has others than were published.
    let differs = |key: &&&EpochKey| in_force.keys.get(&key.week) != Some(&key.identity.recipient());
    let lacking = newest.iter().filter(differs).count();
    if lacking > 0 || !in_force.is_ours {
        let (instance, counter) = (joined.roster.body().instance, in_force.counter.saturating_add(1));
        let cert = &secrets.cert;
        let statement = epoch::state(newest, counter, instance, &secrets.handle, cert, clock.now())?;
        // Remembered first: when the answer gets lost, it is known as ours at the next fetch.
        vault.keep_statement(&Stated { counter, digest: digest(&statement) })?;
        match api.put_epochs(&statement) {
            // Another machine was quicker.
            Err(ApiError::Refused(Refusal::Conflict)) => return Ok(Receiving::Elsewhere),
            published => published?,
        }
    }
    // The former keys stay, those of weeks to come as well: what is kept until a later day is sealed to them, here and by colleagues.
    Ok(Receiving::Here(lacking))
}

fn ahead(clock: Clock) -> Vec<Week> {
    successors(Some(clock.today().week()), |week| Some(week.next())).take(AHEAD).collect()
}

/// Of each week its newest key, which is its last.
fn newest(keys: &[EpochKey]) -> impl Iterator<Item = &EpochKey> {
    let next = keys.iter().skip(1).map(|key| Some(key.week)).chain([None]);
    keys.iter().zip(next).filter(|(key, next)| Some(key.week) != *next).map(|(key, _)| key)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_key_of_a_week_is_its_last() {
        let week: Week = "2026-W47".parse().expect("a week");
        let keys = |first: Week, count| epoch::generate(first, count, &mut randomness());
        let (old, new) = (keys(week, 2), keys(week, 1));
        let newest = new[0].identity.recipient();
        let mut all: Vec<EpochKey> = old.into_iter().chain(new).collect();
        all.sort_by_key(|key| key.week);
        assert!(super::newest(&all).next().is_some_and(|key| key.identity.recipient() == newest));
    }

    #[test]
    fn clocks_that_differ_by_a_midnight_agree() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        assert!(!are_apart(day("2026-11-21"), day("2026-11-20")));
        assert!(are_apart(day("2026-12-21"), day("2026-11-20")));
        assert!(are_apart(day("2026-11-18"), day("2026-11-20")));
    }
}
