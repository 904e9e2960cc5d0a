//! Who has the network's pin may know who reads: it is given from hand to hand, and names what the roster's roots vouch for.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use estafette_keys::roster::Pin;

use crate::api::ApiError;
use crate::source::Source;

/// The header that has it.
const HEADER: &str = "estafette-pin";

/// A request by someone who has the pin. To anyone else, there is nothing here.
pub(crate) struct Pinned;

impl FromRequestParts<Arc<Source>> for Pinned {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, source: &Arc<Source>) -> Result<Self, ApiError> {
        let told = parts.headers.get(HEADER).and_then(|value| value.to_str().ok());
        let pin: Option<Pin> = told.and_then(|text| text.parse().ok());
        if pin == Some(source.directory.roster().pin()) { Ok(Self) } else { Err(ApiError::NotFound) }
    }
}
