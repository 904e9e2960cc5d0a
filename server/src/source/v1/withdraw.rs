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
use estafette_wire::ErrorBody;
use estafette_wire::withdraw::Withdrawal;
use zeroize::Zeroizing;

use crate::api::ApiError;
use crate::source::Source;

/// Takes it back. One that is not here is as well taken back: the answer is the same.
///
/// # Errors
/// [`ApiError::Malformed`] when it is no secret.
#[utoipa::path(post, path = "/v1/withdraw", request_body = Withdrawal,
    responses((status = 204), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn post(
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
