//! Reads items: header, mandate, text, the list of its files. All of it is checked before any of it is shown.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::marks::Merged;
use estafette_keys::message::{Detail, Kind, Mandate, What};
use estafette_keys::note::Place;

use super::colleagues::merged;
use super::each::{Each, each};
use super::ending::Ends;
use super::history::{Answers, mark_read, states};
use super::inbox::Progress;
use super::message::{FileLine, files, not_a_submission};
use crate::failure::Cause;
use crate::person::Notice;
use crate::plan::publish::Beside;
use crate::session::Session;
use crate::vault::{
    Elsewhere, Fault, Gone, Item, Keyring, Opened, Proof, ProofAnswer, ShortId, State, Vault, VaultError,
};

/// Read items.
pub(crate) struct Read {
    /// The beginnings of items' ids, as `inbox` shows them
    pub items: Vec<ShortId>,
    /// Don't use a pager, however long it is
    pub no_pager: bool,
    /// Leave it marked as new
    pub keep_new: bool,
}

/// Items, as an editor reads them.
pub(crate) type Pages = Each<Page>;

/// An item, as an editor reads it.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Page {
    /// The beginning that tells it apart.
    pub short: ShortId,
    /// Its whole id.
    pub id: SubmissionId,
    /// The name of the section for which this editor deals with it.
    pub section: String,
    /// The name of the section that its source chose.
    pub sent_to: String,
    /// To which others it was handed, and by whom.
    pub forwarded: Vec<(String, String)>,
    /// Its kind.
    pub kind: Kind,
    /// Its language.
    pub language: String,
    /// The day it was sealed.
    pub day: Day,
    /// The last day it opens.
    pub closes: Option<Day>,
    /// What its source allows.
    pub mandate: Option<Mandate>,
    /// The kind's own fields.
    pub details: Vec<(Detail, String)>,
    /// The text, as it is.
    pub text: String,
    /// Its files.
    pub files: Vec<FileLine>,
    /// Other items of the same author.
    pub thread: Vec<ShortId>,
    /// What was answered; `None` where the text is gone.
    pub replies: Vec<(Day, Option<String>)>,
    /// An answer waits to be sent.
    pub reply_waits: bool,
    /// Whether it can be answered at all.
    pub can_reply: bool,
    /// How far it got.
    pub progress: Progress,
    /// Why it is not on the server any more.
    pub gone: Option<Gone>,
    /// Where it is published, or on its way.
    pub places: Vec<Place>,
    /// What the other editors say of it.
    pub elsewhere: Vec<Elsewhere>,
    /// What all editors of its section say of it together.
    pub merged: Box<Merged>,
    /// What its source was asked, last.
    pub proof: Option<Proof>,
    /// It may still answer.
    pub proof_waits: bool,
    /// Words beside its yes or no.
    pub words: Vec<Beside>,
    /// It is itself an answer: what it says, and of which item, where that is here.
    pub answer: Option<(ProofAnswer, Option<ShortId>)>,
    /// What is written about it and is broken; its text is whole.
    pub broken: Vec<Fault>,
    /// No pager was asked for.
    pub no_pager: bool,
}

impl Ends for Page {}

/// Runs `estafette read`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Read) -> Result<Pages, Cause> {
    each(session, &asked.items, |session, vault, short| page(session, vault, short, asked))
}

fn page(session: &mut Session<'_>, vault: &Vault, short: &ShortId, asked: &Read) -> Result<Page, Cause> {
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let item = vault.find(short)?;
    let state = item.state()?;

    let states = states(vault)?;
    let answers = Answers::among(states.iter().map(|(id, state)| (*id, state)));
    let words = answers.beside(vault, &keyring, item.id(), &state)?;
    let proof = answers.history(item.id(), &state).pop().map(|asked| asked.proof);
    let ids = vault.ids()?;
    let about = |reply| answers.about(reply).map(|id| ShortId::of(id, &ids));

    let mut opener = item.open(&keyring, &state)?;
    let What::Submission(kind) = opener.header().what else { return Err(not_a_submission().into()) };
    let files = files(&mut opener).map_err(|_| item.broken_content())?;
    let header = opener.header();
    let mut broken = Vec::new();
    let replies = replies(&item, &keyring, &state, &mut broken)?;
    let waiting = item.waiting_reply();
    broken.extend(waiting.as_ref().err().and_then(VaultError::fault).cloned());
    let page = Page {
        short: ShortId::of(item.id(), &vault.ids()?),
        id: item.id(),
        section: state.section_of(&joined.roster, &keyring.secrets().handle).as_str().to_owned(),
        sent_to: state.section.as_str().to_owned(),
        forwarded: state.handings(),
        kind,
        language: header.language.as_str().to_owned(),
        day: header.day,
        closes: Some(state.last_day(&joined.roster)),
        mandate: header.mandate.clone(),
        details: header.details.iter().map(|(detail, line)| (*detail, line.as_str().to_owned())).collect(),
        text: opener.text().to_owned(),
        files,
        thread: thread(vault, &item, &state)?,
        replies,
        reply_waits: waiting.is_ok_and(|waiting| waiting.is_some()),
        broken,
        can_reply: header.reply_to.is_some(),
        progress: Progress::of(&state),
        gone: state.gone.clone(),
        places: state.places(),
        elsewhere: state.elsewhere.clone(),
        merged: Box::new(merged(&joined, &keyring.secrets().handle, &state)),
        proof_waits: proof.as_ref().is_some_and(|proof| proof.until > session.clock.today()),
        proof,
        words,
        answer: state.answer.as_ref().map(|answer| (answer.says, about(answer.reply))),
        no_pager: asked.no_pager,
    };
    opener.finish().map_err(|_| item.broken_content())?;
    if !asked.keep_new && !state.read {
        match item.update(|state| state.read = true) {
            // It was read all the same.
            Err(error) if error.is_of_disk() => session.person.tell(&Notice::NotMarked),
            marked => drop(marked?),
        }
    }
    if !asked.keep_new {
        mark_read(vault, &page.words)?;
    }
    Ok(page)
}

fn thread(vault: &Vault, item: &Item<'_>, state: &State) -> Result<Vec<ShortId>, Cause> {
    let Opened::By(_) = &state.opened else { return Ok(Vec::new()) };
    let ids = vault.ids()?;
    let mut thread = Vec::new();
    for other in vault.items()? {
        let same = other.id() != item.id() && other.state().is_ok_and(|other| other.opened == state.opened);
        thread.extend(same.then(|| ShortId::of(other.id(), &ids)));
    }
    Ok(thread)
}

fn replies(
    item: &Item<'_>,
    keyring: &Keyring,
    state: &State,
    broken: &mut Vec<Fault>,
) -> Result<Vec<(Day, Option<String>)>, Cause> {
    let key = item.key(keyring, state)?;
    let mut replies = Vec::new();
    for answered in &state.replies {
        let text = item.reply(&key, answered.id);
        broken.extend(text.as_ref().err().and_then(VaultError::fault).cloned());
        replies.push((answered.day, text.unwrap_or_default()));
    }
    Ok(replies)
}
