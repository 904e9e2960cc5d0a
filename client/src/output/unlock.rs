//! `estafette unlock`, shown.

use serde_json::{Value, json};

use super::screen::Screen;
use crate::commands::unlock::Unlocked;
use crate::words::key;

pub(super) fn human(screen: &Screen, unlocked: &Unlocked) -> String {
    screen.words.say(key!("say-unlocked"), &[("minutes", unlocked.minutes.into())]) + "\n"
}

pub(super) fn json(_screen: &Screen, unlocked: &Unlocked) -> Value {
    json!({ "minutes": unlocked.minutes, "process": unlocked.process })
}
