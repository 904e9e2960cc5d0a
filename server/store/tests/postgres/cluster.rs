//! A database of an instance, in a PostgreSQL that runs for these tests.

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
}

/// An empty one.
pub(crate) fn database(cluster: &Cluster) -> Database {
    let name = cluster.make_database();
    let options = PgConnectOptions::new().socket(cluster.folder()).username("estafette").database(&name);
    Database { address: cluster.url(&name).parse().expect("an address"), options }
}
