//! What `reply` would send.

use estafette_keys::message::Mandate;

use crate::vault::ShortId;

/// What will be sent, to be confirmed.
pub(crate) struct Plan {
    /// The item answered.
    pub short: ShortId,
    /// Its mandate, shown at every step.
    pub mandate: Option<Mandate>,
    /// The answer.
    pub text: String,
}
