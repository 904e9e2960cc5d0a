//! Opens each item as it arrives: decoys are removed, answers to a proof are recognised, everything else is new. The next run
//! looks at what an interrupted one left, so nothing depends on the order in which items come, or on a run that ends well.

use estafette_keys::age_format::OpenError;
use estafette_keys::hex;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::{Detail, Kind, What, proof_answer};

use super::fetched::{Fetched, New};
use crate::commands::days::Days;
use crate::failure::Cause;
use crate::vault::{AnswerTo, Dated, Item, Keyring, Opened, ProofAnswer, ShortId, State, Vault, VaultError};

/// What the box of words beside a yes or no held before anybody wrote into it, on the pages of earlier versions.
const UNTOUCHED: [&str; 2] = ["Voici ma réponse.", "Here is my answer."];

/// What an item is, once it is opened.
enum Looked {
    Submission {
        kind: Kind,
        language: String,
        author: String,
        answer: Option<AnswerTo>,
        dated: Dated,
    },
    Decoy,
    Refused,
    /// Sealed to a key that this machine does not have; it stays as it is, until one arrives that it does have.
    Elsewhere,
}

/// Looks at all that is whole and was not looked at, and ends what a run that was killed had begun.
pub(super) fn look_again(vault: &Vault, keyring: &Keyring, fetched: &mut Fetched) -> Result<(), Cause> {
    let discarded = vault.discarded()?;
    let ids = vault.ids()?;
    for item in ids.iter().map(|id| vault.item(*id)) {
        if discarded.contains(&item.id()) {
            item.remove()?;
            continue;
        }
        if !item.is_whole() {
            continue;
        }
        let Ok(state) = item.state() else { continue };
        if state.opened == Opened::Untried {
            look(vault, keyring, item.id(), &ids, fetched)?;
        } else if state.archived && !state.read && state.answer.is_none() {
            // Earlier versions put away the words beside an answer with it, unseen.
            bring_back(&item, keyring, &state)?;
        } else if state.dated == Dated::Perhaps && matches!(state.opened, Opened::By(_)) {
            remember_days(&item, keyring, &state)?;
        }
    }
    Ok(())
}

/// Of an item that an earlier version looked at, writes down that it has no days.
fn remember_days(item: &Item<'_>, keyring: &Keyring, state: &State) -> Result<(), Cause> {
    let Ok(opener) = item.open(keyring, state) else { return Ok(()) };
    let dated = Days::of(opener.header()).dated();
    if dated != state.dated {
        item.update(|state| state.dated = dated)?;
    }
    Ok(())
}

/// Opens an item that arrived, whole: signature and padding are checked, a decoy is discarded. `ids` are those it has to be told from.
pub(super) fn look(
    vault: &Vault,
    keyring: &Keyring,
    id: SubmissionId,
    ids: &[SubmissionId],
    fetched: &mut Fetched,
) -> Result<(), Cause> {
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
        Looked::Submission { kind, language, author, answer, dated } => {
            // A bare yes or no has nothing to read in the box, unless somebody looks for it.
            let is_bare = answer.as_ref().is_some_and(|answer| !answer.words);
            item.update(|state| {
                state.opened = Opened::By(author);
                state.archived = is_bare;
                state.answer = answer;
                state.dated = dated;
            })?;
            if !is_bare {
                fetched.new.push(New {
                    short: ShortId::of(id, ids),
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

fn bring_back(item: &Item<'_>, keyring: &Keyring, state: &State) -> Result<(), Cause> {
    if let Looked::Submission { answer: Some(answer), .. } = look_at(item, keyring, state) {
        item.update(|state| {
            state.archived = !answer.words;
            state.answer = Some(answer);
        })?;
    }
    Ok(())
}

fn look_at(item: &Item<'_>, keyring: &Keyring, state: &State) -> Looked {
    let mut opener = match item.open(keyring, state) {
        Ok(opener) => opener,
        Err(VaultError::OtherKeys(_)) => return Looked::Elsewhere,
        Err(_) => return Looked::Refused,
    };
    let what = opener.header().what;
    let language = opener.header().language.as_str().to_owned();
    let answer = opener.header().detail(Detail::Proof).and_then(proof_answer);
    let dated = Days::of(opener.header()).dated();
    let text = opener.text().trim();
    let has_text = !text.is_empty() && !UNTOUCHED.contains(&text);
    let finished: Result<_, OpenError> =
        opener.next_file().map(|file| file.is_some()).and_then(|file| Ok((opener.finish()?, file)));
    match (what, finished) {
        (What::Decoy, Ok(_)) => Looked::Decoy,
        (What::Submission(kind), Ok((author, has_file))) => {
            let author = hex::encode(author.as_bytes());
            let answer = answer.map(|(is_yes, reply)| AnswerTo {
                reply,
                says: if is_yes { ProofAnswer::Yes } else { ProofAnswer::No },
                words: has_text || has_file,
            });
            Looked::Submission { kind, language, author, answer, dated }
        }
        _ => Looked::Refused,
    }
}
