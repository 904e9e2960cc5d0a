//! The store that things move into: empty, or begun before.

use std::sync::Arc;

use estafette_keys::ids::InstanceId;

use super::place::Place;
use super::reader::Reader;
use crate::error::StoreError;
use crate::host::Host;
use crate::kept::{Upload, UploadId};
use crate::postgres::{Alone, Postgres, Presence};
use crate::shared::{Floors, Space};
use crate::sqlite::Sqlite;
use crate::store::{Engine, Store};

/// Nothing is left free: nobody else is to come in.
const FLOORS: Floors = Floors { files: 0, text: 0 };

/// The store, and a reader of what it has by now.
pub(super) struct Target {
    pub(super) store: Store,
    pub(super) reader: Reader,
    host: Arc<dyn Host>,
}

impl Target {
    /// Opens or makes it, where no server is as long as it is open; and the lock of a database.
    pub(super) async fn open(
        place: Place,
        instance: InstanceId,
        host: Arc<dyn Host>,
    ) -> Result<(Self, Option<Alone>), StoreError> {
        let (engine, alone) = match place {
            Place::Folder(folder) => {
                let folder = folder.lock()?;
                let space = Space::of(folder.path(), FLOORS);
                (Engine::Sqlite(Sqlite::open(folder, instance, space, Arc::clone(&host)).await?), None)
            }
            Place::Database(address) => {
                let alone = Alone::with(&address).await?;
                let room = (u64::MAX, FLOORS);
                let engine =
                    Postgres::connect(&address, instance, room, Arc::clone(&host), Presence::Alone).await?;
                engine.remove_orphans().await?;
                (Engine::Postgres(Arc::new(engine)), Some(alone))
            }
        };
        let store = Store { engine };
        let reader = Reader::of(&store);
        Ok((Self { store, reader, host }, alone))
    }

    /// Begins to take content, under a name of its own.
    pub(super) fn begin_upload(&self) -> Upload {
        let mut random = [0; 8];
        self.host.fill_random(&mut random);
        let id = UploadId::of_chunk(i64::from_be_bytes(random) & i64::MAX);
        match &self.store.engine {
            Engine::Sqlite(engine) => engine.begin_upload(id),
            Engine::Postgres(engine) => engine.begin_upload(id),
        }
    }
}
