//! What has to be known of an item before it is published: its source's consent, words beside it, what colleagues did.

use crate::commands::chosen::Chosen;
use crate::commands::colleagues::merged;
use crate::commands::history::{Answers, states};
use crate::failure::Cause;
use crate::plan::publish::Known;
use crate::publish::consent::{Concern, Consent, Unanswered, Version};
use crate::session::Session;
use crate::vault::{Elsewhere, Gone, Item, Joined, Keyring, Opened, ShortId, State, Vault};

impl Known {
    /// Of a version of an item.
    pub(super) fn of(
        session: &Session<'_>,
        vault: &Vault,
        (joined, keyring): (&Joined, &Keyring),
        (item, state): (&Item<'_>, &State),
        (version, is_replaced): (&Version, bool),
        unanswered: Unanswered,
        asked: &Chosen,
    ) -> Result<Self, Cause> {
        let states = states(vault)?;
        let answers = Answers::among(states.iter().map(|(id, state)| (*id, state)));
        let history = answers.history(item.id(), state);
        let is_withdrawn = state.gone.as_ref().is_some_and(Gone::is_signed);
        let consent = Consent::of(&history, is_withdrawn, version, session.clock.today());
        // What was told at the last question holds, whatever the roster says by now.
        let unanswered = unanswered.and(history.last().and_then(|asked| asked.proof.silence));
        let words = answers.beside(vault, keyring, item.id(), state)?;
        let others: Vec<Elsewhere> =
            state.elsewhere.iter().filter(|other| other.is_at_it()).cloned().collect();
        let own = &keyring.secrets().handle;
        let mut held = merged(joined, own, state).holders;
        held.retain(|held| held.editor != own.as_str());
        let ids = vault.ids()?;
        let is_theirs = |other: &State| matches!(other.opened, Opened::By(_)) && other.opened == state.opened;
        let unread = states.iter().filter(|(id, other)| {
            *id != item.id() && is_theirs(other) && !other.read && other.answer.is_none()
        });
        let unread = unread.map(|(id, _)| ShortId::of(*id, &ids)).collect();
        let handed_to = state.handed_on(&joined.roster, own);
        let handed_to: Vec<String> = handed_to.into_iter().map(|to| to.as_str().to_owned()).collect();
        let concerns = [
            consent.concern(unanswered),
            words.iter().any(|words| !words.read).then_some(Concern::Words),
            (!others.is_empty() || !held.is_empty() || !handed_to.is_empty()).then_some(Concern::Colleague),
            is_replaced.then_some(Concern::Replaced),
        ];
        let is_open = |concern: &Concern| !asked.knowing.despite.contains(concern);
        let open = concerns.into_iter().flatten().filter(is_open).collect();
        Ok(Self { consent, unanswered, words, others, held, handed_to, unread, open })
    }
}
