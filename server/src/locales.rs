//! `locales check`: what is to say of the pages' words in each language, for whoever translates them.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use estafette_words::{Finding, Sheet, findings, has_plurals};

use crate::i18n::LANGUAGES;
use glossary::{GLOSSARY, Glossary};

mod glossary;
mod used;

/// A folder of words can't be checked.
#[derive(Debug, thiserror::Error)]
pub enum LocalesError {
    /// It, or a file in it, can't be read.
    #[error("{0} does not open")]
    Read(PathBuf, #[source] io::Error),
    /// It has no file of words.
    #[error("{0} has no file with a name such as de.ftl")]
    Nothing(PathBuf),
    /// Its glossary is not of its form.
    #[error("the glossary is not valid")]
    Glossary(#[from] toml::de::Error),
}

/// What was found in all languages.
pub struct Checked {
    languages: Vec<Tongue>,
    /// Messages that no page has, where the sources are there.
    unused: Option<Vec<String>>,
}

/// What was found in one.
struct Tongue {
    tag: String,
    messages: usize,
    faults: Vec<String>,
    hints: Vec<String>,
}

impl Checked {
    /// Checks the languages that are built in or, with a folder, the files in it: `TAG.ftl` each, with a `glossary.toml` if there is one.
    /// The first language is the one that is built in, unless the folder has it.
    ///
    /// # Errors
    /// [`LocalesError`].
    pub fn of(folder: Option<&Path>) -> Result<Self, LocalesError> {
        let (mut sheets, mut glossary): (Vec<Sheet>, _) = (LANGUAGES.iter().map(Sheet::from).collect(), None);
        let built_in = Sheet::from(&LANGUAGES[0]);
        if let Some(folder) = folder {
            (sheets, glossary) = read(folder)?;
        }
        let glossary: Glossary = toml::from_str(glossary.as_deref().unwrap_or(GLOSSARY))?;
        let first = sheets.iter().find(|sheet| sheet.tag == built_in.tag).cloned().unwrap_or(built_in);
        let expected = first.words();
        let languages = sheets.iter().map(|sheet| Tongue::of(sheet, &first, &expected, &glossary)).collect();
        let unused = used::sources().and_then(|root| {
            let unused = used::unused(expected.keys().map(String::as_str), root).ok()?;
            Some(unused.into_iter().map(ToOwned::to_owned).collect())
        });
        Ok(Self { languages, unused })
    }

    /// The exit code that says the same: 1 where something has to be put right.
    #[must_use]
    pub fn exit(&self) -> u8 {
        u8::from(self.languages.iter().any(|language| !language.faults.is_empty()))
    }
}

/// The files of words in a folder, in the order of their names, and its glossary.
fn read(folder: &Path) -> Result<(Vec<Sheet>, Option<String>), LocalesError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| LocalesError::Read(path, error)
    };
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        let tag = path.file_stem().and_then(|stem| stem.to_str()).map(ToOwned::to_owned);
        if let Some(tag) = tag.filter(|_| path.extension().is_some_and(|of| of == "ftl")) {
            texts.insert(tag, fs::read_to_string(&path).map_err(failed(&path))?);
        }
    }
    if texts.is_empty() {
        return Err(LocalesError::Nothing(folder.to_owned()));
    }
    let glossary = folder.join("glossary.toml");
    let glossary =
        glossary.is_file().then(|| fs::read_to_string(&glossary).map_err(failed(&glossary))).transpose()?;
    let sheets = texts.into_iter().map(|(tag, text)| Sheet { tag, texts: vec![text] }).collect();
    Ok((sheets, glossary))
}

impl Tongue {
    fn of(sheet: &Sheet, first: &Sheet, expected: &BTreeMap<String, String>, glossary: &Glossary) -> Self {
        let tag = sheet.tag.clone();
        let say = |findings: Vec<Finding>| findings.iter().map(ToString::to_string).collect();
        let (faults, hints) =
            findings(sheet, first, |_| false).into_iter().partition(|found| found.what.is_fault());
        let (mut faults, mut hints): (Vec<String>, Vec<String>) = (say(faults), say(hints));
        if !has_plurals(&tag) {
            hints.push(format!("there are no plural rules for {tag}: it counts as English does"));
        }
        let words = sheet.words();
        for (key, text) in &words {
            let avoided = glossary.avoided(&tag, text);
            faults.extend(avoided.map(|(word, say)| format!("{key} has the word “{word}”: say “{say}”")));
            let Some(expected) = expected.get(key) else { continue };
            let lacking = glossary.lacking((&first.tag, expected), (&tag, text));
            hints.extend(lacking.map(|term| format!("{key} does not have the term “{}”", term.join("”, “"))));
        }
        Self { tag, messages: words.len(), faults, hints }
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Tongue { tag, messages, faults, hints } in &self.languages {
            writeln!(
                f,
                "{tag}: {messages} messages, {} to be put right, {} hints",
                faults.len(),
                hints.len()
            )?;
            for fault in faults {
                writeln!(f, "  {fault}")?;
            }
            for hint in hints {
                writeln!(f, "  (hint) {hint}")?;
            }
        }
        match &self.unused {
            Some(unused) if !unused.is_empty() => writeln!(f, "not on any page: {}", unused.join(", ")),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(files: &[(&str, &str)]) -> Result<Checked, LocalesError> {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            estafette_files::private::write(&folder.path().join(name), text.as_bytes()).expect("a file");
        }
        Checked::of(Some(folder.path()))
    }

    #[test]
    fn a_translator_needs_no_program_of_their_own() {
        let checked = checked(&[
            ("fr.ftl", "hello = Bonjour\n# at most 9\nsend = Envoyer\n"),
            ("de.ftl", "hello = Hallo\nsend = Abschicken\n"),
            ("kmr.ftl", "hello = Bonjour\n"),
            ("notes.txt", "x"),
        ])
        .expect("words");
        let said = checked.to_string();
        let expected = "de: 2 messages, 1 to be put right, 0 hints\n  send has 10 characters, and place for 9\n\
            fr: 2 messages, 0 to be put right, 0 hints\n\
            kmr: 1 messages, 1 to be put right, 1 hints\n  send is missing\n  (hint) hello has the very words of the first language\n";
        assert!(said.starts_with(expected), "{said}");
        assert_eq!(checked.exit(), 1);
    }

    #[test]
    fn a_folder_without_the_first_language_is_held_against_the_one_built_in() {
        let french = LANGUAGES[0].texts.concat();
        let first = Sheet::from(&LANGUAGES[0]).words().len();
        let one = checked(&[("nl.ftl", "site-name = Estafette\n")]).expect("words");
        assert_eq!(one.languages[0].faults.len(), first - 1);
        let whole = checked(&[("nl.ftl", &french)]).expect("words");
        assert_eq!((whole.exit(), whole.languages[0].faults.as_slice()), (0, [].as_slice()));
        assert!(whole.languages[0].hints.len() > first / 2);
    }

    #[test]
    fn a_folder_may_have_a_glossary_of_its_own() {
        let words = ("de.ftl", "hello = An die Redaktion\n");
        let french = ("fr.ftl", "hello = À la section\n");
        let terms = "[terms.section]\nfr = [\"section\"]\nde = [\"ortsgruppe\"]\n[avoid.de]\nredaktion = \"die Ortsgruppe\"\n";
        let said = checked(&[words, french, ("glossary.toml", terms)]).expect("words").to_string();
        assert!(said.contains("  hello has the word “redaktion”: say “die Ortsgruppe”\n"), "{said}");
        assert!(said.contains("  (hint) hello does not have the term “ortsgruppe”\n"), "{said}");
        assert!(matches!(
            checked(&[words, ("glossary.toml", "terms = 1\n")]),
            Err(LocalesError::Glossary(_))
        ));
    }

    #[test]
    fn nothing_to_check_is_said() {
        assert!(matches!(checked(&[("notes.txt", "x")]), Err(LocalesError::Nothing(_))));
        assert!(matches!(Checked::of(Some(Path::new("/nonexistent"))), Err(LocalesError::Read(..))));
    }

    #[test]
    fn what_is_built_in_misses_nothing() {
        let checked = Checked::of(None).expect("words");
        assert_eq!(checked.languages.len(), LANGUAGES.len());
        for language in &checked.languages {
            assert!(!language.faults.iter().any(|fault| fault.contains("is missing")), "{}", language.tag);
        }
    }
}
