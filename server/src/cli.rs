//! The command line of the server.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Estafette's server: takes submissions in, sealed to a section's editors.
#[derive(Parser)]
#[command(name = "estafette-server", version, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the server can do.
#[derive(Subcommand)]
pub enum Command {
    /// Serve sources and editors, until it is told to stop.
    #[command(
        after_help = "Example:\n  estafette-server serve --config /etc/estafette/estafette-server.toml"
    )]
    Serve {
        /// The configuration file.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Say what is wrong with a configuration, and where.
    #[command(after_help = "Example:\n  estafette-server check-config --config estafette-server.toml")]
    CheckConfig {
        /// The configuration file.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Run a throw-away instance with two sections and an editor, and say how to read what arrives.
    #[command(after_help = "Example:\n  estafette-server demo --port 8080")]
    Demo {
        /// The port of the page on this machine; the editors' is the next one.
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Print the description of the editors' API.
    #[command(after_help = "Example:\n  estafette-server openapi > openapi.json")]
    Openapi,
    /// Print a completion script.
    #[command(
        after_help = "Example:\n  estafette-server completion bash > /etc/bash_completion.d/estafette-server"
    )]
    Completion {
        /// For which shell.
        shell: clap_complete::Shell,
    },
}
