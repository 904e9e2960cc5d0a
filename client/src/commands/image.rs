//! Pictures made fit to be published: new from their pixels, faces covered, looked over by somebody.

use estafette_files::private as private_file;
use estafette_keys::envelope::ItemKey;

use super::action::{Action, carry_out};
use crate::failure::Cause;
use crate::person::{Notice, Question};
use crate::pictures::cover;
use crate::pictures::studio::Studio;
use crate::pictures::{Area, Cover, Made, Number, PictureError, SIDE_MAX, Wanted};
use crate::plan::image::Look;
use crate::scratch::Scratch;
use crate::scratch::names::Temporary;
use crate::session::Session;
use crate::vault::{Prepared, ShortId};

use files::{Files, Found};

pub(crate) use error::ImageError;
pub(crate) use outcome::{Listed, Outcome, Shown};

mod error;
mod files;
mod outcome;
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
    let files = Files { item: &item, keyring: &keyring, state: &state };
    let studio = Studio::new(session.config.detector.clone());
    let (found, count) = files.found(&studio)?;
    let desk = Desk { files, studio, found, count, key: &key };
    match step {
        Step::List { .. } => Ok(Outcome::Listed(short, desk.list()?)),
        Step::Clean { numbers, .. } => {
            let (made, failed) = desk.clean(session, numbers)?;
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
    }
}

impl Image {
    fn item(&self) -> &ShortId {
        match &self.step {
            Step::List { item } | Step::Clean { item, .. } | Step::Review { item, .. } => item,
            Step::Cover(cover) => &cover.item,
        }
    }
}

/// Those that were made new, and those that could not be.
type Cleaned = (Vec<Shown>, Vec<(Number, PictureError)>);

/// A picture that will be approved. What is shown of it goes away with the answer.
struct Review<'a> {
    desk: &'a Desk<'a>,
    prepared: Prepared,
    shown: Option<(Look, Scratch)>,
}

impl Action for Review<'_> {
    type Outcome = Option<Prepared>;

    fn question(&self) -> Option<Question<'_>> {
        self.shown.as_ref().map(|(look, _)| Question::Review(look))
    }

    fn commit(self, _: &mut Session<'_>) -> Result<Option<Prepared>, Cause> {
        let seen = self.prepared.seen || self.shown.is_some();
        let prepared = Prepared { seen, reviewed: true, ..self.prepared };
        self.desk.files.item.update_picture(self.desk.key, prepared.clone())?;
        Ok(Some(prepared))
    }

    fn decline(self, _: &mut Session<'_>) -> Result<Option<Prepared>, Cause> {
        self.desk.files.item.update_picture(self.desk.key, Prepared { seen: true, ..self.prepared })?;
        Ok(None)
    }
}

/// How a picture is looked over.
#[derive(Clone, Copy)]
struct How {
    is_walked: bool,
    yes: bool,
    incomplete: bool,
}

struct Desk<'a> {
    files: Files<'a>,
    studio: Studio,
    /// Its pictures, and the pages of what has several.
    found: Vec<Found>,
    /// How many files it has.
    count: u32,
    key: &'a ItemKey,
}

impl Desk<'_> {
    fn list(&self) -> Result<Vec<Listed>, Cause> {
        let mut prepared = self.files.item.pictures(self.key)?;
        let listed = self.found.iter().map(|found| {
            let at = prepared.iter().position(|picture| picture.number == found.number);
            let prepared = at.map(|at| prepared.swap_remove(at));
            Listed { number: found.number, name: found.name.clone(), size: found.size, prepared }
        });
        let listed: Vec<Listed> = listed.collect();
        if listed.is_empty() { Err(ImageError::None.into()) } else { Ok(listed) }
    }

    /// One that can't be made new keeps no other from it.
    fn clean(&self, session: &mut Session<'_>, numbers: &[Number]) -> Result<Cleaned, Cause> {
        for number in numbers {
            self.named(*number)?;
        }
        let wanted = |found: &&Found| numbers.is_empty() || numbers.iter().any(|number| found.is(*number));
        let wanted: Vec<Number> = self.found.iter().filter(wanted).map(|found| found.number).collect();
        if wanted.is_empty() {
            return Err(ImageError::None.into());
        }
        let (mut made, mut failed) = (Vec::new(), Vec::new());
        let mut open: Option<(u32, Vec<u8>)> = None;
        for (at, number) in wanted.iter().copied().enumerate() {
            if wanted.len() > 1 {
                session.person.tell(&Notice::Picture { number, at: at + 1, of: wanted.len() });
            }
            // The pages of one file are made from what is open already.
            if open.as_ref().is_none_or(|(file, _)| *file != number.file) {
                match self.files.whole(number.file) {
                    Ok(bytes) => open = Some((number.file, bytes)),
                    Err(cause) => {
                        failed.push((number, cause.take::<PictureError>()?));
                        continue;
                    }
                }
            }
            let file = open.as_ref().map(|(_, bytes)| bytes.as_slice()).unwrap_or_default();
            let before = self.prepared_already(number)?;
            let cover = before.as_ref().map_or_else(Cover::default, |picture| picture.cover);
            let alt = before.and_then(|picture| picture.alt);
            match self.studio.make(&wanted_of(number, None, cover), file) {
                Ok(picture) => made.push(self.keep(number, picture, cover, alt)?),
                Err(error) => failed.push((number, error)),
            }
        }
        match failed.pop() {
            Some((_, error)) if made.is_empty() && failed.is_empty() => Err(error.into()),
            last => {
                failed.extend(last);
                Ok((made, failed))
            }
        }
    }

    fn cover(&self, asked: &Covering) -> Result<Shown, Cause> {
        let before = self.prepared(asked.number)?;
        let number = before.number;
        let file = self.files.whole(number.file)?;
        let mut areas: Vec<Option<Area>> = before.areas.iter().copied().map(Some).collect();
        let mut change = |number: u32, to: Option<Area>| {
            let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
            let area = at.and_then(|at| areas.get_mut(at)).ok_or(ImageError::NoSuchArea)?;
            *area = to;
            Ok::<_, ImageError>(())
        };
        for (number, area) in &asked.moves {
            change(*number, Some(*area))?;
        }
        for number in &asked.drop {
            change(*number, None)?;
        }
        let mut areas: Vec<Area> = areas.into_iter().flatten().collect();
        areas.extend_from_slice(&asked.add);
        let cover = match (asked.mosaic, asked.solid) {
            (true, _) => Cover::Mosaic,
            (_, true) => Cover::Solid,
            _ => before.cover,
        };
        if asked.anew.all || asked.anew.everyone {
            let found = self.studio.make(&wanted_of(number, None, cover), &file)?;
            let whole = |head: &Area| cover::body(*head, found.width, found.height);
            areas = if asked.anew.everyone { found.areas.iter().map(whole).collect() } else { found.areas };
            areas.extend_from_slice(&asked.add);
        }
        let made = self.studio.make(&wanted_of(number, Some(areas), cover), &file)?;
        self.keep(number, made, cover, before.alt)
    }

    fn review(
        &self,
        session: &mut Session<'_>,
        number: Number,
        alt: Option<&String>,
        how: How,
    ) -> Result<Option<Prepared>, Cause> {
        let mut prepared = self.prepared(number)?;
        // Whoever did not see it here says in their own words what it shows: that it was described before is not enough.
        let is_described = alt.is_some_and(|alt| !alt.trim().is_empty());
        let How { is_walked, yes, incomplete } = how;
        if yes && !prepared.seen && !is_described && prepared.alt.is_some() {
            return Err(ImageError::Unseen.into());
        }
        let alt = alt.cloned().or(prepared.alt.take()).filter(|alt| !alt.trim().is_empty());
        let alt = alt.ok_or(ImageError::NoAlt)?;
        if let Some(missing) = prepared.missing
            && yes
            && !incomplete
        {
            return Err(ImageError::Incomplete(missing).into());
        }
        prepared.alt = Some(alt.clone());
        if is_walked && !self.walked(session, &prepared)? {
            return Ok(None);
        }
        let shown = if yes { None } else { Some(self.look(session, &prepared, alt)?) };
        carry_out(session, Review { desk: self, prepared, shown }, yes)
    }

    /// Puts before somebody's eyes what would be published, and what is under the covers.
    fn look(
        &self,
        session: &Session<'_>,
        prepared: &Prepared,
        alt: String,
    ) -> Result<(Look, Scratch), Cause> {
        let number = prepared.number;
        let wanted = wanted_of(number, Some(prepared.areas.clone()), prepared.cover);
        let made = self.studio.make(&wanted, &self.files.whole(number.file)?)?;
        let scratch = Scratch::open(&session.config.memory_folders, None, &Temporary::Review.name())?;
        let name = number.in_a_name();
        let covered = scratch.folder().join(format!("{name}-covered.{}", prepared.format.ending()));
        let numbered = scratch.folder().join(format!("{name}-numbered.jpg"));
        let file = self.files.item.picture(self.key, number)?;
        private_file::write(&covered, &file).map_err(ImageError::Show)?;
        private_file::write(&numbered, &made.preview).map_err(ImageError::Show)?;
        let (areas, missing) = (prepared.areas.len(), prepared.missing);
        Ok((Look { covered, numbered, areas, missing, alt }, scratch))
    }

    /// The picture that is meant: one, whether or not it was made new.
    fn named(&self, asked: Number) -> Result<(), ImageError> {
        match self.found.iter().any(|found| found.is(asked)) {
            true => Ok(()),
            false if (1..=self.count).contains(&asked.file) && asked.page.is_none() => {
                Err(ImageError::NotAPicture)
            }
            false => Err(ImageError::NoSuchPicture),
        }
    }

    fn prepared_already(&self, number: Number) -> Result<Option<Prepared>, Cause> {
        Ok(self.files.item.pictures(self.key)?.into_iter().find(|picture| picture.number == number))
    }

    fn prepared(&self, asked: Number) -> Result<Prepared, Cause> {
        self.named(asked)?;
        let mut found = self.found.iter().filter(|found| found.is(asked));
        let number = match (found.next(), found.count()) {
            (Some(found), 0) => found.number,
            (_, others) => return Err(ImageError::WhichPage(others + 1).into()),
        };
        if let Some(picture) = self.prepared_already(number)? {
            return Ok(picture);
        }
        // One that can't be made new is not said to need it.
        let wanted = wanted_of(number, Some(Vec::new()), Cover::default());
        let made = self.studio.make(&wanted, &self.files.whole(number.file)?);
        Err(made.map_or_else(Cause::from, |_| ImageError::NotClean.into()))
    }

    fn keep(&self, number: Number, made: Made, cover: Cover, alt: Option<String>) -> Result<Shown, Cause> {
        let Made { width, height, format, areas, missing, file, sketch, .. } = made;
        let prepared = Prepared {
            number,
            format,
            width,
            height,
            areas,
            cover,
            alt,
            missing,
            reviewed: false,
            seen: false,
        };
        self.files.item.keep_picture(self.key, prepared.clone(), &file)?;
        Ok(Shown { prepared, sketch })
    }
}

/// As it is published.
fn wanted_of(number: Number, areas: Option<Vec<Area>>, cover: Cover) -> Wanted {
    Wanted { part: None, page: number.drawn(), areas, cover, side: SIDE_MAX }
}
