//! `estafette-server`: see `--help`.

#![forbid(unsafe_code)]

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use estafette_server::cli::{Cli, Command};
use estafette_server::clock::Clock;
use estafette_server::config::Config;
use estafette_server::editor::openapi;
use estafette_server::serve::Server;
use estafette_server::{demo, harden};
use tokio::signal::unix::{SignalKind, signal};
use zeroizing_alloc::ZeroAlloc;

/// A heap that forgets: what is freed is wiped.
#[global_allocator]
static HEAP: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    harden::harden();
    let cli = Cli::parse();
    match run(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error may be closed; the exit code says it as well.
            let _ = writeln!(io::stderr(), "estafette-server: {error}");
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn run(command: Command) -> Result<(), Box<dyn std::error::Error>> {
    let mut out = io::stdout();
    match command {
        Command::Serve { config } => {
            let config = Config::read(&config)?;
            let server = Server::start(&config, Clock::System).await?;
            writeln!(out, "estafette-server: ready")?;
            until_told().await?;
            server.stop().await;
            writeln!(out, "estafette-server: stopped")?;
        }
        Command::CheckConfig { config } => {
            let config = Config::read(&config)?;
            let (roster, _) = config.roster(Clock::System.now())?;
            let body = roster.body();
            let (sections, editors) = (body.sections.len(), body.editors.len());
            writeln!(
                out,
                "All is well: {sections} sections, {editors} editors, roster good until {}.",
                body.expires
            )?;
        }
        Command::Demo { port } => {
            let demo = demo::Demo::start(port, &Clock::System).await?;
            out.write_all(demo.words().as_bytes())?;
            until_told().await?;
            demo.stop().await;
        }
        Command::Openapi => out.write_all(openapi::description().as_bytes())?,
        Command::Completion { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "estafette-server", &mut out);
        }
    }
    Ok(())
}

/// Until somebody presses Ctrl-C, or the system asks.
async fn until_told() -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
    }
}
