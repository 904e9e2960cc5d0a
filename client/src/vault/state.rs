//! What an editor did with an item. No word of the source is in it: those close with the epoch's key.

use estafette_keys::day::Day;
use estafette_keys::ids::ReplyId;
use estafette_keys::marks::Marks;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Roster;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::elsewhere::{Elsewhere, Told};
use super::forwarded::Forwarded;
use super::gone::{Gone, GoneForm};
use super::lasting::{self, KeptUntil, section_retention};
use super::proof::{AnswerTo, Proof};
use super::publication::{Listing, Publication, SiteRef, earlier};

mod note;

/// The version of the text. The first one knew only that an item was gone, and not why; the first two had a list for pages and
/// another for posts.
const VERSION: u8 = 3;
/// The oldest that is read.
const OLDEST: u8 = 1;

/// An item's state.
#[derive(Clone)]
pub(crate) struct State {
    /// The section it was sent to.
    pub section: SectionName,
    /// To which other sections it was handed.
    pub forwarded: Vec<Forwarded>,
    /// The day it arrived on the server.
    pub day: Day,
    /// Size of the sealed content.
    pub size: u64,
    /// Opened, and what came of it.
    pub opened: Opened,
    /// Somebody looked at it.
    pub read: bool,
    /// There is a draft.
    pub drafted: bool,
    /// Why it is not on the server any more; `None` while it is.
    pub gone: Option<Gone>,
    /// It is kept past its section's retention.
    pub kept: Option<KeptUntil>,
    /// Answers that arrived on the server.
    pub replies: Vec<Answered>,
    /// What this editor made of it on any site.
    pub publications: Vec<Publication>,
    /// An event: what calendars know it by, once it was told to any.
    pub listing: Option<Listing>,
    /// What its source was asked before it is printed.
    pub proofs: Vec<Proof>,
    /// Put away: an event that is over.
    pub archived: bool,
    /// The day on which a site is to make it public by itself.
    pub scheduled: Option<Day>,
    /// Nobody published it, though this day of its own came; it goes, or it went.
    pub missed: Option<Day>,
    /// What the other editors say of it.
    pub elsewhere: Vec<Elsewhere>,
    /// What they were told.
    pub told: Option<Told>,
    /// How this editor marked it.
    pub marks: Marks,
    /// It is itself what a source says of something it was shown.
    pub answer: Option<AnswerTo>,
    /// Whether it has days of its own, which only its message says.
    pub dated: Dated,
}

/// Whether an item has days of its own: those that have none need not be opened to look for them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Dated {
    /// It may have.
    #[default]
    Perhaps,
    /// It has none.
    Not,
}

impl Dated {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it")]
    fn is_perhaps(&self) -> bool {
        *self == Self::Perhaps
    }
}

/// What came of opening it whole, once it was fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Opened {
    /// Not tried yet.
    Untried,
    /// Signature and padding hold; this author wrote it (64 hex digits).
    By(String),
    /// It does not open, or is not what it says it is.
    Refused,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answered {
    /// Its id in the mailbox.
    pub id: ReplyId,
    /// When it was sent.
    pub day: Day,
}

/// What a site calls something that nobody sees there, not yet or not any more.
const UNSEEN: [&str; 5] = ["begun", "draft", "pending", SCHEDULED, "gone"];
const SCHEDULED: &str = "scheduled";

/// Remembered text that can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StateError {
    Malformed,
    Newer,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StateForm {
    version: u8,
    section: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    forwarded: Vec<Forwarded>,
    day: Day,
    size: u64,
    opened: Opened,
    read: bool,
    drafted: bool,
    gone: GoneForm,
    replies: Vec<Answered>,
    #[serde(default)]
    publications: Vec<Publication>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    listing: Option<Listing>,
    /// As the first two versions had publications.
    #[serde(default, skip_serializing)]
    published: Vec<earlier::Page>,
    /// Likewise.
    #[serde(default, skip_serializing)]
    posts: Vec<earlier::Posted>,
    #[serde(default)]
    proofs: Vec<Proof>,
    #[serde(default)]
    archived: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scheduled: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    missed: Option<Day>,
    #[serde(default)]
    elsewhere: Vec<Elsewhere>,
    #[serde(default)]
    told: Option<Told>,
    #[serde(default)]
    kept: Option<KeptUntil>,
    #[serde(default, skip_serializing_if = "Marks::is_empty")]
    marks: Marks,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<AnswerTo>,
    #[serde(default, skip_serializing_if = "Dated::is_perhaps")]
    dated: Dated,
}

/// Only the version, to tell a newer state from a broken one.
#[derive(Deserialize)]
struct VersionForm {
    version: u8,
}

impl State {
    /// Of an item that is about to be fetched.
    #[must_use]
    pub(crate) fn new(section: SectionName, day: Day, size: u64) -> Self {
        Self {
            section,
            forwarded: Vec::new(),
            day,
            size,
            opened: Opened::Untried,
            read: false,
            drafted: false,
            gone: None,
            kept: None,
            replies: Vec::new(),
            publications: Vec::new(),
            listing: None,
            proofs: Vec::new(),
            archived: false,
            scheduled: None,
            missed: None,
            elsewhere: Vec::new(),
            told: None,
            marks: Marks::default(),
            answer: None,
            dated: Dated::Perhaps,
        }
    }

    pub(super) fn to_text(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(self)
    }

    fn form(&self) -> StateForm {
        StateForm {
            version: VERSION,
            section: self.section.as_str().to_owned(),
            forwarded: self.forwarded.clone(),
            day: self.day,
            size: self.size,
            opened: self.opened.clone(),
            read: self.read,
            drafted: self.drafted,
            gone: GoneForm::Now(self.gone.clone()),
            kept: self.kept,
            replies: self.replies.clone(),
            publications: self.publications.clone(),
            listing: self.listing.clone(),
            published: Vec::new(),
            posts: Vec::new(),
            proofs: self.proofs.clone(),
            archived: self.archived,
            scheduled: self.scheduled,
            missed: self.missed,
            elsewhere: self.elsewhere.clone(),
            told: self.told.clone(),
            marks: self.marks.clone(),
            answer: self.answer.clone(),
            dated: self.dated,
        }
    }

    pub(super) fn parse(text: &[u8]) -> Result<Self, StateError> {
        let version: VersionForm = serde_json::from_slice(text).map_err(|_| StateError::Malformed)?;
        if !(OLDEST..=VERSION).contains(&version.version) {
            return Err(StateError::Newer);
        }
        Self::of(serde_json::from_slice(text).map_err(|_| StateError::Malformed)?)
    }

    fn of(form: StateForm) -> Result<Self, StateError> {
        let section = form.section.parse().map_err(|_| StateError::Malformed)?;
        let pages: Option<Vec<Publication>> =
            form.published.into_iter().map(earlier::Page::publication).collect();
        let mut publications = form.publications;
        publications.extend(pages.ok_or(StateError::Malformed)?);
        publications.extend(form.posts.into_iter().map(earlier::Posted::publication));
        Ok(Self {
            section,
            forwarded: form.forwarded,
            day: form.day,
            size: form.size,
            opened: form.opened,
            read: form.read,
            drafted: form.drafted,
            gone: form.gone.gone(),
            kept: form.kept,
            replies: form.replies,
            publications,
            listing: form.listing,
            proofs: form.proofs,
            archived: form.archived,
            scheduled: form.scheduled,
            missed: form.missed,
            elsewhere: form.elsewhere,
            told: form.told,
            marks: form.marks,
            answer: form.answer,
            dated: form.dated,
        })
    }

    /// What this editor brought to this site.
    #[must_use]
    pub(crate) fn publication(&self, site: &SiteRef) -> Option<&Publication> {
        self.publications.iter().find(|publication| publication.site == *site)
    }

    /// The last day on which it is kept.
    #[must_use]
    pub(crate) fn last_day(&self, roster: &Roster) -> Day {
        let retention = section_retention(roster, &self.section);
        let last = lasting::last_day(self.day, retention, self.kept.map(|kept| kept.until));
        // What is kept is sealed to later keys.
        self.opens().filter(|_| self.kept.is_none()).map_or(last, |opens| opens.min(last))
    }

    /// Whether there is nothing left to do with it: published, put away, taken back, or deleted.
    #[must_use]
    pub(crate) fn is_handled(&self) -> bool {
        self.is_published() || self.archived || self.gone.as_ref().is_some_and(Gone::is_signed)
    }

    /// Whether anybody brought it to a site where it is to be seen, as far as is known: a draft on a site is not.
    #[must_use]
    pub(crate) fn is_out(&self) -> bool {
        self.statuses().iter().any(|status| status.as_deref().is_none_or(|name| !UNSEEN.contains(&name)))
    }

    /// The day on which a site makes it public by itself, as long as nothing says that it did.
    #[must_use]
    pub(crate) fn is_to_appear(&self) -> Option<Day> {
        let waits = self.statuses().iter().any(|status| status.as_deref() == Some(SCHEDULED));
        self.scheduled.filter(|_| waits && !self.is_out())
    }

    /// What it is on each site, by anybody's hand, where the site has a word for it.
    fn statuses(&self) -> Vec<Option<String>> {
        let others = self.elsewhere.iter().flat_map(|other| &other.places).map(|place| place.status.clone());
        self.places().into_iter().map(|place| place.status).chain(others).collect()
    }

    /// Whether it is in its source's mailbox.
    #[must_use]
    pub(crate) fn has_arrived(&self, proof: &Proof) -> bool {
        self.replies.iter().any(|reply| reply.id == proof.id)
    }

    /// Whether this editor brought it to a site, or on its way there.
    #[must_use]
    pub(crate) fn is_ours(&self) -> bool {
        !self.publications.is_empty()
    }

    /// Whether anybody brought it to a site, or on its way there.
    #[must_use]
    pub(crate) fn is_published(&self) -> bool {
        let elsewhere = self.elsewhere.iter().flat_map(|other| &other.places);
        !self.places().is_empty() || elsewhere.count() > 0
    }
}

impl Serialize for State {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.form().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for State {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = StateForm::deserialize(deserializer)?;
        Some(form)
            .filter(|form| form.version == VERSION)
            .and_then(|form| Self::of(form).ok())
            .ok_or_else(|| serde::de::Error::custom("not a state of this version"))
    }
}

#[cfg(test)]
mod tests;
