//! What is written in a picture, read by tesseract where it is installed: each word with how sure it is. The words that are not sure are
//! marked until a person has looked at them.

mod address;
mod error;
mod languages;
mod letter;
pub(crate) mod marks;
mod page;
pub(crate) mod program;
mod reader;
mod tsv;

pub(crate) use error::TranscriptError;
pub(crate) use languages::Languages;
pub(crate) use letter::Letter;
pub(crate) use reader::read;
