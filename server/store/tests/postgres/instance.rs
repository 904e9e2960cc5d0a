//! A server's store in a database of its own, or in that of another server.

use estafette_store::{Floors, Store};
use sqlx::{AssertSqlSafe, Row};

pub(crate) use crate::acts::removal;
pub(crate) use crate::clock::Clock;
use crate::cluster::{Cluster, Database, database};
pub(crate) use crate::sent::{DAY, INSTANCE, NOON, anna, bruxelles, memo, submission};

/// What stays free in the databases of tests.
pub(crate) const FLOORS: Floors = Floors { files: 2_000_000, text: 1_000_000 };
/// What they may hold.
const LARGEST: u64 = 10_000_000_000;

/// A store with all that a test turns.
pub(crate) struct Instance {
    pub(crate) database: Database,
    pub(crate) clock: Clock,
    pub(crate) store: Store,
}

impl Instance {
    pub(crate) async fn new() -> Self {
        Self::in_database(database(Cluster::shared())).await
    }

    pub(crate) async fn in_database(database: Database) -> Self {
        Self::holding(database, LARGEST).await
    }

    /// The same, with room for so many bytes.
    pub(crate) async fn holding(database: Database, largest: u64) -> Self {
        let clock = Clock::at(NOON);
        let store = Store::connect(&database.address, INSTANCE, (largest, FLOORS), clock.clone()).await;
        Self { database, clock, store: store.expect("a store") }
    }

    /// Another server of the same database.
    pub(crate) async fn another(&self) -> Self {
        let kept = Self::in_database(self.database.clone()).await;
        kept.clock.set(self.clock.now());
        kept
    }

    /// What another server finds that was started when this one lost its power.
    pub(crate) async fn after_a_crash(&self) -> Self {
        self.another().await
    }

    /// Runs a statement beside the store.
    pub(crate) async fn sql(&self, sql: String) {
        sqlx::query(AssertSqlSafe(sql)).execute(&mut self.database.look().await).await.expect("done");
    }

    /// What a query gives, which is one number.
    pub(crate) async fn number(&self, sql: String) -> i64 {
        sqlx::query(AssertSqlSafe(sql))
            .fetch_one(&mut self.database.look().await)
            .await
            .expect("a number")
            .get(0)
    }

    /// How many rows a table has.
    pub(crate) async fn rows(&self, table: &str) -> i64 {
        self.number(format!("SELECT count(*) FROM {table}")).await
    }

    /// Waits until a table is empty.
    pub(crate) async fn until_empty(&self, table: &str) {
        while self.rows(table).await > 0 {
            tokio::task::yield_now().await;
        }
    }

    /// Puts so many notes of a section that hold nothing.
    pub(crate) async fn fill_notes(&self, many: u32) {
        self.sql(format!(
            "INSERT INTO note (id, section, day, size, sealed, key)
             SELECT uuid_send(gen_random_uuid()), 'bruxelles', 20000, 0, n, decode(repeat('00', 48), 'hex')
             FROM generate_series(1, {many}) AS n"
        ))
        .await;
    }

    /// Puts so many replies that hold nothing into the mailbox of ones.
    pub(crate) async fn fill_mailbox(&self, many: u32) {
        self.sql(format!(
            "INSERT INTO reply (mailbox, id, section, day, size, sealed, key)
             SELECT decode(repeat('01', 16), 'hex'), uuid_send(gen_random_uuid()), 'bruxelles', 20000, 0, n,
                    decode(repeat('00', 48), 'hex')
             FROM generate_series(1, {many}) AS n"
        ))
        .await;
    }
}
