//! All of one source: what they sent, what was answered, what they were asked, and what editors noted, by day.

use estafette_keys::day::Day;
use estafette_keys::marks::Commented;
use estafette_keys::message::{Detail, Kind, What};

use super::colleagues::merged;
use super::ending::Ends;
use super::history::{Answers, states};
use crate::failure::Cause;
use crate::publish::consent::Asked;
use crate::session::Session;
use crate::vault::{Item, Opened, ProofAnswer, ShortId};

/// All of one source.
pub(crate) struct Thread {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
}

/// A source's items, and what was said around them, by day.
pub(crate) struct Conversation {
    /// On one day, what the source sent comes first.
    pub said: Vec<Said>,
}

impl Ends for Conversation {}

/// Something that was said.
pub(crate) struct Said {
    /// When.
    pub day: Day,
    /// Of which item.
    pub short: ShortId,
    /// What.
    pub what: Spoken,
}

/// Who said what.
pub(crate) enum Spoken {
    /// The source sent it; `None` where it does not open.
    Sent(Option<Sent>),
    /// An editor answered; `None` where the text is gone.
    Answered(Option<String>),
    /// The source was asked before publishing.
    Asked(Asked),
    /// An editor left a note for the others.
    Noted(Commented),
}

/// What a source sent.
pub(crate) struct Sent {
    /// Its kind.
    pub kind: Kind,
    /// Its title.
    pub title: Option<String>,
    /// Its text, whole.
    pub text: String,
    /// It answers a question: what it says.
    pub answers: Option<ProofAnswer>,
}

/// Runs `estafette thread`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Thread) -> Result<Conversation, Cause> {
    let vault = session.open_vault()?;
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let own = keyring.secrets().handle.clone();
    let (ids, first) = (vault.ids()?, vault.find(&asked.item)?);
    let author = first.state()?.opened;
    let all = states(&vault)?;
    let answers = Answers::among(all.iter().map(|(id, state)| (*id, state)));
    let mut said = Vec::new();
    for item in vault.items()? {
        let Ok(state) = item.state() else { continue };
        // Whoever can't be told from others is in a thread of their own.
        let is_theirs = matches!(author, Opened::By(_)) && state.opened == author;
        if item.id() != first.id() && !is_theirs {
            continue;
        }
        let short = ShortId::of(item.id(), &ids);
        let mut say = |day, what| said.push(Said { day, short: short.clone(), what });
        say(state.day, Spoken::Sent(sent(&item, &keyring, &state)));
        let key = item.key(&keyring, &state).ok();
        for answered in &state.replies {
            let text = key.as_ref().and_then(|key| item.reply(key, answered.id).ok()).flatten();
            say(answered.day, Spoken::Answered(text));
        }
        for asked in answers.history(item.id(), &state) {
            say(asked.proof.day, Spoken::Asked(asked));
        }
        for comment in merged(&joined, &own, &state).comments {
            say(comment.day, Spoken::Noted(comment));
        }
    }
    // Days are the finest that is known: within one, the source spoke first.
    said.sort_by_key(|said| (said.day, !matches!(said.what, Spoken::Sent(_))));
    Ok(Conversation { said })
}

fn sent(item: &Item<'_>, keyring: &crate::vault::Keyring, state: &crate::vault::State) -> Option<Sent> {
    if state.opened == Opened::Refused {
        return None;
    }
    let opener = item.open(keyring, state).ok()?;
    let What::Submission(kind) = opener.header().what else { return None };
    let title = opener.header().detail(Detail::Subject).map(str::to_owned);
    let answers = state.answer.as_ref().map(|answer| answer.says);
    Some(Sent { kind, title, text: opener.text().to_owned(), answers })
}
