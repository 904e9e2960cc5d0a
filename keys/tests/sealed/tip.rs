//! A tip as the bench and the tests of whole programs seal it: what it costs and leaves behind does not depend on its header.

use estafette_keys::envelope::Binding;
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::message::{Header, Kind, Mandate, Publish, What};
use estafette_keys::secret::Secret;
use estafette_keys::source::SourceKeys;

pub(crate) fn source() -> SourceKeys {
    SourceKeys::from_root(Secret::new([3; 32]))
}

pub(crate) fn binding() -> Binding {
    Binding {
        instance: InstanceId::from_bytes([1; 16]),
        section: "bruxelles".parse().expect("a section"),
        item: SubmissionId::from_bytes([2; 16]).into(),
    }
}

pub(crate) fn header(source: &SourceKeys) -> Header {
    let Binding { instance, section, item } = binding();
    Header {
        what: What::Submission(Kind::Tip),
        instance,
        section,
        item,
        day: "2026-11-20".parse().expect("a day"),
        language: "fr".parse().expect("a language"),
        reply_to: Some((source.reply_recipient(), source.mailbox())),
        mandate: Some(Mandate { publish: Publish::Edited, not_before: None, sign_as: None }),
        details: Vec::new(),
    }
}
