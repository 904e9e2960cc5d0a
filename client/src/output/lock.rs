//! `estafette lock`, shown.

use serde_json::{Value, json};

use super::screen::Screen;
use crate::commands::lock::Locked;
use crate::words::key;

pub(super) fn human(screen: &Screen, locked: &Locked) -> String {
    screen.words.say(if locked.was_open { key!("say-locked") } else { key!("say-locked-before") }, &[]) + "\n"
}

pub(super) fn json(_screen: &Screen, locked: &Locked) -> Value {
    json!({ "was_open": locked.was_open })
}
