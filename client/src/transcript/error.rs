//! Why a picture's text is not read.

use crate::failure::{Details, ErrorDetail, Explained};
use crate::pictures::PictureError;
use crate::words::{Key, key};

/// Why a picture's text is not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TranscriptError {
    /// The program that reads is not installed. The packages that are missing.
    #[error("tesseract is not installed")]
    NoProgram(String),
    /// It lacks a language. The packages that are missing.
    #[error("tesseract lacks a language")]
    NoLanguage(String),
    /// Nobody said in which language it is written, and the item's own is none that is read.
    #[error("no language is known for it")]
    WhichLanguage,
    /// The picture could not be handed over, or took too long.
    #[error("the picture could not be read")]
    Picture(#[source] PictureError),
    /// The program said nothing, or could not be locked in.
    #[error("tesseract did not read it")]
    Failed,
    /// It found no word.
    #[error("no word was found")]
    NoWords,
}

impl Explained for TranscriptError {
    fn key(&self) -> Key {
        match self {
            Self::NoProgram(_) => key!("error-transcript-no-program"),
            Self::NoLanguage(_) => key!("error-transcript-no-language"),
            Self::WhichLanguage => key!("error-transcript-which-language"),
            Self::Picture(error) => error.key(),
            Self::Failed => key!("error-transcript-failed"),
            Self::NoWords => key!("error-transcript-no-words"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::NoProgram(packages) | Self::NoLanguage(packages) => {
                Details::default().named("packages", ErrorDetail::Line(packages.into()))
            }
            Self::Picture(error) => error.details(),
            _ => Details::default(),
        }
    }
}
