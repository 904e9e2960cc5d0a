//! `estafette note`, shown.

pub(super) use super::marking::{human, json};
