//! What servers of one database must know of each other.

use sqlx::PgConnection;
use tokio::sync::watch;

use super::again::{Patience, again};
use super::engine::Postgres;
use crate::error::StoreError;
use crate::shared::{Peer, ServerId, Told};

impl Postgres {
    pub(crate) async fn leads(&self) -> Result<bool, StoreError> {
        let mut patience = Patience::new();
        loop {
            match self.locks.leads().await {
                Err(error) if patience.goes_on(&error).await => {}
                answer => return answer,
            }
        }
    }

    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.upkeep.changes()
    }

    pub(crate) fn id(&self) -> ServerId {
        self.server
    }

    pub(crate) async fn exchange(&self, told: &Told) -> Result<Vec<Peer>, StoreError> {
        let me = self.server;
        again!(self.pool, connection => {
            if !told.given.is_empty() || !told.taken.is_empty() {
                pass(connection, me, told).await?;
            }
            let (is_known, peers) = look(connection, me, &told.hello).await?;
            // Where the database was started anew, or another took its place, what servers say is gone.
            if !is_known {
                present(connection, me, &told.hello).await?;
            }
            peers
        })
    }
}

/// Those that are there: whoever is gone holds no lock of its number.
async fn look(
    connection: &mut PgConnection,
    me: ServerId,
    hello: &[u8],
) -> Result<(bool, Vec<Peer>), StoreError> {
    let rows = sqlx::query!(
        r#"SELECT server.server, server.hello, mine.taken AS "taken?", other.number AS "number?", other.sealed AS "sealed?"
           FROM estafette.server
           LEFT JOIN estafette.passing AS mine ON mine.giver = $1 AND mine.taker = server.server
           LEFT JOIN estafette.passing AS other
               ON other.giver = server.server AND other.taker = $1 AND other.number <> other.taken"#,
        me
    )
    .fetch_all(connection)
    .await?;
    let is_known = rows.iter().any(|row| row.server == me && row.hello == hello);
    let others = rows.into_iter().filter(|row| row.server != me);
    let peers = others.map(|row| Peer {
        id: row.server,
        hello: row.hello,
        took: row.taken,
        gives: row.number.zip(row.sealed),
    });
    Ok((is_known, peers.collect()))
}

async fn present(connection: &mut PgConnection, me: ServerId, hello: &[u8]) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO estafette.server (server, hello) VALUES ($1, $2)
         ON CONFLICT (server) DO UPDATE SET hello = excluded.hello",
        me,
        hello
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What was taken is removed: nobody needs it any more.
async fn pass(connection: &mut PgConnection, me: ServerId, told: &Told) -> Result<(), StoreError> {
    let (takers, numbers): (Vec<i64>, Vec<i64>) =
        told.given.iter().map(|given| (given.to, given.number)).unzip();
    let sealed: Vec<Vec<u8>> = told.given.iter().map(|given| given.sealed.clone()).collect();
    let (givers, taken): (Vec<i64>, Vec<i64>) = told.taken.iter().copied().unzip();
    sqlx::query!(
        "WITH took AS (UPDATE estafette.passing SET taken = number, sealed = NULL
                       FROM unnest($5::bigint[], $6::bigint[]) AS told (from_whom, which)
                       WHERE giver = from_whom AND taker = $1 AND number = which)
         INSERT INTO estafette.passing AS passing (giver, taker, number, sealed)
         SELECT $1, given.taker, given.number, given.sealed
         FROM unnest($2::bigint[], $3::bigint[], $4::bytea[]) AS given (taker, number, sealed)
         ON CONFLICT (giver, taker) DO UPDATE SET number = excluded.number, sealed = excluded.sealed
         WHERE passing.number <> excluded.number",
        me,
        &takers,
        &numbers,
        &sealed,
        &givers,
        &taken
    )
    .execute(connection)
    .await?;
    Ok(())
}
