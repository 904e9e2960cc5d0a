//! Hands items to another section, which has them beside the one that their sources chose: the key of each is sealed to its editors, nothing
//! is uploaded again, and their sources are told who answers. `keys/FORMAT.md` §20.

use std::rc::Rc;

use estafette_keys::envelope::{SlotRecipient, seal_slot};
use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::{CommentId, NoteId};
use estafette_keys::marks::{COMMENT_MAX, Marks, Merged};
use estafette_keys::message::{SectionName, What};
use estafette_keys::note::Note;
use estafette_keys::roster::Handle;
use estafette_keys::silence::Silence;

use super::action::{Action, carry_out};
use super::colleagues;
use super::ending::{Ending, Ends};
use super::fetch::ask::{Heard, ask};
use super::heard::{Keys, OfWeek};
use super::letter::{Letter, deliver, keep, seal, source, waiting};
use super::marking::{MarkError, bounded};
use super::message::not_a_submission;
use crate::api::Slots;
use crate::clock::{Clock, randomness};
use crate::failure::{Cause, Explained};
use crate::person::{Notice, Question};
use crate::plan::forward::{Handing, Plan};
use crate::publish::cleaning::cleaned;
use crate::session::Session;
use crate::vault::{Forwarded, Gone, Item, Joined, Keyring, Opened, ShortId, State, Vault, VaultError};
use crate::words::{Key, key};

/// Each note has as many bytes: the longest comment, and what stands around it.
const NOTE: usize = 8 * 1024;

/// Hand items to another section.
pub(crate) struct Forward {
    /// The beginnings of items' ids, as `inbox` shows them
    pub items: Vec<ShortId>,
    /// To this section, which answers from then on
    pub to: SectionName,
    /// Why, for its editors; your shell may keep it in its history
    pub why: Option<String>,
    /// Don't ask
    pub yes: bool,
}

/// What came of it.
pub(crate) enum Given {
    /// Of each item.
    Done {
        /// The other section's name.
        to: String,
        /// The items.
        items: Vec<GivenItem>,
    },
    /// The person said no.
    Declined,
}

/// What came of one item.
pub(crate) struct GivenItem {
    /// The item.
    pub short: ShortId,
    /// Editors of the other section who have no key of this week: they get it once they have.
    pub without: Vec<String>,
    /// Whether its source was told.
    pub told: Told,
    /// Why it was not handed on.
    pub failed: Option<Cause>,
}

/// Whether a source was told who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// It is in its mailbox.
    Sent,
    /// It waits to be sent: the next fetch sends it.
    Waits,
    /// It can't be answered, or was told before.
    Not,
}

impl Ends for Given {
    fn ending(&self) -> Ending {
        match self {
            Self::Declined => Ending::Declined,
            Self::Done { items, .. } if items.iter().any(|item| item.failed.is_some()) => Ending::InPart,
            Self::Done { .. } => Ending::Done,
        }
    }
}

/// Why nothing was handed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ForwardError {
    /// The roster has no such section.
    #[error("no such section")]
    NoSection,
    /// It has no editor.
    #[error("nobody reads that section")]
    Nobody,
    /// It is the one that its source chose.
    #[error("it is of that section already")]
    Same,
    /// Its source chose a section that this editor does not read.
    #[error("only editors of the section that its source chose hand it on")]
    NotOurs,
    /// It was not opened, or is not what it says.
    #[error("it was not opened")]
    Closed,
    /// Its source took it back, or an editor deleted it.
    #[error("it was taken back or deleted")]
    Gone,
}

impl Explained for ForwardError {
    fn key(&self) -> Key {
        match self {
            Self::NoSection => key!("error-forward-no-section"),
            Self::Nobody => key!("error-forward-nobody"),
            Self::Same => key!("error-forward-same"),
            Self::NotOurs => key!("error-forward-not-ours"),
            Self::Closed => key!("error-forward-closed"),
            Self::Gone => key!("error-forward-gone"),
        }
    }
}

/// Runs `estafette forward`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Forward) -> Result<Given, Cause> {
    let why = asked.why.as_deref().map(|why| bounded(&cleaned(why), COMMENT_MAX)).transpose()?;
    let vault = session.open_vault()?;
    // What was taken back meanwhile is handed to nobody; nor is anything sealed to who is off the roster.
    let heard = ask(session, &vault, None)?;
    let mut plan = plan(session, &heard.joined, &asked.to, why)?;
    for short in &asked.items {
        let handing = handing(session, &vault, &heard, short, &asked.to)?;
        plan.items.push(handing);
    }
    carry_out(session, Handover { vault, heard, to: asked.to.clone(), plan }, asked.yes)
}

fn plan(
    session: &Session<'_>,
    joined: &Joined,
    to: &SectionName,
    why: Option<String>,
) -> Result<Plan, ForwardError> {
    let section = joined.roster.section(to).ok_or(ForwardError::NoSection)?;
    let language = session.config.language.tag();
    let editors: Vec<String> =
        joined.roster.editors_of(to).map(|editor| editor.handle.as_str().to_owned()).collect();
    if editors.is_empty() {
        return Err(ForwardError::Nobody);
    }
    Ok(Plan {
        to: to.as_str().to_owned(),
        title: section.title(language).to_owned(),
        rules: section.rules(language).map(str::to_owned),
        retention_days: section.retention_days,
        editors,
        why,
        items: Vec::new(),
    })
}

/// One item, opened whole; and what its source would be told, in its language.
fn handing(
    session: &Session<'_>,
    vault: &Vault,
    heard: &Heard,
    short: &ShortId,
    to: &SectionName,
) -> Result<Handing, Cause> {
    let Heard { joined, keyring, .. } = heard;
    let item = vault.find(short)?;
    let state = item.state()?;
    check(joined, &keyring.secrets().handle, &state, to)?;
    let opener = item.open(keyring, &state)?;
    let header = opener.header();
    let What::Submission(kind) = header.what else { return Err(not_a_submission().into()) };
    let own = keyring.secrets().handle.as_str();
    // Another editor who handed it there told its source, too.
    let is_told = |known: &Forwarded| known.to == *to && (known.source_told || known.by != own);
    let is_new = !state.forwarded.iter().any(is_told);
    let language = header.language.as_str();
    let title = joined.roster.section(to).map_or(to.as_str(), |section| section.title(language));
    let told = (is_new && header.reply_to.is_some()).then(|| session.person.handed_on(language, title));
    let mandate = header.mandate.clone();
    opener.finish().map_err(VaultError::Open)?;
    let short = ShortId::of(item.id(), &vault.ids()?);
    Ok(Handing { short, kind, mandate, until: state.last_day(&joined.roster), told })
}

/// Whether this editor may hand it on.
fn check(joined: &Joined, own: &Handle, state: &State, to: &SectionName) -> Result<(), ForwardError> {
    if state.gone.as_ref().is_some_and(Gone::is_signed) {
        Err(ForwardError::Gone)
    } else if !matches!(state.opened, Opened::By(_)) {
        Err(ForwardError::Closed)
    } else if state.section == *to {
        Err(ForwardError::Same)
    } else if joined.roster.editors_of(&state.section).all(|editor| editor.handle != *own) {
        Err(ForwardError::NotOurs)
    } else {
        Ok(())
    }
}

/// What will be handed on.
struct Handover {
    vault: Rc<Vault>,
    heard: Heard,
    to: SectionName,
    plan: Plan,
}

impl Action for Handover {
    type Outcome = Given;

    fn question(&self) -> Option<Question<'_>> {
        Some(Question::Forward(&self.plan))
    }

    fn commit(self, session: &mut Session<'_>) -> Result<Given, Cause> {
        let mut items = Vec::with_capacity(self.plan.items.len());
        for handing in &self.plan.items {
            let short = handing.short.clone();
            items.push(match self.hand(session, handing) {
                Ok((without, told)) => GivenItem { short, without, told, failed: None },
                // The only one: nothing was done.
                Err(cause) if self.plan.items.len() == 1 => return Err(cause),
                Err(cause) => GivenItem { short, without: Vec::new(), told: Told::Not, failed: Some(cause) },
            });
        }
        Ok(Given::Done { to: self.plan.to, items })
    }

    fn decline(self, _: &mut Session<'_>) -> Result<Given, Cause> {
        Ok(Given::Declined)
    }
}

impl Handover {
    fn hand(&self, session: &mut Session<'_>, handing: &Handing) -> Result<(Vec<String>, Told), Cause> {
        let Heard { api, keyring, .. } = &self.heard;
        let (item, today) = (self.vault.find(&handing.short)?, session.clock.today());
        // An answer of before goes first: there is room for one that waits.
        if handing.told.is_some()
            && let Some(journal) = waiting(&item)?
        {
            session.person.tell(&Notice::SendingWaiting);
            deliver(api, &item, &journal, today)?;
        }
        let state = item.state()?;
        let without = self.put(&item, &state, session.clock)?;
        let journal = match &handing.told {
            Some(text) => Some(self.write(&item, &state, text, session.clock)?),
            None => None,
        };
        let own = keyring.secrets().handle.as_str();
        item.update(|state| state.hand_on(&self.to, own, journal.is_some()))?;
        let told = match journal {
            Some(journal) if deliver(api, &item, &journal, today).is_ok() => Told::Sent,
            Some(_) => Told::Waits,
            None => Told::Not,
        };
        Ok((without, told))
    }

    /// Puts the statement on the server, with slots and a note for the other section's editors; says who has no key yet.
    fn put(&self, item: &Item<'_>, state: &State, clock: Clock) -> Result<Vec<String>, Cause> {
        let Heard { api, joined, keyring, .. } = &self.heard;
        let keys = Keys::new(&self.vault, api, joined, clock);
        let (key, binding) = (item.key(keyring, state)?, keyring.binding(item.id(), state));
        let (mut slots, mut without) = (Slots::new(), Vec::new());
        for editor in joined.roster.editors_of(&self.to) {
            // To keys of the week alone, as everywhere: a server that hides them gets no slot to a cert.
            let OfWeek::Key(epoch) = keys.of_this_week(editor)? else {
                without.push(editor.handle.as_str().to_owned());
                continue;
            };
            if let Ok(slot) = seal_slot(&key, &binding, &SlotRecipient::Age(&epoch), clock.now()) {
                slots.push((editor.handle.clone(), slot));
            }
        }
        let (note, text) = (NoteId::random(&mut randomness()), self.note(clock)?);
        let (told, content) = colleagues::sealed(&keys, keyring, item.id(), &self.to, note, &text)?;
        let secrets = keyring.secrets();
        let forwarding = UntrustedForwarding::state(
            &secrets.device,
            joined.roster.body().instance,
            item.id(),
            (&state.section, self.to.clone()),
            secrets.handle.clone(),
        );
        api.put_forwarded(&forwarding, &slots, (note, &told, &content))?;
        Ok(without)
    }

    /// Why, as a comment. There is a note in any case: whether anything was said is nobody's to see.
    fn note(&self, clock: Clock) -> Result<String, MarkError> {
        let mut marks = Marks::default();
        if let Some(why) = &self.plan.why {
            let id = CommentId::random(&mut randomness());
            marks.comment(&Merged::default(), id, why.clone(), clock.today());
        }
        let note = Note { marks, ..Note::default() };
        let mut text = note.to_text().map_err(|_| MarkError::TooMuch(COMMENT_MAX as u64))?;
        text.push_str(&" ".repeat(NOTE.saturating_sub(text.len())));
        Ok(text)
    }

    /// Seals what its source is told, and keeps it until it is sent: from the section that it wrote to.
    fn write(
        &self,
        item: &Item<'_>,
        state: &State,
        text: &str,
        clock: Clock,
    ) -> Result<super::letter::Journal, Cause> {
        let Heard { joined, keyring, .. } = &self.heard;
        let keyring: &Keyring = keyring;
        let source = source(item, keyring, state)?;
        let section = Some(&state.section);
        let letter =
            Letter { id: None, text, until: None, silence: Silence::Yes, section, files: Vec::new() };
        let journal = seal(joined, keyring, state, &source, &letter, clock)?;
        keep(item, keyring, state, &journal, text)?;
        Ok(journal)
    }
}
