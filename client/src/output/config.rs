//! `estafette config`, shown.

use serde_json::{Map, Value, json};

use super::screen::Screen;
use crate::commands::config::Chosen;
use crate::config::Setting;
use crate::terminal::inline;
use crate::words::{Key, key};

pub(super) fn human(screen: &Screen, chosen: &Chosen) -> String {
    let line = |setting: Setting| {
        let value = chosen.settings.get(setting).map(inline);
        let value = value.unwrap_or_else(|| screen.words.say(by_itself(setting), &[]));
        format!("{:<10} {value}\n", setting.name())
    };
    shown(chosen).map(line).collect()
}

pub(super) fn json(_screen: &Screen, chosen: &Chosen) -> Value {
    let value = |setting: Setting| json!(chosen.settings.get(setting));
    let settings: Map<String, Value> =
        shown(chosen).map(|setting| (setting.name().to_owned(), value(setting))).collect();
    json!({ "settings": settings, "changed": chosen.is_changed })
}

fn shown(chosen: &Chosen) -> impl Iterator<Item = Setting> {
    Setting::ALL.into_iter().filter(|setting| chosen.only.is_none_or(|only| only == *setting))
}

/// What it is where nobody chose.
fn by_itself(setting: Setting) -> Key {
    match setting {
        Setting::Language => key!("config-by-itself-language"),
        Setting::Tor => key!("config-by-itself-tor"),
        Setting::Color => key!("config-by-itself-color"),
        Setting::Editor => key!("config-by-itself-editor"),
    }
}
