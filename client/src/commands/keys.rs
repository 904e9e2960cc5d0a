//! The editor's keys: shown, and made anew.

use std::rc::Rc;

use estafette_keys::day::{Day, Week};
use estafette_keys::editor::EditorSecrets;
use estafette_keys::openpgp::Fingerprint;
use estafette_keys::signing::DevicePublic;
use estafette_onion::clients::private_line;
use zeroize::Zeroizing;

use super::action::{Action, carry_out};
use super::ending::{Ending, Ends};
use super::epochs;
use super::epochs::{EpochsError, Receiving};
use crate::api::Address;
use crate::failure::{Cause, Explained};
use crate::lock::Lock;
use crate::person::Question;
use crate::session::Session;
use crate::vault::{Joined, Vault, closes, retention_days};
use crate::words::{Key, key};

/// Show your keys, or make new ones.
pub(crate) struct Keys {
    /// What to do.
    pub step: Step,
}

/// What can be done with keys.
pub(crate) enum Step {
    /// Show the cert, and the weeks that have a key
    Show,
    /// Print the key with which a Tor of your own finds the editors' service, for its `ClientOnionAuthDir`
    Tor,
    /// Have this machine's epoch keys receive in place of another's, after a restore or a move
    TakeOver {
        /// Don't ask
        yes: bool,
    },
    /// Make new epoch keys, publish them, and destroy what expired by this machine's clock
    Rotate {
        /// Don't ask
        yes: bool,
    },
}

/// Why there is no such key.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeysError {
    /// The network is not reached by an onion service.
    #[error("not joined at an onion address")]
    NoOnion,
}

impl Explained for KeysError {
    fn key(&self) -> Key {
        key!("error-keys-onion")
    }
}

/// What came of it.
pub(crate) enum Outcome {
    /// The keys as they are.
    Are(Shown),
    /// The line for a Tor of one's own.
    Tor(Zeroizing<String>),
    /// There are new ones.
    Rotated(Rotated),
    /// This machine's receive from now on: for so many weeks they took the place of another's.
    TookOver(usize),
    /// The person said no.
    Declined,
}

impl Ends for Outcome {
    fn ending(&self) -> Ending {
        match self {
            Self::Rotated(rotated) if rotated.published.is_err() => Ending::InPart,
            Self::Declined => Ending::Declined,
            _ => Ending::Done,
        }
    }
}

/// The keys.
pub(crate) struct Shown {
    /// Of the cert.
    pub fingerprint: Fingerprint,
    /// The device key's public half.
    pub device: DevicePublic,
    /// Each week that has a key, and the last day on which that opens anything, where a network was joined.
    pub weeks: Vec<(Week, Option<Day>)>,
}

/// What was done.
pub(crate) struct Rotated {
    /// Keys destroyed.
    pub destroyed: usize,
    /// Weeks that have a new key, which the server knows; or why it does not.
    pub published: Result<usize, Cause>,
}

/// Runs `estafette keys`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Keys) -> Result<Outcome, Cause> {
    match &asked.step {
        Step::Show => show(session).map(Outcome::Are),
        Step::Tor => tor(session).map(Outcome::Tor),
        Step::Rotate { yes } => {
            let rotation = Rotation(Change::of(session)?, session.clock.today());
            carry_out(session, rotation, *yes)
        }
        Step::TakeOver { yes } => {
            let taking = TakeOver(Change::of(session)?);
            carry_out(session, taking, *yes)
        }
    }
}

fn show(session: &mut Session<'_>) -> Result<Shown, Cause> {
    let vault = session.open_vault()?;
    let secrets = vault.editor()?;
    let retention = vault.joined().ok().and_then(|joined| retention_days(&joined.roster, &secrets.handle));
    let mut weeks: Vec<Week> = secrets.epochs.iter().map(|key| key.week).collect();
    weeks.dedup();
    let closes = |week: Week| (week, retention.map(|days| closes(week.first_day(), days)));
    Ok(Shown {
        fingerprint: secrets.cert.cert().fingerprint(),
        device: secrets.device.public(),
        weeks: weeks.into_iter().map(closes).collect(),
    })
}

fn tor(session: &mut Session<'_>) -> Result<Zeroizing<String>, Cause> {
    let vault = session.open_vault()?;
    let Address::Onion(host, _) = vault.joined()?.address else { return Err(KeysError::NoOnion.into()) };
    let address = host.parse().map_err(|_| KeysError::NoOnion)?;
    let secret = Zeroizing::new(*vault.editor()?.device.client_secret().expose_secret());
    Ok(private_line(address, &secret))
}

/// This machine's keys, which will receive in place of another's.
struct TakeOver(Change);

/// New keys, and the end of those that expired by this day.
struct Rotation(Change, Day);

/// What a change of keys needs, while no other process makes one.
struct Change {
    vault: Rc<Vault>,
    joined: Joined,
    secrets: Rc<EditorSecrets>,
    _lock: Lock,
}

impl Change {
    fn of(session: &mut Session<'_>) -> Result<Self, Cause> {
        let vault = session.open_vault()?;
        let lock = vault.lock_fetch()?;
        let (joined, secrets) = (vault.joined()?, vault.editor()?);
        Ok(Self { vault, joined, secrets, _lock: lock })
    }
}

impl Action for TakeOver {
    type Outcome = Outcome;

    fn question(&self) -> Option<Question<'_>> {
        Some(Question::TakeOver)
    }

    fn commit(self, session: &mut Session<'_>) -> Result<Outcome, Cause> {
        let Change { vault, joined, secrets, .. } = &self.0;
        let mut api = session.api(joined.address.clone(), Some(&secrets.device))?;
        api.log_in(&secrets.handle, &secrets.device, joined.roster.body().instance)?;
        match epochs::take_over(vault, &api, joined, session.clock)? {
            Receiving::Here(count) => Ok(Outcome::TookOver(count)),
            Receiving::Elsewhere => Err(EpochsError::OtherMachine.into()),
        }
    }

    fn decline(self, _: &mut Session<'_>) -> Result<Outcome, Cause> {
        Ok(Outcome::Declined)
    }
}

impl Action for Rotation {
    type Outcome = Outcome;

    fn question(&self) -> Option<Question<'_>> {
        Some(Question::Rotate(self.1))
    }

    fn commit(self, session: &mut Session<'_>) -> Result<Outcome, Cause> {
        let Self(Change { vault, joined, secrets, .. }, today) = &self;
        // Destroyed first: a server that does not answer, or lives in another year, must not keep what has expired.
        let destroyed = match retention_days(&joined.roster, &secrets.handle) {
            Some(days) => epochs::destroy(vault, days, *today)?,
            None => 0,
        };
        let mut publish = || {
            let mut api = session.api(joined.address.clone(), Some(&secrets.device))?;
            epochs::log_in(&mut api, joined, secrets, *today)?;
            epochs::rotate(vault, &api, joined, session.clock)
        };
        Ok(Outcome::Rotated(Rotated { destroyed, published: publish() }))
    }

    fn decline(self, _: &mut Session<'_>) -> Result<Outcome, Cause> {
        Ok(Outcome::Declined)
    }
}
