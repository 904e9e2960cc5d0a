//! Epoch keys: an editor's short-lived age keys, one per ISO week, certified by the editor's cert. `FORMAT.md` §8.

use std::fmt::Write as _;

use rand_core::{CryptoRng, RngCore};

use crate::age_format::{Identity, Recipient};
use crate::day::{Day, Week};
use crate::ids::InstanceId;
use crate::openpgp::{Cert, CertError, SecretCert};
use crate::roster::Handle;
use crate::version::is_version;

/// The most weeks in one statement.
pub const WEEKS_MAX: usize = 60;

/// A statement of [`WEEKS_MAX`] recipients of 2 KB fits twice.
const STATEMENT_MAX: usize = 256 * 1024;

/// A batch of public epoch keys as published: text, and a detached signature by the editor's cert.
#[derive(Clone, PartialEq, Eq)]
pub struct UntrustedEpochs {
    /// The signed text.
    pub text: String,
    /// Armored.
    pub signature: String,
}

/// A statement that held.
#[derive(Clone)]
pub struct Epochs {
    /// Of two statements of an editor, the one with the higher counter came later. 0 where it carries none (version 1).
    pub counter: u64,
    /// One recipient per week, weeks ascending.
    pub keys: Vec<(Week, Recipient)>,
}

/// Why a statement is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EpochError {
    /// Not lines of the form of §8.
    #[error("not an epoch statement")]
    Malformed,
    /// Of a later format.
    #[error("made by a newer version")]
    Version,
    /// Not signed by this editor.
    #[error("the signature does not hold")]
    Signature,
    /// For another instance, or another editor.
    #[error("for another instance or editor")]
    Binding,
    /// More than [`WEEKS_MAX`].
    #[error("more weeks than allowed")]
    TooMany,
}

/// An epoch's secret half, in the vault until it is destroyed.
pub struct EpochKey {
    /// Its week.
    pub week: Week,
    /// Opens what was sealed in it.
    pub identity: Identity,
}

impl UntrustedEpochs {
    /// Checks signature, instance and editor.
    ///
    /// # Errors
    /// [`EpochError`].
    pub fn verify(
        &self,
        cert: &Cert,
        instance: InstanceId,
        editor: &Handle,
        now: i64,
    ) -> Result<Epochs, EpochError> {
        if self.text.len() > STATEMENT_MAX {
            return Err(EpochError::TooMany);
        }
        cert.verify_of_a_day(self.signature.as_bytes(), self.text.as_bytes(), now)
            .map_err(|_| EpochError::Signature)?;
        parse(&self.text, instance, editor)
    }
}

/// Makes `count` keys for the weeks from `first` on.
pub fn generate(first: Week, count: usize, rng: &mut (impl RngCore + CryptoRng)) -> Vec<EpochKey> {
    let weeks = std::iter::successors(Some(first), |week| Some(week.next()));
    weeks.take(count).map(|week| EpochKey { week, identity: Identity::generate(rng) }).collect()
}

/// Signs the public halves of keys whose weeks ascend; the counter is higher than that of every statement before.
///
/// # Errors
/// [`CertError`] when the cert can't sign at this Unix time.
pub fn state<'a>(
    keys: impl IntoIterator<Item = &'a EpochKey>,
    counter: u64,
    instance: InstanceId,
    editor: &Handle,
    cert: &SecretCert,
    now: i64,
) -> Result<UntrustedEpochs, CertError> {
    let mut text = format!("estafette epochs 2\ninstance {instance}\neditor {editor}\ncounter {counter}\n");
    for key in keys {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{} {}", key.week, key.identity.recipient());
    }
    let signature = cert.sign_of_a_day(text.as_bytes(), now)?;
    Ok(UntrustedEpochs { text, signature })
}

/// Drops the keys whose week ended more than `retention_days` before `today`; says how many went.
pub fn destroy_expired(keys: &mut Vec<EpochKey>, retention_days: u16, today: Day) -> usize {
    let before = keys.len();
    let oldest = today.plus_days(-i32::from(retention_days));
    keys.retain(|key| key.week.last_day() >= oldest);
    before - keys.len()
}

fn parse(text: &str, instance: InstanceId, editor: &Handle) -> Result<Epochs, EpochError> {
    let mut lines = text.strip_suffix('\n').ok_or(EpochError::Malformed)?.split('\n');
    let mut field = |name: &str| lines.next().and_then(|line| line.strip_prefix(name));
    let has_counter = match field("estafette epochs ") {
        Some("1") => false,
        Some("2") => true,
        Some(other) if is_version(other) => return Err(EpochError::Version),
        _ => return Err(EpochError::Malformed),
    };
    let found_instance: InstanceId =
        field("instance ").and_then(|id| id.parse().ok()).ok_or(EpochError::Malformed)?;
    let found_editor: Handle = field("editor ").and_then(|h| h.parse().ok()).ok_or(EpochError::Malformed)?;
    if found_instance != instance || found_editor != *editor {
        return Err(EpochError::Binding);
    }
    let counter =
        if has_counter { field("counter ").and_then(counter).ok_or(EpochError::Malformed)? } else { 0 };
    let mut keys: Vec<(Week, Recipient)> = Vec::new();
    for line in lines {
        if keys.len() == WEEKS_MAX {
            return Err(EpochError::TooMany);
        }
        let (week, recipient) = line.split_once(' ').ok_or(EpochError::Malformed)?;
        let week: Week = week.parse().map_err(|_| EpochError::Malformed)?;
        if keys.last().is_some_and(|(last, _)| *last >= week) {
            return Err(EpochError::Malformed);
        }
        keys.push((week, recipient.parse().map_err(|_| EpochError::Malformed)?));
    }
    Ok(Epochs { counter, keys })
}

/// One form for each number: digits, none of them a zero in front; and never 0, which is to have none.
fn counter(text: &str) -> Option<u64> {
    let fits = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|_| fits)
}

/// The counter that a statement says it has, whoever signed it: for whoever checked it before.
#[must_use]
pub fn counter_of(statement: &UntrustedEpochs) -> u64 {
    let line = statement.text.lines().nth(3).and_then(|line| line.strip_prefix("counter "));
    line.and_then(counter).unwrap_or_default()
}
