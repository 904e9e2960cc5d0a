//! `PUT /v1/mailboxes/{mailbox}/replies/{id}`: leaves a sealed answer for a source.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use estafette_keys::envelope::SLOT_MAX;
use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_wire::mailboxes::Reply;
use estafette_wire::{Base64, ErrorBody};

use super::{CONTENT_MAX, Editors, LoggedIn, put_status};
use crate::api::ApiError;
use crate::store::StoredReply;

/// Leaves it. Sent once more with the same bytes, it is there once.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(put, path = "/v1/mailboxes/{mailbox}/replies/{id}", request_body = Reply, security(("session" = [])),
    params(("mailbox" = String, Path), ("id" = String, Path)),
    responses((status = 201), (status = 200), (status = 409), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn put(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    path: Result<Path<(MailboxId, ReplyId)>, PathRejection>,
    reply: Result<Json<Reply>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let (Path((mailbox, id)), Json(reply)) = (path?, reply?);
    let section = reply.section.parse().map_err(|_| ApiError::Malformed)?;
    editor.reads(&section)?;
    let (Base64(slot), Base64(content)) = (reply.slot, reply.content);
    if slot.len() > SLOT_MAX || content.len() > CONTENT_MAX {
        return Err(ApiError::TooLarge);
    }
    let today = editors.clock.today();
    editors.quotas.take(&editor.handle, slot.len() + content.len(), today)?;
    let reply = StoredReply { id, section, day: today, slot, content };
    put_status(editors.store.put_reply(mailbox, reply).await?)
}
