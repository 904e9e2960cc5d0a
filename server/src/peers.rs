//! Servers that share a store give each other copies of the keys of their forms and sessions, through the store, sealed: whatever one gave
//! out is taken by all, and one that dies leaves nobody with a form that no server knows.
//!
//! The store is not trusted with it. What a server gives is sealed to a key that the taker has in its memory alone, so that nothing in the
//! database, its journal or its backups ever opens; and under a secret that stands in a file of each server, so that nobody takes part whom
//! the operator did not let in (FORMAT §13).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::sync::Arc;
use std::time::Duration;

use bytes::{Buf, BufMut};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use estafette_keys::age_format::{self, AgeWriter, Identity, Recipient};
use estafette_keys::ids::InstanceId;
use estafette_keys::labels;
use estafette_keys::secret::Secret;
use hkdf::Hkdf;
use sha2::Sha256;
use tokio::sync::watch;
use zeroize::Zeroizing;

use crate::blocking::wiping_long;
use crate::clock::{Clock, moment};
use crate::random::Random;
use crate::report::{self, Coded};
use crate::store::{Given, Peer, ServerId, Store, Told};
use crate::token::TokenKeys;
use crate::token::given::{Malformed, Taken, There};

/// How often a server looks, and tells.
const EVERY: Duration = Duration::from_secs(1);
/// How often one that starts looks, and how long it waits for the others' keys.
const JOINING: [Duration; 2] = [Duration::from_millis(100), Duration::from_secs(5)];
/// The first byte of a message.
const VERSION: u8 = 1;
/// The most bytes that a server gives: the keys of forms of which as many were answered as ever are.
const MOST: u64 = 32 * 1024 * 1024;

/// What servers of a store have in common, and nobody else.
pub(crate) struct ServersKey {
    hello: Zeroizing<[u8; 32]>,
    given: Zeroizing<[u8; 32]>,
}

impl ServersKey {
    /// That of a file's text, for one instance.
    pub(crate) fn new(text: &Secret<String>, instance: InstanceId) -> Self {
        let hkdf = Hkdf::<Sha256>::new(Some(instance.as_bytes()), text.expose_secret().trim().as_bytes());
        let of = |label: &[u8]| {
            let mut key = Zeroizing::new([0; 32]);
            match hkdf.expand(label, key.as_mut()) {
                Ok(()) => key,
                Err(_) => unreachable!("HKDF-SHA256 gives up to 8,160 bytes"),
            }
        };
        Self { hello: of(labels::SERVER_HELLO), given: of(labels::SERVER_GIVEN) }
    }
}

/// Another server has another file, or what it says was changed on the way.
#[derive(Debug, thiserror::Error)]
#[error(
    "another server of this database has another `store.servers-key`, or version: a form of one is a new one at the other"
)]
struct Stranger;

impl Coded for Stranger {
    fn code(&self) -> &'static str {
        "S20"
    }
}

/// This server, among the others of its store.
pub(crate) struct Peers {
    store: Store,
    clock: Clock,
    random: Random,
    /// Of what sources carry, and of what editors do.
    tokens: [Arc<TokenKeys>; 2],
    id: ServerId,
    key: ServersKey,
    identity: Arc<Identity>,
    told: Told,
    known: BTreeMap<ServerId, Known>,
}

/// Another server. It is remembered when it is gone, so that nothing it gave is taken a second time.
struct Known {
    recipient: Arc<Recipient>,
    /// What it took.
    has: Option<[Taken; 2]>,
    /// What was given it, and is not taken yet.
    given: Option<[Taken; 2]>,
    /// The number of what it was given last, and that of what was taken from it last.
    numbers: [i64; 2],
}

impl Peers {
    /// `None` where nobody shares the store.
    pub(crate) fn new(
        store: Store,
        shared: (ServersKey, [Arc<TokenKeys>; 2]),
        clock: Clock,
        random: Random,
    ) -> Option<Self> {
        Some(Self::among(store.id()?, store, shared, clock, random))
    }

    fn among(
        id: ServerId,
        store: Store,
        (key, tokens): (ServersKey, [Arc<TokenKeys>; 2]),
        clock: Clock,
        random: Random,
    ) -> Self {
        let identity = Arc::new(Identity::generate(&mut random.clone()));
        let text = identity.recipient().to_string();
        let hello = seal(&key.hello, &random, &id.to_be_bytes(), text.as_bytes());
        let told = Told { hello, ..Told::default() };
        Self { store, clock, random, tokens, id, key, identity, told, known: BTreeMap::new() }
    }

    /// Waits until each server that is there has given its keys and has those of this one, or for as long as it should have taken: before
    /// that, a form of another one would be a new one here.
    pub(crate) async fn join(&mut self) {
        let [pause, patience] = JOINING;
        let until = moment() + patience;
        while !self.round().await && moment() < until {
            tokio::time::sleep(pause).await;
        }
    }

    /// Gives and takes, until `stop` turns true.
    pub(crate) async fn run(mut self, mut stop: watch::Receiver<bool>) {
        loop {
            self.round().await;
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    }

    /// Tells, looks, and makes ready what is to be told next; says whether nothing is.
    async fn round(&mut self) -> bool {
        // What was told and maybe not heard is told again: it may be.
        match self.store.exchange(&self.told).await {
            Ok(peers) => self.meet_all(peers).await,
            Err(error) => {
                report::trouble("servers", &error);
                false
            }
        }
    }

    async fn meet_all(&mut self, peers: Vec<Peer>) -> bool {
        self.told.given.clear();
        self.told.taken.clear();
        let mut is_done = true;
        let there: BTreeSet<ServerId> = peers.iter().map(|peer| peer.id).collect();
        for peer in peers {
            if self.meet(peer, &there).await.is_err() {
                report::trouble("servers", &Stranger);
                is_done = false;
            }
        }
        let has_all = |known: &Known| known.has.is_some() && known.numbers[1] != 0;
        let mut there = there.iter().filter_map(|id| self.known.get(id));
        is_done && self.told.given.is_empty() && self.told.taken.is_empty() && there.all(has_all)
    }

    async fn meet(&mut self, peer: Peer, there: &BTreeSet<ServerId>) -> Result<(), Malformed> {
        let known = match self.known.remove(&peer.id) {
            Some(known) => known,
            None => {
                Known { recipient: Arc::new(self.recipient(&peer)?), has: None, given: None, numbers: [0; 2] }
            }
        };
        let known = self.known.entry(peer.id).or_insert(known);
        match peer.took {
            Some(number) if number == known.numbers[0] => known.has = known.given.take().or(known.has.take()),
            // It is still there.
            Some(_) => {}
            // A database that was started anew, or another one, has lost it.
            None => (known.has, known.given) = (None, None),
        }
        if known.given.is_none() {
            self.give(peer.id, there).await?;
        }
        if let Some((number, sealed)) = peer.gives {
            self.take(peer.id, number, sealed).await?;
        }
        Ok(())
    }

    /// The key to which what is for this server is sealed.
    fn recipient(&self, peer: &Peer) -> Result<Recipient, Malformed> {
        let text = open(&self.key.hello, &peer.id.to_be_bytes(), &peer.hello)?;
        std::str::from_utf8(&text).map_err(|_| Malformed)?.parse().map_err(|_| Malformed)
    }

    /// Makes ready what another server lacks.
    async fn give(&mut self, to: ServerId, there: &BTreeSet<ServerId>) -> Result<(), Malformed> {
        let Some(known) = self.known.get_mut(&to) else { return Ok(()) };
        let (now, there) = (self.clock.now(), There { me: self.id, others: there });
        let mut message = Zeroizing::new(Vec::new());
        message.put_u8(VERSION);
        message.put_i64(now);
        let mut number = 0;
        let gives = self.tokens.each_ref().map(|tokens| {
            let has = known.has.as_ref().and_then(|has| has.get(number));
            number += 1;
            tokens.give(has, &there, now, &mut message)
        });
        if known.has.as_ref() == Some(&gives) {
            return Ok(());
        }
        let [number, _] = &mut known.numbers;
        *number += 1;
        let (number, recipient) = (*number, Arc::clone(&known.recipient));
        known.given = Some(gives);
        let (key, random) = (self.key.given.clone(), self.random.clone());
        let bound = bound(self.id, to, number);
        let sealed = wiping_long(message.len(), move || {
            let inner = Zeroizing::new(seal(&key, &random, &bound, &message));
            let mut writer = AgeWriter::new(&[&recipient], Vec::new()).map_err(|_| Malformed)?;
            writer.write_all(&inner).map_err(|_| Malformed)?;
            writer.finish().map_err(|_| Malformed)
        });
        let sealed = sealed.await.map_err(|_| Malformed)??;
        self.told.given.push(Given { to, number, sealed });
        Ok(())
    }

    /// Takes what another server gave.
    async fn take(&mut self, from: ServerId, number: i64, sealed: Vec<u8>) -> Result<(), Malformed> {
        let Some(known) = self.known.get_mut(&from) else { return Ok(()) };
        let [_, last] = &mut known.numbers;
        if number > *last {
            let (key, identity) = (self.key.given.clone(), Arc::clone(&self.identity));
            let bound = bound(from, self.id, number);
            let opened = wiping_long(sealed.len(), move || {
                let reader = age_format::open(&[&identity], sealed.as_slice()).map_err(|_| Malformed)?;
                let mut inner = Zeroizing::new(Vec::new());
                reader.take(MOST).read_to_end(&mut inner).map_err(|_| Malformed)?;
                open(&key, &bound, &inner)
            });
            let message = opened.await.map_err(|_| Malformed)??;
            *last = number;
            self.put(&message)?;
        }
        self.told.taken.push((from, number));
        Ok(())
    }

    fn put(&self, mut message: &[u8]) -> Result<(), Malformed> {
        if message.try_get_u8()? != VERSION {
            return Err(Malformed);
        }
        let now = self.clock.now();
        let ahead = message.try_get_i64()?.saturating_sub(now);
        self.tokens.iter().try_for_each(|tokens| tokens.take(&mut message, ahead, now))
    }
}

fn bound(giver: ServerId, taker: ServerId, number: i64) -> [u8; 24] {
    let mut bound = [0; 24];
    let numbers = [giver, taker, number];
    bound
        .chunks_exact_mut(8)
        .zip(numbers)
        .for_each(|(place, number)| place.copy_from_slice(&number.to_be_bytes()));
    bound
}

fn seal(key: &[u8; 32], random: &Random, bound: &[u8], plaintext: &[u8]) -> Vec<u8> {
    let nonce: [u8; 12] = random.bytes();
    let message = Payload { msg: plaintext, aad: bound };
    match ChaCha20Poly1305::new(Key::from_slice(key)).encrypt(Nonce::from_slice(&nonce), message) {
        Ok(sealed) => [nonce.as_slice(), &sealed].concat(),
        Err(_) => unreachable!("it is far below the cipher's limit"),
    }
}

fn open(key: &[u8; 32], bound: &[u8], bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, Malformed> {
    let (nonce, sealed) = bytes.split_at_checked(12).ok_or(Malformed)?;
    let message = Payload { msg: sealed, aad: bound };
    let opened = ChaCha20Poly1305::new(Key::from_slice(key)).decrypt(Nonce::from_slice(nonce), message);
    opened.map(Zeroizing::new).map_err(|_| Malformed)
}

#[cfg(test)]
mod tests;
