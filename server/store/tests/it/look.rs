//! A look into the database beside the store: from tests of the store, and those of the server, which include this file.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, Row};

/// How many rows a table has, as another process sees it.
pub(crate) async fn rows(folder: &Path, table: &str) -> i64 {
    let query = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
    sqlx::query(query).fetch_one(&mut look(folder).await).await.expect("a count").get(0)
}

/// A connection of somebody else's.
pub(crate) async fn look(folder: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(folder.join("estafette.sqlite"));
    SqliteConnection::connect_with(&options).await.expect("a database")
}
