//! The editors' API: sealed envelopes out, replies and notes in. JSON over its own listener; `openapi.json` has it all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use estafette_keys::message::SectionName;
use estafette_keys::roster::{Editor, Handle};
use estafette_keys::signing::{DeviceKey, DevicePublic};

use crate::api::ApiError;
use crate::clock::Clock;
use crate::directory::Directory;
use crate::random::Random;
use crate::store::{PutOutcome, Store};
use crate::token::{Purpose, TokenKeys};
use quota::Quotas;

pub(crate) mod day;
pub(crate) mod deleted;
pub(crate) mod epochs;
pub(crate) mod login;
pub(crate) mod notes;
mod quota;
pub(crate) mod removed;
pub(crate) mod replies;
pub(crate) mod roster;
pub(crate) mod sections;
pub(crate) mod submissions;

/// The most bytes of a reply's or a note's content.
const CONTENT_MAX: usize = 2 * 1024 * 1024;

/// What the API works with.
pub struct Editors {
    /// What is kept.
    pub store: Store,
    /// Sections, editors, their keys.
    pub directory: Directory,
    /// The time.
    pub clock: Clock,
    /// Randomness.
    pub random: Random,
    /// Seals challenges and sessions.
    pub tokens: Arc<TokenKeys>,
    /// Challenges that were answered, and when: each counts once.
    pub answered: Answered,
    /// A key that nobody has.
    pub nobody: DevicePublic,
    /// What editors left today.
    pub(crate) quotas: Quotas,
}

impl Editors {
    /// With fresh keys for challenges and sessions.
    #[must_use]
    pub fn new(store: Store, directory: Directory, clock: Clock, random: Random) -> Self {
        let tokens = Arc::new(TokenKeys::new(random.clone(), clock.now()));
        let nobody = DeviceKey::generate(&mut random.clone()).public();
        Self {
            store,
            directory,
            clock,
            random,
            tokens,
            answered: Answered::default(),
            nobody,
            quotas: Quotas::default(),
        }
    }
}

/// Challenges that were answered.
#[derive(Default)]
pub struct Answered(Mutex<HashMap<Vec<u8>, i64>>);

impl Answered {
    /// `false` when this one was answered before. Forgets those that are too old to open.
    fn is_first(&self, challenge: Vec<u8>, now: i64) -> bool {
        let mut answered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        answered.retain(|_, at| now.saturating_sub(*at) <= Purpose::Challenge.lifetime());
        answered.insert(challenge, now).is_none()
    }
}

/// Who asks: an editor whose device is on the roster, and whose session opened.
pub struct LoggedIn {
    /// Who.
    pub handle: Handle,
    /// What they read.
    pub sections: Vec<SectionName>,
}

impl LoggedIn {
    /// Refuses what is of a section they don't read.
    fn reads(&self, section: &SectionName) -> Result<(), ApiError> {
        if self.sections.contains(section) { Ok(()) } else { Err(ApiError::Forbidden) }
    }
}

impl FromRequestParts<Arc<Editors>> for LoggedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, editors: &Arc<Editors>) -> Result<Self, ApiError> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| value.strip_prefix("Bearer ")).ok_or(ApiError::Unauthorised)?;
        let opened = editors
            .tokens
            .open(Purpose::Session, token, editors.clock.now())
            .map_err(|_| ApiError::Unauthorised)?;
        // By the roster in force: a device that is off it is out at once, whatever the session says, and whoever has its handle now.
        let roster = editors.directory.roster();
        let is_its_device = |editor: &&Editor| editor.device.to_hex().as_bytes() == opened.payload.as_slice();
        let editor = roster.body().editors.iter().find(is_its_device).ok_or(ApiError::Unauthorised)?;
        Ok(Self { handle: editor.handle.clone(), sections: editor.sections.clone() })
    }
}

/// A `PUT` of the same again is as good as the first.
fn put_status(put: PutOutcome) -> Result<StatusCode, ApiError> {
    match put {
        PutOutcome::Created => Ok(StatusCode::CREATED),
        PutOutcome::Same => Ok(StatusCode::OK),
        PutOutcome::Conflict => Err(ApiError::Conflict),
        PutOutcome::Crowded => Err(ApiError::Quota),
    }
}
