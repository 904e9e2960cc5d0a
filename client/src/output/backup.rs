//! `estafette backup`, shown: the paper key once, to be written down.

use estafette_keys::codename::WordLanguage;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::lines::Lines;
use super::qr;
use super::screen::Screen;
use crate::commands::backup::BackedUp;
use crate::terminal::inline;
use crate::words::key;

/// Words to a line.
const COLUMNS: usize = 4;
/// The longest word of any list, and its number.
const WIDTH: usize = 14;

pub(super) fn human(screen: &Screen, backed_up: &BackedUp) -> String {
    let words = &screen.words;
    let mut lines = Lines::default();
    let file = inline(&backed_up.file.display().to_string());
    lines.add(words.say(key!("say-backup-made"), &[("file", file.into())]));
    let holds =
        if backed_up.with_epoch_keys { key!("say-backup-with-epochs") } else { key!("say-backup-holds") };
    lines.add(words.say(holds, &[]));
    if let Some(paper) = &backed_up.paper {
        lines.gap();
        lines.add(screen.style.bold(&words.say(key!("say-paper"), &[])));
        lines.gap();
        let list = paper.words(WordLanguage::for_tag(words.language().tag()));
        for (row, line) in list.chunks(COLUMNS).enumerate() {
            let cells = line.iter().enumerate().map(|(column, word)| {
                let cell = format!("{:2}. {word}", row * COLUMNS + column + 1);
                format!("{cell}{}", " ".repeat(WIDTH.saturating_sub(cell.width())))
            });
            lines.add(format!("  {}", cells.collect::<Vec<_>>().join(" ").trim_end()));
        }
        lines.gap();
        lines.add_text(qr::lines(paper.identity().to_text().expose_secret(), &screen.style));
        lines.gap();
        lines.add_text(screen.next(key!("next-paper"), &[]));
    } else {
        lines.add(words.say(key!("say-backup-same-paper"), &[]));
    }
    lines.finish()
}

pub(super) fn json(screen: &Screen, backed_up: &BackedUp) -> Value {
    let list = WordLanguage::for_tag(screen.words.language().tag());
    json!({
        "file": backed_up.file,
        "with_epoch_keys": backed_up.with_epoch_keys,
        "paper": backed_up.paper.as_ref().map(|paper| paper.words(list)),
    })
}
