//! `POST /v1/mailbox` and below: answers, sealed as they are, for who proves to have the mailbox's key. The codename that
//! opens them stays with them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::signing::MailboxPublic;
use serde::{Deserialize, Serialize};

use crate::editor::ApiError;
use crate::editor::bytes::Base64;
use crate::source::Source;
use crate::token::Purpose;

/// Random bytes of a challenge.
const RANDOM: usize = 16;
/// An answer's size is a multiple of this: it must not tell how many there are.
const STEP: usize = 64 * 1024;
/// When so much is in an answer, the rest is for the next.
const ENOUGH: usize = 2 * 1024 * 1024;

/// What to sign.
#[derive(Serialize)]
pub struct Challenge {
    challenge: Base64,
}

/// Who has the mailbox's key, has the mailbox.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    key: Base64,
    challenge: Base64,
    signature: Base64,
}

/// The answers after this one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Read {
    mailbox: Proof,
    after: Option<ReplyId>,
}

/// An answer to take away.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delete {
    mailbox: Proof,
    reply: ReplyId,
}

#[derive(Serialize)]
struct Answers {
    replies: Vec<Answer>,
    more: bool,
}

#[derive(Serialize)]
struct Answer {
    id: ReplyId,
    section: String,
    slot: Base64,
    content: Base64,
}

/// `POST /v1/mailbox/challenge`: good for a minute.
pub async fn challenge(State(source): State<Arc<Source>>) -> Json<Challenge> {
    let random = source.random.bytes::<RANDOM>();
    let challenge = source.tokens.seal_bytes(Purpose::Mailbox, &random, source.clock.now());
    Json(Challenge { challenge: Base64(challenge) })
}

/// The answers in a mailbox, in the order of their ids. One that was never written to has none.
///
/// # Errors
/// [`ApiError::Unauthorised`] when the proof does not hold, [`ApiError::Malformed`].
pub async fn post(
    State(source): State<Arc<Source>>,
    read: Result<Json<Read>, JsonRejection>,
) -> Result<Response, ApiError> {
    let Json(Read { mailbox, after }) = read?;
    let mailbox = mailbox.check(&source)?;
    let mut stored = source.store.replies(mailbox).await?;
    stored.sort_unstable_by_key(|reply| reply.id);
    let mut answers = Answers { replies: Vec::new(), more: false };
    let mut size = 0;
    for reply in stored.into_iter().filter(|reply| after.is_none_or(|after| reply.id > after)) {
        if size > ENOUGH {
            answers.more = true;
            break;
        }
        size += reply.content.len();
        answers.replies.push(Answer {
            id: reply.id,
            section: reply.section.as_str().to_owned(),
            slot: Base64(reply.slot),
            content: Base64(reply.content),
        });
    }
    let mut body = serde_json::to_vec(&answers).map_err(|_| ApiError::Broken)?;
    // Spaces after its end are no part of a JSON text.
    body.resize(body.len().next_multiple_of(STEP), b' ');
    Ok(([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], body).into_response())
}

/// `POST /v1/mailbox/delete`: one that is not there is as well deleted.
///
/// # Errors
/// [`ApiError::Unauthorised`] when the proof does not hold, [`ApiError::Malformed`].
pub async fn delete(
    State(source): State<Arc<Source>>,
    asked: Result<Json<Delete>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let Json(Delete { mailbox, reply }) = asked?;
    let mailbox = mailbox.check(&source)?;
    source.store.delete_reply(mailbox, reply).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl Proof {
    fn check(self, source: &Source) -> Result<MailboxId, ApiError> {
        let Self { key: Base64(key), challenge: Base64(challenge), signature: Base64(signature) } = self;
        let opened = source.tokens.open_bytes(Purpose::Mailbox, &challenge, source.clock.now());
        opened.map_err(|_| ApiError::Unauthorised)?;
        let key = MailboxPublic::from_bytes(key.try_into().map_err(|_| ApiError::Malformed)?);
        let signature: [u8; 64] = signature.try_into().map_err(|_| ApiError::Malformed)?;
        key.check(source.directory.instance(), &challenge, &signature).map_err(|_| ApiError::Unauthorised)?;
        Ok(key.mailbox())
    }
}
