//! `estafette completion`, shown: the script itself.

use serde_json::Value;

use super::screen::Screen;
use crate::commands::completion::Script;

pub(super) fn human(_screen: &Screen, script: &Script) -> String {
    String::from_utf8_lossy(&script.0).into_owned()
}

pub(super) fn json(screen: &Screen, script: &Script) -> Value {
    Value::String(human(screen, script))
}
