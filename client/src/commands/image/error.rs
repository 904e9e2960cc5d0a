//! Why a picture is not made fit.

use crate::failure::{Details, ErrorDetail, Explained};
use crate::words::{Key, key};

/// Why a picture is not made fit.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ImageError {
    /// No file of the item is a picture.
    #[error("it has no pictures")]
    None,
    /// This file is no picture, and no PDF.
    #[error("this file is no picture")]
    NotAPicture,
    /// The file has so many pages.
    #[error("it has {0} pages")]
    WhichPage(usize),
    /// There is no picture with this number.
    #[error("no picture has this number")]
    NoSuchPicture,
    /// It was not made new yet.
    #[error("it was not made new yet")]
    NotClean,
    /// Nothing has this number.
    #[error("nothing is covered under this number")]
    NoSuchArea,
    /// Nothing says what it shows.
    #[error("it has no description")]
    NoAlt,
    /// So much of it did not arrive, in hundredths, and nobody said that it will do.
    #[error("its end is missing: {0} %")]
    Incomplete(u8),
    /// It was shown to nobody since it was made, and nobody says what it shows.
    #[error("nobody has seen it since it was made")]
    Unseen,
    /// It could not be shown.
    #[error("could not write the picture to look at")]
    Show(#[source] std::io::Error),
}

impl Explained for ImageError {
    fn key(&self) -> Key {
        match self {
            Self::None => key!("error-image-none"),
            Self::NotAPicture => key!("error-image-not-a-picture"),
            Self::WhichPage(_) => key!("error-image-which-page"),
            Self::NoSuchPicture => key!("error-image-no-such"),
            Self::NotClean => key!("error-image-not-clean"),
            Self::NoSuchArea => key!("error-image-no-such-area"),
            Self::NoAlt => key!("error-image-no-alt"),
            Self::Incomplete(_) => key!("error-image-incomplete"),
            Self::Unseen => key!("error-image-unseen"),
            Self::Show(_) => key!("error-image-show"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Incomplete(missing) => Details::of(ErrorDetail::Percent(*missing)),
            Self::WhichPage(pages) => Details::of(ErrorDetail::Number(*pages as u64)),
            Self::Show(cause) => Details::of_system(cause),
            _ => Details::default(),
        }
    }
}
