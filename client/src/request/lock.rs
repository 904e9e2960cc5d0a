//! `estafette lock`.

/// Close the vault at once.
pub(crate) struct Lock;
