//! The message that names each kind, state or field. A new one does not compile before it has words.

use estafette_keys::message::{Detail, Kind, Publish};

use crate::commands::inbox::Progress;
use crate::plan::roster::Field;
use crate::publish::status::Status;
use crate::vault::{Gone, How};
use crate::words::{Key, key};

/// A kind of submission.
pub(super) fn kind(kind: Kind) -> Key {
    match kind {
        Kind::Tip => key!("kind-tip"),
        Kind::Communique => key!("kind-communique"),
        Kind::Prisoner => key!("kind-prisoner"),
        Kind::Event => key!("kind-event"),
        Kind::Offer => key!("kind-offer"),
        Kind::Invite => key!("kind-invite"),
        Kind::Contact => key!("kind-contact"),
        Kind::Correction => key!("kind-correction"),
    }
}

/// What an editor sees above a draft of this kind.
pub(super) fn template(kind: Kind) -> Key {
    match kind {
        Kind::Tip => key!("template-kind-tip"),
        Kind::Communique => key!("template-kind-communique"),
        Kind::Prisoner => key!("template-kind-prisoner"),
        Kind::Event => key!("template-kind-event"),
        Kind::Offer => key!("template-kind-offer"),
        Kind::Invite => key!("template-kind-invite"),
        Kind::Contact => key!("template-kind-contact"),
        Kind::Correction => key!("template-kind-correction"),
    }
}

/// What may be done with a text, in a sentence.
pub(super) fn publish(publish: Publish) -> Key {
    match publish {
        Publish::AsWritten => key!("publish-as-written"),
        Publish::Edited => key!("publish-edited"),
        Publish::Background => key!("publish-background"),
    }
}

/// The same, in a column.
pub(super) fn publish_short(publish: Publish) -> Key {
    match publish {
        Publish::AsWritten => key!("publish-short-as-written"),
        Publish::Edited => key!("publish-short-edited"),
        Publish::Background => key!("publish-short-background"),
    }
}

/// A field that some kinds have.
pub(super) fn detail(detail: Detail) -> Key {
    match detail {
        Detail::Subject => key!("detail-subject"),
        Detail::Starts => key!("detail-starts"),
        Detail::Ends => key!("detail-ends"),
        Detail::Place => key!("detail-place"),
        Detail::PublishFrom => key!("detail-publish-from"),
        Detail::Offers => key!("detail-offers"),
        Detail::Page => key!("detail-page"),
        Detail::Prison => key!("detail-prison"),
        Detail::About => key!("detail-about"),
        Detail::From => key!("detail-from"),
        Detail::ProofUntil => key!("detail-proof-until"),
        Detail::ProofSilence => key!("detail-proof-silence"),
        Detail::Proof => key!("detail-proof"),
    }
}

/// How far a page on a WordPress is, in a word.
pub(super) fn status(status: Status) -> Key {
    match status {
        Status::Begun => key!("post-begun"),
        Status::Draft => key!("post-draft"),
        Status::Pending => key!("post-pending"),
        Status::Scheduled => key!("post-scheduled"),
        Status::Public => key!("post-public"),
        Status::Private => key!("post-private"),
        Status::Gone => key!("post-gone"),
    }
}

/// The same, in a sentence.
pub(super) fn status_sentence(status: Status) -> Key {
    match status {
        Status::Begun => key!("post-is-begun"),
        Status::Draft => key!("post-is-draft"),
        Status::Pending => key!("post-is-pending"),
        Status::Scheduled => key!("post-is-scheduled"),
        Status::Public => key!("post-is-public"),
        Status::Private => key!("post-is-private"),
        Status::Gone => key!("post-is-gone"),
    }
}

/// How far an item is.
pub(super) fn progress(progress: Progress) -> Key {
    match progress {
        Progress::New => key!("state-new"),
        Progress::Read => key!("state-read"),
        Progress::Answered => key!("state-answered"),
        Progress::Drafted => key!("state-drafted"),
        Progress::Published => key!("state-published"),
    }
}

/// Why an item is not on the server any more, in a column.
pub(super) fn gone_state(gone: &Gone) -> Key {
    match gone {
        Gone::TakenBack => key!("state-taken-back"),
        Gone::Deleted(_) => key!("state-deleted"),
        Gone::Expired => key!("state-expired"),
        Gone::Unexplained => key!("state-unexplained"),
    }
}

/// The same, in a sentence.
pub(super) fn gone(gone: &Gone) -> Key {
    match gone {
        Gone::TakenBack => key!("gone-taken-back"),
        Gone::Deleted(_) => key!("gone-deleted"),
        Gone::Expired => key!("gone-expired"),
        Gone::Unexplained => key!("gone-unexplained"),
    }
}

/// What is wrong with a file of the vault.
pub(super) fn broken(how: How) -> Key {
    match how {
        How::Missing => key!("broken-missing"),
        How::Unreadable(_) => key!("broken-unreadable"),
        How::Damaged => key!("broken-damaged"),
    }
}

/// What changed in a roster.
pub(super) fn change(field: Field) -> Key {
    match field {
        Field::Instance => key!("say-change-instance"),
        Field::Number => key!("say-change-number"),
        Field::Previous => key!("say-change-previous"),
        Field::Expires => key!("say-change-expires"),
        Field::Threshold => key!("say-change-threshold"),
        Field::AddressSource => key!("say-change-address-source"),
        Field::AddressEditors => key!("say-change-address-editors"),
        Field::RootAdded => key!("say-change-root-added"),
        Field::RootRemoved => key!("say-change-root-removed"),
        Field::RootName => key!("say-change-root-name"),
        Field::RootCert => key!("say-change-root-cert"),
        Field::SectionAdded => key!("say-change-section-added"),
        Field::SectionRemoved => key!("say-change-section-removed"),
        Field::SectionRetention => key!("say-change-section-retention"),
        Field::SectionLiveness => key!("say-change-section-liveness"),
        Field::SectionLanguages => key!("say-change-section-languages"),
        Field::SectionTitle => key!("say-change-section-title"),
        Field::SectionRules => key!("say-change-section-rules"),
        Field::EditorAdded => key!("say-change-editor-added"),
        Field::EditorRemoved => key!("say-change-editor-removed"),
        Field::EditorDevice => key!("say-change-editor-device"),
        Field::EditorCert => key!("say-change-editor-cert"),
        Field::EditorCertRenewed => key!("say-change-editor-cert-renewed"),
        Field::EditorSections => key!("say-change-editor-sections"),
        Field::Order => key!("say-change-order"),
        Field::Other => key!("say-change-other"),
    }
}
