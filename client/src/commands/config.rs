//! What is chosen once, for every run.

use super::ending::Ends;
use crate::config::{Setting, Settings};
use crate::failure::{Cause, Details, Explained};
use crate::session::Session;
use crate::vault::{Vault, VaultError};
use crate::words::{Key, key};

/// Choose once, for every run.
pub(crate) struct Config {
    /// What is chosen; all of it is shown without
    pub setting: Option<Setting>,
    /// What it is from now on
    pub value: Option<String>,
    /// Leave it to the program again
    pub unset: bool,
}

/// What is chosen.
pub(crate) struct Chosen {
    /// All of it.
    pub settings: Settings,
    /// What was asked about.
    pub only: Option<Setting>,
    /// It was changed now.
    pub is_changed: bool,
}

impl Ends for Chosen {}

/// It can't be that.
#[derive(Debug, thiserror::Error)]
#[error("the setting does not take this value")]
pub(crate) struct ConfigError(Setting);

impl Explained for ConfigError {
    fn key(&self) -> Key {
        match self.0 {
            Setting::Language => key!("error-config-language"),
            Setting::Tor => key!("error-config-tor"),
            Setting::Color => key!("error-config-color"),
            Setting::Editor => key!("error-config-editor"),
        }
    }

    fn details(&self) -> Details<'_> {
        Details::default()
    }
}

/// Runs `estafette config`.
///
/// # Errors
/// [`ConfigError`], [`SettingsError`](crate::config::SettingsError), [`VaultError::Missing`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Config) -> Result<Chosen, Cause> {
    let home = &session.config.home;
    let mut settings = Settings::read(home)?;
    let change = match (asked.setting, &asked.value) {
        (Some(setting), Some(value)) if setting.takes(value) => Some((setting, Some(value.clone()))),
        (Some(setting), Some(_)) => return Err(ConfigError(setting).into()),
        (Some(setting), None) if asked.unset => Some((setting, None)),
        _ => None,
    };
    let is_changed = change.is_some();
    if let Some((setting, value)) = change {
        // There is no folder to keep it in before.
        if !Vault::exists(home) {
            return Err(VaultError::Missing.into());
        }
        settings.set(setting, value);
        settings.write(home)?;
    }
    Ok(Chosen { settings, only: asked.setting, is_changed })
}
