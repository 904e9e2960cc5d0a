//! That a submission was handed to another section.

use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;

use super::change::{Change, Transaction};
use super::engine::Sqlite;
use super::{forwarded_queries, slot_queries, submission_queries};
use crate::error::StoreError;

impl Sqlite {
    pub(crate) async fn forward(
        &self,
        forwarding: UntrustedForwarding,
        slots: Vec<(Handle, Vec<u8>)>,
    ) -> Result<bool, StoreError> {
        self.writer.run(Forward { forwarding, slots }).await
    }

    pub(crate) async fn forwarded(&self, id: SubmissionId) -> Result<Vec<SectionName>, StoreError> {
        forwarded_queries::sections(&self.readers, id).await
    }

    pub(crate) async fn take_forwarding(&self, forwarding: UntrustedForwarding) -> Result<(), StoreError> {
        self.writer.run(TakeForwarding(forwarding)).await
    }
}

/// Hands a submission to another section, with slots for those who have none: all of it, or nothing.
struct Forward {
    forwarding: UntrustedForwarding,
    slots: Vec<(Handle, Vec<u8>)>,
}

impl Change for Forward {
    type Answer = bool;

    fn bytes(&self) -> usize {
        self.slots.iter().map(|(_, slot)| slot.len()).sum()
    }

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<bool, StoreError> {
        let (connection, id) = (&mut *transaction.connection, self.forwarding.id);
        if !submission_queries::is_there(connection, id).await? {
            return Ok(false);
        }
        forwarded_queries::put(connection, &self.forwarding).await?;
        for (editor, slot) in &self.slots {
            if slot_queries::held(transaction.connection, id, editor).await?.is_none() {
                let column = transaction.place(slot)?;
                slot_queries::insert(transaction.connection, id, editor, &column).await?;
            }
        }
        Ok(true)
    }
}

/// As it moves in from another store.
struct TakeForwarding(UntrustedForwarding);

impl Change for TakeForwarding {
    type Answer = ();

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        forwarded_queries::put(transaction.connection, &self.0).await
    }
}
