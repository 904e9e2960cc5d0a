//! Lists in the help that the message format has.

use estafette_keys::message::Kind;

/// Writes the lists that the message format has into a text: `%kinds%` is `tip, event`, `%kinds-or%` is `tip or event`.
pub(super) fn with_lists(text: &str, or: &str) -> String {
    let kinds: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    let fields: Vec<_> = Kind::typed_details().iter().map(|detail| detail.name()).collect();
    let mut text = text.to_owned();
    for (list, names) in [("kinds", kinds), ("fields", fields)] {
        let Some((last, others)) = names.split_last() else { continue };
        let either = format!("{} {or} {last}", others.join(", "));
        text =
            text.replace(&format!("%{list}%"), &names.join(", ")).replace(&format!("%{list}-or%"), &either);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::grammar;
    use crate::words::{Language, Words, key};

    /// The examples of the help leave these lists out, so that a new kind is no change of theirs.
    #[test]
    fn the_help_lists_every_kind_and_field() {
        for language in Language::all() {
            let words = Words::new(language);
            let either = words.say(key!("list-or"), &[]);
            let mut grammar = grammar(&words);
            let mut help = |verb: &str| {
                let verb = grammar.find_subcommand_mut(verb).expect("a verb");
                verb.render_long_help().to_string().split_whitespace().collect::<Vec<_>>().join(" ")
            };
            let (inbox, send) = (help("inbox"), help("send"));
            assert!(inbox.contains(&with_lists("%kinds%", "")), "{inbox}");
            for list in ["%kinds-or%", "%fields-or%"] {
                assert!(send.contains(&with_lists(list, &either)), "{send}");
            }
        }
    }
}
