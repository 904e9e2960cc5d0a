//! The source's side, as its client: what a program may ask there.

use std::rc::Rc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::day::Day;
use estafette_keys::ids::{InstanceId, ReplyId, SubmissionId, TransferId};
use estafette_keys::message::SectionName;
use estafette_keys::roster::{Pin, UntrustedRoster};
use estafette_keys::signing::MailboxKey;
use estafette_keys::source::WithdrawalSecret;
use estafette_wire::Base64;
use estafette_wire::mailbox::{Answers, Challenge, Delete, Proof, Read};
use estafette_wire::roster::SignedRoster;
use estafette_wire::sections;
use estafette_wire::uploads::{Begin, Begun, End};
use estafette_wire::waiting::{Asked, Item, Waiting};
use estafette_wire::withdraw::Withdrawal;
use hyper::{Method, Request};

use super::connection::{body, json, send, send_slowly};
use super::{Address, Api, ApiError, SlotFor, to_json};
use crate::http::Pieces;
use crate::network::Network;

pub(crate) use wire::{Answer, Stated};

mod wire;

/// More than any mailbox holds.
const ANSWERS_MAX: usize = 10_000;

/// A server's source's side.
pub(crate) struct SourceApi(Api, Pin);

/// A submission that is there.
pub(crate) struct Found {
    /// Its id.
    pub id: SubmissionId,
    /// The section it was sent to.
    pub section: SectionName,
    /// When it arrived.
    pub day: Day,
}

impl SourceApi {
    /// To this address; nothing is sent yet.
    ///
    /// # Errors
    /// [`ApiError::Tor`].
    pub(crate) fn new(
        address: Address,
        network: Rc<Network>,
        pin: Pin,
        progress: &mut dyn FnMut(u8),
    ) -> Result<Self, ApiError> {
        Api::new(address, network, None, progress).map(|api| Self(api, pin))
    }

    /// The roster it serves, which nothing vouches for yet.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn roster(&self) -> Result<UntrustedRoster, ApiError> {
        self.pinned::<SignedRoster>("/v1/roster").map(Into::into)
    }

    /// What the editors of a section state, which nothing vouches for yet.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn stated(&self, section: &SectionName) -> Result<Stated, ApiError> {
        let stated: sections::Stated = self.pinned(&format!("/v1/sections/{section}"))?;
        Stated::of(section, stated)
    }

    /// Begins to send, or asks how far it came.
    ///
    /// # Errors
    /// [`ApiError`]; [`Refusal::Conflict`](super::Refusal::Conflict) when the id is taken.
    pub(crate) fn begin(
        &self,
        transfer: TransferId,
        id: SubmissionId,
        section: &SectionName,
    ) -> Result<Begun, ApiError> {
        let begin = Begin { transfer, id, section: section.as_str().to_owned() };
        self.0.json(Method::POST, "/v1/uploads", Some(to_json(&begin)?))
    }

    /// Sends the next piece.
    ///
    /// # Errors
    /// [`ApiError`]; what of it arrived, [`SourceApi::begin`] says.
    pub(crate) fn piece(
        &self,
        transfer: TransferId,
        offset: u64,
        size: u64,
        bytes: Vec<u8>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), ApiError> {
        let path = format!("/v1/uploads/{transfer}?offset={offset}&size={size}");
        let request = Request::builder().method(Method::PUT).uri(path).body(Pieces::of(bytes.into()));
        let request = request.map_err(|_| ApiError::Local)?;
        let Api { address, network, .. } = &self.0;
        network.block_on(async {
            body(send_slowly(address, network.started(), request, progress).await?).await.map(drop)
        })
    }

    /// Ends it: once this answers, it is kept.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn end(
        &self,
        transfer: TransferId,
        size: u64,
        slots: &[SlotFor],
        memo: Option<&Base64>,
    ) -> Result<(), ApiError> {
        let end = to_json(&End { size, slots: slots.to_vec(), memo: memo.cloned() })?;
        self.0.send(Method::POST, &format!("/v1/uploads/{transfer}/end"), Some(end)).map(drop)
    }

    /// All answers in a mailbox.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn replies(&self, key: &MailboxKey, instance: InstanceId) -> Result<Vec<Answer>, ApiError> {
        let mut answers: Vec<Answer> = Vec::new();
        loop {
            let after = answers.last().map(|answer| answer.id);
            let mailbox = self.prove(key, instance)?;
            let asked = to_json(&Read { mailbox, after })?;
            let Answers { replies, more } = self.0.json(Method::POST, "/v1/mailbox", Some(asked))?;
            let page = wire::answers(replies, after)?;
            if answers.len() + page.len() > ANSWERS_MAX || (more && page.is_empty()) {
                return Err(ApiError::Malformed);
            }
            answers.extend(page);
            if !more {
                return Ok(answers);
            }
        }
    }

    /// Deletes an answer; again, changes nothing.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn delete_reply(
        &self,
        key: &MailboxKey,
        instance: InstanceId,
        reply: ReplyId,
    ) -> Result<(), ApiError> {
        let asked = to_json(&Delete { mailbox: self.prove(key, instance)?, reply })?;
        self.0.send(Method::POST, "/v1/mailbox/delete", Some(asked)).map(drop)
    }

    /// What only those who have the pin may know.
    fn pinned<T: serde::de::DeserializeOwned>(&self, path: &str) -> Result<T, ApiError> {
        let mut request = self.0.request(Method::GET, path, None)?;
        let pin = self.1.to_string().parse().map_err(|_| ApiError::Local)?;
        request.headers_mut().insert("estafette-pin", pin);
        let Api { address, network, .. } = &self.0;
        network.block_on(async { json(send(address, network.started(), request).await?).await })
    }

    fn prove(&self, key: &MailboxKey, instance: InstanceId) -> Result<Proof, ApiError> {
        let Challenge { challenge } = self.0.json(Method::POST, "/v1/mailbox/challenge", None)?;
        Ok(Proof {
            key: Base64(key.public().as_bytes().to_vec()),
            signature: Base64(key.prove(instance, &challenge.0).to_vec()),
            challenge,
        })
    }

    /// Which of these submissions are there.
    ///
    /// # Errors
    /// [`ApiError`]; [`ApiError::Malformed`] also when the answer has one that was not asked for.
    pub(crate) fn waiting(&self, ids: &[SubmissionId]) -> Result<Vec<Found>, ApiError> {
        let asked = to_json(&Asked { ids: ids.to_vec() })?;
        let found: Waiting = self.0.json(Method::POST, "/v1/waiting", Some(asked))?;
        let parse = |Item { id, section, day }| {
            let section = section.parse().map_err(|_| ApiError::Malformed)?;
            if ids.contains(&id) { Ok(Found { id, section, day }) } else { Err(ApiError::Malformed) }
        };
        found.items.into_iter().map(parse).collect()
    }

    /// Takes a submission back; again, changes nothing.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn withdraw(&self, secret: &WithdrawalSecret) -> Result<(), ApiError> {
        let secret = BASE64_STANDARD.encode(secret.as_secret().expose_secret());
        self.0.send(Method::POST, "/v1/withdraw", Some(to_json(&Withdrawal { secret })?)).map(drop)
    }
}
