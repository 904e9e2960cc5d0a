//! `POST /v1/waiting`: which of these submissions are still here.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use estafette_keys::ids::SubmissionId;
use serde::{Deserialize, Serialize};

use crate::editor::ApiError;
use crate::source::Source;

/// The days of the longest retention, eleven more, and sixteen submissions on each.
const IDS_MAX: usize = 6_100;

/// Ids that one codename can have given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    ids: Vec<SubmissionId>,
}

/// Those that are here.
#[derive(Serialize)]
pub struct Waiting {
    items: Vec<Item>,
}

/// One of them.
#[derive(Serialize)]
struct Item {
    id: SubmissionId,
    section: String,
    day: String,
}

/// Ids are hashes of secrets: who knows one may know whether it is here.
///
/// # Errors
/// [`ApiError::TooLarge`], [`ApiError::Malformed`].
pub async fn post(
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
        day: item.day.to_string(),
    };
    Ok(Json(Waiting { items: waiting.iter().map(item).collect() }))
}
