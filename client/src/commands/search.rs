//! Looks for words in what was fetched, in drafts and in notes.

use estafette_keys::day::Day;
use estafette_keys::message::{Detail, Kind, SectionName, What};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::colleagues::merged;
use super::ending::Ends;
use super::inbox::named;
use crate::failure::{Cause, Explained};
use crate::session::Session;
use crate::vault::{Listed, Opened, ShortId, VaultError};
use crate::words::{Key, key};

/// Look for words.
pub(crate) struct Search {
    /// The words, all of them; several in quotes stand together
    pub words: Vec<String>,
    /// Only this section
    pub section: Option<SectionName>,
    /// Only this kind
    pub kind: Option<Kind>,
    /// Only what arrived on this day, or later
    pub since: Option<Day>,
}

/// There is nothing to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no word to look for")]
pub(crate) struct NoWord;

impl Explained for NoWord {
    fn key(&self) -> Key {
        key!("error-search-no-word")
    }
}

/// What has the words.
pub(crate) struct Hits {
    /// Latest first.
    pub hits: Vec<Hit>,
    /// So many items do not open: nobody knows what they say.
    pub closed: usize,
}

impl Ends for Hits {}

/// An item that has them.
pub(crate) struct Hit {
    /// The item.
    pub short: ShortId,
    /// Its section.
    pub section: String,
    /// The day it arrived.
    pub day: Day,
    /// Its kind.
    pub kind: Kind,
    /// Where the first of them was found.
    pub place: Found,
    /// The line that has it, as it is, and in it the letters before it and those that it is.
    pub line: (String, usize, usize),
}

/// Where a word was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// In the title.
    Title,
    /// In the text.
    Text,
    /// In the draft.
    Draft,
    /// In a note between editors.
    Note,
}

impl Found {
    /// Its name.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
            Self::Draft => "draft",
            Self::Note => "note",
        }
    }
}

/// All that is looked through of an item, but for the notes on it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    #[serde(with = "named")]
    kind: Kind,
    title: Option<String>,
    text: String,
    draft: Option<String>,
}

/// Runs `estafette search`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Search) -> Result<Hits, Cause> {
    let wanted: Vec<Vec<char>> = asked.words.iter().map(|word| folded(word.trim()).0).collect();
    let wanted: Vec<Vec<char>> = wanted.into_iter().filter(|word| !word.is_empty()).collect();
    if wanted.is_empty() {
        return Err(NoWord.into());
    }
    let vault = session.open_vault()?;
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let own = keyring.secrets().handle.clone();
    let ids = vault.ids()?;
    let mut found = Hits { hits: Vec::new(), closed: 0 };
    let items = vault.items()?;
    let states = vault.states(&items);
    let mut index = vault.index::<Option<Said>>(Listed::Words);
    for (item, state) in items.iter().zip(states) {
        let state = match state {
            Ok(state) => state,
            Err(VaultError::Broken(_)) => {
                found.closed += 1;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let is_elsewhere =
            asked.section.as_ref().is_some_and(|asked| state.sections().all(|own| own != asked));
        if is_elsewhere
            || asked.since.is_some_and(|since| state.day < since)
            || state.opened == Opened::Refused
        {
            continue;
        }
        let said = index.of(item, &keyring, &state, &["draft.age"], |opener, key| {
            let What::Submission(kind) = opener.header().what else { return Ok(None) };
            let title = opener.header().detail(Detail::Subject).map(str::to_owned);
            let draft = item.draft(key).ok().flatten().map(|draft| draft.text);
            Ok(Some(Said { kind, title, text: opener.text().to_owned(), draft }))
        });
        let Ok(said) = said else {
            found.closed += 1;
            continue;
        };
        let Some(said) = said.as_ref().filter(|said| asked.kind.is_none_or(|kind| kind == said.kind)) else {
            continue;
        };
        let notes = merged(&joined, &own, &state).comments;
        let texts: Vec<(Found, &str)> = said
            .title
            .iter()
            .map(|title| (Found::Title, title.as_str()))
            .chain([(Found::Text, said.text.as_str())])
            .chain(said.draft.iter().map(|draft| (Found::Draft, draft.as_str())))
            .chain(notes.iter().map(|note| (Found::Note, note.text.as_str())))
            .collect();
        let kind = said.kind;
        if let Some((place, line)) = all_in(&texts, &wanted) {
            let short = ShortId::of_ascending(item.id(), &ids);
            let section = state.section_of(&joined.roster, &own).as_str().to_owned();
            found.hits.push(Hit { short, section, day: state.day, kind, place, line });
        }
    }
    // Where it can't be written, what was found is none the worse.
    let _ = vault.keep_index(&index);
    found.hits.sort_by(|a, b| (b.day, a.short.as_str()).cmp(&(a.day, b.short.as_str())));
    Ok(found)
}

/// Where the first of the words is, if these texts together have all of them.
fn all_in(texts: &[(Found, &str)], wanted: &[Vec<char>]) -> Option<(Found, (String, usize, usize))> {
    let mut first = None;
    for word in wanted {
        let hit = texts.iter().find_map(|(place, text)| Some((*place, line_with(text, word)?)))?;
        first.get_or_insert(hit);
    }
    first
}

/// The first line that has this word, and where in it: letters before it, and of it.
fn line_with(text: &str, word: &[char]) -> Option<(String, usize, usize)> {
    text.lines().find_map(|line| {
        let (letters, places) = folded(line);
        let at = letters.windows(word.len()).position(|window| window == word)?;
        let (first, last) = (places.get(at)?, places.get(at + word.len() - 1)?);
        Some((line.to_owned(), *first, last + 1 - first))
    })
}

/// A text as it is compared, without case, accents and breaks; and for each letter, which letter of the text it comes from.
fn folded(text: &str) -> (Vec<char>, Vec<usize>) {
    let mut letters = Vec::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len());
    for (place, letter) in text.chars().enumerate() {
        // Most letters are of this kind, and need no table.
        if letter.is_ascii() {
            letters.push(if letter.is_whitespace() { ' ' } else { letter.to_ascii_lowercase() });
            places.push(place);
            continue;
        }
        let letter = match letter {
            '\u{2019}' | '\u{2bc}' => '\'',
            letter if letter.is_whitespace() => ' ',
            letter => letter,
        };
        for plain in letter.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
            letters.push(plain);
            places.push(place);
        }
    }
    (letters, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, words: &[&str]) -> Option<(Found, (String, usize, usize))> {
        let wanted: Vec<Vec<char>> = words.iter().map(|word| folded(word).0).collect();
        all_in(&[(Found::Text, text), (Found::Note, "appeler lundi")], &wanted)
    }

    #[test]
    fn case_accents_and_signs_do_not_matter() {
        for (text, word) in [
            ("Refus de plateaux à Lantin", "LANTIN"),
            ("Des prisonnier·es l\u{2019}ont écrit", "l'ont ecrit"),
            ("ﬁn de peine", "fin"),
            ("hızlı İSTANBUL", "istanbul"),
            ("الحُرِّية للجميع", "الحرية"),
            ("deux\u{a0}mots", "deux mots"),
            ("straße", "straße"),
        ] {
            assert!(found(text, &[word]).is_some(), "{text} has {word}");
        }
        assert!(found("Refus de plateaux", &["plateau d"]).is_none());
    }

    #[test]
    fn all_words_are_wanted_wherever_they_are_and_the_first_is_shown() {
        let (place, (line, before, length)) =
            found("Titre\n\nà Écaussinnes, hier", &["ecau", "lundi"]).expect("there");
        assert_eq!((place, line.as_str(), before, length), (Found::Text, "à Écaussinnes, hier", 2, 4));
        assert!(found("Titre", &["titre", "mardi"]).is_none());
    }
}
