//! Closes the vault at once.

use super::ending::Ends;
use crate::failure::Cause;
use crate::session::Session;
use crate::unlocked;
use crate::vault::{Vault, VaultError};

/// Close the vault at once.
pub(crate) struct Lock;

/// A vault that is closed.
pub(crate) struct Locked {
    /// It was open until now.
    pub was_open: bool,
}

impl Ends for Locked {}

/// Runs `estafette lock`.
///
/// # Errors
/// [`VaultError::Missing`].
pub(crate) fn run(session: &mut Session<'_>, _asked: &Lock) -> Result<Locked, Cause> {
    let home = &session.config.home;
    if !Vault::exists(home) {
        return Err(VaultError::Missing.into());
    }
    Ok(Locked { was_open: unlocked::forget(home) })
}
