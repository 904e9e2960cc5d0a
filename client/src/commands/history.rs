//! The history of an item's proofs: which texts the editors showed its source before publishing, and what the source answered. It is
//! put together from the states of all items: a proof is in the state of the item that it is about, and an answer is an item of its
//! own, which may arrive before that.

use std::collections::BTreeMap;

use estafette_keys::ids::{ReplyId, SubmissionId};
use estafette_keys::note::Newer;

use crate::failure::Cause;
use crate::plan::publish::Beside;
use crate::publish::consent::Asked;
use crate::vault::{
    AnswerTo, Fault, Item, Keyring, Opened, Proof, ProofAnswer, ShortId, State, Vault, VaultError,
};

/// All answers that arrived, and the item that each proof is about.
pub(super) struct Answers<'a> {
    answers: Vec<(SubmissionId, &'a AnswerTo, &'a State)>,
    about: BTreeMap<ReplyId, SubmissionId>,
}

impl<'a> Answers<'a> {
    /// Those among the items with these states.
    pub(super) fn among(states: impl IntoIterator<Item = (SubmissionId, &'a State)>) -> Self {
        let mut found = Self { answers: Vec::new(), about: BTreeMap::new() };
        for (id, state) in states {
            if let Some(answer) = &state.answer {
                found.answers.push((id, answer, state));
            }
            let others = state.elsewhere.iter().flat_map(|other| &other.proofs);
            found.about.extend(state.proofs.iter().chain(others).map(|proof| (proof.id, id)));
        }
        found
    }

    /// The item that a proof is about; `None` where no item here has that proof.
    pub(super) fn about(&self, reply: ReplyId) -> Option<SubmissionId> {
        self.about.get(&reply).copied()
    }

    /// Every proof that the source of this item was shown, by this editor or another, in the order of the days, with its answer.
    pub(super) fn history(&self, id: SubmissionId, state: &State) -> Vec<Asked> {
        let own = state.proofs.iter().map(|proof| (proof, state.has_arrived(proof)));
        let others = state.elsewhere.iter().flat_map(|other| &other.proofs).map(|proof| (proof, true));
        let mut history: Vec<Asked> = Vec::new();
        for (proof, has_arrived) in own.chain(others) {
            if history.iter().all(|asked| asked.proof.id != proof.id) {
                history.push(Asked { proof: proof.clone(), has_arrived });
            }
        }
        for (_, answer, arrived) in self.of(id, state) {
            if let Some(asked) = history.iter_mut().find(|asked| asked.proof.id == answer.reply) {
                asked.proof.answer = Some(both(asked.proof.answer, answer.says));
                continue;
            }
            // Another editor showed the proof, and that editor's note is not here. The answer counts all the same, so the proof stands
            // in the history with what is known of it: its id and the answer's day.
            let (id, day, answer) = (answer.reply, arrived.day, Some(answer.says));
            let proof = Proof {
                id,
                day,
                until: day,
                hash: String::new(),
                text: None,
                silence: None,
                answer,
                newer: Newer::default(),
            };
            history.push(Asked { proof, has_arrived: true });
        }
        history.sort_by_key(|asked| asked.proof.day);
        history
    }

    /// The answers by this item's source that are about this item, or about a proof that no item here has.
    fn of(
        &self,
        id: SubmissionId,
        state: &State,
    ) -> impl Iterator<Item = &(SubmissionId, &'a AnswerTo, &'a State)> {
        let author = match &state.opened {
            Opened::By(author) if state.answer.is_none() => Some(author.clone()),
            _ => None,
        };
        self.answers.iter().filter(move |(_, answer, arrived)| {
            let is_theirs =
                matches!((&arrived.opened, &author), (Opened::By(one), Some(other)) if one == other);
            is_theirs && self.about(answer.reply).is_none_or(|about| about == id)
        })
    }

    /// The texts and files that the source sent along with its answers about this item.
    pub(super) fn beside(
        &self,
        vault: &Vault,
        keyring: &Keyring,
        id: SubmissionId,
        state: &State,
    ) -> Result<Vec<Beside>, Cause> {
        let ids = vault.ids()?;
        let mut words = Vec::new();
        for (id, answer, arrived) in self.of(id, state).filter(|(_, answer, _)| answer.words) {
            let mut opener = vault.item(*id).open(keyring, arrived)?;
            let text = opener.text().to_owned();
            let files = super::message::files(&mut opener).map_err(VaultError::Open)?.len();
            opener.finish().map_err(VaultError::Open)?;
            let short = ShortId::of(*id, &ids);
            words.push(Beside {
                short,
                says: answer.says,
                day: arrived.day,
                read: arrived.read,
                text,
                files,
            });
        }
        words.sort_by(|a, b| (a.day, a.short.as_str()).cmp(&(b.day, b.short.as_str())));
        Ok(words)
    }
}

/// What counts of two answers to one proof. Nobody knows which was given last, so a no outweighs a yes: nothing is published against
/// the source's will.
pub(super) fn both(before: Option<ProofAnswer>, says: ProofAnswer) -> ProofAnswer {
    if before == Some(ProofAnswer::No) { ProofAnswer::No } else { says }
}

/// The states of all items that arrived, without those that can't be read: `doctor` reports them.
pub(super) fn states(vault: &Vault) -> Result<Vec<(SubmissionId, State)>, Cause> {
    let items = vault.items()?;
    Ok(items.iter().filter_map(|item| Some((item.id(), item.state().ok()?))).collect())
}

/// What can't be read, and why.
type Broken = Vec<(ShortId, Fault)>;

/// All that is here, its states, and what is broken: that keeps no other from being shown.
pub(super) fn known<'a>(
    vault: &'a Vault,
    ids: &[SubmissionId],
) -> Result<(Vec<Item<'a>>, Vec<State>, Broken), Cause> {
    let (mut items, mut states, mut broken) = (Vec::new(), Vec::new(), Vec::new());
    for item in vault.known()? {
        match item.state() {
            Ok(state) => {
                items.push(item);
                states.push(state);
            }
            Err(VaultError::Broken(fault)) => broken.push((ShortId::of(item.id(), ids), fault)),
            Err(error) => return Err(error.into()),
        }
    }
    Ok((items, states, broken))
}

/// Marks the answers as read whose words were shown.
pub(super) fn mark_read(vault: &Vault, words: &[Beside]) -> Result<(), Cause> {
    for word in words.iter().filter(|word| !word.read) {
        vault.find(&word.short)?.update(|state| state.read = true)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use estafette_keys::day::Day;

    use super::*;
    use crate::vault::{Answered, Elsewhere};

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn state(author: &str) -> State {
        let mut state = State::new("bruxelles".parse().expect("a section"), day("2026-11-20"), 1);
        state.opened = Opened::By(author.to_owned());
        state
    }

    fn id(number: u8) -> SubmissionId {
        SubmissionId::from_bytes([number; 16])
    }

    fn shown(number: u8, on: &str) -> Proof {
        let reply = ReplyId::from_bytes([number; 16]);
        Proof {
            id: reply,
            day: day(on),
            until: day("2026-12-01"),
            hash: "h".into(),
            text: None,
            silence: None,
            answer: None,
            newer: Newer::default(),
        }
    }

    fn answer(author: &str, number: u8, says: ProofAnswer) -> State {
        let reply = ReplyId::from_bytes([number; 16]);
        State { answer: Some(AnswerTo { reply, says, words: false }), ..state(author) }
    }

    #[test]
    fn an_answer_counts_where_its_author_was_asked_and_a_no_outweighs_a_yes() {
        let mut item = state("anna");
        item.proofs.push(shown(1, "2026-11-20"));
        item.replies.push(Answered { id: ReplyId::from_bytes([1; 16]), day: day("2026-11-20") });
        let answers = [
            answer("anna", 1, ProofAnswer::No),
            answer("anna", 1, ProofAnswer::Yes),
            answer("somebody else", 1, ProofAnswer::Yes),
        ];
        let all = [(id(9), &item)].into_iter().chain((1..).map(id).zip(&answers));
        let history = Answers::among(all).history(id(9), &item);
        assert_eq!(history.len(), 1);
        assert_eq!(history[0].proof.answer, Some(ProofAnswer::No));
        assert!(history[0].has_arrived);
        let strangers = Answers::among([(id(9), &item), (id(3), &answers[2])]);
        assert_eq!(strangers.history(id(9), &item)[0].proof.answer, None);
    }

    #[test]
    fn what_a_colleague_showed_belongs_to_the_history() {
        let mut item = state("anna");
        let proofs = vec![shown(2, "2026-11-21")];
        item.elsewhere.push(Elsewhere {
            editor: "bruno".into(),
            day: day("2026-11-21"),
            places: Vec::new(),
            drafted: false,
            replies: Vec::new(),
            proofs,
            marks: estafette_keys::marks::Marks::default(),
            by: None,
            newer: Newer::default(),
        });
        let said = answer("anna", 2, ProofAnswer::No);
        let history = Answers::among([(id(9), &item), (id(1), &said)]).history(id(9), &item);
        assert_eq!(history.len(), 1);
        assert_eq!(history[0].proof.answer, Some(ProofAnswer::No));
        // The colleague's note is not here: the no counts all the same.
        item.elsewhere.clear();
        let history = Answers::among([(id(9), &item), (id(1), &said)]).history(id(9), &item);
        assert_eq!(history[0].proof.answer, Some(ProofAnswer::No));
        // The proof is known to be about another item of the same source: then the no is not about this one.
        let mut other = state("anna");
        other.proofs.push(shown(2, "2026-11-21"));
        let all = [(id(9), &item), (id(8), &other), (id(1), &said)];
        assert!(Answers::among(all).history(id(9), &item).is_empty());
    }

    #[test]
    fn a_question_that_waits_has_not_arrived() {
        let mut item = state("anna");
        item.proofs.push(shown(1, "2026-11-20"));
        assert!(!Answers::among([(id(9), &item)]).history(id(9), &item)[0].has_arrived);
    }
}
