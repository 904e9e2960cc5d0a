//! `estafette assign`, shown.

pub(super) use super::marking::{human, json};
