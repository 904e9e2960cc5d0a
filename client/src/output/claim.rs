//! `estafette claim`, shown.

pub(super) use super::marking::{human, json};
