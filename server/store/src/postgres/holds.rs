//! Ids and forms are held before anything is kept under them: a form from everybody in this process, then from every other server;
//! an id from both at once.

use std::time::{Duration, Instant};

use estafette_keys::ids::SubmissionId;

use super::again::Patience;
use super::engine::Postgres;
use super::locks::Granted;
use crate::error::StoreError;
use crate::shared::{FormHold, FormTag, IdHold, Reservation, Reserved};

/// How long a form waits for the same form that is still arriving elsewhere, and how often it looks.
const PATIENCE: Duration = Duration::from_mins(2);
const PAUSE: Duration = Duration::from_millis(100);

impl Postgres {
    pub(crate) async fn reserve(
        &self,
        candidates: &[SubmissionId],
        form: FormTag,
    ) -> Result<Reserved, StoreError> {
        let local = self.holds.form(form).await?;
        Ok(match self.granted(Some(form), Some(candidates)).await? {
            Granted::Held(Some(lock), Some((id, number, of_id))) => {
                let id = IdHold::new(id, number, of_id);
                Reserved::Fresh(Reservation::new(FormHold::new(form, (local, lock)), id))
            }
            Granted::Stored(id) => Reserved::Stored(id),
            Granted::Gone(id) => Reserved::Gone(id),
            Granted::Held(..) | Granted::Busy | Granted::Exhausted => Reserved::Exhausted,
        })
    }

    pub(crate) async fn hold_form(&self, form: FormTag) -> Result<Result<FormHold, Reserved>, StoreError> {
        let local = self.holds.form(form).await?;
        match self.granted(Some(form), None).await? {
            Granted::Held(Some(lock), _) => Ok(Ok(FormHold::new(form, (local, lock)))),
            Granted::Stored(id) => Ok(Err(Reserved::Stored(id))),
            Granted::Gone(id) => Ok(Err(Reserved::Gone(id))),
            Granted::Held(..) | Granted::Busy | Granted::Exhausted => Err(StoreError::Busy),
        }
    }

    pub(crate) async fn hold_id(&self, candidates: &[SubmissionId]) -> Result<Option<IdHold>, StoreError> {
        match self.granted(None, Some(candidates)).await? {
            Granted::Held(_, Some((id, number, lock))) => Ok(Some(IdHold::new(id, number, lock))),
            _ => Ok(None),
        }
    }

    /// Asks, and again as long as the database is away, or the form arrives elsewhere.
    async fn granted(
        &self,
        form: Option<FormTag>,
        candidates: Option<&[SubmissionId]>,
    ) -> Result<Granted, StoreError> {
        let (until, mut patience) = (Instant::now() + PATIENCE, Patience::new());
        loop {
            match self.locks.ask(form, candidates.map(<[_]>::to_vec)).await {
                Ok(Granted::Busy) if Instant::now() < until => tokio::time::sleep(PAUSE).await,
                Ok(Granted::Busy) => return Err(StoreError::Busy),
                Ok(granted) => return Ok(granted),
                Err(error) if patience.goes_on(&error).await => {}
                Err(error) => return Err(error),
            }
        }
    }
}
