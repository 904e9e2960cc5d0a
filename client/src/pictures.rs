//! Pictures, made new: what is published is drawn again from the pixels, upright, small, with faces covered. What a
//! source sent is decoded in a process that has neither files nor network (`worker`), which [`studio`] starts and does not
//! believe.

use std::fmt;
use std::io;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::failure::{Details, ErrorDetail, Explained};
use crate::words::{Key, key};

pub use number::{Number, NumberError};

pub(crate) mod cover;
mod decode;
mod decoded;
mod encode;
mod faces;
mod heic_kind;
pub mod kind;
mod number;
pub mod pages;
mod paper;
mod pdf;
pub(crate) mod points;
mod preview;
mod sandbox;
pub mod studio;
mod upright;
mod whole;
pub mod wire;
pub(crate) mod worker;

/// A published picture's longer side, in pixels.
pub const SIDE_MAX: u32 = 2_560;
/// More pixels than any camera that people carry takes.
pub const PIXELS_MAX: u64 = 64_000_000;
/// The largest file that is opened, in bytes.
pub const FILE_MAX: usize = 48 * 1024 * 1024;
/// The largest picture that is published, in bytes.
pub const PUBLISHED_MAX: usize = 8 * 1024 * 1024;
/// More pages than anybody looks over, one by one.
pub const PAGES_MAX: u32 = 500;
/// More places than are covered in one picture: a square full of people has fewer faces that can be told from each other.
pub const AREAS_MAX: usize = 2_000;

/// A part of a picture, in pixels of the picture as it is published: from the left, from the top, wide, high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// From the left edge.
    pub x: u32,
    /// From the upper edge.
    pub y: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// The text is no part of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not X,Y,WIDTHxHEIGHT")]
pub struct AreaError;

impl FromStr for Area {
    type Err = AreaError;

    fn from_str(text: &str) -> Result<Self, AreaError> {
        let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number <= SIDE_MAX);
        let mut parts = text.split(',');
        let (Some(x), Some(y), Some(size), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(AreaError);
        };
        let (width, height) = size.split_once('x').ok_or(AreaError)?;
        let area = (number(x), number(y), number(width), number(height));
        match area {
            (Some(x), Some(y), Some(width @ 1..), Some(height @ 1..)) => Ok(Self { x, y, width, height }),
            _ => Err(AreaError),
        }
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{}x{}", self.x, self.y, self.width, self.height)
    }
}

/// How a part of a picture is made unknowable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cover {
    /// One colour.
    #[default]
    Solid,
    /// At most four by four fields, each of one of few colours.
    Mosaic,
}

/// What kind of file a picture is published as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// A photograph.
    Jpeg,
    /// A drawing, or a screen, that came as PNG.
    Png,
}

impl Format {
    /// The end of a file's name.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// The type, as the web says it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// What is asked of the process that decodes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Only this part of it, of what is not covered: to be looked at closely.
    pub part: Option<Area>,
    /// Which page, from 1; a picture has one.
    pub page: u32,
    /// What to cover; `None`: find faces, and cover those.
    pub areas: Option<Vec<Area>>,
    /// How they are covered.
    pub cover: Cover,
    /// The longer side of what is made, in pixels; [`SIDE_MAX`] at most.
    pub side: u32,
    /// It is a sheet of paper: its lines are made level, and the paper white.
    #[serde(default)]
    pub paper: bool,
}

/// A picture made new.
#[derive(Debug, PartialEq, Eq)]
pub struct Made {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// What it is.
    pub format: Format,
    /// What was covered.
    pub areas: Vec<Area>,
    /// How much of it did not arrive, in hundredths: its end is missing. 0: some of it, and nobody can tell how much.
    pub missing: Option<u8>,
    /// The file to publish.
    pub file: Vec<u8>,
    /// A JPEG that shows what is under the covers, each framed and numbered from 1: for the editor alone.
    pub preview: Vec<u8>,
    /// The covered picture in few points of grey, [`Made::SKETCH`] wide and high at most: for a terminal.
    pub sketch: Sketch,
}

impl Made {
    /// A sketch's longer side.
    pub const SKETCH: u32 = 72;
}

/// Few points of grey, line by line.
#[derive(Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Points in a line.
    pub width: u32,
    /// 0 is black, 255 white.
    pub grey: Vec<u8>,
}

impl Sketch {
    /// Its lines.
    #[must_use]
    pub fn height(&self) -> u32 {
        u32::try_from(self.grey.len()).unwrap_or_default() / self.width.max(1)
    }
}

/// Why a picture could not be made new.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// None of the kinds there are.
    #[error("not a picture of a known kind")]
    Unknown,
    /// A picture of a kind that is not opened.
    #[error("a picture of a kind that is not opened: {}", .0.name())]
    Kind(kind::Kind),
    /// A HEIC in grey, or with colours as they are not decoded rightly.
    #[error("a HEIC whose colours are not decoded")]
    Colours,
    /// Written in a way of its kind that is not read, such as a compression that nobody uses any more.
    #[error("written in a way that is not read")]
    Written,
    /// Nobody opens it without a password.
    #[error("locked by a password")]
    Locked,
    /// It has not so many pages.
    #[error("it has no such page")]
    NoSuchPage,
    /// Damaged, or made to do harm.
    #[error("the picture is damaged")]
    Damaged,
    /// More pixels, or more bytes, than are opened.
    #[error("the picture is too large")]
    TooLarge,
    /// More than [`AREAS_MAX`] areas, or one that is not in the picture.
    #[error("an area is not in the picture")]
    Area,
    /// More than [`AREAS_MAX`] faces: some would stay uncovered.
    #[error("more faces than can be covered")]
    Crowd,
    /// The process that decodes took too long.
    #[error("the picture takes too long")]
    Slow,
    /// The process that decodes could not be started, or could not be locked in.
    #[error("could not start the process that opens pictures")]
    Start(#[source] io::Error),
}

impl Explained for PictureError {
    fn key(&self) -> Key {
        match self {
            Self::Unknown => key!("error-picture-unknown"),
            Self::Kind(_) => key!("error-picture-kind"),
            Self::Colours => key!("error-picture-colours"),
            Self::Written => key!("error-picture-written"),
            Self::Locked => key!("error-picture-locked"),
            Self::NoSuchPage => key!("error-picture-no-such-page"),
            Self::Damaged => key!("error-picture-damaged"),
            Self::TooLarge => key!("error-picture-too-large"),
            Self::Area => key!("error-picture-area"),
            Self::Crowd => key!("error-picture-crowd"),
            Self::Slow => key!("error-picture-slow"),
            Self::Start(_) => key!("error-picture-start"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Kind(kind) => Details::of(ErrorDetail::Name(kind.name())),
            Self::Start(cause) => Details::of_system(cause),
            _ => Details::default(),
        }
    }
}
