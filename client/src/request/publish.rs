//! `estafette publish`.

use std::path::PathBuf;

use jiff::civil::DateTime;

use super::chosen::Chosen;
use crate::publish::SiteName;
use crate::vault::ShortId;

/// Publish it on a site.
pub(crate) struct Publish {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// The folder of a Hugo or Zola site
    pub to: Option<PathBuf>,
    /// A site by its name (`site add`); with --to, remember the folder under it
    pub site: Option<SiteName>,
    /// What of it.
    pub chosen: Chosen,
    /// Mark the page as a draft: Hugo leaves it out until you say otherwise
    pub draft: bool,
    /// On a WordPress: let it become public at this moment, in the site's own time
    pub schedule: Option<DateTime>,
    /// Take back what was published, if nobody changed it since
    pub undo: bool,
    /// Don't ask
    pub yes: bool,
}
