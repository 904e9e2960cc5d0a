//! The `estafette-onion` program.

#![forbid(unsafe_code)]

use std::io::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use estafette_onion::cli::{Cli, Verb, Which};
use estafette_onion::config::Config;
use estafette_onion::host::{EDITORS, Host, HostError, SOURCE};
use estafette_onion::{clients, keys, report, sandbox, torrc};
use estafette_walls::{harden, limits};
use tokio::signal::unix::{SignalKind, signal};
use zeroizing_alloc::ZeroAlloc;

/// Wipes every block of memory as it is given back.
#[global_allocator]
static HEAP: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    harden::forbid_inspection();
    limits::raise_descriptors();
    report::panics();
    match run(&Cli::parse()) {
        // Not by the way of all threads: those of Tor have no end of their own, and take it ill.
        Ok(()) => std::process::exit(0),
        Err(error) => {
            report::trouble("stopped", error.as_ref());
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> Result<(), Box<dyn std::error::Error>> {
    let print = |text: &str| std::io::stdout().write_all(text.as_bytes());
    match &cli.verb {
        Verb::Serve => serve(&Config::read(&cli.config)?)?,
        Verb::Address => {
            let config = Config::read(&cli.config)?;
            let (source, editors) = (keys::address(&config, SOURCE)?, keys::address(&config, EDITORS)?);
            print(&format!("source  {source}\neditors {editors}\n"))?;
        }
        Verb::ImportKey { service, file } => {
            let name = match service {
                Which::Source => SOURCE,
                Which::Editors => EDITORS,
            };
            print(&format!("{}\n", keys::import(&Config::read(&cli.config)?, name, file)?))?;
        }
        Verb::Clients { into } => {
            let config = Config::read(&cli.config)?;
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            let keys = runtime.block_on(clients::ask(&config.editors)).map_err(|cause| {
                format!(
                    "the server does not say who is on its roster, at {}: {cause}",
                    config.editors.display()
                )
            })?;
            match into {
                Some(folder) => clients::write(folder, &keys)?,
                None => print(&keys.iter().map(|key| clients::line(key) + "\n").collect::<String>())?,
            }
        }
        Verb::Torrc { folder } => print(&torrc::lines(&Config::read(&cli.config)?, folder))?,
        Verb::Completion { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "estafette-onion", &mut script);
            std::io::stdout().write_all(&script)?;
        }
    }
    Ok(())
}

/// Before there is a second thread. A program that Tor should run would be in here with it, and could not run.
fn shut_in(config: &Config) -> Result<(), HostError> {
    if let Some(program) = config.runs_programs() {
        report::say(&format!("estafette-onion: sandbox: none, because [tor] has it run {program}"));
        return Ok(());
    }
    config.make_state().map_err(HostError::State)?;
    if let Err(error) = sandbox::shut_in(&config.state) {
        report::trouble("sandbox", &error);
    }
    Ok(())
}

fn serve(config: &Config) -> Result<(), HostError> {
    estafette_onion::install_crypto();
    // It looks who we are, and what of the disk is ours: while it still can.
    let tor = config.tor()?;
    shut_in(config)?;
    let runtime = tokio::runtime::Runtime::new().map_err(HostError::Signal)?;
    let served = runtime.block_on(async {
        let mut ends = signal(SignalKind::terminate()).map_err(HostError::Signal)?;
        let mut interrupts = signal(SignalKind::interrupt()).map_err(HostError::Signal)?;
        let mut stop = std::pin::pin!(async {
            tokio::select! {
                _ = ends.recv() => {}
                _ = interrupts.recv() => {}
            }
        });
        let mut host = Host::start(config, tor).await?;
        tokio::select! {
            () = host.ready() => {
                report::say("estafette-onion: ready");
                report::notify("READY=1");
                stop.as_mut().await;
            }
            () = stop.as_mut() => {}
        }
        report::say("estafette-onion: stopping");
        report::notify("STOPPING=1");
        host.stop().await;
        report::say("estafette-onion: stopped");
        Ok(())
    });
    // See `main`: dropping it would wait for them.
    let _still = std::mem::ManuallyDrop::new(runtime);
    served
}
