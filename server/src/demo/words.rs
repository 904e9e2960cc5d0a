//! What a demo says: which page to open, which commands to type.

use std::fmt;
use std::path::Path;

use crate::config::Language;

const FRENCH: &str = include_str!("../../demo/fr.txt");
const ENGLISH: &str = include_str!("../../demo/en.txt");
const BOLD: &str = "\u{1b}[1m";
const GREEN: &str = "\u{1b}[32m";
const PLAIN: &str = "\u{1b}[0m";

/// Headings, commands and remarks. `{}` writes them plain, `{:#}` in colour.
pub struct Words(String);

impl Words {
    pub(super) fn new(language: Language, programs: &Path, values: &[(&str, String)]) -> Self {
        let text = match language {
            Language::French => FRENCH,
            Language::English => ENGLISH,
        };
        let program = programs.join("estafette");
        // `cargo run --bin estafette-server` builds the server alone.
        let build = match programs.file_name().and_then(|name| name.to_str()) {
            _ if program.exists() => "",
            Some("release") => "$ cargo build --release --bin estafette\n",
            _ => "$ cargo build --bin estafette\n",
        };
        let text = text.replace("{build}", build).replace("{estafette}", &program.display().to_string());
        Self(values.iter().fold(text, |text, (name, value)| text.replace(name, value)))
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let style = |style: &'static str| if f.alternate() { style } else { "" };
        let (bold, green, plain) = (style(BOLD), style(GREEN), style(PLAIN));
        writeln!(f)?;
        for line in self.0.lines() {
            if let Some(heading) = line.strip_prefix("# ") {
                writeln!(f, "  {bold}{heading}{plain}")?;
            } else if let Some(command) = line.strip_prefix("$ ") {
                writeln!(f, "    {green}{command}{plain}")?;
            } else if line.is_empty() {
                writeln!(f)?;
            } else {
                writeln!(f, "    {}", line.trim_start())?;
            }
        }
        writeln!(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(language: Language) -> Words {
        let names = ["{page}", "{api}", "{folder}", "{passphrase}", "{pin}"];
        let values = names.map(|name| (name, name.trim_matches(['{', '}']).to_owned()));
        Words::new(language, Path::new("/target/release"), &values)
    }

    #[test]
    fn every_value_is_filled_in_in_every_language() {
        for language in [Language::French, Language::English] {
            let text = words(language).to_string();
            assert!(!text.contains(['{', '}', '\u{1b}']), "{text}");
            for said in ["page", "join api --pin pin", "folder/editor.age", "passphrase"] {
                assert!(text.contains(said), "{said}");
            }
            assert!(text.contains("cargo build --release --bin estafette\n"));
        }
    }

    #[test]
    fn both_languages_have_the_same_commands() {
        let verbs = |language| {
            let text = words(language).to_string();
            let verbs = text
                .lines()
                .filter_map(|line| line.split("/estafette ").nth(1)?.split(' ').next().map(str::to_owned));
            verbs.collect::<Vec<_>>()
        };
        let expected = ["init", "join", "fetch", "inbox", "read", "save", "reply", "draft", "publish"];
        assert_eq!(verbs(Language::French), expected);
        assert_eq!(verbs(Language::English), expected);
    }

    #[test]
    fn colour_is_asked_for() {
        assert!(format!("{:#}", words(Language::English)).contains(GREEN));
    }
}
