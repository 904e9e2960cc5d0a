//! `estafette replies`.

use std::path::PathBuf;

use super::correspondence::Correspondence;

/// Read the answers to what you sent, with its codename.
pub(crate) struct Replies {
    /// Save the answers' files into this folder, made if need be
    pub out: Option<PathBuf>,
    /// Delete the answers from the server
    pub delete: bool,
    /// Where to, and as whom.
    pub way: Correspondence,
    /// Don't ask before deleting
    pub yes: bool,
}
