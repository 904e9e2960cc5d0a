//! Who is behind the pages: what sources see of a network, and the address at which they are to be.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

use estafette_files::read_small_text;
use estafette_keys::message::LanguageTag;
use estafette_keys::onion_address::{OnionAddress, OnionAddressError};
use serde::Deserialize;

use super::mark::{MARK_MAX, Mark, MarkError};

/// The longest name, in characters: it is the first thing in a page's header.
const NAME_MAX: usize = 40;
/// The longest sentence of trust, in characters.
const TRUST_MAX: usize = 300;
/// The longest host name, in bytes.
const HOST_MAX: usize = 253;

/// `[network]`, as the operator wrote it.
#[derive(Deserialize, Clone, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct NetworkTable {
    /// The network's name.
    pub name: Option<String>,
    /// The file of its mark, an SVG.
    pub mark: Option<PathBuf>,
    /// By language, one sentence on why it may be trusted.
    pub trust: BTreeMap<String, String>,
    /// The sources' onion address.
    pub address: Option<String>,
    /// The host name of a copy of the pages outside Tor.
    pub mirror: Option<String>,
}

/// The same, checked, with the mark read.
#[derive(Debug, Default)]
pub struct Network {
    /// The network's name.
    pub name: Option<String>,
    /// Its mark.
    pub mark: Option<Mark>,
    /// The sources' onion address.
    pub address: Option<OnionAddress>,
    /// The host name of a copy of the pages outside Tor, in small letters.
    pub mirror: Option<String>,
    trust: BTreeMap<String, String>,
}

/// What is wrong with `[network]`.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    /// The name.
    #[error("`network.name` must be one line of 1 to {NAME_MAX} characters")]
    Name,
    /// A sentence.
    #[error(
        "`network.trust.{0}` must be a language such as `fr`, and one line of 1 to {TRUST_MAX} characters"
    )]
    Trust(String),
    /// The address.
    #[error("`network.address` can't be used")]
    Address(#[source] OnionAddressError),
    /// The mirror's name.
    #[error(
        "`network.mirror` must be a host name such as contact.example.org, without https:// and without a port"
    )]
    Mirror,
    /// A mirror of nothing.
    #[error("`network.mirror` leads people to `network.address`, which is missing")]
    MirrorAlone,
    /// The mark's file.
    #[error("`network.mark`: could not read {} (at most {MARK_MAX} bytes)", path.display())]
    MarkFile {
        /// The file.
        path: PathBuf,
        /// The cause.
        #[source]
        cause: std::io::Error,
    },
    /// What is in it.
    #[error("`network.mark`: {} can't be in a page", path.display())]
    Mark {
        /// The file.
        path: PathBuf,
        /// The cause.
        #[source]
        cause: MarkError,
    },
}

impl NetworkError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Address(_) => {
                "copy the address from where it is published, with `.onion` and without `http://`"
            }
            Self::Mark { .. } => {
                "keep shapes only: save as optimised SVG, texts as paths, colours as `fill` and `stroke`, no gradients"
            }
            Self::MarkFile { .. } => "check that the file exists, and that the server's account may read it",
            _ => "server/estafette-server.toml in the sources explains every field",
        }
    }
}

impl NetworkTable {
    /// Checks it, and reads the mark.
    ///
    /// # Errors
    /// [`NetworkError`].
    pub fn read(&self) -> Result<Network, NetworkError> {
        if self.name.as_ref().is_some_and(|name| !is_line(name, NAME_MAX)) {
            return Err(NetworkError::Name);
        }
        for (language, sentence) in &self.trust {
            if language.parse::<LanguageTag>().is_err() || !is_line(sentence, TRUST_MAX) {
                return Err(NetworkError::Trust(language.clone()));
            }
        }
        let address = self.address.as_deref().map(str::parse).transpose().map_err(NetworkError::Address)?;
        let mirror = self.mirror.as_ref().map(|host| host.to_ascii_lowercase());
        if mirror.as_ref().is_some_and(|host| !is_clearnet_host(host)) {
            return Err(NetworkError::Mirror);
        }
        if mirror.is_some() && address.is_none() {
            return Err(NetworkError::MirrorAlone);
        }
        let mark = self.mark.as_deref().map(read_mark).transpose()?;
        Ok(Network { name: self.name.clone(), mark, address, mirror, trust: self.trust.clone() })
    }
}

impl Network {
    /// Whether sources are told anything of it.
    #[must_use]
    pub(crate) fn is_named(&self) -> bool {
        self.name.is_some() || self.mark.is_some() || self.address.is_some() || !self.trust.is_empty()
    }

    /// The sentence of trust in the first of these languages that has one, with its language; else in any.
    #[must_use]
    pub(crate) fn trust<'l>(&self, languages: impl IntoIterator<Item = &'l str>) -> Option<(&str, &str)> {
        let mut wanted = languages.into_iter().filter_map(|language| self.trust.get_key_value(language));
        let found = wanted.next().or_else(|| self.trust.first_key_value());
        found.map(|(language, sentence)| (language.as_str(), sentence.as_str()))
    }

    /// The languages that have a sentence of trust.
    pub(crate) fn trusted_in(&self) -> impl Iterator<Item = &str> {
        self.trust.keys().map(String::as_str)
    }
}

fn is_line(text: &str, most: usize) -> bool {
    let count = text.chars().count();
    !text.trim().is_empty() && count <= most && !text.chars().any(char::is_control)
}

fn is_clearnet_host(host: &str) -> bool {
    let is_label = |label: &str| {
        let fits = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
        (1..=63).contains(&label.len())
            && label.bytes().all(fits)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_elsewhere = host.parse::<Ipv4Addr>().is_err() && host.rsplit('.').next() != Some("onion");
    host.len() <= HOST_MAX && host.contains('.') && host.split('.').all(is_label) && is_elsewhere
}

fn read_mark(path: &Path) -> Result<Mark, NetworkError> {
    let text = read_small_text(path, MARK_MAX);
    let text = text.map_err(|cause| NetworkError::MarkFile { path: path.to_owned(), cause })?;
    Mark::read(&text).map_err(|cause| NetworkError::Mark { path: path.to_owned(), cause })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";

    fn table(toml: &str) -> Result<Network, NetworkError> {
        toml::from_str::<NetworkTable>(toml).expect("a table").read()
    }

    #[test]
    fn a_network_may_say_nothing_of_itself() {
        let network = table("").expect("a network");
        assert!(!network.is_named() && network.trust(["fr"]).is_none());
    }

    #[test]
    fn trust_falls_back_to_the_first_language_that_has_a_sentence() {
        let network = table("trust = { fr = \"Depuis 2010.\", de = \"Seit 2010.\" }").expect("a network");
        assert_eq!(network.trust(["de", "fr"]), Some(("de", "Seit 2010.")));
        assert_eq!(network.trust(["en", "fr", "de"]), Some(("fr", "Depuis 2010.")));
        assert_eq!(network.trust(["en", "it"]), Some(("de", "Seit 2010.")));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (toml, said) in [
            ("name = \"\"", "network.name"),
            ("name = \"two\\nlines\"", "network.name"),
            (&format!("name = \"{}\"", "x".repeat(41)), "network.name"),
            ("trust = { \"no tag\" = \"x\" }", "network.trust.no tag"),
            ("trust = { fr = \" \" }", "network.trust.fr"),
            (&format!("address = \"{}\"", ADDRESS.replace("2gz", "3gz")), "network.address"),
            ("address = \"example.org\"", "network.address"),
            (&format!("address = \"http://{ADDRESS}\""), "network.address"),
            ("mirror = \"example.org\"", "which is missing"),
            ("mark = \"/nowhere/mark.svg\"", "/nowhere/mark.svg"),
        ] {
            let error = table(toml).err().unwrap_or_else(|| panic!("it is taken: {toml}"));
            assert!(error.to_string().contains(said), "{error}");
        }
    }

    #[test]
    fn a_mirror_is_a_name_outside_tor() {
        let with = |mirror: &str| table(&format!("address = \"{ADDRESS}\"\nmirror = \"{mirror}\""));
        assert_eq!(
            with("Contact.Example.ORG").expect("a network").mirror.as_deref(),
            Some("contact.example.org")
        );
        assert!(with("xn--bcher-kva.example").is_ok());
        for mirror in [
            "",
            "localhost",
            "https://example.org",
            "example.org:443",
            "example.org/",
            "example.org.",
            "192.0.2.1",
            "-a.example.org",
            "a..example.org",
            "bücher.example",
            ADDRESS,
        ] {
            assert!(matches!(with(mirror), Err(NetworkError::Mirror)), "{mirror}");
        }
    }

    #[test]
    fn a_mark_is_read_and_a_large_one_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("mark.svg");
        let write = |text: &str| {
            let options = std::fs::OpenOptions::new().write(true).create(true).truncate(true).open(&path);
            options
                .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
                .expect("written");
            table(&format!("mark = \"{}\"", path.display()))
        };
        let svg = |more: &str| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">{more}<path d=\"M0 0\"/></svg>"
            )
        };
        assert!(write(&svg("")).expect("a network").mark.is_some());
        assert!(matches!(write(&svg("<script/>")), Err(NetworkError::Mark { .. })));
        assert!(matches!(write(&svg(&" ".repeat(4_096))), Err(NetworkError::MarkFile { .. })));
    }
}
