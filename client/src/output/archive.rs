//! `estafette archive`, shown.

use serde_json::{Value, json};

use super::screen::Screen;
use crate::commands::archive::Archived;
use crate::words::key;

pub(super) fn human(screen: &Screen, archived: &Archived) -> String {
    let key = if archived.is_away { key!("say-archived") } else { key!("say-unarchived") };
    screen.words.say(key, &[("item", archived.short.as_str().into())]) + "\n"
}

pub(super) fn json(_screen: &Screen, archived: &Archived) -> Value {
    json!({ "item": archived.short.as_str(), "archived": archived.is_away })
}
