//! `estafette desk`, shown: it showed itself, and leaves nothing behind.

use serde_json::{Value, json};

use super::screen::Screen;
use crate::commands::desk::OpenDesk;

pub(super) fn human(_screen: &Screen, _left: &OpenDesk) -> String {
    String::new()
}

pub(super) fn json(_screen: &Screen, _left: &OpenDesk) -> Value {
    json!({})
}
