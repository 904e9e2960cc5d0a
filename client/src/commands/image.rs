//! Pictures made fit to be published: new from their pixels, faces covered, looked over by somebody.

use estafette_files::private as private_file;
use estafette_keys::envelope::ItemKey;

use super::action::{Action, carry_out};
use crate::failure::Cause;
use crate::person::Question;
use crate::pictures::kind::Kind;
use crate::pictures::studio::Studio;
use crate::pictures::{Area, Cover, FILE_MAX, Made, PictureError, SIDE_MAX, Wanted};
use crate::plan::image::Look;
use crate::scratch::Scratch;
use crate::scratch::names::Temporary;
use crate::session::Session;
use crate::vault::{Item, Keyring, Prepared, ShortId, State, VaultError};

pub(crate) use error::ImageError;
pub(crate) use outcome::{Listed, Outcome, Shown};

mod error;
mod outcome;

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
        /// Only these, by number
        numbers: Vec<u32>,
    },
    /// Say what is covered: faces, number plates, badges
    Cover(Covering),
    /// Look a picture over; only then can it be published
    Review {
        /// The beginning of an item's id, as `inbox` shows it
        item: ShortId,
        /// The picture's number
        number: u32,
        /// What it shows, for those who don't see it; names nobody
        alt: Option<String>,
        /// Don't ask: you saw it since it was made, or say with --alt what it shows
        yes: bool,
        /// With --yes: take it although a part of it did not arrive
        incomplete: bool,
    },
}

/// What is covered.
pub(crate) struct Covering {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// The picture's number
    pub number: u32,
    /// One more area, in pixels of the picture that `image review` shows; can be repeated
    pub add: Vec<Area>,
    /// Uncover this one; can be repeated
    pub drop: Vec<u32>,
    /// Move one; can be repeated
    pub moves: Vec<(u32, Area)>,
    /// Begin anew: every face that is found
    pub all: bool,
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
    let desk = Desk { item: &item, keyring: &keyring, state: &state, key: &key };
    match step {
        Step::List { .. } => Ok(Outcome::Listed(short, desk.list()?)),
        Step::Clean { numbers, .. } => {
            let (made, failed) = desk.clean(session, numbers)?;
            Ok(Outcome::Made(short, made, failed))
        }
        Step::Cover(asked) => Ok(Outcome::Made(short, vec![desk.cover(session, asked)?], Vec::new())),
        Step::Review { number, alt, yes, incomplete, .. } => {
            match desk.review(session, *number, alt.as_ref(), (*yes, *incomplete))? {
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
type Cleaned = (Vec<Shown>, Vec<(u32, PictureError)>);

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
        self.desk.item.update_picture(self.desk.key, prepared.clone())?;
        Ok(Some(prepared))
    }

    fn decline(self, _: &mut Session<'_>) -> Result<Option<Prepared>, Cause> {
        self.desk.item.update_picture(self.desk.key, Prepared { seen: true, ..self.prepared })?;
        Ok(None)
    }
}

struct Desk<'a> {
    item: &'a Item<'a>,
    keyring: &'a Keyring,
    state: &'a State,
    key: &'a ItemKey,
}

impl Desk<'_> {
    fn list(&self) -> Result<Vec<Listed>, Cause> {
        let mut prepared = self.item.pictures(self.key)?;
        let mut listed = Vec::new();
        self.each(|number, name, bytes, size| {
            if Kind::of(bytes).is_some() {
                let at = prepared.iter().position(|picture| picture.number == number);
                let prepared = at.map(|at| prepared.swap_remove(at));
                listed.push(Listed { number, name: name.to_owned(), size, prepared });
            }
        })?;
        if listed.is_empty() { Err(ImageError::None.into()) } else { Ok(listed) }
    }

    /// One that can't be made new keeps no other from it.
    fn clean(&self, session: &Session<'_>, numbers: &[u32]) -> Result<Cleaned, Cause> {
        let wanted: Vec<u32> = self
            .list()?
            .iter()
            .map(|picture| picture.number)
            .filter(|number| numbers.is_empty() || numbers.contains(number))
            .collect();
        if wanted.is_empty() {
            return Err(ImageError::NoSuchPicture.into());
        }
        let (mut made, mut failed) = (Vec::new(), Vec::new());
        for number in wanted {
            let before = self.item.pictures(self.key)?.into_iter().find(|picture| picture.number == number);
            let cover = before.as_ref().map_or_else(Cover::default, |picture| picture.cover);
            let alt = before.and_then(|picture| picture.alt);
            match self.make(session, number, &Wanted { areas: None, cover, side: SIDE_MAX }) {
                Ok(picture) => made.push(self.keep(number, picture, cover, alt)?),
                Err(cause) => failed.push((number, cause.take::<PictureError>()?)),
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

    fn cover(&self, session: &Session<'_>, asked: &Covering) -> Result<Shown, Cause> {
        let before = self.prepared(session, asked.number)?;
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
        if asked.all {
            let found = self.make(session, asked.number, &Wanted { areas: None, cover, side: SIDE_MAX })?;
            areas = [found.areas, asked.add.clone()].concat();
        }
        let wanted = Wanted { areas: Some(areas), cover, side: SIDE_MAX };
        let made = self.make(session, asked.number, &wanted)?;
        self.keep(asked.number, made, cover, before.alt)
    }

    fn review(
        &self,
        session: &mut Session<'_>,
        number: u32,
        alt: Option<&String>,
        (yes, incomplete): (bool, bool),
    ) -> Result<Option<Prepared>, Cause> {
        let mut prepared = self.prepared(session, number)?;
        // Whoever did not see it here says in their own words what it shows: that it was described before is not enough.
        let is_described = alt.is_some_and(|alt| !alt.trim().is_empty());
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
        let wanted = Wanted { areas: Some(prepared.areas.clone()), cover: prepared.cover, side: SIDE_MAX };
        let made = self.make(session, number, &wanted)?;
        let scratch = Scratch::open(&session.config.memory_folders, None, &Temporary::Review.name())?;
        let covered = scratch.folder().join(format!("{number}-covered.{}", prepared.format.ending()));
        let numbered = scratch.folder().join(format!("{number}-numbered.jpg"));
        let file = self.item.picture(self.key, number)?;
        private_file::write(&covered, &file).map_err(ImageError::Show)?;
        private_file::write(&numbered, &made.preview).map_err(ImageError::Show)?;
        let (areas, missing) = (prepared.areas.len(), prepared.missing);
        Ok((Look { covered, numbered, areas, missing, alt }, scratch))
    }

    fn prepared(&self, session: &Session<'_>, number: u32) -> Result<Prepared, Cause> {
        let picture = self.item.pictures(self.key)?.into_iter().find(|picture| picture.number == number);
        match picture {
            Some(picture) => Ok(picture),
            // One that can't be made new is not said to need it.
            None if self.list()?.iter().any(|picture| picture.number == number) => {
                let wanted = Wanted { areas: Some(Vec::new()), cover: Cover::default(), side: SIDE_MAX };
                self.make(session, number, &wanted).and(Err(ImageError::NotClean.into()))
            }
            None => Err(ImageError::NoSuchPicture.into()),
        }
    }

    fn make(&self, session: &Session<'_>, number: u32, wanted: &Wanted) -> Result<Made, Cause> {
        let studio = Studio::new(session.config.detector.clone());
        let file = self.file(number)?;
        Ok(studio.make(wanted, &file)?)
    }

    fn keep(&self, number: u32, made: Made, cover: Cover, alt: Option<String>) -> Result<Shown, Cause> {
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
        self.item.keep_picture(self.key, prepared.clone(), &file)?;
        Ok(Shown { prepared, sketch })
    }

    /// One file, whole.
    fn file(&self, wanted: u32) -> Result<Vec<u8>, Cause> {
        let mut opener = self.item.open(self.keyring, self.state)?;
        let mut bytes = Vec::new();
        let mut buffer = vec![0; 64 * 1024];
        for number in 1.. {
            if opener.next_file().map_err(VaultError::Open)?.is_none() {
                break;
            }
            loop {
                let count = opener.read_file(&mut buffer).map_err(VaultError::Open)?;
                let more = buffer.get(..count).unwrap_or_default();
                if more.is_empty() {
                    break;
                }
                if number == wanted {
                    if bytes.len() + more.len() > FILE_MAX {
                        return Err(PictureError::TooLarge.into());
                    }
                    bytes.extend_from_slice(more);
                }
            }
        }
        // Only of a message that holds to its end.
        opener.finish().map_err(VaultError::Open)?;
        Ok(bytes)
    }

    /// Every file: its number, its name, how it begins, its size.
    fn each(&self, mut take: impl FnMut(u32, &str, &[u8], u64)) -> Result<(), Cause> {
        let mut opener = self.item.open(self.keyring, self.state)?;
        let mut buffer = vec![0; 64 * 1024];
        let mut number = 0;
        while let Some(file) = opener.next_file().map_err(VaultError::Open)? {
            number += 1;
            let (mut begins, mut size) = (Vec::new(), 0);
            loop {
                let count = opener.read_file(&mut buffer).map_err(VaultError::Open)?;
                if count == 0 {
                    break;
                }
                if size == 0 {
                    begins = buffer.get(..count.min(256)).unwrap_or_default().to_vec();
                }
                size += count as u64;
            }
            take(number, file.name.as_str(), &begins, size);
        }
        opener.finish().map_err(VaultError::Open)?;
        Ok(())
    }
}
