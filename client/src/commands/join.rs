//! Joins a network: its roster must be signed by the roots that the pin names.

use estafette_keys::day::Day;
use estafette_keys::roster::{Handle, Pin, Roster};

use super::ending::Ends;
use super::epochs;
use super::epochs::Receiving;
use super::standing::Standing;
use crate::api::Address;
use crate::failure::{Cause, Explained};
use crate::session::Session;
use crate::vault::{Joined, VaultError};
use crate::words::{Key, key};

/// Join a network.
pub(crate) struct Join {
    /// Where the editors' side answers.
    pub address: Address,
    /// The network's pin, 40 digits or 15 words that you heard from a coordinator, not from the server
    pub pin: Pin,
}

/// Why a network can't be joined.
#[derive(Debug, thiserror::Error)]
pub(crate) enum JoinError {
    /// This vault belongs to another network.
    #[error("this vault has joined another network")]
    Other,
}

impl Explained for JoinError {
    fn key(&self) -> Key {
        key!("error-join-other")
    }
}

/// A network that was joined.
pub(crate) struct JoinedNow {
    /// Its roster.
    pub roster: Roster,
    /// Our name.
    pub handle: Handle,
    /// Whether this editor is on the roster.
    pub standing: Standing,
    /// For how many weeks epoch keys were published now.
    pub epochs_published: usize,
    /// Another machine with the same keys has published its own: none were published.
    pub other_machine: bool,
}

impl JoinedNow {
    /// The day after which its roster no longer counts.
    #[must_use]
    pub(crate) fn expires(&self) -> Day {
        self.roster.body().expires
    }
}

impl Ends for JoinedNow {}

/// Runs `estafette join`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Join) -> Result<JoinedNow, Cause> {
    let vault = session.open_vault()?;
    let secrets = vault.editor()?;
    let mut api = session.api(asked.address.clone(), Some(&secrets.device))?;
    let untrusted = api.roster()?;
    let now = session.clock.now();
    let joined = match vault.joined() {
        Err(VaultError::NotJoined) => Joined::first(asked.address.clone(), untrusted, &asked.pin, now)?,
        // One that is broken says nothing any more: the pin decides, as on the first day.
        Err(VaultError::Broken(fault)) => {
            let first = Joined::first(asked.address.clone(), untrusted, &asked.pin, now)?;
            vault.put_aside(&fault)?;
            first
        }
        Err(error) => return Err(error.into()),
        // Again: at a new address, perhaps. What is known still counts.
        Ok(mut joined) => {
            if joined.roster.pin() != asked.pin {
                return Err(JoinError::Other.into());
            }
            joined.follow(untrusted, now)?;
            joined.address = asked.address.clone();
            joined
        }
    };
    vault.keep_joined(&joined)?;
    let standing = Standing::of(&secrets, &joined.roster);
    let mut receiving = Receiving::Here(0);
    if standing == Standing::Listed {
        api.log_in(&secrets.handle, &secrets.device, joined.roster.body().instance)?;
        receiving = epochs::top_up(&vault, &api, &joined, session.clock)?;
    }
    let epochs_published = if let Receiving::Here(count) = receiving { count } else { 0 };
    Ok(JoinedNow {
        roster: joined.roster,
        handle: secrets.handle.clone(),
        standing,
        epochs_published,
        other_machine: receiving == Receiving::Elsewhere,
    })
}
