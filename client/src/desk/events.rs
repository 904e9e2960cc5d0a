//! What reaches the desk: keys, what workers say, and what the system asks of it.

use std::sync::mpsc::Sender;

use estafette_keys::secret::Secret;

use crate::commands::Ending;
use crate::commands::inbox::List;

/// Which of the two workers: one is at hand, the other goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Whatever is done here, and answers within moments.
    Near,
    /// What waits for a server; meanwhile the other goes on.
    Far,
}

/// Something that happened.
pub(super) enum Event {
    /// A worker said something: which, and whose of the workers that one after the other had its place.
    Said(Side, u64, Said),
    /// A passphrase was tried: the vault's key, where it was the right one.
    Tried(Option<Secret<String>>),
    /// The process is to end: its terminal went away, or somebody said so.
    Ends,
    /// The process is to stop for a while.
    Stops,
}

/// What a worker says.
pub(super) enum Said {
    /// Something to know at once.
    Told(String),
    /// How far something is: what, and in hundredths, where that is known; nothing of both where it is over.
    Progress(String, Option<u8>),
    /// A yes or no is needed.
    Asks(Question),
    /// A passphrase is needed.
    AsksSecret(SecretQuestion),
    /// Another program gets the terminal, as soon as it is free.
    Lends(Sender<()>),
    /// That program is done with it.
    TakesBack,
    /// A command line was carried out.
    Done(Done),
}

/// A yes or no that a worker waits for.
pub(super) struct Question {
    /// What has to be known first, in lines.
    pub before: String,
    /// The question.
    pub asked: String,
    /// Where the answer goes. Dropped, nobody answered.
    pub answer: Sender<bool>,
}

/// A passphrase that a worker waits for.
pub(super) struct SecretQuestion {
    /// The question.
    pub asked: String,
    /// Where it goes. Dropped, nobody answered.
    pub answer: Sender<Secret<String>>,
}

/// A command line to carry out.
pub(super) struct Task {
    /// Its words, without the program's name.
    pub words: Vec<String>,
    /// Answers are set as wide as this.
    pub width: usize,
    /// The desk itself wants to know, and shows no answer.
    pub is_own: bool,
}

/// What came of a command line.
pub(super) struct Done {
    /// Its words.
    pub words: Vec<String>,
    /// It was the desk's own.
    pub is_own: bool,
    /// What it answered, for people.
    pub shown: String,
    /// How it ended.
    pub ending: Ending,
    /// The inbox, where that was asked for.
    pub list: Option<Box<List>>,
}
