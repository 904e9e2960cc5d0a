//! `estafette-server`: see `--help`.

#![forbid(unsafe_code)]

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use estafette_keys::secret::wipe_stack;
use estafette_server::check::Report;
use estafette_server::cli::{Cli, Command, LocalesCommand};
use estafette_server::clock::Clock;
use estafette_server::config::{Config, Environment};
use estafette_server::copy::Copied;
use estafette_server::demo::Demo;
use estafette_server::failure::Failure;
use estafette_server::leaflet::Leaflet;
use estafette_server::locales::Checked;
use estafette_server::random::Random;
use estafette_server::relay::Target;
use estafette_server::serve::{Opening, ServeError, Server};
use estafette_server::status::Status;
use estafette_server::store::DataFolder;
use estafette_server::{openapi, relay, report, sandbox};
use estafette_walls::{harden, limits};
use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{Signal, SignalKind, signal};
use zeroizing_alloc::ZeroAlloc;

/// A heap that forgets: what is freed is wiped.
#[global_allocator]
static HEAP: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

/// How many threads there may be for work that takes a while, beside those of uploads.
const BESIDE_UPLOADS: usize = 48;

fn main() -> ExitCode {
    harden::forbid_inspection();
    limits::raise_descriptors();
    harden::lock_memory();
    report::panics();
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
            let config = Config::read(&config)?;
            let report = runtime(0)?.block_on(Report::of(&config, &Clock::system())).with_circuits(&config);
            write!(out, "{report}")?;
            return Ok(ExitCode::from(report.exit()));
        }
        Command::Status { config } => {
            let status = runtime(0)?.block_on(Status::of(&Config::read(&config)?, &Clock::system()))?;
            write!(out, "{status}")?;
            return Ok(ExitCode::from(status.exit()));
        }
        Command::Backup { config, file } => {
            let config = Config::read(&config)?;
            if config.store.url.is_some() {
                return Err(ServeError::Backup.into());
            }
            let folder = DataFolder::at(&config.data);
            runtime(0)?.block_on(folder.copy(&file)).map_err(ServeError::from)?;
        }
        Command::Copy { from, to } => {
            let copied = runtime(0)?.block_on(Copied::make(&from, &to, &Clock::system()))?;
            write!(out, "{copied}")?;
        }
        Command::Leaflet { config, language, section, form, output } => {
            let (config, now) = (Config::read(&config)?, Clock::system().now());
            Leaflet::of(&config, now, language.as_deref(), section.as_deref())?.write(form, &output)?;
        }
        Command::Demo { port, dir } => runtime(0)?.block_on(demo(port, dir, &mut out))?,
        Command::Relay { server, socket, host, port } => {
            let target = match (socket, host, port) {
                (Some(path), ..) => Target::Socket(path),
                (None, Some(host), Some(port)) => Target::Host(host, port),
                (None, ..) => unreachable!("the command line has one of them"),
            };
            relay::run(target, server)?;
        }
        Command::Openapi { source } => {
            let description = if source { openapi::of_source() } else { openapi::of_editors() };
            out.write_all(description.as_bytes())?;
        }
        Command::Locales { command: LocalesCommand::Check { folder } } => {
            let checked = Checked::of(folder.as_deref())?;
            write!(out, "{checked}")?;
            return Ok(ExitCode::from(checked.exit()));
        }
        Command::Completion { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "estafette-server", &mut out);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Its threads overwrite their stacks before they wait: what they read of a form has been there. What is overwritten stays in memory,
/// half a megabyte of each thread, so a crowd of forms takes turns on a few. Each upload has one for as long as it lasts.
fn runtime(uploads: usize) -> io::Result<Runtime> {
    let threads = uploads.saturating_add(BESIDE_UPLOADS);
    let mut builder = Builder::new_multi_thread();
    builder.enable_all().on_thread_park(wipe_stack).max_blocking_threads(threads).build()
}

/// Opens what is outside, shuts itself in, and only then begins its threads and holds anything of anybody.
fn serve(config: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let config = Config::read(config)?;
    let mut opening = Opening::of(&config)?;
    // It runs as long as this is held.
    let relay = opening.database().map(|address| relay::start(&config.data, address)).transpose()?;
    let is_relayed = relay.is_some();
    let shut_in = if is_relayed {
        opening.by_relay();
        sandbox::shut_in_with_relay(&config.data)
    } else {
        sandbox::shut_in(&config.data)
    };
    if let Err(error) = shut_in {
        report::trouble("sandbox", &error);
    }
    runtime(config.limits.uploads)?.block_on(async {
        let mut stops = Stops::listen()?;
        // The relay is its only child.
        let mut children = signal(SignalKind::child())?;
        let server = Server::start_with(opening, &config, Clock::system(), Random::System).await?;
        writeln!(out, "estafette-server: ready")?;
        tokio::select! {
            () = stops.first() => {}
            _ = children.recv(), if is_relayed => return Err(ServeError::Relay.into()),
        }
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
    let (environment, clock) = (Environment::read(), Clock::system());
    // From here on nothing ends it before it has removed what it made: a terminal that is closed least of all.
    let mut closed = signal(SignalKind::hangup())?;
    let mut stops = Stops::listen()?;
    let mut told = pin!(async {
        tokio::select! {
            () = stops.first() => {}
            _ = closed.recv() => {}
        }
    });
    let demo = tokio::select! {
        biased;
        () = &mut told => return Ok(()),
        demo = Demo::start(port, folder, &clock, &Random::System) => demo?,
    };
    let program = std::env::current_exe()?;
    let words = demo.words(environment.language, program.parent().unwrap_or(Path::new(".")));
    let written = if out.is_terminal() && environment.colour {
        write!(out, "{words:#}")
    } else {
        write!(out, "{words}")
    };
    let shown = written.and_then(|()| out.flush());
    if shown.is_ok() {
        told.await;
    }
    demo.stop().await;
    Ok(shown?)
}

/// Ctrl-C, and the signal by which the system asks a program to stop.
struct Stops {
    interrupt: Signal,
    terminate: Signal,
}

impl Stops {
    /// Listens from now on. This comes before the program says that it is ready: whoever reads that may stop it at once, and a
    /// signal that arrives while its listener is being made is lost.
    fn listen() -> io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Returns at the first of them.
    async fn first(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
