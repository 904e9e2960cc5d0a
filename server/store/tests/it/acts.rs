//! What tests do with a store, whichever engine is behind it.

use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::removed::UntrustedRemoval;
use estafette_store::{Expiry, NewSubmission, StoreError};

use crate::instance::Instance;
use crate::sent::{appended, submission};

impl Instance {
    /// What is past its time, by days before today, goes as on a day that an editor agrees with.
    pub(crate) async fn expire(&self, oldest: Vec<(SectionName, i32)>, floor: i32) {
        let today = self.clock.today();
        let oldest = oldest.into_iter().map(|(section, days)| (section, today.plus_days(days))).collect();
        let expiry = Expiry { oldest, floor: today.plus_days(floor), today, settled: Some(today) };
        self.store.expire(expiry).await.expect("done");
    }

    /// Sends `chunks` of content with a slot for `anna`, to the end.
    pub(crate) async fn send(&self, form: u8, id: u8, chunks: &[&[u8]]) -> Result<SubmissionId, StoreError> {
        self.send_as(form, submission(id), chunks).await
    }

    /// The same, under any id.
    pub(crate) async fn send_as(
        &self,
        form: u8,
        id: SubmissionId,
        chunks: &[&[u8]],
    ) -> Result<SubmissionId, StoreError> {
        let new = appended(&self.store, self.clock.today(), form, id, chunks).await?;
        let id = new.reservation.id();
        self.store.accept(new).await.map(|()| id)
    }

    /// The same, up to where it is only to be accepted.
    pub(crate) async fn appended(
        &self,
        form: u8,
        id: u8,
        chunks: &[&[u8]],
    ) -> Result<NewSubmission, StoreError> {
        appended(&self.store, self.clock.today(), form, submission(id), chunks).await
    }

    /// All content of a submission.
    pub(crate) async fn content(&self, id: SubmissionId) -> Option<Vec<u8>> {
        let (_, content) = self.store.content(id).await.expect("an answer")?;
        let mut bytes = Vec::new();
        while (bytes.len() as u64) < content.size {
            let (number, within) = content.locate(bytes.len() as u64);
            assert_eq!(within, 0);
            bytes.extend(self.store.chunk(content, number).await.expect("an answer")?);
        }
        Some(bytes)
    }
}

/// That it was taken back, as the store is told: it looks at no proof.
pub(crate) fn removal(id: u8) -> UntrustedRemoval {
    UntrustedRemoval { id: submission(id), editor: None, proof: vec![id; 32] }
}
