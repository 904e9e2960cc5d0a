//! The one configuration file of the onion process.

use std::path::{Path, PathBuf};

use arti_client::config::{CfgPath, TorClientConfig, TorClientConfigBuilder};
use estafette_files::read_small_text;
use serde::Deserialize;
use tor_config::ExplicitOrAuto;
use tor_keymgr::config::ArtiKeystoreKind;

/// The largest file that is read.
const FILE_MAX: u64 = 256 * 1024;
/// Tor's name for the shortest time after which a circuit under way may be given up.
const GIVEN_UP: &str = "cbtmintimeout";
/// In milliseconds. Whoever waits for it waits longer.
const GIVEN_UP_AFTER: i32 = 10_000;

/// What the operator wrote.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Where the onion keys are, and what Tor remembers: a private folder.
    pub state: PathBuf,
    /// The server's socket for sources.
    pub source: PathBuf,
    /// The server's socket for editors.
    pub editors: PathBuf,
    /// How much of what.
    #[serde(default)]
    pub limits: Limits,
    /// What Tor is told beside that, as arti's own configuration has it: bridges, another network.
    #[serde(default)]
    pub tor: toml::Table,
}

/// How much of what.
#[derive(Deserialize, Clone, Copy)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Limits {
    /// Circuits at once, for each of the two services.
    pub circuits: usize,
    /// Connections at once on one circuit; who opens more loses the circuit.
    pub streams_per_circuit: u32,
    /// Introductions a second that each introduction point passes on.
    pub introductions_per_second: u32,
    /// Introductions at once that each introduction point passes on.
    pub introductions_at_once: u32,
    /// Whether visitors of the source's service have to do proof of work when there are many of them.
    pub proof_of_work: bool,
    /// Seconds that what is under way may take to end when the process stops.
    pub patience_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            circuits: 512,
            streams_per_circuit: 16,
            introductions_per_second: 25,
            introductions_at_once: 200,
            proof_of_work: true,
            patience_seconds: 120,
        }
    }
}

/// What is wrong with the configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file can't be read.
    #[error("could not read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The cause.
        #[source]
        cause: std::io::Error,
    },
    /// Not of its form.
    #[error("{} is not valid", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// The cause.
        #[source]
        cause: toml::de::Error,
    },
    /// The `[tor]` table is none of arti's.
    #[error("the [tor] table is not a valid configuration of Tor")]
    Tor(#[source] toml::de::Error),
    /// Tor refuses what is in it.
    #[error("Tor refuses the configuration")]
    Refused(#[source] arti_client::config::ConfigBuildError),
}

impl Config {
    /// Reads a file; paths in it are relative to it.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let failed = |cause| ConfigError::Read { path: path.to_owned(), cause };
        let text = read_small_text(path, FILE_MAX).map_err(failed)?;
        let mut config: Self =
            toml::from_str(&text).map_err(|cause| ConfigError::Form { path: path.to_owned(), cause })?;
        let folder = path.parent().unwrap_or(Path::new("."));
        for path in [&mut config.state, &mut config.source, &mut config.editors] {
            *path = folder.join(&*path);
        }
        Ok(config)
    }

    /// The first program that Tor is to run, for bridges.
    #[must_use]
    pub fn runs_programs(&self) -> Option<&str> {
        let transports = self.tor.get("bridges")?.get("transports")?.as_array()?;
        transports.iter().find_map(|transport| transport.get("path")?.as_str())
    }

    /// Makes the private folder, where it is not there.
    ///
    /// # Errors
    /// Those of the system.
    pub fn make_state(&self) -> std::io::Result<()> {
        use std::os::unix::fs::DirBuilderExt;
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.state)
    }

    /// As Tor takes it.
    ///
    /// # Errors
    /// [`ConfigError::Tor`], [`ConfigError::Refused`].
    pub fn tor(&self) -> Result<TorClientConfig, ConfigError> {
        tor(&self.tor, &self.state)
    }
}

/// For hosts.
fn tor(table: &toml::Table, state: &Path) -> Result<TorClientConfig, ConfigError> {
    builder(table, state)?.build().map_err(ConfigError::Refused)
}

/// For a client, whose keys stay in memory.
pub(crate) fn tor_for_client(table: &toml::Table, state: &Path) -> Result<TorClientConfig, ConfigError> {
    let mut builder = builder(table, state)?;
    builder.storage().keystore().primary().kind(ExplicitOrAuto::Explicit(ArtiKeystoreKind::Ephemeral));
    builder.build().map_err(ConfigError::Refused)
}

/// A table of arti's own, and where its state is.
///
/// Of the circuits that it builds, arti gives up the slowest fifth, by what it saw so far: who browses has others ready. A host has none: in a
/// crowd all are slower than what was seen, and whoever's circuit is given up twice is lost. Neither has a program that runs for a command: it
/// remembers how fast the line was at the last ones, and has ended before it could learn that the line is slower today.
fn builder(table: &toml::Table, state: &Path) -> Result<TorClientConfigBuilder, ConfigError> {
    let mut builder: TorClientConfigBuilder = table.clone().try_into().map_err(ConfigError::Tor)?;
    builder
        .storage()
        .state_dir(CfgPath::new_literal(state.join("state")))
        .cache_dir(CfgPath::new_literal(state.join("cache")));
    builder.override_net_params().entry(GIVEN_UP.to_owned()).or_insert(GIVEN_UP_AFTER);
    Ok(builder)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../estafette-onion.toml");

    #[test]
    fn the_example_has_every_field_and_the_defaults() {
        let config: Config = toml::from_str(EXAMPLE).expect("it is read");
        let (limits, default) = (config.limits, Limits::default());
        assert_eq!(
            (limits.circuits, limits.streams_per_circuit, limits.introductions_per_second),
            (default.circuits, default.streams_per_circuit, default.introductions_per_second)
        );
        assert_eq!(
            (limits.introductions_at_once, limits.proof_of_work, limits.patience_seconds),
            (default.introductions_at_once, default.proof_of_work, default.patience_seconds)
        );
        let written: toml::Table = EXAMPLE.parse().expect("it is TOML");
        assert_eq!(written["limits"].as_table().map(toml::Table::len), Some(6));
        assert!(config.tor().is_ok());
    }

    #[test]
    fn neither_a_host_nor_a_client_gives_a_circuit_up_early() {
        let mut usual = builder(&toml::Table::new(), Path::new("/tmp")).expect("it is taken");
        assert_eq!(usual.override_net_params().get(GIVEN_UP), Some(&GIVEN_UP_AFTER));
        let own: toml::Table = "override_net_params = { cbtmintimeout = 20 }".parse().expect("TOML");
        let mut own = builder(&own, Path::new("/tmp")).expect("it is taken");
        assert_eq!(own.override_net_params().get(GIVEN_UP), Some(&20));
    }

    #[test]
    fn what_tor_does_not_take_is_told() {
        let table: toml::Table = "path_rules = 7".parse().expect("TOML");
        assert!(matches!(tor(&table, Path::new("/tmp")), Err(ConfigError::Tor(_))));
    }
}
