//! What came of fetching.

use std::collections::BTreeSet;

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::marks::Held;
use estafette_keys::message::Kind;
use estafette_keys::roster::Handle;

use super::removed::{Departed, Expired};
use crate::commands::days::Reminders;
use crate::commands::ending::{Ending, Ends};
use crate::commands::forwarded::Handed;
use crate::commands::standing::Standing;
use crate::failure::Cause;
use crate::vault::{ProofAnswer, ShortId};

/// What came of fetching.
#[derive(Default)]
pub(crate) struct Fetched {
    /// What is new, by section.
    pub new: Vec<New>,
    /// So many of what is new are put aside: their authors are blocked.
    pub aside: usize,
    /// What could not be fetched this time, and why.
    pub failed: Vec<(SubmissionId, Cause)>,
    /// What arrived and does not open, or is not what it says it is.
    pub refused: Vec<SubmissionId>,
    /// What was sealed before we were on the roster.
    pub not_sealed_to_us: usize,
    /// What is of none of our sections, and was handed to none by who may: it was not fetched.
    pub astray: usize,
    /// What was handed to another section.
    pub handed: Vec<Handed>,
    /// What is larger than was asked for.
    pub too_large: usize,
    /// What the disk has no room for.
    pub no_room: usize,
    /// What is no longer on the server, and why.
    pub gone: Vec<Departed>,
    /// What is kept past its section's retention from now on, and until when.
    pub kept: Vec<(ShortId, Day)>,
    /// What has to be said because of a day.
    pub reminders: Reminders,
    /// Items of which the other editors were told where they stand.
    pub told: usize,
    /// Items that several editors hold, or that one of them gave to this one, since it was heard last.
    pub holders: Vec<(ShortId, Vec<Held>)>,
    /// What sources say of what they were shown.
    pub answered: Vec<Answered>,
    /// Items whose waiting answer was sent now.
    pub replies_sent: Vec<ShortId>,
    /// Items whose answer still waits, and why.
    pub replies_failed: Vec<(ShortId, Cause)>,
    /// Items whose source was to be asked before a day that is past: the question was thrown away.
    pub late: Vec<ShortId>,
    /// Items whose time is over: deleted.
    pub expired: Expired,
    /// Weeks for which epoch keys were published now.
    pub epochs_published: usize,
    /// Items that were sealed to an editor who is new, or has new keys.
    pub sealed_on: usize,
    /// Editors who have keys of this week, by a statement that was heard before, which the server does not show.
    pub hidden: BTreeSet<Handle>,
    /// Epoch keys destroyed now.
    pub epochs_destroyed: usize,
    /// More time has passed since the last fetch than between two: what is past its time since then goes at a fetch from this day on.
    pub held_until: Option<Day>,
    /// The server's day, where it is another than ours: then no key was destroyed or published.
    pub clock: Option<Day>,
    /// Another machine with the same keys has published its own: this one published none.
    pub other_machine: bool,
    /// Items that are sealed to keys which this machine does not have.
    pub elsewhere: usize,
    /// Items of which a broken file was put aside and made anew, or fetched again.
    pub mended: Vec<ShortId>,
    /// Items that no key of ours opens, which others of the section were asked to seal to us again.
    pub asked_again: usize,
    /// Sections whose sources see that their box was opened.
    pub stated_alive: usize,
    /// Editors of one's own sections to whom nothing can be sealed.
    pub out_of_reach: Vec<Handle>,
    /// A new roster arrived.
    pub roster_changed: bool,
    /// Our standing, where it changed so that nothing can be fetched.
    pub standing: Option<Standing>,
    /// Whether the exit code says that there is something new.
    pub tells_news: bool,
}

impl Ends for Fetched {
    fn ending(&self) -> Ending {
        match (self.is_complete(), self.tells_news && self.has_news()) {
            (false, _) => Ending::InPart,
            (true, true) => Ending::News,
            (true, false) => Ending::Done,
        }
    }
}

/// A yes or a no.
pub(crate) struct Answered {
    /// What it is about.
    pub about: ShortId,
    /// What it says.
    pub says: ProofAnswer,
    /// There are words beside it: this item.
    pub words: Option<ShortId>,
}

/// An item that is new.
pub(crate) struct New {
    /// Its short id.
    pub short: ShortId,
    /// Its section.
    pub section: String,
    /// Its kind.
    pub kind: Kind,
    /// Its language.
    pub language: String,
    /// Size of the sealed content.
    pub size: u64,
}

impl Fetched {
    /// Whether somebody has something to look at: an item, an answer, or one that is theirs from now on.
    #[must_use]
    pub(crate) fn has_news(&self) -> bool {
        !self.new.is_empty() || !self.answered.is_empty() || !self.holders.is_empty()
    }

    /// Whether there is nothing left to do again.
    #[must_use]
    pub(crate) fn is_complete(&self) -> bool {
        self.failed.is_empty()
            && self.replies_failed.is_empty()
            && self.no_room == 0
            && self.standing.is_none()
            && self.clock.is_none()
            && !self.other_machine
    }
}
