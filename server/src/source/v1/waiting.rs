//! `POST /v1/waiting`: which of these submissions are still here.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use estafette_wire::ErrorBody;
use estafette_wire::waiting::{Asked, Item, Waiting};

use crate::api::ApiError;
use crate::source::Source;

/// The days of the longest retention, eleven more, and sixteen submissions on each.
const IDS_MAX: usize = 6_100;

/// Which of these are here. Ids are hashes of secrets: who knows one may know whether it is here.
///
/// # Errors
/// [`ApiError::TooLarge`], [`ApiError::Malformed`].
#[utoipa::path(post, path = "/v1/waiting", request_body = Asked,
    responses((status = 200, body = Waiting), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn post(
    State(source): State<Arc<Source>>,
    asked: Result<Json<Asked>, JsonRejection>,
) -> Result<Json<Waiting>, ApiError> {
    let Json(Asked { ids }) = asked?;
    if ids.len() > IDS_MAX {
        return Err(ApiError::TooLarge);
    }
    let waiting = source.store.waiting(&ids).await?;
    let item = |item: &crate::store::Waiting| Item {
        id: item.id,
        section: item.section.as_str().to_owned(),
        day: item.day,
    };
    Ok(Json(Waiting { items: waiting.iter().map(item).collect() }))
}
