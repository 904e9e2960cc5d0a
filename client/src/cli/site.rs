//! `estafette site`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

use super::same_fields::same_fields;
use crate::commands::site as asked;
use crate::publish::SiteName;
use crate::publish::web::WebAddress;
use crate::publish::wordpress::terms::Rule;
use crate::publish::zone::Zone;

/// The sites you publish on
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette site add blog --wordpress https://site.example --login redaction --category '*/event=agenda'
  $ estafette site add agenda --gancio https://agenda.example --login redaction@site.example --zone Europe/Brussels
  $ estafette site add main --hugo ~/site
  $ estafette site add pages --git git@host.example:groupe/site.git --author 'Rédaction <redaction@site.example>'
  $ estafette site set main --zone Europe/Brussels
  $ estafette site check blog
  $ estafette site follow")]
pub(crate) struct Site {
    /// What to do.
    #[command(subcommand)]
    pub step: Step,
}

/// What can be done with sites.
#[derive(Subcommand)]
pub(crate) enum Step {
    /// Check a site and remember it under a name
    Add(Box<Add>),
    /// Say what an account may do on a WordPress, or whether a folder contains a site
    Check {
        /// The site's name
        #[arg(value_name = "NAME")]
        name: SiteName,
    },
    /// Say in which time zone a site's hours are
    Set {
        /// The site's name
        #[arg(value_name = "NAME")]
        name: SiteName,
        /// The time zone of its readers, such as Europe/Brussels: an event that has an hour gets a file for calendars
        #[arg(long, value_name = "ZONE")]
        zone: Zone,
    },
    /// List the sites
    Show,
    /// See what became of what is on each WordPress and Gancio
    Follow,
    /// Forget a site; what is published there stays
    Remove {
        /// The site's name
        #[arg(value_name = "NAME")]
        name: SiteName,
    },
}

/// A site to remember.
#[derive(Args)]
#[command(group = ArgGroup::new("what").required(true).args(["hugo", "zola", "git", "wordpress", "gancio"]))]
pub(crate) struct Add {
    /// Your name for it
    #[arg(value_name = "NAME")]
    pub name: SiteName,
    /// The folder of a Hugo site
    #[arg(long, value_name = "DIR")]
    pub hugo: Option<PathBuf>,
    /// The folder of a Zola site
    #[arg(long, value_name = "DIR")]
    pub zola: Option<PathBuf>,
    /// A repository with a static site; each item gets a branch
    #[arg(long, value_name = "REMOTE", requires = "author")]
    pub git: Option<String>,
    /// A WordPress: https://…, http://….onion or http://127.0.0.1:PORT
    #[arg(long, value_name = "SITE", requires = "login")]
    pub wordpress: Option<WebAddress>,
    /// A Gancio, which gets events: https://…, http://….onion or http://127.0.0.1:PORT
    #[arg(long, value_name = "SITE", requires_all = ["login", "zone"])]
    pub gancio: Option<WebAddress>,
    /// The account, preferably one for the whole group
    #[arg(long, value_name = "NAME")]
    pub login: Option<String>,
    /// Read its password (on a WordPress, an application password) from a file, or from standard input (-) [default: asked for]
    #[arg(long, value_name = "FILE")]
    pub password: Option<PathBuf>,
    /// Trust this certificate (PEM), besides those that browsers trust
    #[arg(long, value_name = "FILE")]
    pub authority: Option<PathBuf>,
    /// The language the site is in
    #[arg(long = "in", value_name = "LANG", default_value = "fr", hide_default_value = true)]
    pub language: String,
    /// A category for a section and a kind, * for any; can be repeated
    #[arg(long, value_name = "SECTION/KIND=SLUG")]
    pub category: Vec<Rule>,
    /// A tag, likewise
    #[arg(long, value_name = "SECTION/KIND=SLUG")]
    pub tag: Vec<Rule>,
    /// The time zone of its readers, such as Europe/Brussels: an event that has an hour gets a file for calendars
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<Zone>,
    /// The author of commits
    #[arg(long, value_name = "NAME <ADDRESS>")]
    pub author: Option<String>,
    /// The branch that new branches start from
    #[arg(long, value_name = "NAME", default_value = "main", hide_default_value = true)]
    pub branch: String,
    /// The repository's site is built by Zola, not by Hugo
    #[arg(long, requires = "git")]
    pub built_by_zola: bool,
}

same_fields!(Site as asked::Site { step });

impl From<Step> for asked::Step {
    fn from(asked: Step) -> Self {
        match asked {
            Step::Add(asked) => Self::Add(Box::new((*asked).into())),
            Step::Check { name } => Self::Check { name },
            Step::Set { name, zone } => Self::Set { name, zone },
            Step::Show => Self::Show,
            Step::Follow => Self::Follow,
            Step::Remove { name } => Self::Remove { name },
        }
    }
}

same_fields!(Add as asked::Add {
    name, hugo, zola, git, wordpress, gancio, login, password, authority, language, category, tag, zone,
    author, branch, built_by_zola
});
