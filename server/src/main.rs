//! `estafette-server`: see `--help`.

#![forbid(unsafe_code)]

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use estafette_server::check::Report;
use estafette_server::cli::{Cli, Command};
use estafette_server::clock::Clock;
use estafette_server::config::{Config, Environment};
use estafette_server::demo::Demo;
use estafette_server::editor::openapi;
use estafette_server::failure::Failure;
use estafette_server::harden;
use estafette_server::serve::Server;
use tokio::signal::unix::{SignalKind, signal};
use zeroizing_alloc::ZeroAlloc;

/// A heap that forgets: what is freed is wiped.
#[global_allocator]
static HEAP: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    harden::harden();
    let cli = Cli::parse();
    match run(cli.command) {
        Ok(code) => code,
        Err(failure) => {
            // Standard error may be closed; the exit code says it as well.
            let _ = write!(io::stderr(), "{failure}");
            ExitCode::from(failure.exit)
        }
    }
}

#[tokio::main]
async fn run(command: Command) -> Result<ExitCode, Failure> {
    let mut out = io::stdout();
    match command {
        Command::Serve { config } => serve(&config, &mut out).await?,
        Command::CheckConfig { config } => {
            let report = Report::of(&Config::read(&config)?, &Clock::System).await;
            write!(out, "{report}")?;
            return Ok(ExitCode::from(report.exit()));
        }
        Command::Demo { port, dir } => demo(port, dir, &mut out).await?,
        Command::Openapi => out.write_all(openapi::description().as_bytes())?,
        Command::Completion { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "estafette-server", &mut out);
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn serve(config: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let config = Config::read(config)?;
    let server = Server::start(&config, Clock::System).await?;
    writeln!(out, "estafette-server: ready")?;
    until_told().await?;
    server.stop().await;
    writeln!(out, "estafette-server: stopped")?;
    Ok(())
}

async fn demo(
    port: u16,
    folder: Option<PathBuf>,
    out: &mut (impl Write + IsTerminal),
) -> Result<(), Failure> {
    let environment = Environment::read();
    let demo = Demo::start(port, folder, &Clock::System).await?;
    let program = std::env::current_exe()?;
    let words = demo.words(environment.language, program.parent().unwrap_or(Path::new(".")));
    if out.is_terminal() && environment.colour {
        write!(out, "{words:#}")?;
    } else {
        write!(out, "{words}")?;
    }
    out.flush()?;
    until_told().await?;
    demo.stop().await;
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
