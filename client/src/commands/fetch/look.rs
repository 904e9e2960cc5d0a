//! What arrived, looked at: decoys go, answers to proofs find what they are about, the rest is new.

use estafette_keys::age_format::OpenError;
use estafette_keys::ids::{ReplyId, SubmissionId};
use estafette_keys::message::{Detail, Kind, What, proof_answer};

use super::{Fetched, New};
use crate::failure::Cause;
use crate::vault::{Item, Keyring, Opened, ProofAnswer, ShortId, State, Vault, VaultError};

/// What an item is, once it is opened.
enum Looked {
    Submission {
        kind: Kind,
        language: String,
        author: String,
    },
    Answer {
        is_yes: bool,
        reply: ReplyId,
        author: String,
    },
    Decoy,
    Refused,
    /// Sealed to a key that this machine does not have; it stays as it is, until one arrives that it does have.
    Elsewhere,
}

/// Opens what arrived, whole: signature and padding are checked, decoys are discarded.
pub(super) fn look(
    vault: &Vault,
    keyring: &Keyring,
    arrived: Vec<SubmissionId>,
    fetched: &mut Fetched,
) -> Result<(), Cause> {
    let ids = vault.ids()?;
    for id in arrived {
        let item = vault.item(id);
        let state = item.state()?;
        match look_at(&item, keyring, &state) {
            Looked::Decoy => {
                // Remembered first: a decoy must not come back at each fetch.
                vault.update_discarded(|discarded| discarded.extend([id]))?;
                item.remove()?;
            }
            Looked::Elsewhere => {}
            Looked::Refused => {
                item.update(|state| state.opened = Opened::Refused)?;
                fetched.refused.push(id);
            }
            Looked::Answer { is_yes, reply, author } => {
                // It says no more than that: there is nothing to read in the box, unless somebody looks for it.
                item.update(|state| {
                    state.opened = Opened::By(author.clone());
                    state.archived = true;
                })?;
                if let Some(about) = answered(vault, is_yes, reply, &author)? {
                    fetched.answered.push((ShortId::of(about, &ids), is_yes));
                }
            }
            Looked::Submission { kind, language, author } => {
                item.update(|state| state.opened = Opened::By(author))?;
                fetched.new.push(New {
                    short: ShortId::of(id, &ids),
                    section: state.section.as_str().to_owned(),
                    kind,
                    language,
                    size: state.size,
                });
            }
        }
    }
    Ok(())
}

/// Remembers what a source says of a proof, if it is the one who was asked. The first word stands.
fn answered(
    vault: &Vault,
    is_yes: bool,
    reply: ReplyId,
    author: &str,
) -> Result<Option<SubmissionId>, Cause> {
    for item in vault.items()? {
        let Ok(state) = item.state() else { continue };
        let is_theirs = state.opened == Opened::By(author.to_owned());
        if !is_theirs || !state.proofs.iter().any(|proof| proof.id == reply && proof.answer.is_none()) {
            continue;
        }
        item.update(|state| {
            for proof in state.proofs.iter_mut().filter(|proof| proof.id == reply) {
                proof.answer = Some(if is_yes { ProofAnswer::Yes } else { ProofAnswer::No });
            }
        })?;
        return Ok(Some(item.id()));
    }
    Ok(None)
}

fn look_at(item: &Item<'_>, keyring: &Keyring, state: &State) -> Looked {
    let opener = match item.open(keyring, state) {
        Ok(opener) => opener,
        Err(VaultError::OtherKeys(_)) => return Looked::Elsewhere,
        Err(_) => return Looked::Refused,
    };
    let what = opener.header().what;
    let language = opener.header().language.as_str().to_owned();
    let answer = opener.header().detail(Detail::Proof).and_then(proof_answer);
    let finished: Result<_, OpenError> = opener.finish();
    match (what, finished) {
        (What::Decoy, Ok(_)) => Looked::Decoy,
        (What::Submission(kind), Ok(author)) => {
            let author =
                author.as_bytes().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
            match answer {
                Some((is_yes, reply)) => Looked::Answer { is_yes, reply, author },
                None => Looked::Submission { kind, language, author },
            }
        }
        _ => Looked::Refused,
    }
}
