//! `GET /v1/roster`: the roster and its signatures, for whoever reaches this listener.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::Editors;

/// A roster as it travels.
#[derive(Serialize, ToSchema)]
pub struct SignedRoster {
    /// The TOML, exactly as signed.
    text: String,
    /// Armored detached OpenPGP signatures.
    signatures: Vec<String>,
}

/// The roster in force.
#[utoipa::path(get, path = "/v1/roster", responses((status = 200, body = SignedRoster)))]
pub async fn get(State(editors): State<Arc<Editors>>) -> Json<SignedRoster> {
    let roster = editors.directory.travelling();
    Json(SignedRoster { text: roster.text.clone(), signatures: roster.signatures.clone() })
}
