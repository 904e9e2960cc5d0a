//! What the keys of the desk stand for: command lines, the same as one types without it.

use crate::words::{Key, key};

/// Where a key stands, in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// What comes and goes.
    Inbox,
    /// Between editors.
    Colleagues,
    /// Texts and pictures.
    Making,
    /// What leaves.
    Publishing,
}

/// A key, and the command line that it stands for.
pub(super) struct Binding {
    /// The key.
    pub key: char,
    /// The line. `{item}` stands for the item in hand, `{items}` for all that are marked, or the one in hand.
    pub line: &'static str,
    /// It is typed out for the person, who completes it; else it is carried out at once.
    pub is_begun: bool,
    /// Where the help has it.
    pub group: Group,
    /// What it does.
    pub says: Key,
}

const fn at_once(key: char, line: &'static str, group: Group, says: Key) -> Binding {
    Binding { key, line, is_begun: false, group, says }
}

const fn begun(key: char, line: &'static str, group: Group, says: Key) -> Binding {
    Binding { key, line, is_begun: true, group, says }
}

/// Every key that stands for a command line.
pub(super) const BINDINGS: [Binding; 25] = [
    at_once('f', "fetch", Group::Inbox, key!("desk-key-fetch")),
    at_once('T', "thread {item}", Group::Inbox, key!("desk-key-thread")),
    at_once('A', "agenda", Group::Inbox, key!("desk-key-agenda")),
    begun('S', "search ", Group::Inbox, key!("desk-key-search")),
    begun('b', "inbox ", Group::Inbox, key!("desk-key-inbox")),
    begun('v', "save {item} --out ", Group::Inbox, key!("desk-key-save")),
    begun('K', "keep {items} --until ", Group::Inbox, key!("desk-key-keep")),
    at_once('z', "archive {items}", Group::Inbox, key!("desk-key-archive")),
    at_once('x', "forget {items}", Group::Inbox, key!("desk-key-forget")),
    at_once('c', "claim {items}", Group::Colleagues, key!("desk-key-claim")),
    at_once('C', "claim {items} --release", Group::Colleagues, key!("desk-key-release")),
    begun('a', "assign {items} --to ", Group::Colleagues, key!("desk-key-assign")),
    begun('s', "state {items} ", Group::Colleagues, key!("desk-key-state")),
    begun('t', "tag {items} --add ", Group::Colleagues, key!("desk-key-tag")),
    begun('n', "note {item} --message \"", Group::Colleagues, key!("desk-key-note")),
    at_once('r', "reply {item}", Group::Making, key!("desk-key-reply")),
    at_once('d', "draft {item}", Group::Making, key!("desk-key-draft")),
    at_once('i', "image list {item}", Group::Making, key!("desk-key-pictures")),
    at_once('I', "image clean {item}", Group::Making, key!("desk-key-clean")),
    begun('o', "image cover {item} ", Group::Making, key!("desk-key-cover")),
    begun('w', "image review {item} 1 --alt \"", Group::Making, key!("desk-key-review")),
    begun('p', "proof {item} --until ", Group::Publishing, key!("desk-key-proof")),
    begun('P', "publish {item} --site ", Group::Publishing, key!("desk-key-publish")),
    begun('U', "unpublish {item} ", Group::Publishing, key!("desk-key-unpublish")),
    begun('e', "export {item} --out ", Group::Publishing, key!("desk-key-export")),
];

/// The binding of a key.
#[must_use]
pub(super) fn bound(key: char) -> Option<&'static Binding> {
    BINDINGS.iter().find(|binding| binding.key == key)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

    /// Keys that the desk itself has.
    const OWN: &str = "jkgGhlqL?:/ ";

    #[test]
    fn each_key_stands_for_one_thing() {
        let keys: BTreeSet<char> = BINDINGS.iter().map(|binding| binding.key).collect();
        assert_eq!(keys.len(), BINDINGS.len());
        assert!(keys.iter().all(|key| !OWN.contains(*key)));
    }

    #[test]
    fn each_line_is_a_command_or_begins_one() {
        let grammar = Cli::command();
        for binding in &BINDINGS {
            let line = binding.line.replace("{items}", "4f2a 9900").replace("{item}", "4f2a");
            let mut words = line.split_whitespace();
            let verb = words.next().and_then(|verb| grammar.find_subcommand(verb));
            assert!(verb.is_some(), "{line}");
            if binding.is_begun {
                continue;
            }
            let words = std::iter::once("estafette").chain(line.split_whitespace());
            assert!(Cli::command().try_get_matches_from(words).is_ok(), "{line}");
        }
    }
}
