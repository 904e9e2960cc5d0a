//! Writes to a section as a source does, and seals on this machine: the server sees a sealed envelope and an id, never the
//! codename, and can't choose whom it is sealed to.

use std::path::PathBuf;
use std::time::Duration;

use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::day::Day;
use estafette_keys::message::{
    Detail, FILES_MAX, Kind, LanguageTag, Line, Mandate, Publish, SectionName, TEXT_MAX, text_length,
};
use estafette_keys::roster::{Handle, Roster, Section};
use estafette_keys::source::Stretcher;
use rand::RngCore;
use zeroize::Zeroizing;

use super::action::{Action, carry_out};
use super::correspondence::{Correspondence, Way, codename};
use super::ending::{Ending, Ends};
use super::writing::{Writable, Writing};
use super::{epochs, sheet};
use crate::api::{ApiError, Refusal, SourceApi, Stated};
use crate::clock::{Clock, randomness};
use crate::failure::Cause;
use crate::person::{Notice, PersonError, Question};
use crate::plan::send::Plan;
use crate::scratch::names::Temporary;
use crate::session::Session;
use crate::text_file;
use crate::vault::ShortId;
pub(crate) use error::SendError;
use outbox::{Outbox, Parcel};
use pack::{Message, Sealing, name_of, pack};
use upload::upload;

mod error;
mod outbox;
mod pack;
mod upload;

/// Write to a section, sealed on this machine to its editors.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(crate) struct Send {
    /// The section
    pub section: Option<SectionName>,
    /// Files to send with it
    pub files: Vec<PathBuf>,
    /// What it is
    pub kind: Kind,
    /// What may be published: as-written, edited, or background (nothing)
    pub publish: Option<Publish>,
    /// Not to be published before this day
    pub not_before: Option<Day>,
    /// Sign as this [default: unsigned]
    pub sign_as: Option<Line>,
    /// The fields of its kind
    pub details: Vec<(Detail, Line)>,
    /// The language it is written in [default: that of the answers]
    pub language: Option<LanguageTag>,
    /// The text itself; your shell may keep it in its history
    pub message: Option<String>,
    /// The text is in this file, or on standard input (-)
    pub file: Option<PathBuf>,
    /// With a codename that you have already: a next message of the same source
    pub again: bool,
    /// Go on with what was interrupted
    pub resume: bool,
    /// Seconds to go on trying while nothing comes through
    pub patience: u64,
    /// Throw away what was interrupted
    pub discard: bool,
    /// Where to, and as whom.
    pub way: Way,
    /// Write on a disk where no memory-backed folder is found
    pub allow_disk: bool,
    /// Seal to an editor's lasting key where the server shows no key of this week
    pub allow_cert: bool,
    /// Don't ask before sending
    pub yes: bool,
}

/// What came of it.
pub(crate) enum Sent {
    /// It is there.
    Arrived {
        /// What takes it back.
        short: Vec<ShortId>,
        /// The codename, where it is new.
        codename: NewCodename,
    },
    /// What waited was thrown away: so many.
    Discarded(usize),
    /// The person said no.
    Declined,
}

impl Ends for Sent {
    fn ending(&self) -> Ending {
        if matches!(self, Self::Declined) { Ending::Declined } else { Ending::Done }
    }
}

/// The words of a codename that was made now.
pub(crate) type NewCodename = Option<[&'static str; 8]>;

/// Runs `estafette send`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Send) -> Result<Sent, Cause> {
    let outbox = Outbox::of(&session.config.home);
    if asked.discard {
        return Ok(Sent::Discarded(outbox.discard()?));
    }
    let Correspondence { roster, api } = Correspondence::open(session, &asked.way)?;
    let instance = roster.body().instance;
    if asked.resume {
        let keys =
            Stretcher::new().stretch(&codename(session, asked.way.codename_file.as_deref())?, instance);
        let parcels = outbox.of_source(&keys)?;
        if parcels.is_empty() {
            return Err(SendError::NothingWaits.into());
        }
        return send(session, &api, parcels, None, asked.patience);
    }

    let section = section(&roster, asked)?;
    let stated = match api.stated(&section.name) {
        Err(ApiError::Refused(Refusal::NotFound)) => return Err(SendError::NoSection.into()),
        stated => stated?,
    };
    if epochs::are_apart(session.clock.today(), stated.today) {
        return Err(epochs::EpochsError::Clock(stated.today).into());
    }
    if section.liveness_weeks.is_some() && !is_opened(&stated, &roster, session.clock) {
        session.person.tell(&Notice::Silent);
    }
    let by_cert = pack::by_cert(&section.name, &roster, &stated, session.clock);
    if asked.yes && !asked.allow_cert && !by_cert.is_empty() {
        return Err(SendError::NoKeys { editors: by_cert }.into());
    }
    let (written, message) = message(session, asked, section)?;
    let plan = if asked.yes { Ok(None) } else { message.plan(session, &by_cert).map(Some) };
    let (fault, plan) = match plan {
        Ok(plan) => (None, plan),
        Err(error) => (Some(error), None),
    };
    let sending = Sending { asked, message, roster, api, stated, by_cert, outbox, written, plan };
    match fault {
        Some(error) => Err(sending.fail(session, error.into())),
        None => carry_out(session, sending, asked.yes),
    }
}

/// A message that was written, and will be sent.
struct Sending<'a> {
    asked: &'a Send,
    message: Message,
    roster: Roster,
    api: SourceApi,
    stated: Stated,
    by_cert: Vec<Handle>,
    outbox: Outbox,
    written: Writing,
    plan: Option<Plan>,
}

impl Action for Sending<'_> {
    type Outcome = Sent;

    fn question(&self) -> Option<Question<'_>> {
        self.plan.as_ref().map(Question::Send)
    }

    fn commit(self, session: &mut Session<'_>) -> Result<Sent, Cause> {
        // Once it is sealed the outbox has it; until then it must not get lost.
        let sealed = self.seal(session).map(Some);
        let Some((parcel, words)) = self.written.unless_kept(session, sealed)? else {
            return Ok(Sent::Declined);
        };
        send(session, &self.api, vec![parcel], words, self.asked.patience)
    }

    fn decline(self, session: &mut Session<'_>) -> Result<Sent, Cause> {
        self.written.unless_kept::<()>(session, Ok(None)).map(|_| Sent::Declined)
    }

    fn unanswered(self, session: &mut Session<'_>, error: PersonError) -> Result<Sent, Cause> {
        Err(self.fail(session, error.into()))
    }
}

impl Sending<'_> {
    /// Shows the codename, and seals.
    fn seal(&self, session: &mut Session<'_>) -> Result<(Parcel, NewCodename), Cause> {
        let (codename, words) = if self.asked.again || self.asked.way.codename_file.is_some() {
            (codename(session, self.asked.way.codename_file.as_deref())?, None)
        } else {
            let mut entropy = Zeroizing::new([0; 11]);
            randomness().fill_bytes(entropy.as_mut());
            let codename = Codename::from_entropy(*entropy);
            let words = codename.words(WordLanguage::for_tag(session.config.language.tag()));
            // Before anything leaves: whatever happens on the way, it can be gone on with.
            session.person.tell(&Notice::Codename(words));
            (codename, Some(words))
        };
        let keys = Stretcher::new().stretch(&codename, self.roster.body().instance);
        let Self { message, roster, api, stated, by_cert, outbox, .. } = self;
        let sealing = Sealing { message, roster, api, stated, by_cert };
        let parcel = pack(session.clock, &sealing, outbox, &keys, words.is_some())?;
        Ok((parcel, words))
    }

    /// It is not sent. What was written must not get lost.
    fn fail(self, session: &mut Session<'_>, cause: Cause) -> Cause {
        match self.written.unless_kept::<()>(session, Err(cause)) {
            Err(cause) => cause,
            Ok(_) => unreachable!("a failure stays one"),
        }
    }
}

fn send(
    session: &mut Session<'_>,
    api: &SourceApi,
    parcels: Vec<Parcel>,
    codename: NewCodename,
    patience: u64,
) -> Result<Sent, Cause> {
    let ids: Vec<_> = parcels.iter().map(|parcel| parcel.label.id).collect();
    for parcel in parcels {
        upload(session, api, &parcel, Duration::from_secs(patience))?;
        parcel.remove()?;
    }
    let short = ids.iter().map(|id| ShortId::of(*id, &ids)).collect();
    Ok(Sent::Arrived { short, codename })
}

fn section(roster: &Roster, asked: &Send) -> Result<Section, SendError> {
    let name: &SectionName = asked.section.as_ref().ok_or(SendError::NoSection)?;
    roster.editors_of(name).next().ok_or(SendError::NoSection)?;
    roster.section(name).cloned().ok_or(SendError::NoSection)
}

fn is_opened(stated: &Stated, roster: &Roster, clock: Clock) -> bool {
    stated.opened.as_ref().is_some_and(|opened| opened.verify(roster, clock.today()).is_ok())
}

/// What was asked for, checked; the text from the person's editor where none was given.
fn message(session: &mut Session<'_>, asked: &Send, section: Section) -> Result<(Writing, Message), Cause> {
    let fits = |(at, (detail, _)): (usize, &(Detail, Line))| {
        let others = asked.details.get(..at).unwrap_or_default();
        asked.kind.details().contains(detail) && others.iter().all(|(other, _)| other != detail)
    };
    if !asked.details.iter().enumerate().all(fits) {
        return Err(SendError::Field.into());
    }
    if asked.files.len() > FILES_MAX {
        return Err(SendError::Many.into());
    }
    for file in &asked.files {
        text_file::check(file)?;
    }
    let written = match (&asked.message, &asked.file) {
        (Some(text), _) => Writing::given(text.clone()),
        (None, Some(file)) => Writing::given(text_file::read(file)?),
        (None, None) => {
            let home = session.config.home.clone();
            let place = Writable {
                home: &home,
                purpose: Temporary::Send,
                of: section.name.as_str(),
                allow_disk: asked.allow_disk,
            };
            let note = section.rules.clone();
            let language = session.config.language.tag();
            let rules = note.get(language).or_else(|| note.values().next()).cloned().unwrap_or_default();
            Writing::in_editor(session, &place, || sheet::reply(&crate::terminal::block(&rules)))?
        }
    };
    let text = Zeroizing::new(sheet::without_comments(written.text()));
    let language = match &asked.language {
        Some(language) => language.clone(),
        None => session.config.language.tag().parse().unwrap_or_else(|_| unreachable!("our own languages")),
    };
    let mandate = Mandate {
        // The grammar asks for it.
        publish: asked.publish.ok_or(SendError::Empty)?,
        not_before: asked.not_before,
        sign_as: asked.sign_as.clone(),
    };
    let (details, files) = (asked.details.clone(), asked.files.clone());
    let message = Message { section, kind: asked.kind, language, mandate, details, text, files };
    match message.fault() {
        Some(fault) => {
            written.unless_kept::<()>(session, Err(fault.into()))?;
            Err(SendError::Empty.into())
        }
        None => Ok((written, message)),
    }
}

impl Message {
    fn fault(&self) -> Option<SendError> {
        let says_enough = self.details.iter().any(|(detail, _)| detail.says_enough());
        if self.text.trim().is_empty() && self.files.is_empty() && !says_enough {
            return Some(SendError::Empty);
        }
        (text_length(&self.text) > TEXT_MAX).then_some(SendError::TooLong)
    }

    fn plan(&self, session: &Session<'_>, by_cert: &[Handle]) -> Result<Plan, SendError> {
        let size = |file: &PathBuf| {
            let size = std::fs::metadata(file).map_err(SendError::Read)?.len();
            Ok((name_of(file).as_str().to_owned(), size))
        };
        Ok(Plan {
            title: self.section.title(session.config.language.tag()).to_owned(),
            kind: self.kind,
            mandate: self.mandate.clone(),
            text: self.text.clone(),
            files: self.files.iter().map(size).collect::<Result<_, SendError>>()?,
            by_cert: by_cert.iter().map(Handle::to_string).collect(),
        })
    }
}
