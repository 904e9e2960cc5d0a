//! What was chosen once, for every run: `config.toml` in the vault's folder. It says neither who somebody is nor where they publish.

use std::io;
use std::path::Path;

use estafette_files::private as private_file;
use estafette_onion::transport::Way;
use serde::{Deserialize, Serialize};

use crate::failure::{Details, Explained};
use crate::words::{Key, Language, key};

const FILE: &str = "config.toml";
/// More than is ever in it.
const FILE_MAX: u64 = 16 * 1024;

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// The language of answers.
    Language,
    /// Which Tor onion services are reached by.
    Tor,
    /// When to use colour.
    Color,
    /// The program texts are written in.
    Editor,
}

impl Setting {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [Self::Language, Self::Tor, Self::Color, Self::Editor];

    /// Its name, as typed and as in the file.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Tor => "tor",
            Self::Color => "color",
            Self::Editor => "editor",
        }
    }

    /// Whether it can be this.
    #[must_use]
    pub(crate) fn takes(self, value: &str) -> bool {
        match self {
            Self::Language => value.parse::<Language>().is_ok(),
            Self::Tor => way(value).is_some(),
            Self::Color => COLORS.iter().any(|(name, _)| *name == value),
            Self::Editor => !value.trim().is_empty() && !value.contains(char::is_control),
        }
    }
}

/// Which Tor is meant: `own`, or a SOCKS port.
#[must_use]
pub(crate) fn way(text: &str) -> Option<Way> {
    let is_port = || text.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    match text {
        "own" => Some(Way::Own),
        socks if socks.starts_with("unix:/") || is_port() => Some(Way::Socks(socks.to_owned())),
        _ => None,
    }
}

/// When there is colour, by its names; for `auto`, nothing is said.
const COLORS: [(&str, Option<bool>); 3] = [("auto", None), ("always", Some(true)), ("never", Some(false))];

/// What was chosen.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    editor: Option<String>,
}

/// `config.toml` could not be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SettingsError {
    /// Not readable, or not writable.
    #[error("could not read or write config.toml")]
    File(#[source] io::Error),
    /// Not TOML, or not with these names and values.
    #[error("config.toml is not as it should be")]
    Form,
}

impl Explained for SettingsError {
    fn key(&self) -> Key {
        match self {
            Self::File(_) => key!("error-settings-file"),
            Self::Form => key!("error-settings"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::File(cause) => Details::of_system(cause),
            Self::Form => Details::default(),
        }
    }
}

impl Settings {
    /// Those of the vault in this folder: none where nobody chose any.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub(crate) fn read(home: &Path) -> Result<Self, SettingsError> {
        let text = match private_file::read(&home.join(FILE), FILE_MAX) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| SettingsError::Form)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            // Where the folder is no folder, the vault says so.
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(Self::default()),
            Err(error) => return Err(SettingsError::File(error)),
        };
        let settings: Self = toml::from_str(&text).map_err(|_| SettingsError::Form)?;
        let all_fit = |setting: &Setting| settings.get(*setting).is_none_or(|value| setting.takes(value));
        if Setting::ALL.iter().all(all_fit) { Ok(settings) } else { Err(SettingsError::Form) }
    }

    /// Keeps them.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub(crate) fn write(&self, home: &Path) -> Result<(), SettingsError> {
        let file = home.join(FILE);
        if *self == Self::default() {
            return private_file::remove(&file).map_err(SettingsError::File);
        }
        let text = toml::to_string(self).map_err(|_| SettingsError::Form)?;
        private_file::write(&file, text.as_bytes()).map_err(SettingsError::File)
    }

    /// What was chosen here.
    #[must_use]
    pub(crate) fn get(&self, setting: Setting) -> Option<&str> {
        match setting {
            Setting::Language => self.language.as_deref(),
            Setting::Tor => self.tor.as_deref(),
            Setting::Color => self.color.as_deref(),
            Setting::Editor => self.editor.as_deref(),
        }
    }

    /// Chooses, or leaves it to the program again.
    pub(crate) fn set(&mut self, setting: Setting, value: Option<String>) {
        match setting {
            Setting::Language => self.language = value,
            Setting::Tor => self.tor = value,
            Setting::Color => self.color = value,
            Setting::Editor => self.editor = value,
        }
    }

    /// The language of answers.
    #[must_use]
    pub(crate) fn language(&self) -> Option<Language> {
        self.language.as_deref()?.parse().ok()
    }

    /// Which Tor.
    #[must_use]
    pub(super) fn tor(&self) -> Option<Way> {
        way(self.tor.as_deref()?)
    }

    /// Colour, or none.
    #[must_use]
    pub(super) fn color(&self) -> Option<bool> {
        let color = self.color.as_deref()?;
        COLORS.iter().find(|(name, _)| *name == color)?.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_there_again_until_it_is_left_to_the_program() {
        let home = tempfile::tempdir().expect("a folder");
        let mut settings = Settings::read(home.path()).expect("none yet");
        assert_eq!(settings, Settings::default());
        settings.set(Setting::Editor, Some("nano -w \"$HOME/x y\"".to_owned()));
        settings.set(Setting::Tor, Some("127.0.0.1:9050".to_owned()));
        settings.write(home.path()).expect("kept");
        assert_eq!(Settings::read(home.path()).ok(), Some(settings.clone()));
        assert_eq!(settings.tor(), Some(Way::Socks("127.0.0.1:9050".to_owned())));
        for setting in Setting::ALL {
            settings.set(setting, None);
        }
        settings.write(home.path()).expect("kept");
        assert!(!home.path().join(FILE).exists());
    }

    #[test]
    fn what_is_not_as_it_should_be_is_refused() {
        let home = tempfile::tempdir().expect("a folder");
        let texts = [
            "language = 'xx'",
            "tor = 'somewhere'",
            "color = 'red'",
            "editor = ' '",
            "sites = 'a'",
            "=",
            "editor = \"a\\u001b\"",
        ];
        for text in texts {
            private_file::write(&home.path().join(FILE), text.as_bytes()).expect("written");
            assert!(matches!(Settings::read(home.path()), Err(SettingsError::Form)), "{text}");
        }
        private_file::write(&home.path().join(FILE), b"language = '\xff'").expect("written");
        assert!(matches!(Settings::read(home.path()), Err(SettingsError::Form)));
    }
}
