//! Answers at hand: those of the program, in a few languages, and an editor's own.

use std::path::PathBuf;

use estafette_keys::message::{LanguageTag, SectionName, TEXT_MAX, text_length};

use super::colleagues::merged;
use super::ending::Ends;
use super::letter::{ReplyError, Source};
use crate::failure::{Cause, Explained};
use crate::plan::reply::Stock;
use crate::session::Session;
use crate::text_file;
use crate::vault::templates::{self, Template as Kept};
use crate::vault::{Joined, Keyring, State, Vault};
use crate::words::{Key, key};

use holes::{Hole, filled};

pub(crate) mod holes;

/// Answers at hand.
pub(crate) struct Template {
    /// Only the one with this name
    pub name: Option<String>,
    /// For this section alone
    pub section: Option<SectionName>,
    /// For who wrote in this language
    pub language: Option<LanguageTag>,
    /// Keep what is in this file, or on standard input (-), as an answer of this name
    pub file: Option<PathBuf>,
    /// Forget it
    pub remove: bool,
}

/// What is at hand.
pub(crate) struct AtHand {
    /// An editor's own.
    pub own: Vec<Kept>,
    /// Those of the program.
    pub stock: Vec<Stock>,
    /// One was kept, or forgotten.
    pub is_changed: bool,
}

impl Ends for AtHand {}

/// An answer at hand can't be kept, or found.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TemplateError {
    /// There is none of this name.
    #[error("no answer at hand has this name")]
    Unknown,
    /// It is no name.
    #[error("a name is 1 to 32 of a-z, 0-9 and hyphens")]
    Name,
}

impl Explained for TemplateError {
    fn key(&self) -> Key {
        match self {
            Self::Unknown => key!("error-template-unknown"),
            Self::Name => key!("error-template-name"),
        }
    }
}

/// Runs `estafette template`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Template) -> Result<AtHand, Cause> {
    let vault = session.open_vault()?;
    let is_asked = |name: &str| asked.name.as_deref().is_none_or(|asked| asked == name);
    let section = asked.section.as_ref().map(ToString::to_string);
    let language = asked.language.as_ref().map(|language| language.as_str().to_owned());
    let Some(name) = asked.name.clone().filter(|_| asked.file.is_some() || asked.remove) else {
        let own = vault.templates()?.into_iter().filter(|own| {
            let is_for = |own: &Option<String>, asked: &Option<String>| asked.is_none() || own == asked;
            is_asked(&own.name) && is_for(&own.section, &section) && is_for(&own.language, &language)
        });
        let own: Vec<Kept> = own.collect();
        let stock: Vec<Stock> = Stock::ALL.into_iter().filter(|stock| is_asked(stock.name())).collect();
        if own.is_empty() && stock.is_empty() {
            return Err(TemplateError::Unknown.into());
        }
        return Ok(AtHand { own, stock, is_changed: false });
    };
    let fits = (1..=32).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !fits {
        return Err(TemplateError::Name.into());
    }
    let text = asked.file.as_deref().map(text_file::read).transpose()?;
    let kept = Kept { name, section, language, text: text.unwrap_or_default() };
    if asked.remove {
        let count = vault.update_templates(|all| {
            let before = all.len();
            all.retain(|other| !kept.is_for_the_same(other));
            before - all.len()
        })?;
        if count == 0 {
            return Err(TemplateError::Unknown.into());
        }
        return Ok(AtHand { own: Vec::new(), stock: Vec::new(), is_changed: true });
    }
    if kept.text.trim().is_empty() {
        return Err(ReplyError::Empty.into());
    }
    if text_length(&kept.text) > TEXT_MAX {
        return Err(ReplyError::TooLong.into());
    }
    vault.update_templates(|all| {
        all.retain(|other| !kept.is_for_the_same(other));
        all.push(kept.clone());
        all.sort_by(|a, b| (&a.name, &a.section, &a.language).cmp(&(&b.name, &b.section, &b.language)));
    })?;
    Ok(AtHand { own: vec![kept], stock: Vec::new(), is_changed: true })
}

/// The answer of this name that an item's source gets.
///
/// # Errors
/// [`TemplateError`], [`holes::NothingKnown`].
pub(super) fn of_item(
    session: &Session<'_>,
    vault: &Vault,
    (name, message): (&str, Option<&str>),
    (state, joined, keyring): (&State, &Joined, &Keyring),
    source: &Source,
) -> Result<String, Cause> {
    let own = vault.templates()?;
    let language = source.language.as_str();
    // The one that answers, where it was handed on.
    let section = state.section_of(&joined.roster, &keyring.secrets().handle);
    let text = if let Some(own) = templates::best(&own, name, section.as_str(), language) {
        own.text.clone()
    } else {
        let stock = Stock::ALL.into_iter().find(|stock| stock.name() == name);
        session.person.stock(stock.ok_or(TemplateError::Unknown)?, language)
    };
    let merged = merged(joined, &keyring.secrets().handle, state);
    let known = |hole| match hole {
        Hole::Page => link(state),
        Hole::Reason => merged.stage.as_ref().and_then(|staged| staged.reason.clone()),
        Hole::Message => message.map(str::to_owned),
        Hole::Title => source.title.clone(),
        Hole::Section => Some(title(joined, section, language)),
    };
    Ok(filled(&text, known)?)
}

/// Where it is to be read: what this editor published, else what a colleague did.
fn link(state: &State) -> Option<String> {
    let own = state.publications.iter().find_map(|publication| publication.link.clone());
    let others =
        || state.elsewhere.iter().flat_map(|other| &other.places).find_map(|place| place.link.clone());
    own.or_else(others)
}

/// The section's name, as its sources read it.
fn title(joined: &Joined, name: &SectionName, language: &str) -> String {
    let section = joined.roster.section(name);
    section.map_or_else(|| name.to_string(), |section| section.title(language).to_owned())
}
