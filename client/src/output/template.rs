//! `estafette template`, shown: every answer at hand with its name and its words.

use serde_json::{Value, json};

use super::screen::Screen;
use crate::commands::template::AtHand;
use crate::plan::reply::Stock;
use crate::terminal::{block, inline};
use crate::words::{Language, Words, key};

pub(super) fn human(screen: &Screen, at_hand: &AtHand) -> String {
    let words = &screen.words;
    if at_hand.is_changed {
        let key =
            if at_hand.own.is_empty() { key!("say-template-forgotten") } else { key!("say-template-kept") };
        return words.say(key, &[]) + "\n";
    }
    let own = at_hand.own.iter().map(|own| {
        let of = own.section.iter().chain(&own.language).map(|of| inline(of));
        let head: Vec<String> = std::iter::once(own.name.clone()).chain(of).collect();
        format!("{}\n{}\n", screen.style.bold(&head.join(", ")), block(own.text.trim_end()))
    });
    let stock = at_hand.stock.iter().map(|stock| {
        let head = words.say(key!("say-template-stock"), &[("name", stock.name().into())]);
        format!("{}\n{}\n", screen.style.bold(&head), self::stock(words, *stock))
    });
    own.chain(stock).collect::<Vec<_>>().join("\n")
}

pub(super) fn json(_screen: &Screen, at_hand: &AtHand) -> Value {
    let own = at_hand.own.iter().map(|own| {
        json!({ "name": own.name, "section": own.section, "language": own.language, "text": own.text, "own": true })
    });
    let stock = at_hand.stock.iter().flat_map(|stock| {
        Language::all().map(|language| {
            let text = self::stock(&Words::new(language), *stock);
            json!({ "name": stock.name(), "section": null, "language": language.tag(), "text": text, "own": false })
        })
    });
    json!({ "version": 1, "templates": own.chain(stock).collect::<Vec<_>>(), "changed": at_hand.is_changed })
}

/// One of the program's own, with its holes.
pub(super) fn stock(words: &Words, stock: Stock) -> String {
    let key = match stock {
        Stock::Received => key!("stock-received"),
        Stock::Question => key!("stock-question"),
        Stock::Published => key!("stock-published"),
        Stock::Declined => key!("stock-declined"),
    };
    let holes = ["page", "reason", "message"].map(|hole| (hole, format!("{{{hole}}}").into()));
    // The marks that set apart what comes from elsewhere are no part of a text that is sent.
    words.say(key, &holes).replace(['\u{2068}', '\u{2069}'], "")
}
