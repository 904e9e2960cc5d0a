//! From a column to its type, and back. What does not fit was not written by us.

use estafette_keys::day::{Day, Week};
use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::SubmissionId;
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::memo::SealedMemo;
use estafette_keys::message::SectionName;
use estafette_keys::removed::UntrustedRestoration;
use estafette_keys::roster::Handle;
use serde_json::json;

use crate::error::StoreError;
use crate::kept::{Sought, WholeDeletion};

/// As SQL's `unhex` takes it.
pub(crate) fn hex(bytes: &[u8; 16]) -> String {
    SubmissionId::from_bytes(*bytes).to_string()
}

/// A JSON list of names: one bound value, however many there are.
pub(crate) fn names(sections: &[SectionName]) -> String {
    json!(sections.iter().map(SectionName::as_str).collect::<Vec<_>>()).to_string()
}

/// Where a list goes on, and how many rows it has: behind an id, or from the first one on.
pub(crate) fn after(id: Option<&[u8; 16]>, limit: usize) -> (Vec<u8>, i64) {
    (id.map(|id| id.to_vec()).unwrap_or_default(), i64::try_from(limit).unwrap_or(i64::MAX))
}

pub(crate) fn bytes_16(bytes: Vec<u8>) -> Result<[u8; 16], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Corrupt)
}

pub(crate) fn submission(bytes: Vec<u8>) -> Result<SubmissionId, StoreError> {
    bytes_16(bytes).map(SubmissionId::from_bytes)
}

pub(crate) fn memo(bytes: &[u8]) -> Result<SealedMemo, StoreError> {
    bytes.try_into().map_err(|_| StoreError::Corrupt)
}

pub(crate) fn section(text: &str) -> Result<SectionName, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt)
}

pub(crate) fn editor(text: &str) -> Result<Handle, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt)
}

/// A JSON list of handles.
pub(crate) fn editors(list: &str) -> Result<Vec<Handle>, StoreError> {
    let handles: Vec<String> = serde_json::from_str(list).map_err(|_| StoreError::Corrupt)?;
    handles.iter().map(|handle| editor(handle)).collect()
}

pub(crate) fn week(text: &str) -> Result<Week, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt)
}

pub(crate) fn day(days: i64) -> Result<Day, StoreError> {
    Day::from_days_since_epoch(days).ok_or(StoreError::Corrupt)
}

pub(crate) fn some_day(days: Option<i64>) -> Result<Option<Day>, StoreError> {
    days.map(day).transpose()
}

pub(crate) fn sought(by: i64) -> Result<Sought, StoreError> {
    match by {
        0 => Ok(Sought::ByNobody),
        1 => Ok(Sought::BySource),
        2 => Ok(Sought::ByEditor),
        _ => Err(StoreError::Corrupt),
    }
}

pub(crate) fn size(bytes: i64) -> Result<u64, StoreError> {
    u64::try_from(bytes).map_err(|_| StoreError::Corrupt)
}

/// That a submission is kept, as a list has it: all three columns, or none.
pub(crate) fn keeping(
    id: SubmissionId,
    until: Option<i64>,
    by: Option<&str>,
    proof: Option<Vec<u8>>,
) -> Result<Option<UntrustedKeeping>, StoreError> {
    let (Some(until), Some(by), Some(proof)) = (until, by, proof) else { return Ok(None) };
    let proof = proof.try_into().map_err(|_| StoreError::Corrupt)?;
    Ok(Some(UntrustedKeeping { id, until: day(until)?, editor: editor(by)?, proof }))
}

/// That a submission was brought back: all three columns, or none.
pub(crate) fn restoration(
    id: SubmissionId,
    by: Option<&str>,
    deletion: Option<Vec<u8>>,
    proof: Option<Vec<u8>>,
) -> Result<Option<UntrustedRestoration>, StoreError> {
    let (Some(by), Some(deletion), Some(proof)) = (by, deletion, proof) else { return Ok(None) };
    let proof = proof.try_into().map_err(|_| StoreError::Corrupt)?;
    Ok(Some(UntrustedRestoration { id, editor: editor(by)?, deletion, proof }))
}

/// To which sections a submission was handed: a JSON list of section, editor and proof in hex.
pub(crate) fn forwardings(id: SubmissionId, list: &str) -> Result<Vec<UntrustedForwarding>, StoreError> {
    let rows: Vec<(String, String, String)> = serde_json::from_str(list).map_err(|_| StoreError::Corrupt)?;
    let each = rows.into_iter().map(|(to, by, proof)| {
        let proof = estafette_keys::hex::decode(&proof).ok_or(StoreError::Corrupt)?;
        Ok(UntrustedForwarding { id, to: section(&to)?, editor: editor(&by)?, proof })
    });
    let mut each = each.collect::<Result<Vec<_>, StoreError>>()?;
    each.sort_by(|a, b| a.to.as_str().cmp(b.to.as_str()));
    Ok(each)
}

/// That an editor deleted a submission, as a row has it beside the submission's: its first three columns, or none.
pub(crate) fn deletion(
    (on, by, proof): (Option<i64>, Option<&str>, Option<Vec<u8>>),
    (restorer, restored): (Option<&str>, Option<Vec<u8>>),
) -> Result<Option<WholeDeletion>, StoreError> {
    let (Some(on), Some(by), Some(proof)) = (on, by, proof) else { return Ok(None) };
    let restorer = restorer.map(editor).transpose()?;
    Ok(Some(WholeDeletion { day: day(on)?, editor: editor(by)?, proof, restorer, restored }))
}

/// Of each kind, as a row of numbers has it.
pub(crate) fn counts<const N: usize>(counts: [i64; N]) -> Result<[u64; N], StoreError> {
    let mut sizes = [0; N];
    for (to, count) in sizes.iter_mut().zip(counts) {
        *to = size(count)?;
    }
    Ok(sizes)
}
