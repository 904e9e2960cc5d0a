//! An answer on its way to its source: sealed, kept until it has arrived, left in the mailbox once.

use estafette_keys::age_format::{Recipient, SealError};
use estafette_keys::day::Day;
use estafette_keys::envelope::{Binding, ItemKey, SlotError, SlotRecipient, seal_slot};
use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::message::{
    Detail, FileName, Header, LanguageTag, Line, Mandate, MessageSealer, SectionName, What,
};
use estafette_keys::silence::Silence;
use serde::{Deserialize, Serialize};

use super::message::not_a_submission;
use crate::api::{Api, ApiError, Refusal, SealedReply};
use crate::clock::{Clock, randomness};
use crate::failure::{Cause, Details, ErrorDetail, Explained};
use crate::network::NetworkError;
use crate::person::Notice;
use crate::session::Session;
use crate::vault::{Answered, Item, Joined, Keyring, Proof, State, VaultError};
use crate::words::{Key, key};

/// Why an answer was not sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReplyError {
    /// The source left nowhere to answer to.
    #[error("the source left nowhere to answer to")]
    NoMailbox,
    /// Several are to be answered, and nothing says with what.
    #[error("several are to be answered, and the answer is not given")]
    Several,
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
    /// It could not be sent now: it is kept, and waits.
    #[error("the answer was not sent; it is kept")]
    Kept(#[source] Cause),
    /// An earlier version of it had arrived.
    #[error("an earlier version of the answer had arrived")]
    Overtaken,
    /// It asks for a yes or a no before a day that is past.
    #[error("the question was not sent in time")]
    Late,
    /// None waits.
    #[error("no answer waits")]
    NothingWaits,
    /// The pictures together are larger than an answer may be.
    #[error("the pictures are too large to be shown")]
    ProofPictures,
    /// Silence can't be made to mean yes.
    #[error("the roster says that silence is not a yes, or the source is in prison")]
    ProofSilence,
}

impl Explained for ReplyError {
    fn key(&self) -> Key {
        match self {
            Self::NoMailbox => key!("error-no-mailbox"),
            Self::Several => key!("error-reply-several"),
            Self::Empty => key!("error-reply-empty"),
            Self::TooLong => key!("error-reply-too-long"),
            Self::Until => key!("error-proof-until"),
            Self::Seal(_) | Self::Slot(_) => key!("error-reply-seal"),
            Self::Journal => key!("error-reply-journal"),
            Self::Kept(_) => key!("error-reply-kept"),
            Self::Overtaken => key!("error-reply-overtaken"),
            Self::Late => key!("error-reply-late"),
            Self::NothingWaits => key!("error-reply-nothing-waits"),
            Self::ProofPictures => key!("error-proof-pictures"),
            Self::ProofSilence => key!("error-proof-silence"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Kept(cause) => Details::of(ErrorDetail::Cause(cause.explained())),
            _ => Details::default(),
        }
    }
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
    /// Of the one that it takes the place of; a new one where `None`.
    pub(super) id: Option<ReplyId>,
    pub(super) text: &'a str,
    /// It shows what will be published: an answer is asked for before this day.
    pub(super) until: Option<Day>,
    /// What no answer means.
    pub(super) silence: Silence,
    /// From this section, where that is not the one for which its author deals with the item.
    pub(super) section: Option<&'a SectionName>,
    /// Names, types and bytes.
    pub(super) files: Vec<(FileName, &'static str, Vec<u8>)>,
}

/// What an answer is written to.
pub(super) struct Source {
    recipient: Recipient,
    mailbox: MailboxId,
    pub(super) language: LanguageTag,
    pub(super) title: Option<String>,
    pub(super) mandate: Option<Mandate>,
    pub(super) text: String,
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
    let Some(journal) = waiting(item)? else { return Ok(false) };
    session.person.tell(&Notice::SendingWaiting);
    send(session, item, joined, keyring, &journal)?;
    Ok(true)
}

/// The answer that waits to be sent.
pub(super) fn waiting(item: &Item<'_>) -> Result<Option<Journal>, Cause> {
    let Some(journal) = item.waiting_reply()? else { return Ok(None) };
    Ok(Some(serde_json::from_slice(&journal).map_err(|_| ReplyError::Journal)?))
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
        title: header.detail(Detail::Subject).map(str::to_owned),
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
    let id = letter.id.unwrap_or_else(|| ReplyId::random(&mut rng));
    let key = ItemKey::generate(&mut rng);
    let instance = joined.roster.body().instance;
    let section =
        letter.section.unwrap_or_else(|| state.section_of(&joined.roster, &keyring.secrets().handle));
    let title = joined.roster.section(section).map(|section| section.title(source.language.as_str()));
    let from = title.and_then(|title| Line::new(title).ok());
    let until = letter.until.and_then(|day| Line::new(&day.to_string()).ok());
    let silence = Line::new(letter.silence.as_str()).ok().filter(|_| !letter.silence.is_yes());
    let header = Header {
        what: What::Reply,
        instance,
        section: section.clone(),
        item: id.into(),
        day: clock.today(),
        language: source.language.clone(),
        reply_to: None,
        mandate: None,
        details: [(Detail::From, from), (Detail::ProofUntil, until), (Detail::ProofSilence, silence)]
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
    let binding = Binding { instance, section: section.clone(), item: id.into() };
    let slot = seal_slot(&key, &binding, &SlotRecipient::Age(&source.recipient), clock.now())
        .map_err(ReplyError::Slot)?;
    Ok(Journal {
        id,
        mailbox: source.mailbox,
        day: clock.today(),
        reply: SealedReply::new(section, &slot, &content),
    })
}

/// Sends it. What can't be sent now is kept, and sent by the next `fetch`.
pub(super) fn send(
    session: &mut Session<'_>,
    item: &Item<'_>,
    joined: &Joined,
    keyring: &Keyring,
    journal: &Journal,
) -> Result<(), Cause> {
    let secrets = keyring.secrets();
    let mut send = || {
        let mut api = session.api(joined.address.clone(), Some(&secrets.device))?;
        api.log_in(&secrets.handle, &secrets.device, joined.roster.body().instance)?;
        deliver(&api, item, journal, session.clock.today())
    };
    send().map_err(|cause| {
        let is_of_network = cause.find::<ApiError>().is_some() || cause.find::<NetworkError>().is_some();
        if is_of_network { ReplyError::Kept(cause).into() } else { cause }
    })
}

/// Leaves it in the mailbox: the same bytes twice are one answer. A question whose day is past is thrown away: nobody could
/// say no to it.
pub(super) fn deliver(api: &Api, item: &Item<'_>, journal: &Journal, today: Day) -> Result<(), Cause> {
    let is_late = |proof: &Proof| proof.id == journal.id && proof.until <= today;
    if item.state()?.proofs.iter().any(is_late) {
        item.update(|state| state.proofs.retain(|proof| proof.id != journal.id))?;
        item.keep_waiting_reply(None)?;
        return Err(ReplyError::Late.into());
    }
    let put = api.put_reply(journal.mailbox, journal.id, &journal.reply);
    let is_other = matches!(put, Err(ApiError::Refused(Refusal::Conflict)));
    if !is_other {
        put?;
    }
    item.update(|state| {
        if !state.replies.iter().any(|answered| answered.id == journal.id) {
            state.replies.push(Answered { id: journal.id, day: journal.day });
        }
    })?;
    if is_other {
        // It was changed here after it had arrived, and nobody knew. What was read there is not what stands here.
        item.forget_reply(journal.id)?;
    }
    item.keep_waiting_reply(None)?;
    if is_other { Err(ReplyError::Overtaken.into()) } else { Ok(()) }
}
