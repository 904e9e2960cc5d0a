//! `estafette archive`, shown.

use serde_json::{Value, json};

use super::each;
use super::screen::Screen;
use crate::commands::archive::{Archived, Away};
use crate::words::key;

pub(super) fn human(screen: &Screen, all: &Archived) -> String {
    each::human(all, |archived| one(screen, archived))
}

pub(super) fn json(_screen: &Screen, all: &Archived) -> Value {
    each::json(all, one_json)
}

fn one(screen: &Screen, archived: &Away) -> String {
    let key = if archived.is_away { key!("say-archived") } else { key!("say-unarchived") };
    screen.words.say(key, &[("item", archived.short.as_str().into())]) + "\n"
}

fn one_json(archived: &Away) -> Value {
    json!({ "item": archived.short.as_str(), "archived": archived.is_away })
}
