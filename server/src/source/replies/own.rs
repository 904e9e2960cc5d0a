//! The submissions of a codename: it derives their ids, and what takes them back.

use std::sync::Arc;

use estafette_keys::ids::SubmissionId;
use estafette_keys::kept::KEPT_DAYS_MAX;
use estafette_keys::source::{SourceKeys, WithdrawalSecret};

use crate::blocking;
use crate::source::Source;
use crate::source::problem::Problem;
use crate::store::ASIDE_DAYS;

/// Every id that this codename can have given to a submission that is still here, from the oldest on.
pub(super) async fn own_ids(source: &Source, keys: &Arc<SourceKeys>) -> Result<Vec<SubmissionId>, Problem> {
    derived(source, keys, |secrets| secrets.map(|secret| secret.submission()).collect()).await
}

/// The secret that takes back this submission; `None` where this codename gave no such id.
pub(super) async fn own(
    source: &Source,
    keys: &Arc<SourceKeys>,
    wanted: SubmissionId,
) -> Result<Option<WithdrawalSecret>, Problem> {
    let is_wanted = move |secret: &WithdrawalSecret| secret.submission() == wanted;
    derived(source, keys, move |mut secrets| Iterator::find(&mut secrets, is_wanted)).await
}

/// Goes through the secrets of every submission of this codename that can still be here, from the oldest on: thousands.
async fn derived<T: Send + 'static>(
    source: &Source,
    keys: &Arc<SourceKeys>,
    take: impl FnOnce(&mut dyn Iterator<Item = WithdrawalSecret>) -> T + Send + 'static,
) -> Result<T, Problem> {
    let (keys, today) = (Arc::clone(keys), source.clock.today());
    // An editor may have it kept past the retention; a form may have been begun the day before it was stored; and what is put
    // aside is still here.
    let days = (0..=KEPT_DAYS_MAX + 2 + ASIDE_DAYS).rev().map(move |ago| today.plus_days(-ago));
    let work = move || take(&mut keys.withdrawals(days));
    Ok(blocking::wiping(work).await?)
}
