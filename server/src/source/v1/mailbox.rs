//! `POST /v1/mailbox` and below: answers, sealed as they are, for who proves to have the mailbox's key. The codename that
//! opens them stays with them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::signing::MailboxPublic;
use estafette_wire::mailbox::{Answer, Answers, Proof, Read};
use estafette_wire::{Base64, ErrorBody};

use crate::api::ApiError;
use crate::source::Source;
use crate::token::Purpose;

pub(crate) mod challenge;
pub(crate) mod delete;

/// So large is every page: up to five answers without files look like none. A longer answer has a larger one to itself.
const PAGE: usize = 512 * 1024;
/// What an answer takes of it beside slot and content, at most.
const BESIDE: usize = 512;

/// The answers in a mailbox, in the order of their ids. One that was never written to has none.
///
/// # Errors
/// [`ApiError::Unauthorised`] when the proof does not hold, [`ApiError::Malformed`].
#[utoipa::path(post, path = "/v1/mailbox", request_body = Read,
    responses((status = 200, body = Answers), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn post(
    State(source): State<Arc<Source>>,
    read: Result<Json<Read>, JsonRejection>,
) -> Result<Response, ApiError> {
    let Json(Read { mailbox, after }) = read?;
    let mailbox = check(mailbox, &source)?;
    let body = source.steps.in_step(page(&source, mailbox, after)).await?;
    Ok(([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], body).into_response())
}

/// Those behind `after`, as many as a page takes, and one at least.
async fn page(source: &Source, mailbox: MailboxId, after: Option<ReplyId>) -> Result<Vec<u8>, ApiError> {
    let mut stored = source.store.replies(mailbox).await?;
    stored.sort_unstable_by_key(|reply| reply.id);
    let mut answers = Answers { replies: Vec::new(), more: false };
    let mut size = BESIDE;
    for reply in stored.into_iter().filter(|reply| after.is_none_or(|after| reply.id > after)) {
        size += BESIDE + (reply.slot.len() + reply.content.len()).div_ceil(3) * 4;
        if size > PAGE && !answers.replies.is_empty() {
            answers.more = true;
            break;
        }
        answers.replies.push(Answer {
            id: reply.id,
            section: reply.section.as_str().to_owned(),
            slot: Base64(reply.slot),
            content: Base64(reply.content),
        });
    }
    let mut body = serde_json::to_vec(&answers).map_err(|_| ApiError::Broken)?;
    // Spaces after its end are no part of a JSON text.
    body.resize(body.len().next_multiple_of(PAGE), b' ');
    Ok(body)
}

/// The mailbox of who signed the challenge.
fn check(proof: Proof, source: &Source) -> Result<MailboxId, ApiError> {
    let Proof { key: Base64(key), challenge: Base64(challenge), signature: Base64(signature) } = proof;
    let opened = source.tokens.open_bytes(Purpose::Mailbox, &challenge, source.clock.now());
    opened.map_err(|_| ApiError::Unauthorised)?;
    let key = MailboxPublic::from_bytes(key.try_into().map_err(|_| ApiError::Malformed)?);
    let signature: [u8; 64] = signature.try_into().map_err(|_| ApiError::Malformed)?;
    key.check(source.directory.instance(), &challenge, &signature).map_err(|_| ApiError::Unauthorised)?;
    Ok(key.mailbox())
}
