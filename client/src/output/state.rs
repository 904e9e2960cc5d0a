//! `estafette state`, shown.

pub(super) use super::marking::{human, json};
