//! Who writes, and to whom: a network that was joined or is pinned here, reached where its sources reach it, and a
//! codename. Keys are derived on this machine: the server never sees the codename.

use std::path::{Path, PathBuf};

use estafette_keys::codename::{Codename, CodenameError, WordLanguage};
use estafette_keys::roster::{Pin, Roster, UntrustedRoster};
use estafette_keys::secret::Secret;

use self::known::Memory;
use crate::api::{Address, ApiError, Refusal, SourceApi};
use crate::config::secret_text_from;
use crate::failure::{Cause, Details, Explained};
use crate::person::{Asked, Notice};
use crate::session::{Session, TRIES};
use crate::words::{Key, key};

mod known;

/// A source's way to its network.
pub(crate) struct Way {
    /// The network's pin: then no vault is needed
    pub pin: Option<Pin>,
    /// Where the source's side answers.
    pub address: Option<Address>,
    /// Read the codename from a file, or from standard input (-)
    pub codename_file: Option<PathBuf>,
}

/// Why nobody can be written to.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CorrespondenceError {
    /// What was typed is no codename.
    #[error("not a codename")]
    Codename(#[source] CodenameError),
    /// The roster has no address for sources, and none was given.
    #[error("the roster has no address for sources")]
    NoAddress,
    /// The server shows nothing to who has this pin: it is another network's, or there is no such server.
    #[error("the server does not know this pin")]
    Pin,
}

impl Explained for CorrespondenceError {
    fn key(&self) -> Key {
        match self {
            Self::Codename(error) => error.key(),
            Self::NoAddress => key!("error-no-address"),
            Self::Pin => key!("error-wrong-pin"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Codename(error) => error.details(),
            Self::NoAddress | Self::Pin => Details::default(),
        }
    }
}

/// A network, as its sources reach it.
pub(super) struct Correspondence {
    pub(super) roster: Roster,
    pub(super) api: SourceApi,
}

impl Correspondence {
    /// With a pin, nothing is read from a vault, and nothing kept in it; without, the vault's network is meant. Either way
    /// the roots that were pinned have signed the roster, and it is not older than the last one that this machine took.
    pub(super) fn open(session: &mut Session<'_>, way: &Way) -> Result<Self, Cause> {
        let now = session.clock.now();
        let address = way.address.as_ref();
        if let Some(pin) = &way.pin {
            let api =
                session.source_api(address.ok_or(CorrespondenceError::NoAddress)?.clone(), pin.clone())?;
            let served = roster(&api)?;
            let roster = served.verify_pinned(pin, now)?;
            let memory = Memory::of(&session.config.home, pin);
            memory.check(&roster)?;
            let signed = served.signed_on(&roster, now);
            let (number, expires) = (roster.body().number, roster.body().expires);
            session.person.tell(&Notice::Roster { number, signed, expires });
            if memory.keep(&roster).is_err() {
                session.person.tell(&Notice::RosterNotKept);
            }
            return Ok(Self { roster, api });
        }
        let vault = session.open_vault()?;
        let mut joined = vault.joined()?;
        let address = match (address, &joined.roster.body().addresses.source) {
            (Some(address), _) => address.clone(),
            (None, Some(text)) => text.parse().map_err(|_| CorrespondenceError::NoAddress)?,
            (None, None) => return Err(CorrespondenceError::NoAddress.into()),
        };
        let api = session.source_api(address, joined.roster.pin())?;
        if joined.follow(roster(&api)?, now)? {
            vault.keep_joined(&joined)?;
        }
        Ok(Self { roster: joined.roster, api })
    }
}

fn roster(api: &SourceApi) -> Result<UntrustedRoster, Cause> {
    match api.roster() {
        Err(ApiError::Refused(Refusal::NotFound)) => Err(CorrespondenceError::Pin.into()),
        roster => Ok(roster?),
    }
}

/// The codename in a file, else as it is typed.
pub(super) fn codename(session: &mut Session<'_>, file: Option<&Path>) -> Result<Codename, Cause> {
    let list = WordLanguage::for_tag(session.config.language.tag());
    let parse = |typed: &Secret<String>| {
        Codename::parse(typed.expose_secret(), list).map_err(CorrespondenceError::Codename)
    };
    if let Some(file) = file {
        return Ok(parse(&secret_text_from(file)?)?);
    }
    let mut question = Asked::Codename;
    for _ in 1..TRIES {
        match parse(&session.person.passphrase(question)?) {
            Err(_) => question = Asked::CodenameAgain,
            Ok(codename) => return Ok(codename),
        }
    }
    Ok(parse(&session.person.passphrase(question)?)?)
}
