//! `estafette doctor`.

/// Check vault, machine, network.
pub(crate) struct Doctor {
    /// Don't speak to the server
    pub offline: bool,
    /// Read every item to its last byte
    pub deep: bool,
    /// Put what is broken aside, so that `fetch` brings it again, and close the vault to others
    pub repair: bool,
}
