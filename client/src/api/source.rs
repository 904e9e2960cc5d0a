//! The source's side, as its client: what a program may ask there.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::source::WithdrawalSecret;
use hyper::Method;
use serde::{Deserialize, Serialize};

use super::{Address, Api, ApiError, to_json};
use crate::network::Network;

/// A server's source's side.
pub struct SourceApi(Api);

/// A submission that is there.
pub struct Found {
    /// Its id.
    pub id: SubmissionId,
    /// The section it was sent to.
    pub section: SectionName,
    /// When it arrived.
    pub day: Day,
}

#[derive(Serialize)]
struct WaitingAsked<'a> {
    ids: &'a [SubmissionId],
}

#[derive(Deserialize)]
struct WaitingFound {
    items: Vec<FoundForm>,
}

#[derive(Deserialize)]
struct FoundForm {
    id: SubmissionId,
    section: String,
    day: Day,
}

#[derive(Serialize)]
struct Withdrawal {
    secret: String,
}

impl SourceApi {
    /// To this address; nothing is sent yet.
    ///
    /// # Errors
    /// [`ApiError::Local`].
    pub fn new(address: Address, network: &Network, progress: &mut dyn FnMut(u8)) -> Result<Self, ApiError> {
        Api::new(address, network, None, progress).map(Self)
    }

    /// Which of these submissions are there.
    ///
    /// # Errors
    /// [`ApiError`]; [`ApiError::Malformed`] also when the answer has one that was not asked for.
    pub fn waiting(&self, ids: &[SubmissionId]) -> Result<Vec<Found>, ApiError> {
        let found: WaitingFound =
            self.0.json(Method::POST, "/v1/waiting", Some(to_json(&WaitingAsked { ids })?))?;
        let parse = |form: FoundForm| {
            let section = form.section.parse().map_err(|_| ApiError::Malformed)?;
            let asked = ids.contains(&form.id);
            if asked { Ok(Found { id: form.id, section, day: form.day }) } else { Err(ApiError::Malformed) }
        };
        found.items.into_iter().map(parse).collect()
    }

    /// Takes a submission back; again, changes nothing.
    ///
    /// # Errors
    /// [`ApiError`].
    pub fn withdraw(&self, secret: &WithdrawalSecret) -> Result<(), ApiError> {
        let secret = BASE64_STANDARD.encode(secret.as_secret().expose_secret());
        self.0.send(Method::POST, "/v1/withdraw", Some(to_json(&Withdrawal { secret })?)).map(drop)
    }
}
