//! What every kind of site can do: say what it would write, write it once that was agreed to, and take it back. The verbs know
//! this trait alone; a new kind of site is a file that implements it, and a line in [`site`](super::site).

use std::path::PathBuf;

use estafette_keys::day::Day;
use estafette_onion::transport::Way;
use jiff::civil::DateTime;
use serde_json::{Map, Value};

use super::build::{Absent, Built};
use super::bundle::BundleFile;
use super::calendar::Entry;
use super::gancio::GancioError;
use super::shown::Difference;
use super::status::Status;
use super::wordpress::WordPressError;
use super::wordpress::account::Account;
use super::zone::Zone;
use super::{Event, PublishError, SiteName};
use crate::network::{LazyNetwork, NetworkError};
use crate::pictures::{Format, Number};
use crate::scratch::ScratchError;
use crate::vault::{At, Item, Publication, ShortId, SiteRef, VaultError};
use crate::words::Key;

/// A kind of site.
pub(crate) trait Target {
    /// Its name: in the vault, in answers as JSON, and in the keys of its words.
    fn kind(&self) -> &'static str;

    /// What `site show` says of it. No password is in it.
    fn summary(&self) -> Summary;

    /// What stands for it in an item's publications.
    ///
    /// # Errors
    /// [`PublishError::UnknownSite`] where it has to have a name.
    fn site(&self, name: Option<&SiteName>) -> Result<SiteRef, PublishError> {
        let name = name.ok_or(PublishError::UnknownSite)?;
        Ok(SiteRef { kind: self.kind().to_owned(), at: At::Named(name.clone()) })
    }

    /// Whether what it gets stays a draft there, so that something may be brought there before its day.
    fn keeps_drafts(&self) -> bool {
        false
    }

    /// Whether it takes an event as a file for calendars.
    fn has_calendar(&self) -> bool {
        false
    }

    /// The zone that its hours are in, where somebody said so.
    fn zone(&self) -> Option<&Zone> {
        None
    }

    /// Whether it makes something public by itself, at a moment.
    fn schedules(&self) -> bool {
        false
    }

    /// Looks whether it is there, where that is known without any network.
    ///
    /// # Errors
    /// [`PublishError`].
    fn is_there(&self) -> Result<(), PublishError> {
        Ok(())
    }

    /// Looks whether it is there; returns what its account may do, where there is one.
    ///
    /// # Errors
    /// [`TargetError`].
    fn check(&self, machine: &Machine<'_>) -> Result<Option<Account>, TargetError>;

    /// Prepares what would be written; nothing is changed yet.
    ///
    /// # Errors
    /// [`TargetError`].
    fn prepare<'a>(&'a self, order: Order, machine: &'a Machine<'a>) -> Result<Prepared<'a>, TargetError>;

    /// What would be taken back; nothing is changed yet.
    ///
    /// # Errors
    /// [`TargetError`].
    fn place(&self, publication: &Publication) -> Result<Destination, TargetError>;

    /// Takes it back, and looks whether it is gone; `for_good`: with all that the site would keep.
    ///
    /// # Errors
    /// [`TargetError`].
    fn take_back(
        &self,
        item: &Item<'_>,
        publication: Publication,
        for_good: bool,
        page: Page,
        machine: &Machine<'_>,
    ) -> Result<Page, TargetError>;

    /// Whether the site has editors of its own, who make public or delete what was brought there.
    fn has_editors(&self) -> bool {
        false
    }

    /// Looks what those editors made of publications.
    fn follow(&self, _: Vec<(Item<'_>, Publication)>, _: &Machine<'_>) -> Vec<Followed> {
        Vec::new()
    }
}

/// Something that is prepared to be written.
pub(crate) trait Ready {
    /// What would be done.
    fn proposal(&self) -> &Proposal;

    /// Does it. What is about to be written is in the item's publications first.
    ///
    /// # Errors
    /// [`TargetError`].
    fn commit(self: Box<Self>, item: &Item<'_>, decide: Decide<'_>) -> Result<Page, TargetError>;
}

/// What came of preparing.
pub(crate) enum Prepared<'a> {
    /// It is there already, just so.
    Unchanged(Box<Page>),
    /// It can be written.
    Ready(Box<dyn Ready + 'a>),
}

/// What is to be published, and how.
pub(crate) struct Order {
    /// What it is.
    pub content: Content,
    /// Where.
    pub site: SiteRef,
    /// What is there of it.
    pub before: Option<Publication>,
    /// It is to be marked as a draft.
    pub is_draft: bool,
    /// When it is to become public by itself.
    pub schedule: Option<DateTime>,
}

/// What an item becomes on any site.
pub(crate) struct Content {
    /// The item.
    pub short: ShortId,
    /// The section it was sent to.
    pub section: String,
    /// The kind of item.
    pub kind: &'static str,
    /// Every sign of it must be shown as it was written.
    pub as_written: bool,
    /// Its language.
    pub language: String,
    /// Its title, plain text.
    pub title: String,
    /// Its text, Markdown that is harmless already.
    pub body: String,
    /// Who signs it.
    pub signature: Option<String>,
    /// An event's own fields.
    pub event: Option<Event>,
    /// The same for calendars, where the site takes it and its hours are known.
    pub entry: Option<Entry>,
    /// Its source wants it shown from this day on.
    pub publish_from: Option<Day>,
    /// Its mandate allows nothing before this day.
    pub not_before: Option<Day>,
    /// Text files that go along.
    pub files: Vec<BundleFile>,
    /// Its pictures.
    pub pictures: Vec<Picture>,
}

/// A picture that may be published.
pub(crate) struct Picture {
    /// The file that it was made from, and its page.
    pub number: Number,
    /// What it is.
    pub format: Format,
    /// What it shows, for those who don't see it.
    pub alt: String,
    /// Its file.
    pub file: Vec<u8>,
    /// Somebody looked at it here before it was approved.
    pub seen: bool,
}

impl Picture {
    /// A name for its file that says nothing.
    #[must_use]
    pub(crate) fn name(&self) -> String {
        format!("image-{}.{}", self.number.in_a_name(), self.format.ending())
    }
}

/// What a target may use of this machine.
pub(crate) struct Machine<'a> {
    /// Today.
    pub today: Day,
    /// Folders for what is in clear.
    pub memory_folders: &'a [PathBuf],
    /// The way out of this machine.
    pub network: LazyNetwork,
    /// How Tor is reached, for programs that go there by themselves.
    pub tor: &'a Way,
    /// Whoever has the keys of ssh.
    pub ssh_agent: Option<&'a str>,
    /// Shows how far Tor is, in hundredths.
    pub progress: &'a dyn Fn(u8),
}

/// What only a person can decide, once it was tried.
pub(crate) enum Doubt<'a> {
    /// The site does not show the page: is it left there?
    Absent(Absent),
    /// Parts of the site are not there, and nothing was checked: is the page pushed all the same?
    Incomplete(&'a [String]),
}

/// Asks a person.
pub(crate) type Decide<'a> = &'a mut dyn FnMut(Doubt<'_>) -> Result<bool, TargetError>;

/// Where something is published, in words and in JSON.
#[derive(Clone)]
pub(crate) struct Destination {
    /// The site's name, where it has one.
    pub site: Option<SiteName>,
    /// The rest of the place: a file, a branch, an address.
    pub place: String,
    /// The same as JSON, by name.
    pub fields: Map<String, Value>,
    /// The key of the next step, once it is there.
    pub next: Option<Key>,
    /// The key of what being a draft means there.
    pub draft: Key,
}

/// What would be done.
#[derive(Clone)]
pub(crate) struct Proposal {
    /// Where.
    pub destination: Destination,
    /// The day that stands on it; `None` where the site says.
    pub day: Option<Day>,
    /// Shown from this day on.
    pub publish_from: Option<Day>,
    /// It is a draft: the site does not show it until somebody publishes it there.
    pub is_draft: bool,
    /// It is there already, in another version.
    pub is_update: bool,
}

/// Something that was written or removed.
pub(crate) struct Page {
    /// The item.
    pub short: ShortId,
    /// Where.
    pub destination: Destination,
    /// Whether the site was built with it.
    pub built: Option<Built>,
    /// What the site left out in silence.
    pub dropped: Vec<Dropped>,
    /// What it is on the site.
    pub status: Option<Status>,
    /// The site has several languages, and not this one.
    pub is_foreign: bool,
    /// The day that stands on it, where it is not the one that was asked about: for the site, that day has not begun.
    pub dated: Option<Day>,
    /// Its branch is gone, and the page is in the branch that the site is built from.
    pub is_merged: bool,
    /// Pages built before, which a site that is built again would still have.
    pub left: Vec<PathBuf>,
    /// The files that were written, where a person asked for files.
    pub files: Vec<String>,
    /// An event that has an hour is in no calendar, as nobody said in which zone the site is.
    pub lacks_zone: bool,
    /// Sites that have it as it was before: an event that changed is to be published there, too.
    pub outdated: Vec<String>,
    /// The site's name in the vault, where only its folder was named.
    pub known_as: Option<SiteName>,
    /// What the site shows otherwise, though its source agreed to what was meant.
    pub agreed: Vec<Difference>,
}

impl Page {
    /// One of which nothing more is known.
    #[must_use]
    pub(crate) fn of(short: ShortId, destination: Destination) -> Self {
        Self {
            short,
            destination,
            built: None,
            dropped: Vec::new(),
            status: None,
            is_foreign: false,
            dated: None,
            is_merged: false,
            left: Vec::new(),
            files: Vec::new(),
            lacks_zone: false,
            outdated: Vec::new(),
            known_as: None,
            agreed: Vec::new(),
        }
    }
}

/// What became of a publication.
pub(crate) struct Followed {
    /// The item, and what is known of it now.
    pub publication: Publication,
    /// Its number on the site.
    pub number: Option<u64>,
    /// Why the site could not be asked.
    pub error: Option<TargetError>,
}

/// A site, in short.
pub(crate) struct Summary {
    /// What it is: `hugo`, `zola`, `git`, `wordpress`, `gancio`.
    pub kind: &'static str,
    /// Where it is.
    pub place: String,
    /// Whose account.
    pub login: Option<String>,
    /// Rules for categories and tags.
    pub rules: Vec<String>,
    /// The zone that its hours are in.
    pub zone: Option<Zone>,
}

/// What a site left out in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Dropped {
    /// A category that is not there, and that the account may not make.
    Category(String),
    /// A tag, likewise.
    Tag(String),
    /// The first picture, as the post's own.
    Cover,
    /// What a picture shows.
    Alt,
    /// The date.
    Day,
    /// The text is another one on the site.
    Text,
    /// The site shows these signs as others.
    Signs(String),
    /// The site shows something otherwise than it has it.
    Shown(Difference),
    /// The page is shown still, although it was taken down.
    Page,
    /// The site has languages, and not this one.
    Language,
    /// The file for calendars.
    Calendar,
    /// When or where an event takes place is another on the site.
    Event,
    /// The site knows no event without an hour.
    Hours,
    /// The site takes one picture.
    Pictures,
}

/// Why a target did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TargetError {
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error(transparent)]
    WordPress(#[from] WordPressError),
    #[error(transparent)]
    Gancio(#[from] GancioError),
    #[error(transparent)]
    Scratch(#[from] ScratchError),
    #[error(transparent)]
    Network(#[from] NetworkError),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Export(#[from] super::ExportError),
    /// The person could not be asked; whoever asked knows why.
    #[error("nobody could be asked")]
    Unanswered,
}
