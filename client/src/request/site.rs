//! `estafette site`.

use std::path::PathBuf;

use crate::publish::SiteName;
use crate::publish::web::WebAddress;
use crate::publish::wordpress::terms::Rule;

/// The sites you publish on.
pub(crate) struct Site {
    /// What to do.
    pub step: Step,
}

/// What can be done with sites.
pub(crate) enum Step {
    /// Remember a site under a name, once it was checked
    Add(Box<Add>),
    /// Say what an account may do on a WordPress, or whether a folder holds a site
    Check {
        /// The site's name
        name: SiteName,
    },
    /// List the sites
    Show,
    /// Look what became of the posts on each WordPress
    Follow,
    /// Forget a site; what is published there stays
    Remove {
        /// The site's name
        name: SiteName,
    },
}

/// A site to remember.
pub(crate) struct Add {
    /// A name of your own for it
    pub name: SiteName,
    /// The folder of a Hugo site
    pub hugo: Option<PathBuf>,
    /// The folder of a Zola site
    pub zola: Option<PathBuf>,
    /// A repository with a static site; each item gets a branch
    pub git: Option<String>,
    /// A WordPress: https://…, http://….onion or http://127.0.0.1:PORT
    pub wordpress: Option<WebAddress>,
    /// The account, best one for the whole group
    pub login: Option<String>,
    /// Read its application password from a file, or from standard input (-) [default: asked for]
    pub password: Option<PathBuf>,
    /// Trust this certificate, in PEM, besides those that browsers trust
    pub authority: Option<PathBuf>,
    /// The language the site is in
    pub language: String,
    /// A category for a section and a kind, * for any; can be repeated
    pub category: Vec<Rule>,
    /// A tag, likewise
    pub tag: Vec<Rule>,
    /// Whose name is on commits
    pub author: Option<String>,
    /// The branch that new ones begin at
    pub branch: String,
    /// The repository's site is built by Zola, not by Hugo
    pub built_by_zola: bool,
}
