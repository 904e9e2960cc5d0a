//! What travels between the CLI and the editors' API, as JSON.

use std::collections::BTreeMap;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::age_format::{KeyTextError, Recipient};
use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::{Day, Week};
use estafette_keys::envelope::SLOT_MAX;
use estafette_keys::epoch::{UntrustedEpochs, WEEKS_MAX};
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::message::SectionName;
use estafette_keys::signed_day::UntrustedDay;
use serde::{Deserialize, Serialize};

use super::kept::KeptForm;
use super::{ApiError, Listed};
use crate::http::HttpError;

/// No section has more editors.
const WITHOUT_MAX: usize = 200;

#[derive(Serialize)]
pub(super) struct ChallengeAsked<'a> {
    pub(super) editor: &'a str,
}

#[derive(Deserialize)]
pub(super) struct Challenge {
    pub(super) instance: InstanceId,
    pub(super) challenge: String,
}

#[derive(Serialize)]
pub(super) struct Login<'a> {
    pub(super) editor: &'a str,
    pub(super) challenge: &'a str,
    pub(super) proof: String,
}

#[derive(Deserialize)]
pub(super) struct LoggedIn {
    pub(super) token: String,
    pub(super) today: Day,
}

#[derive(Deserialize)]
pub(super) struct Page {
    items: Vec<ListedForm>,
    pub(super) more: bool,
}

#[derive(Deserialize)]
struct ListedForm {
    id: SubmissionId,
    section: String,
    day: Day,
    size: u64,
    slot: Option<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    kept: Option<KeptForm>,
}

#[derive(Serialize)]
pub(super) struct NewSlot {
    slot: String,
}

impl NewSlot {
    pub(super) fn new(slot: &[u8]) -> Self {
        Self { slot: BASE64_STANDARD.encode(slot) }
    }
}

#[derive(Deserialize)]
pub(super) struct Published {
    keys: Vec<PublishedKey>,
    /// A server of before has none to show.
    #[serde(default)]
    pub(super) statement: Option<UntrustedEpochs>,
}

#[derive(Deserialize)]
struct PublishedKey {
    week: Week,
    recipient: String,
}

impl Published {
    /// By week.
    pub(super) fn keys(self) -> Result<BTreeMap<Week, Recipient>, ApiError> {
        if self.keys.len() > WEEKS_MAX {
            return Err(HttpError::TooLarge.into());
        }
        let parsed = self.keys.into_iter().map(|key| Ok((key.week, key.recipient.parse()?)));
        parsed.collect::<Result<_, KeyTextError>>().map_err(|_| ApiError::Malformed)
    }
}

#[derive(Serialize)]
pub(super) struct OpenedIn {
    week: String,
    proof: String,
}

impl OpenedIn {
    pub(super) fn of(alive: &UntrustedAlive) -> Self {
        Self { week: alive.week.to_string(), proof: BASE64_STANDARD.encode(alive.proof) }
    }
}

#[derive(Serialize)]
pub(super) struct SignedDay {
    day: Day,
    proof: String,
}

impl SignedDay {
    pub(super) fn of(stated: &UntrustedDay) -> Self {
        Self { day: stated.day, proof: BASE64_STANDARD.encode(stated.proof) }
    }
}

#[derive(Deserialize)]
pub(super) struct Heard {
    pub(super) today: Day,
}

/// An answer on its way: kept in the vault's journal word for word, so that sending it again is the same request.
#[derive(Clone, Serialize, Deserialize)]
pub struct SealedReply {
    /// The section it is from.
    pub section: String,
    /// The item key, sealed to the source, base64.
    pub slot: String,
    /// The message, sealed to the item key, base64.
    pub content: String,
}

impl SealedReply {
    /// Of the sealed bytes.
    #[must_use]
    pub fn new(section: &SectionName, slot: &[u8], content: &[u8]) -> Self {
        Self {
            section: section.as_str().to_owned(),
            slot: BASE64_STANDARD.encode(slot),
            content: BASE64_STANDARD.encode(content),
        }
    }
}

impl Page {
    /// The items, which must ascend from `after`: so a listing ends whatever the server says.
    pub(super) fn items(self, after: Option<SubmissionId>) -> Result<Vec<Listed>, ApiError> {
        let mut last = after;
        let mut items = Vec::with_capacity(self.items.len());
        for form in self.items {
            if last.is_some_and(|last| form.id <= last) {
                return Err(ApiError::Malformed);
            }
            last = Some(form.id);
            items.push(form.parse()?);
        }
        Ok(items)
    }
}

impl ListedForm {
    fn parse(self) -> Result<Listed, ApiError> {
        let section = self.section.parse().map_err(|_| ApiError::Malformed)?;
        let slot = match self.slot {
            Some(slot) => {
                let slot = BASE64_STANDARD.decode(slot).map_err(|_| ApiError::Malformed)?;
                if slot.len() > SLOT_MAX {
                    return Err(HttpError::TooLarge.into());
                }
                Some(slot)
            }
            None => None,
        };
        if self.without.len() > WITHOUT_MAX {
            return Err(HttpError::TooLarge.into());
        }
        let without = self.without.iter().map(|handle| handle.parse()).collect::<Result<_, _>>();
        let without = without.map_err(|_| ApiError::Malformed)?;
        let kept = self.kept.map(|kept| kept.parse(self.id)).transpose()?;
        Ok(Listed { id: self.id, section, day: self.day, size: self.size, slot, without, kept })
    }
}
