//! Answers a source: sealed to its reply recipient, journaled before it leaves, so that sending again is the same
//! request.

use std::path::PathBuf;

use estafette_keys::ids::ReplyId;
use estafette_keys::message::{TEXT_MAX, text_length};
use estafette_keys::silence::Silence;

use super::action::{Action, carry_out};
use super::each::{Each, each};
use super::ending::{Ending, Ends};
use super::letter::{Journal, Letter, ReplyError, Source, keep, seal, send, source, waiting};
use super::sheet;
use super::template;
use super::writing::{Writable, Writing};
use crate::clock::Clock;
use crate::failure::Cause;
use crate::person::{Notice, PersonError, Question};
use crate::plan::reply::Plan;
use crate::scratch::names::Temporary;
use crate::session::Session;
use crate::terminal::block;
use crate::text_file;
use crate::vault::{Item, Joined, Keyring, ShortId, State, Vault};

/// Answer items' sources.
pub(crate) struct Reply {
    /// The beginnings of items' ids, as `inbox` shows them
    pub items: Vec<ShortId>,
    /// The answer itself; your shell may keep it in its history
    pub message: Option<String>,
    /// The answer is in this file, or on standard input (-)
    pub file: Option<PathBuf>,
    /// An answer at hand, by its name, as `template` shows it; what is given besides is put into it
    pub template: Option<String>,
    /// Change the answer that waits to be sent
    pub edit: bool,
    /// Write on a disk where no memory-backed folder is found
    pub allow_disk: bool,
    /// Don't ask before sending
    pub yes: bool,
}

/// What came of each.
pub(crate) type Replied = Each<Sent>;

/// What came of it.
pub(crate) enum Sent {
    /// It is in the mailbox.
    Arrived {
        /// The item answered.
        short: ShortId,
        /// How many answers were sent now: one that waited may have gone first.
        count: usize,
    },
    /// The person said no.
    Declined,
}

impl Ends for Sent {
    fn ending(&self) -> Ending {
        if matches!(self, Self::Declined) { Ending::Declined } else { Ending::Done }
    }
}

/// Runs `estafette reply`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Reply) -> Result<Replied, Cause> {
    let is_given = asked.message.is_some() || asked.file.is_some() || asked.template.is_some();
    if asked.items.len() > 1 && !is_given {
        return Err(ReplyError::Several.into());
    }
    // Standard input is read once.
    let text = match (&asked.message, &asked.file) {
        (Some(text), _) => Some(text.clone()),
        (None, Some(file)) => Some(text_file::read(file)?),
        (None, None) => None,
    };
    each(session, &asked.items, |session, vault, short| answer(session, vault, short, asked, text.as_deref()))
}

fn answer(
    session: &mut Session<'_>,
    vault: &Vault,
    short: &ShortId,
    asked: &Reply,
    text: Option<&str>,
) -> Result<Sent, Cause> {
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let item = vault.find(short)?;
    let state = item.state()?;
    let short = ShortId::of(item.id(), &vault.ids()?);
    let source = source(&item, &keyring, &state)?;

    let (mut count, mut waited, mut changed) = (0, None, None);
    if asked.edit {
        changed = Some(to_change(&item, &keyring, &state)?);
    } else if let Some(journal) = waiting(&item)? {
        session.person.tell(&Notice::SendingWaiting);
        send(session, &item, &joined, &keyring, &journal)?;
        count += 1;
        if text.is_none() && asked.template.is_none() {
            return Ok(Sent::Arrived { short, count });
        }
        waited = item.reply(&item.key(&keyring, &state)?, journal.id)?;
    }
    let written = match (text, asked.template.as_deref()) {
        (message, Some(name)) => {
            let of = (&state, &joined, &keyring);
            Writing::given(template::of_item(session, vault, (name, message), of, &source)?)
        }
        (Some(text), None) => Writing::given(text.to_owned()),
        (None, None) => {
            let id = item.id().to_string();
            let place = Writable {
                home: vault.home(),
                purpose: Temporary::Reply,
                of: &id,
                allow_disk: asked.allow_disk,
            };
            let before = changed.as_ref().map(|(_, text)| text.as_str()).unwrap_or_default();
            Writing::in_editor(session, &place, || sheet::reply_from(before, &block(&source.text)))?
        }
    };
    let text = sheet::without_comments(written.text());
    if text.trim().is_empty() {
        return Err(ReplyError::Empty.into());
    }
    // Who types the same line again after a failure means the same answer.
    if waited.is_some_and(|waited| waited == text) {
        return Ok(Sent::Arrived { short, count });
    }
    let plan = Plan { short, mandate: source.mandate.clone(), text };
    let id = changed.map(|(id, _)| id);
    let answer =
        Answer { item: &item, joined: &joined, keyring: &keyring, state, source, plan, id, written, count };
    if text_length(&answer.plan.text) > TEXT_MAX {
        return Err(answer.fail(session, ReplyError::TooLong.into()));
    }
    carry_out(session, answer, asked.yes)
}

/// An answer that was written, and will be sent.
struct Answer<'a> {
    item: &'a Item<'a>,
    joined: &'a Joined,
    keyring: &'a Keyring,
    state: State,
    source: Source,
    plan: Plan,
    /// That of an answer which this one takes the place of.
    id: Option<ReplyId>,
    written: Writing,
    /// So many were sent before it.
    count: usize,
}

impl Answer<'_> {
    fn seal(&self, clock: Clock) -> Result<Journal, Cause> {
        let text = &self.plan.text;
        let letter = Letter {
            id: self.id,
            text,
            until: None,
            silence: Silence::Yes,
            section: None,
            files: Vec::new(),
        };
        let journal = seal(self.joined, self.keyring, &self.state, &self.source, &letter, clock)?;
        keep(self.item, self.keyring, &self.state, &journal, text)?;
        Ok(journal)
    }

    /// It is not sent. What was written must not get lost.
    fn fail(self, session: &mut Session<'_>, cause: Cause) -> Cause {
        match self.written.unless_kept::<()>(session, Err(cause)) {
            Err(cause) => cause,
            Ok(_) => unreachable!("a failure stays one"),
        }
    }
}

impl Action for Answer<'_> {
    type Outcome = Sent;

    fn question(&self) -> Option<Question<'_>> {
        Some(Question::Reply(&self.plan))
    }

    fn commit(self, session: &mut Session<'_>) -> Result<Sent, Cause> {
        // Once it is sealed the journal has it; until then it must not get lost.
        let sealed = self.seal(session.clock).map(Some);
        let Some(journal) = self.written.unless_kept(session, sealed)? else { return Ok(Sent::Declined) };
        send(session, self.item, self.joined, self.keyring, &journal)?;
        Ok(Sent::Arrived { short: self.plan.short, count: self.count + 1 })
    }

    fn decline(self, session: &mut Session<'_>) -> Result<Sent, Cause> {
        self.written.unless_kept::<()>(session, Ok(None)).map(|_| Sent::Declined)
    }

    fn unanswered(self, session: &mut Session<'_>, error: PersonError) -> Result<Sent, Cause> {
        Err(self.fail(session, error.into()))
    }
}

/// The answer that waits, and its text, to be written anew: under its id, so that it never arrives twice. What its source is
/// asked is made anew by `proof`.
fn to_change(item: &Item<'_>, keyring: &Keyring, state: &State) -> Result<(ReplyId, String), Cause> {
    let journal = waiting(item)?.ok_or(ReplyError::NothingWaits)?;
    if state.proofs.iter().any(|proof| proof.id == journal.id) {
        return Err(ReplyError::NothingWaits.into());
    }
    let text = item.reply(&item.key(keyring, state)?, journal.id)?;
    Ok((journal.id, text.unwrap_or_default()))
}
