//! `estafette roster`: the coordinators' work.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use estafette_keys::day::Day;
use estafette_keys::message::{LanguageTag, SectionName};
use estafette_keys::roster::Handle;

/// Make, sign and bring the roster: who reads for which section.
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette roster root coord-a
  $ estafette roster new --root coord-a.asc --root coord-b.asc --root coord-c.asc --threshold 2
  $ estafette roster add-section bruxelles --title fr=Bruxelles --title en=Brussels
  $ estafette roster add-editor request.toml --section bruxelles
  $ estafette roster sign --root coord-a.age
  $ estafette roster show
  $ estafette roster push")]
pub struct Roster {
    /// The folder of the roster and its signatures
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub dir: PathBuf,
    /// What to do with it.
    #[command(subcommand)]
    pub step: Step,
}

/// What to do with a roster.
#[derive(Subcommand)]
pub enum Step {
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
        /// The last day it counts [default: in 180 days]
        #[arg(long, value_name = "DAY")]
        expires: Option<Day>,
    },
    /// Add a section, or change one
    AddSection {
        /// Its name in addresses: a-z, 0-9 and hyphens
        #[arg(value_name = "NAME", value_parser = parse_section)]
        name: SectionName,
        /// What people call it, by language, its own language first; can be repeated
        #[arg(long, value_name = "LANG=TEXT", required = true, value_parser = parse_translated)]
        title: Vec<(LanguageTag, String)>,
        /// A file with its editorial rules, by language; can be repeated
        #[arg(long, value_name = "LANG=FILE", value_parser = parse_translated)]
        rules: Vec<(LanguageTag, String)>,
        /// Days a submission is kept
        #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=366))]
        retention_days: u16,
        /// Show sources when its box was last opened, and warn them after so many weeks
        #[arg(long, value_name = "WEEKS", value_parser = clap::value_parser!(u8).range(1..=12))]
        liveness_weeks: Option<u8>,
    },
    /// Add an editor by the request that `init` wrote, or give one new keys
    AddEditor {
        /// Their request.toml
        #[arg(value_name = "FILE")]
        request: PathBuf,
        /// A section they read for; can be repeated
        #[arg(long, value_name = "NAME", required = true, value_parser = parse_section)]
        section: Vec<SectionName>,
    },
    /// Take an editor off
    RemoveEditor {
        /// Their name on the roster
        #[arg(value_name = "NAME", value_parser = parse_handle)]
        handle: Handle,
    },
    /// Give it more time
    Renew {
        /// The last day it counts [default: in 180 days]
        #[arg(long, value_name = "DAY")]
        expires: Option<Day>,
    },
    /// Sign it with a root key
    Sign {
        /// The sealed file of `roster root`
        #[arg(long, value_name = "FILE")]
        root: PathBuf,
        /// Don't ask before signing
        #[arg(long, short)]
        yes: bool,
    },
    /// Show it: pin, roots and who signed, sections, editors
    Show,
    /// Say what changed since another roster
    Diff {
        /// The other roster's file
        #[arg(value_name = "FILE")]
        old: PathBuf,
    },
    /// Bring it to the server that this vault joined
    Push,
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
