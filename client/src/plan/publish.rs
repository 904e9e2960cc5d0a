//! What would be published, what has to be known of it first, and why somebody has to decide.

use estafette_keys::day::Day;
use estafette_keys::marks::Held;
use estafette_keys::message::Mandate;

use crate::failure::Change;
use crate::failure::{Cause, Details, ErrorDetail, Explained};
use crate::pictures::Number;
use crate::publish::consent::{Concern, Consent, Unanswered};
use crate::publish::target::Proposal;
use crate::vault::{Elsewhere, Gone, ProofAnswer, ShortId};
use crate::words::{Key, key};

/// What will be written, to be confirmed.
pub(crate) struct Plan {
    /// The item.
    pub short: ShortId,
    /// What its source allows.
    pub mandate: Mandate,
    /// Where, and how.
    pub proposal: Proposal,
    /// The title.
    pub title: String,
    /// Who signs.
    pub signature: Option<String>,
    /// The Markdown; the text itself where it stays as it was written.
    pub body: String,
    /// The pictures that it was read in, where it was.
    pub read_in: Vec<Number>,
    /// There, where it is no longer what its source wrote.
    pub changes: Option<Vec<Change>>,
    /// Text files that go along.
    pub files: usize,
    /// What the pictures show.
    pub pictures: Vec<String>,
    /// An event that does not take place.
    pub is_cancelled: bool,
    /// Why it is not on the server any more: its source may have taken it back.
    pub gone: Option<Gone>,
    /// What has to be known of it.
    pub known: Known,
    /// Pictures that were approved, and never shown by this program.
    pub unseen: Vec<Number>,
    /// The section's rules, to look at once more.
    pub rules: Option<String>,
}

/// What is known of it.
#[derive(Clone)]
pub(crate) struct Known {
    /// What its source says of it.
    pub consent: Consent,
    /// What its source's silence means, once it was asked.
    pub unanswered: Unanswered,
    /// Words beside a yes or a no.
    pub words: Vec<Beside>,
    /// What other editors did with it.
    pub others: Vec<Elsewhere>,
    /// Which other editors have it in hand.
    pub held: Vec<Held>,
    /// To which sections it was handed, which deal with it in this one's place.
    pub handed_to: Vec<String>,
    /// What the same source wrote, and nobody read.
    pub unread: Vec<ShortId>,
    /// What has to be insisted on, and was not named.
    pub open: Vec<Concern>,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            consent: Consent::Unasked,
            unanswered: Unanswered::No,
            words: Vec::new(),
            others: Vec::new(),
            held: Vec::new(),
            handed_to: Vec::new(),
            unread: Vec::new(),
            open: Vec::new(),
        }
    }
}

/// Words that a source wrote beside a yes or a no.
#[derive(Clone)]
pub(crate) struct Beside {
    /// The item that they are.
    pub short: ShortId,
    /// Beside which answer.
    pub says: ProofAnswer,
    /// The day they arrived.
    pub day: Day,
    /// Somebody read them.
    pub read: bool,
    /// The words.
    pub text: String,
    /// So many files came with them.
    pub files: usize,
}

/// Why somebody has to decide, and nobody could be asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UnsettledError {
    /// The server could not be asked.
    #[error("could not ask the server first")]
    Server(#[source] Box<Cause>),
    /// So many items could not be looked at.
    #[error("{0} items could not be looked at first")]
    Left(usize),
    /// What `--yes` alone does not skip.
    #[error("there is something to know first")]
    Concerns(Vec<Concern>),
}

impl Explained for UnsettledError {
    fn key(&self) -> Key {
        match self {
            Self::Server(_) => key!("error-unheard"),
            Self::Left(_) => key!("error-unheard-left"),
            Self::Concerns(_) => key!("error-unsettled"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Server(cause) => Details::of(ErrorDetail::Cause(cause.explained())),
            Self::Left(count) => Details::of(ErrorDetail::Number(*count as u64)),
            Self::Concerns(concerns) => {
                let said = concerns.iter().map(|concern| concern.words()).collect();
                let names: Vec<&str> = concerns.iter().map(|concern| concern.name()).collect();
                let names = ErrorDetail::Line(names.join(",").into());
                Details::default().named("concerns", ErrorDetail::List(said)).named("names", names)
            }
        }
    }
}
