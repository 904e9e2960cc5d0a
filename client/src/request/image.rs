//! `estafette image`.

use crate::pictures::Area;
use crate::vault::ShortId;

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
    Cover(Cover),
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
pub(crate) struct Cover {
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
