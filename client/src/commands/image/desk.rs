//! An item's pictures: listed, made new, covered.

use estafette_keys::envelope::ItemKey;

use super::Covering;
use super::error::ImageError;
use super::files::{Files, Found};
use super::outcome::{Listed, Shown};
use crate::failure::Cause;
use crate::person::Notice;
use crate::pictures::cover;
use crate::pictures::studio::Studio;
use crate::pictures::{Area, Cover, Made, Number, PictureError, SIDE_MAX, Wanted};
use crate::session::Session;
use crate::vault::{Item, Keyring, Prepared, State};

/// Those that were made new, and those that could not be.
type Cleaned = (Vec<Shown>, Vec<(Number, PictureError)>);

/// An item's pictures.
pub(super) struct Desk<'a> {
    pub(super) files: Files<'a>,
    pub(super) studio: Studio,
    /// Its pictures, and the pages of what has several.
    found: Vec<Found>,
    /// How many files it has.
    count: u32,
    pub(super) key: &'a ItemKey,
}

impl<'a> Desk<'a> {
    pub(super) fn open(
        session: &Session<'_>,
        item: &'a Item<'a>,
        (keyring, state): (&'a Keyring, &'a State),
        key: &'a ItemKey,
    ) -> Result<Self, Cause> {
        let files = Files { item, keyring, state };
        let studio = Studio::new(session.config.detector.clone());
        let (found, count) = files.found(&studio)?;
        Ok(Self { files, studio, found, count, key })
    }

    pub(super) fn list(&self) -> Result<Vec<Listed>, Cause> {
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
    pub(super) fn clean(
        &self,
        session: &mut Session<'_>,
        numbers: &[Number],
        paper: bool,
    ) -> Result<Cleaned, Cause> {
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
            match self.studio.make(&wanted_of(number, None, (cover, paper)), file) {
                Ok(picture) => made.push(self.keep(number, picture, (cover, paper), alt)?),
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

    pub(super) fn cover(&self, asked: &Covering) -> Result<Shown, Cause> {
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
            let found = self.studio.make(&wanted_of(number, None, (cover, before.paper)), &file)?;
            let whole = |head: &Area| cover::body(*head, found.width, found.height);
            areas = if asked.anew.everyone { found.areas.iter().map(whole).collect() } else { found.areas };
            areas.extend_from_slice(&asked.add);
        }
        let made = self.studio.make(&wanted_of(number, Some(areas), (cover, before.paper)), &file)?;
        self.keep(number, made, (cover, before.paper), before.alt)
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

    pub(super) fn prepared(&self, asked: Number) -> Result<Prepared, Cause> {
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
        let wanted = wanted_of(number, Some(Vec::new()), (Cover::default(), false));
        let made = self.studio.make(&wanted, &self.files.whole(number.file)?);
        Err(made.map_or_else(Cause::from, |_| ImageError::NotClean.into()))
    }

    fn keep(
        &self,
        number: Number,
        made: Made,
        (cover, paper): (Cover, bool),
        alt: Option<String>,
    ) -> Result<Shown, Cause> {
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
            paper,
            reviewed: false,
            seen: false,
        };
        self.files.item.keep_picture(self.key, prepared.clone(), &file)?;
        Ok(Shown { prepared, sketch })
    }
}

/// As it is published.
pub(super) fn wanted_of(number: Number, areas: Option<Vec<Area>>, (cover, paper): (Cover, bool)) -> Wanted {
    Wanted { part: None, page: number.drawn(), areas, cover, side: SIDE_MAX, paper }
}
