//! The words for what keeps something from a site.

use super::build::Absent;
use super::consent::Concern;
use super::gancio::GancioError;
use super::web::WebError;
use super::wordpress::WordPressError;
use super::wordpress::guard::{Guard, Instead};
use super::{ExportError, PublishError};
use crate::failure::{Details, ErrorDetail, Explained};
use crate::words::{Key, key};

impl Explained for ExportError {
    fn key(&self) -> Key {
        match self {
            Self::Open => key!("error-save-open"),
            Self::Exists => key!("error-export-exists"),
            Self::File(_) => key!("error-save-file"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::File(cause) => Details::of_system(cause),
            Self::Open | Self::Exists => Details::default(),
        }
    }
}

impl Explained for PublishError {
    fn key(&self) -> Key {
        match self {
            Self::NoMandate => key!("error-no-mandate"),
            Self::Background => key!("error-background"),
            Self::NotBefore(_) => key!("error-not-before"),
            Self::Rewritten(_) => key!("error-rewritten"),
            Self::Unsure(_) => key!("error-publish-unsure"),
            Self::NoDraft => key!("error-no-draft"),
            Self::Empty => key!("error-publish-empty"),
            Self::NoTitle => key!("error-no-title"),
            Self::NotASite => key!("error-not-a-site"),
            Self::UnknownSite => key!("error-unknown-site"),
            Self::ChangedByHand => key!("error-changed-by-hand"),
            Self::Link => key!("error-publish-link"),
            Self::NotPublished => key!("error-not-published"),
            Self::NoSuchFile => key!("error-no-such-file"),
            Self::NotReviewed(_) => key!("error-picture-not-reviewed"),
            Self::NotOpened(..) => key!("error-picture-not-opened"),
            Self::NoAlt(_) => key!("error-picture-no-alt"),
            Self::NotText => key!("error-file-not-text"),
            Self::Build(_) => key!("error-publish-build"),
            Self::BuildAnyway(_) => key!("error-publish-build-anyway"),
            Self::NotShown(_) => key!("error-publish-not-shown"),
            Self::Incomplete(_) => key!("error-publish-incomplete"),
            Self::StillShown => key!("error-publish-still-shown"),
            Self::NoRepository => key!("error-no-repository"),
            Self::NoBranch => key!("error-no-branch"),
            Self::NotPushed => key!("error-not-pushed"),
            Self::NoProgram(_) => key!("error-no-program"),
            Self::Git(_) => key!("error-git"),
            Self::GitTor => key!("error-git-tor"),
            Self::NotAnEvent => key!("error-not-an-event"),
            Self::EventsOnly => key!("error-events-only"),
            Self::NoDrafts => key!("error-no-drafts"),
            Self::NoSchedule => key!("error-no-schedule"),
            Self::Refused => key!("error-proof-refused"),
            Self::Unsent => key!("error-proof-unsent"),
            Self::Asked(_) => key!("error-proof-asked"),
            Self::File { .. } => key!("error-publish-file"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Unsure(count) => Details::of(ErrorDetail::Number(*count as u64)),
            Self::NotShown(absent) => Details::of(ErrorDetail::Words(absent.words())),
            Self::Rewritten(changes) => Details::default().named("changes", ErrorDetail::Changes(changes)),
            Self::Incomplete(missing) => Details::of(ErrorDetail::Block(missing.join(", ").into())),
            Self::File { cause, .. } => Details::of_system(cause),
            Self::Build(said) | Self::BuildAnyway(said) | Self::Git(said) => {
                Details::of(ErrorDetail::Block(said.into()))
            }
            Self::NotOpened(number, kind) => {
                Details::of(ErrorDetail::Number((*number).into())).and(ErrorDetail::Name(kind))
            }
            Self::NotReviewed(number) | Self::NoAlt(number) => {
                Details::of(ErrorDetail::Line(number.to_string().into()))
            }
            Self::NoProgram(name) => Details::of(ErrorDetail::Name(name)),
            Self::NotBefore(day) | Self::Asked(day) => Details::of(ErrorDetail::Day(*day)),
            _ => Details::default(),
        }
    }
}

impl Explained for WordPressError {
    fn key(&self) -> Key {
        match self {
            Self::Web(error) => error.key(),
            Self::Moved(_) => key!("error-wordpress-moved"),
            Self::LoginPage => key!("error-wordpress-login-page"),
            Self::Instead(instead) => match instead {
                Instead::Challenge(_) => key!("error-wordpress-challenge"),
                Instead::Password(_) => key!("error-wordpress-basic"),
                Instead::Busy(_) => key!("error-wordpress-busy"),
                Instead::Closed(_) => key!("error-wordpress-guarded"),
                Instead::Broken(_) => key!("error-wordpress-broken"),
                Instead::Maintenance => key!("error-wordpress-maintenance"),
                Instead::Page(_) => key!("error-wordpress-none"),
            },
            Self::Closed(_) => key!("error-wordpress-closed"),
            Self::Database => key!("error-wordpress-database"),
            Self::Maintenance => key!("error-wordpress-maintenance"),
            Self::NotWordPress => key!("error-wordpress-none"),
            Self::NoPasswords => key!("error-wordpress-no-passwords"),
            Self::NotLoggedIn => key!("error-wordpress-login"),
            Self::MayNotWrite => key!("error-wordpress-may-not-write"),
            Self::MayNotUpload => key!("error-wordpress-may-not-upload"),
            Self::MayNotPublish => key!("error-wordpress-may-not-publish"),
            Self::MayNotChange => key!("error-wordpress-may-not-change"),
            Self::Gone => key!("error-wordpress-gone"),
            Self::FileTooLarge => key!("error-wordpress-file-too-large"),
            Self::FileRefused => key!("error-wordpress-file-refused"),
            Self::Changed => key!("error-wordpress-changed"),
            Self::Public => key!("error-wordpress-public"),
            Self::TooSoon => key!("error-wordpress-too-soon"),
            Self::PublishedAtOnce => key!("error-wordpress-at-once"),
            Self::NoClock => key!("error-wordpress-no-clock"),
            Self::Refused(_) => key!("error-wordpress-refused"),
            Self::Malformed => key!("error-wordpress-malformed"),
            Self::Journal(_) => key!("error-vault-file"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Web(error) => error.details(),
            Self::Refused(word) | Self::Closed(word) | Self::Moved(Some(word)) => {
                Details::of(ErrorDetail::Line(word.into()))
            }
            Self::Instead(instead) => instead.guard().map(of_guard).unwrap_or_default(),
            _ => Details::default(),
        }
    }
}

impl Explained for GancioError {
    fn key(&self) -> Key {
        match self {
            Self::Web(error) => error.key(),
            Self::NotGancio => key!("error-gancio-none"),
            Self::NotLoggedIn => key!("error-gancio-login"),
            Self::MayNotChange => key!("error-gancio-may-not-change"),
            Self::Gone => key!("error-gancio-gone"),
            Self::Changed => key!("error-gancio-changed"),
            Self::Refused(_) => key!("error-gancio-refused"),
            Self::Malformed => key!("error-gancio-malformed"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Web(error) => error.details(),
            Self::Refused(status) => Details::of(ErrorDetail::Number((*status).into())),
            _ => Details::default(),
        }
    }
}

/// What answered: its status, and its name where that is known.
fn of_guard(guard: Guard) -> Details<'static> {
    let status = Details::of(ErrorDetail::Number(guard.status.into()));
    match guard.name {
        Some(name) => status.and(ErrorDetail::Name(name)),
        None => status,
    }
}

impl Explained for WebError {
    fn key(&self) -> Key {
        match self {
            Self::Connect(_) => key!("error-site-connect"),
            Self::Tor(error) => error.key(),
            Self::Certificate => key!("error-certificate"),
            Self::Authority => key!("error-site-authority"),
            Self::Http(error) => error.key(),
            Self::Local => key!("error-local"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Connect(cause) => Details::of_system(cause),
            Self::Tor(error) => error.details(),
            _ => Details::default(),
        }
    }
}

impl Absent {
    /// The words for why a site does not show a page.
    #[must_use]
    pub(crate) fn words(self) -> Key {
        match self {
            Self::Draft => key!("say-absent-draft"),
            Self::Later => key!("say-absent-later"),
            Self::Over => key!("say-absent-over"),
            Self::Inside => key!("say-absent-inside"),
            Self::Unlisted => key!("say-absent-unlisted"),
            Self::NoTemplate => key!("say-absent-no-template"),
            Self::Unrendered => key!("say-absent-unrendered"),
            Self::NoText => key!("say-absent-no-text"),
        }
    }
}

impl Concern {
    /// The words for it.
    #[must_use]
    pub(crate) fn words(self) -> Key {
        match self {
            Self::TakenBack => key!("say-concern-taken-back"),
            Self::SaidNo => key!("say-concern-said-no"),
            Self::Changed => key!("say-concern-changed"),
            Self::Silence => key!("say-concern-silence"),
            Self::Words => key!("say-concern-words"),
            Self::Colleague => key!("say-concern-colleague"),
            Self::Replaced => key!("say-concern-replaced"),
        }
    }
}
