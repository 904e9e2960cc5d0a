//! `estafette unlock`.

/// Keep the vault open for a while.
pub struct Unlock {
    /// For how many minutes
    pub minutes: u32,
}
