//! `estafette manual`, shown: the page itself, from the grammar and its help in this language.

use clap_mangen::Man;
use serde_json::Value;

use super::screen::Screen;
use crate::cli::grammar;
use crate::commands::manual::ManualPage;

pub(super) fn human(screen: &Screen, page: &ManualPage) -> String {
    let grammar = grammar(&screen.words);
    let shown = match &page.0 {
        None => grammar,
        Some(verb) => {
            let found = grammar.find_subcommand(verb).cloned().unwrap_or_default();
            found.name(format!("estafette {verb}")).version(env!("CARGO_PKG_VERSION"))
        }
    };
    let mut text = Vec::new();
    // It is written into memory.
    let written = Man::new(shown).manual("Estafette").render(&mut text);
    debug_assert!(written.is_ok(), "memory takes it");
    String::from_utf8_lossy(&text).into_owned()
}

pub(super) fn json(screen: &Screen, page: &ManualPage) -> Value {
    Value::String(human(screen, page))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::names_of_verbs;
    use crate::output::style::Style;
    use crate::words::{Language, Words};

    #[test]
    fn every_verb_has_a_page_with_its_examples() {
        for language in Language::all() {
            let (words, style) = (Words::new(language), Style::new(false));
            let screen =
                Screen { words, style, json: false, quiet: false, in_lines: false, width: 80, pager: None };
            assert!(human(&screen, &ManualPage(None)).contains("estafette init"));
            for verb in names_of_verbs() {
                let page = human(&screen, &ManualPage(Some(verb.clone())));
                assert!(
                    page.contains(".TH") && page.contains(&format!("$ estafette {verb}")),
                    "{verb}: {page}"
                );
            }
        }
    }
}
