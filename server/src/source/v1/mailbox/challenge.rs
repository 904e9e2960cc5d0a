//! `POST /v1/mailbox/challenge`: what a mailbox's key is to sign.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use estafette_wire::Base64;
use estafette_wire::mailbox::Challenge;

use crate::source::Source;
use crate::token::Purpose;

/// Random bytes of a challenge.
const RANDOM: usize = 16;

/// A challenge, good for a minute. It is of no mailbox: whoever asks does not say which one they have.
#[utoipa::path(post, path = "/v1/mailbox/challenge", responses((status = 200, body = Challenge)))]
pub(crate) async fn post(State(source): State<Arc<Source>>) -> Json<Challenge> {
    let random = source.random.bytes::<RANDOM>();
    let challenge = source.tokens.seal_bytes(Purpose::Mailbox, &random, source.clock.now());
    Json(Challenge { challenge: Base64(challenge) })
}
