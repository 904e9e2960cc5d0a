//! Submissions as tests send and count them: those of the store, and those of the server, which include this file.

use estafette_keys::day::Day;
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::memo::{SEALED, SealedMemo};
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use estafette_store::{FormTag, NewSubmission, Reserved, Store, StoreError};

/// 2026-11-20, 12:00 UTC.
pub(crate) const NOON: i64 = 1_795_176_000;
/// Seconds in a day.
pub(crate) const DAY: i64 = 86_400;
/// Whose stores these are.
pub(crate) const INSTANCE: InstanceId = InstanceId::from_bytes([7; 16]);

/// A submission of this day with `chunks` of content and a slot for `anna` and `boris`, up to where it is only to be accepted.
pub(crate) async fn appended(
    store: &Store,
    day: Day,
    form: u8,
    id: SubmissionId,
    chunks: &[&[u8]],
) -> Result<NewSubmission, StoreError> {
    let Reserved::Fresh(reservation) = store.reserve(&[id], FormTag([form; 16])).await? else {
        panic!("the id is free");
    };
    let mut upload = store.begin_upload(&mut rand::rngs::OsRng);
    for chunk in chunks {
        store.append(&mut upload, chunk.to_vec()).await?;
    }
    let slots = vec![(anna(), vec![1; 40]), ("boris".parse().expect("a handle"), vec![2; 50])];
    let memo = memo(id.as_bytes()[0]);
    Ok(NewSubmission { reservation, section: bruxelles(), day, upload, slots, memo })
}

pub(crate) fn submission(id: u8) -> SubmissionId {
    SubmissionId::from_bytes([id; 16])
}

pub(crate) fn memo(of: u8) -> SealedMemo {
    [of; SEALED].as_slice().try_into().expect("as long as any")
}

pub(crate) fn anna() -> Handle {
    "anna".parse().expect("a handle")
}

pub(crate) fn bruxelles() -> SectionName {
    "bruxelles".parse().expect("a name")
}
