//! What can be asked of `estafette-onion`.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Hosts Estafette's two onion services, without looking at what passes
#[derive(Parser)]
#[command(
    version,
    after_help = "Examples:
  estafette-onion serve --config /etc/estafette/onion.toml
  estafette-onion address --config /etc/estafette/onion.toml
  estafette-onion import-key source /var/lib/tor/estafette/hs_ed25519_secret_key"
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
    /// The configuration file
    #[arg(long, global = true, value_name = "FILE", default_value = "/etc/estafette/onion.toml")]
    pub config: PathBuf,
}

/// Which of the two services.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Which {
    /// The source's, which anyone may find.
    Source,
    /// The editors', which only those on the roster find.
    Editors,
}

/// What to do.
#[derive(Subcommand)]
pub enum Verb {
    /// Host both services, until told to stop
    Serve,
    /// Print both addresses; make their keys if there are none yet
    Address,
    /// Take over the key of an onion service that C-tor hosted
    ImportKey {
        /// For which service
        service: Which,
        /// Its `hs_ed25519_secret_key`
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print who may find the editors' service, by the server's roster, in the form of C-tor's `.auth` files
    Clients {
        /// Write them into C-tor's folder `authorized_clients`; then tell C-tor to reload
        #[arg(long, value_name = "DIR")]
        into: Option<PathBuf>,
    },
    /// Print what a torrc needs if C-tor hosts the services instead
    Torrc {
        /// The folder of C-tor that holds the services' own folders
        #[arg(long, value_name = "DIR", default_value = "/var/lib/tor")]
        folder: PathBuf,
    },
    /// Print completions for a shell
    Completion {
        /// bash, zsh, fish, elvish or powershell
        shell: clap_complete::Shell,
    },
}
