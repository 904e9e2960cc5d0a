//! `estafette fetch`.

/// Fetch what arrived.
pub(crate) struct Fetch {
    /// Leave items larger than this many MiB on the server
    pub max_size: u64,
    /// Try again what could not be opened before
    pub retry: bool,
    /// Ask the section's other editors to seal to you again what no key of yours opens, after a loss
    pub reseal: bool,
}
