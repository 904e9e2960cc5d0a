//! The verbs at work: each returns a typed outcome, which `output` shows. Nothing here prints, or has words.

use estafette_keys::roster::Pin;
use estafette_keys::secret::Secret;
use estafette_keys::signing::DeviceKey;

use crate::api::{Address, Api, SourceApi};
use crate::cli::Verb;
use crate::clock::Clock;
use crate::config::{Config, passphrase_from};
use crate::failure::{Cause, Failure};
use crate::network::Network;
use crate::person::{Asked, Notice, Person};
use crate::unlocked;
use crate::vault::{Vault, VaultError};

pub mod archive;
pub mod backup;
pub mod completion;
pub mod correspondence;
pub mod days;
mod desk;
pub mod doctor;
pub mod draft;
mod epochs;
pub mod export;
pub mod fetch;
pub mod forget;
pub mod history;
pub mod image;
pub mod inbox;
pub mod init;
pub mod join;
pub mod keep;
mod kept;
pub mod keys;
pub mod proof;
pub mod publish;
pub mod read;
pub mod replies;
pub mod reply;
pub mod restore;
pub mod roster;
pub mod save;
mod seal_on;
pub mod send;
pub mod site;
mod template;
pub mod unlock;
pub mod unpublish;
pub mod withdraw;
mod writing;

/// How often a passphrase is asked for.
const TRIES: usize = 3;

/// What every verb has at hand.
pub struct Session<'a> {
    /// How this run goes.
    pub config: &'a Config,
    /// The time.
    pub clock: Clock,
    /// Who is asked and told.
    pub person: &'a mut dyn Person,
}

/// What came of a verb.
#[expect(missing_docs, reason = "each variant holds the outcome of the verb it is named after")]
pub enum Outcome {
    Init(init::Made),
    Join(join::JoinedNow),
    Fetch(fetch::Fetched),
    Inbox(inbox::List),
    Read(Box<read::Page>),
    Reply(reply::Sent),
    Save(save::Saved),
    Draft(draft::Drafted),
    Image(image::Outcome),
    Proof(proof::Sent),
    Publish(publish::Outcome),
    Unpublish(unpublish::Taken),
    Export(export::Outcome),
    Site(site::Outcome),
    Archive(archive::Archived),
    Keep(keep::Kept),
    Forget(forget::Forgotten),
    Send(send::Sent),
    Replies(replies::Found),
    Withdraw(withdraw::Withdrawn),
    Keys(keys::Outcome),
    Backup(backup::BackedUp),
    Restore(restore::Restored),
    Roster(roster::Outcome),
    Unlock(unlock::Unlocked),
    Lock(unlock::Locked),
    Doctor(doctor::Findings),
    Completion(completion::Script),
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All of it was done.
    Done,
    /// None of it.
    Failed,
    /// Some of it.
    InPart,
    /// The person said no.
    Declined,
}

impl Outcome {
    /// How it ended.
    #[must_use]
    pub fn ending(&self) -> Ending {
        let ended = |done: bool, otherwise| if done { Ending::Done } else { otherwise };
        match self {
            Self::Fetch(fetched) => ended(fetched.is_complete(), Ending::InPart),
            Self::Keys(keys::Outcome::Rotated(rotated)) => ended(rotated.published.is_ok(), Ending::InPart),
            Self::Replies(found) if found.declined => Ending::Declined,
            Self::Doctor(findings) => ended(findings.is_well(), Ending::Failed),
            Self::Image(image::Outcome::Made(_, _, failed)) => ended(failed.is_empty(), Ending::InPart),
            Self::Site(site::Outcome::Followed(posts)) => {
                ended(posts.iter().all(|post| post.error.is_none()), Ending::InPart)
            }
            Self::Unpublish(taken) if taken.is_declined() => Ending::Declined,
            Self::Reply(reply::Sent::Declined)
            | Self::Publish(publish::Outcome::Declined)
            | Self::Export(export::Outcome::Declined)
            | Self::Image(image::Outcome::Declined)
            | Self::Proof(proof::Sent::Declined)
            | Self::Forget(forget::Forgotten::Declined)
            | Self::Send(send::Sent::Declined)
            | Self::Withdraw(withdraw::Withdrawn::Declined)
            | Self::Keys(keys::Outcome::Declined)
            | Self::Roster(roster::Outcome::Declined) => Ending::Declined,
            _ => Ending::Done,
        }
    }
}

/// Does what was asked.
///
/// # Errors
/// [`Failure`], with the verb that failed.
pub fn run(session: &mut Session<'_>, verb: &Verb) -> Result<Outcome, Failure> {
    let outcome = match verb {
        Verb::Init(asked) => init::run(session, asked).map(Outcome::Init),
        Verb::Join(asked) => join::run(session, asked).map(Outcome::Join),
        Verb::Fetch(asked) => fetch::run(session, asked).map(Outcome::Fetch),
        Verb::Inbox(asked) => inbox::run(session, asked).map(Outcome::Inbox),
        Verb::Read(asked) => read::run(session, asked).map(|page| Outcome::Read(Box::new(page))),
        Verb::Reply(asked) => reply::run(session, asked).map(Outcome::Reply),
        Verb::Save(asked) => save::run(session, asked).map(Outcome::Save),
        Verb::Draft(asked) => draft::run(session, asked).map(Outcome::Draft),
        Verb::Image(asked) => image::run(session, asked).map(Outcome::Image),
        Verb::Proof(asked) => proof::run(session, asked).map(Outcome::Proof),
        Verb::Publish(asked) => publish::run(session, asked).map(Outcome::Publish),
        Verb::Unpublish(asked) => unpublish::run(session, asked).map(Outcome::Unpublish),
        Verb::Export(asked) => export::run(session, asked).map(Outcome::Export),
        Verb::Site(asked) => site::run(session, asked).map(Outcome::Site),
        Verb::Archive(asked) => archive::run(session, asked).map(Outcome::Archive),
        Verb::Keep(asked) => keep::run(session, asked).map(Outcome::Keep),
        Verb::Forget(asked) => forget::run(session, asked).map(Outcome::Forget),
        Verb::Send(asked) => send::run(session, asked).map(Outcome::Send),
        Verb::Replies(asked) => replies::run(session, asked).map(Outcome::Replies),
        Verb::Withdraw(asked) => withdraw::run(session, asked).map(Outcome::Withdraw),
        Verb::Keys(asked) => keys::run(session, asked).map(Outcome::Keys),
        Verb::Backup(asked) => backup::run(session, asked).map(Outcome::Backup),
        Verb::Restore(asked) => restore::run(session, asked).map(Outcome::Restore),
        Verb::Roster(asked) => roster::run(session, asked).map(Outcome::Roster),
        Verb::Unlock(asked) => unlock::run(session, asked).map(Outcome::Unlock),
        Verb::Lock(asked) => unlock::lock(session, asked).map(Outcome::Lock),
        Verb::Doctor(asked) => Ok(Outcome::Doctor(doctor::run(session, asked))),
        Verb::Completion(asked) => Ok(Outcome::Completion(completion::run(asked))),
    };
    outcome.map_err(|cause| Failure { doing: verb.doing(), cause })
}

impl Session<'_> {
    /// Opens the vault: it is open already, or its passphrase is asked for.
    ///
    /// # Errors
    /// [`VaultError`], [`PersonError`](crate::person::PersonError), [`PassphraseFileError`](crate::config::PassphraseFileError).
    pub fn open_vault(&mut self) -> Result<Vault, Cause> {
        let home = &self.config.home;
        if self.config.passphrase_file.is_none()
            && let Some(key) = unlocked::key(home)
            && let Ok(vault) = Vault::open_with_key(home, &key)
        {
            return Ok(vault);
        }
        self.ask_for_vault()
    }

    /// Opens the vault, asking for its passphrase.
    ///
    /// # Errors
    /// [`VaultError`], [`PersonError`](crate::person::PersonError), [`PassphraseFileError`](crate::config::PassphraseFileError).
    pub fn ask_for_vault(&mut self) -> Result<Vault, Cause> {
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

    /// The editors' side of a server at this address; through Tor, where it is an onion service.
    pub(crate) fn api(&mut self, address: Address, device: Option<&DeviceKey>) -> Result<Api, Cause> {
        let network = Network::of(&self.config.home, self.config.tor.clone())?;
        let person = &mut self.person;
        Ok(Api::new(address, &network, device, &mut |percent| person.tell(&Notice::Tor(percent)))?)
    }

    /// The source's side, likewise.
    pub(crate) fn source_api(&mut self, address: Address, pin: Pin) -> Result<SourceApi, Cause> {
        let network = Network::of(&self.config.home, self.config.tor.clone())?;
        let person = &mut self.person;
        Ok(SourceApi::new(address, &network, pin, &mut |percent| person.tell(&Notice::Tor(percent)))?)
    }

    /// A passphrase: from the file that was named, else asked for.
    pub(crate) fn passphrase(&mut self, asked: Asked) -> Result<Secret<String>, Cause> {
        match &self.config.passphrase_file {
            Some(file) => Ok(passphrase_from(file)?),
            None => Ok(self.person.passphrase(asked)?),
        }
    }
}

#[cfg(test)]
pub(crate) mod scripted {
    //! A person who answers as written down.

    use super::*;
    use crate::person::{Notice, PersonError, Question};

    /// Gives these passphrases in turn, then none.
    #[derive(Default)]
    pub(crate) struct Scripted {
        pub(crate) passphrases: Vec<&'static str>,
        pub(crate) asked: Vec<Asked>,
    }

    impl Person for Scripted {
        fn passphrase(&mut self, asked: Asked) -> Result<Secret<String>, PersonError> {
            self.asked.push(asked);
            if self.passphrases.is_empty() {
                return Err(PersonError::NoTerminal);
            }
            Ok(Secret::new(self.passphrases.remove(0).to_owned()))
        }

        fn confirm(&mut self, _: &Question<'_>) -> Result<bool, PersonError> {
            Err(PersonError::NoTerminal)
        }

        fn tell(&mut self, _: &Notice) {}

        fn notes(&self, _: &draft::Notes<'_>) -> Vec<String> {
            Vec::new()
        }

        fn transfer(&mut self, _: u64) {}

        fn transferred(&mut self, _: u64) {}
    }
}
