//! The desk: a whole terminal on which all other verbs are at hand. Here it is opened; `crate::desk` shows it.

use estafette_keys::secret::Secret;

use super::ending::Ends;
use crate::failure::Cause;
use crate::person::PersonError;
use crate::session::Session;

/// Work in the whole terminal: the inbox, reading, and every other verb.
pub(crate) struct Desk {
    /// Lock it after so many minutes without a key
    pub lock_after: u32,
    /// Take the mouse, too: click a line, turn the wheel
    pub mouse: bool,
}

/// A desk that somebody may sit down at.
pub(crate) struct OpenDesk {
    /// The vault's key.
    pub key: Secret<String>,
    /// It is locked after so many minutes without a key.
    pub lock_after: u32,
    /// The mouse is taken, too.
    pub mouse: bool,
}

impl Ends for OpenDesk {}

/// Runs `estafette desk`: opens the vault, if there is somebody to sit down.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Desk) -> Result<OpenDesk, Cause> {
    let streams = session.config.terminal;
    if !streams.input || streams.besides || !streams.output || session.config.json {
        return Err(PersonError::NoTerminal.into());
    }
    let vault = session.open_vault()?;
    // Whoever has not joined yet is told so here, where the words stay on the terminal.
    vault.joined()?;
    Ok(OpenDesk { key: vault.key(), lock_after: asked.lock_after, mouse: asked.mouse })
}
