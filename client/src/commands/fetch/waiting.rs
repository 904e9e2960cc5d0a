//! Answers to sources that could not be sent before are sent now. Sending one twice is sending it once.

use super::fetched::Fetched;
use crate::api::Api;
use crate::commands::letter::{self, ReplyError};
use crate::failure::Cause;
use crate::vault::{ShortId, Vault};
use estafette_keys::day::Day;

/// Sends what waits. One that fails keeps no other from it.
pub(super) fn send(vault: &Vault, api: &Api, today: Day, fetched: &mut Fetched) -> Result<(), Cause> {
    let ids = vault.ids()?;
    for item in vault.items()? {
        let Ok(state) = item.state() else { continue };
        let short = || ShortId::of(item.id(), &ids);
        let journal = match letter::waiting(&item) {
            Ok(journal) => journal,
            Err(cause) => {
                fetched.replies_failed.push((short(), cause));
                continue;
            }
        };
        // A run that was killed may have written down a question, and not the letter with it: nobody was asked.
        let waits = journal.as_ref().map(|journal| journal.id);
        if state.proofs.iter().any(|proof| !state.has_arrived(proof) && Some(proof.id) != waits) {
            item.update(|state| {
                let arrived: Vec<_> = state.replies.iter().map(|reply| reply.id).collect();
                state.proofs.retain(|proof| arrived.contains(&proof.id) || Some(proof.id) == waits);
            })?;
        }
        let Some(journal) = journal else { continue };
        match letter::deliver(api, &item, &journal, today) {
            Ok(()) => fetched.replies_sent.push(short()),
            Err(cause) if matches!(cause.find(), Some(ReplyError::Late)) => fetched.late.push(short()),
            Err(cause) => fetched.replies_failed.push((short(), cause)),
        }
    }
    Ok(())
}
