//! Where an item stands: what the editors of a section tell one another of it.

use estafette_keys::day::Day;
use estafette_keys::ids::NoteId;
use serde::{Deserialize, Serialize};

use super::State;
use crate::publish::wordpress::journal::Status;

/// Where an item stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stands {
    /// A page's folder in its site, a branch, or a site's name.
    pub place: String,
    /// What it is on a WordPress.
    pub status: Option<Status>,
    /// Since when it is there, or public.
    pub since: Option<Day>,
    /// Where it is public.
    pub link: Option<String>,
}

/// What another editor says of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elsewhere {
    /// Who.
    pub editor: String,
    /// The day they said it.
    pub day: Day,
    /// Where it stands.
    pub places: Vec<Stands>,
}

/// What was said of an item to the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// The note.
    pub note: NoteId,
    /// What it says: SHA-256, in hex.
    pub hash: String,
    /// The server has it.
    pub arrived: bool,
    /// The note that it takes the place of.
    pub instead_of: Option<NoteId>,
}

impl State {
    /// Everything that this editor made of it. No folder of this machine is named.
    #[must_use]
    pub fn stands(&self) -> Vec<Stands> {
        let pages = self.published.iter().map(|page| Stands {
            place: match &page.branch {
                Some(branch) => branch.name.clone(),
                None => page.bundle.display().to_string(),
            },
            status: None,
            since: Some(page.day),
            link: None,
        });
        let posts = self.posts.iter().filter(|post| post.post.is_some()).map(|post| Stands {
            place: post.site.to_string(),
            status: Some(post.status),
            since: post.since,
            link: post.link.clone(),
        });
        pages.chain(posts).collect()
    }

    /// Is it on a site, or on its way there, by anybody's hand?
    #[must_use]
    pub fn is_published(&self) -> bool {
        let elsewhere = self.elsewhere.iter().flat_map(|other| &other.places);
        !self.stands().is_empty() || elsewhere.count() > 0
    }
}
