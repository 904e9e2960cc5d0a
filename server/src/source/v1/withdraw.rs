//! `POST /v1/withdraw`: who knows a submission's secret takes it back.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::removed::UntrustedRemoval;
use estafette_keys::source::WithdrawalSecret;
use serde::Deserialize;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::editor::ApiError;
use crate::source::Source;

/// The secret whose hash is the submission's id.
#[derive(Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// 32 bytes in base64.
    secret: String,
}

/// Takes it back. One that is not here is as well taken back: the answer is the same.
///
/// # Errors
/// [`ApiError::Malformed`] when it is no secret.
pub async fn post(
    State(source): State<Arc<Source>>,
    withdrawal: Result<Json<Withdrawal>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let Json(withdrawal) = withdrawal?;
    let bytes = Zeroizing::new(BASE64_STANDARD.decode(&withdrawal.secret).map_err(|_| ApiError::Malformed)?);
    let bytes: Zeroizing<[u8; 32]> =
        Zeroizing::new(bytes.as_slice().try_into().map_err(|_| ApiError::Malformed)?);
    let removal = UntrustedRemoval::take_back(&WithdrawalSecret::from_bytes(*bytes));
    source.store.withdraw(removal, source.clock.today()).await?;
    Ok(StatusCode::NO_CONTENT)
}
