//! `estafette completion`, shown: the script itself.

use crate::commands::completion::Script;

pub(super) fn human(script: &Script) -> String {
    String::from_utf8_lossy(&script.0).into_owned()
}
