//! What came of work on pictures.

use crate::commands::ending::{Ending, Ends};
use crate::pictures::{Number, PictureError, Sketch};
use crate::transcript::{Languages, Letter};
use crate::vault::{Prepared, ShortId};

/// A picture, as it is listed.
pub(crate) struct Listed {
    /// Its number among the files, and its page.
    pub number: Number,
    /// The file's name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// How far it got.
    pub prepared: Option<Prepared>,
}

/// A picture that was made new.
pub(crate) struct Shown {
    /// What is known of it.
    pub prepared: Prepared,
    /// How it looks, in few points.
    pub sketch: Sketch,
}

/// A picture whose text was read.
pub(crate) struct Read {
    /// Its number among the files, and its page.
    pub number: Number,
    /// It was made as a sheet of paper.
    pub is_paper: bool,
    /// What it was read in.
    pub languages: Languages,
    /// What is written in it.
    pub letter: Letter,
}

/// What came of it.
pub(crate) enum Outcome {
    /// The pictures there are.
    Listed(ShortId, Vec<Listed>),
    /// Pictures made new; and those that could not be.
    Made(ShortId, Vec<Shown>, Vec<(Number, PictureError)>),
    /// It was looked over.
    Reviewed(ShortId, Prepared),
    /// What is written in one.
    Read(ShortId, Read),
    /// The person said no.
    Declined,
}

impl Ends for Outcome {
    fn ending(&self) -> Ending {
        match self {
            Self::Made(_, _, failed) if !failed.is_empty() => Ending::InPart,
            Self::Declined => Ending::Declined,
            _ => Ending::Done,
        }
    }
}
