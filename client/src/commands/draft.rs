//! Writes the text to publish, and seals it beside the item it came from.

use std::path::PathBuf;

use estafette_keys::message::{Detail, Kind, Mandate, Publish, What};

use super::ending::Ends;
use super::message::not_a_submission;
use super::template::{self, DraftText};
use super::writing::{Writable, Writing};
use crate::failure::Cause;
use crate::plan::draft::Notes;
use crate::publish::cleaning::{cleaned, cleaned_line};
use crate::scratch::names::Temporary;
use crate::session::Session;
use crate::terminal::{block, inline};
use crate::text_file;
use crate::vault::{Item, Joined, Keyring, ShortId, State, VaultError};

/// Write the text to publish.
pub(crate) struct Draft {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// Take the text from this file, or from standard input (-), in place of opening an editor
    pub file: Option<PathBuf>,
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
    let before = item.draft(&key)?;

    let first = first_text(session, &joined, &state, &source, before.as_deref());
    let unwritten = template::without_comments(&first);
    let writing = if let Some(file) = &asked.file {
        Writing::given(text_file::read(file)?)
    } else {
        let id = item.id().to_string();
        let place =
            Writable { home: vault.home(), purpose: Temporary::Draft, of: &id, allow_disk: asked.allow_disk };
        Writing::in_editor(session, &place, || first)?
    };
    let text = template::without_comments(writing.text());
    let title = DraftText::parse(&text).title.map(str::to_owned);
    if text == unwritten || text.trim().is_empty() {
        return Ok(Drafted { short, title, change: Change::Nothing });
    }
    let kept = item.keep_draft(&key, &text).map(Some).map_err(Cause::from);
    writing.unless_kept(session, kept)?;
    item.update(|state| state.drafted = true)?;
    Ok(Drafted { short, title, change: Change::Kept })
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
    };
    opener.finish().map_err(VaultError::Open)?;
    Ok(source)
}

/// The draft there is, else a template: empty, or the text itself where it is published as written.
fn first_text(
    session: &Session<'_>,
    joined: &Joined,
    state: &State,
    source: &Source,
    before: Option<&str>,
) -> String {
    let section = joined.roster.section(&state.section);
    let rules = section.and_then(|section| section.rules(session.config.language.tag()));
    let notes = session.person.notes(&Notes { kind: source.kind, mandate: source.mandate.as_ref(), rules });
    let as_written = source.mandate.as_ref().is_some_and(|mandate| is_as_written(source.kind, mandate));
    let written = if as_written { cleaned(&source.text) } else { String::new() };
    let draft = before.map(DraftText::parse);
    let draft = draft.as_ref();
    template::Draft {
        title: draft.map_or(Some(source.title.as_str()), |draft| draft.title).unwrap_or_default(),
        body: draft.map_or(written.as_str(), |draft| draft.body),
        notes: &notes,
        details: &source.details,
        source: &block(&source.text),
    }
    .to_text()
}
