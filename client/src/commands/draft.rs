//! Writes the text to publish, and seals it beside the item it came from.

use std::path::PathBuf;

use estafette_keys::message::{Detail, Kind, Mandate, Publish, SectionName, What};

use super::ending::Ends;
use super::image::{Read, transcribed};
use super::message::not_a_submission;
use super::sheet::{self, DraftText};
use super::writing::{Writable, Writing};
use crate::failure::Cause;
use crate::pictures::Number;
use crate::plan::draft::Notes;
use crate::publish::cleaning::{cleaned, cleaned_line};
use crate::scratch::names::Temporary;
use crate::session::Session;
use crate::terminal::{block, inline};
use crate::text_file;
use crate::transcript::{Languages, marks};
use crate::vault::{self, FromPictures, Item, Joined, Keyring, ShortId, State, VaultError};

/// Write the text to publish.
pub(crate) struct Draft {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// Take the text from this file, or from standard input (-), in place of opening an editor
    pub file: Option<PathBuf>,
    /// Begin with what is written in these pictures, below what is drafted already; can be repeated
    pub from_picture: Vec<Number>,
    /// What it is written in; where nobody says, the item's own language
    pub language: Option<Languages>,
    /// Write on a disk where no memory-backed folder is found
    pub allow_disk: bool,
}

/// What came of it.
pub(crate) struct Drafted {
    /// The item.
    pub short: ShortId,
    /// The draft's title.
    pub title: Option<String>,
    /// Whether anything changed.
    pub change: Change,
    /// Words in it that are marked as unsure.
    pub unsure: usize,
    /// Lines that looked like an address for answers, and were put apart just now.
    pub apart: usize,
    /// Its source typed a text that it does not stand beside, but in place of.
    pub replaces: bool,
}

impl Ends for Drafted {}

/// What an editing session changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// There is a new draft.
    Kept,
    /// All is as before.
    Nothing,
}

/// What a draft is made from.
struct Source {
    kind: Kind,
    mandate: Option<Mandate>,
    details: Vec<(Detail, String)>,
    title: String,
    text: String,
    /// What was read in its pictures just now.
    read: String,
}

/// A text of so many words, or so many bytes where a script has no spaces, is more than a line beside a letter on paper.
const FEW_WORDS: usize = 12;
const FEW_BYTES: usize = 100;

/// Did somebody type this, or only say what lies beside it?
#[must_use]
pub(super) fn is_typed(text: &str) -> bool {
    text.split_whitespace().count() > FEW_WORDS || text.trim().len() > FEW_BYTES
}

/// Must it be published as it was written? Prisoners' texts always are.
#[must_use]
pub(crate) fn is_as_written(kind: Kind, mandate: &Mandate) -> bool {
    kind == Kind::Prisoner || mandate.publish == Publish::AsWritten
}

/// Runs `estafette draft`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Draft) -> Result<Drafted, Cause> {
    let vault = session.open_vault()?;
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let item = vault.find(&asked.item)?;
    let state = item.state()?;
    let short = ShortId::of(item.id(), &vault.ids()?);
    let source = source(&item, &keyring, &state)?;
    let key = item.key(&keyring, &state)?;
    let (before, from) = item.draft(&key)?.map_or((None, None), |draft| (Some(draft.text), draft.from));
    let read = transcribed(
        session,
        (&item, &key),
        (&keyring, &state),
        (&asked.from_picture, asked.language.as_ref()),
    )?;
    let (from, apart) = with_read(from, &read);

    let source = Source { read: text_of(&read), ..source };
    let section = state.section_of(&joined.roster, &keyring.secrets().handle);
    let first = first_text(session, &joined, section, &source, (before.as_deref(), from.as_ref(), &short));
    let unwritten = sheet::without_comments(&first);
    let writing = if let Some(file) = &asked.file {
        Writing::given(text_file::read(file)?)
    } else {
        let id = item.id().to_string();
        let place =
            Writable { home: vault.home(), purpose: Temporary::Draft, of: &id, allow_disk: asked.allow_disk };
        Writing::in_editor(session, &place, || first)?
    };
    let text = sheet::without_comments(writing.text());
    let title = DraftText::parse(&text).title.map(str::to_owned);
    let unsure = marks::count(&text);
    // What was just read is worth keeping as it is.
    if (text == unwritten && read.is_empty()) || text.trim().is_empty() {
        return Ok(Drafted { short, title, change: Change::Nothing, unsure, apart: 0, replaces: false });
    }
    let replaces = from.is_some() && source.stays() && is_typed(&source.text);
    let kept = item.keep_draft(&key, &vault::Drafted { text, from });
    writing.unless_kept(session, kept.map(Some).map_err(Cause::from))?;
    item.update(|state| state.drafted = true)?;
    Ok(Drafted { short, title, change: Change::Kept, unsure, apart, replaces })
}

/// What was read, in the order in which it was asked for.
fn text_of(read: &[Read]) -> String {
    read.iter().map(|read| cleaned(&read.letter.text())).collect::<Vec<_>>().join("\n\n")
}

/// What the draft is read from, with these pictures; and how many lines they put apart.
fn with_read(from: Option<FromPictures>, read: &[Read]) -> (Option<FromPictures>, usize) {
    if read.is_empty() {
        return (from, 0);
    }
    let mut from = from.unwrap_or_default();
    let mut apart = 0;
    for read in read {
        if !from.pictures.contains(&read.number) {
            from.pictures.push(read.number);
        }
        let address = read.letter.address();
        apart += address.len();
        let new = address.iter().map(|line| cleaned_line(line)).filter(|line| !from.address.contains(line));
        from.address.extend(new.collect::<Vec<_>>());
    }
    (Some(from), apart)
}

impl Source {
    /// Must it stay as it was written?
    fn stays(&self) -> bool {
        self.mandate.as_ref().is_some_and(|mandate| is_as_written(self.kind, mandate))
    }
}

fn source(item: &Item<'_>, keyring: &Keyring, state: &State) -> Result<Source, Cause> {
    let opener = item.open(keyring, state)?;
    let header = opener.header();
    let What::Submission(kind) = header.what else { return Err(not_a_submission().into()) };
    let source = Source {
        kind,
        mandate: header.mandate.clone(),
        details: header.details.iter().map(|(detail, line)| (*detail, inline(line.as_str()))).collect(),
        title: header.detail(Detail::Subject).map(cleaned_line).unwrap_or_default(),
        text: opener.text().to_owned(),
        read: String::new(),
    };
    opener.finish().map_err(VaultError::Open)?;
    Ok(source)
}

/// The draft there is, and what was read below it; else a template: empty, or the text itself where it is published as written.
fn first_text(
    session: &Session<'_>,
    joined: &Joined,
    section: &SectionName,
    source: &Source,
    (before, from, short): (Option<&str>, Option<&FromPictures>, &ShortId),
) -> String {
    let section = joined.roster.section(section);
    let rules = section.and_then(|section| section.rules(session.config.language.tag()));
    let notes = session.person.notes(&Notes {
        kind: source.kind,
        mandate: source.mandate.as_ref(),
        rules,
        from: from.map(|from| (short.as_str(), from.pictures.as_slice(), from.address.as_slice())),
    });
    let as_written = source.stays();
    let draft = before.map(DraftText::parse);
    let draft = draft.as_ref();
    let body = match draft {
        Some(draft) if source.read.is_empty() => draft.body.to_owned(),
        Some(draft) => format!("{}\n\n{}", draft.body, source.read),
        // What somebody typed is not left out unseen, whatever lies beside it.
        None if !source.read.is_empty() && as_written && is_typed(&source.text) => {
            format!("{}\n\n{}", cleaned(&source.text).trim_end(), source.read)
        }
        // The picture is the letter: a line beside it was written by whoever sent it.
        None if !source.read.is_empty() => source.read.clone(),
        None if as_written => cleaned(&source.text),
        None => String::new(),
    };
    sheet::Draft {
        title: draft.map_or(Some(source.title.as_str()), |draft| draft.title).unwrap_or_default(),
        body: body.trim_start(),
        notes: &notes,
        details: &source.details,
        source: &block(&source.text),
    }
    .to_text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_beside_a_letter_on_paper_is_no_letter_and_a_letter_is_one_in_every_script() {
        for line in ["", " \n", "Voici la lettre de Camille, photographiée.", "رسالة من السجن", "獄中來信"]
        {
            assert!(!is_typed(line), "{line}");
        }
        let letters = [
            "Nous refusons le travail dans les ateliers depuis lundi, et nous ne plierons pas.",
            "獄中來信，我們從星期一起拒絕在車間勞動，直到他們把信還給我們為止，謝謝所有寫信的人。",
        ];
        assert!(letters.iter().all(|letter| is_typed(letter)));
    }
}
