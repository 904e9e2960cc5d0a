//! `estafette-server`: see `--help`.

#![forbid(unsafe_code)]

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use estafette_keys::secret::wipe_stack;
use estafette_server::check::Report;
use estafette_server::cli::{Cli, Command};
use estafette_server::clock::Clock;
use estafette_server::config::{Config, Environment};
use estafette_server::demo::Demo;
use estafette_server::editor::openapi;
use estafette_server::failure::Failure;
use estafette_server::random::Random;
use estafette_server::serve::{Opening, ServeError, Server};
use estafette_server::status::Status;
use estafette_server::store::Store;
use estafette_server::{harden, report, sandbox};
use tokio::runtime::{Builder, Runtime};
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

fn run(command: Command) -> Result<ExitCode, Failure> {
    let mut out = io::stdout();
    match command {
        Command::Serve { config } => serve(&config, &mut out)?,
        Command::CheckConfig { config } => {
            let report = runtime()?.block_on(Report::of(&Config::read(&config)?, &Clock::System));
            write!(out, "{report}")?;
            return Ok(ExitCode::from(report.exit()));
        }
        Command::Status { config } => {
            let status = runtime()?.block_on(Status::of(&Config::read(&config)?, &Clock::System))?;
            write!(out, "{status}")?;
            return Ok(ExitCode::from(status.exit()));
        }
        Command::Backup { config, file } => {
            let config = Config::read(&config)?;
            runtime()?.block_on(Store::copy(&config.data, &file)).map_err(ServeError::from)?;
        }
        Command::Demo { port, dir } => runtime()?.block_on(demo(port, dir, &mut out))?,
        Command::Openapi => out.write_all(openapi::description().as_bytes())?,
        Command::Completion { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "estafette-server", &mut out);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Its threads overwrite their stacks before they wait: what they read of a form has been there.
fn runtime() -> io::Result<Runtime> {
    Builder::new_multi_thread().enable_all().on_thread_park(wipe_stack).build()
}

/// Opens what is outside, shuts itself in, and only then begins its threads and holds anything of anybody.
fn serve(config: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let config = Config::read(config)?;
    let opening = Opening::of(&config)?;
    if let Err(error) = sandbox::shut_in(&config.data) {
        report::trouble("sandbox", &error);
    }
    runtime()?.block_on(async {
        let server = Server::start_with(opening, &config, Clock::System, Random::System).await?;
        writeln!(out, "estafette-server: ready")?;
        until_told().await?;
        server.stop().await;
        writeln!(out, "estafette-server: stopped")?;
        Ok(())
    })
}

async fn demo(
    port: u16,
    folder: Option<PathBuf>,
    out: &mut (impl Write + IsTerminal),
) -> Result<(), Failure> {
    let environment = Environment::read();
    // From here on nothing ends it before it has removed what it made: a terminal that is closed least of all.
    let mut closed = signal(SignalKind::hangup())?;
    let mut told = pin!(async {
        tokio::select! {
            told = until_told() => told,
            _ = closed.recv() => Ok(()),
        }
    });
    let demo = tokio::select! {
        biased;
        told = &mut told => return Ok(told?),
        demo = Demo::start(port, folder, &Clock::System, &Random::System) => demo?,
    };
    let program = std::env::current_exe()?;
    let words = demo.words(environment.language, program.parent().unwrap_or(Path::new(".")));
    let written = if out.is_terminal() && environment.colour {
        write!(out, "{words:#}")
    } else {
        write!(out, "{words}")
    };
    let told = match written.and_then(|()| out.flush()) {
        Ok(()) => told.await,
        failed => failed,
    };
    demo.stop().await;
    Ok(told?)
}

/// Until somebody presses Ctrl-C, or the system asks.
async fn until_told() -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
    }
}
