//! Command lines: those that keys stand for, those that are typed, and how they are completed.

use super::{Board, Effect, Page, Typing};
use crate::cli::{names_of_verbs, options_of};
use crate::desk::bindings::{BINDINGS, Group};
use crate::desk::events::Side;
use crate::desk::line::Line;
use crate::desk::listing::Listing;
use crate::vault::ShortId;
use crate::words::key;

impl Board {
    /// A line of the bindings: carried out, or begun for the person.
    pub(super) fn command(&mut self, line: &str, is_begun: bool) -> Effect {
        let chosen = self.listing.chosen();
        if line.contains("{item") && chosen.is_empty() {
            self.told = self.words.say(key!("desk-no-item"), &[]);
            return Effect::None;
        }
        let in_hand = self.listing.entry().map(|entry| entry.short.as_str()).unwrap_or_default();
        // An item that is read is the one that is meant, whatever is marked.
        let many = if self.pages.last().is_some_and(|page| page.is_item) {
            in_hand.to_owned()
        } else {
            chosen.iter().map(ShortId::as_str).collect::<Vec<_>>().join(" ")
        };
        let line = line.replace("{items}", &many).replace("{item}", in_hand);
        if is_begun {
            self.typing = Some(Typing::Command(Line::of(&line)));
            return Effect::None;
        }
        self.typed(&line)
    }

    pub(super) fn typed(&mut self, line: &str) -> Effect {
        let Some(words) = shlex::split(line) else {
            self.told = self.words.say(key!("desk-quotes"), &[]);
            self.typing = Some(Typing::Command(Line::of(line)));
            return Effect::None;
        };
        self.history.keep(line);
        match words.first().map(String::as_str) {
            None | Some("desk") => Effect::None,
            Some("quit" | "q") => Effect::Leave,
            Some("lock") => Effect::Lock,
            Some("inbox") => {
                self.pages.clear();
                Effect::Run(Side::Near, words, false)
            }
            Some("fetch") if words.iter().any(|word| word == "--watch") => {
                self.told = self.words.say(key!("desk-no-watch"), &[]);
                Effect::None
            }
            Some("fetch") => Effect::Run(Side::Far, words, false),
            Some(_) => Effect::Run(Side::Near, words, false),
        }
    }

    pub(super) fn helps(&mut self) {
        let words = &self.words;
        let mut text = words.say(key!("desk-help-own"), &[]);
        for (group, key) in [
            (Group::Inbox, key!("desk-help-inbox")),
            (Group::Making, key!("desk-help-making")),
            (Group::Publishing, key!("desk-help-publishing")),
            (Group::Colleagues, key!("desk-help-colleagues")),
        ] {
            text = format!("{text}\n\n{}\n", self.screen.strong(&words.say(key, &[])));
            for binding in BINDINGS.iter().filter(|binding| binding.group == group) {
                let line =
                    binding.line.trim_end_matches([' ', '"']).replace("{items}", "…").replace("{item}", "…");
                text = format!("{text}\n  {}  {}  ({line})", binding.key, words.say(binding.says, &[]));
            }
        }
        self.pages.push(Page { title: words.say(key!("desk-help"), &[]), text, at: 0, is_item: false });
    }
}

/// What is typed, with its last word completed: a command, an option of it, an item, a section, a handle.
#[must_use]
pub(super) fn complete(line: &str, listing: &Listing) -> String {
    let (before, last) = line.rsplit_once(' ').map_or(("", line), |(before, last)| (before, last));
    let names = match before.split_whitespace().next() {
        None => names_of_verbs(),
        Some(verb) if last.starts_with('-') => options_of(verb),
        Some(_) => listing.words(),
    };
    let mut fitting: Vec<&String> = names.iter().filter(|name| name.starts_with(last)).collect();
    fitting.sort();
    fitting.dedup();
    let Some((first, rest)) = fitting.split_first() else { return line.to_owned() };
    let common = rest.iter().fold(first.as_str(), |common, name| {
        let letters = common.char_indices().zip(name.chars()).find(|((_, a), b)| a != b);
        let end = letters.map_or(common.len().min(name.len()), |((at, _), _)| at);
        common.get(..end).unwrap_or_default()
    });
    let space = if rest.is_empty() { " " } else { "" };
    if before.is_empty() { format!("{common}{space}") } else { format!("{before} {common}{space}") }
}
