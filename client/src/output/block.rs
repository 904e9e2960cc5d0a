//! `estafette block`, shown.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::Screen;
use crate::commands::block::Threads;
use crate::vault::ShortId;
use crate::words::key;

pub(super) fn human(screen: &Screen, threads: &Threads) -> String {
    let (words, mut lines) = (&screen.words, Lines::default());
    let key = if threads.is_undone { key!("say-block-undone") } else { key!("say-block-done") };
    for item in &threads.items {
        lines.add(words.say(key, &[("item", item.as_str().into())]));
    }
    if threads.aside > 0 {
        lines.add(words.say(key!("say-inbox-aside"), &[("count", threads.aside.into())]));
    }
    lines.add(screen.style.dim(&words.say(key!("say-marked"), &[])));
    lines.finish()
}

pub(super) fn json(_screen: &Screen, threads: &Threads) -> Value {
    json!({
        "items": threads.items.iter().map(ShortId::as_str).collect::<Vec<_>>(),
        "blocked": !threads.is_undone, "aside": threads.aside,
    })
}
