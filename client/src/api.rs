//! The editors' API, as its client: every request the CLI makes. What a server says is not believed: sizes are
//! bounded, listings end, and nothing is followed elsewhere.

use std::collections::BTreeMap;
use std::fs::File;
use std::rc::Rc;

use estafette_keys::age_format::Recipient;
use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::{Day, Week};
use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::ids::{InstanceId, MailboxId, ReplyId, SubmissionId};
use estafette_keys::roster::{Handle, UntrustedRoster};
use estafette_keys::secret::Secret;
use estafette_keys::signed_day::UntrustedDay;
use estafette_keys::signing::DeviceKey;
use estafette_wire::Base64;
use estafette_wire::day::{ServerDay, SignedDay};
use estafette_wire::epochs::{Published, Statement};
use estafette_wire::login::{Challenge, ChallengeRequest, Login, Session};
use estafette_wire::opened::OpenedIn;
use estafette_wire::roster::SignedRoster;
use estafette_wire::submissions::{NewSlot, Submissions};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, RANGE};
use hyper::{Method, Request, Response, StatusCode};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::network::Network;

pub(crate) use address::{Address, AddressError};
pub(crate) use contents::{Part, Wanted, fitting};
pub(crate) use error::ApiError;
pub(crate) use estafette_wire::Refusal;
pub(crate) use estafette_wire::mailboxes::Reply as SealedReply;
pub(crate) use estafette_wire::uploads::Slot as SlotFor;
pub(crate) use forwarded::Slots;
pub(crate) use notes::ListedNote;
pub(crate) use removed::Deleted;
pub(crate) use source::{Answer, SourceApi, Stated};
pub(crate) use wire::Listed;

use connection::{Kept, body, json, send};

mod address;
mod connection;
pub(crate) mod contents;
mod download;
mod error;
mod forwarded;
mod kept;
mod notes;
mod removed;
mod source;
mod wire;

/// More items than any section's retention holds: a listing that goes on is a hostile one.
const LISTED_MAX: usize = 200_000;
/// A bearer token is shorter.
const TOKEN_MAX: usize = 4_096;

/// A server's editors' side; requests run one after the other.
pub(crate) struct Api {
    address: Address,
    network: Rc<Network>,
    token: Option<Secret<String>>,
    /// An editor's requests go by one connection: they say who asks in any case. A source's each have their own.
    kept: Option<Kept>,
}

impl Api {
    /// To this address; nothing is sent to it yet. For an onion address Tor is started, and told by `device` that it may
    /// find the service.
    ///
    /// # Errors
    /// [`ApiError::Tor`].
    pub(crate) fn new(
        address: Address,
        network: Rc<Network>,
        device: Option<&DeviceKey>,
        progress: &mut dyn FnMut(u8),
    ) -> Result<Self, ApiError> {
        if let Address::Onion(host, _) = &address {
            let tor = network.tor(progress).map_err(ApiError::Tor)?;
            if let (Some(device), Ok(service)) = (device, host.parse()) {
                let secret = Zeroizing::new(*device.client_secret().expose_secret());
                network.block_on(async { tor.authorise(service, &secret) }).map_err(ApiError::Tor)?;
            }
        }
        Ok(Self { address, network, token: None, kept: device.map(|_| Kept::default()) })
    }

    /// The roster it serves, which nothing vouches for yet.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn roster(&self) -> Result<UntrustedRoster, ApiError> {
        Ok(self.json::<SignedRoster>(Method::GET, "/v1/roster", None)?.into())
    }

    /// Logs in; says which day the server has. The proof is for the instance that was joined, whatever the server says
    /// it is.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn log_in(
        &mut self,
        editor: &Handle,
        device: &DeviceKey,
        instance: InstanceId,
    ) -> Result<Day, ApiError> {
        let asked = to_json(&ChallengeRequest { editor: editor.as_str().to_owned() })?;
        let challenge: Challenge = self.json(Method::POST, "/v1/login/challenge", Some(asked))?;
        if challenge.instance != instance {
            return Err(ApiError::Instance);
        }
        let proof = Base64(device.prove(instance, &challenge.challenge.0).to_vec());
        let login = Login { editor: editor.as_str().to_owned(), challenge: challenge.challenge, proof };
        let session: Session = self.json(Method::POST, "/v1/login", Some(to_json(&login)?))?;
        let fits =
            session.token.len() <= TOKEN_MAX && session.token.bytes().all(|byte| byte.is_ascii_graphic());
        if !fits {
            return Err(ApiError::Malformed);
        }
        self.token = Some(Secret::new(session.token));
        Ok(session.today)
    }

    /// All that waits for this editor; `progress` is told after each page how many were listed so far.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn submissions(&self, progress: &mut dyn FnMut(usize)) -> Result<Vec<Listed>, ApiError> {
        let mut items: Vec<Listed> = Vec::new();
        loop {
            let after = items.last().map(|item| item.id);
            let path = match after {
                Some(id) => format!("/v1/submissions?after={id}"),
                None => "/v1/submissions".to_owned(),
            };
            let Submissions { items: page, more } = self.json(Method::GET, &path, None)?;
            let page = wire::listed(page, after)?;
            if items.len() + page.len() > LISTED_MAX || (more && page.is_empty()) {
                return Err(ApiError::Malformed);
            }
            items.extend(page);
            progress(items.len());
            if !more {
                return Ok(items);
            }
        }
    }

    /// Downloads a content to the end of `file`, which holds `held` of its `size` bytes already.
    ///
    /// # Errors
    /// [`ApiError`]; what arrived before stays in the file, to go on from.
    pub(crate) fn content(
        &self,
        id: SubmissionId,
        file: &mut File,
        held: u64,
        size: u64,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), ApiError> {
        self.network.block_on(async {
            let mut request = self.request(Method::GET, &format!("/v1/submissions/{id}/content"), None)?;
            if held > 0 {
                let range = format!("bytes={held}-").parse().map_err(|_| ApiError::Local)?;
                request.headers_mut().insert(RANGE, range);
            }
            let response = self.sent(request).await?;
            download::receive(response, file, held, size, progress).await
        })
    }

    /// Leaves an answer in a mailbox; doing it again with the same bytes changes nothing.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn put_reply(
        &self,
        mailbox: MailboxId,
        id: ReplyId,
        reply: &SealedReply,
    ) -> Result<(), ApiError> {
        self.send(Method::PUT, &format!("/v1/mailboxes/{mailbox}/replies/{id}"), Some(to_json(reply)?))
            .map(drop)
    }

    /// The keys that the server seals to for this editor, as it says; and the statement with the highest counter, which
    /// nothing vouches for yet.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn epochs(&self) -> Result<(BTreeMap<Week, Recipient>, Option<UntrustedEpochs>), ApiError> {
        let Published { keys, statement } = self.json(Method::GET, "/v1/epochs", None)?;
        Ok((wire::keys(keys)?, statement.map(Into::into)))
    }

    /// The statement of another editor's epoch key of this week, which nothing vouches for yet.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn epochs_of(&self, editor: &Handle) -> Result<Option<UntrustedEpochs>, ApiError> {
        match self.json::<Statement>(Method::GET, &format!("/v1/epochs/{editor}"), None) {
            Ok(statement) => Ok(Some(statement.into())),
            Err(ApiError::Refused(Refusal::NotFound)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Adds a slot for another editor. One who has a slot meanwhile is as well served.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn put_slot(&self, id: SubmissionId, editor: &Handle, slot: &[u8]) -> Result<(), ApiError> {
        let body = to_json(&NewSlot { slot: Base64(slot.to_vec()) })?;
        match self.send(Method::PUT, &format!("/v1/submissions/{id}/slots/{editor}"), Some(body)) {
            Ok(_) | Err(ApiError::Refused(Refusal::Conflict)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Gives up a slot of ours. One that is not there is as well given up.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn give_up_slot(&self, id: SubmissionId, editor: &Handle) -> Result<(), ApiError> {
        match self.send(Method::DELETE, &format!("/v1/submissions/{id}/slots/{editor}"), None) {
            Ok(_) | Err(ApiError::Refused(Refusal::NotFound)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// States that a section's box was opened.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn put_alive(&self, alive: &UntrustedAlive) -> Result<(), ApiError> {
        let body = to_json(&OpenedIn::from(alive))?;
        self.send(Method::PUT, &format!("/v1/sections/{}/opened", alive.section.as_str()), Some(body))
            .map(drop)
    }

    /// States which day this machine has; says which day the server has after that. `None` where the server hears no such statement yet.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn put_day(&self, stated: &UntrustedDay) -> Result<Option<Day>, ApiError> {
        match self.json(Method::PUT, "/v1/day", Some(to_json(&SignedDay::from(stated))?)) {
            Ok(ServerDay { today }) => Ok(Some(today)),
            Err(ApiError::Refused(Refusal::NotFound)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Brings the next roster.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn put_roster(&self, roster: &UntrustedRoster) -> Result<(), ApiError> {
        self.send(Method::PUT, "/v1/roster", Some(to_json(&SignedRoster::from(roster.clone()))?)).map(drop)
    }

    /// Publishes epoch keys.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn put_epochs(&self, epochs: &UntrustedEpochs) -> Result<(), ApiError> {
        self.send(Method::PUT, "/v1/epochs", Some(to_json(&Statement::from(epochs.clone()))?)).map(drop)
    }

    fn json<T: serde::de::DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        json_body: Option<Vec<u8>>,
    ) -> Result<T, ApiError> {
        self.network.block_on(async { json(self.answer(method, path, json_body).await?).await })
    }

    fn send(&self, method: Method, path: &str, json_body: Option<Vec<u8>>) -> Result<StatusCode, ApiError> {
        self.network.block_on(async {
            let response = self.answer(method, path, json_body).await?;
            let status = response.status();
            body(response).await.map(|_| status)
        })
    }

    async fn answer(
        &self,
        method: Method,
        path: &str,
        json_body: Option<Vec<u8>>,
    ) -> Result<Response<Incoming>, ApiError> {
        self.sent(self.request(method, path, json_body)?).await
    }

    async fn sent(&self, request: Request<Full<Bytes>>) -> Result<Response<Incoming>, ApiError> {
        match &self.kept {
            Some(kept) => kept.send(&self.address, self.network.started(), request).await,
            None => send(&self.address, self.network.started(), request).await,
        }
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        json_body: Option<Vec<u8>>,
    ) -> Result<Request<Full<Bytes>>, ApiError> {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, format!("Bearer {}", token.expose_secret()));
        }
        if json_body.is_some() {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        request.body(Full::from(json_body.unwrap_or_default())).map_err(|_| ApiError::Local)
    }
}

fn to_json(value: &impl Serialize) -> Result<Vec<u8>, ApiError> {
    serde_json::to_vec(value).map_err(|_| ApiError::Local)
}
