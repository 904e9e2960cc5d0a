//! Publications as the first two versions of an item's state had them: pages of sites in one list, posts of WordPress in another.

use std::path::PathBuf;

use estafette_keys::day::Day;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{At, Publication, SiteRef, Snapshot};
use crate::vault::site_name::SiteName;

/// A page. What stood for a site without a folder was `git:` and its name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::vault) struct Page {
    site: PathBuf,
    bundle: PathBuf,
    day: Day,
    files: Vec<(String, String)>,
    #[serde(default)]
    branch: Option<Branch>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Branch {
    name: String,
    commit: Option<String>,
    #[serde(default)]
    before: Option<String>,
}

/// A post.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::vault) struct Posted {
    site: SiteName,
    day: Day,
    token: String,
    post: Option<u64>,
    known: Option<String>,
    sending: Option<String>,
    pictures: Value,
    status: String,
    link: Option<String>,
    since: Option<Day>,
}

impl Page {
    /// `None` where the site's name is none.
    pub(in crate::vault) fn publication(self) -> Option<Publication> {
        let Self { site, bundle, day, files, branch } = self;
        let Some(branch) = branch else {
            return Some(Publication {
                place: Some(bundle.display().to_string()),
                since: Some(day),
                written: Some(Snapshot { files, revision: None }),
                memory: json!({ "bundle": bundle }),
                ..Publication::begin(SiteRef { kind: "folder".into(), at: At::Folder(site) }, day)
            });
        };
        let name = site.to_str()?.strip_prefix("git:")?.parse().ok()?;
        let version = |files, revision: String| Snapshot { files, revision: Some(revision) };
        Some(Publication {
            place: Some(branch.name.clone()),
            since: Some(day),
            written: branch.before.map(|before| version(Vec::new(), before)),
            pending: branch.commit.into_iter().map(|commit| version(files.clone(), commit)).collect(),
            memory: json!({ "bundle": bundle, "branch": branch.name }),
            ..Publication::begin(SiteRef { kind: "branch".into(), at: At::Named(name) }, day)
        })
    }
}

impl Posted {
    pub(in crate::vault) fn publication(self) -> Publication {
        let revision = |revision| Snapshot { files: Vec::new(), revision: Some(revision) };
        Publication {
            place: self.post.map(|_| self.site.to_string()),
            status: Some(self.status),
            since: self.since,
            link: self.link,
            written: self.known.map(revision),
            pending: self.sending.into_iter().map(revision).collect(),
            memory: json!({ "token": self.token, "post": self.post, "pictures": self.pictures }),
            ..Publication::begin(SiteRef { kind: "wordpress".into(), at: At::Named(self.site) }, self.day)
        }
    }
}
