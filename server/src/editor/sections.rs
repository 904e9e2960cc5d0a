//! `/v1/sections/{section}`: what its editors tell its sources.

pub(crate) mod opened;
