//! What the editors' API answers, bounded and parsed.

use std::collections::BTreeMap;
use std::rc::Rc;

use estafette_keys::age_format::{KeyTextError, Recipient};
use estafette_keys::day::Day;
use estafette_keys::day::Week;
use estafette_keys::envelope::SLOT_MAX;
use estafette_keys::epoch::WEEKS_MAX;
use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::SubmissionId;
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::message::SectionName;
use estafette_keys::removed::UntrustedRestoration;
use estafette_keys::roster::Handle;
use estafette_wire::Base64;
use estafette_wire::epochs::PublishedKey;
use estafette_wire::submissions::{Forwarded, Item, Kept, Restored};

use super::error::ApiError;
use crate::http::HttpError;

/// A submission as the server lists it.
#[derive(Clone)]
pub(crate) struct Listed {
    /// Its id.
    pub id: SubmissionId,
    /// The section it was sent to.
    pub section: SectionName,
    /// The day it arrived.
    pub day: Day,
    /// Size of its sealed content.
    pub size: u64,
    /// Our slot; `None` when it was not sealed to us.
    pub slot: Option<Rc<[u8]>>,
    /// Who of the section has none, as the server says.
    pub without: Vec<Handle>,
    /// That it is kept past its section's retention, which nothing vouches for yet.
    pub kept: Option<UntrustedKeeping>,
    /// That it was deleted and brought back, which nothing vouches for yet.
    pub restored: Option<UntrustedRestoration>,
    /// That it was handed to other sections, which nothing vouches for yet.
    pub forwarded: Vec<UntrustedForwarding>,
}

/// No section has more editors.
const WITHOUT_MAX: usize = 200;
/// No network has more sections.
const FORWARDED_MAX: usize = 200;

/// The keys that an editor receives with, by week.
pub(super) fn keys(published: Vec<PublishedKey>) -> Result<BTreeMap<Week, Recipient>, ApiError> {
    if published.len() > WEEKS_MAX {
        return Err(HttpError::TooLarge.into());
    }
    let parsed = published.into_iter().map(|key| Ok((key.week, key.recipient.parse()?)));
    parsed.collect::<Result<_, KeyTextError>>().map_err(|_| ApiError::Malformed)
}

/// A page's items, which must ascend from `after`: so a listing ends whatever the server says.
pub(super) fn listed(items: Vec<Item>, after: Option<SubmissionId>) -> Result<Vec<Listed>, ApiError> {
    let mut last = after;
    let mut listed = Vec::with_capacity(items.len());
    for item in items {
        if last.is_some_and(|last| item.id <= last) {
            return Err(ApiError::Malformed);
        }
        last = Some(item.id);
        listed.push(one(item)?);
    }
    Ok(listed)
}

fn one(item: Item) -> Result<Listed, ApiError> {
    let section = item.section.parse().map_err(|_| ApiError::Malformed)?;
    let slot = item.slot.map(|Base64(slot)| slot);
    if slot.as_ref().is_some_and(|slot| slot.len() > SLOT_MAX)
        || item.without.len() > WITHOUT_MAX
        || item.forwarded.len() > FORWARDED_MAX
    {
        return Err(HttpError::TooLarge.into());
    }
    let without = item.without.iter().map(|handle| handle.parse()).collect::<Result<_, _>>();
    let without = without.map_err(|_| ApiError::Malformed)?;
    let kept = item.kept.map(|kept| keeping(kept, item.id)).transpose()?;
    let restored = item.restored.map(|restored| restoration(restored, item.id)).transpose()?;
    let slot = slot.map(Rc::from);
    let forwarded =
        item.forwarded.into_iter().map(|one| forwarding(one, item.id)).collect::<Result<_, _>>()?;
    let (id, day, size) = (item.id, item.day, item.size);
    Ok(Listed { id, section, day, size, slot, without, kept, restored, forwarded })
}

fn forwarding(forwarded: Forwarded, id: SubmissionId) -> Result<UntrustedForwarding, ApiError> {
    let to = forwarded.section.parse().map_err(|_| ApiError::Malformed)?;
    let editor = forwarded.editor.parse().map_err(|_| ApiError::Malformed)?;
    let Base64(proof) = forwarded.proof;
    let proof = proof.try_into().map_err(|_| ApiError::Malformed)?;
    Ok(UntrustedForwarding { id, to, editor, proof })
}

fn restoration(restored: Restored, id: SubmissionId) -> Result<UntrustedRestoration, ApiError> {
    let editor = restored.editor.parse().map_err(|_| ApiError::Malformed)?;
    let (Base64(deletion), Base64(proof)) = (restored.deletion, restored.proof);
    let proof = proof.try_into().map_err(|_| ApiError::Malformed)?;
    Ok(UntrustedRestoration { id, editor, deletion, proof })
}

fn keeping(kept: Kept, id: SubmissionId) -> Result<UntrustedKeeping, ApiError> {
    let editor = kept.editor.parse().map_err(|_| ApiError::Malformed)?;
    let Base64(proof) = kept.proof;
    let proof = proof.try_into().map_err(|_| ApiError::Malformed)?;
    Ok(UntrustedKeeping { id, until: kept.until, editor, proof })
}
