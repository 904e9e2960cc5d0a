//! Publishing: an article, and the static sites it can go to. What a source or an editor wrote is made harmless here,
//! whatever a site's own settings let through.

use std::io;
use std::path::PathBuf;

use estafette_keys::day::Day;
use estafette_keys::moment::Moment;

use crate::failure::Change;
use shown::Meant;

pub(crate) mod build;
pub(crate) mod bundle;
pub(crate) mod calendar;
pub(crate) mod changes;
pub(crate) mod cleaning;
pub(crate) mod consent;
pub(crate) mod direction;
pub(crate) mod event;
mod explained;
pub(crate) mod gancio;
pub(crate) mod generator;
pub(crate) mod git;
pub(crate) mod html;
pub(crate) mod hugo;
pub(crate) mod markdown;
mod page;
pub(crate) mod password;
pub(crate) mod shown;
pub(crate) mod site;
pub(crate) mod slug;
pub(crate) mod spip;
pub(crate) mod status;
pub(crate) mod target;
pub(crate) mod typography;
pub(crate) mod view;
pub(crate) mod web;
pub(crate) mod wordpress;
pub(crate) mod zola;
pub(crate) mod zone;

pub(crate) use build::Absent;
use calendar::Entry;
pub(crate) use generator::Generator;
pub(crate) use site::Site;

use crate::pictures::Number;
pub(crate) use crate::vault::SiteName;

/// What is published.
#[derive(Clone)]
pub(crate) struct Article {
    /// Its title, plain text.
    pub title: String,
    /// Its text, Markdown that is harmless already.
    pub body: String,
    /// The day that stands on it.
    pub day: Day,
    /// Shown from this day on.
    pub publish_from: Option<Day>,
    /// Left out of the site until somebody says otherwise.
    pub is_draft: bool,
    /// Its language.
    pub language: String,
    /// Who signs it; unsigned when `None`.
    pub signature: Option<String>,
    /// An event's own fields: start, end, place.
    pub event: Option<Event>,
    /// The same for calendars, as a file in the bundle.
    pub entry: Option<Entry>,
    /// Pictures in the bundle: file names, and what they show.
    pub pictures: Vec<(String, String)>,
    /// What leads from the page's address to the bundle's files: nothing, or a folder and its slash.
    pub beside: String,
}

impl Article {
    /// A text with pictures, and nothing else that is known of it.
    fn of_text(day: Day, title: &str, body: &str, language: &str, pictures: &[(String, String)]) -> Self {
        Self {
            title: title.to_owned(),
            body: body.to_owned(),
            day,
            publish_from: None,
            is_draft: false,
            language: language.to_owned(),
            signature: None,
            event: None,
            entry: None,
            pictures: pictures.to_vec(),
            beside: String::new(),
        }
    }

    /// The direction of its script: of what is read, not of the signs that Markdown has for it.
    pub(crate) fn direction(&self) -> Option<&'static str> {
        let text = shown::text(&html::page(&self.body, &self.language));
        direction::direction(&self.language, &text)
    }

    /// What its page must show; `is_exact`: every sign of it.
    pub(crate) fn meant(&self, is_exact: bool) -> Meant {
        let text = shown::text(&html::page(&self.body, &self.language));
        // A site makes other sizes of a picture, and other kinds: the beginning of its name stays.
        let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
        let pictures = self.pictures.iter().map(|(name, alt)| (stem(name), markdown::alt(alt))).collect();
        Meant { direction: direction::direction(&self.language, &text), text, pictures, is_exact }
    }

    /// Whether the site shows it later, or not until somebody says so.
    #[must_use]
    pub(crate) fn is_hidden(&self) -> bool {
        self.is_draft || self.publish_from.is_some()
    }
}

/// Where a page goes in a site's folder.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Its bundle's folder, within the site.
    pub folder: PathBuf,
    /// Its file in there: in some sites its name tells the language.
    pub page: String,
    /// The site has several languages, and this page's is not among them.
    pub is_foreign: bool,
}

/// When and where.
#[derive(Clone)]
pub(crate) struct Event {
    /// When it begins.
    pub starts: Moment,
    /// When it ends.
    pub ends: Option<Moment>,
    /// The place.
    pub place: Option<String>,
    /// It does not take place.
    pub is_cancelled: bool,
}

/// The text, below it its pictures, and what a calendar takes.
fn with_files(article: &Article) -> String {
    let beside = &article.beside;
    let pictures =
        article.pictures.iter().map(|(name, alt)| format!("\n\n![{}]({beside}{name})", markdown::alt(alt)));
    // Its name is the same in every language.
    let entry = article.entry.iter().map(|_| format!("\n\n[{FILE}]({beside}{FILE})", FILE = calendar::FILE));
    article.body.trim().to_owned() + &pictures.chain(entry).collect::<String>()
}

/// Why something is not published.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PublishError {
    /// No mandate came with it.
    #[error("its source gave no mandate")]
    NoMandate,
    /// Its source gave it for the editors to know.
    #[error("its source allows no publication: background only")]
    Background,
    /// Its source asked to wait.
    #[error("not before {0}")]
    NotBefore(Day),
    /// It must stay as it was written, and was changed.
    #[error("it must be published as it was written, and the draft changed it")]
    Rewritten(Vec<Change>),
    /// So many words that were read in a picture are still marked as unsure.
    #[error("{0} words are still marked as unsure")]
    Unsure(usize),
    /// There is no draft, and it is not published as written.
    #[error("there is no draft")]
    NoDraft,
    /// Nothing is left to publish.
    #[error("the text is empty")]
    Empty,
    /// It has no title.
    #[error("it has no title")]
    NoTitle,
    /// The folder holds no site of Hugo or Zola.
    #[error("the folder holds no site of Hugo or Zola")]
    NotASite,
    /// No site was remembered under this name.
    #[error("no site has this name")]
    UnknownSite,
    /// Somebody changed the page since.
    #[error("the page was changed by hand")]
    ChangedByHand,
    /// There is a symbolic link on the way.
    #[error("a folder of the site is a symbolic link")]
    Link,
    /// It was not published there.
    #[error("it was not published there")]
    NotPublished,
    /// A picture of a kind that is not made new here.
    #[error("picture {0} is a {1}, which is not made new")]
    NotOpened(u32, &'static str),
    /// There is no file with this number.
    #[error("it has no file with this number")]
    NoSuchFile,
    /// A picture was not made new, or nobody looked it over since.
    #[error("nobody reviewed the picture")]
    NotReviewed(Number),
    /// Nothing says what a picture shows.
    #[error("the picture has no description")]
    NoAlt(Number),
    /// The file is something else than plain text.
    #[error("only plain text is published as a file")]
    NotText,
    /// The site does not build with it; it is as it was.
    #[error("the site does not build with it")]
    Build(String),
    /// The site does not build, with this page or without it.
    #[error("the site does not build, even without it")]
    BuildAnyway(String),
    /// The site builds, and does not show it.
    #[error("the site, as it is built, does not show it")]
    NotShown(Absent),
    /// The clone lacks parts of the site, and the person did not want to push without a check.
    #[error("parts of the site are missing")]
    Incomplete(Vec<String>),
    /// It was taken back, and the site shows it still.
    #[error("the site still shows it")]
    StillShown,
    /// There is no repository where one was looked for.
    #[error("there is no repository")]
    NoRepository,
    /// The repository has no such branch.
    #[error("the repository has no branch of this name")]
    NoBranch,
    /// What was pushed is not at the remote.
    #[error("the remote does not have what was pushed")]
    NotPushed,
    /// The program that builds the site, or brings it, is not there.
    #[error("the program is not there")]
    NoProgram(&'static str),
    /// git failed.
    #[error("git failed: {0}")]
    Git(String),
    /// A host of git is reached through a Tor that runs.
    #[error("git has no way through Tor")]
    GitTor,
    /// Only an event can be cancelled.
    #[error("it is no event")]
    NotAnEvent,
    /// It is an agenda.
    #[error("this site takes events alone")]
    EventsOnly,
    /// Whatever it gets is public.
    #[error("this site keeps no drafts")]
    NoDrafts,
    /// Only a WordPress makes something public at a moment.
    #[error("this site schedules nothing")]
    NoSchedule,
    /// Its source said no to the proof.
    #[error("its source said no to the proof")]
    Refused,
    /// The question to its source waits to be sent.
    #[error("the question to its source was not sent")]
    Unsent,
    /// Its source has until this day to say no.
    #[error("its source was asked, and has until {0}")]
    Asked(Day),
    /// The file system failed.
    #[error("could not {action}")]
    File {
        /// What we were doing.
        action: &'static str,
        /// Why it failed.
        #[source]
        cause: io::Error,
    },
}

/// Why files are not written for a person.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ExportError {
    /// Others may look into the folder.
    #[error("the folder is open to others")]
    Open,
    /// A file of this name is there.
    #[error("a file is there already")]
    Exists,
    /// The file system failed.
    #[error("could not write a file")]
    File(#[source] std::io::Error),
}
