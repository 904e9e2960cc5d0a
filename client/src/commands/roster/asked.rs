//! What the coordinators ask: the steps of their work.

use std::path::PathBuf;

use clap::ValueEnum;
use estafette_keys::day::Day;
use estafette_keys::message::{LanguageTag, SectionName};
use estafette_keys::roster::{Handle, Site};
use estafette_keys::silence::Silence;

/// Make, sign and bring the roster: who reads for which section.
pub(crate) struct Roster {
    /// The folder of the roster and its signatures
    pub dir: PathBuf,
    /// Show the pin as a QR code, too
    pub qr: bool,
    /// What to do with it.
    pub step: Step,
}

/// What to do with a roster.
pub(crate) enum Step {
    /// Make a root key, to sign rosters with on a machine that is never online
    Root {
        /// Its name on the roster: a-z, 0-9 and hyphens
        name: Handle,
        /// Accept a passphrase that is easy to guess
        allow_weak: bool,
        /// What one guess at the passphrase costs, as a power of two: 18 is about a second and 256 MB
        work_factor: u8,
    },
    /// Begin a roster with these roots
    New {
        /// A root's public cert, as `roster root` or gpg writes it; can be repeated
        root: Vec<PathBuf>,
        /// How many roots must sign [default: more than half]
        threshold: Option<u8>,
        /// The last day it counts [default: in 180 days]
        expires: Option<Day>,
    },
    /// Add a section, or change of one what is given
    AddSection {
        /// Its name in addresses: a-z, 0-9 and hyphens
        name: SectionName,
        /// What to set.
        change: SectionChange,
    },
    /// Take a section off, and off its editors
    RemoveSection {
        /// Its name
        name: SectionName,
    },
    /// Say where sources and editors reach the network
    SetAddress {
        /// The address for sources
        source: Option<String>,
        /// The address for editors
        editors: Option<String>,
        /// Take the address for sources off
        no_source: bool,
        /// Take the address for editors off
        no_editors: bool,
    },
    /// Say what a source's silence means, in sections that say nothing else
    SetSilence {
        /// What it means
        silence: Silence,
    },
    /// Add an editor by the request that `init` wrote, or give one new keys
    AddEditor {
        /// Their request.toml
        request: PathBuf,
        /// A section they read for; can be repeated
        section: Vec<SectionName>,
    },
    /// Take an editor off
    RemoveEditor {
        /// Their name on the roster
        handle: Handle,
    },
    /// Put another root in the place of one: the roots of before sign it, and those of now
    ReplaceRoot {
        /// The name of the root that goes
        name: String,
        /// The public cert of the one that comes
        by: PathBuf,
        /// How many roots must sign from now on [default: as before]
        threshold: Option<u8>,
    },
    /// Give it more time
    Renew {
        /// The last day it counts [default: in 180 days]
        expires: Option<Day>,
    },
    /// Sign it with a root key
    Sign {
        /// The sealed file of `roster root`
        root: PathBuf,
        /// Don't ask before signing
        yes: bool,
        /// With --yes: sign although no cert vouches for this editor's device key, which you compared by voice; can be
        /// repeated
        unvouched: Vec<Handle>,
    },
    /// Show all of it: pin, roots and who signed, addresses, sections with their rules, editors with their keys
    Show,
    /// Say what changed since another roster
    Diff {
        /// The other roster's file
        old: PathBuf,
    },
    /// Bring it to the server that this vault joined
    Push,
}

/// What `add-section` sets; what is not given stays.
pub(crate) struct SectionChange {
    /// What people call it, by language, its own language first; can be repeated
    pub title: Vec<(LanguageTag, String)>,
    /// A file with its editorial rules, by language; can be repeated
    pub rules: Vec<(LanguageTag, String)>,
    /// Take its rules off, in every language
    pub no_rules: bool,
    /// Take a language off, with its title and rules; can be repeated
    pub without: Vec<LanguageTag>,
    /// Days a submission is kept [default of a new section: 30]
    pub retention_days: Option<u16>,
    /// Show sources when its box was last opened, and warn them after so many weeks
    pub liveness_weeks: Option<u8>,
    /// Don't show sources when its box was last opened
    pub no_liveness: bool,
    /// When the server's disk is short, days that a submission stays at least though nobody opened it [default of a new section: 7]
    pub unread_days: Option<u16>,
    /// Its own public site, which its page shows: to be compared, not as a link
    pub site: Option<Site>,
    /// Don't show its site
    pub no_site: bool,
    /// What a source's silence means to it
    pub silence: Option<SectionSilence>,
}

/// What a source's silence is to mean to a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SectionSilence {
    /// A yes, whatever it means to the network.
    Yes,
    /// A no, whatever it means to the network.
    No,
    /// What it means to the network.
    Network,
}
