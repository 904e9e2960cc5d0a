//! Saves items' files.

use std::path::PathBuf;

use super::each::{Each, each};
use super::ending::Ends;
use super::saving::{Partials, SavedFile, keeps_out, prepare, receive};
use crate::failure::Cause;
use crate::scratch::is_memory;
use crate::session::Session;
use crate::vault::{ShortId, Vault};

/// Save its files.
pub(crate) struct Save {
    /// The beginnings of items' ids, as `inbox` shows them
    pub items: Vec<ShortId>,
    /// Into this folder, made if need be; several items each into a folder of their own in it [default: estafette-ITEM, here]
    pub out: Option<PathBuf>,
    /// Only the file with this number, as `read` shows it; can be repeated
    pub file: Vec<u32>,
}

/// Items whose files were saved.
pub(crate) type Saved = Each<SavedItem>;

/// Files that were saved.
pub(crate) struct SavedItem {
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

impl Ends for SavedItem {}

/// Runs `estafette save`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Save) -> Result<Saved, Cause> {
    each(session, &asked.items, |_, vault, short| save(vault, short, asked))
}

fn save(vault: &Vault, short: &ShortId, asked: &Save) -> Result<SavedItem, Cause> {
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let item = vault.find(short)?;
    let state = item.state()?;
    let short = ShortId::of(item.id(), &vault.ids()?);
    let folder = match &asked.out {
        Some(out) if asked.items.len() > 1 => out.join(short.as_str()),
        Some(out) => out.clone(),
        None => PathBuf::from(format!("estafette-{}", short.as_str())),
    };

    let opener = item.open(&keyring, &state)?;
    let made = prepare(&folder)?;
    let mut partials = Partials::default();
    receive(opener, &folder, &asked.file, &mut partials)?;
    let files = partials.finish(&folder)?;
    made.keep();
    let is_open = !keeps_out(&folder);
    Ok(SavedItem { short, in_memory: is_memory(&folder), is_open, folder, files })
}
