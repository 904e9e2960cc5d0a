//! Shows a source what will be published: the exact title and text, and the covered pictures, small.

use estafette_keys::day::Day;
use estafette_keys::message::FileName;
use estafette_keys::note::Newer;
use estafette_keys::silence::Silence;

use super::action::{Action, carry_out};
use super::chosen::Chosen;
use super::ending::{Ending, Ends};
use super::letter::{self, Letter, ReplyError, Source};
use super::publish::{Inquiry, inquire, material, otherwise, unanswered};
use crate::failure::Cause;
use crate::person::{PersonError, Question};
use crate::pictures::studio::Studio;
use crate::pictures::{Cover, Wanted};
use crate::plan::proof::{Plan, Told};
use crate::publish::consent::{Concern, Version};
use crate::session::Session;
use crate::vault::{self, Item, Joined, Keyring, ShortId, State};

mod long;

/// Show its source what will be published.
pub(crate) struct Proof {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// An answer is asked for before this day
    pub until: Day,
    /// What none is to mean, where that is not what the roster says
    pub silence: Option<Silence>,
    /// What of it.
    pub chosen: Chosen,
    /// Don't ask
    pub yes: bool,
}

/// A picture's longer side, in pixels: enough to see who is in it.
const SIDE: u32 = 640;
/// All files together, in bytes: an answer is small.
const FILES_MAX: usize = 1_500_000;

/// What came of it.
pub(crate) enum Sent {
    /// It is in the mailbox.
    Arrived(Plan),
    /// The person said no.
    Declined,
}

impl Ends for Sent {
    fn ending(&self) -> Ending {
        if matches!(self, Self::Declined) { Ending::Declined } else { Ending::Done }
    }
}

/// Runs `estafette proof`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Proof) -> Result<Sent, Cause> {
    let vault = session.open_vault()?;
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let item = vault.find(&asked.item)?;
    if asked.until <= session.clock.today() {
        return Err(ReplyError::Until.into());
    }
    // Nobody is asked of what they took back, or answered already.
    if matches!(inquire(session, &vault, &asked.item, &asked.chosen.knowing)?, Inquiry::Declined) {
        return Ok(Sent::Declined);
    }
    let state = item.state()?;
    let source = letter::source(&item, &keyring, &state)?;
    // What waits for its day is shown before it.
    let material = material(session, &vault, &item, &state, &asked.chosen, true)?;
    // What stays as it was written is shown as it was written, not as a site's Markdown has it.
    let content = &material.content;
    let unanswered = material.unanswered.and(asked.silence);
    // An editor may ask for more than the roster does, and never for less.
    if asked.silence.is_some_and(|silence| silence != unanswered.silence()) {
        return Err(ReplyError::ProofSilence.into());
    }
    let mut text = format!("{}\n\n{}", content.title, material.written.as_ref().unwrap_or(&content.body));
    let told = Told {
        language: &content.language,
        read_in: &material.read_in,
        changes: material.changes.as_deref().filter(|_| !material.read_in.is_empty()).unwrap_or_default(),
        shown: &otherwise::all(&item, &item.key(&keyring, &state)?)?,
    };
    for told in session.person.told(&told) {
        text.extend(["\n\n", &told]);
    }
    let mut files: Vec<long::File> = Vec::new();
    for picture in &content.pictures {
        // Made from what will be published: what is covered there is covered here.
        let wanted = Wanted {
            part: None,
            page: 1,
            areas: Some(Vec::new()),
            cover: Cover::Solid,
            side: SIDE,
            paper: false,
        };
        let small = Studio::new(None).make(&wanted, &picture.file)?;
        let name =
            FileName::sanitised(&format!("image-{}.{}", picture.number.in_a_name(), small.format.ending()));
        files.push((name, small.format.media_type(), small.file));
    }
    files.extend(content.files.iter().map(|file| {
        let name = FileName::sanitised(&file.name);
        (name, "text/plain", file.bytes.clone())
    }));
    if files.iter().map(|(_, _, bytes)| bytes.len()).sum::<usize>() > FILES_MAX {
        return Err(ReplyError::ProofPictures.into());
    }
    let known = material.known.clone();
    let matters =
        |concern: &Concern| matches!(concern, Concern::TakenBack | Concern::Words | Concern::Colleague);
    let plan = Plan {
        short: content.short.clone(),
        text,
        pictures: files.len(),
        until: asked.until,
        unanswered,
        words: known.words,
        others: known.others,
        held: known.held,
        open: known.open.into_iter().filter(matters).collect(),
    };
    let version = material.version();
    // `--yes` does not agree to what has to be known.
    let is_sure = asked.yes && plan.open.is_empty();
    let showing =
        Showing { item: &item, joined: &joined, keyring: &keyring, state, source, plan, files, version };
    carry_out(session, showing, is_sure)
}

/// What will be shown.
struct Showing<'a> {
    item: &'a Item<'a>,
    joined: &'a Joined,
    keyring: &'a Keyring,
    state: State,
    source: Source,
    plan: Plan,
    files: Vec<long::File>,
    version: Version,
}

impl Action for Showing<'_> {
    type Outcome = Sent;

    fn question(&self) -> Option<Question<'_>> {
        Some(Question::Proof(&self.plan))
    }

    fn commit(self, session: &mut Session<'_>) -> Result<Sent, Cause> {
        let Self { item, joined, keyring, state, source, plan, mut files, version } = self;
        letter::send_waiting(session, item, joined, keyring)?;
        let (beginning, whole) = long::fitted(&plan.text);
        files.extend(whole);
        let shown = Letter {
            id: None,
            text: &beginning,
            until: Some(plan.until),
            silence: plan.unanswered.silence(),
            section: None,
            files,
        };
        let journal = letter::seal(joined, keyring, &state, &source, &shown, session.clock)?;
        let proof = vault::Proof {
            id: journal.id,
            day: session.clock.today(),
            until: plan.until,
            hash: version.whole,
            text: Some(version.text),
            silence: Some(plan.unanswered.silence()),
            answer: None,
            newer: Newer::default(),
        };
        // Remembered before it is sent: an answer finds what it is about.
        item.update(|state| state.proofs.push(proof))?;
        letter::keep(item, keyring, &state, &journal, &plan.text)?;
        letter::send(session, item, joined, keyring, &journal)?;
        Ok(Sent::Arrived(plan))
    }

    fn decline(self, _: &mut Session<'_>) -> Result<Sent, Cause> {
        Ok(Sent::Declined)
    }

    fn unanswered(self, _: &mut Session<'_>, error: PersonError) -> Result<Sent, Cause> {
        Err(unanswered(&self.plan.open, error))
    }
}
