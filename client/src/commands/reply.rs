//! Answers a source: sealed to its reply recipient, journaled before it leaves, so that sending again is the same
//! request.

use estafette_keys::age_format::{Recipient, SealError};
use estafette_keys::day::Day;
use estafette_keys::envelope::{Binding, ItemKey, SlotError, SlotRecipient, seal_slot};
use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::message::{
    Detail, FileName, Header, LanguageTag, Line, Mandate, MessageSealer, TEXT_MAX, What, text_length,
};
use serde::{Deserialize, Serialize};

use super::Session;
use super::read::not_a_submission;
use super::template;
use super::writing::{Place, Writing};
use crate::api::SealedReply;
use crate::cli::reply::Reply;
use crate::clock::{Clock, randomness};
use crate::failure::Cause;
use crate::person::{Notice, Question};
use crate::scratch::Purpose;
use crate::terminal::block;
use crate::text_file;
use crate::vault::{Answered, Item, Joined, Keyring, ShortId, State, VaultError};

/// Why an answer was not sent.
#[derive(Debug, thiserror::Error)]
pub enum ReplyError {
    /// The source left nowhere to answer to.
    #[error("the source left nowhere to answer to")]
    NoMailbox,
    /// Nothing was written.
    #[error("the answer is empty")]
    Empty,
    /// Longer than a text may be.
    #[error("the answer is too long")]
    TooLong,
    /// A proof's last day is past.
    #[error("the last day to say no is past")]
    Until,
    /// Sealing failed.
    #[error("could not seal the answer")]
    Seal(#[source] SealError),
    /// Sealing to the source failed.
    #[error("could not seal the answer to its source")]
    Slot(#[source] SlotError),
    /// The journal of an answer that waited can't be read.
    #[error("the answer that waited is damaged")]
    Journal,
}

/// What will be sent, to be confirmed.
pub struct Plan {
    /// The item answered.
    pub short: ShortId,
    /// Its mandate, shown at every step.
    pub mandate: Option<Mandate>,
    /// The answer.
    pub text: String,
}

/// What came of it.
pub enum Sent {
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

/// A sealed answer on its way.
#[derive(Serialize, Deserialize)]
pub(super) struct Journal {
    pub(super) id: ReplyId,
    mailbox: MailboxId,
    day: Day,
    reply: SealedReply,
}

/// What an answer says.
pub(super) struct Letter<'a> {
    pub(super) text: &'a str,
    /// It shows what will be published, unless its source says no until this day.
    pub(super) until: Option<Day>,
    /// Names, types and bytes.
    pub(super) files: Vec<(FileName, &'static str, Vec<u8>)>,
}

/// What an answer is written to.
pub(super) struct Source {
    recipient: Recipient,
    mailbox: MailboxId,
    language: LanguageTag,
    mandate: Option<Mandate>,
    text: String,
}

/// Runs `estafette reply`.
///
/// # Errors
/// [`Cause`].
pub fn run(session: &mut Session<'_>, asked: &Reply) -> Result<Sent, Cause> {
    let vault = session.open_vault()?;
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let item = vault.find(&asked.item)?;
    let state = item.state()?;
    let short = ShortId::of(item.id(), &vault.ids()?);
    let source = source(&item, &keyring, &state)?;

    let (mut count, mut waited) = (0, None);
    if let Some(journal) = item.waiting_reply()? {
        session.person.tell(&Notice::SendingWaiting);
        let journal: Journal = serde_json::from_slice(&journal).map_err(|_| ReplyError::Journal)?;
        send(session, &item, &joined, &keyring, &journal)?;
        count += 1;
        if asked.message.is_none() && asked.file.is_none() {
            return Ok(Sent::Arrived { short, count });
        }
        waited = item.reply(&item.key(&keyring, &state)?, journal.id)?;
    }
    let written = match (&asked.message, &asked.file) {
        (Some(text), _) => Writing::given(text.clone()),
        (None, Some(file)) => Writing::given(text_file::read(file)?),
        (None, None) => {
            let id = item.id().to_string();
            let place =
                Place { home: vault.home(), purpose: Purpose::Reply, of: &id, allow_disk: asked.allow_disk };
            Writing::in_editor(session, &place, || template::reply(&block(&source.text)))?
        }
    };
    let text = template::without_comments(written.text());
    if text.trim().is_empty() {
        return Err(ReplyError::Empty.into());
    }
    // Who types the same line again after a failure means the same answer.
    if waited.is_some_and(|waited| waited == text) {
        return Ok(Sent::Arrived { short, count });
    }
    let plan = Plan { short: short.clone(), mandate: source.mandate.clone(), text };
    let sealed = confirm_and_seal(session, &plan, &joined, &keyring, (&item, &state), &source, asked.yes);
    // Once it is sealed the journal has it; until then it must not get lost.
    let Some(journal) = written.unless_kept(session, sealed)? else { return Ok(Sent::Declined) };
    send(session, &item, &joined, &keyring, &journal)?;
    Ok(Sent::Arrived { short, count: count + 1 })
}

/// `None` when the person said no.
fn confirm_and_seal(
    session: &mut Session<'_>,
    plan: &Plan,
    joined: &Joined,
    keyring: &Keyring,
    (item, state): (&Item<'_>, &State),
    source: &Source,
    is_sure: bool,
) -> Result<Option<Journal>, Cause> {
    if text_length(&plan.text) > TEXT_MAX {
        return Err(ReplyError::TooLong.into());
    }
    if !is_sure && !session.person.confirm(&Question::Reply(plan))? {
        return Ok(None);
    }
    let letter = Letter { text: &plan.text, until: None, files: Vec::new() };
    let journal = seal(joined, keyring, state, source, &letter, session.clock)?;
    keep(item, keyring, state, &journal, &plan.text)?;
    Ok(Some(journal))
}

/// Before it is sent.
pub(super) fn keep(
    item: &Item<'_>,
    keyring: &Keyring,
    state: &State,
    journal: &Journal,
    text: &str,
) -> Result<(), Cause> {
    let sealed = serde_json::to_vec(journal).map_err(|_| ReplyError::Journal)?;
    item.keep_reply(&item.key(keyring, state)?, journal.id, text)?;
    Ok(item.keep_waiting_reply(Some(&sealed))?)
}

/// Sends an answer of before that waits, if there is one.
pub(super) fn send_waiting(
    session: &mut Session<'_>,
    item: &Item<'_>,
    joined: &Joined,
    keyring: &Keyring,
) -> Result<bool, Cause> {
    let Some(journal) = item.waiting_reply()? else { return Ok(false) };
    session.person.tell(&Notice::SendingWaiting);
    let journal: Journal = serde_json::from_slice(&journal).map_err(|_| ReplyError::Journal)?;
    send(session, item, joined, keyring, &journal)?;
    Ok(true)
}

pub(super) fn source(item: &Item<'_>, keyring: &Keyring, state: &State) -> Result<Source, Cause> {
    let opener = item.open(keyring, state)?;
    let header = opener.header();
    let What::Submission(_) = header.what else { return Err(not_a_submission().into()) };
    let (recipient, mailbox) = header.reply_to.clone().ok_or(ReplyError::NoMailbox)?;
    let source = Source {
        recipient,
        mailbox,
        language: header.language.clone(),
        mandate: header.mandate.clone(),
        text: opener.text().to_owned(),
    };
    opener.finish().map_err(VaultError::Open)?;
    Ok(source)
}

pub(super) fn seal(
    joined: &Joined,
    keyring: &Keyring,
    state: &State,
    source: &Source,
    letter: &Letter<'_>,
    clock: Clock,
) -> Result<Journal, ReplyError> {
    let mut rng = randomness();
    let id = ReplyId::random(&mut rng);
    let key = ItemKey::generate(&mut rng);
    let instance = joined.roster.body().instance;
    let title = joined.roster.section(&state.section).map(|section| section.title(source.language.as_str()));
    let from = title.and_then(|title| Line::new(title).ok());
    let until = letter.until.and_then(|day| Line::new(&day.to_string()).ok());
    let header = Header {
        what: What::Reply,
        instance,
        section: state.section.clone(),
        item: id.into(),
        day: clock.today(),
        language: source.language.clone(),
        reply_to: None,
        mandate: None,
        details: [(Detail::From, from), (Detail::ProofUntil, until)]
            .into_iter()
            .filter_map(|(detail, line)| Some((detail, line?)))
            .collect(),
    };
    let author = keyring.secrets().device.author();
    let content = MessageSealer::begin(&key.recipient(), &header, letter.text, author, Vec::new(), &mut rng)
        .and_then(|mut message| {
            for (name, media_type, bytes) in &letter.files {
                message.begin_file(name, media_type)?;
                message.write_file(bytes)?;
            }
            message.finish()
        })
        .map_err(ReplyError::Seal)?;
    let binding = Binding { instance, section: state.section.clone(), item: id.into() };
    let slot = seal_slot(&key, &binding, &SlotRecipient::Age(&source.recipient), clock.now())
        .map_err(ReplyError::Slot)?;
    Ok(Journal {
        id,
        mailbox: source.mailbox,
        day: clock.today(),
        reply: SealedReply::new(&state.section, &slot, &content),
    })
}

pub(super) fn send(
    session: &mut Session<'_>,
    item: &Item<'_>,
    joined: &Joined,
    keyring: &Keyring,
    journal: &Journal,
) -> Result<(), Cause> {
    let secrets = keyring.secrets();
    let mut api = session.api(joined.address.clone(), Some(&secrets.device))?;
    api.log_in(&secrets.handle, &secrets.device, joined.roster.body().instance)?;
    api.put_reply(journal.mailbox, journal.id, &journal.reply)?;
    item.update(|state| {
        if !state.replies.iter().any(|answered| answered.id == journal.id) {
            state.replies.push(Answered { id: journal.id, day: journal.day });
        }
    })?;
    Ok(item.keep_waiting_reply(None)?)
}
