//! The message that names each kind, state or field. A new one does not compile before it has words.

use estafette_keys::marks::Stage;
use estafette_keys::message::{Clue, Detail, Kind, Publish};
use estafette_traces::{Trace, Traces};

use crate::commands::inbox::Progress;
use crate::plan::roster::Field;
use crate::publish::status::Status;
use crate::vault::{Gone, How};
use crate::words::{Key, Words, key, keys};

/// A kind of submission.
pub(super) fn kind(kind: Kind) -> Key {
    keys!("kind-", Kind)[kind as usize]
}

/// What an editor sees above a draft of this kind.
pub(super) fn template(kind: Kind) -> Key {
    keys!("template-kind-", Kind)[kind as usize]
}

/// What may be done with a text, in a sentence.
pub(super) fn publish(publish: Publish) -> Key {
    keys!("publish-", Publish)[publish as usize]
}

/// The same, in a column.
pub(super) fn publish_short(publish: Publish) -> Key {
    keys!("publish-short-", Publish)[publish as usize]
}

/// A field that some kinds have.
pub(super) fn detail(detail: Detail) -> Key {
    keys!("detail-", Detail)[detail as usize]
}

/// What a source was asked about, and meant.
pub(super) fn clue(clue: Clue) -> Key {
    keys!("clue-", Clue)[clue as usize]
}

/// What a file tells, in words.
pub(super) fn traces(words: &Words, traces: Traces) -> String {
    let each = traces.each().map(|trace| words.say(keys!("trace-", Trace)[trace as usize], &[]));
    each.collect::<Vec<_>>().join(" · ")
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

/// How far an editor says that an item is.
pub(super) fn stage(stage: Stage) -> Key {
    match stage {
        Stage::New => key!("state-new"),
        Stage::InProgress => key!("state-in-progress"),
        Stage::Waiting => key!("state-waiting"),
        Stage::Ready => key!("state-ready"),
        Stage::Published => key!("state-published"),
        Stage::Declined => key!("state-declined"),
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
    keys!("say-change-", Field)[field as usize]
}
