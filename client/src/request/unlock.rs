//! `estafette unlock`.

/// Keep the vault open for a while.
pub(crate) struct Unlock {
    /// For how many minutes
    pub minutes: u32,
}
