//! What one run has at hand: how it goes, who is asked, and what was opened, each once and for all that it does.

use std::rc::Rc;

use estafette_keys::roster::Pin;
use estafette_keys::secret::Secret;
use estafette_keys::signing::DeviceKey;

use crate::api::{Address, Api, SourceApi};
use crate::clock::Clock;
use crate::config::{Config, passphrase_from};
use crate::failure::Cause;
use crate::network::LazyNetwork;
use crate::person::{Asked, Notice, Person};
use crate::unlocked;
use crate::vault::{Vault, VaultError, forget_hours};

/// How often a passphrase is asked for.
pub(crate) const TRIES: usize = 3;

/// What every verb has at hand.
pub(crate) struct Session<'a> {
    /// How this run goes.
    pub config: &'a Config,
    /// The time.
    pub clock: Clock,
    /// Who is asked and told.
    pub person: &'a mut dyn Person,
    vault: Option<Rc<Vault>>,
    network: LazyNetwork,
}

impl<'a> Session<'a> {
    /// Nothing is open yet.
    #[must_use]
    pub(crate) fn new(config: &'a Config, clock: Clock, person: &'a mut dyn Person) -> Self {
        let network = LazyNetwork::new(&config.home, config.tor.clone());
        Self { config, clock, person, vault: None, network }
    }

    /// With a vault that is open already.
    #[must_use]
    pub(crate) fn of_vault(
        config: &'a Config,
        clock: Clock,
        person: &'a mut dyn Person,
        vault: Vault,
    ) -> Self {
        Self { vault: Some(Rc::new(vault)), ..Self::new(config, clock, person) }
    }

    /// The verb is done: what was written tells no hour.
    pub(crate) fn ends(&self) {
        forget_hours(&self.config.home);
    }

    /// The vault: opened once, with the key that another process holds, or else with its passphrase.
    ///
    /// # Errors
    /// [`VaultError`], [`PersonError`](crate::person::PersonError), [`PassphraseFileError`](crate::config::PassphraseFileError).
    pub(crate) fn open_vault(&mut self) -> Result<Rc<Vault>, Cause> {
        if let Some(vault) = &self.vault {
            return Ok(Rc::clone(vault));
        }
        let home = &self.config.home;
        if self.config.passphrase_file.is_none()
            && let Some(key) = unlocked::key(home)
            && let Ok(vault) = Vault::open_with_key(home, &key)
        {
            return Ok(self.keep(vault));
        }
        self.ask_for_vault()
    }

    fn keep(&mut self, vault: Vault) -> Rc<Vault> {
        let vault = Rc::new(vault);
        self.vault = Some(Rc::clone(&vault));
        vault
    }

    /// Opens the vault, asking for its passphrase.
    ///
    /// # Errors
    /// [`VaultError`], [`PersonError`](crate::person::PersonError), [`PassphraseFileError`](crate::config::PassphraseFileError).
    pub(crate) fn ask_for_vault(&mut self) -> Result<Rc<Vault>, Cause> {
        let vault = self.vault_by_passphrase()?;
        Ok(self.keep(vault))
    }

    fn vault_by_passphrase(&mut self) -> Result<Vault, Cause> {
        let home = &self.config.home;
        if !Vault::exists(home) {
            return Err(VaultError::Missing.into());
        }
        if let Some(file) = &self.config.passphrase_file {
            return Ok(Vault::open(home, &passphrase_from(file)?)?);
        }
        let mut asked = Asked::Vault;
        for _ in 1..TRIES {
            match Vault::open(home, &self.person.passphrase(asked)?) {
                Err(VaultError::Passphrase) => asked = Asked::VaultAgain,
                result => return Ok(result?),
            }
        }
        Ok(Vault::open(home, &self.person.passphrase(asked)?)?)
    }

    /// The way out of this machine: one for all that this process does.
    pub(crate) fn network(&self) -> LazyNetwork {
        self.network.clone()
    }

    /// The editors' side of a server at this address; through Tor, where it is an onion service.
    pub(crate) fn api(&mut self, address: Address, device: Option<&DeviceKey>) -> Result<Api, Cause> {
        let network = self.network.open()?;
        let person = &mut self.person;
        Ok(Api::new(address, network, device, &mut |percent| person.tell(&Notice::Tor(percent)))?)
    }

    /// The source's side, likewise.
    pub(crate) fn source_api(&mut self, address: Address, pin: Pin) -> Result<SourceApi, Cause> {
        let network = self.network.open()?;
        let person = &mut self.person;
        Ok(SourceApi::new(address, network, pin, &mut |percent| person.tell(&Notice::Tor(percent)))?)
    }

    /// A passphrase: from the file that was named, else asked for.
    pub(crate) fn passphrase(&mut self, asked: Asked) -> Result<Secret<String>, Cause> {
        match &self.config.passphrase_file {
            Some(file) => Ok(passphrase_from(file)?),
            None => Ok(self.person.passphrase(asked)?),
        }
    }
}
