//! Saves an item's files.

use std::path::PathBuf;

use super::ending::Ends;
use super::saving::{Partials, SavedFile, keeps_out, prepare, receive};
use crate::failure::Cause;
use crate::scratch::is_memory;
use crate::session::Session;
use crate::vault::ShortId;

/// Save its files.
pub(crate) struct Save {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// Into this folder, made if need be [default: estafette-ITEM, here]
    pub out: Option<PathBuf>,
    /// Only the file with this number, as `read` shows it; can be repeated
    pub file: Vec<u32>,
}

/// Files that were saved.
pub(crate) struct Saved {
    /// The item they are of.
    pub short: ShortId,
    /// The folder.
    pub folder: PathBuf,
    /// Whether the folder is in memory, and gone with the next start.
    pub in_memory: bool,
    /// Whether its disk can keep nobody out, as a USB stick or a memory card.
    pub is_open: bool,
    /// The files.
    pub files: Vec<SavedFile>,
}

impl Ends for Saved {}

/// Runs `estafette save`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Save) -> Result<Saved, Cause> {
    let vault = session.open_vault()?;
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let item = vault.find(&asked.item)?;
    let state = item.state()?;
    let short = ShortId::of(item.id(), &vault.ids()?);
    let folder = asked.out.clone().unwrap_or_else(|| PathBuf::from(format!("estafette-{}", short.as_str())));

    let opener = item.open(&keyring, &state)?;
    let made = prepare(&folder)?;
    let mut partials = Partials::default();
    receive(opener, &folder, &asked.file, &mut partials)?;
    let files = partials.finish(&folder)?;
    made.keep();
    let is_open = !keeps_out(&folder);
    Ok(Saved { short, in_memory: is_memory(&folder), is_open, folder, files })
}
