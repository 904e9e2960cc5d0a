//! `estafette restore`, shown.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::Screen;
use crate::commands::restore::Restored;
use crate::terminal::inline;
use crate::words::key;

pub(super) fn human(screen: &Screen, restored: &Restored) -> String {
    let words = &screen.words;
    let mut lines = Lines::default();
    let handle = ("handle", restored.handle.as_str().into());
    let Some(home) = &restored.home else {
        lines.add(words.say(key!("say-restore-fits"), &[handle]));
        return lines.finish();
    };
    lines.add(
        words.say(key!("say-restore-made"), &[handle, ("home", inline(&home.display().to_string()).into())]),
    );
    lines.add(words.say(key!("say-restore-looked-at"), &[("sites", restored.sites.into())]));
    if !restored.with_epoch_keys {
        lines.add(words.say(key!("say-restore-closed"), &[]));
    }
    let next = match (restored.has_joined, restored.with_epoch_keys) {
        (false, _) => key!("next-init-from"),
        (true, true) => key!("next-take-over-lost"),
        (true, false) => key!("next-restore"),
    };
    lines.add_text(screen.next(next, &[]));
    lines.finish()
}

pub(super) fn json(_screen: &Screen, restored: &Restored) -> Value {
    json!({
        "handle": restored.handle.as_str(),
        "home": restored.home,
        "joined": restored.has_joined,
        "with_epoch_keys": restored.with_epoch_keys,
        "sites": restored.sites,
    })
}
