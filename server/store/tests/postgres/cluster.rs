//! A database of an instance, in a PostgreSQL that runs for these tests.

use std::path::Path;

use estafette_store::PostgresAddress;
use sqlx::Connection;
use sqlx::postgres::{PgConnectOptions, PgConnection};

pub(crate) use crate::process::Cluster;

/// A database of an instance.
#[derive(Clone)]
pub(crate) struct Database {
    pub(crate) address: PostgresAddress,
    /// The way to it beside the store.
    options: PgConnectOptions,
}

impl Database {
    /// A connection of somebody else's.
    pub(crate) async fn look(&self) -> PgConnection {
        let options = self.options.clone().options([("search_path", "estafette")]);
        PgConnection::connect_with(&options).await.expect("a database")
    }

    /// The same, where there is one left.
    pub(crate) async fn try_look(&self) -> Option<PgConnection> {
        PgConnection::connect_with(&self.options).await.ok()
    }
}

/// An empty one.
pub(crate) fn database(cluster: &Cluster) -> Database {
    reached_by(cluster.folder(), &cluster.make_database())
}

/// One that is there, by the socket in a folder.
pub(crate) fn reached_by(folder: &Path, name: &str) -> Database {
    let address = format!("postgres:///{name}?host={}&user=estafette", folder.display());
    let options = PgConnectOptions::new().socket(folder).username("estafette").database(name);
    Database { address: address.parse().expect("an address"), options }
}
