//! What `withdraw` would take back.

use estafette_keys::day::Day;
use estafette_keys::message::SectionName;
use estafette_keys::source::WithdrawalSecret;

use crate::vault::ShortId;

/// A submission that is still on the server.
pub(crate) struct Waiting {
    /// Its short id.
    pub short: ShortId,
    /// The section it was sent to.
    pub section: SectionName,
    /// When it arrived.
    pub day: Day,
    /// What takes it back.
    pub(crate) secret: WithdrawalSecret,
}
