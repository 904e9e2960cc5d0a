//! Keeps the vault open for a while.

use super::ending::Ends;
use crate::failure::Cause;
use crate::session::Session;
use crate::unlocked;
use crate::vault::action;

/// Keep the vault open for a while.
pub(crate) struct Unlock {
    /// For how many minutes
    pub minutes: u32,
}

/// A vault that stays open.
pub(crate) struct Unlocked {
    /// For so many minutes.
    pub minutes: u32,
    /// The process that holds its key.
    pub process: u32,
}

impl Ends for Unlocked {}

/// Runs `estafette unlock`: asks for the passphrase, whether or not it is open.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Unlock) -> Result<Unlocked, Cause> {
    let vault = session.ask_for_vault()?;
    let held = unlocked::begin(vault.home(), &vault.key(), asked.minutes);
    let process = held.map_err(action("keep the vault's key"))?;
    Ok(Unlocked { minutes: asked.minutes, process })
}
