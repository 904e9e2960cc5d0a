//! What a form carries between two pages, sealed under keys that live in memory only: in that of this process, and of the
//! servers that share its store (`given.rs`).
//!
//! `nonce ‖ ChaCha20-Poly1305(issued ‖ payload)`, base64url. A purpose is bound in, so that no token stands for
//! another. Keys rotate, asked for or not; the one before still opens what is young enough. So no key of forms is older
//! than a day, and none of the others older than an hour. What a form derives (its codename first of all) has a secret of its own, which is
//! erased an hour after it was answered.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use estafette_keys::labels;
use hkdf::Hkdf;
use rand::RngCore;
use sha2::Sha256;
use tokio::sync::watch;
use zeroize::Zeroizing;

use crate::clock::Clock;
use crate::random::Random;
use answered::{Answered, Log};
use given::Others;
use leaves::{Leaf, Leaves, Secret};

mod answered;
pub mod given;
mod leaves;
mod shown;

/// The longest token that is looked at, in characters.
const TEXT_MAX: usize = 1_024;

/// What a token is for, and how long it is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A form's nonce: half a day, because people write slowly, in breaks, and over Tor.
    Form,
    /// A codename that was entered: half an hour.
    Source,
    /// A login challenge: a minute.
    Challenge,
    /// A mailbox's challenge: a minute.
    Mailbox,
    /// An editor who is logged in: half an hour.
    Session,
    /// The page of a codename: for as long as it is shown.
    Shown,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Form => labels::TOKEN_FORM,
            Self::Source => labels::TOKEN_SOURCE,
            Self::Challenge => labels::TOKEN_CHALLENGE,
            Self::Mailbox => labels::TOKEN_MAILBOX,
            Self::Session => labels::TOKEN_SESSION,
            Self::Shown => labels::TOKEN_SHOWN,
        }
    }

    /// Seconds it is good for.
    #[must_use]
    pub(crate) const fn lifetime(self) -> i64 {
        match self {
            Self::Form => 12 * 3_600,
            Self::Source | Self::Session => 30 * 60,
            Self::Challenge | Self::Mailbox => 60,
            Self::Shown => shown::LIFETIME,
        }
    }

    /// The longest lifetime of those that share its keys.
    const fn longest(self) -> i64 {
        match self {
            Self::Form => Self::Form.lifetime(),
            Self::Source | Self::Challenge | Self::Mailbox | Self::Session | Self::Shown => {
                Self::Session.lifetime()
            }
        }
    }
}

/// The token does not open: it belongs to another form, is too old, or its keys are gone. The reason
/// is deliberately not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stale;

/// How often the keys are looked at.
const LOOKED_AT: Duration = Duration::from_mins(1);

/// The keys in force: those of forms live for a day at most, all others for an hour.
pub struct TokenKeys {
    random: Random,
    form: RwLock<Pair>,
    short: RwLock<Pair>,
    answered: Mutex<Log>,
    /// Those of the other servers of the store.
    others: RwLock<Others>,
}

struct Pair {
    current: Keys,
    before: Keys,
}

/// What seals tokens, and what they derive.
struct Keys {
    /// Tells these from all others, of whichever server.
    number: u64,
    /// When, in Unix seconds of this server.
    made: i64,
    sealing: Secret,
    leaves: Leaves,
}

/// An opened token.
pub struct OpenedToken {
    /// When it was made, in Unix seconds.
    pub issued: i64,
    /// What it holds.
    pub payload: Zeroizing<Vec<u8>>,
    /// What is its own of the keys it was sealed under.
    secret: Secret,
    keys: u64,
}

impl OpenedToken {
    /// 32 bytes that only who has its keys could have made of this token's content, by the keys it was sealed under.
    #[must_use]
    pub fn derive(&self, label: &[u8]) -> Zeroizing<[u8; 32]> {
        derived(&self.secret, &self.payload, label)
    }
}

impl TokenKeys {
    /// Fresh keys, of this generator; it draws what tokens and later keys need, too.
    #[must_use]
    pub fn new(random: Random, now: i64) -> Self {
        let pair = || {
            let (before, current) = (Keys::new(&random, now), Keys::new(&random, now));
            RwLock::new(Pair { current, before })
        };
        let (form, short) = (pair(), pair());
        Self { random, form, short, answered: Mutex::default(), others: RwLock::default() }
    }

    /// Seals a payload, as text that fits a form and a header.
    #[must_use]
    pub fn seal(&self, purpose: Purpose, payload: &[u8], now: i64) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.seal_bytes(purpose, payload, now))
    }

    /// What a form's token of this content, sealed now, would derive; `None` where the secret for that is erased.
    #[must_use]
    pub(crate) fn derive(&self, payload: &[u8], label: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        let secret = read(&self.form).current.leaves.secret(Leaf::of(payload))?;
        Some(derived(&secret, payload, label))
    }

    /// A form that begins now, as if its token had been sealed and opened.
    #[must_use]
    pub(crate) fn begin_form(&self, now: i64) -> OpenedToken {
        let pair = read(&self.form);
        loop {
            let payload = Zeroizing::new(self.random.bytes::<16>().to_vec());
            // Few secrets are ever erased before the keys move on.
            if let Some(secret) = pair.current.leaves.secret(Leaf::of(&payload)) {
                return OpenedToken { issued: now, payload, secret, keys: pair.current.number };
            }
        }
    }

    fn erase_answered(&self, now: i64) {
        let mut log = self.log();
        while let Some(Answered { keys, leaf, .. }) = log.take_due(now) {
            let mut pair = self.form.write().unwrap_or_else(PoisonError::into_inner);
            let Pair { current, before } = &mut *pair;
            if let Some(held) = [current, before].into_iter().find(|held| held.number == keys) {
                held.leaves.erase(leaf);
            } else if let Some(held) = self.write_others().of_forms(keys) {
                held.leaves.erase(leaf);
            }
        }
    }

    /// Opens such a text.
    ///
    /// # Errors
    /// [`Stale`].
    pub fn open(&self, purpose: Purpose, token: &str, now: i64) -> Result<OpenedToken, Stale> {
        if token.len() > TEXT_MAX {
            return Err(Stale);
        }
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).map_err(|_| Stale)?;
        self.open_bytes(purpose, &bytes, now)
    }

    /// Seals a payload.
    #[must_use]
    pub(crate) fn seal_bytes(&self, purpose: Purpose, payload: &[u8], now: i64) -> Vec<u8> {
        let pair = self.pair(purpose);
        self.rotate_pair(pair, purpose.longest(), now);
        let pair = read(pair);
        let mut plaintext = Zeroizing::new(Vec::with_capacity(8 + payload.len()));
        plaintext.extend_from_slice(&now.to_be_bytes());
        plaintext.extend_from_slice(payload);
        let nonce: [u8; 12] = self.random.bytes();
        let message = Payload { msg: &plaintext, aad: purpose.label() };
        match cipher(&pair.current.sealing).encrypt(Nonce::from_slice(&nonce), message) {
            Ok(sealed) => [nonce.as_slice(), &sealed].concat(),
            Err(_) => unreachable!("tokens are far below the cipher's limit"),
        }
    }

    /// Opens a token of this purpose.
    ///
    /// # Errors
    /// [`Stale`].
    pub fn open_bytes(&self, purpose: Purpose, bytes: &[u8], now: i64) -> Result<OpenedToken, Stale> {
        let (nonce, sealed) = bytes.split_at_checked(12).ok_or(Stale)?;
        if purpose == Purpose::Form {
            self.erase_answered(now);
        }
        let (pair, others) = (read(self.pair(purpose)), read(&self.others));
        let own = [&pair.current, &pair.before].map(|keys| (keys, None));
        let all = own.into_iter().chain(others.of(purpose).map(|(keys, ahead)| (keys, Some(ahead))));
        for (keys, ahead) in all {
            let message = Payload { msg: sealed, aad: purpose.label() };
            let Ok(plaintext) = cipher(&keys.sealing).decrypt(Nonce::from_slice(nonce), message) else {
                continue;
            };
            let plaintext = Zeroizing::new(plaintext);
            let (issued, payload) = plaintext.split_first_chunk::<8>().ok_or(Stale)?;
            let issued = i64::from_be_bytes(*issued).saturating_sub(ahead.unwrap_or_default());
            if !given::is_young(now.saturating_sub(issued), purpose, ahead.is_none()) {
                return Err(Stale);
            }
            let secret = keys.leaves.secret(Leaf::of(payload)).ok_or(Stale)?;
            let payload = Zeroizing::new(payload.to_vec());
            return Ok(OpenedToken { issued: issued.min(now), payload, secret, keys: keys.number });
        }
        Err(Stale)
    }

    /// Moves keys on that are due, until `stop` turns true: where nobody asks for a page, they die all the same.
    pub(crate) async fn keep_young(self: Arc<Self>, clock: Clock, mut stop: watch::Receiver<bool>) {
        loop {
            self.rotate(clock.now());
            tokio::select! {
                () = tokio::time::sleep(LOOKED_AT) => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    }

    pub(crate) fn rotate(&self, now: i64) {
        self.erase_answered(now);
        self.write_others().drop_old(now);
        self.rotate_pair(&self.form, Purpose::Form.longest(), now);
        self.rotate_pair(&self.short, Purpose::Source.longest(), now);
    }

    /// After the longest lifetime under them the keys move on, so that none is kept longer than twice that; or sooner, where many of
    /// their forms were answered.
    fn rotate_pair(&self, pair: &RwLock<Pair>, longest: i64, now: i64) {
        // A clock that went back would keep them for ever.
        let due = |pair: &Pair| {
            !(0..=longest).contains(&now.saturating_sub(pair.current.made)) || pair.current.leaves.is_worn()
        };
        if due(&read(pair)) {
            let mut pair = pair.write().unwrap_or_else(PoisonError::into_inner);
            if due(&pair) {
                let next = Keys::new(&self.random, now);
                pair.before = std::mem::replace(&mut pair.current, next);
            }
        }
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.answered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write_others(&self) -> RwLockWriteGuard<'_, Others> {
        self.others.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn pair(&self, purpose: Purpose) -> &RwLock<Pair> {
        match purpose {
            Purpose::Form => &self.form,
            Purpose::Source | Purpose::Challenge | Purpose::Mailbox | Purpose::Session | Purpose::Shown => {
                &self.short
            }
        }
    }
}

impl Keys {
    fn new(random: &Random, now: i64) -> Self {
        let number = u64::from_be_bytes(random.bytes());
        Self { number, made: now, sealing: fresh(random), leaves: Leaves::new(fresh(random)) }
    }
}

fn read<T>(held: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    held.read().unwrap_or_else(PoisonError::into_inner)
}

fn fresh(random: &Random) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    random.clone().fill_bytes(key.as_mut());
    key
}

fn derived(key: &[u8; 32], payload: &[u8], label: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut derived = Zeroizing::new([0; 32]);
    let hkdf = Hkdf::<Sha256>::new(Some(payload), key);
    match hkdf.expand(label, derived.as_mut()) {
        Ok(()) => derived,
        Err(_) => unreachable!("HKDF-SHA256 gives up to 8,160 bytes"),
    }
}

fn cipher(key: &[u8; 32]) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(Key::from_slice(key))
}

#[cfg(test)]
mod tests;
