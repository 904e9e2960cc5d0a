//! Keeps the vault open for a while, and closes it again.

use crate::failure::Cause;
use crate::session::Session;
use crate::unlocked;
use crate::vault::{VaultError, action};

/// Keep the vault open for a while.
pub(crate) struct Unlock {
    /// For how many minutes
    pub minutes: u32,
}

/// Close the vault at once.
pub(crate) struct Lock;

/// A vault that stays open.
pub(crate) struct Unlocked {
    /// For so many minutes.
    pub minutes: u32,
    /// The process that holds its key.
    pub process: u32,
}

/// A vault that is closed.
pub(crate) struct Locked {
    /// It was open until now.
    pub was_open: bool,
}

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

/// Runs `estafette lock`.
///
/// # Errors
/// [`VaultError::Missing`].
pub(crate) fn lock(session: &Session<'_>, _asked: &Lock) -> Result<Locked, Cause> {
    let home = &session.config.home;
    if !crate::vault::Vault::exists(home) {
        return Err(VaultError::Missing.into());
    }
    Ok(Locked { was_open: unlocked::forget(home) })
}
