//! `estafette unlock` and `estafette lock`, shown.

use serde_json::{Value, json};

use super::screen::Screen;
use crate::commands::unlock::{Locked, Unlocked};
use crate::words::key;

pub(super) fn human(screen: &Screen, unlocked: &Unlocked) -> String {
    screen.words.say(key!("say-unlocked"), &[("minutes", unlocked.minutes.into())]) + "\n"
}

pub(super) fn json(unlocked: &Unlocked) -> Value {
    json!({ "minutes": unlocked.minutes, "process": unlocked.process })
}

pub(super) fn human_locked(screen: &Screen, locked: &Locked) -> String {
    screen.words.say(if locked.was_open { key!("say-locked") } else { key!("say-locked-before") }, &[]) + "\n"
}

pub(super) fn json_locked(locked: &Locked) -> Value {
    json!({ "was_open": locked.was_open })
}
