//! `estafette roster`: the coordinators' work.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use estafette_keys::day::Day;
use estafette_keys::message::{LanguageTag, SectionName};
use estafette_keys::roster::{Handle, Site, SiteError};
use estafette_keys::silence::Silence;

use super::same_fields::same_fields;
use super::silence::yes_or_no;
use crate::commands::roster as asked;

/// Make, sign and bring the roster: who reads for which section
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette roster root coord-a
  $ estafette roster new --root coord-a.asc --root coord-b.asc --root coord-c.asc --threshold 2
  $ estafette roster add-section bruxelles --title fr=Bruxelles --title en=Brussels
  $ estafette roster add-editor request.toml --section bruxelles
  $ estafette roster set-address --source expl….onion
  $ estafette roster sign --root coord-a.age
  $ estafette roster show
  $ estafette roster push")]
pub(crate) struct Roster {
    /// The folder of the roster and its signatures
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub dir: PathBuf,
    /// Show the pin as a QR code, too
    #[arg(long, global = true)]
    pub qr: bool,
    /// What to do with it.
    #[command(subcommand)]
    pub step: Step,
}

/// What to do with a roster.
#[derive(Subcommand)]
pub(crate) enum Step {
    /// Make a root key, to sign rosters with on a machine that is never online
    Root {
        /// Its name on the roster: a-z, 0-9 and hyphens
        #[arg(value_name = "NAME", value_parser = parse_handle)]
        name: Handle,
        /// Accept a passphrase that is easy to guess
        #[arg(long)]
        allow_weak: bool,
        /// What one guess at the passphrase costs, as a power of two: 18 is about a second and 256 MB
        #[arg(long, value_name = "N", default_value_t = 18, value_parser = clap::value_parser!(u8).range(10..=22))]
        work_factor: u8,
    },
    /// Begin a roster with these roots
    New {
        /// A root's public cert, as `roster root` or gpg writes it; can be repeated
        #[arg(long, value_name = "FILE", required = true)]
        root: Vec<PathBuf>,
        /// How many roots must sign [default: more than half]
        #[arg(long, value_name = "M", value_parser = clap::value_parser!(u8).range(1..))]
        threshold: Option<u8>,
        /// The last day the roster is valid [default: in 180 days]
        #[arg(long, value_name = "DAY")]
        expires: Option<Day>,
    },
    /// Add a section, or change the given fields of one
    #[command(after_help = "Examples:
  $ estafette roster add-section bruxelles --title fr=Bruxelles --rules fr=rules.txt
  $ estafette roster add-section bruxelles --retention-days 45
  $ estafette roster add-section bruxelles --site https://bruxelles.example --silence no")]
    AddSection {
        /// Its name in addresses: a-z, 0-9 and hyphens
        #[arg(value_name = "NAME", value_parser = parse_section)]
        name: SectionName,
        /// What to set.
        #[command(flatten)]
        change: SectionChange,
    },
    /// Remove a section, also from its editors
    #[command(after_help = "Examples:
  $ estafette roster remove-section bruxelles")]
    RemoveSection {
        /// Its name
        #[arg(value_name = "NAME", value_parser = parse_section)]
        name: SectionName,
    },
    /// Say where sources and editors reach the network
    #[command(after_help = "Examples:
  $ estafette roster set-address --source expl….onion --editors expl….onion
  $ estafette roster set-address --no-editors")]
    #[command(group = clap::ArgGroup::new("address").required(true).multiple(true))]
    SetAddress {
        /// The address for sources
        #[arg(long, value_name = "ADDRESS", group = "address", value_parser = parse_address)]
        source: Option<String>,
        /// The address for editors
        #[arg(long, value_name = "ADDRESS", group = "address", value_parser = parse_address)]
        editors: Option<String>,
        /// Remove the address for sources
        #[arg(long, group = "address", conflicts_with = "source")]
        no_source: bool,
        /// Remove the address for editors
        #[arg(long, group = "address", conflicts_with = "editors")]
        no_editors: bool,
    },
    /// Say what a source's silence means, in sections that say nothing else
    #[command(after_help = "Examples:
  $ estafette roster set-silence no")]
    SetSilence {
        /// yes: what they were shown may be published once the day is past; no: it may not
        #[arg(value_name = "ANSWER", value_parser = yes_or_no(), hide_possible_values = true)]
        silence: Silence,
    },
    /// Add an editor, by the request that `init` wrote, or give an editor new keys
    AddEditor {
        /// Their request.toml
        #[arg(value_name = "FILE")]
        request: PathBuf,
        /// A section they read for; can be repeated
        #[arg(long, value_name = "NAME", required = true, value_parser = parse_section)]
        section: Vec<SectionName>,
    },
    /// Remove an editor
    RemoveEditor {
        /// Their name on the roster
        #[arg(value_name = "NAME", value_parser = parse_handle)]
        handle: Handle,
    },
    /// Replace a root by another; both the previous roots and the new ones sign
    #[command(after_help = "Examples:
  $ estafette roster replace-root coord-a --by coord-d.asc")]
    ReplaceRoot {
        /// The name of the root that leaves
        #[arg(value_name = "NAME")]
        name: String,
        /// The public cert of the new root
        #[arg(long, value_name = "FILE")]
        by: PathBuf,
        /// How many roots must sign from now on [default: as before]
        #[arg(long, value_name = "M", value_parser = clap::value_parser!(u8).range(1..))]
        threshold: Option<u8>,
    },
    /// Extend how long the roster is valid
    Renew {
        /// The last day the roster is valid [default: in 180 days]
        #[arg(long, value_name = "DAY")]
        expires: Option<Day>,
    },
    /// Sign the roster with a root key
    Sign {
        /// The sealed file of `roster root`
        #[arg(long, value_name = "FILE")]
        root: PathBuf,
        /// Don't ask before signing
        #[arg(long, short)]
        yes: bool,
        /// With --yes: sign although no cert vouches for this editor's device key, which you compared by voice; can be
        /// repeated
        #[arg(long, value_name = "NAME", value_parser = parse_handle)]
        unvouched: Vec<Handle>,
    },
    /// Show everything: pin, roots and who signed, addresses, sections with rules, editors with keys
    Show,
    /// Say what changed since another roster
    Diff {
        /// The other roster's file
        #[arg(value_name = "FILE")]
        old: PathBuf,
    },
    /// Bring the roster to the server that this vault has joined
    Push,
}

/// What `add-section` sets; what is not given stays.
#[derive(Args)]
pub(crate) struct SectionChange {
    /// Its title, by language, its own language first; can be repeated
    #[arg(long, value_name = "LANG=TEXT", value_parser = parse_translated)]
    pub title: Vec<(LanguageTag, String)>,
    /// A file with its editorial rules, by language; can be repeated
    #[arg(long, value_name = "LANG=FILE", value_parser = parse_translated)]
    pub rules: Vec<(LanguageTag, String)>,
    /// Remove its rules, in every language
    #[arg(long)]
    pub no_rules: bool,
    /// Remove a language, with its title and rules; can be repeated
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    pub without: Vec<LanguageTag>,
    /// Days that a submission is kept [default for a new section: 30]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=366))]
    pub retention_days: Option<u16>,
    /// Show sources when its box was last opened, and warn them after so many weeks
    #[arg(long, value_name = "WEEKS", value_parser = clap::value_parser!(u8).range(1..=12))]
    pub liveness_weeks: Option<u8>,
    /// Don't show sources when its box was last opened
    #[arg(long, conflicts_with = "liveness_weeks")]
    pub no_liveness: bool,
    /// When the server's disk is short, days that a submission stays at least though nobody opened it [default for a new section: 7]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(7..=366))]
    pub unread_days: Option<u16>,
    /// Its own public site, which its page shows: to be compared, not as a link
    #[arg(long, value_name = "URL", value_parser = parse_site)]
    pub site: Option<Site>,
    /// Don't show its site
    #[arg(long, conflicts_with = "site")]
    pub no_site: bool,
    /// What a source's silence means to it: yes, no, or what it means to the network (network)
    #[arg(long, value_name = "ANSWER", value_enum, hide_possible_values = true)]
    pub silence: Option<asked::SectionSilence>,
}

same_fields!(Roster as asked::Roster { dir, qr, step });

impl From<Step> for asked::Step {
    fn from(asked: Step) -> Self {
        match asked {
            Step::Root { name, allow_weak, work_factor } => Self::Root { name, allow_weak, work_factor },
            Step::New { root, threshold, expires } => Self::New { root, threshold, expires },
            Step::AddSection { name, change } => Self::AddSection { name, change: change.into() },
            Step::RemoveSection { name } => Self::RemoveSection { name },
            Step::SetAddress { source, editors, no_source, no_editors } => {
                Self::SetAddress { source, editors, no_source, no_editors }
            }
            Step::SetSilence { silence } => Self::SetSilence { silence },
            Step::AddEditor { request, section } => Self::AddEditor { request, section },
            Step::RemoveEditor { handle } => Self::RemoveEditor { handle },
            Step::ReplaceRoot { name, by, threshold } => Self::ReplaceRoot { name, by, threshold },
            Step::Renew { expires } => Self::Renew { expires },
            Step::Sign { root, yes, unvouched } => Self::Sign { root, yes, unvouched },
            Step::Show => Self::Show,
            Step::Diff { old } => Self::Diff { old },
            Step::Push => Self::Push,
        }
    }
}

same_fields!(SectionChange as asked::SectionChange {
    title, rules, no_rules, without, retention_days, liveness_weeks, no_liveness, unread_days,
    site, no_site, silence,
});

fn parse_language(text: &str) -> Result<LanguageTag, String> {
    text.parse().map_err(|_| "a language is written fr, or pt-BR".to_owned())
}

fn parse_address(text: &str) -> Result<String, String> {
    let fits = (1..=200).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    if fits { Ok(text.to_owned()) } else { Err("a host, a port, a path: no spaces".to_owned()) }
}

fn parse_site(text: &str) -> Result<Site, String> {
    text.parse().map_err(|error: SiteError| error.to_string())
}

fn parse_handle(text: &str) -> Result<Handle, String> {
    text.parse().map_err(|_| "1 to 32 of a-z, 0-9 and hyphens".to_owned())
}

fn parse_section(text: &str) -> Result<SectionName, String> {
    text.parse().map_err(|_| "1 to 32 of a-z, 0-9 and hyphens".to_owned())
}

fn parse_translated(text: &str) -> Result<(LanguageTag, String), String> {
    let (language, text) = text.split_once('=').ok_or("a language, =, and a text: fr=Bruxelles")?;
    let language = language.parse().map_err(|_| "a language is written fr, or pt-BR")?;
    Ok((language, text.to_owned()))
}
