//! `estafette tag`, shown.

pub(super) use super::marking::{human, json};
