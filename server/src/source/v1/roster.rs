//! `GET /v1/roster`: the roster and its signatures, for who seals on their own machine.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use super::pinned::Pinned;
use crate::editor::roster::SignedRoster;
use crate::source::Source;

/// The roster in force.
pub async fn get(State(source): State<Arc<Source>>, _: Pinned) -> Json<SignedRoster> {
    Json(SignedRoster::of(source.directory.travelling()))
}
