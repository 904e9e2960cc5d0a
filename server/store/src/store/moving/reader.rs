//! Reads all that a store keeps, whichever engine stands behind it.

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::InstanceId;
use estafette_keys::roster::UntrustedRoster;
use sha2::{Digest, Sha256};

use super::place::Place;
use crate::error::StoreError;
use crate::kept::{
    CHUNK, Content, Counts, FoundSubmission, StoredStatement, Tombstone, WholeNote, WholeRemoval, WholeReply,
};
use crate::postgres::{self, Alone};
use crate::shared::calendar::CalendarState;
use crate::sqlite;
use crate::store::{Engine, Store};

/// Reads of one engine.
pub(super) enum Reader {
    Sqlite(sqlite::Reader),
    Postgres(postgres::Reader),
}

/// Calls a method of whichever reader it is.
macro_rules! read {
    ($reader:expr, $method:ident($($argument:expr),*)) => {
        match $reader {
            Self::Sqlite(reader) => reader.$method($($argument),*).await,
            Self::Postgres(reader) => reader.$method($($argument),*).await,
        }
    };
}

impl Reader {
    /// Of a place where nothing is changed, and no server is as long as it is read; and the lock of a database.
    pub(super) async fn open(place: Place) -> Result<(Self, Option<Alone>), StoreError> {
        match place {
            Place::Folder(folder) => {
                // Locking makes a folder that is not there.
                if !folder.has_database() {
                    return Err(StoreError::Source("there is no database in that folder"));
                }
                Ok((Self::Sqlite(sqlite::Reader::open(folder.lock()?).await?), None))
            }
            Place::Database(address) => {
                let alone = Alone::with(&address).await?;
                Ok((Self::Postgres(postgres::Reader::open(&address).await?), Some(alone)))
            }
        }
    }

    /// Of what a store has open.
    pub(super) fn of(store: &Store) -> Self {
        match &store.engine {
            Engine::Sqlite(engine) => Self::Sqlite(sqlite::Reader::of(engine)),
            Engine::Postgres(engine) => Self::Postgres(postgres::Reader::of(engine)),
        }
    }

    pub(super) async fn close(&self) {
        read!(self, close());
    }

    pub(super) async fn instance(&self) -> Result<InstanceId, StoreError> {
        read!(self, instance())?.ok_or(StoreError::Source("it belongs to no instance"))
    }

    pub(super) async fn counts(&self) -> Result<Counts, StoreError> {
        read!(self, counts())
    }

    pub(super) async fn submissions(
        &self,
        from: &[u8],
        limit: i64,
    ) -> Result<Vec<FoundSubmission>, StoreError> {
        read!(self, submissions(from, limit))
    }

    /// A piece of content, as long as it must be.
    pub(super) async fn piece(&self, content: Content, number: u16) -> Result<Vec<u8>, StoreError> {
        let piece = read!(self, piece(content, number))?.ok_or(StoreError::Corrupt)?;
        let begins = u64::from(number) * CHUNK as u64;
        let expected = content.size.saturating_sub(begins).min(CHUNK as u64);
        if piece.len() as u64 == expected { Ok(piece) } else { Err(StoreError::Corrupt) }
    }

    /// The SHA-256 of a content.
    pub(super) async fn digest(&self, content: Content) -> Result<[u8; 32], StoreError> {
        let mut digest = Sha256::new();
        for number in pieces(content)? {
            digest.update(self.piece(content, number).await?);
        }
        Ok(digest.finalize().into())
    }

    pub(super) async fn tombstones(&self, from: &[u8], limit: i64) -> Result<Vec<Tombstone>, StoreError> {
        read!(self, tombstones(from, limit))
    }

    pub(super) async fn removals(&self, from: &[u8], limit: i64) -> Result<Vec<WholeRemoval>, StoreError> {
        read!(self, removals(from, limit))
    }

    /// From an id and a section's name on, end to end.
    pub(super) async fn forwardings(
        &self,
        from: &[u8],
        limit: i64,
    ) -> Result<Vec<UntrustedForwarding>, StoreError> {
        let from = from.split_at_checked(16).unwrap_or((from, &[]));
        read!(self, forwardings(from, limit))
    }

    /// From a mailbox and an id on, end to end.
    pub(super) async fn replies(&self, from: &[u8], limit: i64) -> Result<Vec<WholeReply>, StoreError> {
        let from = from.split_at_checked(16).unwrap_or((from, &[]));
        read!(self, replies(from, limit))
    }

    pub(super) async fn notes(&self, from: &[u8], limit: i64) -> Result<Vec<WholeNote>, StoreError> {
        read!(self, notes(from, limit))
    }

    pub(super) async fn epochs(&self) -> Result<Vec<StoredStatement>, StoreError> {
        read!(self, epochs())
    }

    pub(super) async fn alive(&self) -> Result<Vec<UntrustedAlive>, StoreError> {
        read!(self, alive())
    }

    pub(super) async fn roster(&self) -> Result<Option<UntrustedRoster>, StoreError> {
        read!(self, roster())
    }

    pub(super) async fn calendar(&self) -> Result<Option<CalendarState>, StoreError> {
        read!(self, calendar())
    }
}

/// The numbers of a content's pieces.
pub(super) fn pieces(content: Content) -> Result<std::ops::Range<u16>, StoreError> {
    let many = content.size.div_ceil(CHUNK as u64);
    Ok(0..u16::try_from(many).map_err(|_| StoreError::Corrupt)?)
}
