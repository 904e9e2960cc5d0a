//! What servers of one database must know of each other.

use tokio::sync::watch;

use super::again::Patience;
use super::engine::Postgres;
use crate::error::StoreError;

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
}
