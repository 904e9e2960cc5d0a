//! The configuration file. Every path that the operator chooses stands in it, and is read here.

use std::path::{Path, PathBuf};

use axum::http::{HeaderValue, Uri};
use estafette_files::read_small_text;
use estafette_keys::roster::{Pin, Roster, UntrustedRoster};
use serde::Deserialize;

use crate::listen::Address;

pub use environment::{Environment, Language};
pub use error::ConfigError;
pub use limits::Limits;
pub use mark::{Mark, MarkError};
pub use network::{Network, NetworkError, NetworkTable};
pub use store::StoreTable;

mod environment;
mod error;
mod limits;
mod mark;
mod network;
mod store;

/// The most decoys a day that may be asked for in each section.
const DECOYS_MAX: f64 = 10_000.0;
/// The most bytes of a file that is read here: the configuration, the roster, a signature.
const FILE_MAX: u64 = 2 * 1024 * 1024;

/// The configuration as the operator wrote it. `server/estafette-server.toml` explains every field.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The folder in which the server keeps its data.
    pub data: PathBuf,
    /// The roster's file.
    pub roster: PathBuf,
    /// The files of the roster's signatures.
    pub signatures: Vec<PathBuf>,
    /// The pin of the roster's roots.
    pub pin: String,
    /// The addresses to listen on.
    pub listen: Listen,
    /// Where submissions are kept, where that is not in `data`.
    #[serde(default)]
    pub store: StoreTable,
    /// Settings of the pages.
    #[serde(default)]
    pub pages: Pages,
    /// Who is behind the pages.
    #[serde(default)]
    pub network: NetworkTable,
    /// Decoys among the submissions.
    #[serde(default)]
    pub decoys: Decoys,
    /// How much the server takes in, and at which pace.
    #[serde(default)]
    pub limits: Limits,
}

/// How many decoys the server makes, and how large: envelopes that hold nothing, so that the number of envelopes does not tell how
/// many people wrote.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Decoys {
    /// Decoys a day in each section, on average. With 0 the server makes no decoys.
    pub per_day: f64,
    /// The most megabytes that a decoy has.
    pub largest_megabytes: u64,
}

/// Settings of the pages.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Pages {
    /// The address to which the link "leave quickly" leads. Without one it leads to a page of this server that does not say what the
    /// server is for.
    pub leave_to: Option<String>,
}

/// The addresses to listen on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listen {
    /// The address that serves sources.
    pub source: String,
    /// The address that serves editors.
    pub editors: String,
    /// Whether each connection begins with the tag of its Tor circuit, as the onion process or C-tor sends it.
    #[serde(default)]
    pub circuits: bool,
}

impl Pages {
    /// The value of the `Refresh` header with which "leave quickly" sends a browser away; `None` where no address is configured.
    ///
    /// # Errors
    /// [`ConfigError::LeaveTo`].
    pub fn leave_to(&self) -> Result<Option<HeaderValue>, ConfigError> {
        let Some(address) = &self.leave_to else { return Ok(None) };
        let uri: Uri = address.parse().map_err(|_| ConfigError::LeaveTo)?;
        let is_web = matches!(uri.scheme_str(), Some("https" | "http")) && uri.host().is_some();
        let header = HeaderValue::try_from(format!("0; url={uri}")).ok().filter(|_| is_web);
        header.map(Some).ok_or(ConfigError::LeaveTo)
    }
}

impl Default for Decoys {
    fn default() -> Self {
        Self { per_day: 3.0, largest_megabytes: 8 }
    }
}

impl Config {
    /// Reads the file and checks every field but the roster's. Paths in it are relative to the folder that it is in.
    ///
    /// # Errors
    /// [`ConfigError`]: for what is not valid TOML, with line and column.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = read(path)?;
        let mut config: Self = toml::from_str(&text)
            .map_err(|cause| ConfigError::Form { path: path.to_owned(), cause: Box::new(cause) })?;
        // Wherever the process goes later.
        let file =
            std::path::absolute(path).map_err(|cause| ConfigError::Read { path: path.to_owned(), cause })?;
        let folder = file.parent().unwrap_or(Path::new("/"));
        let paths = [&mut config.data, &mut config.roster].into_iter();
        let paths = paths.chain(&mut config.signatures).chain(&mut config.store.servers_key);
        for path in paths.chain(&mut config.network.mark) {
            *path = folder.join(&*path);
        }
        for (name, value) in [
            ("submission-megabytes", config.limits.submission_megabytes),
            ("uploads", config.limits.uploads as u64),
            ("stretchers", config.limits.stretchers as u64),
            ("silence-seconds", config.limits.silence_seconds),
        ] {
            if value == 0 {
                return Err(ConfigError::Zero(name));
            }
        }
        if !(0.0..=DECOYS_MAX).contains(&config.decoys.per_day) {
            return Err(ConfigError::Decoys);
        }
        config.addresses()?;
        config.pages.leave_to()?;
        config.network.read()?;
        config.store.address()?;
        Ok(config)
    }

    /// The addresses to listen on: the sources', then the editors'.
    ///
    /// # Errors
    /// [`ConfigError::Listen`], [`ConfigError::SameListener`].
    pub fn addresses(&self) -> Result<(Address, Address), ConfigError> {
        let address =
            |field, text: &str| text.parse::<Address>().map_err(|cause| ConfigError::Listen { field, cause });
        let source = address("source", &self.listen.source)?;
        let editors = address("editors", &self.listen.editors)?;
        if source == editors && !source.is_any_port() {
            Err(ConfigError::SameListener)
        } else {
            Ok((source, editors))
        }
    }

    /// The roster, checked against the pin at this Unix time.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn roster(&self, now: i64) -> Result<(Roster, UntrustedRoster), ConfigError> {
        let travelling = self.travelling()?;
        Ok((self.checked(&travelling, now)?, travelling))
    }

    /// Reads the roster with its signatures, which are not checked yet.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn travelling(&self) -> Result<UntrustedRoster, ConfigError> {
        let signatures = self.signatures.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
        Ok(UntrustedRoster { text: read(&self.roster)?, signatures })
    }

    /// Checks a roster against the pin, at a time in Unix seconds.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn checked(&self, travelling: &UntrustedRoster, now: i64) -> Result<Roster, ConfigError> {
        let pin: Pin = self.pin.parse().map_err(|_| ConfigError::Pin)?;
        travelling.verify_pinned(&pin, now).map_err(ConfigError::Roster)
    }
}

fn read(path: &Path) -> Result<String, ConfigError> {
    read_small_text(path, FILE_MAX).map_err(|cause| ConfigError::Read { path: path.to_owned(), cause })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../estafette-server.toml");

    #[test]
    fn the_example_has_every_field_and_the_defaults() {
        let config: Config = toml::from_str(EXAMPLE).expect("it is read");
        assert!(config.addresses().is_ok());
        let written: toml::Table = EXAMPLE.parse().expect("it is TOML");
        let limits = written["limits"].as_table().expect("a table");
        let default = Limits::default();
        for (name, value) in [
            ("submission-megabytes", default.submission_megabytes),
            ("uploads", default.uploads as u64),
            ("disk-reserve-megabytes", default.disk_reserve_megabytes),
            ("stretchers", default.stretchers as u64),
            ("forms-ahead", default.forms_ahead as u64),
            ("silence-seconds", default.silence_seconds),
            ("bytes-per-second", default.bytes_per_second),
            ("pages-per-minute", default.pages_per_minute.into()),
            ("forms-per-minute", default.forms_per_minute.into()),
        ] {
            assert_eq!(limits[name].as_integer().and_then(|n| u64::try_from(n).ok()), Some(value), "{name}");
        }
        assert_eq!(limits.len(), 9);
    }

    /// serde names the fields it knows when it meets one that it does not.
    #[test]
    fn the_example_has_every_field_and_explains_it() {
        let lines: Vec<&str> = EXAMPLE.lines().collect();
        let misspelt = ["misspelt = 1\n".to_owned() + EXAMPLE].into_iter().chain(
            ["[listen]", "[store]", "[pages]", "[network]", "[decoys]", "[limits]"]
                .map(|table| EXAMPLE.replace(table, &format!("{table}\nmisspelt = 1"))),
        );
        for text in misspelt {
            let error = toml::from_str::<Config>(&text).err().expect("it is refused");
            let known: Vec<&str> = error.message().split('`').skip(3).step_by(2).collect();
            assert!(!known.is_empty(), "{}", error.message());
            for field in known {
                // What has no default is shown as a comment.
                let written = |line: &str| {
                    let shown = line.strip_prefix("# ").unwrap_or(line);
                    shown.starts_with(&format!("{field} =")) || line == format!("[{field}]")
                };
                let at = lines.iter().position(|line| written(line)).unwrap_or_else(|| panic!("no {field}"));
                let above = lines.get(at.wrapping_sub(1)).copied().unwrap_or_default();
                assert!(
                    above.starts_with('#')
                        || matches!(field, "listen" | "store" | "pages" | "network" | "decoys" | "limits"),
                    "{field} is not explained"
                );
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (wrong, said) in [
            (EXAMPLE.replace("data =", "dota ="), "dota"),
            (EXAMPLE.replace("uploads = 16", "uploads = \"many\""), "uploads"),
            (EXAMPLE.replace("pin =", "# pin ="), "pin"),
        ] {
            let error = toml::from_str::<Config>(&wrong).err().expect("it is refused").to_string();
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn leaving_leads_to_an_address_of_the_web_only() {
        for (address, fits) in [
            ("https://www.example.org/", true),
            ("http://example.org/weather?town=x", true),
            ("javascript:alert(1)", false),
            ("/fr/", false),
            ("https://example.org/\nSet-Cookie: a", false),
            ("", false),
        ] {
            let pages = Pages { leave_to: Some(address.to_owned()) };
            assert_eq!(pages.leave_to().is_ok(), fits, "{address}");
        }
        assert!(Pages::default().leave_to().is_ok_and(|header| header.is_none()));
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("estafette-server.toml");
        let text = EXAMPLE.replace("/var/lib/estafette", "data").replace("/etc/estafette/", "");
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path).expect("a file");
        std::io::Write::write_all(&mut file, text.as_bytes()).expect("written");
        let config = Config::read(&path).expect("a configuration");
        assert_eq!(config.data, folder.path().join("data"));
        assert_eq!(config.signatures, [folder.path().join("roster.toml.asc")]);
    }
}
