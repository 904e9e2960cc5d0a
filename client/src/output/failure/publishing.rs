//! Why something does not get to a site, or is not kept.

use crate::commands::image::ImageError;
use crate::commands::keep::KeepError;
use crate::commands::site::SiteError;
use crate::pictures::PictureError;
use crate::publish::web::WebError;
use crate::publish::wordpress::WordPressError;
use crate::publish::wordpress::guard::{Guard, Instead};
use crate::publish::{ExportError, PublishError};

pub(super) fn of_publish(error: &PublishError) -> &'static str {
    match error {
        PublishError::NoMandate => "no-mandate",
        PublishError::Background => "background",
        PublishError::NotBefore(_) => "not-before",
        PublishError::Rewritten => "rewritten",
        PublishError::NoDraft => "no-draft",
        PublishError::Empty => "publish-empty",
        PublishError::NoTitle => "no-title",
        PublishError::NotASite => "not-a-site",
        PublishError::UnknownSite => "unknown-site",
        PublishError::ChangedByHand => "changed-by-hand",
        PublishError::Link => "publish-link",
        PublishError::NotPublished => "not-published",
        PublishError::NoSuchFile => "no-such-file",
        PublishError::NotReviewed(_) => "picture-not-reviewed",
        PublishError::NotOpened(..) => "picture-not-opened",
        PublishError::NoAlt(_) => "picture-no-alt",
        PublishError::NotText => "file-not-text",
        PublishError::Build(_) => "publish-build",
        PublishError::BuildAnyway(_) => "publish-build-anyway",
        PublishError::NotShown(_) => "publish-not-shown",
        PublishError::Incomplete(_) => "publish-incomplete",
        PublishError::StillShown => "publish-still-shown",
        PublishError::NoRepository => "no-repository",
        PublishError::NoBranch => "no-branch",
        PublishError::NotPushed => "not-pushed",
        PublishError::NoProgram(_) => "no-program",
        PublishError::Git(_) => "git",
        PublishError::GitTor => "git-tor",
        PublishError::NoSchedule => "no-schedule",
        PublishError::Refused => "proof-refused",
        PublishError::Unsent => "proof-unsent",
        PublishError::Asked(_) => "proof-asked",
        PublishError::File { .. } => "publish-file",
    }
}

pub(super) fn of_word_press(error: &WordPressError) -> &'static str {
    match error {
        WordPressError::Web(error) => of_web(error),
        WordPressError::Moved(_) => "wordpress-moved",
        WordPressError::LoginPage => "wordpress-login-page",
        WordPressError::Instead(instead) => match instead {
            Instead::Challenge(_) => "wordpress-challenge",
            Instead::Password(_) => "wordpress-basic",
            Instead::Busy(_) => "wordpress-busy",
            Instead::Closed(_) => "wordpress-guarded",
            Instead::Broken(_) => "wordpress-broken",
            Instead::Maintenance => "wordpress-maintenance",
            Instead::Page(_) => "wordpress-none",
        },
        WordPressError::Closed(_) => "wordpress-closed",
        WordPressError::Database => "wordpress-database",
        WordPressError::Maintenance => "wordpress-maintenance",
        WordPressError::NotWordPress => "wordpress-none",
        WordPressError::NoPasswords => "wordpress-no-passwords",
        WordPressError::NotLoggedIn => "wordpress-login",
        WordPressError::MayNotWrite => "wordpress-may-not-write",
        WordPressError::MayNotUpload => "wordpress-may-not-upload",
        WordPressError::MayNotPublish => "wordpress-may-not-publish",
        WordPressError::MayNotChange => "wordpress-may-not-change",
        WordPressError::Gone => "wordpress-gone",
        WordPressError::FileTooLarge => "wordpress-file-too-large",
        WordPressError::FileRefused => "wordpress-file-refused",
        WordPressError::Changed => "wordpress-changed",
        WordPressError::Public => "wordpress-public",
        WordPressError::TooSoon => "wordpress-too-soon",
        WordPressError::PublishedAtOnce => "wordpress-at-once",
        WordPressError::NoClock => "wordpress-no-clock",
        WordPressError::Refused(_) => "wordpress-refused",
        WordPressError::Malformed => "wordpress-malformed",
        WordPressError::Journal(_) => "vault-file",
    }
}

/// What answered: its status, and its name where that is known.
pub(super) fn guard(instead: &Instead) -> Option<String> {
    let Guard { status, name } = instead.guard()?;
    Some(name.map_or_else(|| status.to_string(), |name| format!("{status}, {name}")))
}

fn of_web(error: &WebError) -> &'static str {
    match error {
        WebError::Connect(_) => "site-connect",
        WebError::Tor(error) => super::of_tor(error),
        WebError::Certificate => "certificate",
        WebError::Authority => "site-authority",
        WebError::Http(error) => super::of_http(*error),
        WebError::Local => "local",
    }
}

pub(in crate::output) fn of_picture(error: &PictureError) -> &'static str {
    match error {
        PictureError::Unknown => "picture-unknown",
        PictureError::Kind(_) => "picture-kind",
        PictureError::Colours => "picture-colours",
        PictureError::Damaged => "picture-damaged",
        PictureError::TooLarge => "picture-too-large",
        PictureError::Area => "picture-area",
        PictureError::Slow => "picture-slow",
        PictureError::Start(_) => "picture-start",
    }
}

pub(super) fn of_image(error: &ImageError) -> &'static str {
    match error {
        ImageError::None => "image-none",
        ImageError::NoSuchPicture => "image-no-such",
        ImageError::NotClean => "image-not-clean",
        ImageError::NoSuchArea => "image-no-such-area",
        ImageError::NoAlt => "image-no-alt",
        ImageError::Incomplete(_) => "image-incomplete",
        ImageError::Unseen => "image-unseen",
        ImageError::Show(_) => "image-show",
    }
}

pub(super) fn of_site(error: &SiteError) -> &'static str {
    match error {
        SiteError::Author => "site-author",
        SiteError::Authority(_) => "site-authority",
        SiteError::Password(_) => "site-password",
    }
}

pub(super) fn of_keep(error: &KeepError) -> &'static str {
    match error {
        KeepError::Gone => "keep-gone",
        KeepError::Past => "keep-past",
        KeepError::TooLate(_) => "keep-too-late",
    }
}

pub(super) fn of_export(error: &ExportError) -> &'static str {
    match error {
        ExportError::Open => "save-open",
        ExportError::Exists => "export-exists",
        ExportError::File(_) => "save-file",
    }
}
