//! Writes what would be published into a folder, for a person to use by hand.

use std::path::PathBuf;

use super::chosen::Chosen;
use super::ending::{Ending, Ends};
use super::publish::{How, Inquiry, Outcome as Published, inquire, write};
use crate::failure::Cause;
use crate::publish::site;
use crate::publish::target::Target;
use crate::publish::zone::Zone;
use crate::scratch::is_memory;
use crate::session::Session;
use crate::vault::ShortId;

/// Write it into a folder, for a site this program does not know.
pub(crate) struct Export {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// Into this folder, made if need be
    pub out: PathBuf,
    /// An event: the time zone that its hours are in, such as Europe/Brussels
    pub zone: Option<Zone>,
    /// What of it.
    pub chosen: Chosen,
}

/// What was written.
pub(crate) struct Exported {
    /// The item.
    pub short: ShortId,
    /// The folder.
    pub folder: PathBuf,
    /// Whether the folder is in memory, and gone with the next start.
    pub in_memory: bool,
    /// Names.
    pub files: Vec<String>,
    /// An event that has an hour is in no calendar, as nobody said in which zone it is.
    pub lacks_zone: bool,
}

/// What came of it.
pub(crate) enum Outcome {
    /// It was written.
    Written(Exported),
    /// The person said no.
    Declined,
}

impl Ends for Outcome {
    fn ending(&self) -> Ending {
        if matches!(self, Self::Declined) { Ending::Declined } else { Ending::Done }
    }
}

/// Runs `estafette export`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Export) -> Result<Outcome, Cause> {
    let vault = session.open_vault()?;
    if matches!(inquire(session, &vault, &asked.item, &asked.chosen.knowing)?, Inquiry::Declined) {
        return Ok(Outcome::Declined);
    }
    let export = site::export::Export { folder: asked.out.clone(), zone: asked.zone.clone() };
    let site = export.site(None)?;
    let how = How {
        chosen: &asked.chosen,
        is_draft: false,
        schedule: None,
        is_cancelled: false,
        yes: false,
        asks_always: false,
    };
    match write(session, &vault, &asked.item, &export, site, &how)? {
        Published::Published(page) => Ok(Outcome::Written(Exported {
            short: page.short,
            in_memory: is_memory(&asked.out),
            folder: asked.out.clone(),
            files: page.files,
            lacks_zone: page.lacks_zone,
        })),
        _ => Ok(Outcome::Declined),
    }
}
