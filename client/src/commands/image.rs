//! Pictures made fit to be published: new from their pixels, faces covered, looked over by somebody.

use crate::failure::Cause;
use crate::pictures::{Area, Number};
use crate::session::Session;
use crate::transcript::Languages;
use crate::vault::ShortId;

use desk::Desk;
use review::How;

pub(crate) use outcome::{Listed, Outcome, Read, Shown};
pub(super) use transcribe::transcribed;

mod desk;
mod error;
mod files;
mod outcome;
mod review;
mod transcribe;
mod walk;

/// Make an item's pictures fit to be published.
pub(crate) struct Image {
    /// What to do.
    pub step: Step,
}

/// What can be done with pictures.
pub(crate) enum Step {
    /// List an item's pictures, and how far each got
    List {
        /// The beginning of an item's id, as `inbox` shows it
        item: ShortId,
    },
    /// Make them new from their pixels, find the faces, and cover those
    Clean {
        /// The beginning of an item's id, as `inbox` shows it
        item: ShortId,
        /// Only these, by number; N.PAGE is one page
        numbers: Vec<Number>,
        /// They are sheets of paper: their lines are made level, and the paper white
        paper: bool,
    },
    /// Say what is covered: faces, number plates, badges
    Cover(Covering),
    /// Look a picture over; only then can it be published
    Review {
        /// The beginning of an item's id, as `inbox` shows it
        item: ShortId,
        /// The picture's number, or N.PAGE
        number: Number,
        /// What it shows, for those who don't see it; names nobody
        alt: Option<String>,
        /// Don't ask: you saw it since it was made, or say with --alt what it shows
        yes: bool,
        /// First look at it part by part, at full size
        walk: bool,
        /// With --yes: take it although a part of it did not arrive
        incomplete: bool,
    },
    /// Read what is written in a picture that was made new
    Transcribe {
        /// The beginning of an item's id, as `inbox` shows it
        item: ShortId,
        /// The picture's number
        number: Number,
        /// What it is written in; where nobody says, the item's own language
        language: Option<Languages>,
    },
}

/// Who is looked for again.
pub(crate) struct Anew {
    /// Begin anew: every face that is found
    pub all: bool,
    /// Begin anew: everybody whose face is found, from head to foot
    pub everyone: bool,
}

/// What is covered.
pub(crate) struct Covering {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// The picture's number, or N.PAGE
    pub number: Number,
    /// One more area, in pixels of the picture that `image review` shows; can be repeated
    pub add: Vec<Area>,
    /// Uncover this one; can be repeated
    pub drop: Vec<u32>,
    /// Move one; can be repeated
    pub moves: Vec<(u32, Area)>,
    /// What is found anew.
    pub anew: Anew,
    /// In few coarse fields
    pub mosaic: bool,
    /// In one colour
    pub solid: bool,
}

/// Runs `estafette image`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Image) -> Result<Outcome, Cause> {
    let vault = session.open_vault()?;
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let (short, step) = (asked.item(), &asked.step);
    let item = vault.find(short)?;
    let short = ShortId::of(item.id(), &vault.ids()?);
    let state = item.state()?;
    let key = item.key(&keyring, &state)?;
    let desk = Desk::open(session, &item, (&keyring, &state), &key)?;
    match step {
        Step::List { .. } => Ok(Outcome::Listed(short, desk.list()?)),
        Step::Clean { numbers, paper, .. } => {
            let (made, failed) = desk.clean(session, numbers, *paper)?;
            Ok(Outcome::Made(short, made, failed))
        }
        Step::Cover(asked) => Ok(Outcome::Made(short, vec![desk.cover(asked)?], Vec::new())),
        Step::Review { number, alt, walk, yes, incomplete, .. } => {
            let how = How { is_walked: *walk, yes: *yes, incomplete: *incomplete };
            match desk.review(session, *number, alt.as_ref(), how)? {
                Some(prepared) => Ok(Outcome::Reviewed(short, prepared)),
                None => Ok(Outcome::Declined),
            }
        }
        Step::Transcribe { number, language, .. } => {
            Ok(Outcome::Read(short, desk.read(*number, language.as_ref())?))
        }
    }
}

impl Image {
    fn item(&self) -> &ShortId {
        match &self.step {
            Step::List { item }
            | Step::Clean { item, .. }
            | Step::Review { item, .. }
            | Step::Transcribe { item, .. } => item,
            Step::Cover(cover) => &cover.item,
        }
    }
}
