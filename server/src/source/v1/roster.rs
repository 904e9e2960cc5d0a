//! `GET /v1/roster`: the roster and its signatures, for who seals on their own machine.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use estafette_wire::ErrorBody;
use estafette_wire::roster::SignedRoster;

use super::pinned::Pinned;
use crate::source::Source;

/// The roster in force, for who has the network's pin; to anyone else it is not there.
#[utoipa::path(get, path = "/v1/roster",
    params(("Estafette-Pin" = String, Header, description = "The network's pin, 40 hex digits.")),
    responses((status = 200, body = SignedRoster), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn get(State(source): State<Arc<Source>>, _: Pinned) -> Json<SignedRoster> {
    Json(source.directory.travelling().into())
}
