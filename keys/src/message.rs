//! What is sealed: a MIME message of one text, some files, a signature, and padding. `FORMAT.md` §4.

use crate::age_format::Recipient;
use crate::day::Day;
use crate::ids::{InstanceId, ItemId, MailboxId};

pub use fields::{Detail, Form, Kind, proof_answer};
pub use names::{Clue, Publish, What};
pub use opener::{MessageOpener, OpenedFile};
pub use sealer::MessageSealer;
pub(crate) use text::is_slug;
pub use text::{FieldError, FileName, LanguageTag, Line, SectionName};

mod fields;
mod header;
mod names;
mod opener;
mod part;
mod sealer;
mod text;

/// The longest text, in bytes of UTF-8 with line ends of two bytes (see [`text_length`]); longer ones travel
/// as a file. With this, a text-only message has the same length whatever its header says.
pub const TEXT_MAX: usize = 56_000;
/// The longest value of a header field, in bytes.
pub const FIELD_MAX: usize = 400;
/// The most files in one message.
pub const FILES_MAX: usize = 200;

/// The end of an answer's text that is only a beginning: the whole is in its file [`WHOLE_TEXT`].
pub const CONTINUED: &str = "\n\n[…] text.txt";
/// That file's name; its bytes are UTF-8, and begin as the text does.
pub const WHOLE_TEXT: &str = "text.txt";

/// What the source allows; sealed with the text.
#[derive(Clone, PartialEq, Eq)]
pub struct Mandate {
    /// What may be published.
    pub publish: Publish,
    /// Not before this day.
    pub not_before: Option<Day>,
    /// Sign as this; unsigned when `None`.
    pub sign_as: Option<Line>,
}

/// Everything above the text.
pub struct Header {
    /// What it is.
    pub what: What,
    /// The instance it was made for.
    pub instance: InstanceId,
    /// The section it is to (or from, for a reply).
    pub section: SectionName,
    /// Its id: the envelope it was found in must have the same.
    pub item: ItemId,
    /// The day it was sealed.
    pub day: Day,
    /// The language it is written in.
    pub language: LanguageTag,
    /// Where an answer is sealed to, and left.
    pub reply_to: Option<(Recipient, MailboxId)>,
    /// What the source allows (submissions only).
    pub mandate: Option<Mandate>,
    /// The kind's own fields, each at most once.
    pub details: Vec<(Detail, Line)>,
}

impl Header {
    /// A detail's value, if it is there.
    #[must_use]
    pub fn detail(&self, wanted: Detail) -> Option<&str> {
        self.details.iter().find(|(detail, _)| *detail == wanted).map(|(_, line)| line.as_str())
    }
}

/// How long a text is once its line ends are two bytes, to hold against [`TEXT_MAX`].
#[must_use]
pub fn text_length(text: &str) -> usize {
    text::with_crlf(text).map(str::len).sum()
}
