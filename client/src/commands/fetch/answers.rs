//! What sources say of what they were shown, written down beside it. Done at each fetch for all answers there are: one may arrive
//! before the item that it is about, or in a run that was killed.

use estafette_keys::ids::SubmissionId;

use super::fetched::{Answered, Fetched};
use crate::commands::history::{Answers, both, states};
use crate::failure::Cause;
use crate::vault::{AnswerTo, Opened, Proof, ShortId, State, Vault};

/// Writes down what is new, and says it.
pub(super) fn note(vault: &Vault, fetched: &mut Fetched) -> Result<(), Cause> {
    let states = states(vault)?;
    let ids = vault.ids()?;
    let answers = Answers::among(states.iter().map(|(id, state)| (*id, state)));
    for (id, answer, arrived) in
        states.iter().filter_map(|(id, state)| Some((id, state.answer.as_ref()?, state)))
    {
        let Some(about) = answers.about(answer.reply) else { continue };
        if is_noted(&states, about, answer, arrived) {
            continue;
        }
        vault.item(about).update(|state| {
            for proof in proofs(state).filter(|proof| proof.id == answer.reply) {
                proof.answer = Some(both(proof.answer, answer.says));
            }
        })?;
        fetched.answered.push(Answered {
            about: ShortId::of(about, &ids),
            says: answer.says,
            words: answer.words.then(|| ShortId::of(*id, &ids)),
        });
    }
    Ok(())
}

/// Whether there is nothing to write down: it is there, or somebody else was asked.
fn is_noted(
    states: &[(SubmissionId, State)],
    about: SubmissionId,
    answer: &AnswerTo,
    arrived: &State,
) -> bool {
    let Some((_, state)) = states.iter().find(|(id, _)| *id == about) else { return true };
    let is_theirs = matches!(&arrived.opened, Opened::By(_)) && arrived.opened == state.opened;
    let others = state.elsewhere.iter().flat_map(|other| &other.proofs);
    let mut shown = state.proofs.iter().chain(others).filter(|proof| proof.id == answer.reply);
    !is_theirs || shown.all(|proof| proof.answer == Some(both(proof.answer, answer.says)))
}

/// What its source was shown, by this editor and by others.
fn proofs(state: &mut State) -> impl Iterator<Item = &mut Proof> {
    state.proofs.iter_mut().chain(state.elsewhere.iter_mut().flat_map(|other| &mut other.proofs))
}
