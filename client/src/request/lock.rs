//! `estafette lock`.

/// Close the vault at once.
pub struct Lock;
