//! A mistake in what was typed, in the person's language: what is wrong, with what, and how the verb is used. Help and
//! version come this way, too, and are shown as they are.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::print;
use super::style::Style;
use crate::api::AddressError;
use crate::cli::form_of;
use crate::terminal::inline;
use crate::words::{Key, Value, Words, key};

/// Shows it; gives the exit code that goes with it.
#[must_use]
pub(crate) fn show(words: &Words, error: &clap::Error) -> ExitCode {
    let code = u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from);
    if error.use_stderr() && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        print::error(&text(words, error));
    } else {
        // Help and version. Nothing can be done where even that can't be written.
        let _ = error.print();
    }
    code
}

/// Help, the version, or a mistake, as text.
#[must_use]
pub(crate) fn said(words: &Words, error: &clap::Error) -> String {
    let is_help = !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if is_help { error.render().to_string() } else { text(words, error) }
}

fn text(words: &Words, error: &clap::Error) -> String {
    let said = |kind| error.get(kind).map(plain).unwrap_or_default();
    let (argument, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    let others = [ContextKind::PriorArg, ContextKind::ValidValue, ContextKind::InvalidSubcommand];
    let [prior, valid, verb] = others.map(said);
    let form = argument.split_once('<').and_then(|(_, named)| named.split_once('>'));
    let form = form.and_then(|(named, _)| form_of(named, words)).unwrap_or_default();
    let address = std::error::Error::source(error).and_then(|reason| of_address(*reason.downcast_ref()?));
    let range = std::error::Error::source(error).and_then(|reason| range(words, &reason.to_string()));
    let key = match error.kind() {
        // An option without its value comes as a value that is empty.
        ErrorKind::InvalidValue if value.is_empty() => key!("usage-value-missing"),
        ErrorKind::InvalidValue => key!("usage-value-not-possible"),
        ErrorKind::ValueValidation if range.is_some() => key!("usage-out-of-range"),
        ErrorKind::ValueValidation => address.unwrap_or(key!("usage-value-not-valid")),
        ErrorKind::UnknownArgument => key!("usage-unknown-argument"),
        ErrorKind::InvalidSubcommand => key!("usage-unknown-verb"),
        ErrorKind::MissingSubcommand => key!("usage-missing-verb"),
        ErrorKind::MissingRequiredArgument => key!("usage-missing-argument"),
        ErrorKind::ArgumentConflict if prior.is_empty() => key!("usage-conflict-alone"),
        ErrorKind::ArgumentConflict if prior == argument => key!("usage-twice"),
        ErrorKind::ArgumentConflict => key!("usage-conflict"),
        ErrorKind::TooManyValues => key!("usage-too-many-values"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => key!("usage-value-missing"),
        ErrorKind::NoEquals => key!("usage-no-equals"),
        ErrorKind::InvalidUtf8 => key!("usage-not-text"),
        _ => key!("usage-not-understood"),
    };
    let values: [(&str, Value<'_>); 7] = [
        ("argument", argument.into()),
        ("value", value.into()),
        ("prior", prior.into()),
        ("valid", valid.into()),
        ("verb", verb.into()),
        ("form", form.into()),
        ("reason", range.unwrap_or_default().into()),
    ];
    let style = Style::new(false);
    let mut text =
        format!("{} {}\n", style.bad(&words.say(key!("label-error"), &[])), words.say(key, &values));
    for kind in [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue] {
        let suggested = said(kind);
        if !suggested.is_empty() {
            text.push_str(&words.say(key!("usage-suggested"), &[("name", suggested.into())]));
            text.push('\n');
        }
    }
    let usage = said(ContextKind::Usage);
    // clap's own heading is English.
    if let Some((_, usage)) = usage.split_once(": ") {
        text = format!("{text}\n{} {}\n", words.say(key!("help-heading-usage"), &[]), usage.trim());
    }
    format!("{text}\n{}\n", words.say(key!("usage-more"), &[]))
}

/// Why an address is not one that is spoken to, where there is more to say than its form.
fn of_address(error: AddressError) -> Option<Key> {
    match error {
        AddressError::Onion => Some(key!("usage-address-onion")),
        AddressError::Elsewhere => Some(key!("usage-address-elsewhere")),
        AddressError::Https => Some(key!("usage-address-https")),
        AddressError::Form => None,
    }
}

/// clap says `5 is not in 10..=22`, in English: the numbers of it, in this language.
fn range(words: &Words, reason: &str) -> Option<String> {
    let (_, range) = reason.split_once(" is not in ")?;
    let (least, most) = range.split_once("..")?;
    let most = most.trim_start_matches('=');
    let values: [(&str, Value<'_>); 2] = [("least", least.into()), ("most", most.into())];
    // The largest number that a type holds is no limit that says anything.
    let largest = [u64::from(u8::MAX), u64::from(u16::MAX), u64::from(u32::MAX), u64::MAX];
    let is_open = most.is_empty() || most.parse().is_ok_and(|most| largest.contains(&most));
    Some(words.say(if is_open { key!("usage-range-from") } else { key!("usage-range-between") }, &values))
}

/// As it was typed, without anything that a terminal would obey.
fn plain(value: &ContextValue) -> String {
    let text = match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => return text.to_string(),
        ContextValue::StyledStrs(texts) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    };
    inline(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::grammar;
    use crate::words::Language;

    fn said(language: Language, typed: &[&str]) -> String {
        let words = Words::new(language);
        let error = grammar(&words).try_get_matches_from(typed).expect_err("it is a mistake");
        text(&words, &error)
    }

    /// Each mistake that can be made, and a word of what is said.
    const MISTAKES: [(&[&str], &str, &str); 11] = [
        (&["estafette", "fecth"], "«\u{202f}fecth\u{202f}»", "\"fecth\""),
        (&["estafette", "fetch", "--max-size", "viel"], "--max-size", "--max-size"),
        (&["estafette", "fetch", "--max-size"], "attend une valeur", "needs a value"),
        (&["estafette", "fetch", "--sort"], "«\u{202f}--sort\u{202f}»", "\"--sort\""),
        (&["estafette", "read"], "Il manque", "is missing"),
        (&["estafette", "draft", "a", "b"], "«\u{202f}b\u{202f}»", "\"b\""),
        (&["estafette", "keys", "burn"], "«\u{202f}burn\u{202f}»", "\"burn\""),
        (&["estafette", "inbox", "--color", "pink"], "auto, always, never", "auto, always, never"),
        (&["estafette", "join", "abc.onion", "--pin", "x"], "56", "56"),
        (
            &["estafette", "join", "http://example.org", "--pin", "x"],
            "jamais à une autre",
            "never to another",
        ),
        (&["estafette", "inbox", "--json", "--json"], "deux fois", "twice"),
    ];

    #[test]
    fn a_mistake_is_told_in_the_language_that_was_asked_for() {
        for (typed, french, english) in MISTAKES {
            let (fr, en) = (said(Language::FRENCH, typed), said(Language::ENGLISH, typed));
            assert!(fr.contains(french), "{fr}");
            assert!(en.contains(english), "{en}");
            assert_eq!(fr.contains("Utilisation\u{202f}:"), en.contains("Usage:"), "{fr}");
            for word in ["error:", "Usage", "invalid", "required", "unexpected", "For more"] {
                assert!(!fr.contains(word), "English in French: {fr}");
            }
        }
    }

    #[test]
    fn a_number_out_of_range_is_told_the_range() {
        let minutes = said(Language::FRENCH, &["estafette", "unlock", "--minutes", "9999"]);
        assert!(minutes.contains("de 1 à 720"), "{minutes}");
        let area = said(Language::ENGLISH, &["estafette", "image", "cover", "4f2a", "1", "--drop", "0"]);
        assert!(area.contains("at least 1"), "{area}");
        let picture = said(Language::ENGLISH, &["estafette", "image", "cover", "4f2a", "3.0"]);
        assert!(picture.contains("3.2 for page 2"), "{picture}");
    }

    #[test]
    fn what_was_typed_tells_the_terminal_nothing() {
        let said = said(Language::ENGLISH, &["estafette", "fetch", "--max-size", "\u{1b}[2Jx"]);
        assert!(!said.contains('\u{1b}'), "{said:?}");
    }
}
